"""nDCG@k: discounted gain of the ranking over that of the best possible ranking.

DCG@k = Σ_i grade_i / log2(i + 1) for i = 1…k, linear gain; nDCG@k = DCG@k / ideal DCG@k.
Source: Järvelin and Kekäläinen, ACM TOIS 20(4), 2002, with the linear gain of trec_eval (``nDCG@k`` of ir-measures).
Edges: no relevant passage gives None; repeated ids count once; grades ≤ 0 gain nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int], *, k: int = 10) -> float | None:
    """Return nDCG@k in [0, 1]."""
    gains = {passage: grade for passage, grade in relevant.items() if grade > 0}
    if not gains:
        return None
    order = list(dict.fromkeys(ranked))[:k]
    got = sum(gains.get(passage, 0) / log2(rank + 1) for rank, passage in enumerate(order, start=1))
    best = sorted(gains.values(), reverse=True)[:k]
    return got / sum(grade / log2(rank + 1) for rank, grade in enumerate(best, start=1))
