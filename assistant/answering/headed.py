"""A list from the tree: the entries below the heading or the article that the question describes, whole and in order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering import tree
from assistant.described import about, describing, meets
from assistant.draft import Draft
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.question.model import Question, Term
from assistant.scoping import Scope
from corpus.model import Section

CALLED_LEAST = 4  # characters of a title that a question must hold to name it
MET_LEAST = 0.75  # of the weight of what the document's card does not already meet
COUNTED_LEAST = 0.6  # the same when the number of entries is the number that the question names


@dataclass(frozen=True, slots=True)
class _Head:
    """A section with entries, and which share of the question it meets."""

    book: Book
    section: Section
    share: float


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the entries of the one section that the question describes; None when none or several fit."""
    if question.figures or question.spelled_out or question.aspect:
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
    return tree.below(document, outer[0].section, language=question.language, kind="list")


def _heads(question: Question, book: Book) -> list[_Head]:
    card = about(book)
    if called := _called(question, book, card):
        return called
    terms = [term for term in describing(question) if not term.entity]
    inner = [term for term in terms if not meets(term.text, card)]
    names = [term.text for term in question.terms if term.entity]
    if not terms or not all(meets(name, card) for name in names):
        return []
    found: list[_Head] = []
    for section in book.document.sections:
        children = book.document.children(section.index)
        if len(children) < 2 or section.kind == "table" or any(child.kind == "table" for child in children):
            continue
        counted = question.count is not None
        if counted and question.count != len(children):
            continue
        words = tree.wording(book.document, section)
        own = [term for term in terms if term in inner or meets(term.text, words)]
        share = _share(own, words)
        strongest = max(own, key=lambda term: term.weight, default=None)
        if strongest is None or not meets(strongest.text, words):
            continue
        if share >= (COUNTED_LEAST if counted else MET_LEAST):
            found.append(_Head(book, section, share))
    return found


def _called(question: Question, book: Book, card: str) -> list[_Head]:
    """Return the sections with entries whose title, or a whole clause of it, stands in the question word for word."""
    document = book.document
    names = [t.text for t in describing(question) if t.text not in question.text or not meets(t.text, card)]
    found: list[_Head] = []
    for section in document.sections:
        if len(document.children(section.index)) < 2 or section.kind == "table":
            continue
        pieces = [p for p in re.split(r"[\s,;:。、]+", tree.wording(document, section)) if len(p) >= CALLED_LEAST]
        hits = [piece for piece in pieces if piece in question.text and piece not in card]
        rest = [name for name in names if not any(name in piece for piece in pieces)]
        if hits and len(rest) * 2 <= len(names):
            found.append(_Head(book, section, 1.0 + max(map(len, hits)) / 100 - 0.1 * len(rest)))
    return found


def _share(terms: list[Term], words: str) -> float:
    total = sum(term.weight for term in terms)
    return sum(term.weight for term in terms if meets(term.text, words)) / total if total else 0.0


def _is_above(other: _Head, head: _Head) -> bool:
    path = head.book.document.path(head.section.index)[:-1]
    return other.book is head.book and any(section.index == other.section.index for section in path)
