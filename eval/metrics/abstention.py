"""How well ``confidence`` tells what to answer from what to refuse: AUROC, risk–coverage curve and its area.

AUROC = P(confidence of a random answerable case > that of a random unanswerable one), ties half: the Mann–Whitney
statistic over midranks. Risk–coverage: attempts (``answered``, ``partial``) in falling confidence; coverage = k / all
cases, risk = wrong among the first k / k; area = mean risk over the attempts, lower is better.
Source: Fawcett, Pattern Recognition Letters 27, 2006 (AUROC); El-Yaniv and Wiener, JMLR 11, 2010 and Geifman et al.,
ICLR 2019 (risk–coverage and its area).
Edges: AUROC is None when one class is empty; attempts of equal confidence enter together, so ties cannot be ordered
to please; the area is None without attempts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """``points`` are (coverage, risk), coverage rising; ``area`` the mean risk over the attempts."""

    points: tuple[tuple[float, float], ...]
    area: float | None


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """Return the chance that a positive scores above a negative, ties counted half."""
    if not positive or not negative:
        return None
    pooled = sorted([(score, 1) for score in positive] + [(score, 0) for score in negative])
    rank_sum, rank = 0.0, 1
    for _, tied in groupby(pooled, key=lambda pair: pair[0]):
        group = [kind for _, kind in tied]
        midrank = rank + (len(group) - 1) / 2
        rank_sum += midrank * sum(group)
        rank += len(group)
    n = len(positive)
    return (rank_sum - n * (n + 1) / 2) / (n * len(negative))


def risk_coverage(attempts: Sequence[tuple[float, bool]], *, cases: int) -> RiskCoverage:
    """Return the curve of `attempts` (confidence, right) among `cases` questions in all."""
    points: list[tuple[float, float]] = []
    taken, wrong, area = 0, 0, 0.0
    ordered = sorted(attempts, key=lambda pair: -pair[0])
    for _, tied in groupby(ordered, key=lambda pair: pair[0]):
        group = list(tied)
        taken += len(group)
        wrong += sum(not right for _, right in group)
        points.append((taken / cases, wrong / taken))
        area += len(group) * wrong / taken
    return RiskCoverage(points=tuple(points), area=area / taken if taken else None)
