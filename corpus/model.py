"""What a document is once it has been read: text, offsets, tree, passages and card.

Values only. Reading, cleaning, structuring and storing live in the files beside this one.
All offsets count Unicode code points of `Document.text` (the stored text) unless a name says ``raw``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Origin = Literal["text", "catalogue", "user", "inferred"]
DateKind = Literal["issued", "event", "published", "inferred"]
SectionKind = Literal["part", "chapter", "article", "item", "heading", "series", "table"]
PassageKind = Literal["content", "heading", "header", "furniture"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the slice of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each code point of the stored text stood in the raw (decoded) text.

    ``runs`` are ``(clean_start, raw_start, length)``, ascending, without gaps in the clean text.
    """

    runs: tuple[tuple[int, int, int], ...]

    def raw_offset(self, offset: int) -> int:
        """Return the raw offset of the clean code point at `offset`."""
        at = bisect_right(self.runs, (offset, float("inf"), 0)) - 1
        if at < 0:
            return offset
        clean, raw, _ = self.runs[at]
        return raw + (offset - clean)

    def raw_span(self, span: Span) -> Span:
        """Return the raw span from the first to the last code point of `span`."""
        if len(span) <= 0:
            at = self.raw_offset(span.start)
            return Span(at, at)
        return Span(self.raw_offset(span.start), self.raw_offset(span.end - 1) + 1)


@dataclass(frozen=True, slots=True)
class CardField:
    """One fact of the card. ``span`` is where the text says it; None when it was judged by hand or inferred."""

    value: str
    span: Span | None = None
    origin: Origin = "text"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Card:
    """信息卡: who issued what and when. A field that the document does not state is None (未标明).

    Dates are ISO prefixes (``2022-07``). ``masked`` says that the text hides its subject on purpose (某市, ××县, *).
    ``regions`` are further places the document is about or names as its own parts (districts of a city).
    """

    titles: tuple[CardField, ...] = ()
    number: CardField | None = None
    issuer: CardField | None = None
    signer: CardField | None = None
    addressee: CardField | None = None
    issued: CardField | None = None
    printed: CardField | None = None
    published: CardField | None = None
    event: CardField | None = None
    place: CardField | None = None
    kind: CardField | None = None
    classification: CardField | None = None
    publisher: CardField | None = None
    author: CardField | None = None
    masked: bool = False
    regions: tuple[str, ...] = ()

    @property
    def title(self) -> str | None:
        """The first title, or None when the document has none."""
        return self.titles[0].value if self.titles else None

    @property
    def date(self) -> CardField | None:
        """The date that orders versions: issued, else published, else event, else printed."""
        return self.issued or self.published or self.event or self.printed

    @property
    def date_kind(self) -> DateKind | None:
        """What `date` is; ``inferred`` when it is not stated by the text itself."""
        date = self.date
        if date is None:
            return None
        if date.origin == "inferred":
            return "inferred"
        if date is self.published:
            return "published"
        return "event" if date is self.event else "issued"

    @property
    def year(self) -> int | None:
        """The year of `date`, if any."""
        return int(self.date.value[:4]) if self.date and self.date.value[:4].isdigit() else None


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the heading tree. `Document.sections` holds them in preorder; ``index`` is the place there.

    ``heading`` covers label and title as they stand, ``title`` the words alone (no label, no closing stop),
    ``span`` the heading with everything below it. ``label`` is what is printed (``一、``, ``1.``, ``第一，``),
    ``number`` its value, both empty for unnumbered headings. ``run_in`` marks a heading that is the first words
    of its own paragraph.
    """

    index: int
    parent: int | None
    level: int
    kind: SectionKind
    label: str
    number: int | None
    heading: Span
    title: Span
    span: Span
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """片段: an exact slice of the stored text, the unit that is embedded and ranked.

    ``section`` indexes `Document.sections` (None before the first heading). ``breadcrumb`` is context for
    embedding and word search (place, title, part, item); it is never quoted.
    """

    id: str
    document: str
    span: Span
    text: str
    kind: PassageKind
    section: int | None
    breadcrumb: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """文档: one document of the library, read, cleaned, structured."""

    id: str
    name: str
    source: str
    raw_sha256: str
    text: str
    text_sha256: str
    offsets: OffsetMap
    furniture: tuple[Span, ...]
    card: Card
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    pages: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def display_title(self) -> str:
        """The title, or the file's name when the document has none."""
        return self.card.title or self.name

    def children(self, parent: int | None) -> tuple[Section, ...]:
        """Return the sections directly below `parent` (None for the top of the tree), in order."""
        return tuple(s for s in self.sections if s.parent == parent)

    def path(self, section: int | None) -> tuple[Section, ...]:
        """Return the sections from the top of the tree down to `section`, itself included."""
        found: list[Section] = []
        while section is not None:
            node = self.sections[section]
            found.append(node)
            section = node.parent
        return tuple(reversed(found))

    def section_at(self, offset: int) -> Section | None:
        """Return the deepest section whose span holds `offset`."""
        best: Section | None = None
        for node in self.sections:
            if node.span.start <= offset < node.span.end and (best is None or node.level >= best.level):
                best = node
        return best

    def page_of(self, offset: int) -> int | None:
        """Return the 1-based page that holds `offset`, or None for documents without pages."""
        for number, span in enumerate(self.pages, start=1):
            if span.start <= offset < span.end:
                return number
        return None

    def is_furniture(self, span: Span) -> bool:
        """Say whether `span` touches website furniture."""
        return any(piece.overlaps(span) for piece in self.furniture)
