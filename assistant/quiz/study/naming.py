"""How study names a document and the place of a passage in it, in words a reader would write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from assistant.model import Citation
from assistant.quiz.sources import short_title
from corpus.model import Document

HEADING_SHOWN = 20  # characters of an unnumbered heading that name its part
_PART = re.compile(r"^\s*([一二三四五六七八九十百]+)、")
_SUBPART = re.compile(r"^\s*[（(]([一二三四五六七八九十百]+)[）)]")
_ITEM = re.compile(r"^\s*(\d{1,3})\s*[.．、]")
_NAMED = re.compile(r"^\s*(第[一二三四五六七八九十百零〇\d]+[编章节条款部分]{1,2})")


def plain_title(document: Document) -> str:
    """Return the title a reader would use: the document's own, or its file's name without the ending."""
    return short_title(document) or PurePath(document.name).stem


def in_title_marks(title: str) -> str:
    """Return `title` in 《》, with 〈〉 for the titles inside it.

    Source: GB/T 15834-2011, title marks within title marks.
    """
    title = title.strip()
    if title.startswith("《") and title.find("》") == len(title) - 1:
        title = title[1:-1]
    return f"《{title.translate(str.maketrans('《》', '〈〉'))}》"


def source_line(citation: Citation, document: Document | None) -> str:
    """Return “《标题》（文号，日期）第X部分”. What the document does not state is left out."""
    number = document.card.number.value if document is not None and document.card.number else None
    inside = "，".join(part for part in (number, _date(citation.date)) if part)
    title = PurePath(citation.title).stem if document is None or document.card.title is None else citation.title
    return f"{in_title_marks(title)}{f'（{inside}）' if inside else ''}{place_in_document(citation.path)}"


def place_in_document(path: Sequence[str]) -> str:
    """Return where in its document a passage stands, such as 第三部分第8项; the heading's words when unnumbered."""
    named: list[str] = []
    for heading in path:
        if found := _NAMED.match(heading):
            named.append(found.group(1))
        elif found := _PART.match(heading):
            named.append(f"第{found.group(1)}部分")
        elif found := _SUBPART.match(heading):
            named.append(f"第（{found.group(1)}）项")
        elif found := _ITEM.match(heading):
            named.append(f"第{found.group(1)}项")
    if named or not path:
        return "".join(named)
    heading = path[-1].strip()
    return f"“{heading if len(heading) <= HEADING_SHOWN else heading[:HEADING_SHOWN] + '…'}”部分"


def _date(iso: str | None) -> str:
    parts = iso.split("-") if iso else []
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False) if part.isdigit())
