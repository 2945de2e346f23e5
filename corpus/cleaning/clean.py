"""The stored text of a document, made from its raw text by deletions and one-for-one substitutions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.cleaning.characters import BLANKS, INVISIBLE, is_ideograph, substitute
from corpus.cleaning.furniture import find_furniture
from corpus.cleaning.joining import goes_on, is_heading_number
from corpus.cleaning.lines import Line, Setting, find_lines, judge_setting
from corpus.cleaning.mirrors import hide_readings, simplify
from corpus.cleaning.runon import split_run_on
from corpus.cleaning.signals import is_credit_row
from corpus.cleaning.spaces import find_needless_spaces
from corpus.model import OffsetMap, Span
from corpus.raw import RawDocument

PARAGRAPH_TAIL = 400
"""Characters of a paragraph that are looked at to judge whether it goes on."""
LONGEST_LINE = 20_000
"""Characters from which a line is taken as it is: no dictionary is asked about its spaces."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the stored text. ``blanks_before`` counts the blank lines that stood above it in the raw text."""

    span: Span
    furniture: bool
    table: bool
    blanks_before: int
    hint: int | None = None


@dataclass(frozen=True, slots=True)
class CleanText:
    """Stored text with its offset map; one paragraph a line. ``furniture`` are spans of whole lines."""

    text: str
    offsets: OffsetMap
    paragraphs: tuple[Paragraph, ...]
    furniture: tuple[Span, ...]
    pages: tuple[Span, ...]


def clean(raw: RawDocument) -> CleanText:
    """Clean `raw`: the same input gives the same stored text."""
    text = hide_readings(substitute(raw.text))
    lines = find_lines(simplify(text))
    tables = _lines_within(lines, raw.tables) | _find_rows(lines)
    hints = {at: hint.level for hint in raw.headings for at in _lines_within(lines, (hint.span,))}
    found = find_furniture(lines, marked=frozenset(_lines_within(lines, raw.furniture)), pages=raw.pages)
    furniture = set(found.lines - tables)
    groups = _group(lines, furniture, found.page, tables | set(hints), judge_setting(lines))
    return _assemble(text, lines, groups, furniture, tables, hints, raw.pages)


def _lines_within(lines: list[Line], spans: Iterable[Span]) -> set[int]:
    found: set[int] = set()
    at = 0
    for span in sorted(spans):
        while at < len(lines) and lines[at].span.end <= span.start:
            at += 1
        k = at
        while k < len(lines) and lines[k].span.start < span.end:
            found.add(k)
            k += 1
    return found


def _find_rows(lines: list[Line]) -> set[int]:
    """Lines next to each other with equally many cells set apart by ``|`` or tabs are rows of a table."""
    found: set[int] = set()
    counts = [0 if is_credit_row(line.text) else _cells(line.text) for line in lines]
    for at in range(1, len(lines)):
        if counts[at] >= 2 and counts[at] == counts[at - 1]:
            found.update((at - 1, at))
    return found


def _cells(text: str) -> int:
    if len(text) > 2000:
        return 0
    if " | " in text:
        return text.count(" | ") + 1
    return text.count("\t") + 1 if "\t" in text else 0


def _group(
    lines: list[Line], furniture: set[int], page: frozenset[int], alone: set[int], setting: Setting
) -> list[list[int]]:
    """Return the line numbers of each paragraph. A page mark inside a torn sentence belongs to no paragraph."""
    groups: list[list[int]] = []
    last: int | None = None
    own = 0
    paragraph = ""
    for at, line in enumerate(lines):
        if at in furniture or at in alone:
            groups.append([at])
            if at not in page:
                last = None
            continue
        if last is not None and goes_on(paragraph, lines[last], line, setting):
            del groups[own + 1 :]
            groups[own].append(at)
            paragraph = paragraph[-PARAGRAPH_TAIL:] + line.text
        else:
            own = len(groups)
            groups.append([at])
            paragraph = line.text
        last = at
    return groups


def _assemble(
    text: str,
    lines: list[Line],
    groups: list[list[int]],
    furniture: set[int],
    tables: set[int],
    hints: dict[int, int],
    pages: tuple[Span, ...],
) -> CleanText:
    out: list[str] = []
    runs: list[tuple[int, int, int]] = []
    paragraphs: list[Paragraph] = []
    size = 0

    def put(piece: str, raw_start: int) -> None:
        nonlocal size
        if not piece:
            return
        if runs and runs[-1][1] + runs[-1][2] == raw_start:
            runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + len(piece))
        else:
            runs.append((size, raw_start, len(piece)))
        out.append(piece)
        size += len(piece)

    previous_end = 0
    for group in groups:
        if paragraphs:
            put("\n", text.index("\n", previous_end))
        start = size
        for position, at in enumerate(group):
            line = lines[at]
            if position and _needs_space(out[-1], line.text):
                put(" ", text.index("\n", previous_end))
            for begin, end in _kept(text, line.span, table=at in tables):
                put(text[begin:end], begin)
            previous_end = line.span.end
        at = group[0]
        paragraphs.append(
            Paragraph(Span(start, size), at in furniture, at in tables, lines[at].blanks_before, hints.get(at))
        )
    offsets = OffsetMap(tuple(runs))
    spans = _merge(p.span for p in paragraphs if p.furniture)
    stored = "".join(out)
    paragraphs = [part for whole in paragraphs for part in _split(stored, whole)]
    return CleanText(stored, offsets, tuple(paragraphs), spans, _clean_pages(pages, runs, size))


def _split(text: str, whole: Paragraph) -> list[Paragraph]:
    if whole.furniture or whole.table or len(whole.span) > LONGEST_LINE:
        return [whole]
    return [replace(whole, span=span) for span in split_run_on(text, whole.span)]


_TORN_NUMBER = re.compile(r"\d[.,]?\n\d")


def _needs_space(before: str, after: str) -> bool:
    """Latin words of two lines stay apart; the digits of one number, torn in Chinese text, do not."""
    if is_heading_number(before):
        return True
    last, first = before[-1], after[0]
    if not (last.isascii() and first.isascii() and (last.isalnum() or last in ".,;:)") and first.isalnum()):
        return False
    torn = _TORN_NUMBER.search(f"{before[-2:]}\n{first}") is not None
    return not torn or not any(map(is_ideograph, before + after))


def _kept(text: str, span: Span, *, table: bool) -> list[tuple[int, int]]:
    """Return the raw ranges of a line that are kept."""
    words = span.of(text)
    drop = [(m.start(), m.end()) for m in INVISIBLE.finditer(words)]
    if not table and len(words) <= LONGEST_LINE and any(b in words for b in BLANKS):
        drop = sorted(drop + find_needless_spaces(words))
    kept: list[tuple[int, int]] = []
    at = 0
    for begin, end in drop:
        if begin > at:
            kept.append((span.start + at, span.start + begin))
        at = max(at, end)
    if at < len(words):
        kept.append((span.start + at, span.end))
    return kept


def _merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join spans of neighbouring lines into one."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start - merged[-1].end <= 1:
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def _clean_pages(pages: tuple[Span, ...], runs: list[tuple[int, int, int]], size: int) -> tuple[Span, ...]:
    """Return the pages in the stored text: each from the first kept character of the raw page to the next page's."""
    starts: list[int] = []
    at = 0
    for page in pages:
        while at < len(runs) and runs[at][1] + runs[at][2] <= page.start:
            at += 1
        if at == len(runs):
            starts.append(size)
        else:
            clean_start, raw_start, _ = runs[at]
            starts.append(clean_start + max(0, page.start - raw_start))
    return tuple(Span(s, e) for s, e in zip(starts, [*starts[1:], size][: len(starts)], strict=True))
