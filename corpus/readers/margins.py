"""Indents of lines that a format places on a page: PDF, OFD and scans tell where a line begins, not that it is indented.

An indent shows where a paragraph begins, which is what tells a full line that ends a paragraph from one that does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from corpus.cleaning.characters import width

LONG = 16
"""Printed columns from which a line shows the size of its letters and the margin."""
SAME = 0.6
"""Ems within which two lines begin at the same place."""
NEXT_COLUMN = 10
"""Ems to the right of the margin from which a place where many lines begin is a column of its own."""
COLUMN_LINES = 4
WIDEST = 40
"""Blanks; a line set further to the right is indented no more."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of a page with its left and right end, in any unit."""

    text: str
    left: float
    right: float


def indent_lines(lines: Sequence[PlacedLine]) -> list[str]:
    """Return the texts of the lines of one page, each with as many blanks before it as it is indented."""
    long = [line for line in lines if width(line.text) >= LONG and line.right > line.left]
    if len(long) < 2:
        return [line.text for line in lines]
    em = median(2 * (line.right - line.left) / width(line.text) for line in long)
    margins = _find_margins(long, em)
    return [" " * _indent(line, margins, em) + line.text for line in lines]


def _find_margins(long: Sequence[PlacedLine], em: float) -> list[float]:
    """Return the left edges of the columns: the leftmost place, and those far from it where many lines begin."""
    margins = [min(line.left for line in long)]
    for left in sorted(line.left for line in long):
        if left - margins[-1] < NEXT_COLUMN * em:
            continue
        if sum(abs(line.left - left) <= SAME * em for line in long) >= COLUMN_LINES:
            margins.append(left)
    return margins


def _indent(line: PlacedLine, margins: Sequence[float], em: float) -> int:
    margin = max((at for at in margins if at <= line.left + SAME * em), default=margins[0])
    shift = line.left - margin
    return 0 if shift < SAME * em else min(round(2 * shift / em), WIDEST)
