"""Cutting a sentence to the clauses that matter, always as one exact slice."""

from __future__ import annotations

import re

from assistant.draft import Quote
from assistant.evidence import Candidate
from assistant.question.model import Term
from assistant.question.terms import match
from corpus.model import Span

LONGEST = 130
_CLAUSE = re.compile(r"[^,;:。!?]+[,;:。!?”’)]*")


def excerpt(
    candidate: Candidate, terms: tuple[Term, ...], anchor: Span | None = None, *, limit: int = LONGEST
) -> Quote:
    """Return the sentence, or, when it is longer than `limit`, its clauses around `anchor` (offsets in the sentence) and the terms."""
    sentence = candidate.sentence
    if len(sentence.span) <= limit:
        return Quote(candidate.document, sentence.span)
    clauses = [Span(m.start(), m.end()) for m in _CLAUSE.finditer(sentence.text)]
    weights = [
        sum(term.weight * (match(term.text, span.of(sentence.text)) >= 0.8) for term in terms) for span in clauses
    ]
    if anchor is not None:
        at = next((i for i, span in enumerate(clauses) if span.overlaps(anchor)), 0)
    else:
        at = max(range(len(clauses)), key=lambda i: weights[i], default=0)
    first = last = at
    while True:
        options = []
        if first > 0:
            options.append((weights[first - 1] + 0.01, first - 1, last))
        if last + 1 < len(clauses):
            options.append((weights[last + 1], first, last + 1))
        options = [o for o in options if clauses[o[2]].end - clauses[o[1]].start <= limit]
        if not options:
            break
        _, first, last = max(options)
    start, end = clauses[first].start, clauses[last].end
    text = sentence.text[start:end].rstrip(",;: ")
    return Quote(candidate.document, Span(sentence.span.start + start, sentence.span.start + start + len(text)))
