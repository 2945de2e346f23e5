"""A fact: the figure, name, date or body that was asked for, with the sentence that says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answering.excerpt import excerpt
from assistant.deciding import judge, meets_subject
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Candidate, clause_around
from assistant.finding import Finder
from assistant.quantities import PEOPLE, Quantity, compatible, find_quantities
from assistant.question.bodies import BODY
from assistant.question.model import Question, Slot
from assistant.question.terms import coverage, match, tokenize
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Span

READ = 25  # candidates whose values are looked at
VALUE_LEAST = 0.52
FOCUS_LEAST = 0.5
RIVAL = 0.93  # another document's answer this close to the best is given as well


@dataclass(frozen=True, slots=True)
class Found:
    """A value in a candidate sentence: its spans in the sentence, and how well it fits, in [0, 1]."""

    candidate: Candidate
    spans: tuple[Span, ...]
    fit: float

    @property
    def short(self) -> str:
        """The value or values as they stand in the text."""
        start, text = self.candidate.sentence.span.start, self.candidate.document.text
        return "、".join(Span(start + s.start, start + s.end).of(text) for s in self.spans)


def answer(question: Question, scope: Scope, finder: Finder, *, everywhere: bool = False) -> Draft | None:
    """Return the fact with its sentence, or None when no sentence supports it."""
    found = find_values(question, scope, finder, everywhere=everywhere)
    if not found:
        return None
    best = found[0]
    rivals = _rivals(question, scope, found)
    return _draft(question, best if not rivals else None, rivals or (best,))


def find_values(question: Question, scope: Scope, finder: Finder, *, everywhere: bool = False) -> list[Found]:
    """Return the supported values, best first."""
    found: list[Found] = []
    for candidate in finder.candidates(question, scope, everywhere=everywhere)[:READ]:
        if candidate.sentence.heading and question.asked in {"quantity", "percent"}:
            continue
        if not meets_subject(question, scope, candidate):
            continue
        value = _value(question, candidate)
        if value is not None:
            found.append(value)
    return sorted(found, key=lambda f: -f.fit)


def _value(question: Question, candidate: Candidate) -> Found | None:
    if question.asked in {"quantity", "percent"}:
        return _quantities(question, candidate)
    if not judge(question, Scope(), candidate).holds:
        return None
    spans = {
        "time": _times, "body": _bodies, "person": _people, "name": _names, "place": _places,
    }.get(question.asked, _nothing)(question, candidate)  # fmt: skip
    if question.asked in {"time"} and not spans:
        return None
    return Found(candidate, spans, candidate.score + (0.1 if spans else 0.0))


def _quantities(question: Question, candidate: Candidate) -> Found | None:
    quantities = find_quantities(candidate.sentence.text)
    if not quantities:
        return None
    slots = question.slots or (Slot("", ""),)
    chosen: list[Quantity] = []
    fits: list[float] = []
    for slot in slots:
        scored = sorted(
            ((_fit(question, slot, q, candidate), q) for q in quantities if q not in chosen), key=lambda pair: -pair[0]
        )
        if scored and scored[0][0] >= VALUE_LEAST:
            fits.append(scored[0][0])
            chosen.append(scored[0][1])
    if not chosen:
        return None
    spans = tuple(q.span for q in sorted(chosen, key=lambda q: q.span) for q in [q])
    return Found(candidate, spans, sum(fits) / len(slots))


def _fit(question: Question, slot: Slot, quantity: Quantity, candidate: Candidate) -> float:
    """Return how well one figure answers one slot, in [0, 1]: 0 when unit or focus do not agree."""
    sentence = candidate.sentence
    if question.asked == "percent" and quantity.unit not in {"%", "‰", ""} and not slot.unit:
        return 0.0
    if "第几" in question.text and not quantity.ordinal and not slot.unit:
        return 0.0
    if quantity.ordinal and "第" not in question.text and "排" not in question.text:
        return 0.0
    if slot.unit and quantity.unit and not compatible(slot.unit, quantity.unit):
        return 0.0
    if question.asked == "quantity" and quantity.unit == "%" and slot.unit:
        return 0.0
    if (
        not slot.unit
        and quantity.unit in {"年", "月", "天", "届"}
        and not re.search(r"多久|多长|时间|几年|多少年", question.text)
    ):
        return 0.0
    if re.search(r"多少钱|金额|经费|资金|预算|投入", question.text) and quantity.unit not in {"元", "万元", "亿元"}:
        return 0.0
    if not slot.unit and re.search(r"人数|多少人", question.text) and quantity.unit and quantity.unit not in PEOPLE:
        return 0.0
    clause = clause_around(sentence, quantity.span.start, quantity.span.end)
    words = clause.of(sentence.text)
    near = sentence.text[max(0, quantity.span.start - 16) : quantity.span.end + 16]
    focus = _focus_match(slot.focus, words, near)
    if slot.focus and focus < FOCUS_LEAST:
        return 0.0
    terms = question.terms
    local = coverage(terms, words)
    return 0.25 * local + 0.2 * candidate.own + 0.3 * candidate.context + 0.25 * focus


def _focus_match(focus: str, clause: str, near: str) -> float:
    words = [word for word, tag in tokenize(focus) if len(word) > 1 or tag[:1] == "n"]
    if not words:
        return 0.7
    weight = [1.0 if at < len(words) - 1 else 1.5 for at in range(len(words))]
    met = sum(w * max(0.85 * match(word, clause), match(word, near)) for w, word in zip(weight, words, strict=True))
    return met / sum(weight)


_TIME = re.compile(
    r"(?:(?:19|20)\d{2}年)?\d{1,2}月(?:\d{1,2}[日号]|底|初|中旬|上旬|下旬|份)?(?:之?前|以前|前后|起|至今)?|(?:19|20)\d{2}年(?:度|底|初|末)?(?:以来|之?前|期间)?|年底前?|年初|年末|每(?:年|季度|月|周末?|天)|"
    r"“[^”]{2,4}”期间|近[一二三四五\d]+年|[一二三四五\d]+年来|今年(?:以来)?|去年"
)


def _times(question: Question, candidate: Candidate) -> tuple[Span, ...]:
    hits = [Span(m.start(), m.end()) for m in _TIME.finditer(candidate.sentence.text)]
    if not hits:
        return ()
    terms = question.terms
    if re.search(r"截止|期限|最晚|最迟|之前|多久|完成|实现", question.text):
        hits = [h for h in hits if h.of(candidate.sentence.text).endswith("前")] or hits
    best = max(
        hits,
        key=lambda h: (
            coverage(terms, clause_around(candidate.sentence, h.start, h.end, least=14).of(candidate.sentence.text)),
            -h.start,
        ),
    )
    return (best,)


def _bodies(question: Question, candidate: Candidate) -> tuple[Span, ...]:
    text = candidate.sentence.text
    hits = [Span(m.start(), m.end()) for m in BODY.finditer(text)]
    if re.search(r"哪(?:一)?(?:个|些|几个)?区", question.text):
        hits = [h for h in hits if h.of(text).endswith("区")] or hits
    hits = [h for h in hits if h.of(text) not in question.text]
    if not hits:
        return ()
    opening = [h for h in hits if h.start <= 2]
    return (opening[0] if opening else hits[0],)


_PERSON = re.compile(
    r"(?:书记|主任|部长|局长|市长|省长|主席|编辑|记者|通讯员|二审|三审|秘书长|院长|校长|委员)\s*(?P<name>[\u4e00-\u9fff]{2,3})(?=在|出席|指出|强调|表示|主持|说|要求|等|和|,|、|。|\s|$|\))"
)


def _people(question: Question, candidate: Candidate) -> tuple[Span, ...]:
    del question
    found = [Span(m.start("name"), m.end("name")) for m in _PERSON.finditer(candidate.sentence.text)]
    return tuple(found[:3]) or ()


def _names(question: Question, candidate: Candidate) -> tuple[Span, ...]:
    text = candidate.sentence.text
    hits = [Span(m.start(), m.end()) for m in re.finditer(r"“[^”]{2,40}”|《[^》]{2,60}》", text)]
    hits = [h for h in hits if h.of(text).strip("“”《》") not in question.text]
    if not hits:
        return ()
    return (max(hits, key=lambda h: coverage(question.terms, text[max(0, h.start - 20) : h.end + 16])),)


def _places(question: Question, candidate: Candidate) -> tuple[Span, ...]:
    del question
    return tuple(
        Span(m.start(1), m.end(1))
        for m in re.finditer(
            r"(?:在|到|赴|于)([\u4e00-\u9fff“”]{2,14}?)(?:召开|举行|举办|开展|进行|,|。)", candidate.sentence.text
        )
    )[:1]


def _nothing(question: Question, candidate: Candidate) -> tuple[Span, ...]:
    del question, candidate
    return ()


def _rivals(question: Question, scope: Scope, found: list[Found]) -> tuple[Found, ...]:
    """Return the best value of each document when several places fit a question that names none, else nothing."""
    if question.places or scope.named or question.bodies:
        return ()
    by_place: dict[str, Found] = {}
    for one in found:
        card = one.candidate.document.card
        place = card.place.value if card.place and not card.masked else one.candidate.document.id
        by_place.setdefault(place, one)
    close = tuple(one for one in by_place.values() if one.fit >= found[0].fit * RIVAL)
    return close if len(close) > 1 else ()


def _draft(question: Question, best: Found | None, found: tuple[Found, ...]) -> Draft:
    language = question.language
    statements: list[Statement] = []
    if best is None:
        statements.append(Statement(say("per_document", language), frame=True))
    for one in found:
        quote = excerpt(one.candidate, question.terms, one.spans[0] if one.spans else None)
        source = say("according", language, label=label(quote.document))
        lead = f"**{one.short}**\n\n" if one.spans and best is not None else f"**{one.short}** — " if one.spans else ""
        statements.append(Statement(f"{lead}{source}“{quote.text}”", (quote,)))
    top = found[0]
    furniture = top.candidate.sentence.furniture
    draft = Draft(
        status="partial" if furniture else "answered",
        kind="fact",
        statements=tuple(statements),
        short=top.short if best is not None and best.spans and not furniture else None,
        confidence=min(1.0, top.fit),
        documents=tuple(dict.fromkeys(one.candidate.document.id for one in found)),
    )
    if furniture:
        return replace(draft, statements=(Statement(say("furniture", language), frame=True), *statements))
    return draft


def whole_quote(candidate: Candidate) -> Quote:
    """Return the candidate's sentence as a quote."""
    return Quote(candidate.document, candidate.sentence.span)
