"""Words: BM25 over the segmenter's terms. Terms are weighed once, in building; a question only adds columns up.

The weights are bm25s' own, its formulas applied to all pairs of term and passage at once instead of passage by passage
(a test holds them to what ``bm25s.BM25`` builds): that takes a tenth of the time, so one changed document costs no
visible rebuild. ``bm25s.retrieve`` is not used either: it spends over 95 % of a question in one sort of all scores
(27 ms at 10^5 passages), where adding up the few columns of the question's terms takes a fraction of a millisecond.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from index.model import Vectors

Integers = npt.NDArray[np.int32]

WEIGHTS, ROWS, STARTS, TERMS = "words-weights.npy", "words-rows.npy", "words-starts.npy", "words-terms.json"
FILES = (WEIGHTS, ROWS, STARTS, TERMS)


@dataclass(frozen=True, slots=True)
class WordIndex:
    """A term–passage matrix by columns: the passages of term t are ``rows[starts[t]:starts[t+1]]``, ascending.

    ``weights`` are BM25 contributions, float32; ``terms`` maps a term to its column; ``passages`` is the row count.
    """

    terms: Mapping[str, int]
    weights: Vectors
    rows: Integers
    starts: Integers
    passages: int

    def scores(self, terms: Sequence[str]) -> Vectors:
        """Return the BM25 score of every passage, ``(passages,) float32``, zero where no term occurs."""
        total = np.zeros(self.passages, dtype=np.float32)
        for term in terms:
            column = self.terms.get(term)
            if column is not None:
                piece = slice(self.starts[column], self.starts[column + 1])
                total[self.rows[piece]] += self.weights[piece]
        return total

    def idf(self, term: str) -> float:
        """Return ``ln(1 + (N - n + .5) / (n + .5))``, n of N passages holding the term; unseen terms get the most.

        Source: Robertson and Zaragoza 2009, §3.3, in Lucene's form, which is never negative.
        """
        column = self.terms.get(term)
        held = 0 if column is None else int(self.starts[column + 1] - self.starts[column])
        return math.log(1 + (self.passages - held + 0.5) / (held + 0.5))


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How often each term stands in one passage: term numbers ``(m,)``, ascending, and their counts ``(m,)``."""

    terms: Integers
    counts: Integers


class Vocabulary:
    """Numbers for terms, given in order of appearance and only ever added to."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def count(self, terms: Iterable[str]) -> TermCounts:
        """Count the terms of one passage."""
        numbers = self._numbers
        found = sorted(Counter([numbers.setdefault(term, len(numbers)) for term in terms]).items())
        pairs = np.array(found, dtype=np.int32).reshape(-1, 2)
        return TermCounts(np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1]))

    def listed(self) -> list[str]:
        """Return the terms by number."""
        return list(self._numbers)


def build_words(passages: Sequence[TermCounts], vocabulary: Vocabulary, *, k1: float, b: float) -> WordIndex:
    """Weigh the terms of each passage with BM25; terms that no passage holds are left out.

    Source: Robertson and Zaragoza 2009, §3.4, the variant of Lucene (Kamphuis et al. 2020, table 1).
    """
    sizes = [len(passage.terms) for passage in passages]
    if not sum(sizes):
        return WordIndex({}, np.zeros(0, np.float32), np.zeros(0, np.int32), np.zeros(1, np.int32), len(passages))
    from bm25s.scoring import _score_idf_lucene as idf_of
    from bm25s.scoring import _score_tfc_lucene as saturation_of

    columns = np.concatenate([passage.terms for passage in passages])
    counts = np.concatenate([passage.counts for passage in passages]).astype(np.float32)
    rows = np.repeat(np.arange(len(passages), dtype=np.int32), sizes)
    lengths = np.bincount(rows, weights=counts, minlength=len(passages))
    order = np.argsort(columns, kind="stable")  # by term, passages ascending within
    columns, counts, rows = columns[order], counts[order], rows[order]
    held = np.bincount(columns, minlength=len(vocabulary))
    present = np.flatnonzero(held)
    idf = np.array([idf_of(int(n), N=len(passages)) for n in held[present]], dtype=np.float32)
    saturation: Any = saturation_of(
        tf_array=counts, l_d=lengths[rows].astype(np.float32), l_avg=np.float32(lengths.mean()), k1=k1, b=b
    )
    weights = np.asarray(np.repeat(idf, held[present]) * saturation, np.float32)
    starts = np.concatenate([[0], np.cumsum(held[present])]).astype(np.int32)
    listed = vocabulary.listed()
    return WordIndex({listed[t]: at for at, t in enumerate(present.tolist())}, weights, rows, starts, len(passages))


def dump_words(index: WordIndex) -> dict[str, object]:
    """Return the index as arrays and one JSON value by file name, for a generation."""
    return {WEIGHTS: index.weights, ROWS: index.rows, STARTS: index.starts, TERMS: list(index.terms)}


def parse_words(arrays: Mapping[str, npt.NDArray[np.generic]], terms: bytes, *, passages: int) -> WordIndex:
    """Return the index that `dump_words` described.

    Raises:
        ValueError: the parts do not fit each other.
    """
    listed = json.loads(terms.decode("utf-8", "surrogatepass"))
    weights, rows, starts = arrays[WEIGHTS], arrays[ROWS], arrays[STARTS]
    if len(starts) != len(listed) + 1 or len(weights) != len(rows) or int(starts[-1]) != len(rows):
        raise ValueError("the parts of the word index do not fit each other")
    if len(rows) and int(rows.max()) >= passages:
        raise ValueError("the word index names passages that do not exist")
    return WordIndex(
        {term: at for at, term in enumerate(listed)},
        np.asarray(weights, np.float32),
        np.asarray(rows, np.int32),
        np.asarray(starts, np.int32),
        passages,
    )
