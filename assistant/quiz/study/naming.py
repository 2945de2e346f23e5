"""How study names a document and the place of a passage in it, in words a reader would write."""

from __future__ import annotations

import re

from assistant.citing.reference import in_title_marks, place_in_document
from assistant.model import Citation
from assistant.quiz.sources import short_title
from corpus.model import Document

_ENDING = re.compile(r"\.(?:txt|md|html?|docx?|pdf|png|jpe?g|tiff?)$", re.IGNORECASE)


def without_ending(name: str) -> str:
    """Return a file's name without its ending; any other title as it is."""
    return _ENDING.sub("", name)


def plain_title(document: Document) -> str:
    """Return the title a reader would use: the document's own, or its file's name without the ending."""
    return short_title(document) or without_ending(document.name)


def source_line(citation: Citation, document: Document | None) -> str:
    """Return “《标题》（文号，日期）第X部分”. What the document does not state is left out."""
    number = document.card.number.value if document is not None and document.card.number else None
    inside = "，".join(part for part in (number, _date(citation.date)) if part)
    return f"{in_title_marks(without_ending(citation.title))}{f'（{inside}）' if inside else ''}{place_in_document(citation.path)}"


def _date(iso: str | None) -> str:
    parts = iso.split("-") if iso else []
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False) if part.isdigit())
