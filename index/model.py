"""What the index answers with, and what an encoder and a retriever must be able to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus.model import Document

Vectors = npt.NDArray[np.float32]
Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total); stage is one of ``encode``, ``words``, ``publish``."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One ranked passage. ``score`` is the fused score in [0, 1]; ``dense`` a cosine, ``words`` a BM25 score.

    A part that did not rank the passage is None.
    """

    passage: str
    document: str
    score: float
    dense: float | None = None
    words: float | None = None


class Encoder(Protocol):
    """Turns text into unit vectors. Two implementations: the bundled one, and any sentence-transformers model."""

    @property
    def fingerprint(self) -> str:
        """Name and SHA-256 that identify the weights, such as ``e5-small-zhen@1f0c…``."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode_question(self, text: str) -> Vectors:
        """Return one question as ``(d,) float32`` of unit length."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return passages as ``(n, d) float32``, rows of unit length, in order."""
        ...


class Retriever(Protocol):
    """Finds passages for a question."""

    def search(self, question: str, *, k: int = 20, documents: frozenset[str] | None = None) -> list[Hit]:
        """Return at most `k` hits, best first, ties by passage order; within `documents` when given."""
        ...


class PassageSource(Protocol):
    """What the index follows. Implementations: `corpus.library.Library`, and public sets of passages in evaluation."""

    @property
    def revision(self) -> int:
        """A number that changes with every change of any document; cheap to read."""
        ...

    def documents(self) -> Iterable[Document]:
        """Return all documents, in library order."""
        ...
