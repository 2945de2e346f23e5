"""A draft: what an answerer found, as statements with their evidence, before it is numbered and locked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assistant.model import Kind, Status
from corpus.model import Document, Span


@dataclass(frozen=True, slots=True)
class Quote:
    """引文: a span of a document's stored text."""

    document: Document
    span: Span

    @property
    def text(self) -> str:
        """The exact slice."""
        return self.span.of(self.document.text)


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of an answer. ``frame`` lines are our own words and make no claim of a document's figures.

    ``computed`` lists figures that were worked out from the quotes and need not stand in them.
    """

    text: str
    quotes: tuple[Quote, ...] = ()
    frame: bool = False
    computed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer in the making. Statements become lines, in order; the first quote of a line is its main evidence."""

    status: Status
    kind: Kind
    statements: tuple[Statement, ...]
    short: str | None = None
    items: tuple[str, ...] = ()
    confidence: float = 0.0
    nearest: tuple[Quote, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    sections: tuple[str, ...] = field(default=())


def clip(document: Document, span: Span, *, limit: int = 120) -> Span:
    """Return `span` cut to at most `limit` code points, at a clause's end where there is one."""
    if len(span) <= limit:
        return span
    text = span.of(document.text)
    cut = max(text.rfind(mark, limit // 2, limit) for mark in "。；;，,！？")
    return Span(span.start, span.start + (cut + 1 if cut > 0 else limit))


def combine(drafts: list[Draft]) -> Draft | None:
    """Return several drafts as one, in order; None when there are none."""
    if len(drafts) <= 1:
        return drafts[0] if drafts else None
    return replace(
        drafts[0],
        statements=tuple(statement for draft in drafts for statement in draft.statements),
        short=None,
        items=tuple(item for draft in drafts for item in draft.items),
        documents=tuple(dict.fromkeys(i for draft in drafts for i in draft.documents)),
        confidence=min(0.6, *(draft.confidence for draft in drafts)),
    )
