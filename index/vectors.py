"""Vectors by number: exact inner-product search with FAISS. Knows nothing of text, documents or disk.

FAISS files carry no checksum and a flipped byte may load silently, so FAISS never touches the disk here: the
vectors lie in the generation as a plain hashed array, and the index is filled from it on opening.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import InvalidRequest
from index.model import Vectors

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Numbers ``(k,)`` and their cosines ``(k,)``, best first, ties by number."""

    numbers: Numbers
    scores: Vectors


class VectorStore:
    """Unit vectors under int64 numbers that are given once and never again, deleted or not."""

    def __init__(self, dimension: int, *, next_number: int = 0) -> None:
        import faiss

        self.dimension = dimension
        self.next_number = next_number
        self._faiss: Any = faiss  # its stubs do not know SearchParameters(sel=…)
        self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        self._held: set[int] = set()

    @classmethod
    def of(cls, numbers: Numbers, vectors: Vectors, *, next_number: int) -> VectorStore:
        """Return a store that holds ``vectors[i]`` under ``numbers[i]``."""
        store = cls(vectors.shape[1], next_number=next_number)
        if len(numbers) and int(numbers.max()) >= next_number:
            raise InvalidRequest("vector numbers must lie below the next number")
        store._add(numbers, vectors)
        return store

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def __contains__(self, number: int) -> bool:
        return number in self._held

    def add(self, vectors: Vectors) -> Numbers:
        """Store rows ``(n, d)`` of unit length and return their new numbers ``(n,)``."""
        numbers = np.arange(self.next_number, self.next_number + len(vectors), dtype=np.int64)
        self._add(numbers, vectors)
        self.next_number += len(vectors)
        return numbers

    def _add(self, numbers: Numbers, vectors: Vectors) -> None:
        if vectors.ndim != 2 or vectors.shape[1] != self.dimension:
            raise InvalidRequest(f"expected vectors of length {self.dimension}, got shape {vectors.shape}")
        if len(numbers):
            self._index.add_with_ids(np.ascontiguousarray(vectors), np.ascontiguousarray(numbers))
            self._held.update(numbers.tolist())

    def delete(self, numbers: Iterable[int]) -> int:
        """Remove the vectors under `numbers` and return how many there were; unknown numbers are passed over."""
        gone = np.array(sorted(self._held.intersection(numbers)), dtype=np.int64)
        if not len(gone):
            return 0
        removed = int(self._index.remove_ids(self._faiss.IDSelectorBatch(gone)))
        self._held.difference_update(gone.tolist())
        return removed

    def search(self, question: Vectors, *, k: int, among: Numbers | None = None) -> Neighbours:
        """Return the `k` nearest to a unit vector ``(d,)``, only `among` these numbers when given."""
        wanted = min(k, len(self) if among is None else len(among))
        if wanted <= 0 or not len(self):
            return Neighbours(np.zeros(0, np.int64), np.zeros(0, np.float32))
        self._faiss.omp_set_num_threads(
            1
        )  # holds for this thread; more of them wait for each other longer than they work
        row = np.ascontiguousarray(question, dtype=np.float32)[None, :]
        if among is None:
            scores, numbers = self._index.search(row, wanted)
        else:
            chosen = self._faiss.SearchParameters(sel=self._faiss.IDSelectorBatch(np.ascontiguousarray(among)))
            scores, numbers = self._index.search(row, wanted, params=chosen)
        found = numbers[0] >= 0
        numbers, scores = numbers[0][found], scores[0][found]
        order = np.lexsort((numbers, -scores))
        return Neighbours(numbers[order], scores[order])

    def vectors(self, numbers: Numbers) -> Vectors:
        """Return the stored rows ``(n, d)`` under `numbers`.

        Raises:
            KeyError: a number is not held.
        """
        missing = [n for n in numbers.tolist() if n not in self._held]
        if missing:
            raise KeyError(missing[0])
        if not len(numbers):
            return np.zeros((0, self.dimension), np.float32)
        self._faiss.omp_set_num_threads(1)  # as in `search`
        rows: Vectors = self._index.reconstruct_batch(np.ascontiguousarray(numbers))
        return rows
