"""Words: BM25 over the segmenter's tokens. bm25s weighs them once, in building; a question only adds columns up.

``bm25s.retrieve`` spends over 95 % of a question in one sort of all scores (27 ms at 10^5 passages); adding up the
few columns of the question's terms costs a fraction of a millisecond and gives the same scores.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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

    def scores(self, tokens: Sequence[str]) -> Vectors:
        """Return the BM25 score of every passage, ``(passages,) float32``, zero where no token occurs."""
        total = np.zeros(self.passages, dtype=np.float32)
        for token in tokens:
            column = self.terms.get(token)
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


def build_words(texts: Sequence[Sequence[str]], *, k1: float, b: float) -> WordIndex:
    """Weigh the tokens of each passage with BM25.

    Source: Robertson and Zaragoza 2009, §3.4, the variant of Lucene (Kamphuis et al. 2020, table 1).
    """
    terms: dict[str, int] = {}
    rows = [[terms.setdefault(token, len(terms)) for token in tokens] for tokens in texts]
    if not terms:
        return WordIndex({}, np.zeros(0, np.float32), np.zeros(0, np.int32), np.zeros(1, np.int32), len(texts))
    from bm25s import BM25

    scorer = BM25(k1=k1, b=b, method="lucene")
    matrix = scorer.build_index_from_ids(list(range(len(terms))), rows, show_progress=False)
    starts = np.asarray(matrix["indptr"], np.int32)
    return WordIndex(
        terms, np.asarray(matrix["data"], np.float32), np.asarray(matrix["indices"], np.int32), starts, len(texts)
    )


def dump_words(index: WordIndex) -> dict[str, object]:
    """Return the index as arrays and one JSON value by file name, for a generation."""
    return {WEIGHTS: index.weights, ROWS: index.rows, STARTS: index.starts, TERMS: list(index.terms)}


def parse_words(arrays: Mapping[str, npt.NDArray[np.generic]], terms: bytes, *, passages: int) -> WordIndex:
    """Return the index that `dump_words` described.

    Raises:
        ValueError: the parts do not fit each other.
    """
    listed = json.loads(terms)
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
