"""Reasons in a text: what is told with a word that says because, what a refusal is founded on, what made an act needful.

Nothing is chosen here; the question is met elsewhere.
"""

from __future__ import annotations

import re

from assistant.evidence import Candidate
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import coverage
from corpus.model import Span

GIVEN = re.compile(r"理由|原因")
CAUSE = re.compile(
    r"因(?!地|素|材|时)|由于|原因|理由|鉴于|考虑到|为(?:了|进一步|深入|切实|推动|加强)|旨在|以便|得益于|在于|怕|担心|以为|避免|防止"
    r"|是.{0,12}(?:需要|要求)|[不没][\u3400-\u9fff]{1,4},[^,;。:]{0,4}说|,一[到遇下有][\u3400-\u9fff]{1,4}就|[^,;:。]{4},请假"
)
"""What says because, or stands before what someone thought or feared, said of a refusal, or saw come of it each time."""
MARK = re.compile(
    r"(?:主要)?(?:理由|原因)(?:主要)?(?:是|为|在于)|由于|鉴于|考虑到|因(?:为)?(?![此而素地材时])|为了?避免"
)
_DENIED = re.compile(
    r"不(?:予|同意|批|作|设|发|办|列|纳|通过|采纳)|未(?:予|获|被|能|通过)|暂(?:不|缓)|退回|驳回|搁置|缓议"
)
_LACKING = re.compile(r"认为|缺|不足|有限|不一|不同|不符|冲突|超|不够|不充分|偏|过[多高大]|尚未|没有")
"""What a decision to refuse is founded on when no word says because: a lack, a misfit, an excess or an opinion."""
_CLAUSE = re.compile(r"[^,;。]+")
_PENDING = re.compile(r"^(?:待|等)[^,;。]{2,20}(?:后|再|另)")
"""What a decision waits for (缓议,待补充预算明细后再报)."""
_EXCUSED = re.compile(r"请假[^;。]*\((?:在|参加|赴|外|因|病|事|产|公|休|出)")
"""Who was excused, with the reason in brackets: 请假:某人(参加培训)."""
ACT_LEAST = (
    0.8  # of the question's weight that the next sentence must hold to be the act that this one is the reason of
)
READ_LEAST = 0.9  # of the reader's words that must lie in this one


def gives_reason(text: str) -> bool:
    """Say whether folded `text` tells a reason of anything, in its own words or by what a refusal in it is founded on."""
    return CAUSE.search(text) is not None or any(refused_for(part) is not None for part in text.split(";"))


def tells_reason(question: Question, candidate: Candidate) -> bool:
    """Say whether a sentence tells a reason: by itself, or right before the act that is asked about (…没人来。改成晚上开)."""
    text = candidate.sentence.text
    if _EXCUSED.search(text):
        return _names_one_of(question, text)
    return gives_reason(text) or _comes_before_the_act(question, candidate)


def refused_for(text: str) -> Span | None:
    """Return the clause of folded `text` that a refusal told after it is founded on, or that it waits for; None without one."""
    clauses = [Span(*hit.span()) for hit in _CLAUSE.finditer(text)]
    denied = next((at for at, clause in enumerate(clauses) if _DENIED.search(clause.of(text))), len(clauses))
    founded = next((clause for clause in reversed(clauses[:denied]) if _LACKING.search(clause.of(text))), None)
    if founded is not None and denied < len(clauses):
        return founded
    return next((clause for clause in clauses[denied + 1 :] if _PENDING.match(clause.of(text))), None)


def _names_one_of(question: Question, text: str) -> bool:
    """Say whether two characters together of what the question says before it asks why, but no place, stand in `text`."""
    asked = frames.REASON.search(question.text)
    said = question.text[: asked.start()] if asked else question.text
    for place in question.places:
        said = said.replace(place.surface, " ")
    return any(pair in text for pair in re.findall(r"(?=([\u3400-\u9fff]{2}))", said))


def _comes_before_the_act(question: Question, candidate: Candidate) -> bool:
    """Say whether the reader points into this sentence alone, and the next one tells the act with the question's words."""
    terms = [term for term in question.terms if not term.entity]
    paragraph = candidate.book.paragraph(candidate.sentence)
    after = next((s for s in paragraph if s.order == candidate.sentence.order + 1), None)
    if after is None or candidate.read is None or candidate.share < READ_LEAST or len(terms) < 2:
        return False
    return coverage(terms, after.text) >= ACT_LEAST > coverage(terms, candidate.sentence.text)
