"""Numbering evidence: quotes become citations, once each, in the order in which the answer uses them."""

from __future__ import annotations

from assistant.draft import Quote
from assistant.model import Citation
from corpus.model import Document, Span

LONGEST_TITLE = 60


def breadcrumb(document: Document, offset: int) -> tuple[str, ...]:
    """Return the headings above `offset` as printed, outermost first, each at most 60 characters."""
    node = document.section_at(offset)
    if node is None:
        return ()
    return tuple(_printed(document, s.heading) for s in document.path(node.index))


def _printed(document: Document, heading: Span) -> str:
    text = " ".join(heading.of(document.text).split()).rstrip("。.：:")
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1] + "…"


def cite(quote: Quote, *, n: int) -> Citation:
    """Return the citation numbered `n` for `quote`."""
    document, span, card = quote.document, quote.span, quote.document.card
    raw = document.offsets.raw_span(span)
    return Citation(
        n=n,
        document=document.id,
        title=document.display_title,
        place=card.place.value if card.place and not card.masked else None,
        masked=card.masked,
        date=card.date.value if card.date else None,
        date_kind=card.date_kind,
        path=breadcrumb(document, span.start),
        quote=quote.text,
        start=span.start,
        end=span.end,
        raw_start=raw.start,
        raw_end=raw.end,
        page=document.page_of(span.start),
        furniture=document.is_furniture(span),
    )


class Numbering:
    """Gives each distinct quote its number, from 1, in order of first use."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._citations: list[Citation] = []

    def marker(self, quotes: tuple[Quote, ...]) -> str:
        """Return the markers of `quotes`, such as ``[1][2]``."""
        return "".join(f"[{number}]" for number in dict.fromkeys(self._number(quote) for quote in quotes))

    def _number(self, quote: Quote) -> int:
        key = (quote.document.id, quote.span.start, quote.span.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._citations.append(cite(quote, n=self._numbers[key]))
        return self._numbers[key]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations given out so far, by number."""
        return tuple(self._citations)
