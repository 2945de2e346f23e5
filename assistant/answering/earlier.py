"""The year before: what a sentence compares its own figure with (131名,比2024年增加18名), and whether that is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question.model import Question
from assistant.question.operation import is_changed
from corpus.model import Document

_YEAR = r"(?:(?:19|20)\d{2}年|去年|上一?年|头一?年|前一年)"
_ASKED = re.compile(rf"(?<![比较和与跟同])(?P<year>{_YEAR}|(?:19|20)\d{{2}}(?!\d))")
_THAN = re.compile(
    rf"(?:(?:比|较)(?P<year>{_YEAR}|前年|上(?:届|期|次|一?季度)|第?[一二三四]季度|[上下]半年|上(?:个?月|周))(?:同期|末|底)?|同比)[^,;。\d]{{0,4}}?"
    r"(?P<how>净增|增加|增长|增|多|上升|提升|提高|升|高|净减|减少|压减|减|少|下降|降低|降|缩短|低)[了加]?"
)
_MORE = re.compile(r"净增|增|多|升|提|高")
_REACHED = re.compile(r"[,]?[^,;。\d]{0,6}(?:达到?|为|至|是)[^,;。\d]{0,2}")
RELATIVE = re.compile(r"上一?年|头一?年|前一年")
THIS_YEAR = "今年"
_SPAN = re.compile(r"第?(?P<name>[一二三四]季度|[上下]半年)")
_GROWN = re.compile(r"(?:新|增|添)[^,;。\d]{0,10}$")
_IN_ALL = re.compile(r"[^,;。\d]{0,8},[^,;。\d]{0,6}(?:累计|总数|总量|总共|一共|共|增至|现有)[^,;。\d]{0,5}")
FAR = 14  # characters between a figure and the words that compare it


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of one year with its distance from the figure of an earlier ``year``, as the sentence words it."""

    now: Quantity
    by: Quantity
    year: str
    risen: bool


def asked_year(question: Question) -> str | None:
    """Return the year that the question is of (去年, 2024年), not one that it only compares with; None when it names none."""
    hit = _ASKED.search(question.text)
    return hit["year"] if hit else None


def asked_span(text: str) -> str | None:
    """Return the quarter or half of a year that folded `text` names; None when it names none or several."""
    named = {hit["name"] for hit in _SPAN.finditer(text)}
    return named.pop() if len(named) == 1 else None


def growths(text: str) -> list[Change]:
    """Return the figures of folded `text` that are told as what they have come to with what was new (新建6个,累计达到19个)."""
    figures = [q for q in find_quantities(text) if q.value is not None and q.unit and not q.ordinal]
    return [
        Change(whole, new, "", risen=True)
        for new, whole in pairwise(figures)
        if compatible(new.unit, whole.unit)
        and (new.value or 0.0) < (whole.value or 0.0)
        and _GROWN.search(text[: new.span.start])
        and _IN_ALL.fullmatch(text[new.span.end : whole.span.start])
    ]


def changes(text: str) -> list[Change]:
    """Return the figures of folded `text` that are told with their distance from an earlier year's."""
    quantities = [q for q in find_quantities(text) if q.value is not None and q.unit and not q.ordinal]
    found = []
    for hit in _THAN.finditer(text):
        by = next((q for q in quantities if 0 <= q.span.start - hit.end() <= 1), None)
        before = [q for q in quantities if q.span.end <= hit.start()]
        now = before[-1] if before and _joins(text[before[-1].span.end : hit.start()]) else None
        if by is not None and now is None:
            after = next((q for q in quantities if q.span.start >= by.span.end), None)
            now = after if after and _REACHED.fullmatch(text[by.span.end : after.span.start]) else None
        if by is not None and now is not None:
            found.append(Change(now, by, hit["year"] or "上年", _MORE.match(hit["how"]) is not None))
    return found


def _joins(between: str) -> bool:
    """Say whether the words between a figure and its comparison bring in nothing else: at most one comma, and few words."""
    return re.fullmatch(r"[^。;,]{0,4},?[^。;,]{0,4}", between) is not None and len(between) <= FAR


def is_against(change: Change, year: str, document: Document, *, own: int | None = None) -> bool:
    """Say whether the change is measured from the asked `year`."""
    return is_year(change.year, year, document, own=own)


def is_year(said: str, asked: str, document: Document, *, own: int | None = None) -> bool:
    """Say whether the year that a sentence names is the `asked` one.

    去年 is the year before that of the document, but before the sentence's `own` where that states one (2025年…,比上年…).
    """
    if RELATIVE.fullmatch(said) and RELATIVE.fullmatch(asked):
        return True
    stated = own - 1 if own is not None and not said[:1].isdigit() else _number(said, document)
    return stated == _number(asked, document)


def _number(year: str, document: Document) -> int:
    if digits := re.match(r"\d{4}", year):
        return int(digits.group())
    own = document.card.year
    if own is not None and year == THIS_YEAR:
        return own
    if own is None or year.startswith(("上届", "上期", "上次", "上季", "上一季")):
        return 0 if own is None else -1
    return own - 2 if year == "前年" else own - 1


def is_of_later_year(question: Question, document: Document, text: str, value: str) -> bool:
    """Say whether the figure `value` of folded `text` is a later year's or quarter's, told by its distance from the asked one."""
    year, span = asked_year(question), asked_span(question.text)
    if span is not None and not is_changed(question.text):
        own = {hit["name"] for hit in _SPAN.finditer(text) if text[: hit.start()][-1:] not in {"比", "较"}}
        return bool(own) and span not in own
    return year is not None and any(
        change.now.span.of(text) == value and is_against(change, year, document) for change in changes(text)
    )
