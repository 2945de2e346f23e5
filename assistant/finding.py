"""Finding: for an understood question, the sentences of the library that may answer it, best first."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from assistant.evidence import Book, Candidate, Shelf, rank_sentences
from assistant.folding import fold
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.weighing import log_odds, weigh
from corpus.library import Library
from corpus.model import Document, Passage, Span
from index.reader import BundledReader, Page, Reading, squash
from index.retrieval import Index

PASSAGES = 40  # passages read for one question: all of a short document, the best few of a large library
SENTENCES = 60
MOST_READ = 7  # passages the reader looks at
REMEMBERED = 64  # questions whose readings are kept: one question is looked up several times


class Readings:
    """What the reader saw for the last questions, so that a passage is read once for each. Threads may share it."""

    def __init__(self, reader: BundledReader) -> None:
        self._reader = reader
        self._kept: OrderedDict[tuple[str, str], Reading] = OrderedDict()
        self._lock = Lock()

    def prepare(self, passages: Sequence[Passage], title: str) -> None:
        """Make the reader ready for passages of one document, before anyone asks."""
        self._reader.prepare([page_of(passage, title) for passage in passages])

    def read(
        self, wordings: Sequence[str], passages: Sequence[Passage], titles: Mapping[str, str]
    ) -> dict[str, Reading]:
        """Return the readings of the first passages by passage id; `titles` are those of their documents.

        Of a question in several wordings the mean of what they see in a passage counts, and the words of the surest.
        """
        part = passages[:MOST_READ]
        seen = [self._read(wording, part, titles) for wording in wordings]
        return {passage.id: _together([one[passage.id] for one in seen]) for passage in part}

    def _read(self, question: str, passages: Sequence[Passage], titles: Mapping[str, str]) -> dict[str, Reading]:
        with self._lock:
            known = {p.id: self._kept[question, p.id] for p in passages if (question, p.id) in self._kept}
        unread = [p for p in passages if p.id not in known]
        if unread:
            pages = [page_of(p, titles.get(p.document, "")) for p in unread]
            for passage, reading in zip(unread, self._reader.read(question, pages), strict=True):
                known[passage.id] = reading
            with self._lock:
                for passage in unread:
                    self._kept[question, passage.id] = known[passage.id]
                while len(self._kept) > REMEMBERED * MOST_READ:
                    self._kept.popitem(last=False)
        return known


def _together(readings: Sequence[Reading]) -> Reading:
    """Return one reading of a passage out of those of several wordings: the words of the surest, the mean log-odds."""
    surest = max(readings, key=lambda reading: reading.support)
    if len(readings) == 1:
        return surest
    return replace(surest, support=squash(sum(log_odds(one.support) for one in readings) / len(readings)))


def is_read(passage: Passage) -> bool:
    """Say whether the reader ever looks at this passage."""
    return passage.kind not in {"heading", "furniture"}


def page_of(passage: Passage, title: str) -> Page:
    """Return a passage as the reader gets it: folded, under its document's `title` and the headings above it."""
    return Page(fold(passage.text), _heading(passage, title))


def _wordings(question: Question, scope: Scope) -> tuple[str, ...]:
    """Return the question as the reader gets it; an English one also in its own words, which it reads less well."""
    own = () if question.language == "zh" else (question.original,)
    return (_asked(question, scope), *own)


def _asked(question: Question, scope: Scope) -> str:
    """Return the question without the places and years that already chose the documents."""
    text = question.asking
    for place in question.places:
        if place.name in scope.places and place.name not in scope.wanted:
            text = text.replace(place.surface, "")
    for year in scope.years:
        text = re.sub(rf"{year}年?度?", "", text)
    return text.strip(" ,的") or question.asking


def _heading(passage: Passage, title: str) -> str:
    path = [part for part in passage.breadcrumb if part and fold(part) not in title]
    return "　".join([title, *(fold(part) for part in path[-2:] if part not in passage.text)])[-120:]


@dataclass(frozen=True, slots=True)
class Finder:
    """Reads one library through one index."""

    library: Library
    index: Index
    shelf: Shelf
    readings: Readings | None = field(default=None)

    def documents(self, scope: Scope) -> Iterator[Document]:
        """Yield the documents in scope, in library order."""
        for i in scope.within(self.library.ids()):
            yield self.library.document(i)

    def books(self, scope: Scope) -> Iterator[Book]:
        """Yield the documents in scope, opened for reading."""
        return (self.shelf.open(document) for document in self.documents(scope))

    def candidates(self, question: Question, scope: Scope, *, everywhere: bool = False) -> list[Candidate]:
        """Return sentences for `question`, best first, from within `scope` or from the whole library."""
        restricted = None if everywhere or scope.documents is None else frozenset(scope.documents)
        passages = list(self._passages(question.search, restricted))
        found = rank_sentences(question.terms, passages, limit=None)
        if self.readings is not None:
            titles = {book.document.id: book.title for book, _, _ in passages}
            readable = [passage for _, passage, _ in passages if is_read(passage)]
            readings = self.readings.read(_wordings(question, scope), readable, titles)
            places = {p.id: p.span for p in readable}
            found = weigh(question, [_attach(candidate, readings, places) for candidate in found[:SENTENCES]])
        return found[:SENTENCES]

    def _passages(self, text: str, documents: frozenset[str] | None) -> Iterator[tuple[Book, Passage, float]]:
        books: dict[str, Book] = {}
        for hit in self.index.search(text, k=PASSAGES, documents=documents):
            if hit.document not in books:
                books[hit.document] = self.shelf.open(self.library.document(hit.document))
            passage = books[hit.document].passages.get(hit.passage)
            if passage is not None:
                yield books[hit.document], passage, hit.score


def _attach(candidate: Candidate, readings: Mapping[str, Reading], places: Mapping[str, Span]) -> Candidate:
    """Return `candidate` with what the reader saw in it; as it is when its passage was not read."""
    reading = readings.get(candidate.passage)
    if reading is None:
        return replace(candidate, support=0.0)
    sentence, start = candidate.sentence.span, places[candidate.passage].start
    span = Span(start + reading.start, start + reading.end)
    inside = Span(max(span.start, sentence.start), max(min(span.end, sentence.end), span.start, sentence.start))
    share = len(inside) / max(1, len(span))
    here = Span(inside.start - sentence.start, inside.end - sentence.start)
    return replace(candidate, support=reading.support, read=here if len(inside) else None, share=share, reach=span)
