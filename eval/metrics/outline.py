"""Outline completeness: how much of the outline is there, in the document's order.

completeness = length of the longest common subsequence of gold entries and answer entries / number of gold entries.
An outline with all parts but two of them swapped loses one part.
Source: defined here, on the matching rule of `list_items`.
Edges: no gold entries give None; additional entries cost nothing here (they cost precision in `list_items`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from eval.metrics.list_items import matched


def outline_completeness(said: Sequence[str], gold: Sequence[Sequence[str]]) -> float | None:
    """Return completeness in [0, 1]."""
    if not gold:
        return None
    pairs = matched(said, gold)
    rising: list[int] = []
    for wanted in sorted(pairs):
        place = pairs[wanted]
        at = bisect_left(rising, place)
        rising[at : at + 1] = [place]
    return len(rising) / len(gold)
