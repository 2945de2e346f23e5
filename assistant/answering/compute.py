"""Sums and differences of figures that the documents state, with the working shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering import fact
from assistant.answering.aligned import aligned
from assistant.answering.earlier import changes
from assistant.answering.excerpt import excerpt
from assistant.answering.fact import find_values
from assistant.answering.found import Found
from assistant.answering.matter import counts_noun
from assistant.draft import Draft, Statement
from assistant.finding import Finder
from assistant.folding import fold
from assistant.quantities import find_quantities
from assistant.question.model import Question, Slot
from assistant.question.terms import extract_terms
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Span

_PARTS = re.compile(r"和|与|跟|(?<![共不相])同(?![志步时期比])|加上|以及|及|、|比|减去|扣除|扣掉")
_TAIL = re.compile(
    r"(?:还剩|还有|剩下|等于|一共|总共|合计|统共|加(?:在|到)?一(?:块|起)儿?|共(?=有|是|计|几|多少|$)|加起来|相加|之和|总和|加在一起|合起来|相差|差|多了?多少|少了?多少|是多少|有多少|多少|几|各|分别)[^比]*$"
)
_SUBTRACT = re.compile(
    r"差|减去|扣除|扣掉|比.{1,24}(?:多少|几)|多(?:了|出)?(?:多少|几)|少(?:了)?(?:多少|几)|difference|more|fewer"
)
ALIKE = (
    frozenset({"场", "场次", "次"}),
    frozenset({"人", "名", "位"}),
    frozenset({"项", "个", "件", "条"}),
    frozenset({"家", "所"}),
)
"""Units whose figures may be added: 30个支部 and 45名党员 are not 75 of anything."""
_PERIOD = re.compile(r"(?:(?:19|20)?\d{2}年?|[去今前上]年|[上头前]一年)(?:[底末初度]|同期)*")
_COUNTED = frozenset("项个条件场次家处篇份支")  # things that can be counted against each other
_STATED_GAP = r"(?:多|少|增|减|升|降|差|高|低|提前|超)(?!.{0,3}[到至为])"
_STATED_SUM = r"(?:共|总|合|累计|全部|达|计)"
ROUGH = re.compile(r"多|余|近|(?<!不)超|约|逾|数")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the sum or difference of the named figures; None when one of them is not stated exactly once."""
    subtract = _SUBTRACT.search(question.text) is not None
    parts = _parts(question)
    if any(_PERIOD.fullmatch(part) for part in parts):
        return None  # what was before is told beside what is now, or not at all
    found = aligned(question, parts, scope, finder) or operands(question, parts, scope, finder)
    if len(found) < 2 or not all(counts_noun(question, value.candidate.sentence.text) for value in found):
        return None
    if re.search(r"[扣加得减打]了?(?:几|多少)分", question.text) and any(_figure(value)[1] != "分" for value in found):
        return None
    if subtract and (told := _told_change(found)):
        return told
    figures = [_figure(value) for value in found[:4]]
    quotes = [excerpt(value.candidate, question.terms, value.spans[0]) for value in found[:4]]
    stated = [
        Statement(f"- {value.short}：“{quote.text}”", (quote,)) for value, quote in zip(found, quotes, strict=False)
    ]
    units = {unit for _, unit in figures}
    if "钱" in question.text and units != {"元"}:
        return None
    if any(units <= alike for alike in ALIKE):
        units = {figures[0][1]}
    if len(units) > 1 and units <= _COUNTED:
        units = {_unit(question)}
    documents = tuple(dict.fromkeys(value.candidate.document.id for value in found))
    if len(units) > 1 or any(number is None for number, _ in figures):
        head = Statement(say("not_comparable", question.language), frame=True)
        return Draft("partial", "compute", (head, *stated), confidence=0.4, documents=documents)
    numbers = [number for number, _ in figures if number is not None]
    result = abs(numbers[0] - sum(numbers[1:])) if subtract else sum(numbers)
    rough = any(ROUGH.search(value.short) for value in found)
    shown = f"{'约' if rough else ''}{plain(result)}{units.pop()}"
    sign = " − " if subtract else " + "
    ordered = sorted(numbers, reverse=True) if subtract else numbers
    working = sign.join(plain(n) for n in ordered) + f" = {plain(result)}"
    computed = tuple(re.findall(r"\d+(?:\.\d+)?", f"{shown} {working}"))
    head = Statement(
        f"{say('difference' if subtract else 'sum', question.language)}**{shown}**（{working}）",
        tuple(quotes),
        computed=computed,
    )
    return Draft("answered", "compute", (head, *stated), short=shown, confidence=0.6, documents=documents)


def _told_change(found: Sequence[Found]) -> Draft | None:
    """Return the difference from an earlier year that the text itself tells (131名,比2024年增加18名), when that was found."""
    first, spans = found[0].candidate, {value.spans[0] for value in found if value.candidate is found[0].candidate}
    for change in changes(first.sentence.text):
        if change.by.span in spans:
            short = replace(found[0], spans=(change.by.span,)).short
            quote = excerpt(first, (), change.by.span)
            line = Statement(
                f"**{short}**\n\n{say('according', 'zh', label=label(first.document))}“{quote.text}”", (quote,)
            )
            return Draft("answered", "compute", (line,), short=short, confidence=0.6, documents=(first.document.id,))
    return None


def stated(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the sum or difference that the text itself states (同比增加4名, 共35项), else None: one operand is no answer."""
    found = fact.answer(question, scope, finder)
    if found is None or found.short is None:
        return None
    text = fold(" ".join(quote.text for line in found.statements for quote in line.quotes))
    words = _STATED_GAP if _SUBTRACT.search(question.text) else _STATED_SUM
    return found if re.search(rf"{words}[^,;。\d]{{0,6}}{re.escape(fold(found.short))}", text) else None


def operands(question: Question, parts: Sequence[str], scope: Scope, finder: Finder) -> list[Found]:
    """Return the figure stated of each part, in order, no figure twice; fewer when some are not stated."""
    found: list[Found] = []
    for part in parts:
        if (value := _value(question, part, scope, finder, taken=found)) is not None:
            found.append(value)
    return found


def _parts(question: Question) -> list[str]:
    body = question.text
    for place in question.places:
        body = body.replace(place.surface, " ")
    pieces = [re.sub(r"[多少差]$", "", _TAIL.sub("", piece).strip(" ,?的")) for piece in _PARTS.split(body)]
    return [piece for piece in pieces if len(piece) >= 2]


def _value(question: Question, part: str, scope: Scope, finder: Finder, *, taken: list[Found]) -> Found | None:
    """Return the figure that is stated of `part`, nearest to its words; never one that another part has taken."""
    weights = {term.text: term.weight for term in question.terms}
    terms = extract_terms(part, idf=lambda word: weights.get(word, 2.0))
    if not terms:
        return None
    asked = replace(
        question,
        kind="fact",
        asked="quantity",
        terms=terms,
        search=part,
        slots=(Slot("", part[-10:]),),
        text=f"{part}多少",
    )
    used = {(value.candidate.document.id, value.candidate.sentence.order, value.spans[0]) for value in taken}
    values = find_values(asked, scope, finder) or find_values(asked, scope, replace(finder, readings=None))
    beside = [v for v in (_beside(value, part) for value in values[:3]) if v is not None]
    for value in (*beside, *values):
        if (value.candidate.document.id, value.candidate.sentence.order, value.spans[0]) not in used:
            return value
    return None


def _beside(found: Found, part: str) -> Found | None:
    """Return `found` with the figure that stands in the clause of the part's last words, when exactly one does."""
    text = found.candidate.sentence.text
    words = re.sub(r"[^\u3400-\u9fffa-z]", "", part)
    for size in (4, 3):
        led = [q for q in find_quantities(text) if q.unit and text[: q.span.start].endswith(words[-size:])]
        if len(led) == 1:
            return replace(found, spans=(led[0].span,))
    for size in (4, 3, 2):
        clauses = [m for m in re.finditer(r"[^,;:、。]+", text) if words[-size:] in m.group()]
        if len(clauses) != 1:
            continue
        inside = [q for q in find_quantities(text) if clauses[0].start() <= q.span.start < clauses[0].end() and q.unit]
        return replace(found, spans=(inside[0].span,)) if len(inside) == 1 else None
    return None


def _unit(question: Question) -> str:
    hit = re.search(r"(?:几|多少)([项个条件家名人场次株户份篇支])", question.text)
    return hit.group(1) if hit else ""


def _figure(found: Found) -> tuple[float | None, str]:
    text = found.candidate.sentence.text
    span: Span = found.spans[0]
    quantity = next(q for q in find_quantities(text) if q.span == span)
    return quantity.value, quantity.unit


def plain(number: float) -> str:
    """Return a number as people write it: 650万, 2.4, 134."""
    if number >= 10000 and number % 100 == 0:
        return f"{number / 10000:g}万"
    return f"{number:g}" if number % 1 else str(int(number))
