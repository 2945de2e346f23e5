"""Holm's correction: several comparisons at once keep one error rate.

With p sorted upwards, adjusted p_(i) = max over j ≤ i of min(1, (m − j + 1) · p_(j)).
Source: Holm, Scandinavian Journal of Statistics 6, 1979.
"""

from __future__ import annotations

from collections.abc import Mapping


def holm(values: Mapping[str, float]) -> dict[str, float]:
    """Return the adjusted p of each name, in the order given."""
    adjusted: dict[str, float] = {}
    highest = 0.0
    for place, (name, p) in enumerate(sorted(values.items(), key=lambda pair: pair[1])):
        highest = max(highest, min(1.0, (len(values) - place) * p))
        adjusted[name] = highest
    return {name: adjusted[name] for name in values}
