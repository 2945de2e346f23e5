"""Why it was decided so: the reason that stands in the sentence which told the decision, asked for with it (批了吗,为啥).

A reason of another sentence may be that of another matter, and is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.deciding import part_of_matter
from assistant.draft import Draft, Quote, Statement
from assistant.folding import fold
from assistant.question.model import Question
from assistant.reasons import GIVEN, MARK, refused_for
from corpus.model import Span

_BARE = re.compile(
    r"(?:这|那)?(?:又)?(?:是)?(?:因为)?(?:为什么|为啥|为何|凭什么|(?:什么|啥)(?:原因|理由|缘故)|(?:原因|理由)(?:是)?(?:什么|啥)?|(?:怎么|咋)回事)(?:呢|啊)?"
)
_CLAUSE = re.compile(r"[^,;。]+")


def is_bare(clause: str) -> bool:
    """Say whether a clause asks why, and nothing of what (为啥, 什么原因)."""
    return _BARE.fullmatch(clause) is not None


def answer(question: Question, told: Sequence[Draft]) -> Draft | None:
    """Return the reason that stands in what `told` quotes of the matter; None when none or several stand there."""
    found: dict[tuple[str, int], tuple[Quote, Span]] = {}
    for quote in (quote for draft in told for line in draft.statements for quote in line.quotes):
        span = _reason(question, fold(quote.text))
        if span is not None:
            found[quote.document.id, quote.span.start + span.start] = (quote, span)
    if len(found) != 1:
        return None
    ((quote, span),) = found.values()
    short = span.of(quote.text)
    line = Statement(f"**{short}**", (quote,))
    return Draft("answered", "explain", (line,), short=short, confidence=0.5, documents=(quote.document.id,))


def _reason(question: Question, text: str) -> Span | None:
    part = part_of_matter(question.terms, text)
    start = text.find(part)
    clauses = [Span(start + hit.start(), start + hit.end()) for hit in _CLAUSE.finditer(part)]
    marked = [(clause, hit) for clause in clauses if (hit := MARK.search(clause.of(text)))]
    if marked:
        (first, mark), (last, _) = marked[0], marked[-1]
        several = len(MARK.findall(first.of(text))) > 1  # 2个因造假、1个因拖欠
        end = clauses[-1].end if GIVEN.search(mark.group()) and first == last else last.end
        return Span(first.start + (0 if several else mark.start()), end)
    founded = refused_for(part)
    return Span(start + founded.start, start + founded.end) if founded is not None else None
