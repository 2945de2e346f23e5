"""A document's text as people read it: paragraphs, headings, furniture set apart, the cited words marked.

The words are those of the stored text, character for character: what is inside ``<mark>`` is exactly the quotation.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Document, Section, Span
from ui.present.markup import element, escape
from ui.text import Words

WINDOW = 60_000
"""Most characters of a document that are drawn at once; a browser lays these out in well under a second."""

DEEPEST = 6
"""HTML knows six levels of headings; the panel's own title takes the first two."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the stored text that is not blank."""

    span: Span
    heading: Section | None
    furniture: bool


def render_text(document: Document, *, words: Words, cited: Span | None = None) -> str:
    """Return the text of `document`, with `cited` marked; long documents are cut around it and say so."""
    window = _window(document, cited)
    out: list[str] = []
    if len(window) < len(document.text):
        out.append(element("p", escape(words.part_shown), class_="dj-hint"))
    page = 0
    inside_furniture = False
    marked = False
    for line in _lines(document, window):
        number = document.page_of(line.span.start) if document.pages else None
        if number is not None and number != page:
            page = number
            out.append(element("p", escape(words.page_number.format(n=page)), class_="dj-page"))
        if line.furniture and not inside_furniture:
            out.append(element("p", escape(words.furniture), class_="dj-furniture-label"))
        inside_furniture = line.furniture
        inner, has_mark = _words_of(document, line, cited, first=not marked)
        marked = marked or has_mark
        out.append(_wrap(line, inner))
    return "".join(out)


def _window(document: Document, cited: Span | None) -> Span:
    length = len(document.text)
    if length <= WINDOW:
        return Span(0, length)
    middle = (cited.start + cited.end) // 2 if cited is not None else 0
    start = max(0, min(middle - WINDOW // 2, length - WINDOW))
    return Span(start, start + WINDOW)


def _lines(document: Document, window: Span) -> list[Line]:
    headings = {section.heading.start: section for section in document.sections if len(section.heading)}
    starts = sorted(headings)
    found: list[Line] = []
    at = 0
    for raw in document.text.split("\n"):
        start, end = at, at + len(raw)
        at = end + 1
        if end < window.start or start > window.end or not raw.strip():
            continue
        span = Span(start + len(raw) - len(raw.lstrip()), end - (len(raw) - len(raw.rstrip())))
        near = bisect_right(starts, span.end - 1) - 1
        section = headings[starts[near]] if near >= 0 and starts[near] >= start else None
        whole = section is not None and not section.run_in and section.heading.end >= span.end
        found.append(Line(span, section if whole else None, document.is_furniture(span)))
    return found


def _words_of(document: Document, line: Line, cited: Span | None, *, first: bool) -> tuple[str, bool]:
    """Return the line's words with run-in headings strong and the citation marked, and whether anything was marked."""
    span = line.span
    lead = {
        Span(max(section.heading.start, span.start), min(section.heading.end, span.end)): section.index
        for section in document.sections
        if section.run_in and section.heading.overlaps(span)
    }
    cuts = {span.start, span.end}
    for piece in [*lead, *([cited] if cited is not None else [])]:
        cuts |= {offset for offset in (piece.start, piece.end) if span.start < offset < span.end}
    ordered = sorted(cuts)
    out: list[str] = []
    marked = False
    for start, end in pairwise(ordered):
        piece = Span(start, end)
        text = escape(piece.of(document.text))
        index = next((index for heading, index in lead.items() if heading.overlaps(piece)), None)
        if index is not None:
            text = element("strong", text, class_="dj-run-in", data_section=index)
        if cited is not None and cited.overlaps(piece):
            text = element(
                "mark", text, id="dj-cited" if first and not marked else None, tabindex=_focus(first, marked)
            )
            marked = True
        out.append(text)
    return "".join(out), marked


def _focus(first: bool, marked: bool) -> str | None:
    return "-1" if first and not marked else None


def _wrap(line: Line, inner: str) -> str:
    if line.furniture:
        return element("p", inner, class_="dj-furniture")
    if line.heading is not None:
        level = min(line.heading.level + 2, DEEPEST)
        return element(f"h{level}", inner, data_section=line.heading.index)
    return element("p", inner)
