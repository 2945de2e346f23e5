"""The lists that a document tells, wherever they stand, and the words that announce each: what it is a list of.

A list is a run of entries below a heading, of ordinals or numbered clauses in running text (第一种是…第二种是…), of ranks
(最多的是…其次是…再次是…), or an enumeration in one sentence. Nothing is chosen here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering import tree
from assistant.enumerations import find_enumerations, find_numbered
from assistant.evidence import Book
from corpus.model import Section, Span

LONGEST_LEAD = 90  # characters before the first entry that may announce the entries
LONGEST_ORDINAL = 6  # characters of an ordinal before its entry
LONGEST_ENTRY = 60  # characters of a clause that is an entry as a whole; of a longer one, its first clause is
_RANKS = re.compile(
    r"(?P<first>(?:最|排[在名]?第一|首先|首位|第一|头一)[^,;。:]{0,8}?(?:的)?(?:是|,|为))|(?P<second>其次(?:是|,|为)?)"
    r"|(?P<third>(?:再次|再其次|再就是|第三|然后|接下来|接着|再)(?:的)?(?:是|,|为))|(?P<last>(?:最后|末位|末了)(?:是|,|为))"
)
_STOP = re.compile(r"[。!?;\n]")
_COMMA = re.compile(r"[,;。:!?\n]")


Source = Literal["tree", "clauses", "ranks", "sentence"]


@dataclass(frozen=True, slots=True)
class Roster:
    """A list: its entries as a list shows them, the words that stand for each, and what announces them.

    ``lead`` is folded: the words right before the first entry; ``after`` those behind the last. ``heading`` is the section
    that holds the entries, and ``label`` what their own ordinals count (种, 张皮); ``whole`` says that the entries are the
    document's own parts.
    """

    book: Book
    entries: tuple[Span, ...]
    items: tuple[str, ...]
    heading: Section | None
    lead: str
    after: str = ""
    label: str = ""
    whole: bool = False
    source: Source = "tree"

    @property
    def span(self) -> Span:
        """From the first entry to the last."""
        return Span(self.entries[0].start, self.entries[-1].end)

    @property
    def title(self) -> str:
        """Return the folded words of the heading right above the entries."""
        return tree.wording(self.book.document, self.heading) if self.heading is not None else ""

    @property
    def above(self) -> str:
        """Return the folded titles above the entries, outermost first."""
        return self.book.headings.get(self.heading.index, "") if self.heading is not None else ""

    @property
    def announced(self) -> str:
        """Return all that says what the entries are: the heading right above, the words before, between and after."""
        return f"{self.title};{self.lead};{self.label};{self.after}"


def find_rosters(book: Book) -> list[Roster]:
    """Return the lists of a document, those of the tree first; none that tells entries of an earlier one again."""
    found: list[Roster] = []
    for roster in (*_of_tree(book), *_of_clauses(book), *_of_ranks(book), *_of_sentences(book)):
        if not any(_is_same(roster, other) for other in found):
            found.append(roster)
    return found


def _is_same(roster: Roster, other: Roster) -> bool:
    near = abs(roster.entries[0].start - other.entries[0].start) <= LONGEST_ORDINAL
    return near and len(roster.entries) == len(other.entries)


def _of_tree(book: Book) -> Iterator[Roster]:
    document = book.document
    top = {section.index for section in tree.top_sections(document)}
    for heading in (None, *document.sections):
        children = [c for c in document.children(heading.index if heading else None) if not tree.is_annex(c)]
        for run in _runs(children):
            first = run[0].heading.start
            lead = _before(book, first, heading.heading.end if heading else 0)
            whole = run[0].index in top and len(run) == sum(c.index in top and c.number is not None for c in children)
            yield Roster(
                book,
                tuple(section.heading for section in run),
                tuple(tree.printed(document, section) for section in run),
                heading,
                lead,
                label=re.sub(r"^第[^\u3400-\u9fff]*[一二三四五六七八九十百\d]+|[是,、.]", "", run[0].label)
                if run[0].label.startswith("第")
                else "",
                whole=whole,
            )


def _runs(sections: Sequence[Section]) -> Iterator[list[Section]]:
    """Yield sections that follow one another and are counted on, or are titled alike without numbers; two at least."""
    run: list[Section] = []
    for section in sections:
        if section.kind == "table" or not section.title:
            continue
        goes_on = run and section.kind == run[-1].kind
        if goes_on and section.number is not None and run[-1].number is not None:
            goes_on = section.number == run[-1].number + 1
        elif goes_on:
            goes_on = section.number is None and run[-1].number is None
        if not goes_on:
            if len(run) > 1:
                yield run
            run = []
        run.append(section)
    if len(run) > 1:
        yield run


def _of_clauses(book: Book) -> Iterator[Roster]:
    for sentences in book.by_paragraph.values():
        if sentences[0].furniture:
            continue
        start, end = sentences[0].span.start, sentences[-1].span.end
        run = find_numbered(book.folded[start:end])
        if run is not None:
            spans = tuple(_short(book, Span(start + item.start, start + item.end)) for item in run.items)
            yield _in_text(book, spans, start + run.span.start, source="clauses")


def _of_ranks(book: Book) -> Iterator[Roster]:
    for sentences in book.by_paragraph.values():
        if sentences[0].furniture:
            continue
        start, end = sentences[0].span.start, sentences[-1].span.end
        run: list[re.Match[str]] = []
        for hit in _RANKS.finditer(book.folded, start, end):
            if hit["first"]:
                run = [hit]
            elif (
                (hit["second"] and len(run) == 1) or (hit["third"] and len(run) >= 2) or (hit["last"] and len(run) > 1)
            ):
                run.append(hit)
        if len(run) > 1:
            ends = [following.start() for following in run[1:]] + [end]
            spans = tuple(_first_clause(book, Span(hit.end(), stop)) for hit, stop in zip(run, ends, strict=True))
            if all(len(span) > 1 for span in spans):
                opening = max((s for s in sentences if s.span.start <= run[0].start()), key=lambda s: s.span.start)
                lead = book.folded[opening.span.start : run[0].end()]
                yield Roster(book, spans, _texts(book, spans), _holder(book, spans[0].start), lead, source="ranks")


def _of_sentences(book: Book) -> Iterator[Roster]:
    for sentence in book.sentences:
        if sentence.furniture or sentence.heading:
            continue
        for run in find_enumerations(sentence.text):
            if run.open_ended or not run.complete:
                continue
            at = sentence.span.start
            spans = tuple(Span(at + item.start, at + item.end) for item in run.items)
            after = _COMMA.split(sentence.text[run.span.end :])[0][:16]
            yield _in_text(book, spans, at + run.span.start, source="sentence", after=after)


def _in_text(book: Book, spans: tuple[Span, ...], start: int, *, source: Source, after: str = "") -> Roster:
    heading, lead = _holder(book, spans[0].start), _before(book, start, 0)
    return Roster(book, spans, _texts(book, spans), heading, lead, after=after, source=source)


def _before(book: Book, start: int, opening: int) -> str:
    """Return the words of the sentence that leads to `start`, or of the sentence before when it begins one."""
    left = max(opening, start - LONGEST_LEAD)
    words = book.folded[left:start].rstrip("\n \u3000")
    stops = [hit.end() for hit in re.finditer(r"[。!?\n]", words)]
    if stops and stops[-1] == len(words):
        stops = stops[:-1]
    return words[stops[-1] :] if stops else words


def _holder(book: Book, at: int) -> Section | None:
    """Return the section whose own text holds offset `at`."""
    around = [s for s in book.document.sections if s.span.start <= at < s.span.end and s.kind != "table"]
    return min(around, key=lambda section: len(section.span), default=None)


def _first_clause(book: Book, span: Span) -> Span:
    text = book.folded[span.start : span.end]
    lead = len(text) - len(text.lstrip(",: "))
    stop = _COMMA.search(text, lead)
    return Span(span.start + lead, span.start + (stop.start() if stop else len(text)))


def _short(book: Book, span: Span) -> Span:
    """Return an entry up to its first stop, or its first clause when that is long."""
    text = book.folded[span.start : span.end]
    stop = _STOP.search(text)
    whole = Span(span.start, span.start + (stop.start() if stop else len(text)))
    return whole if len(whole) <= LONGEST_ENTRY else _first_clause(book, whole)


def _texts(book: Book, spans: Sequence[Span]) -> tuple[str, ...]:
    return tuple(" ".join(span.of(book.document.text).split()) for span in spans)
