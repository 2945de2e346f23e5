"""Latency: wall time of an answer in milliseconds, as 50th and 95th percentile.

The p-th percentile by linear interpolation between closest ranks (Hyndman and Fan, 1996, type 7).
Edges: no answers give None; values that are not positive (an answer file without times) are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Latency:
    """Percentiles in milliseconds, over ``n`` answers."""

    p50: float
    p95: float
    n: int


def latency(milliseconds: Sequence[float]) -> Latency | None:
    """Return the percentiles of the given wall times."""
    times = sorted(value for value in milliseconds if value > 0)
    if not times:
        return None
    return Latency(p50=percentile(times, 50), p95=percentile(times, 95), n=len(times))


def percentile(rising: Sequence[float], p: float) -> float:
    """Return the p-th percentile (0–100) of values in rising order."""
    place = (len(rising) - 1) * p / 100
    low = int(place)
    high = min(low + 1, len(rising) - 1)
    return rising[low] + (rising[high] - rising[low]) * (place - low)
