"""A list from the tree: the entries below the heading or the article that the question describes, whole and in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering import announced, charged, classes, denied, purposes, subheads, tree, within
from assistant.answering.counted import find_counted
from assistant.answering.naming import head_of
from assistant.answering.parted import find_part
from assistant.answering.several import asked_words
from assistant.described import about, describing, meets
from assistant.draft import Draft
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question import frames
from assistant.question.model import Question, Term
from assistant.question.words import load_words
from assistant.scoping import Scope
from corpus.model import Section, Span

CALLED_LEAST = 4  # characters of a title that a question must hold to name it
MET_LEAST = 0.75  # of the weight of what the document's card does not already meet
ENTRIES_FIT = 0.95
FARTHEST = 8  # characters between two of a title that asks, in the question that asks the same
COUNTED_LEAST = 0.6  # the same when the number of entries is the number that the question names


_ASKED = re.compile(rf"哪(?:些|几|{frames.NUMERAL})(?:个|项|条|种|类|大|招|步|样|块)*|几(?:个|项|条|种|类|招|步|样|块)")
"""What asks for the entries; a word that stands nowhere else in the question (三招) is of no matter."""
_WHAT = re.compile(r"(?:什么|啥|哪[些几]?)[个种样类项]?")
_ASKING = re.compile(r"可以|[吗呢的了都能会要还是有在可些]|[,?“”]")
"""What a title that asks is made of beside its own words."""
_BROUGHT_OUT = re.compile(r"[\u3400-\u9fff]{1,2}出来?")
"""That faults were found (查出来, 摆出来) tells nothing of which they are."""
_FAULTS = "问题"  # too common to be a term, but what a section may be titled
_ANY_NOUN = frozenset({"工作", "内容", "方面", "部分", "要点", "任务", "重点", "事项"})
"""What every part of a document may be called; such a noun alone picks out none."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A section with entries, and which share of the question it meets; ``entries`` are those its own text enumerates."""

    book: Book
    section: Section
    share: float
    entries: tuple[Span, ...] = ()


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the entries of the one section that the question describes; None when none or several fit."""
    for told in (charged.answer, announced.answer, subheads.answer, denied.answer, classes.answer, purposes.answer):
        if found := told(question, scope, finder):
            return found
    if question.figures or question.spelled_out or question.aspect or find_part(question):
        return None
    heads = [head for book in finder.books(scope) for head in _heads(question, book)]
    if not heads:
        return None
    best = max(head.share for head in heads)
    near = [head for head in heads if head.share >= best - 0.05]
    outer = [h for h in near if not any(_is_above(other, h) for other in near)]
    if len(outer) != 1:
        return None
    document = outer[0].book.document
    if _is_titled_elsewhere(question, outer[0]) or not _is_of(scope, outer[0]):
        return None
    if outer[0].entries:
        return within.draft(outer[0].book, outer[0].section, outer[0].entries, language=question.language)
    return tree.below(document, outer[0].section, language=question.language, kind="list")


def titled(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the entries of the one section that is titled just by what is to be listed (哪几项重点任务), all else being the card's."""
    if question.kind != "list" or len(question.focus) < CALLED_LEAST or scope.documents is None or question.section:
        return None
    found: list[_Head] = []
    for book in finder.books(scope):
        card = about(book)
        rest = [t for t in describing(question) if not t.entity and t.text not in question.focus]
        if not all(meets(term.text, card) for term in rest):
            continue
        for section in book.document.sections:
            children = book.document.children(section.index)
            counted = question.count in {None, len(children)} and len(children) > 1 and section.kind != "table"
            if counted and tree.wording(book.document, section) == question.focus and all(c.title for c in children):
                found.append(_Head(book, section, 1.0))
    if len(found) != 1:
        return None
    return tree.below(found[0].book.document, found[0].section, language=question.language, kind="list")


def _is_titled_elsewhere(question: Question, head: _Head) -> bool:
    """Say whether what is to be listed is the title of another section, not of this one (方案的工作目标有哪些)."""
    asked, document = head_of(question), head.book.document
    if len(asked) < 2 or asked in tree.wording(document, head.section):
        return False
    inside = [s for s in document.sections if head.section.span.contains(s.span) and s.index != head.section.index]
    return any(question.focus.endswith(tree.wording(document, s)[-len(asked) - 2 :]) for s in inside if s.title)


def _is_of(scope: Scope, head: _Head) -> bool:
    """Say whether each named place that the library has to be about is in the document's card or in the section."""
    card, inside = about(head.book), head.book.folded[head.section.span.start : head.section.span.end]
    return all(meets(name, card) or name in inside for name in scope.wanted)


def content(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return what the one section says whose title the question holds word for word, when nothing else is asked of it."""
    if forbidden := denied.answer(question, scope, finder):
        return forbidden
    if question.asked != "text" or question.aspect or question.figures or question.bodies or scope.wanted:
        return None
    found: list[_Head] = []
    for book in finder.books(scope):
        card = about(book)
        if not all(meets(t.text, card) or t.text in _titles(book) for t in describing(question)):
            continue
        found += _called(question, book, card, fewest=0)
    best = max((head.share for head in found), default=0.0)
    near = [head for head in found if head.share == best]
    if len(near) != 1 or near[0].section.kind == "table":
        return None
    document, section = near[0].book.document, near[0].section
    below = tree.below(document, section, language=question.language)
    return below or tree.content(document, section, language=question.language)


def _titles(book: Book) -> str:
    return " ".join(book.headings.values())


def _heads(question: Question, book: Book) -> list[_Head]:
    card = about(book)
    if called := _called(question, book, card) or _asked_alike(question, book):
        return called
    said, head = _ASKED.sub(" ", question.text), head_of(question) or (_FAULTS if question.focus == _FAULTS else "")
    told = [t for t in describing(question) if not t.entity and (len(t.text) > 1 or t.text == head)]
    told = [t for t in told if not _BROUGHT_OUT.fullmatch(t.text)]
    if question.kind == "outline":  # 成效分哪几块: a common word, and yet what a section is titled by
        told += [t for t in question.terms if t not in told and t.text in load_words("lightwords") - _ANY_NOUN]
    terms = [t for t in told if t.text in said or t.text not in question.text]
    inner = [term for term in terms if not meets(term.text, card)]
    names = [term.text for term in question.terms if term.entity]
    if not terms or not all(meets(name, card) for name in names) or (question.kind == "outline" and not inner):
        return []
    nouns = [term for term in question.terms if term.text == head and not inner and head not in _ANY_NOUN]
    nouns = nouns or ([Term(_FAULTS, 1.0)] if head == _FAULTS and not inner else [])
    found: list[_Head] = []
    for section in book.document.sections:
        children = book.document.children(section.index)
        entries = within.entries(book, section) if section.title else ()
        size = len(children) or len(entries)
        if size < 2 or section.kind == "table" or any(child.kind == "table" for child in children):
            continue
        counted = question.count is not None
        if (counted and question.count != size) or (children and not any(child.title for child in children)):
            continue
        if _begin_alike(question, book, children) and not [t for t in inner if t.text not in asked_words(question)]:
            found.append(_Head(book, section, ENTRIES_FIT))
            continue
        words = tree.wording(book.document, section)
        if not tree.holds_quoted(question, book, section):
            continue
        if not section.title and not (classes.agrees(question, words) and classes.may_list(question, words)):
            continue
        if _are_all(head, book, children) and all(meets(t.text, card) or t.text == head for t in terms):
            found.append(_Head(book, section, ENTRIES_FIT))
            continue
        own = [term for term in terms if term in inner or meets(term.text, words)] or nouns
        share = _share(own, words)
        strongest = max(own, key=lambda term: term.weight, default=None)
        if strongest is None or not meets(strongest.text, words):
            continue
        if classes.is_class(head) and not meets(head, words):
            continue
        if share >= (COUNTED_LEAST if counted else MET_LEAST):
            found.append(_Head(book, section, share, entries))
    return found


def _begin_alike(question: Question, book: Book, entries: Sequence[Section]) -> bool:
    """Say whether the entries are as many as the question counts and each begins with the word it counts (三个坚持)."""
    counted, titles = find_counted(question), [fold(entry.title.of(book.document.text)) for entry in entries]
    if counted is None or counted.count is None or counted.count != len(titles):
        return False
    return any(len(word) > 1 and all(title.startswith(word) for title in titles) for word in asked_words(question))


def _are_all(head: str, book: Book, entries: Sequence[Section]) -> bool:
    """Say whether each entry names the noun that is to be listed (春季“植心”行动, 夏季“清凉”行动)."""
    return len(head) > 1 and all(head in fold(entry.title.of(book.document.text)) for entry in entries)


def _called(question: Question, book: Book, card: str, *, fewest: int = 2) -> list[_Head]:
    """Return the sections with entries whose title, or a whole clause of it, stands in the question word for word."""
    document = book.document
    names = [t.text for t in describing(question) if t.text not in question.text or not meets(t.text, card)]
    found: list[_Head] = []
    for section in document.sections:
        if len(document.children(section.index)) < fewest or section.kind == "table":
            continue
        pieces = [p for p in re.split(r"[\s,;:。、]+", tree.wording(document, section)) if len(p) >= CALLED_LEAST]
        hits = [piece for piece in pieces if piece in question.text and piece not in card]
        rest = [name for name in names if not any(name in piece for piece in pieces)]
        if hits and len(rest) * 2 <= len(names):
            found.append(_Head(book, section, 1.0 + max(map(len, hits)) / 100 - 0.1 * len(rest)))
    return found


def _asked_alike(question: Question, book: Book) -> list[_Head]:
    """Return the sections with entries whose title asks the same (11. 分能换什么?): the question has its words, asked alike."""
    document = book.document
    found: list[_Head] = []
    for section in document.sections:
        title = tree.wording(document, section)
        asked = _WHAT.search(title)
        if not title.endswith("?") or asked is None or len(document.children(section.index)) < 2:
            continue
        before, after = (_ASKING.sub("", part) for part in (title[: asked.start()], title[asked.end() :]))
        own = f".{{0,{FARTHEST}}}".join(map(re.escape, before))
        alike = rf"{own}.{{0,2}}?{_WHAT.pattern}(?!天|年|月).*{'.*'.join(map(re.escape, after))}"
        if len(before + after) > 1 and re.search(alike, question.text) and classes.agrees(question, title):
            found.append(_Head(book, section, 1.0 + len(before + after) / 100))
    return found


def _share(terms: list[Term], words: str) -> float:
    total = sum(term.weight for term in terms)
    return sum(term.weight for term in terms if meets(term.text, words)) / total if total else 0.0


def _is_above(other: _Head, head: _Head) -> bool:
    path = head.book.document.path(head.section.index)[:-1]
    return other.book is head.book and any(section.index == other.section.index for section in path)
