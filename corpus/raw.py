"""What a reader hands on: the decoded text of a file and what the format itself says about it.

All offsets count code points of `RawDocument.text`.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Span


@dataclass(frozen=True, slots=True)
class HeadingHint:
    """A line that the format marks as a heading (docx style, HTML ``h1``…). ``level`` starts at 1."""

    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The decoded text of one file, before any cleaning.

    ``media`` is the media type judged by content. ``tables`` cover table rows, each one line of the form
    ``cell | cell | cell``, the first of a table being its header. ``furniture`` is what the format itself marks as
    not content (HTML ``nav``, page headers). ``pages`` are in order; empty for formats without pages.
    ``warnings`` are plain Chinese sentences for the reader of the library.
    """

    text: str
    media: str
    pages: tuple[Span, ...] = ()
    headings: tuple[HeadingHint, ...] = ()
    tables: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()
