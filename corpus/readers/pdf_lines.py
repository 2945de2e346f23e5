"""The lines of a PDF page's text layer, with the indents that their places on the page show."""

from __future__ import annotations

import re

import pypdfium2

from corpus.readers.margins import PlacedLine, indent_lines

_STRAY = re.compile(r"[\ufffe\uffff\x02]")


def page_text(page: pypdfium2.PdfPage) -> str:
    """Return the text layer of a page with ``\\n`` line ends, empty when it has none."""
    try:
        text = page.get_textpage().get_text_range()
    except pypdfium2.PdfiumError:
        return ""
    return _tidy(str(text))


def page_lines(page: pypdfium2.PdfPage, *, top: float = 0.0, bottom: float | None = None) -> list[str]:
    """Return the lines of a page's text layer, or of the part between two heights, with their indents.

    ``top`` and ``bottom`` are points from the page's top edge.
    """
    try:
        found = page.get_textpage()
        text = str(found.get_text_range())
    except pypdfium2.PdfiumError:
        return []
    height = page.get_height()
    placed: list[PlacedLine] = []
    if len(text) != found.count_chars():
        # places cannot be told; the words can
        words = text if bottom is None else found.get_text_bounded(bottom=height - bottom, top=height - top)
        return _tidy(str(words)).split("\n")
    for match in re.finditer(r"[^\r\n]+", text):
        line = _tidy(match.group())
        first = match.start() + len(match.group()) - len(match.group().lstrip())
        last = match.start() + len(match.group().rstrip()) - 1
        if last < first:
            continue
        left, low, _, high = found.get_charbox(first)
        if bottom is not None and not top <= height - (low + high) / 2 < bottom:
            continue
        placed.append(PlacedLine(line.strip(), left, found.get_charbox(last)[2]))
    return indent_lines(placed)


def _tidy(text: str) -> str:
    return _STRAY.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
