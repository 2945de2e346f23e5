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
from corpus.model import Span

_BARE = re.compile(
    r"(?:这|那)?(?:又)?(?:是)?(?:因为)?(?:为什么|为啥|为何|凭什么|(?:什么|啥)(?:原因|理由|缘故)|(?:原因|理由)(?:是)?(?:什么|啥)?|(?:怎么|咋)回事)(?:呢|啊)?"
)
_MARK = re.compile(
    r"(?:主要)?(?:理由|原因)(?:主要)?(?:是|为|在于)|由于|鉴于|考虑到|因(?:为)?(?![此而素地材时])|为了?避免"
)
_GIVEN = re.compile(r"理由|原因")
_DENIED = re.compile(
    r"不(?:予|同意|批|作|设|发|办|列|纳|通过|采纳)|未(?:予|获|被|能|通过)|暂(?:不|缓)|退回|驳回|搁置|缓议"
)
_LACKING = re.compile(r"认为|缺|不足|有限|不一|不同|不符|冲突|超|不够|不充分|偏|过[多高大]|尚未|没有")
"""What a decision to refuse is founded on when no word says because: a lack, a misfit, an excess or an opinion."""
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
    marked = [(clause, hit) for clause in clauses if (hit := _MARK.search(clause.of(text)))]
    if marked:
        (first, mark), (last, _) = marked[0], marked[-1]
        several = len(_MARK.findall(first.of(text))) > 1  # 2个因造假、1个因拖欠
        end = clauses[-1].end if _GIVEN.search(mark.group()) and first == last else last.end
        return Span(first.start + (0 if several else mark.start()), end)
    denied = next((at for at, clause in enumerate(clauses) if at and _DENIED.search(clause.of(text))), 0)
    return next((clause for clause in reversed(clauses[:denied]) if _LACKING.search(clause.of(text))), None)
