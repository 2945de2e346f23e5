"""Runs that their own words call what is asked for (存在的主要不足:甲;乙;丙, 设甲、乙、丙5类场所), whoever reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.naming import head_of
from assistant.described import about, describing, meets
from assistant.draft import Draft
from assistant.enumerations import Enumeration, find_enumerations
from assistant.evidence import Candidate
from assistant.folding import fold
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import match

OTHERS_LEAST = (
    0.8  # of the weight of the question's other words, which the sentence, its headings or the card must meet
)
NOUN_LEAST = 0.8
_ANY_NOUN = frozenset(
    {"工作", "内容", "方面", "部分", "要点", "任务", "重点", "事项", "情况", "东西", "活动", "要求", "问题"}
)


def by_label(question: Question, candidate: Candidate) -> bool:
    """Say whether a run of the sentence is labelled by the noun that is to be listed, all else in the question agreeing."""
    head = head_of(question)
    if question.kind != "list" or len(head) < 2 or head in _ANY_NOUN or candidate.sentence.heading:
        return False
    text = candidate.sentence.text
    if not any(_is_label(head, text, run) for run in find_enumerations(text) if run.complete):
        return False
    others = [term for term in describing(question) if term.text not in head and head not in term.text]
    others = [t for t in others if not re.search(rf"{re.escape(t.text)}[了过的出]*(?:哪|几|什么|啥)", question.text)]
    said = f"{about(candidate.book)} {candidate.book.heading_path(candidate.sentence)} {text}"
    total = sum(term.weight for term in others)
    return sum(term.weight for term in others if meets(term.text, said)) >= OTHERS_LEAST * total


def _is_label(head: str, text: str, run: Enumeration) -> bool:
    before = re.split(r"[,;。]", text[: run.span.start])[-1]
    after = re.split(r"[,;:。]", text[run.span.end :])[0]
    counted = run.stated is not None and match(head, after[:10]) >= NOUN_LEAST
    return counted or (before.endswith(":") and match(head, before[-8:]) >= NOUN_LEAST)


_CLASSES = tuple(
    frozenset(line.split())
    for line in (
        "问题 毛病 短板 不足 缺点 困难 弱项 难题",
        "方式 办法 法子 措施 做法 举措 方法 途径 手段",
        "步骤 环节 程序 流程 阶段 手续",
        "场所 场子 场地 场馆 地方",
        "人员 成员 干部 代表",
        "项目 活动 节目 比赛 赛事",
        "条件 资格 门槛",
        "好处 待遇 奖励 奖项 福利",
        "目标 指标",
    )
)
_COUNTED = re.compile(
    r"[一二三四五六七八九十两\d]+(?:个|大|项|点|条|种|类|方面|家|名|位|步)+(?P<noun>[\u3400-\u9fff]{2})"
)


_MEASURE = "(?:个|项|条|件|家|名|位|份|篇|种|类)"
_OF_EACH = re.compile(r"(?:每一?[项个条件份张]|逐[项条个])[^,;。]{0,6}(?:写明|列明|注明|载明|标明|写清|填写|明确)$")
_EACH_ASKED = re.compile("每|逐|写明|列明|注明|载明|标明|写清|填|明确")


def is_of_each(question: Question, text: str, run: Enumeration) -> bool:
    """Say whether a run is what each entry of a list holds, and the question asks for the entries."""
    return _OF_EACH.search(text[: run.span.start]) is not None and _EACH_ASKED.search(question.text) is None


def counts_only(question: Question, texts: Sequence[str]) -> bool:
    """Say whether the text has a number of what is to be listed (事项不超过20项) and no run of it."""
    noun = re.escape(head_of(question))
    counted = re.compile(rf"{noun}[^,;。\d]{{0,4}}\d+{_MEASURE}(?![^,;。:]{{0,4}}:)|\d+{_MEASURE}{noun}")
    runs = [run for text in texts for run in find_enumerations(text) if not is_of_each(question, text, run)]
    return len(noun) > 1 and not runs and any(map(counted.search, texts))


def counts_elsewhere(question: Question, text: str, run: Enumeration) -> bool:
    """Say whether the text has a number of what is to be listed (在18个市重点项目设席) away from a run of other things.

    A run that the number leads to, or is followed by, is of it; so is one whose items hold the noun.
    """
    noun = head_of(question)
    items = [item.of(text) for item in run.items]
    if len(noun) < 2 or noun in _ANY_NOUN or question.count == len(items) or any(noun in item for item in items):
        return False
    counted = list(re.finditer(rf"(?P<n>\d+){_MEASURE}[\u3400-\u9fff]{{0,4}}?{re.escape(noun)}", text))
    near = re.compile(r"[,;。]")
    return bool(counted) and all(
        int(hit["n"]) != len(items)
        and (near.search(text[hit.end() : run.span.start]) or near.search(text[run.span.end : hit.start()]))
        for hit in counted
    )


def of_another_class(question: Question, text: str, run: Enumeration) -> bool:
    """Say whether the text has a run for things of another class than the question's.

    三种方式 are no 毛病, and what each entry of a list must say (每项写明谁来干、哪天交账) is none of its entries.
    """
    if is_of_each(question, text, run):
        return True
    head = head_of(question)
    asked = [group for group in _CLASSES if head in group]
    before, after = text[max(0, run.span.start - 16) : run.span.start], text[run.span.end : run.span.end + 10]
    counted = [hit["noun"] for hit in (*list(_COUNTED.finditer(before))[-1:], *filter(None, [_COUNTED.match(after)]))]
    other = any(noun in group for noun in counted for group in _CLASSES)
    return bool(asked and other) and not any(noun in group for noun in counted for group in asked)


def of_the_persons(question: Question, draft: Draft) -> bool:
    """Say whether what is told, with the headings above it, holds what the persons are that are asked for (都有谁)."""
    if not frames.SEVERAL_PERSONS.search(question.text):
        return True
    quotes = [quote for statement in draft.statements for quote in statement.quotes]
    above = [s.title for q in quotes for s in q.document.sections if s.span.contains(q.span)]
    said = fold(" ".join([*(q.text for q in quotes), *(span.of(quotes[0].document.text) for span in above)]))
    head = head_of(question)
    return len(head) < 2 or match(head, said) >= NOUN_LEAST
