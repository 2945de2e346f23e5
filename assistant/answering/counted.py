"""A list that the text itself counts before it is told: 算清三本账 and three numbered entries, 存在的不足 and four.

The entries are numbered clauses of a paragraph or numbered paragraphs. What counts them is the heading above or the
sentence before the first one; the question names the same count and noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering import tree
from assistant.answering.ordinals import MEASURE, find_ordinals
from assistant.described import about, describing, meets
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.question import frames
from assistant.question.bodies import stands_in
from assistant.question.model import Question, Term
from assistant.question.terms import coverage, match, tokenize
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Section, Span
from corpus.numerals import read_number

LONGEST_LEAD = 60  # characters before the first entry that may count the entries
NOUN_LEAST = 0.8  # how well a heading that counts nothing must hold the noun: itself, or one that means the same
MET_LEAST = 0.3  # of the question's weight in card, headings, lead and entries
AHEAD = 0.15  # how much more of it the one list must meet than the next, when several are counted alike
_COUNTED = re.compile(
    rf"哪[“\"']?(?P<count>几|{frames.NUMERAL})(?P<noun>{MEASURE}?[“\"']?[\u3400-\u9fff]{{1,6}})|"
    rf"(?P<stated>{frames.NUMERAL})(?P<what>{MEASURE}[“\"']?[\u3400-\u9fff]{{1,6}}?)[”\"']?(?:所?(?:说|讲)的)?(?:分别|具体|各|都|到底)?(?:是|指|有|叫|包括|为)?(?:的)?(?:些)?(?:哪|什么|啥|怎么)"
)
_FORBIDDEN = re.compile(r"不[得许准能要可]|禁止|严禁|别(?=干|做|搞|碰)")
_CUT = re.compile(r"[里中上下呢吗呀啊了]|分别|具体|都|是|有|叫|各|怎么|来")

_MEASURES = frozenset("条项点个块段章节部样种类句步招家位名人件事处层档等岁年级门场次回份支篇期词字话")
"""Characters that count anything; another one is a noun, which the text must have."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a question counts: the noun without its measure word, and how many, None when it asks 哪几本账."""

    noun: str
    count: int | None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class _Group:
    """Numbered entries that follow one another, and the words that lead to them.

    ``entries`` are their words as they stand, ``items`` the same as a list shows them, ``counting`` the count and noun
    that the entries' own ordinals give (三张皮).
    """

    book: Book
    entries: tuple[Span, ...]
    items: tuple[str, ...]
    end: int
    heading: Section | None
    lead: Span
    counting: str = ""

    def words(self) -> str:
        """Return the folded words that may count the entries: the heading, and what stands before the first entry."""
        title = tree.wording(self.book.document, self.heading) if self.heading else ""
        return f"{title};{self.book.folded[self.lead.start : self.lead.end]};{self.counting}"


def find_counted(question: Question) -> Counted | None:
    """Return what the question counts: 哪三本账, 五个环节是什么; None when it counts nothing."""
    hit = _COUNTED.search(question.text)
    if hit is None:
        return None
    words = (hit["noun"] or hit["what"]).replace('"', "").replace("“", "")
    measure = re.match(rf"{MEASURE}(?=.)", words)
    noun = words[measure.end() :] if measure else words
    noun = _CUT.split(noun)[0].split("的")[-1]
    number = hit["count"] or hit["stated"]
    count = read_number(number) if number != "几" else None
    if count is None and noun == "个":
        return None  # 支部有哪几个 counts no 个
    return Counted(noun, count, measure.group() if measure else "") if noun and count != 1 else None


def lacks_counted(question: Question, text: str) -> bool:
    """Say whether folded `text` has nowhere the one character by which the question counts (三关, 三本账)."""
    counted = find_counted(question)
    if counted is None or len(counted.noun) != 1 or counted.noun in _MEASURES or counted.noun in text:
        return False
    return not counted.measure or tokenize(counted.noun)[0][1][:1] == "n"  # 哪四个带“纪”的 counts no 带


def is_to_be_done(question: Question, text: str) -> bool:
    """Say whether the question asks what must not be done (不得干哪三件事) and folded `text` forbids nothing."""
    return _FORBIDDEN.search(question.text) is not None and re.search("[不勿禁]", text) is None


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the entries of the one list that the text counts in the question's words; None when none or several fit."""
    counted = find_counted(question)
    if counted is None or question.language == "en":
        return None
    terms = asked_terms(question)
    fitting: list[tuple[float, _Group]] = []
    for book in finder.books(scope):
        for group in (*_groups(book), *_of_ordinals(book)):
            if counts(counted, group.words(), len(group.entries)) and _is_of(question, scope, group):
                fitting.append((_met(terms, group), group))
    fitting.sort(key=lambda entry: -entry[0])
    if not fitting and (only := _only_of_its_count(question, scope, finder, counted)):
        return _draft(question, only)
    if not fitting or fitting[0][0] < MET_LEAST:
        return None
    if len(fitting) > 1 and fitting[0][0] - fitting[1][0] < AHEAD:
        return None
    return _draft(question, fitting[0][1])


def _only_of_its_count(question: Question, scope: Scope, finder: Finder, counted: Counted) -> _Group | None:
    """Return the one run of ordinals that is as long as asked, counted in the same measure, and in the document meant.

    四条方子 may be the reader's own name for 第一条…第四条 after 我讲四条. A word of the question must be on that
    document's card and on no other's.
    """
    if counted.count is None or not counted.measure:
        return None
    books = list(finder.books(scope))
    wanted = f"{counted.count}{counted.measure}"
    groups = [group for book in books for group in _of_ordinals(book) if group.counting == wanted]
    if len(groups) != 1 or not _leads_by(groups[0], counted.measure, counted.count):
        return None
    cards = [about(book) for book in books if book is not groups[0].book]
    own = [t for t in describing(question) if len(t.text) > 1 and meets(t.text, about(groups[0].book))]
    tells = any(not any(meets(term.text, card) for card in cards) for term in own)
    return groups[0] if tells and _is_of(question, scope, groups[0]) else None


def _leads_by(group: _Group, measure: str, size: int) -> bool:
    """Say whether the words that lead to a run count its entries by their measure alone (我讲四条)."""
    lead = group.book.folded[group.lead.start : group.lead.end]
    return any(read_number(hit["n"]) == size for hit in re.finditer(rf"(?P<n>{frames.NUMERAL}){measure}", lead))


def counts(counted: Counted, words: str, size: int) -> bool:
    """Say whether folded `words` count `size` entries of the asked noun, or are of that noun when the question has the count.

    算清三本账 counts three; 存在的不足 is of the noun of 四条不足 without counting, so that four entries must follow.
    """
    if counted.count is not None and counted.count != size:
        return False
    noun = re.escape(counted.noun)
    near = rf"{MEASURE}?" if len(counted.noun) == 1 else rf"{MEASURE}?[\u3400-\u9fff]{{0,4}}?"
    stated = [read_number(m["n"]) for m in re.finditer(rf"(?P<n>{frames.NUMERAL}){near}{noun}", words)]
    if size in stated:
        return True
    title = words.split(";")[0]
    return (
        counted.count is not None and not stated and len(counted.noun) > 1 and match(counted.noun, title) >= NOUN_LEAST
    )


def asked_terms(question: Question) -> list[Term]:
    """Return the terms of the clause that asks, all when it holds none (领导让我写材料,讲话批评了哪些短板)."""
    clauses = [c for c in re.split(r"[,;。?!]", question.text) if frames.ASKING.search(c)]
    terms = [term for term in question.terms if any(term.text in clause for clause in clauses)]
    return terms or list(question.terms)


def _groups(book: Book) -> Iterator[_Group]:
    document = book.document
    for heading in (None, *document.sections):
        children = document.children(heading.index if heading else None)
        for entries in _numbered_runs(children):
            spans = tuple(entry.heading for entry in entries)
            items = tuple(tree.printed(document, entry) for entry in entries)
            opening = heading.heading.start if heading else 0
            yield _Group(book, spans, items, entries[-1].span.end, heading, _lead(book, spans[0].start, opening))


def _of_ordinals(book: Book) -> Iterator[_Group]:
    document = book.document
    for run in find_ordinals(book):
        start = run.entries[0].start
        above = [s for s in document.sections if s.span.contains(run.entries[-1]) and s.heading.end < start]
        heading = min(above, key=lambda section: len(section.span), default=None)
        items = tuple(" ".join(span.of(document.text).split()) for span in run.bare)
        lead = _lead(book, start, heading.heading.start if heading else 0)
        counting = f"{len(items)}{run.noun}"
        yield _Group(book, run.entries, items, run.entries[-1].end, heading, lead, counting)


def _lead(book: Book, start: int, opening: int) -> Span:
    """Return the end of the paragraph before `start`, or of its own that leads to it, not before `opening`."""
    lead = Span(max(opening, start - LONGEST_LEAD), start)
    if (blank := book.folded.rstrip("\n ").rfind("\n", lead.start, max(lead.start, start - 1))) >= 0:
        lead = Span(blank + 1, start)
    return lead


def _numbered_runs(sections: Sequence[Section]) -> Iterator[list[Section]]:
    """Yield the runs of sections that are counted from one on, two at least."""
    run: list[Section] = []
    for section in sections:
        if section.number == 1 and len(run) > 1:
            yield run
        if section.number == 1:
            run = [section]
        elif run and section.number == len(run) + 1:
            run.append(section)
        else:
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def _is_of(question: Question, scope: Scope, group: _Group) -> bool:
    """Say whether the places and bodies that the question names are those of the document or of the list."""
    card = about(group.book)
    inside = group.book.folded[group.lead.start : group.end]
    names = [*scope.wanted, *question.bodies]
    reference = question.section
    if reference is not None:
        above = group.book.document.path(group.heading.index) if group.heading else ()
        if not any(section.number == reference.number for section in above):
            return False
    if is_to_be_done(question, f"{group.words()} {inside}"):
        return False
    quoted = re.findall(r"“([^”]{2,20})”", question.text)
    if not all(term in inside or term in card for term in quoted):
        return False
    return all(meets(name, card) or name in inside or stands_in(name, card) for name in names)


def _met(terms: Sequence[Term], group: _Group) -> float:
    entries = group.book.folded[group.entries[0].start : group.end]
    above = group.book.headings.get(group.heading.index, "") if group.heading else ""
    return coverage(terms, f"{about(group.book)} {above} {group.words()} {entries}")


def _draft(question: Question, group: _Group) -> Draft:
    document = group.book.document
    numbered = not group.counting
    if numbered and group.heading is not None and len(document.children(group.heading.index)) == len(group.entries):
        found = tree.below(document, group.heading, language=question.language)
        if found is not None:
            return found
    head = Statement(
        say("according", question.language, label=label(document)).rstrip("：: ")
        + "，"
        + say("total", question.language, count=len(group.entries)),
        frame=True,
    )
    lines = [
        Statement(item if numbered else f"{n}. {item}", (Quote(document, span),), computed=(str(n),))
        for n, (item, span) in enumerate(zip(group.items, group.entries, strict=True), 1)
    ]
    return Draft(
        "answered",
        "list",
        (head, *lines),
        items=group.items,
        confidence=0.85,
        documents=(document.id,),
    )
