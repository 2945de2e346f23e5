"""A figure that follows from two that one sentence states: last year's, the rest, the whole of equal parts.

63人,比去年同期多21人 tells last year's 42; 29名书记中兼职的27名 tells that two are not; 每期80人 tells two courses' 160.
Nothing is worked out unless both figures stand there, and the working is shown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.answering.compute import plain
from assistant.answering.earlier import asked_year, changes, is_against
from assistant.answering.fact import find_values
from assistant.answering.parts import Result, listed, locked, rest_of, speaks
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import match
from assistant.scoping import Scope
from assistant.wording import label, say

READ = 3  # sentences, best first, that may state both figures
NEAR = 14  # characters between the whole and its part
_NOT = re.compile(
    r"(?:不[是在]|并非|不算|没有|还没|没能|没|尚未|未|非|除(?:掉|去|开|了)?|扣(?:掉|除)|减(?:去|掉)|刨(?:去|掉|开)|去掉)"
    r"(?P<what>[\u3400-\u9fff\d]{2,10}?)(?=的|有|几|多少|还|[,?]|$)"
)
_TOGETHER = re.compile(
    r"全?(?:加|合)起来|一共|总共|合计|总计|全部|统共|两[^,]{0,3}共|相加|加(?:在|到)?一(?:块|起)儿?|总和|之和"
)
_EACH = re.compile(r"每一?(?P<unit>期|批|场|次|轮|季度|月|年|周|天|班|组|站|家|个)[^,;。]{0,3}$")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the figure that follows from those that one supporting sentence states; None when none does."""
    together = _TOGETHER.search(question.text) is not None
    asked = _of_one_figure(question) if together else question
    if asked.asked not in {"quantity", "percent"} or len(asked.slots) != 1 or asked.language == "en":
        return None
    if (result := rest_of(asked, scope, finder)) or (together and (result := listed(asked, scope, finder))):
        return _draft(question, result)
    previous, negated = asked_year(asked), _NOT.search(asked.text)
    if not (previous or negated or together):
        return None
    for found in find_values(asked, scope, finder, of_any_year=True)[:READ]:
        text, spans = found.candidate.sentence.text, found.spans
        quantities = [q for q in find_quantities(text) if q.value is not None and q.unit]
        stated = next((q for q in quantities if spans and q.span == spans[0]), None)
        if stated is None:
            continue
        result = _previous(found.candidate, stated, previous) if previous else None
        if result is None and negated:
            result = _rest(found.candidate, negated["what"], stated, quantities)
        if result is None and together:
            result = _whole(asked, found.candidate, stated, quantities)
        if result is not None:
            return _draft(question, result)
    result = _whole_by_unit(asked, scope, finder) if together else None
    return _draft(question, result) if result else None


def _whole_by_unit(question: Question, scope: Scope, finder: Finder) -> Result | None:
    """Return the figure of all parts where only one figure of each has the asked unit: persons of 每期3天、90人."""
    unit = question.slots[0].unit
    for candidate in locked(question, scope, finder)[:READ]:
        text = candidate.sentence.text
        sizes = [q for q in find_quantities(text) if q.value is not None and q.unit and compatible(unit, q.unit)]
        if unit and len(sizes) == 1 and speaks(question, scope, candidate):
            return _whole(question, candidate, sizes[0], sizes)
    return None


def _of_one_figure(question: Question) -> Question:
    """Return the question without its words for a sum, and without a figure that those stand behind (几期全加起来有多少人)."""
    slots, hits = list(question.slots), list(frames.QUANTITY.finditer(question.text))
    while len(slots) > 1 and len(hits) == len(slots) and _TOGETHER.match(question.text, hits[0].end()):
        del slots[0], hits[0]
    said = "|".join(hit.group() for hit in _TOGETHER.finditer(question.text))
    return replace(
        question,
        slots=tuple(replace(slot, focus=_TOGETHER.sub("", slot.focus)) for slot in slots),
        terms=tuple(term for term in question.terms if term.text not in said),
    )


def _previous(candidate: Candidate, stated: Quantity, year: str) -> Result | None:
    """Return the asked year's figure where a later one's and the change from it stand side by side."""
    for change in changes(candidate.sentence.text):
        this, by = change.now, change.by
        alike = this.unit == by.unit or (this.unit, by.unit) == ("%", "个百分点")
        if stated not in (this, by) or not alike or not is_against(change, year, candidate.document):
            continue
        now, less = _values(this, by)
        value = now - less if change.risen else now + less
        return Result(
            candidate, value, this.unit, f"{plain(now)} {'−' if change.risen else '+'} {plain(less)} = {plain(value)}"
        )
    return None


def _rest(candidate: Candidate, what: str, stated: Quantity, quantities: list[Quantity]) -> Result | None:
    """Return how many of a whole are not of the kind whose number stands beside it."""
    text = candidate.sentence.text
    for whole, part in pairwise(quantities):
        between = text[whole.span.end : part.span.start]
        now, kind = _values(whole, part)
        told_rest = stated.value == now - kind and stated.unit == part.unit  # 58道,销号41道,其余17道
        if not (stated in (whole, part) or told_rest) or not compatible(whole.unit, part.unit) or now <= kind:
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
            return Result(candidate, now - kind, part.unit, f"{plain(now)} − {plain(kind)} = {plain(now - kind)}")
    return None


def _whole(question: Question, candidate: Candidate, stated: Quantity, quantities: list[Quantity]) -> Result | None:
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
    return Result(candidate, times * size, stated.unit, f"{plain(times)} × {plain(size)} = {plain(times * size)}")


def _values(*quantities: Quantity) -> tuple[float, ...]:
    return tuple(q.value or 0.0 for q in quantities)


def _draft(question: Question, result: Result) -> Draft:
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
