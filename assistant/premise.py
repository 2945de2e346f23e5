"""Wrong premises: the matter stands in the library, but is said of another place, body or year than the question names.

A correction claims nothing of the detail that was asked for, so the words of a sentence decide, not the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.earlier import is_of_later_year
from assistant.deciding import governing_subject, meets_subject, part_of_matter, passes_locks
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Candidate
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question.bodies import find_body, stands_in
from assistant.question.model import Question, Term
from assistant.question.places import find_districts, place_core
from assistant.question.terms import coverage, match
from assistant.scoping import Scope
from assistant.weighing import strongest
from assistant.wording import label, say
from corpus.model import Document

MATTER_LEAST = (
    0.6  # share of the question's weight that a sentence must hold before its subject corrects the question's
)
OWN_LEAST, WHOLE_LEAST = 0.3, 0.8  # less is enough of its own when the titles above it hold the rest
KEYS, KEY_LEAST = 2, 0.8  # strongest words of which it must hold one, and how well
AS_WELL = (
    0.9  # of what another's sentence holds of the question, from which one of the asked place's own speaks of it too
)
_DETAILS = frozenset({"fact", "list", "compute"})
READ = 12  # candidates that are looked at
_YEAR = re.compile(r"(?<![\d比较])((?:19|20)\d{2})年(?!以来最)")
_FIGURE = re.compile(r"\d+")
_OWN_WORK = re.compile(r"总结|报告|汇报|述职")
_QUOTED = re.compile(r"[“《]")
_QUOTATION = re.compile(r"(“[^”]*”|《[^》]*》)")


def free(question: Question) -> Question | None:
    """Return `question` without the places, bodies and years it names, or None when nothing of a matter is left of it."""
    terms = tuple(t for t in question.terms if not t.entity)
    names = [*question.bodies, *(p.surface for p in question.places), *(f"{year}年" for year in question.years)]
    if question.choice or not names or not (len(terms) > 1 or (terms and _QUOTED.search(question.text))):
        return None
    text, search = _without(names, question.text), _without(names, question.search)  # for the reader too
    return replace(question, text=text, search=search, terms=terms, bodies=(), places=(), years=())


def _without(names: Sequence[str], text: str) -> str:
    """Return `text` without `names`, but for those that are part of a quoted name (“绿美中山”)."""
    any_name = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pieces = _QUOTATION.split(text)
    return "".join(piece if piece[:1] in {"“", "《"} else re.sub(any_name, "", piece) for piece in pieces).lstrip(
        "的,在"
    )


def names_all(question: Question, elsewhere: Draft) -> bool:
    """Say whether an answer found without the names has them all in its words: the place was only part of the matter."""
    quotes = [quote for statement in elsewhere.statements for quote in statement.quotes]
    if not quotes or elsewhere.status != "answered":
        return False
    terms = tuple(t for t in question.terms if not t.entity)
    text = part_of_matter(terms, fold(quotes[0].text))
    stated: set[int | None] = {int(year) for year in _YEAR.findall(fold(quotes[0].text))}
    names = [*(p.name for p in question.places), *question.bodies]
    matter = coverage(terms, text) >= MATTER_LEAST
    document = quotes[0].document
    own = place_core(document.card.place.value) if document.card.place and not document.card.masked else ""
    shorter = question.kind == "fact"  # a body may be written longer, and the place stand above the text alone
    return (
        bool(names)
        and matter
        and (not question.years or not (stated or {document.card.year}).isdisjoint(question.years))
        and all(name in text or (shorter and (name == own or stands_in(name, text))) for name in names)
        and not _of_another_place(question, document)
        and not is_of_later_year(question, document, fold(quotes[0].text), fold(elsewhere.short or ""))
    )


def correct(
    question: Question,
    scope: Scope,
    bare: Question,
    finder: Finder,
    ask: Callable[[Question, Scope], Draft | None],
) -> Draft | None:
    """Return of whom or when the matter is said, from the first sentence that holds it; None when no name is wrong.

    `bare` is the question without its names. A figure, name or list that is asked for must be answered by the sentence's
    document too, which `ask` tells, or the sentence only has the same words.
    """
    own = {} if scope.documents is None else {book.document.id: book for book in finder.books(scope)}
    found = finder.candidates(bare, Scope())
    inside = [c for c in found if c.document.id in own and not c.sentence.furniture]
    for candidate in found[:READ]:
        if candidate.sentence.furniture or candidate.sentence.heading or not _holds_matter(bare, candidate):
            continue
        if candidate.document.id not in own and any(c.own >= candidate.own * AS_WELL for c in inside):
            return None
        if question.kind in _DETAILS and ask(bare, Scope(documents=(candidate.document.id,))) is None:
            return None
        line = _line(question, scope, bare.terms, candidate)
        document = candidate.document
        if line is None or (document.id not in own and any(_speaks_of(book, bare.terms) for book in own.values())):
            return None
        figures = tuple(_FIGURE.findall(line))  # the year that was asked for need not stand in the quote
        statement = Statement(line, (Quote(document, candidate.sentence.span),), frame=True, computed=figures)
        return Draft("partial", question.kind, (statement,), confidence=0.3, documents=(document.id,))
    return None


def _speaks_of(book: Book, terms: Sequence[Term]) -> bool:
    """Say whether a document holds the strongest words of a matter: then it is not another's alone."""
    return all(match(term.text, book.folded) >= KEY_LEAST for term in strongest(terms, count=KEYS))


def _holds_matter(bare: Question, candidate: Candidate) -> bool:
    """Say whether a sentence, or it and the titles above it, hold most of the matter, and one of its strongest words."""
    text = candidate.sentence.text
    around = f"{candidate.book.title} {candidate.book.heading_path(candidate.sentence)} {text}"
    key = max((match(term.text, around) for term in strongest(bare.terms, count=KEYS)), default=0.0)
    own, whole = coverage(bare.terms, text), coverage(bare.terms, around)
    return (
        (own >= MATTER_LEAST or (own >= OWN_LEAST and whole >= WHOLE_LEAST))
        and key >= KEY_LEAST
        and all(figure in text for figure in _FIGURE.findall(bare.text))
        and passes_locks(bare, Scope(), candidate)
    )


def _line(question: Question, scope: Scope, terms: tuple[Term, ...], candidate: Candidate) -> str | None:
    """Return our sentence that says what the matter is of; None when the sentence is of what the question names."""
    document, language = candidate.document, question.language
    inside = scope.documents is None or document.id in scope.documents
    unquoted = "".join(_QUOTATION.split(question.text)[::2])
    places = [p.surface for p in question.places if p.surface in unquoted]
    asked = "、".join([*(p for p in places if not any(p in body for body in question.bodies)), *question.bodies])
    if places and not inside:
        paragraph = " ".join(s.text for s in candidate.book.paragraph(candidate.sentence))
        around = f"{candidate.book.title} {candidate.book.heading_path(candidate.sentence)} {paragraph}"
        if any(p.name in around or _is_spoken_of(p.name, candidate) for p in question.places):
            return None  # the other one lies in it, or is told of together with it
        if document.card.masked:
            return say("masked_place", language, asked=asked)
        place = document.card.place
        return say("wrong_place", language, actual=place.value if place else label(document), asked=asked)
    if _has_part(question, document):
        return None
    if (question.bodies or scope.wanted) and not meets_subject(question, scope, candidate):
        if document.card.masked and question.places:
            return say("masked_place", language, asked=asked)
        actual = _body_of(candidate, terms) if question.bodies else _district_of(question, candidate, terms)
        own = [p.surface for p in question.places if p.surface in places and p.name in scope.wanted]
        asked = "、".join(question.bodies or own) or asked  # the city is what the document is of
        return say("wrong_body", language, actual=actual, asked=asked) if actual else None
    year = _other_year(question, candidate)
    return say("wrong_year", language, actual=year, asked=question.years[0]) if year else None


def _is_spoken_of(name: str, candidate: Candidate) -> bool:
    """Say whether the last place that the document names before a sentence is `name`, and not its own."""
    place = candidate.document.card.place
    before = candidate.book.folded[: candidate.sentence.span.start]
    own = place_core(place.value) if place else ""
    return before.rfind(name) > (before.rfind(own) if own else -1)


def _has_part(question: Question, document: Document) -> bool:
    """Say whether a body that is asked about sent, got or gave its name to the document: it has a part in the matter."""
    card = document.card
    fields = [field for field in (card.issuer, card.addressee, *card.titles) if field]
    return any(stands_in(body, fold(field.value)) for body in question.bodies for field in fields)


def _other_year(question: Question, candidate: Candidate) -> int | None:
    """Return the year of a sentence, its own or that of a document which never names the asked years; None when in doubt."""
    stated = [int(year) for year in _YEAR.findall(candidate.sentence.text)]
    if stated or not question.years:
        return stated[0] if stated and question.years and not set(stated) & set(question.years) else None
    if any(f"{year}年" in candidate.book.folded for year in question.years):
        return None
    return candidate.book.year_of(candidate.sentence) or candidate.document.card.year


def _body_of(candidate: Candidate, terms: tuple[Term, ...]) -> str | None:
    """Return the body of which a sentence says the matter: in the part that holds it, else its subject.

    A report that names none is of who issued it; a notice or a rule is of others.
    """
    card = candidate.document.card
    own = card.issuer and not card.masked and _OWN_WORK.search(card.kind.value if card.kind else candidate.book.title)
    return (
        find_body(part_of_matter(terms, candidate.sentence.text))
        or governing_subject(candidate)
        or (fold(card.issuer.value) if own and card.issuer else None)
    )


def _district_of(question: Question, candidate: Candidate, terms: tuple[Term, ...]) -> str | None:
    """Return the district of which a sentence says the matter: its own first, else the nearest named before it."""
    paragraph = [s for s in candidate.book.paragraph(candidate.sentence) if s.order < candidate.sentence.order]
    texts = [part_of_matter(terms, candidate.sentence.text), candidate.sentence.text]
    texts += [candidate.book.heading_path(candidate.sentence), *(s.text for s in reversed(paragraph))]
    own = candidate.document.card.place
    for text in texts:
        found = find_districts(text)
        if any(place.name in district for place in question.places for district in found):
            return None
        if found:
            return found[0]
    if own is None or candidate.document.card.masked:
        return None
    # what is said of the whole city is not said of another than its district
    parts = {place_core(name) for name in (own.value, *candidate.document.card.regions)}
    meant = any(place.name in parts or _is_spoken_of(place.name, candidate) for place in question.places)
    return None if meant else fold(own.value)


def _of_another_place(question: Question, document: Document) -> bool:
    """Say whether a document is of another place than the question names as its subject (与深圳 names a companion)."""
    own = document.card.place
    if own is None or document.card.masked or not question.places:
        return False
    companions = [p for p in question.places if re.search(rf"[与和跟同及]{re.escape(p.surface)}", question.text)]
    regions = {place_core(region) for region in document.card.regions} | {place_core(own.value)}
    return any(p.name not in regions for p in question.places if p not in companions)
