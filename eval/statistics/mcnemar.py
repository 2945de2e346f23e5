"""Exact McNemar test for two yes/no outcomes on the same cases.

Only cases that changed count: with b lost and c won, p = min(1, 2 · P(X ≤ min(b, c))), X binomial(b + c, ½).
Source: McNemar, Psychometrika 12, 1947; exact form in Fagerland, Lydersen and Laake, BMC MRM 13:91, 2013.
Edges: nothing changed gives p = 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb


@dataclass(frozen=True, slots=True)
class McNemar:
    """``lost``: yes → no, ``won``: no → yes, ``p`` two-sided."""

    lost: int
    won: int
    p: float


def mcnemar(first: Sequence[bool], second: Sequence[bool]) -> McNemar:
    """Compare two runs' yes/no outcomes, aligned by case.

    Raises:
        ValueError: the lengths differ.
    """
    pairs = list(zip(first, second, strict=True))
    lost = sum(before and not after for before, after in pairs)
    won = sum(after and not before for before, after in pairs)
    return McNemar(lost, won, exact_p(lost, won))


def exact_p(lost: int, won: int) -> float:
    """Return the two-sided exact p of `lost` against `won` changes."""
    changed = lost + won
    if not changed:
        return 1.0
    tail = sum(comb(changed, count) for count in range(min(lost, won) + 1))
    return min(1.0, 2 * tail / (1 << changed))
