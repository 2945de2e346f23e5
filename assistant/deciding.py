"""Deciding: does a sentence support what is asked, or does it only resemble it?

Retrieval scores cannot see a near miss, so the decision is made on the sentence: the named bodies and places must be
its subject, and enough of the question's weight must stand in it and above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import Candidate
from assistant.question.bodies import stands_in
from assistant.question.model import Question, Term
from assistant.question.terms import match
from assistant.scoping import Scope

OWN_LEAST = 0.34  # the thresholds were set on the development part of eval/sets/gold.jsonl
CONTEXT_LEAST = 0.56
KEY_LEAST = 0.45


@dataclass(frozen=True, slots=True)
class Support:
    """Whether a candidate supports a question: ``holds`` in all, ``subject`` whether the named subject is met."""

    holds: bool
    subject: bool
    strength: float


def subject_text(candidate: Candidate) -> str:
    """Return what tells whom a sentence is about: itself, its paragraph up to it, its headings and its document."""
    book, sentence = candidate.book, candidate.sentence
    before = " ".join(s.text for s in book.paragraph(sentence) if s.order < sentence.order)
    card = candidate.document.card
    about = " ".join(field.value for field in (card.place, card.issuer) if field and not card.masked)
    return f"{about} {book.title} {book.heading_path(sentence)} {before} {sentence.text}"


def meets_subject(question: Question, scope: Scope, candidate: Candidate) -> bool:
    """Say whether every body and every wanted place that the question names is what the sentence is about."""
    own, around = candidate.sentence.text, subject_text(candidate)
    for body in question.bodies:
        if not stands_in(body, own) and not _carried(body, candidate, around):
            return False
    return all(place in around for place in scope.wanted)


def _carried(body: str, candidate: Candidate, around: str) -> bool:
    """Say whether an earlier sentence of the paragraph, a heading or the card names the body."""
    return stands_in(body, around)


def judge(question: Question, scope: Scope, candidate: Candidate) -> Support:
    """Return whether `candidate` supports `question`, from its words alone."""
    subject = meets_subject(question, scope, candidate)
    terms = [term for term in question.terms if not term.entity]
    key = strongest(terms)
    met = max((match(term.text, candidate.sentence.text) for term in key), default=1.0)
    around = max((match(term.text, subject_text(candidate)) for term in key), default=1.0)
    enough = candidate.own >= OWN_LEAST and candidate.context >= CONTEXT_LEAST and max(met, 0.8 * around) >= KEY_LEAST
    return Support(subject and enough, subject, round(0.5 * candidate.own + 0.5 * candidate.context, 4))


def strongest(terms: Sequence[Term], *, count: int = 3) -> list[Term]:
    """Return the terms that discriminate most, at most `count`."""
    return sorted(terms, key=lambda term: -term.weight)[:count]
