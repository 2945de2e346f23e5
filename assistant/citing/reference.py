"""How an official document names a passage of another: 《标题》, and where in it the passage stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

PART = re.compile(r"^\s*([一二三四五六七八九十百]+)、")
SUBPART = re.compile(r"^\s*[（(]([一二三四五六七八九十百]+)[）)]")
ITEM = re.compile(r"^\s*(\d{1,3})\s*[.．、]")
NAMED = re.compile(r"^\s*(第[一二三四五六七八九十百零〇\d]+[编章节条款部分]{1,2})")

HEADING_SHOWN = 20
"""An unnumbered heading is named by its words, cut at this many characters."""


def place_in_document(path: Sequence[str]) -> str:
    """Return where in its document a passage stands, such as 第三部分第8项; the heading's words when unnumbered."""
    named: list[str] = []
    for heading in path:
        if found := NAMED.match(heading):
            named.append(found.group(1))
        elif found := PART.match(heading):
            named.append(f"第{found.group(1)}部分")
        elif found := SUBPART.match(heading):
            named.append(f"第（{found.group(1)}）项")
        elif found := ITEM.match(heading):
            named.append(f"第{found.group(1)}项")
    if named or not path:
        return "".join(named)
    heading = path[-1].strip()
    cut = heading if len(heading) <= HEADING_SHOWN else heading[:HEADING_SHOWN] + "…"
    return f"“{cut}”部分"


def in_title_marks(title: str) -> str:
    """Return `title` in 《》, with 〈〉 for the titles inside it.

    Source: GB/T 15834-2011, title marks within title marks.
    """
    title = title.strip()
    if title.startswith("《") and title.find("》") == len(title) - 1:
        title = title[1:-1]
    inner = str.maketrans("《》", "〈〉")
    return f"《{title.translate(inner)}》"
