"""hit@k: is at least one relevant passage among the first k?

hit@k = 1 if |top_k ∩ relevant| > 0 else 0. With one relevant passage it equals recall@k.
Source: "success@k" of TREC; the same as ``Success@k`` of ir-measures.
Edges: a question without a relevant passage gives None; an empty ranking gives 0; a passage named twice counts once,
at its first place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def hit(ranked: Sequence[str], relevant: Mapping[str, int], *, k: int) -> float | None:
    """Return 1.0 or 0.0; `relevant` maps passage id to a grade, grades ≤ 0 are not relevant."""
    wanted = {passage for passage, grade in relevant.items() if grade > 0}
    if not wanted:
        return None
    return float(any(passage in wanted for passage in list(dict.fromkeys(ranked))[:k]))
