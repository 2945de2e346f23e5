"""The smallest difference that a set of this size can show.

For paired yes/no outcomes of which a share ψ disagrees, a difference d is found with power .8 at level .05 when
n = (z_.975 · √ψ + z_.8 · √(ψ − d²))² / d²; solved for d by bisection.
Source: Connor, Biometrics 43, 1987 (sample size for McNemar's test).
Edges: None when even d = ψ (all disagreements in one direction) is too small to show.
"""

from __future__ import annotations

from math import sqrt

Z_LEVEL = 1.959964  # normal quantile .975
Z_POWER = 0.841621  # normal quantile .8


def detectable_difference(*, cases: int, disagree: float) -> float | None:
    """Return the smallest detectable difference as a share, for `cases` pairs of which `disagree` differ."""
    if cases < 1 or not 0 < disagree <= 1:
        return None
    if cases_needed(disagree, disagree) > cases:
        return None
    low, high = 0.0, disagree
    for _ in range(60):
        middle = (low + high) / 2
        if cases_needed(middle, disagree) > cases:
            low = middle
        else:
            high = middle
    return high


def cases_needed(difference: float, disagree: float) -> float:
    """Return how many pairs show `difference` when a share `disagree` of them differs."""
    if difference <= 0:
        return float("inf")
    spread = max(0.0, disagree - difference**2)
    return ((Z_LEVEL * sqrt(disagree) + Z_POWER * sqrt(spread)) / difference) ** 2
