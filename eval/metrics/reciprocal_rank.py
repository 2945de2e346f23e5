"""Reciprocal rank; its mean over questions is MRR@k.

RR@k = 1 / rank of the first relevant passage if that rank is ≤ k, else 0.
Source: Voorhees, TREC-8 Question Answering Track (1999); ``RR@k`` of ir-measures.
Edges: no relevant passage gives None; none among the first k gives 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def reciprocal_rank(ranked: Sequence[str], relevant: Mapping[str, int], *, k: int = 10) -> float | None:
    """Return RR@k in [0, 1]."""
    wanted = {passage for passage, grade in relevant.items() if grade > 0}
    if not wanted:
        return None
    for rank, passage in enumerate(list(dict.fromkeys(ranked))[:k], start=1):
        if passage in wanted:
            return 1.0 / rank
    return 0.0
