"""Website furniture: what a page prints around its text. Found by general signals, marked, never removed.

Three kinds of evidence: a line that is nothing but furniture wherever it stands (ICP number, 上一篇, page number);
a line that is furniture beside other furniture (navigation bullets, the site's name, 审核：…); and the end marker,
after which everything belongs to the site unless the text resumes (编辑…, 版权声明, 相关阅读).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.cleaning.lines import Line
from corpus.cleaning.signals import (
    is_bare_number,
    is_bullet,
    is_end_marker,
    is_furniture_line,
    is_link_row,
    is_loud,
    is_page_mark,
    is_site_line,
    is_site_name,
    is_staff_credit,
)
from corpus.model import Span
from corpus.structure.labels import find_label

_RESUMES = frozenset({"cn", "cnp", "chapter", "article", "division", "book"})
RESUMED_CHARACTERS = 400
RESUMED_SHARE = 0.3
"""After an end marker the text has resumed when so much quiet prose follows: a bulletin of several articles."""
HEAD_LINES = 15


@dataclass(frozen=True, slots=True)
class Furniture:
    """Numbers of the lines that are furniture. ``page`` are those of the printed page: numbers and running heads."""

    lines: frozenset[int]
    page: frozenset[int]


def find_furniture(
    lines: Sequence[Line], *, marked: frozenset[int] = frozenset(), pages: Sequence[Span] = ()
) -> Furniture:
    """Find the furniture among `lines`; ``marked`` are those that the format itself marks as such."""
    page = {at for at, line in enumerate(lines) if is_page_mark(line.text) and not is_bare_number(line.text)}
    page |= _find_bare_page_numbers(lines)
    page |= _find_running_heads(lines, page) | _find_page_edges(lines, pages)
    found = set(marked) | page
    found.update(at for at, line in enumerate(lines) if is_furniture_line(line.text))
    found |= _find_navigation(lines, found)
    found |= _find_beside(lines, found - page)
    found |= _find_foot(lines, found, page)
    return Furniture(frozenset(found), frozenset(page))


def _find_bare_page_numbers(lines: Sequence[Line]) -> set[int]:
    """Bare numbers that rise by one from line to line, with text between, are page numbers."""
    # 01 on a line of its own is the number of the heading below it
    bare = [(at, int(line.text)) for at, line in enumerate(lines) if is_bare_number(line.text) and line.text[0] != "0"]
    found: set[int] = set()
    for (at, number), (then, following) in itertools.pairwise(bare):
        if following == number + 1 and then - at > 2:
            found.update((at, then))
    return found


def _find_running_heads(lines: Sequence[Line], page: set[int]) -> set[int]:
    """A short line that comes back beside page numbers is a running head; its first appearance may be the title."""
    counts = Counter(line.text for line in lines if len(line.text) <= 40)
    first: dict[str, int] = {}
    heads: set[int] = set()
    for at, line in enumerate(lines):
        if counts[line.text] < 2 or at in page or len(line.text) > 40:
            continue
        earlier = first.setdefault(line.text, at)
        if earlier != at and (at - 1 in page or at + 1 in page):
            heads.add(at)
    return heads


def _find_page_edges(lines: Sequence[Line], pages: Sequence[Span]) -> set[int]:
    """First and last lines of pages that repeat but for their digits: running heads and feet."""
    if len(pages) < 3:
        return set()
    edges: dict[str, list[int]] = {}
    at = 0
    for span in pages:
        inside: list[int] = []
        while at < len(lines) and lines[at].span.start < span.end:
            if lines[at].span.start >= span.start:
                inside.append(at)
            at += 1
        for k in dict.fromkeys((*inside[:2], *inside[-2:])):
            if len(lines[k].text) <= 60:
                edges.setdefault(re.sub(r"\d+", "#", lines[k].text), []).append(k)
    repeated = [found for found in edges.values() if len(found) >= 3 and len(found) * 3 >= len(pages)]
    # the first appearance of a running head may be the title itself, unless it carries a page number
    return {k for found in repeated for k in (found if any(c.isdigit() for c in lines[found[0]].text) else found[1:])}


def _find_navigation(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Lists of short links: three or more bullets above the text or beside the page's foot, and rows of links."""
    result: set[int] = set()
    prose = [
        at for at, line in enumerate(lines) if at not in found and (len(line.text) >= 40 or line.text[-1] in "。；")
    ]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    run: list[int] = []
    for at, line in enumerate(lines):
        if at not in found and is_bullet(line.text):
            run.append(at)
            continue
        if len(run) >= 3 and (run[-1] < first or (run[0] > last and _beside(run, found))):
            result.update(run)
        run = []
        if is_link_row(line.text):
            result.add(at)
    if len(run) >= 3 and run[0] > last and _beside(run, found):
        result.update(run)
    return result


def _beside(run: Sequence[int], found: set[int]) -> bool:
    return any(at in found for at in (run[0] - 2, run[0] - 1, run[-1] + 1, run[-1] + 2))


def _find_beside(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Lines that are furniture only in its company: staff credits, file names, site names and addresses."""
    result: set[int] = set()
    for at, line in enumerate(lines):
        if at in found:
            continue
        beside = any(k in found or k in result for k in (at - 2, at - 1, at + 1, at + 2))
        if not beside:
            continue
        if (
            is_staff_credit(line.text)
            or (at < HEAD_LINES and is_site_name(line.text))
            or (is_site_line(line.text) and at >= len(lines) // 2)
        ):
            result.add(at)
    return result


def _find_foot(lines: Sequence[Line], found: set[int], page: set[int]) -> set[int]:
    """Everything after the end marker, unless the text resumes: numbered, or with much quiet prose."""
    total = sum(len(line.text) for line in lines) or 1
    result: set[int] = set()
    pending: list[int] = []
    marker: int | None = None
    written = quiet = 0
    for at, line in enumerate(lines):
        written += len(line.text)
        if marker is None:
            if at in found and written >= 0.25 * total and is_end_marker(line.text):
                marker, pending, quiet = at, [], 0
            continue
        label = find_label(line.text, 0, len(line.text))
        if at not in found and label is not None and label.family in _RESUMES and label.number is not None:
            marker = None
            continue
        pending.append(at)
        if at not in found and len(line.text) >= 60 and not is_loud(line.text):
            quiet += len(line.text)
        if quiet >= max(RESUMED_CHARACTERS, RESUMED_SHARE * total):
            marker = None
            pending = []
    if marker is not None:
        result.update(pending)
    at = len(lines) - 1
    while at >= 0 and (at in found or at in result or is_site_line(lines[at].text)):
        near = range(max(0, at - 3), min(len(lines), at + 4))
        if at not in found and any((k in found or k in result) and k not in page for k in near):
            result.add(at)
        at -= 1
    return result
