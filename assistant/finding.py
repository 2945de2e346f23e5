"""Finding: for an understood question, the sentences of the library that may answer it, best first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from assistant.asking import wording
from assistant.evidence import Book, Candidate, Shelf, rank_sentences
from assistant.folding import fold
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.weighing import weigh
from corpus.library import Library
from corpus.model import Document, Passage, Span
from index.reader import BundledReader, Page, Reading
from index.retrieval import Index

PASSAGES = 40  # passages read for one question: all of a short document, the best few of a large library
SENTENCES = 60
MOST_READ = 7  # passages the reader looks at
MOST_READ_FOREIGN = 12  # and for an English question, of whose evidence a fifth comes later than the seventh
LOOKS = 24  # looks that are remembered: those of one question and of the parts it is put in
REMEMBERED = 64  # questions whose readings are kept: one question is looked up several times


@dataclass(frozen=True, slots=True)
class Asked:
    """A passage to be read, under its document's `title`, for a question as `wording` puts it."""

    wording: str
    passage: Passage
    title: str

    @property
    def key(self) -> tuple[str, str]:
        """What a reading of it is remembered by."""
        return self.wording, self.passage.id


class Readings:
    """What the reader saw for the last questions, so that a passage is read once for each. Threads may share it."""

    def __init__(self, reader: BundledReader) -> None:
        self._reader = reader
        self._kept: OrderedDict[tuple[str, str], Reading] = OrderedDict()
        self._lock = Lock()

    def prepare(self, passages: Sequence[Passage], title: str) -> None:
        """Make the reader ready for passages of one document, before anyone asks."""
        self._reader.prepare([page_of(passage, title) for passage in passages])

    def read(self, asked: Sequence[Asked]) -> dict[str, Reading]:
        """Return the readings by passage id."""
        with self._lock:
            known = {one.passage.id: self._kept[one.key] for one in asked if one.key in self._kept}
        unread: dict[str, list[Asked]] = {}
        for one in asked:
            if one.passage.id not in known:
                unread.setdefault(one.wording, []).append(one)
        for put, ones in unread.items():
            readings = self._reader.read(put, [page_of(one.passage, one.title) for one in ones])
            known.update({one.passage.id: reading for one, reading in zip(ones, readings, strict=True)})
        with self._lock:
            for one in asked:
                self._kept[one.key] = known[one.passage.id]
            while len(self._kept) > REMEMBERED * MOST_READ:
                self._kept.popitem(last=False)
        return known


def is_read(passage: Passage) -> bool:
    """Say whether the reader ever looks at this passage."""
    return passage.kind not in {"heading", "furniture"}


def page_of(passage: Passage, title: str) -> Page:
    """Return a passage as the reader gets it: folded, under its document's `title` and the headings above it."""
    return Page(fold(passage.text), _heading(passage, title))


def _heading(passage: Passage, title: str) -> str:
    path = [part for part in passage.breadcrumb if part and fold(part) not in title]
    return "　".join([title, *(fold(part) for part in path[-2:] if part not in passage.text)])[-120:]


Looked = tuple[tuple[int, bool, bool], Question, Scope, bool]
"""The library's revision, whether meaning and reader were there, the question, its scope, and whether all was searched."""


class Looks:
    """The last looks and what they found: the ways to answer one question look the same up. Threads may share it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[Looked, list[Candidate]]] = OrderedDict()
        self._lock = Lock()

    def get(self, look: Looked) -> list[Candidate] | None:
        """Return a copy of what an equal look found, or None."""
        with self._lock:
            kept = self._kept.get(_number(look))
        return list(kept[1]) if kept is not None and kept[0] == look else None

    def keep(self, look: Looked, found: list[Candidate]) -> None:
        """Remember what a look found."""
        with self._lock:
            self._kept[_number(look)] = (look, list(found))
            while len(self._kept) > LOOKS:
                self._kept.popitem(last=False)


def _number(look: Looked) -> int:
    state, question, scope, everywhere = look
    return hash((state, question.text, question.kind, question.terms, scope.documents, everywhere))


@dataclass(frozen=True, slots=True)
class Finder:
    """Reads one library through one index."""

    library: Library
    index: Index
    shelf: Shelf
    readings: Readings | None = field(default=None)
    looks: Looks = field(default_factory=Looks)

    def documents(self, scope: Scope) -> Iterator[Document]:
        """Yield the documents in scope, in library order."""
        for i in scope.within(self.library.ids()):
            yield self.library.document(i)

    def books(self, scope: Scope) -> Iterator[Book]:
        """Yield the documents in scope, opened for reading."""
        return (self.shelf.open(document) for document in self.documents(scope))

    def candidates(self, question: Question, scope: Scope, *, everywhere: bool = False) -> list[Candidate]:
        """Return sentences for `question`, best first, from within `scope` or from the whole library."""
        state = (self.library.revision, self.index.ready_for_meaning, self.readings is not None)
        look = (state, question, scope, everywhere)
        found = self.looks.get(look)
        if found is None:
            found = self._candidates(question, scope, everywhere=everywhere)
            self.looks.keep(look, found)
        return found

    def within(self, question: Question, scope: Scope, book: Book, passages: Sequence[Passage]) -> list[Candidate]:
        """Return the sentences of these `passages`, which are known to be of the matter, best first."""
        return self._weighed(question, scope, [(book, passage, 1.0) for passage in passages])

    def _candidates(self, question: Question, scope: Scope, *, everywhere: bool) -> list[Candidate]:
        if scope.part is not None and not everywhere:
            book = next(self.books(scope))
            return [
                c
                for c in self.within(question, scope, book, _passages_in(book, scope.part))
                if scope.part.contains(c.sentence.span)
            ]
        restricted = None if everywhere or scope.documents is None else frozenset(scope.documents)
        return self._weighed(question, scope, list(self._passages(question.search, restricted)))

    def _weighed(
        self, question: Question, scope: Scope, passages: Sequence[tuple[Book, Passage, float]]
    ) -> list[Candidate]:
        found = rank_sentences(question.terms, passages, limit=None)
        if self.readings is not None:
            most = MOST_READ if question.language == "zh" else MOST_READ_FOREIGN
            readable = [(book, passage) for book, passage, _ in passages if is_read(passage)][:most]
            books = {book.document.id: book for book, _ in readable}
            wordings = {i: wording(question, scope, book) for i, book in books.items()}
            readings = self.readings.read([Asked(wordings[p.document], p, book.title) for book, p in readable])
            places = {p.id: p.span for _, p in readable}
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


def _passages_in(book: Book, span: Span) -> list[Passage]:
    return [passage for passage in book.passages.values() if span.overlaps(passage.span)]


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
