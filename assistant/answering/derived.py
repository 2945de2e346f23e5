"""A figure that follows from those that one sentence states: last year's, the change, the rest, the whole of equal parts.

63人,比去年同期多21人 tells last year's 42; 由11份减到4份 tells seven; 29名书记中兼职的27名 tells that two are not; 每期80人
tells two courses' 160. Nothing is worked out unless both figures stand there, and the working is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from assistant.answering import phases, points, yearly
from assistant.answering.compute import plain
from assistant.answering.earlier import (
    RELATIVE,
    THIS_YEAR,
    Change,
    asked_span,
    asked_year,
    changes,
    growths,
    is_against,
    is_year,
)
from assistant.answering.matter import agrees, is_of_matter, lead_of
from assistant.answering.moved import moves
from assistant.answering.parts import Result, listed, locked, rest_of
from assistant.answering.priced import asks_cost, priced
from assistant.answering.product import YEARLY, products
from assistant.answering.rated import rated
from assistant.answering.remainder import kind_left, remainders
from assistant.answering.shares import shares
from assistant.answering.surcharge import surcharges
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.operation import EARLIER, LEFT, NOT, SINCE, TOGETHER, is_changed, is_left
from assistant.question.states import BEFORE
from assistant.question.years import relative_year
from assistant.scoping import Scope
from assistant.wording import label, say

Working = Callable[[Question, Candidate], Iterable[Result]]


_NAMED_YEAR = re.compile(r"(?<![由从比较])((?:19|20)\d{2})年")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the figure that follows from those that one supporting sentence states; None when none or several do."""
    if question.asked not in {"quantity", "percent"} or question.kind in {"yesno", "documents", "card"}:
        return None
    if added := points.answer(question, scope, finder):
        return added
    if question.language == "en":
        rest = rest_of(question, scope, finder) if len(question.slots) == 1 else None
        return _draft(question, rest) if rest else None
    together = TOGETHER.search(question.text) is not None
    asked = _of_one_figure(question) if together else question
    if len(asked.slots) == 1 and (result := rest_of(asked, scope, finder)):
        return _draft(question, result)
    if together and len(asked.slots) == 1 and (result := listed(asked, scope, finder)):
        return _draft(question, result)
    for working in _workings(asked, scope, together=together):
        free = asked if working is products else replace(asked, years=(), kind="compute")
        free = replace(free, figures=()) if working is rated else free
        results = [
            result
            for candidate in locked(
                free, scope, finder, of=asked, rows=working is surcharges, dated=asked_year(asked) is None
            )
            if working is not remainders or _is_of_years(asked, candidate)
            for result in working(asked, candidate)
        ]
        if results and len({(r.value, r.unit) for r in results}) == 1:
            return _draft(question, results[0])
        if results:
            return None
    return None


def first(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return how two years differ, what phases make together, or what is left of a whole: a label, a row or a point tells but an operand of it."""
    if question.language == "en":
        return None
    if found := yearly.answer(question, scope, finder) or phases.answer(question, scope, finder):
        return found
    return answer(question, scope, finder) if is_left(question.text) or kind_left(question) else None


def _workings(question: Question, scope: Scope, *, together: bool) -> list[Working]:
    text = question.text
    found: list[Working] = []
    if is_changed(text):
        return [_change]
    if LEFT.search(text) or NOT.search(text) or kind_left(question):
        found.append(remainders)
    if asked_span(text):
        found.append(_span_before)
    elif asked_year(question) or relative_year(question.text) == "this":
        found.append(partial(_previous, meant=scope.meant))
    if EARLIER.search(text):
        found.append(_before)
    if asks_cost(question):
        found.append(priced)
    if together or YEARLY.search(text):
        found += [surcharges, products] if together else [products]
    if question.figures or question.count:
        found.append(rated)
    if not together:
        found.append(shares)
    return found


def _of_one_figure(question: Question) -> Question:
    """Return the question without its words for a sum, and without a figure that those stand behind (几期全加起来有多少人)."""
    slots, hits = list(question.slots), list(frames.QUANTITY.finditer(question.text))
    while len(slots) > 1 and len(hits) == len(slots) and TOGETHER.match(question.text, hits[0].end()):
        del slots[0], hits[0]
    said = "|".join(hit.group() for hit in TOGETHER.finditer(question.text))
    return replace(
        question,
        slots=tuple(replace(slot, focus=TOGETHER.sub("", slot.focus)) for slot in slots),
        terms=tuple(term for term in question.terms if term.text not in said),
    )


def _figures(text: str) -> list[Quantity]:
    return [q for q in find_quantities(text) if q.value is not None and q.unit and not q.ordinal]


def _previous(question: Question, candidate: Candidate, meant: Mapping[str, int]) -> Iterable[Result]:
    """Yield the asked year's figure: told with that of the year before, stated beside a later one, or by its distance from that."""
    text = candidate.sentence.text
    year = f"{own}年" if (own := meant.get(candidate.document.id)) else asked_year(question) or THIS_YEAR
    figures, document = _figures(text), candidate.document
    own = _own_year(candidate)
    before = BEFORE.search(question.text) or RELATIVE.fullmatch(year)
    for old, this in [(c.by, c.now) for c in changes(text)] + [(m.before, m.now) for m in moves(text)]:
        now_year = _year_now(candidate, this)
        if now_year is None or before or not is_year(f"{now_year}年", year, document) or not agrees(question, this):
            continue
        if is_of_matter(question, candidate, lead_of(text, min(old, this, key=_start), figures), operands=(old, this)):
            yield Result(candidate, this.value or 0.0, this.unit, "")
    for change in changes(text):
        this, by = change.now, change.by
        if not is_against(change, year, document, own=own) or not agrees(question, this):
            continue
        if not is_of_matter(
            question, candidate, lead_of(text, min(this, by, key=_start), figures), operands=(this, by)
        ):
            continue
        yield from _undone(candidate, change)
    for move in moves(text):
        old = move.before
        stated = move.year and is_year(move.year, year, document, own=own) and agrees(question, old)
        if stated and is_of_matter(
            question, candidate, lead_of(text, min(old, move.now, key=_start), figures), operands=(old, move.now)
        ):
            yield Result(candidate, old.value or 0.0, old.unit, "")


def _undone(candidate: Candidate, change: Change) -> Iterable[Result]:
    """Yield what a figure was before it changed."""
    this, by = change.now, change.by
    if not compatible(this.unit, by.unit):
        return
    now, less = _values(this, by)
    value = now - less if change.risen else now + less
    working = f"{plain(now)} {'−' if change.risen else '+'} {plain(less)} = {plain(value)}"
    yield Result(candidate, value, this.unit, working)


def _span_before(question: Question, candidate: Candidate) -> Iterable[Result]:
    """Yield the figure of the quarter that the text compares a later one with."""
    text, span, own = candidate.sentence.text, asked_span(question.text), _own_year(candidate)
    for change in changes(text):
        this, by = change.now, change.by
        if asked_span(change.year) != span or (question.years and own not in question.years):
            continue
        said = lead_of(text, min(this, by, key=_start), _figures(text))
        if agrees(question, this) and is_of_matter(question, candidate, said, operands=(this, by)):
            yield from _undone(candidate, change)


def _before(question: Question, candidate: Candidate) -> Iterable[Result]:
    """Yield what a figure was before the new ones came to it (新建6个,累计达到19个: 13)."""
    text, year, own = candidate.sentence.text, asked_year(question), _own_year(candidate)
    for grown in growths(text):
        this, by = grown.now, grown.by
        if year and year != THIS_YEAR and not is_year("上年", year, candidate.document, own=own):
            continue
        said = lead_of(text, by, _figures(text))
        if agrees(question, this) and is_of_matter(question, candidate, said, operands=(this, by)):
            yield from _undone(candidate, grown)


def _year_now(candidate: Candidate, figure: Quantity) -> int | None:
    """Return the year of a figure that is told with an earlier one: named before it, above its sentence, or its document's."""
    book, sentence = candidate.book, candidate.sentence
    opening = book.paragraph(sentence)[0].text
    above = f"{book.heading_path(sentence)} {'' if opening == sentence.text else opening}"
    for text in (sentence.text[: figure.span.start], above):
        if named := _NAMED_YEAR.findall(text):
            return int(named[-1])
    titled = set(_NAMED_YEAR.findall(book.title))
    return int(titled.pop()) if len(titled) == 1 else candidate.document.card.year


def _own_year(candidate: Candidate) -> int | None:
    """Return the year that a sentence is of: stated there or above it, else the one year in the title (2025年工作总结)."""
    stated = candidate.book.year_of(candidate.sentence)
    titled = set(re.findall(r"(?:19|20)\d{2}(?=年)", candidate.book.title))
    return stated if stated is not None or len(titled) != 1 else int(titled.pop())


def _is_of_years(question: Question, candidate: Candidate) -> bool:
    """Say whether the title, a heading or the sentence names the asked years, though it may speak of a later one as well."""
    text = f"{candidate.book.title} {candidate.book.heading_path(candidate.sentence)} {candidate.sentence.text}"
    return all(f"{year}年" in text or year == _own_year(candidate) for year in question.years)


def _start(quantity: Quantity) -> int:
    return quantity.span.start


def _change(question: Question, candidate: Candidate) -> Iterable[Result]:
    """Yield the distance of a figure from what it was before, when it has changed the way that is asked."""
    hit, text = is_changed(question.text), candidate.sentence.text
    assert hit is not None
    since = SINCE.search(question.text)
    if "比" in question.text and since is None:
        return  # of two matters, not of two times
    figures = _figures(text)
    for move in moves(text):
        old, new = _values(move.before, move.now)
        if move.before.unit != move.now.unit or not agrees(question, move.now) or old == new:
            continue
        if since and not _is_since(question, move.year, since["year"], candidate):
            continue
        slower = move.now.unit in {"天", "分钟", "小时", "个工作日", "工作日"} and hit["more"] == "慢"
        if not hit["apart"] and (new > old) is not (slower or (hit["more"] is not None and hit["more"] != "慢")):
            continue
        if is_of_matter(
            question,
            candidate,
            lead_of(text, min(move.before, move.now, key=_start), figures),
            operands=(move.before, move.now),
        ):
            more, less = max(old, new), min(old, new)
            unit = "个百分点" if move.now.unit == "%" else move.now.unit
            yield Result(candidate, more - less, unit, f"{plain(more)} − {plain(less)} = {plain(more - less)}")


def _is_since(question: Question, said: str, asked: str, candidate: Candidate) -> bool:
    """Say whether the year of the earlier figure is the one compared with: 上年 is before the year that is asked about."""
    if not said or asked[:1].isdigit() or not said[:1].isdigit():
        return bool(said) and (said[:4] == asked[:4] or not (said + asked)[:1].isdigit())
    before, own = int(said[:4]) + 1, candidate.document.card.year or 0
    named = [year for year in question.years if year != int(said[:4])]
    return before in named if named else before in {own, own - 1}


def _values(*quantities: Quantity) -> tuple[float, ...]:
    return tuple(q.value or 0.0 for q in quantities)


def _draft(question: Question, result: Result) -> Draft:
    document, span = result.candidate.document, result.candidate.sentence.span
    quotes = (Quote(document, span), *(Quote(document, other) for other in result.also))
    shown = f"{result.hedge}{plain(result.value)}{result.unit}"
    source = say("according", question.language, label=label(document))
    computed = tuple(re.findall(r"\d+(?:\.\d+)?", f"{shown} {result.working}"))
    working = f"（{result.working}）" if result.working else ""
    told = "".join(f"“{' '.join(quote.text.split())}”" for quote in quotes)
    line = Statement(
        f"**{shown}**{working}\n\n{source}{told}",
        quotes,
        computed=computed if result.working else (),
    )
    return Draft(
        "answered",
        "compute" if result.working else "fact",
        (line,),
        short=shown,
        confidence=min(0.7, result.candidate.score),
        documents=(document.id,),
    )
