"""Two runs on the same cases: the mean difference, its interval, and whether it may be called a difference.

The interval is a cluster bootstrap of the per-case differences; p is a sign-flip permutation test in which a whole
cluster flips together. ``claim`` is ``none`` whenever the interval touches zero.
Source: Efron and Tibshirani 1993, §16; Phipson and Smyth, SAGMB 9, 2010 (p = (b + 1) / (m + 1)).
Edges: no common case gives None; identical runs have difference 0, interval [0, 0], p = 1 and no claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from eval.statistics.bootstrap import RESAMPLES, SEED, cluster_bootstrap

PERMUTATIONS = 10_000
Claim = Literal["higher", "lower", "none"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Second run minus first. ``disagree`` is the share of cases on which the two differ."""

    mean: float
    low: float
    high: float
    p: float
    n: int
    disagree: float

    @property
    def claim(self) -> Claim:
        """``none`` when the interval touches zero, else the direction."""
        if self.low > 0:
            return "higher"
        return "lower" if self.high < 0 else "none"


def paired_difference(
    first: Sequence[float],
    second: Sequence[float],
    clusters: Sequence[str],
    *,
    resamples: int = RESAMPLES,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> Difference | None:
    """Compare two runs case by case; the three sequences are aligned.

    Raises:
        ValueError: the lengths differ.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} and {len(second)} values")
    changes = [after - before for before, after in zip(first, second, strict=True)]
    interval = cluster_bootstrap(changes, clusters, resamples=resamples, seed=seed)
    if interval is None:
        return None
    p = sign_flip(changes, clusters, permutations=permutations, seed=seed)
    differing = sum(change != 0 for change in changes) / len(changes)
    return Difference(interval.mean, interval.low, interval.high, p, interval.n, differing)


def sign_flip(
    changes: Sequence[float], clusters: Sequence[str], *, permutations: int = PERMUTATIONS, seed: int = SEED
) -> float:
    """Return the two-sided p of a mean difference as large as the observed one when signs are arbitrary."""
    sums: dict[str, float] = {}
    for change, name in zip(changes, clusters, strict=True):
        sums[name] = sums.get(name, 0.0) + change
    moving = np.array([total for total in sums.values() if total != 0])
    if not len(moving):
        return 1.0
    source = np.random.default_rng(seed)
    observed = abs(moving.sum()) - 1e-12
    extreme = 0
    for start in range(0, permutations, 1000):
        rows = min(1000, permutations - start)
        signs = source.integers(0, 2, size=(rows, len(moving)), dtype=np.int8) * 2 - 1
        extreme += int((np.abs(signs @ moving) >= observed).sum())
    return (extreme + 1) / (permutations + 1)
