"""A section while the tree is being built: mutable, linked, without a final number."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.model import SectionKind, Span
from corpus.sentences import split_clauses, split_sentences
from corpus.structure.labels import SERIES, Label

LONGEST_TITLE = 80
"""Characters of a first sentence that still reads as a title."""
SHORT_ITEM = 60
"""An item of one sentence up to this length is its own title, colon or not."""
_STOPS = "。．.；;：:，,、 \t\u3000\xa0"
_TITLED_BY_LINE = frozenset({"book", "division", "chapter", "section", "annex"})


@dataclass(slots=True)
class Node:
    """``key`` tells families of labels apart (``plain`` for unnumbered headings). ``body`` are its own paragraphs.

    ``hint`` is the level that the format itself gives the heading, 0 without one.
    """

    key: str
    kind: SectionKind
    label: str
    number: int | None
    heading: Span
    title: Span
    start: int
    end: int
    run_in: bool = False
    rank: int | None = None
    own_line: Span | None = None
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    body: list[Span] = field(default_factory=list)
    in_paragraph: bool = False
    hint: int = 0

    def adopt(self, child: Node) -> None:
        """Add `child` below this node."""
        child.parent = self
        self.children.append(child)

    def reach(self, end: int) -> None:
        """Let this node and all above it cover the text up to `end`."""
        node: Node | None = self
        while node is not None:
            node.end = max(node.end, end)
            node = node.parent


def strip_title(text: str, start: int, end: int) -> Span:
    """Return the span without blanks at its start and without stops at its end."""
    while start < end and text[start] in _STOPS:
        start += 1
    while end > start and text[end - 1] in _STOPS:
        end -= 1
    return Span(start, end)


def read_heading(text: str, label: Label, span: Span) -> tuple[Span, Span, bool]:
    """Return heading, title and whether more words follow in the same paragraph (run-in).

    The title is the first sentence; the words before a colon or a blank when they are short and much follows. An
    article's first sentence is its text, so only words in brackets are its title.
    """
    if label.family == "article":
        return _read_article(text, label, span)
    if label.family == "bracket":
        close = text.index("】", span.start) + 1
        return Span(span.start, close), Span(label.body, close - 1), close < span.end
    if label.family in _TITLED_BY_LINE:
        return span, strip_title(text, label.body, span.end), False
    sentences = split_sentences(text, Span(label.body, span.end))
    if not sentences:
        return span, Span(span.end, span.end), False
    first = sentences[0]
    cut = _find_colon(text, first, span) if label.family not in SERIES else None
    if cut is None and label.family not in SERIES:
        cut = _find_blank(text, first, span)
    if cut is not None:
        return Span(span.start, cut), strip_title(text, label.body, cut), True
    if len(sentences) == 1 and label.family not in SERIES:
        return span, strip_title(text, first.start, first.end), False
    return read_first_words(text, Span(span.start, span.end), label.body)


def read_first_words(text: str, span: Span, begin: int) -> tuple[Span, Span, bool]:
    """Return heading, title and run-in for a paragraph whose first sentence, clause or part of one is its title."""
    sentences = split_sentences(text, Span(begin, span.end))
    first = sentences[0] if sentences else Span(begin, span.end)
    if len(first) > LONGEST_TITLE:
        first = split_clauses(text, first)[0]
    if len(first) > LONGEST_TITLE:
        comma = min((at for at in (text.find(c, first.start + 4, first.end) for c in "，,：:") if at > 0), default=-1)
        if comma > 0 and comma - first.start <= LONGEST_TITLE:
            first = Span(first.start, comma + 1)
    if len(first) > 2 * LONGEST_TITLE:
        return Span(span.start, begin), Span(begin, begin), True
    return Span(span.start, first.end), strip_title(text, first.start, first.end), first.end < span.end


def _read_article(text: str, label: Label, span: Span) -> tuple[Span, Span, bool]:
    for opener, closer in (("【", "】"), ("（", "）"), ("(", ")")):
        if text.startswith(opener, label.body):
            close = text.find(closer, label.body, min(span.end, label.body + 24))
            if close > 0 and close + 1 < span.end:
                return Span(span.start, close + 1), Span(label.body + 1, close), True
    if label.body >= span.end:
        return span, Span(span.end, span.end), False
    rest = Span(label.body, span.end)
    if len(rest) <= 20 and text[rest.end - 1] not in "。；;：:":
        return span, strip_title(text, rest.start, rest.end), False
    return label.printed, Span(label.printed.end, label.printed.end), True


def _find_colon(text: str, first: Span, span: Span) -> int | None:
    """Return where a short lead ends (目标任务：…), None when the colon introduces nothing or the item is short."""
    head = text[first.start : first.start + 18]
    for at, character in enumerate(head):
        if character in "，,。；;、“":
            return None
        if character in "：:":
            cut = first.start + at + 1
            rest = span.end - cut
            return cut if at >= 2 and rest > 0 and span.end - span.start > SHORT_ITEM else None
    return None


def _find_blank(text: str, first: Span, span: Span) -> int | None:
    """Return where a title set apart by a blank ends (加强领导 各单位要…)."""
    head = text[first.start : first.start + 22]
    for at, character in enumerate(head):
        if character in "，,。；;：:、":
            return None
        if character in " \u3000\xa0":
            rest = text[first.start + at + 1 : span.end]
            return first.start + at if at >= 4 and len(rest) >= 30 and "。" in rest else None
    return None
