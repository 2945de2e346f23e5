"""Percentile intervals from a bootstrap that resamples clusters, not cases.

Questions about one section of a document succeed and fail together; resampling cases would pretend that they are
independent. Clusters are drawn with replacement, a mean is the sum of all drawn values over their number.
Source: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, §13 (percentile); Field and Welsh, JRSS B 69,
2007 (clusters).
Edges: no value gives None; with a single cluster the interval is the value itself and says nothing, `clusters` tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RESAMPLES = 5000  # percentiles of a 95 % interval move by less than .2 point between seeds
SEED = 20250327


@dataclass(frozen=True, slots=True)
class Interval:
    """``mean`` with its 95 % interval over ``n`` cases in ``clusters`` clusters."""

    mean: float
    low: float
    high: float
    n: int
    clusters: int


def cluster_bootstrap(
    values: Sequence[float], clusters: Sequence[str], *, resamples: int = RESAMPLES, seed: int = SEED
) -> Interval | None:
    """Return the mean of `values` with its 95 % percentile interval; `clusters` names each value's cluster.

    Raises:
        ValueError: the two have different lengths.
    """
    if len(values) != len(clusters):
        raise ValueError(f"{len(values)} values, {len(clusters)} clusters")
    if not values:
        return None
    sums, sizes = _by_cluster(values, clusters)
    means = resampled_means(sums, sizes, resamples=resamples, seed=seed)
    low, high = np.percentile(means, [2.5, 97.5])
    return Interval(float(sums.sum() / sizes.sum()), float(low), float(high), len(values), len(sums))


def resampled_means(
    sums: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64], *, resamples: int, seed: int
) -> npt.NDArray[np.float64]:
    """Return `resamples` means, each over as many clusters drawn with replacement as there are."""
    source = np.random.default_rng(seed)
    count = len(sums)
    means = np.empty(resamples)
    for start in range(0, resamples, 500):  # 500 rows at a time keep the memory small on large sets
        rows = min(500, resamples - start)
        drawn = source.integers(0, count, size=(rows, count))
        means[start : start + rows] = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return means


def _by_cluster(
    values: Sequence[float], clusters: Sequence[str]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    places = {name: at for at, name in enumerate(dict.fromkeys(clusters))}
    sums, sizes = np.zeros(len(places)), np.zeros(len(places))
    for value, name in zip(values, clusters, strict=True):
        sums[places[name]] += value
        sizes[places[name]] += 1
    return sums, sizes
