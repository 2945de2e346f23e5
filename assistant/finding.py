"""Finding: for an understood question, the sentences of the library that may answer it, best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.evidence import Book, Candidate, Shelf, rank_sentences
from assistant.question.model import Question
from assistant.scoping import Scope
from corpus.library import Library
from corpus.model import Document, Passage
from index.retrieval import Index

PASSAGES = 40  # passages read for one question: all of a short document, the best few of a large library
SENTENCES = 60


@dataclass(frozen=True, slots=True)
class Finder:
    """Reads one library through one index."""

    library: Library
    index: Index
    shelf: Shelf

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
        return rank_sentences(question.terms, self._passages(question.search, restricted), limit=SENTENCES)

    def _passages(self, text: str, documents: frozenset[str] | None) -> Iterator[tuple[Book, Passage, float]]:
        books: dict[str, Book] = {}
        for hit in self.index.search(text, k=PASSAGES, documents=documents):
            if hit.document not in books:
                books[hit.document] = self.shelf.open(self.library.document(hit.document))
            passage = books[hit.document].passages.get(hit.passage)
            if passage is not None:
                yield books[hit.document], passage, hit.score
