"""recall@k: the share of the relevant passages that stand among the first k.

recall@k = |top_k ∩ relevant| / |relevant|.
Source: Manning, Raghavan, Schütze, Introduction to Information Retrieval, §8.3–8.4; ``R@k`` of ir-measures.
Edges: no relevant passage gives None; an empty ranking gives 0; repeated ids count once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def recall(ranked: Sequence[str], relevant: Mapping[str, int], *, k: int) -> float | None:
    """Return recall@k in [0, 1]."""
    wanted = {passage for passage, grade in relevant.items() if grade > 0}
    if not wanted:
        return None
    return len(wanted.intersection(list(dict.fromkeys(ranked))[:k])) / len(wanted)
