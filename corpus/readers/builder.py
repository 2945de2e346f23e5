"""Putting a raw text together line by line while keeping the place of everything the format says about it."""

from __future__ import annotations

import re

from corpus.errors import UnreadableFile
from corpus.model import Span
from corpus.raw import HeadingHint, RawDocument
from corpus.readers.limits import MAX_CHARACTERS, MAX_TABLE_CELLS

CELL_SEPARATOR = " | "
_WRAPPED = re.compile(r"(?<=[\u2e80-\uffef])\s*\n\s*(?=[\u2e80-\uffef])")  # a line broken inside a narrow cell
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class RawBuilder:
    """Collects lines; `build` returns the raw document.

    Raises:
        UnreadableFile: from any method, when the document grows too long or its tables too large.
    """

    def __init__(self, media: str) -> None:
        self._media = media
        self._pieces: list[str] = []
        self._length = 0
        self._cells = 0
        self._pages: list[Span] = []
        self._page_start: int | None = None
        self._headings: list[HeadingHint] = []
        self._tables: list[Span] = []
        self._furniture: list[Span] = []
        self._warnings: list[str] = []

    def add_line(self, text: str, *, heading: int | None = None, furniture: bool = False) -> None:
        """Add a line, which ends with a line end; `heading` is its level from 1. An empty text adds an empty line."""
        span = self._add(text)
        if heading is not None and len(span):
            self._headings.append(HeadingHint(span, heading))
        if furniture and len(span):
            self._furniture.append(span)

    def add_row(self, cells: list[str], *, furniture: bool = False) -> None:
        """Add a table row as one line; a row whose cells are all empty adds nothing."""
        flat = [" ".join(_WRAPPED.sub("", cell).split()).replace("|", "｜") for cell in cells]
        if not any(flat):
            return
        span = self._add(CELL_SEPARATOR.join(flat))
        if furniture:
            self._furniture.append(span)
        else:
            self._tables.append(span)

    def expect_cells(self, count: int) -> None:
        """Say that a table of `count` cells follows, before they are read."""
        self._cells += count
        if self._cells > MAX_TABLE_CELLS:
            raise UnreadableFile(f"表格超过 {MAX_TABLE_CELLS // 10_000} 万格", hint="请拆分后再添加")

    def begin_page(self) -> None:
        """Say that what follows stands on the next page."""
        self._end_page()
        self._page_start = self._length

    def warn(self, sentence: str) -> None:
        """Add a warning for the reader of the library, once."""
        if sentence not in self._warnings:
            self._warnings.append(sentence)

    @property
    def text(self) -> str:
        """All that was added so far."""
        return "".join(self._pieces)

    def build(self) -> RawDocument:
        """Return what was collected."""
        self._end_page()
        return RawDocument(
            text=self.text,
            media=self._media,
            pages=tuple(self._pages),
            headings=tuple(self._headings),
            tables=tuple(self._tables),
            furniture=tuple(self._furniture),
            warnings=tuple(self._warnings),
        )

    def _add(self, text: str) -> Span:
        text = _CONTROLS.sub("", _SURROGATES.sub("\ufffd", text))
        start = self._length
        self._length += len(text) + 1
        if self._length > MAX_CHARACTERS:
            raise UnreadableFile(f"文字超过 {MAX_CHARACTERS // 10_000} 万字", hint="请拆分后再添加")
        self._pieces.append(text + "\n")
        return Span(start, start + len(text))

    def _end_page(self) -> None:
        if self._page_start is not None:
            self._pages.append(Span(self._page_start, self._length))
            self._page_start = None
