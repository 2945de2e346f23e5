"""The index at one moment, in memory: immutable, so that a search that has begun finishes on what it began with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.fusion import fuse, rank
from index.generation import Generation, Row
from index.model import Hit, Vectors
from index.vectors import Numbers, VectorStore
from index.words import WordIndex

Places = npt.NDArray[np.int64]
NO_NUMBER = -1


@dataclass(frozen=True)
class Snapshot:
    """Rows in library order with their words and, as far as they are encoded, vectors.

    ``numbers[i]`` is the vector number of row i, or -1 while it waits to be encoded. ``store`` is None when meaning
    cannot be searched at all.
    """

    revision: int
    rows: tuple[Row, ...]
    words: WordIndex
    numbers: Numbers
    store: VectorStore | None

    @classmethod
    def of(cls, generation: Generation) -> Snapshot:
        """Return the snapshot of a complete generation."""
        store = VectorStore.of(generation.numbers, generation.vectors, next_number=generation.next_number)
        return cls(generation.revision, generation.rows, generation.words, generation.numbers, store)

    @cached_property
    def complete(self) -> bool:
        """Whether every passage has its vector."""
        return self.store is not None and not bool((self.numbers == NO_NUMBER).any())

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Row by passage id."""
        return {row.passage: at for at, row in enumerate(self.rows)}

    @cached_property
    def _by_document(self) -> Mapping[str, Places]:
        found: dict[str, list[int]] = {}
        for at, row in enumerate(self.rows):
            found.setdefault(row.document, []).append(at)
        return {document: np.array(places, np.int64) for document, places in found.items()}

    @cached_property
    def _by_number(self) -> tuple[Numbers, Places]:
        order = np.argsort(self.numbers, kind="stable")
        return self.numbers[order], order

    def scope(self, documents: Iterable[str] | None) -> Places:
        """Return the rows of these documents, ascending; all rows for None."""
        if documents is None:
            return np.arange(len(self.rows), dtype=np.int64)
        held = [self._by_document[d] for d in documents if d in self._by_document]
        return np.sort(np.concatenate(held)) if held else np.zeros(0, np.int64)

    def rank_words(self, terms: Sequence[str], *, k: int, documents: frozenset[str] | None) -> list[Hit]:
        """Rank by BM25 alone; only passages that hold one of the terms."""
        scope = self.scope(documents)
        scores = self.words.scores(terms)[scope]
        return [self._hit(scope[at], scores[at], words=scores[at]) for at in _top(scores, k)]

    def rank_dense(self, question: Vectors, *, k: int, documents: frozenset[str] | None) -> list[Hit]:
        """Rank by cosine alone; only passages that have a vector."""
        places = np.sort(self._nearest(question, k=k, documents=documents))
        cosines = self._cosines(places, question)
        return [self._hit(places[at], cosines[at], dense=cosines[at]) for at in rank(cosines, k=k)]

    def rank_fused(
        self,
        terms: Sequence[str],
        question: Vectors | None,
        *,
        k: int,
        candidates: int,
        documents: frozenset[str] | None,
    ) -> list[Hit]:
        """Rank by both parts: each offers its best `candidates`, both score all that were offered.

        A passage that waits for its vector is ranked by its words. Without `question` the words decide alone.
        """
        scope = self.scope(documents)
        scores = self.words.scores(terms)
        pool = max(candidates, k)
        union = np.sort(scope[_top(scores[scope], pool)])
        cosines = np.full(len(union), np.nan, np.float32)
        if question is not None:
            union = np.union1d(union, self._nearest(question, k=pool, documents=documents))
            cosines = self._cosines(union, question)
        words = scores[union]
        fused = fuse(cosines, words)
        return [
            self._hit(
                union[at],
                fused[at],
                dense=None if np.isnan(cosines[at]) else cosines[at],
                words=words[at] if words[at] > 0 else None,
            )
            for at in rank(fused, k=k)
        ]

    def _nearest(self, question: Vectors, *, k: int, documents: frozenset[str] | None) -> Places:
        if self.store is None:
            return np.zeros(0, np.int64)
        among = None
        if documents is not None:
            numbers = self.numbers[self.scope(documents)]
            among = np.sort(numbers[numbers != NO_NUMBER])
        found = self.store.search(question, k=k, among=among)
        ordered, rows = self._by_number
        return rows[np.searchsorted(ordered, found.numbers)]

    def _cosines(self, places: Places, question: Vectors) -> Vectors:
        """Return the cosines of these rows, NaN where there is no vector; equal vectors give equal bits.

        A matrix product would sum a row differently by its place in the matrix, and break ties by chance.
        """
        cosines = np.full(len(places), np.nan, np.float32)
        numbers = self.numbers[places]
        known = numbers != NO_NUMBER
        if self.store is not None and known.any():
            cosines[known] = (self.store.vectors(numbers[known]).astype(np.float64) * question).sum(axis=1)
        return cosines

    def vectors(self, passages: Sequence[str]) -> Vectors:
        """Return the vectors ``(n, d)`` of these passages.

        Raises:
            KeyError: a passage is unknown or has no vector yet.
        """
        if self.store is None:
            raise KeyError("no vectors")
        numbers = self.numbers[[self.place_of[passage] for passage in passages]] if passages else self.numbers[:0]
        return self.store.vectors(numbers)

    def _hit(self, place: np.int64, score: float, *, dense: float | None = None, words: float | None = None) -> Hit:
        row = self.rows[int(place)]
        return Hit(
            passage=row.passage,
            document=row.document,
            score=float(score),
            dense=None if dense is None else float(dense),
            words=None if words is None else float(words),
        )


def _top(scores: Vectors, k: int) -> Places:
    """Return the places of the `k` highest positive scores, best first, ties in order."""
    held = np.flatnonzero(scores > 0)
    return held[rank(scores[held], k=k)]
