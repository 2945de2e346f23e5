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
            visible = (
                piece[lead : lead + len(words)]
                if cleaned is piece
                else INVISIBLE.sub("", piece[lead : lead + len(words)])
            )
            found.append(Line(Span(start + lead, start + lead + len(words)), visible, indent, blanks))
            blanks = 0
        else:
            blanks += 1
        start = end + 1
    return found


def judge_setting(lines: Sequence[Line]) -> Setting:
    """Judge whether the lines were wrapped at a column and whether paragraphs are indented.

    Wrapped means: many lines, no end of sentence at most of their ends, and the long ones equally wide.
    """
    column = _find_column(lines, [width(line.text[:400]) + line.indent for line in lines])
    long = [line for line in lines if len(line.text) >= 20]
    indented = sum(1 for line in long if line.indent >= 2)
    return Setting(column, bool(long) and indented >= 2 and indented * 5 >= len(long))


def _find_column(lines: Sequence[Line], widths: Sequence[int]) -> int | None:
    """Return the width at which lines break: many are equally wide and most of these end amid a sentence."""
    # centred lines are indented far; they are titles, not text
    long = [(w, line) for w, line in zip(widths, lines, strict=False) if w >= 30 and line.indent <= 8]
    if len(long) < 4:
        return None
    counts = Counter(w for w, _ in long)
    common = max(counts, key=lambda w: (sum(counts[w + k] for k in range(-3, 1)), w))
    column = max(w for w in counts if w <= common + 2)
    full = [line for w, line in long if column - 5 <= w <= column]
    beyond = sum(1 for w, _ in long if w > column)
    amid = sum(1 for line in full if line.text[-1] not in "。！？!?；;：:”）)")
    if len(full) < 3 or len(full) < 0.3 * len(long) or beyond > 0.12 * len(long) or amid < 0.6 * len(full):
        return None
    return column
