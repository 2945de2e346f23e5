"""Number accuracy: the asked-for figures are there and nothing contradicts them.

1 if for one accepted answer every figure {value, unit} stands in the answer, and the bare fact (``short``, or the
whole answer when there is none) states no other figure of the same unit; else 0.
Source: defined here; values are compared after widths, thousands marks, 万/亿 and Chinese numerals are read.
Edges: accepted answers without a figure give None; a refusal gives 0; figures of the question are not contradictions.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.figures import Figure, figures
from eval.wording import without_markers


def number_accuracy(answer: str, short: str | None, accepted: Sequence[str], *, question: str = "") -> float | None:
    """Return 1.0 or 0.0."""
    wanted = [found for one in accepted if (found := figures(one))]
    if not wanted:
        return None
    said = figures(without_markers(answer)) + figures(short or "")
    bare = figures(short) if short else figures(without_markers(answer))
    asked = figures(question)
    return float(any(_stated(gold, said) and not _contradicted(gold, bare, asked) for gold in wanted))


def _stated(gold: Sequence[Figure], said: Sequence[Figure]) -> bool:
    return all(any(figure.same_as(other) for other in said) for figure in gold)


def _contradicted(gold: Sequence[Figure], bare: Sequence[Figure], asked: Sequence[Figure]) -> bool:
    units = {figure.unit for figure in gold if figure.unit}
    allowed = {figure.value for figure in gold} | {figure.value for figure in asked}
    return any(figure.unit in units and figure.value not in allowed for figure in bare)
