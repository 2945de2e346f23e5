"""Saying no, or asking back: nothing in the library, a wrong premise, too many readings, a greeting."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.draft import Draft, Quote, Statement, clip
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question.bodies import BODY, stands_in
from assistant.question.courtesy import courtesy_of
from assistant.question.model import Question
from assistant.question.places import place_core
from assistant.question.pointing import only_points
from assistant.question.terms import coverage
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.library import Library
from corpus.model import Document

NEAREST = 3
MOST_MEANT = 3  # documents that are answered for by name; more are asked back about
COMPOUND_LEAST = 4  # characters of a word that may name a matter by itself
_WHERE_FROM = re.compile(r"(?:是|来自)(?:(?:哪|什么)(?:一)?(?:个|座)?(?:市|城市|省|地方|地区)|哪里|哪儿)(?:的|$|[?])")
_WHOLE = re.compile(r"[全各][省市区县]")
ELSEWHERE_LEAST = (
    0.6  # share of the question's weight a passage of another place must hold before a premise is called wrong
)


def chitchat(question: Question, library: Library) -> Draft:
    """Return a friendly sentence; no search, no citations."""
    text = question.text
    ids = library.ids()
    key = courtesy_of(text) or "about"  # what is neither greeting nor thanks asks how the assistant is used
    example = label(library.document(ids[-1])) + "的要点有哪些？" if ids else ""
    return Draft(
        "chitchat",
        "chitchat",
        (Statement(say(key, question.language, example=example, count=len(ids)), frame=True),),
        confidence=1.0,
    )


def out_of_purpose(question: Question) -> Draft:
    """Return one friendly sentence for what is no matter of the library (weather, poems, code)."""
    return Draft(
        "not_found", "explain", (Statement(say("out_of_purpose", question.language), frame=True),), confidence=0.0
    )


def outside_library(question: Question, scope: Scope) -> Draft | None:
    """Return a refusal when the named place, year or number is not in the library at all, else None."""
    lines: list[str] = []
    if scope.absent_titles and not scope.named and not scope.places:
        lines.append(say("absent_number", question.language, number="、".join(scope.absent_titles)))
    if scope.absent_places and not (scope.places or scope.wanted):
        lines.append(say("absent_place", question.language, place="、".join(scope.absent_places)))
    if scope.absent_years and not scope.years:
        lines.append(say("absent_year", question.language, year="、".join(map(str, scope.absent_years))))
    if not lines:
        return None
    return Draft("not_found", question.kind, tuple(Statement(line, frame=True) for line in lines), confidence=0.0)


def clarify(question: Question, documents: list[Document], *, key: str = "clarify") -> Draft:
    """Return the question back, in our sentence `key`, with the documents that it may mean."""
    lines = [Statement(f"- {label(d)}", frame=True) for d in documents[:8]]
    head = Statement(say(key, question.language), frame=True)
    return Draft("clarify", question.kind, (head, *lines), suggestions=tuple(label(d) for d in documents[:8]))


def asked_back(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the question back when it only points at a matter and more than three documents could be meant, else None.

    The documents offered are those that come closest, then the rest. A compound that few documents have for a heading (保障措施) or a
    kind that few are of (那个通知) does name the matter.
    """
    if question.kind in {"chitchat", "card", "documents"} or not only_points(question.text):
        return None
    books = list(finder.books(scope))
    if len(books) <= MOST_MEANT or _named_by_few(question, books):
        return None
    close = {candidate.document.id: candidate.document for candidate in finder.candidates(question, scope)}
    documents = {**close, **{book.document.id: book.document for book in books}}
    return clarify(question, list(documents.values()), key="no_matter")


def _named_by_few(question: Question, books: list[Book]) -> bool:
    compounds = [piece for piece in re.split(r"[\s的,?]+", question.content) if len(piece) >= COMPOUND_LEAST]
    titles = [" ".join((book.title, *book.headings.values())) for book in books]
    return any(1 <= sum(piece in title for title in titles) <= MOST_MEANT for piece in compounds)


def undivided(question: Question, document: Document) -> Draft:
    """Return that a document has no parts that could be listed."""
    line = Statement(say("undivided", question.language, label=label(document)), frame=True)
    return Draft("not_found", question.kind, (line,), confidence=0.0, documents=(document.id,))


def free(question: Question) -> Question | None:
    """Return `question` without the places and bodies it names, or None when little else is left of it."""
    terms = tuple(t for t in question.terms if not t.entity)
    if not (question.places or question.bodies or question.years) or len(terms) < 2:
        return None
    return replace(question, terms=terms, bodies=(), places=(), years=())


def premise(question: Question, scope: Scope, elsewhere: Draft) -> Draft | None:
    """Return the correction when `elsewhere`, the answer with places and bodies left out, is said of others than those named.

    An answer whose own words name them all is no wrong premise: the place was only part of the matter.
    """
    quotes = [quote for statement in elsewhere.statements for quote in statement.quotes]
    if not quotes or elsewhere.status != "answered":
        return None
    quote = quotes[0]
    text, document = fold(quote.text), quote.document
    names = [*(p.name for p in question.places), *question.bodies]
    terms = [t for t in question.terms if not t.entity]
    if coverage(terms, text) < ELSEWHERE_LEAST:
        return None
    own = place_core(document.card.place.value) if document.card.place and not document.card.masked else ""
    if names and all(name in text for name in names) and not _of_another_place(question, document):
        return elsewhere
    of_year = not question.years or document.card.year in question.years
    if names and of_year and all(name == own or stands_in(name, text) for name in names):
        return elsewhere if question.kind == "fact" else None
    if any(stands_in(name, text) for name in question.bodies):
        return None
    asked = "、".join([*(p.surface for p in question.places), *question.bodies])
    inside = scope.documents is None or document.id in scope.documents
    if document.card.masked and question.places:
        line = say("masked_place", question.language, asked=asked)
    elif question.places and not inside and document.card.place:
        line = say("wrong_place", question.language, actual=document.card.place.value, asked=asked)
    elif names and (actual := next((m for m in BODY.finditer(text) if not _WHOLE.search(m.group())), None)):
        line = say("wrong_body", question.language, actual=actual.group(), asked=asked)
    elif not names and question.years and (year := document.card.year) is not None and year not in question.years:
        line = say("wrong_year", question.language, actual=year, asked=question.years[0])
    else:
        return None
    return Draft(
        "partial", question.kind, (Statement(line, (quote,), frame=True),), confidence=0.3, documents=(document.id,)
    )


def _of_another_place(question: Question, document: Document) -> bool:
    """Say whether a document is of another place than the question names as its subject (与深圳 names a companion)."""
    own = document.card.place
    if own is None or document.card.masked or not question.places:
        return False
    companions = [p for p in question.places if re.search(rf"[与和跟同及]{re.escape(p.surface)}", question.text)]
    regions = {place_core(region) for region in document.card.regions} | {place_core(own.value)}
    return any(p.name not in regions for p in question.places if p not in companions)


def wrong_speech(question: Question, library: Library, scope: Scope) -> Draft | None:
    """Return that an anonymised speech belongs to no named place, when the question gives it one; else None."""
    if not question.speech or question.kind == "compare" or not (question.places or _WHERE_FROM.search(question.text)):
        return None
    cards = library.cards()
    speeches = [i for i in library.ids() if cards[i].masked and any("讲话" in title.value for title in cards[i].titles)]
    own = [
        i
        for i in scope.within(library.ids())
        if any("讲话" in title.value for title in cards[i].titles) and not cards[i].masked
    ]
    if not speeches or own or len(question.places) > 1:
        return None
    document = library.document(speeches[0])
    asked = "、".join(p.surface for p in question.places)
    quote = Quote(document, document.card.titles[0].span) if document.card.titles[0].span else None
    said = say("masked_place", question.language, asked=asked) if asked else say("masked_note", question.language)
    line = Statement(said, (quote,) if quote else (), frame=True)
    return Draft("partial", question.kind, (line,), confidence=0.3, documents=(document.id,))


def not_found(question: Question, scope: Scope, finder: Finder) -> Draft:
    """Return that the library does not say, with the passages that came closest."""
    near: list[Quote] = []
    for candidate in finder.candidates(question, scope):
        if candidate.sentence.furniture or candidate.sentence.heading:
            continue
        near.append(Quote(candidate.document, clip(candidate.document, candidate.sentence.span)))
        if len(near) == NEAREST:
            break
    key = "not_found_near" if near else "not_found"
    return Draft(
        "not_found",
        question.kind,
        (Statement(say(key, question.language), frame=True),),
        nearest=tuple(near),
        confidence=0.0,
    )
