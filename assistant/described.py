"""Which documents a question describes without naming them: 教育局发给城管的那封函, 村级经费的方案."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.evidence import Book
from assistant.folding import fold
from assistant.question.model import Question
from assistant.question.terms import match
from assistant.question.words import load_words

SHARE_LEAST = 0.35  # of the question's weight that title and card must meet; what is asked about need not stand there
MATCH_LEAST = 0.6
NEAR = 0.85  # documents this close to the best are meant as well
_KIND = re.compile(r"通知|函|通报|公告|公示|决定|意见|方案|办法|条例|规定|纪要|讲话|报告|总结|指引|要点|新闻|报道|稿")


def described(question: Question, books: Iterable[Book]) -> list[Book]:
    """Return the books whose title, kind, issuer, addressee and place the question describes best, in order given.

    Empty when the question's words meet no card well enough to tell one document from the others.
    """
    light = load_words("lightwords")
    terms = [term for term in question.terms if term.text not in light or _KIND.fullmatch(term.text)]
    total = sum(term.weight for term in terms)
    pool = list(books)
    if not total or len(pool) < 2:
        return pool if len(pool) == 1 else []
    scores = []
    for book in pool:
        about = _about(book)
        met = sum(term.weight * hit for term in terms if (hit := match(term.text, about)) >= MATCH_LEAST)
        asked_kind = _KIND.search(question.text)
        scores.append(met + (0.1 * total if asked_kind and asked_kind.group() in about else 0.0))
    best = max(scores)
    if best < SHARE_LEAST * total:
        return []
    return [book for book, score in zip(pool, scores, strict=True) if score >= NEAR * best]


def _about(book: Book) -> str:
    card = book.document.card
    fields = (*card.titles, *(field for field in (card.kind, card.issuer, card.addressee, card.place) if field))
    return fold(" ".join(field.value for field in fields) or book.document.name)
