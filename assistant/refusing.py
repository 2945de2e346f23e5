"""Saying no, or asking back: nothing in the library, a speech of no named place, too many readings, a greeting."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.draft import Draft, Quote, Statement, clip
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.question.courtesy import courtesy_of
from assistant.question.joined import find_joined
from assistant.question.model import Question
from assistant.question.pointing import only_points
from assistant.question.words import load_words
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.library import Library
from corpus.model import Document

NEAREST = 3
MOST_MEANT = 3  # documents that are answered for by name; more are asked back about
BAREST = 8  # characters of a question that says nothing of where to look
COMPOUND_LEAST = 4  # characters of a word that may name a matter by itself
_WHERE_FROM = re.compile(r"(?:是|来自)(?:(?:哪|什么)(?:一)?(?:个|座)?(?:市|城市|省|地方|地区)|哪里|哪儿)(?:的|$|[?])")


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


def without_absent_years(question: Question, scope: Scope, found: Draft) -> Draft:
    """Return an answer that also says for which of the years asked about (2022年和2024年) the library has nothing."""
    if not scope.absent_years or found.status != "answered":
        return found
    years = "、".join(map(str, scope.absent_years))
    line = Statement(say("absent_year", question.language, year=years), frame=True)
    return replace(found, status="partial", statements=(*found.statements, line), short=None)


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


def too_bare(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the question back when its one word of its own is spoken of in documents of several places, else None."""
    scoped = question.places or question.titles or question.numbers or question.bodies or question.years
    if scoped or question.language == "en" or len(question.text) > BAREST or question.kind == "yesno":
        return None
    pointing = load_words("pointing")
    words = [term.text for term in question.terms if term.text not in pointing]
    if len(words) != 1 or "“" in question.text:
        return None
    books = [book for book in finder.books(scope) if words[0] in book.folded]
    places = {book.document.card.place.value if book.document.card.place else book.document.id for book in books}
    return clarify(question, [book.document for book in books]) if len(places) > 1 else None


def _named_by_few(question: Question, books: list[Book]) -> bool:
    compounds = [piece for piece in re.split(r"[\s的,?]+", question.content) if len(piece) >= COMPOUND_LEAST]
    titles = [" ".join((book.title, *book.headings.values())) for book in books]
    return any(1 <= sum(piece in title for title in titles) <= MOST_MEANT for piece in compounds)


def undivided(question: Question, document: Document) -> Draft:
    """Return that a document has no parts that could be listed."""
    line = Statement(say("undivided", question.language, label=label(document)), frame=True)
    return Draft("not_found", question.kind, (line,), confidence=0.0, documents=(document.id,))


def wrong_speech(question: Question, library: Library, scope: Scope) -> Draft | None:
    """Return that an anonymised speech belongs to no named place, when the question gives it one; else None."""
    if not question.speech or question.kind == "compare" or find_joined(question) is not None:
        return None
    if not (question.places or _WHERE_FROM.search(question.text)):
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
