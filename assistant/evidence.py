"""Evidence: the sentences of the library, and how well each supports what a question asks.

Retrieval proposes passages; this file reads their sentences. A sentence is met by a question's terms on several
levels: its own words, the sentence before it in the paragraph, its headings, its document. No answers are made here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

from assistant.folding import fold
from assistant.question.model import Term
from assistant.question.terms import match
from corpus.model import Document, Passage, Section, Span
from corpus.sentences import split_sentences

NEIGHBOUR_LEVEL = 0.6
HEADING_LEVEL = 0.75
DOCUMENT_LEVEL = 0.55
LONGEST_TITLE = 24  # code points of a heading that closes with a full stop and is no statement
_LABEL = re.compile(r"^[(]?(?:第)?[一二三四五六七八九十\d]+[)、.条章]*\s*")
NO_RECORD = r"(?!年以来[^,;。]{0,4}(?:最|首|罕|第一))"
"""A year since when something is the most (1998年以来最强降雨) is not when it was."""
_YEAR = re.compile(rf"(?<!\d)((?:19|20)\d{{2}}){NO_RECORD}年")
_OWN_YEAR = re.compile(rf"(?<![\d比较])((?:19|20)\d{{2}}){NO_RECORD}年")
"""A year that a sentence is of: none that it only compares with (比2025年多)."""
_YEAR_SET = re.compile(r"(?:^|[,:;])((?:19|20)\d{2})年,")
OPENING = 40  # characters at a paragraph's beginning that may set the year of all of it


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document: ``text`` is folded, as long as ``span``; ``order`` counts within the document."""

    document: str
    order: int
    span: Span
    text: str
    paragraph: int
    section: int | None
    furniture: bool
    heading: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A document opened for reading sentence by sentence; all of it derived, nothing stored."""

    document: Document
    folded: str
    sentences: tuple[Sentence, ...]
    headings: dict[int, str]
    title: str
    by_passage: dict[str, tuple[Sentence, ...]]
    by_paragraph: dict[int, tuple[Sentence, ...]]
    passages: dict[str, Passage]

    def before(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence before this one in the same paragraph, or None."""
        if sentence.order == 0:
            return None
        previous = self.sentences[sentence.order - 1]
        return previous if previous.paragraph == sentence.paragraph else None

    def paragraph(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """Return the sentences of this one's paragraph, in order."""
        return self.by_paragraph[sentence.paragraph]

    def within(self, span: Span) -> tuple[Sentence, ...]:
        """Return the sentences that lie in `span`, in order."""
        return tuple(s for s in self.sentences if s.span.start >= span.start and s.span.end <= span.end)

    def heading_path(self, sentence: Sentence) -> str:
        """Return the folded titles above this sentence, outermost first."""
        return "" if sentence.section is None else self.headings[sentence.section]

    def year_of(self, sentence: Sentence) -> int | None:
        """Return the year the text gives this sentence, else None.

        Its own; else that which opens its paragraph or stands in a heading above; else that which opens an earlier
        paragraph of the section (2024年,…) and is followed by no other.
        """
        if own := _OWN_YEAR.search(sentence.text):
            return int(own.group(1))
        opening = _YEAR.search(self.paragraph(sentence)[0].text[:OPENING])
        above = opening or _YEAR.search(self.heading_path(sentence))
        return int(above.group(1)) if above else self._year_before(sentence)

    def _year_before(self, sentence: Sentence) -> int | None:
        for earlier in reversed(self.sentences[: sentence.order]):
            if earlier.section != sentence.section or earlier.furniture or "今年" in earlier.text:
                return None
            if stated := _YEAR_SET.search(earlier.text):
                opens = self.paragraph(earlier)[0] is earlier and stated.start() < OPENING
                return int(stated.group(1)) if opens else None
        return None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with its scores, each in [0, 1]: ``own`` words, ``context`` of all levels, ``retrieval`` of its passage.

    ``support`` is what the reader says of its passage, 0 when it was not read and None without a reader; ``read`` bounds
    those of the answer's words that lie in the sentence, ``share`` says how many of them do, and ``reach`` bounds all of
    them in the document. ``rank`` and ``trust`` are set by `assistant.weighing`.
    """

    book: Book
    sentence: Sentence
    own: float
    context: float
    retrieval: float
    passage: str = ""
    support: float | None = None
    read: Span | None = None
    share: float = 0.0
    reach: Span | None = None
    rank: float | None = None
    trust: float | None = None

    @property
    def words(self) -> float:
        """One number from words and retrieval: half own words, a third context, the rest retrieval."""
        return 0.5 * self.own + 0.3 * self.context + 0.2 * self.retrieval

    @property
    def score(self) -> float:
        """One number for ranking in [0, 1]: everything weighed together, or words alone without a reader."""
        return self.words if self.rank is None else self.rank

    @property
    def document(self) -> Document:
        """The sentence's document."""
        return self.book.document

    @property
    def is_row(self) -> bool:
        """Whether the sentence is a row of a table, which says nothing without its header."""
        tables = (section for section in self.document.sections if section.kind == "table")
        return any(section.span.contains(self.sentence.span) for section in tables)


def open_book(document: Document) -> Book:
    """Return `document` cut into sentences with their sections and paragraphs."""
    folded = fold(document.text)
    sentences: list[Sentence] = []
    by_passage: dict[str, tuple[Sentence, ...]] = {}
    starts = [0, *(m.end() for m in re.finditer(r"\n+", document.text))]
    heads = {(s.heading.start, s.heading.end) for s in document.sections}
    owner = _Owner(document.sections)
    for passage in document.passages:
        first = len(sentences)
        for span in split_sentences(document.text, passage.span):
            sentences.append(
                Sentence(
                    document=document.id,
                    order=len(sentences),
                    span=span,
                    text=folded[span.start : span.end],
                    paragraph=bisect_right(starts, span.start),
                    section=owner(span.start, passage),
                    furniture=passage.kind == "furniture",
                    heading=not _is_statement(folded[span.start : span.end])
                    and (
                        passage.kind in {"heading", "header"}
                        or any(start <= span.start and span.end <= end + 1 for start, end in heads)
                    ),
                )
            )
        by_passage[passage.id] = tuple(sentences[first:])
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    headings = {
        node.index: fold(" ".join(s.title.of(document.text) for s in document.path(node.index)))
        for node in document.sections
    }
    title = fold(" ".join(field.value for field in document.card.titles) or document.name)
    return Book(
        document,
        folded,
        tuple(sentences),
        headings,
        title,
        by_passage,
        {k: tuple(v) for k, v in by_paragraph.items()},
        {passage.id: passage for passage in document.passages},
    )


def _is_statement(text: str) -> bool:
    """Say whether a heading is a whole sentence that states something (一、派员参加行动,4月10日前将名单报送我局。)."""
    body = _LABEL.sub("", text.strip())
    return body.endswith(("。", ";", "!")) and (
        "," in body or len(body) > LONGEST_TITLE or re.search(r"\d", body) is not None
    )


class Shelf:
    """Keeps the last opened books, so that a document is cut into sentences once. Threads may share it."""

    def __init__(self, *, size: int = 256) -> None:
        self._size = size
        self._books: OrderedDict[int, Book] = OrderedDict()
        self._lock = Lock()

    def open(self, document: Document) -> Book:
        """Return the book of `document`. The key is the value's identity, which the book itself keeps alive."""
        with self._lock:
            book = self._books.get(id(document))
            if book is not None:
                self._books.move_to_end(id(document))
                return book
        book = open_book(document)
        with self._lock:
            self._books[id(document)] = book
            while len(self._books) > self._size:
                self._books.popitem(last=False)
        return book


class _Owner:
    """Finds the deepest section at an offset, from sections in preorder."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._starts = [section.span.start for section in sections]

    def __call__(self, offset: int, passage: Passage) -> int | None:
        at = bisect_right(self._starts, offset) - 1
        while at >= 0:
            if self._sections[at].span.end > offset:
                return at
            parent = self._sections[at].parent
            at = -1 if parent is None else parent
        return passage.section


def measure(terms: Sequence[Term], book: Book, sentence: Sentence) -> tuple[float, float]:
    """Return (own, context): the share of the terms' weight met by the sentence itself, and by all levels."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0, 0.0
    before = book.before(sentence)
    path = book.heading_path(sentence)
    own = context = 0.0
    for term in terms:
        here = match(term.text, sentence.text)
        best = here
        if best < HEADING_LEVEL and path:
            best = max(best, HEADING_LEVEL * match(term.text, path))
        if best < NEIGHBOUR_LEVEL and before is not None:
            best = max(best, NEIGHBOUR_LEVEL * match(term.text, before.text))
        if best < DOCUMENT_LEVEL and book.title:
            best = max(best, DOCUMENT_LEVEL * match(term.text, book.title))
        own += term.weight * here
        context += term.weight * best
    return own / total, context / total


def rank_sentences(
    terms: Sequence[Term], passages: Iterable[tuple[Book, Passage, float]], *, limit: int | None = 40
) -> list[Candidate]:
    """Return the candidate sentences of ranked passages (score in [0, 1]), best first, ties in document order."""
    found: list[Candidate] = []
    for book, passage, retrieval in passages:
        for sentence in book.by_passage[passage.id]:
            own, context = measure(terms, book, sentence)
            found.append(Candidate(book, sentence, own, context, retrieval, passage.id))
    found.sort(key=lambda c: (-c.score, c.sentence.document, c.sentence.order))
    return found[:limit]


def clause_around(sentence: Sentence, start: int, end: int, *, least: int = 8) -> Span:
    """Return the clause of folded `sentence` around ``[start, end)`` (offsets in it), grown leftwards to `least` characters."""
    text = sentence.text
    left = max((text.rfind(mark, 0, start) for mark in ",;:。!?"), default=-1) + 1
    while start - left < least and left > 0:
        earlier = max((text.rfind(mark, 0, left - 1) for mark in ",;:。!?"), default=-1) + 1
        if earlier == left or text[left - 1] in ";。!?":
            break
        left = earlier
    rights = [at for at in (text.find(mark, end) for mark in ",;:。!?") if at >= 0]
    return Span(left, min(rights) if rights else len(text))
