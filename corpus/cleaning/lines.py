"""The lines of a raw text, and how the page they come from was set: wrapped at a column, indented or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.cleaning.characters import BLANKS, INVISIBLE, width
from corpus.model import Span


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. ``span`` is its place in the raw text without outer blanks, ``text`` those words.

    ``indent`` is the printed width of the blanks before it, ``blanks_before`` the number of blank lines above.
    """

    span: Span
    text: str
    indent: int
    blanks_before: int


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text was set. ``column`` is the width at which its lines were wrapped, None when they were not."""

    column: int | None
    indented: bool


def find_lines(text: str) -> list[Line]:
    """Return the lines of `text` that are not blank, in order."""
    found: list[Line] = []
    start = blanks = 0
    edge = BLANKS + "\n"
    for piece in text.split("\n"):
        end = start + len(piece)
        cleaned = INVISIBLE.sub(" ", piece) if INVISIBLE.search(piece) else piece
        words = cleaned.strip(edge)
        if words:
            lead = len(cleaned) - len(cleaned.lstrip(edge))
            indent = sum(2 if c == "\u3000" else 4 if c == "\t" else 1 for c in cleaned[: min(lead, 64)])
            found.append(Line(Span(start + lead, start + lead + len(words)), words, indent, blanks))
            blanks = 0
        else:
            blanks += 1
        start = end + 1
    return found


def judge_setting(lines: Sequence[Line]) -> Setting:
    """Judge whether the lines were wrapped at a column and whether paragraphs are indented.

    Wrapped means: many lines, no end of sentence at most of their ends, and the long ones equally wide.
    """
    widths = [width(line.text) + line.indent for line in lines if len(line.text) <= 400]
    column = _find_column(lines, widths)
    long = [line for line in lines if len(line.text) >= 20]
    indented = sum(1 for line in long if line.indent >= 2)
    return Setting(column, bool(long) and indented >= 2 and indented * 5 >= len(long))


def _find_column(lines: Sequence[Line], widths: Sequence[int]) -> int | None:
    long = [w for w in widths if w >= 30]
    if len(long) < 4 or len(long) < 0.9 * sum(1 for line in lines if len(line.text) >= 15):
        return None
    column, _ = Counter(long).most_common(1)[0]
    # a line of n wide characters may be shorter by one where a number or a mark would not fit
    column = max(w for w in long if w <= column + 4)
    full = sum(1 for w in long if column - 5 <= w <= column)
    beyond = sum(1 for w in long if w > column)
    return column if full >= 0.5 * len(long) and full >= 3 and beyond <= 0.05 * len(long) else None
