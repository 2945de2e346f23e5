"""Exact match: the answer is one of the accepted answers, punctuation, spaces, widths and case aside.

EM = max over accepted answers of [folded(answer) = folded(accepted)].
Source: CMRC2018 (Cui et al., EMNLP 2019), which removes punctuation and spaces; folding of widths is ours.
Edges: no accepted answer gives None; an empty or missing answer gives 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.wording import folded


def exact_match(answer: str | None, accepted: Sequence[str]) -> float | None:
    """Return 1.0 or 0.0."""
    if not accepted:
        return None
    said = folded(answer or "")
    return float(bool(said) and any(said == folded(one) for one in accepted))
