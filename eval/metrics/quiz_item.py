"""Quiz-item validity: is the key what the passage says, and does the passage say only that?

Checked by form (interface of the quiz item) and by words: the key names options that are there; ``answer`` is what the
key names; for ``single``, ``multiple`` and ``blank`` the keyed text stands in a cited quote; for ``judge`` the key is
正确 exactly when the stem is the true statement; for ``order`` the parts stand in the document in the keyed order;
every quote is an exact slice of the stored text. The value is 1 without a fault, else 0.
Source: defined here, after the item-writing rules of Haladyna, Downing and Rodriguez, AME 15(3), 2002.
Edges: an item of an unknown type is at fault; whether distractors are plausible is for people to judge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from corpus.model import Document
from eval.wording import folded, without_markers

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def quiz_faults(item: Mapping[str, Any], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """Return what is wrong with an item, in Chinese; empty for a valid one."""
    faults: list[str] = []
    citations = [one for one in (item.get("citation"), *item.get("citations", ())) if isinstance(one, Mapping)]
    if not citations:
        faults.append("没有出处")
    faults += [f"引文“{str(one.get('quote'))[:20]}”不是原文" for one in citations if not _exact(one, documents)]
    quotes = folded("".join(str(one.get("quote", "")) for one in citations))
    options = [str(one) for one in item.get("options") or ()]
    key = [str(one) for one in item.get("key") or ()]
    answer = str(item.get("answer", ""))
    match item.get("type"):
        case "single" | "multiple":
            faults += _choice_faults(options, key, answer, quotes, single=item.get("type") == "single")
        case "judge":
            said_true = folded(str(item.get("stem", ""))).find(folded(answer)) >= 0
            if options != ["正确", "错误"] or key not in (["A"], ["B"]):
                faults.append("判断题的选项或答案不合规")
            elif (key == ["A"]) != said_true:
                faults.append("判断题的答案与原文相反")
        case "blank":
            if "____" not in str(item.get("stem", "")) or not key or key[0] != answer:
                faults.append("填空题没有空格，或答案与首个可接受写法不同")
            elif folded(answer) not in quotes:
                faults.append(f"答案“{answer[:20]}”不在出处中")
        case "order":
            faults += _order_faults(options, key, answer, quotes)
        case "match":
            faults += _match_faults(item, key, answer)
        case "short":
            if not item.get("points"):
                faults.append("简答题没有要点")
        case other:
            faults.append(f"没有 {other} 这种题型")
    return tuple(faults)


def _exact(citation: Mapping[str, Any], documents: Mapping[str, Document]) -> bool:
    document = documents.get(str(citation.get("document")))
    start, end = citation.get("start"), citation.get("end")
    if document is None or not isinstance(start, int) or not isinstance(end, int):
        return False
    return bool(citation.get("quote")) and document.text[start:end] == citation.get("quote")


def _keyed(options: Sequence[str], key: Sequence[str]) -> list[str] | None:
    places = [LETTERS.find(letter) for letter in key]
    if not places or any(not 0 <= place < len(options) for place in places):
        return None
    return [options[place] for place in places]


def _choice_faults(options: Sequence[str], key: Sequence[str], answer: str, quotes: str, *, single: bool) -> list[str]:
    keyed = _keyed(options, key)
    if keyed is None or (single and len(keyed) != 1):
        return ["答案不是选项的字母"]
    faults: list[str] = []
    if len({folded(option) for option in options}) != len(options):
        faults.append("选项有重复")
    if folded("；".join(keyed)) != folded(answer):
        faults.append("答案与所指选项的文字不同")
    faults += [f"“{text[:20]}”不在出处中" for text in keyed if folded(text) not in quotes]
    return faults


def _order_faults(options: Sequence[str], key: Sequence[str], answer: str, quotes: str) -> list[str]:
    keyed = _keyed(options, key)
    if keyed is None or sorted(key) != sorted(LETTERS[: len(options)]):
        return ["排序题的答案没有用全选项"]
    if folded("；".join(keyed)) != folded(answer):
        return ["答案与所指次序不同"]
    places = [quotes.find(folded(without_markers(text))) for text in keyed]
    if min(places) < 0:
        return ["有的部分不在出处中"]
    return [] if places == sorted(places) else ["次序与原文不同"]


def _match_faults(item: Mapping[str, Any], key: Sequence[str], answer: str) -> list[str]:
    left, right = list(item.get("left") or ()), list(item.get("right") or ())
    if len(key) != len(left) or len({pair.partition("-")[0] for pair in key}) != len(left):
        return ["连线题的答案没有用全左列"]
    for pair in key:
        number, _, letter = pair.partition("-")
        place = LETTERS.find(letter)
        if not number.isdigit() or not 1 <= int(number) <= len(left) or not 0 <= place < len(right) or not letter:
            return ["连线题的答案指向不存在的条目"]
        if folded(str(left[int(number) - 1])) not in folded(answer) or folded(str(right[place])) not in folded(answer):
            return ["答案与所连条目不同"]
    return []
