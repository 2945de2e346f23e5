"""Texts that lost all their line breaks: a whole speech in one line, its parts behind each other.

Nothing is changed; the long line is only seen as several paragraphs, cut where a numbered heading follows a full stop.
"""

from __future__ import annotations

import itertools
import re

from corpus.model import Span
from corpus.numerals import CHARACTERS, read_number

LONG = 200
"""Characters from which a line may hold a whole text."""
_PART = re.compile(rf"(?<=[。！？：:；;”）)])\s?(?=[（(]?([{CHARACTERS}]{{1,3}})(?:、|[）)]))")
_TITLE_END = re.compile(r"[ \u3000\xa0]")
LONGEST_TITLE = 60


def split_run_on(text: str, span: Span) -> list[Span]:
    """Return the paragraphs that the line `span` consists of; only itself when it is no run-on text."""
    if len(span) < LONG:
        return [span]
    cuts = _find_parts(text, span)
    if len(cuts) < 2:
        return [span]
    edges = [span.start, *cuts, span.end]
    found: list[Span] = []
    for start, end in itertools.pairwise(edges):
        piece = _trim(text, start, end)
        found.extend(_split_title(text, piece))
    return [piece for piece in found if len(piece) > 0]


def _find_parts(text: str, span: Span) -> list[int]:
    """Return where 一、 二、 三、 (and （一）（二）) begin, when each list counts from one."""
    marks = [
        (m.end(), read_number(m.group(1)), text[m.end()] in "（(") for m in _PART.finditer(text, span.start, span.end)
    ]
    cuts: list[int] = []
    expected = {False: 1, True: 1}
    for at, number, bracketed in marks:
        if number == expected[bracketed] or number == 1:
            cuts.append(at)
            expected[bracketed] = (number or 0) + 1
            if not bracketed:
                expected[True] = 1
    return cuts if expected[False] > 2 or expected[True] > 2 else []


def _split_title(text: str, piece: Span) -> list[Span]:
    """A heading or title set apart from its text by a blank is a paragraph of its own."""
    match = _TITLE_END.search(text, piece.start + 4, min(piece.end, piece.start + LONGEST_TITLE))
    if match is None or any(c in "。；：" for c in text[piece.start : match.start()]) or piece.end - match.end() < 30:
        return [piece]
    return [Span(piece.start, match.start()), Span(match.end(), piece.end)]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
