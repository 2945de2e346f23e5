"""The checker: proves from the item and the library alone that the keyed answer is supported and no other is.

It knows nothing of how an item was made. What it cannot prove is a fault, and a faulty item is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.citing.citations import cite
from assistant.draft import Quote
from assistant.quiz.claims import claim_faults, item_pairs, keyed_options
from assistant.quiz.makers.wording import balanced, is_self_contained
from assistant.quiz.model import HOLE, JUDGED, LETTERS, QuizItem, evidence_hash
from assistant.quiz.sources import Sources, squeeze, stands
from corpus.model import Span
from corpus.places import find_places


def prove(item: QuizItem, sources: Sources) -> tuple[str, ...]:
    """Return what is wrong with `item`, in Chinese; empty when it is proved."""
    evidence = tuple(_evidence_faults(item, sources))
    if evidence:
        return evidence
    return tuple(dict.fromkeys([*_stem_faults(item, sources), *_form_faults(item), *claim_faults(item, sources)]))


def _evidence_faults(item: QuizItem, sources: Sources) -> Iterator[str]:
    if not item.citations or item.citation != item.citations[0]:
        yield "主要出处不在出处之首"
        return
    for citation in (*item.citations, *(point.citation for point in item.points)):
        document = sources.documents.get(citation.document)
        if document is None:
            yield "出处的文档不在资料库"
            return
        span = Span(citation.start, citation.end)
        if not citation.quote.strip() or span.of(document.text) != citation.quote:
            yield "引文不是原文"
        elif cite(Quote(document, span), n=citation.n) != citation:
            yield "出处与文档的信息不一致"
        elif citation.furniture:
            yield "出处是网页附带内容"
    if len({citation.document for citation in item.citations}) > 1:
        yield "出处跨越多份文档"
    if evidence_hash(item.citation.quote) != item.evidence_sha256:
        yield "证据的哈希不符"
    if item.topic.document != item.citation.document:
        yield "主题与出处不是同一文档"


def _stem_faults(item: QuizItem, sources: Sources) -> Iterator[str]:
    document = sources.documents[item.citation.document]
    name = sources.names[document.id]
    if name not in item.stem:
        yield "题干没有说明出自哪份文件"
    rest = item.stem.replace(name, "")
    if not is_self_contained(rest) or not all(is_self_contained(o) for o in (*item.options, *item.left, *item.right)):
        yield "题干或选项有指代不明的词"
    if not re.search(r"(?:19|20)\d\d", name) and re.search(r"今年|去年|明年|本月", rest):
        yield "题干的年份不明"
    if not balanced(item.stem):
        yield "题干的引号或括号不成对"
    if item.type != "blank" and HOLE in item.stem:
        yield "题干不应有空格"
    if document.card.masked:
        words = " ".join((rest, item.answer, item.topic.place or "", *item.options, *item.left, *item.right))
        own = squeeze(document.text)
        if item.topic.place or any(squeeze(m.place.name) not in own for m in find_places(words)):
            yield "未具名的讲话被归于具体地方"
    elif item.topic.place != item.citation.place:
        yield "主题的地方与出处不一致"
    allowed = squeeze("".join(c.quote for c in item.citations) + name + item.claim.said)
    for figure in re.findall(r"\d+(?:\.\d+)?", squeeze(rest)):
        if not stands(figure, allowed):
            yield f"题干的数字{figure}不在出处中"


def _form_faults(item: QuizItem) -> Iterator[str]:
    plain = [squeeze(option) for option in (*item.options, *item.left, *item.right)]
    if len(set(plain)) != len(plain) or any(not text for text in plain):
        yield "选项有重复或为空"
    quotes = squeeze("\n".join(c.quote for c in item.citations))
    exact = "\n".join(c.quote for c in item.citations)
    keyed = keyed_options(item)
    match item.type:
        case "single" | "multiple":
            count = (len(keyed) == 1 and len(item.options) == 4) if item.type == "single" else (
                2 <= len(keyed) < len(item.options) + 1 and 4 <= len(item.options) <= 6
            )  # fmt: skip
            if not count or list(item.key) != sorted(set(item.key)):
                yield "选项或答案的个数不合规"
            if item.answer != "；".join(keyed):
                yield "答案与所指选项的文字不同"
            if any(text not in exact and squeeze(text) not in quotes for text in keyed):
                yield "答案不在出处中"
        case "judge":
            if item.options != JUDGED or item.key not in (("A",), ("B",)):
                yield "判断题的选项或答案不合规"
            elif (squeeze(item.answer) in squeeze(item.stem)) != (item.key == ("A",)):
                yield "判断题的答案与题干不符"
        case "blank":
            if item.stem.count(HOLE) != 1 or not item.key or item.answer != item.key[0] or item.options:
                yield "填空题没有空格，或答案不合规"
            elif any(squeeze(text) not in quotes for text in item.key):
                yield "答案不在出处中"
            elif squeeze(item.answer) in squeeze(item.stem):
                yield "题干已经写出答案"
        case "order":
            if sorted(item.key) != list(LETTERS[: len(item.options)]) or not 3 <= len(item.options) <= 6:
                yield "排序题的答案没有用全选项"
            elif item.answer != "；".join(keyed):
                yield "答案与所指次序不同"
        case "match":
            wanted = [f"{n}-" for n in range(1, len(item.left) + 1)]
            letters = [pair.partition("-")[2] for pair in item.key]
            used = sorted(letters) == list(LETTERS[: len(item.right)])
            if [pair[:2] for pair in item.key] != wanted or len(item.left) != len(item.right) or not used:
                yield "连线题的答案没有用全两列"
            elif item.answer != "；".join(f"{a}—{b}" for a, b in item_pairs(item)):
                yield "答案与所连条目不同"
        case "short":
            if len(item.points) < 2 or item.answer != "\n".join(point.text for point in item.points):
                yield "简答题没有要点，或答案与要点不同"
            if any(squeeze(p.text) not in squeeze(p.citation.quote) for p in item.points):
                yield "要点不在它的出处中"
