"""Tables in a PDF: where ruled lines make cells. Their words are read from the page, cell by cell."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

from corpus.readers.builder import RawBuilder
from corpus.readers.pdf_lines import page_lines

MIN_RULES = 6  # drawn shapes on a page; the smallest table worth the name has two rows and two columns
MAX_SECONDS = 3.0  # for looking at all pages; tables on the rest are read as lines of text
MAX_PAGES = 100

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the page's top left corner."""


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table: its box, and the boxes of its cells by row, None where another cell reaches over."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]


class TableFinder:
    """Looks for ruled tables on the pages of one PDF that have lines enough to make one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._plumber: Any = None
        self._seconds = 0.0
        self._pages = 0

    def find(self, page: pypdfium2.PdfPage, index: int) -> list[RuledTable]:
        """Return the tables of a page from top to bottom."""
        if self._seconds > MAX_SECONDS or self._pages >= MAX_PAGES or not _has_rules(page):
            return []
        started = time.monotonic()
        try:
            found = self._look(index)
        except Exception:  # a second parser's trouble with a page that the first one reads is no reason to refuse it
            found = []
        self._pages += 1
        self._seconds += time.monotonic() - started
        return found

    def close(self) -> None:
        """Close the file."""
        if self._plumber is not None:
            self._plumber.close()

    def _look(self, index: int) -> list[RuledTable]:
        if self._plumber is None:
            import pdfplumber

            # what it thinks of a font it only measures is nobody's concern
            logging.getLogger("pdfminer").setLevel(logging.ERROR)
            self._plumber = pdfplumber.open(self._path)
        page = self._plumber.pages[index]
        tables = []
        for table in page.find_tables():
            rows = tuple(tuple(row.cells) for row in table.rows)
            if len(rows) >= 2 and max(len(row) for row in rows) >= 2:
                tables.append(RuledTable(table.bbox, rows))
        page.close()
        return sorted(tables, key=lambda table: table.box[1])


def add_page_with_tables(builder: RawBuilder, page: pypdfium2.PdfPage, tables: list[RuledTable]) -> None:
    """Add what stands above, in and below the tables of a page, in that order."""
    text = page.get_textpage()
    height = page.get_height()
    top = 0.0
    for table in tables:
        if table.box[1] < top:
            continue  # beside or inside the one before
        _add_lines(builder, page_lines(page, top=top, bottom=table.box[1]))
        builder.expect_cells(sum(len(row) for row in table.rows))
        for row in table.rows:
            builder.add_row(["" if cell is None else _bounded(text, cell, height) for cell in row])
        builder.add_line("")
        top = table.box[3]
    _add_lines(builder, page_lines(page, top=top, bottom=height))


def _add_lines(builder: RawBuilder, lines: list[str]) -> None:
    if any(line.strip() for line in lines):
        for line in lines:
            builder.add_line(line)


def _bounded(text: pypdfium2.PdfTextPage, box: Box, height: float) -> str:
    left, top, right, bottom = box
    found = text.get_text_bounded(left=left, bottom=height - bottom, right=right, top=height - top)
    return str(found).replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _has_rules(page: pypdfium2.PdfPage) -> bool:
    shapes = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=2)
    return len(list(islice(shapes, MIN_RULES))) == MIN_RULES
