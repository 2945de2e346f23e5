"""A figure that follows from two that one sentence states: last year's, the rest, the whole of equal parts.

63人,比去年同期多21人 tells last year's 42; 29名书记中兼职的27名 tells that two are not; 每期80人 tells two courses' 160.
Nothing is worked out unless both figures stand there, and the working is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.answering.compute import plain
from assistant.answering.fact import find_values
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question.model import Question
from assistant.question.terms import match
from assistant.scoping import Scope
from assistant.wording import label, say

READ = 3  # sentences, best first, that may state both figures
NEAR = 14  # characters between the whole and its part
_BEFORE = re.compile(r"(?<![比较和与跟])(?:去年|上年|上一年|头一年)")
_CHANGED = re.compile(
    r"[^。;,]{0,4},?[^。;,]{0,4}(?:比|较)(?:去年|上年)(?:同期)?(?:净)?(?P<how>多|增加|增长|上升|少|减少|下降)了?"
)
_RISEN = frozenset({"多", "增加", "增长", "上升"})
_NOT = re.compile(
    r"(?:不[是在]|并非|不算|没有|还没|没能|没|尚未|未|非|除(?:掉|去|开|了)?|扣(?:掉|除)|减(?:去|掉)|刨(?:去|掉|开)|去掉)"
    r"(?P<what>[\u3400-\u9fff\d]{2,10}?)(?=的|有|几|多少|还|[,?]|$)"
)
_TOGETHER = re.compile(r"加起来|合起来|一共|总共|合计|总计|全部|统共|两[^,]{0,3}共")
_EACH = re.compile(r"每一?(?P<unit>期|批|场|次|轮|季度|月|年|周|天|班|组|站|家|个)[^,;。]{0,3}$")


@dataclass(frozen=True, slots=True)
class _Result:
    """A figure that was worked out: its value and unit, the working, and the sentence with both operands."""

    candidate: Candidate
    value: float
    unit: str
    working: str


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the figure that follows from the two that one supporting sentence states; None when none does."""
    if question.asked != "quantity" or len(question.slots) != 1 or question.language == "en":
        return None
    previous, negated = _BEFORE.search(question.text), _NOT.search(question.text)
    together = _TOGETHER.search(question.text) is not None
    if not (previous or negated or together):
        return None
    for found in find_values(question, scope, finder)[:READ]:
        text, spans = found.candidate.sentence.text, found.spans
        quantities = [q for q in find_quantities(text) if q.value is not None and q.unit]
        stated = next((q for q in quantities if spans and q.span == spans[0]), None)
        if stated is None:
            continue
        result = _previous(found.candidate, stated, quantities) if previous else None
        if result is None and negated:
            result = _rest(found.candidate, negated["what"], stated, quantities)
        if result is None and together:
            result = _whole(question, found.candidate, stated, quantities)
        if result is not None:
            return _draft(question, result)
    return None


def _previous(candidate: Candidate, stated: Quantity, quantities: list[Quantity]) -> _Result | None:
    """Return last year's figure where this year's and the change stand side by side."""
    text = candidate.sentence.text
    for this, change in pairwise(quantities):
        hit = _CHANGED.fullmatch(text[this.span.end : change.span.start])
        if hit is None or stated not in (this, change) or this.unit != change.unit:
            continue
        now, by = _values(this, change)
        risen = hit["how"] in _RISEN
        value = now - by if risen else now + by
        return _Result(
            candidate, value, this.unit, f"{plain(now)} {'−' if risen else '+'} {plain(by)} = {plain(value)}"
        )
    return None


def _rest(candidate: Candidate, what: str, stated: Quantity, quantities: list[Quantity]) -> _Result | None:
    """Return how many of a whole are not of the kind whose number stands beside it."""
    text = candidate.sentence.text
    for whole, part in pairwise(quantities):
        between = text[whole.span.end : part.span.start]
        now, kind = _values(whole, part)
        if stated not in (whole, part) or not compatible(whole.unit, part.unit) or now <= kind:
            continue
        near = between[-8:]
        if re.search(
            "其中|[里中]有?$", between
        ):  # 38处,…,其中16处24小时开放: the part may be named behind its figure, and further on
            near = between[-8:] + re.split(r"[,;。]", text[part.span.end :])[0][:NEAR]
        told = (
            match(what, near) >= (0.6 if len(what) > 3 else 0.8)
            or re.search(".?".join(map(re.escape, what)), near) is not None
        )
        if (len(between) <= NEAR or "其中" in between) and told and not re.search(r"[。;]|未|没|不", between):
            return _Result(candidate, now - kind, part.unit, f"{plain(now)} − {plain(kind)} = {plain(now - kind)}")
    return None


def _whole(question: Question, candidate: Candidate, stated: Quantity, quantities: list[Quantity]) -> _Result | None:
    """Return the figure of all of several equal parts (两期, 每期80人), when the text or its dates tell how many they are."""
    text = candidate.sentence.text
    each = _EACH.search(text[: stated.span.start])
    if each is None or "每" in question.text:
        return None
    unit, (size,) = each["unit"], _values(stated)
    around = " ".join(s.text for s in candidate.book.paragraph(candidate.sentence))
    told = {q.value for q in find_quantities(around) if q.unit == unit and q.value and q.value > 1}
    for run in re.finditer(rf"(?P<parts>[^,;。]*?)各[\u3400-\u9fff]{{0,2}}一{unit}", text):
        told.add(1.0 + len(re.findall("、|和", run["parts"])))
    asked = {q.value for q in find_quantities(question.text) if q.unit == unit and q.value}
    number = (asked & told) if asked else told
    if len(number) != 1:
        return None
    (times,) = number
    assert times is not None
    return _Result(candidate, times * size, stated.unit, f"{plain(times)} × {plain(size)} = {plain(times * size)}")


def _values(*quantities: Quantity) -> tuple[float, ...]:
    return tuple(q.value or 0.0 for q in quantities)


def _draft(question: Question, result: _Result) -> Draft:
    document, span = result.candidate.document, result.candidate.sentence.span
    quote = Quote(document, span)
    shown = f"{plain(result.value)}{result.unit}"
    source = say("according", question.language, label=label(document))
    computed = tuple(re.findall(r"\d+(?:\.\d+)?", f"{shown} {result.working}"))
    return Draft(
        "answered",
        "compute",
        (
            Statement(
                f"**{shown}**（{result.working}）\n\n{source}“{' '.join(quote.text.split())}”",
                (quote,),
                computed=computed,
            ),
        ),
        short=shown,
        confidence=min(0.7, result.candidate.score),
        documents=(document.id,),
    )
