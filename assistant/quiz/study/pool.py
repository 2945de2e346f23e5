"""The items one can study at present: made in the background for each state of the library, the answered ones kept.

An item whose evidence no longer stands in its document is retired: it is asked no more, its answers stay.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.quiz.model import QuizItem, evidence_hash

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.model import Document

log = logging.getLogger("dangjian.study")

Make = Callable[[Iterable["Document"]], tuple[QuizItem, ...]]


class KnowsItems(Protocol):
    """What remembers items that were answered."""

    def stored_items(self) -> dict[str, QuizItem]:
        """Return them by id."""
        ...


@dataclass(frozen=True, slots=True)
class Stock:
    """Items by id in the order they were made, and those retired; ``documents`` is how many there are in the library."""

    revision: int
    documents: int
    items: Mapping[str, QuizItem]
    retired: frozenset[str] = frozenset()
    failure: Exception | None = None


class ItemPool:
    """Keeps the stock of one library up to date. Threads share it; the making runs in a thread of its own."""

    def __init__(self, library: Library, notebook: KnowsItems, *, make: Make | None = None) -> None:
        self._library = library
        self._notebook = notebook
        self._make = make or make_all
        self._turn = threading.Lock()
        self._stock: Stock | None = None
        self._worker: threading.Thread | None = None
        self._begun = 0.0

    def stock(self) -> Stock | None:
        """Return the stock of the library as it is now, or None while it is being made, which this begins."""
        revision = self._library.revision
        with self._turn:
            if self._stock is not None and self._stock.revision == revision:
                return self._stock
            if self._worker is None or not self._worker.is_alive():
                self._begun = time.monotonic()
                self._worker = threading.Thread(target=self._fill, name="dangjian-items", daemon=True)
                self._worker.start()
            return None

    def peek(self) -> Stock | None:
        """Return the stock if there is one for the library as it is now; begin nothing."""
        revision = self._library.revision
        with self._turn:
            return self._stock if self._stock is not None and self._stock.revision == revision else None

    @property
    def seconds(self) -> float:
        """For how long the present making has been running."""
        return max(0.0, time.monotonic() - self._begun) if self._begun else 0.0

    def wait(self, *, seconds: float = 600.0, step: float = 0.05) -> Stock | None:
        """Return the stock, waiting for it at most `seconds`."""
        until = time.monotonic() + seconds
        while (found := self.stock()) is None and time.monotonic() < until:
            time.sleep(step)
        return found

    def _fill(self) -> None:
        revision, count = self._library.revision, 0
        try:
            documents = {document.id: document for document in self._library.documents()}
            count = len(documents)
            made = {item.id: item for item in self._make(documents.values())} if documents else {}
            stored = self._notebook.stored_items()
            gone = (id_ for id_, item in stored.items() if id_ not in made and not stands(item, documents.get))
            stock = Stock(revision, count, made, frozenset(gone))
        except Exception as error:
            log.exception("quiz items could not be made")
            stock = Stock(revision, count, {}, failure=error)
        with self._turn:
            self._stock = stock


def make_all(documents: Iterable[Document]) -> tuple[QuizItem, ...]:
    """Return every item that can be proved from `documents`."""
    from assistant.quiz.making import make_quiz

    return make_quiz(documents).items


def stands(item: QuizItem, find: Callable[[str], Document | None]) -> bool:
    """Say whether every piece of evidence still stands where it stood, and the main one under its hash."""
    main = item.citation
    for citation in (main, *item.citations):
        document = find(citation.document)
        if document is None or document.text[citation.start : citation.end] != citation.quote:
            return False
    return evidence_hash(main.quote) == item.evidence_sha256
