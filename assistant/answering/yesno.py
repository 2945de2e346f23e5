"""Yes or no: the sentence that decides, and a correction when the text says something else."""

from __future__ import annotations

import re

from assistant.answering.excerpt import excerpt
from assistant.deciding import judge
from assistant.draft import Draft, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question.model import Question
from assistant.question.terms import match
from assistant.scoping import Scope
from assistant.wording import label, say

AFFIRMS_LEAST = 0.35  # rank from which a sentence may say yes; a wrong yes costs more than no answer
SURE = 0.75  # trust from which a sentence decides without every word of the question standing in it
_NEGATED = re.compile(r"没有|未(?!来)|不(?:得|能|可|准|许|允许|再)|禁止|严禁")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return yes with the sentence, or the correction when figures, dates or quoted names differ; None when undecided."""
    candidates = [
        c for c in finder.candidates(question, scope)[:12] if not c.sentence.furniture and not c.sentence.heading
    ]
    for candidate in candidates:
        if not judge(question, scope, candidate).holds:
            continue
        verdict = _compare(question, candidate)
        if verdict is None and (candidate.trust or 0.0) >= SURE:
            verdict = _NEGATED.search(candidate.sentence.text) is None or _NEGATED.search(question.text) is not None
        if verdict is None or (verdict and candidate.rank is not None and candidate.rank < AFFIRMS_LEAST):
            continue
        quote = excerpt(candidate, question.terms)
        source = say("according", question.language, label=label(quote.document))
        line = Statement(f"{source}“{quote.text}”", (quote,))
        head = Statement(say("yes" if verdict else "no", question.language), frame=True)
        return Draft(
            status="answered" if verdict else "partial",
            kind="yesno",
            statements=(head, line),
            short=("是" if question.language == "zh" else "yes") if verdict else None,
            confidence=min(1.0, candidate.score),
            documents=(candidate.document.id,),
        )
    return None


def _compare(question: Question, candidate: Candidate) -> bool | None:
    """Return whether a sentence affirms the question; None when it does not decide."""
    text = candidate.sentence.text
    stated = find_quantities(text)
    ordinals = [q.span.of(question.text) for q in find_quantities(question.text) if q.ordinal]
    if any(ordinal not in text for ordinal in ordinals):
        same = [q for q in stated if q.unit == ordinals[0][-1]]
        return False if same else None
    asked = [q for q in find_quantities(question.text) if not q.ordinal]
    for figure in asked:
        same_unit = [q for q in stated if compatible(figure.unit, q.unit) or not figure.unit]
        if not same_unit:
            return None
        if not any(_same(question.text, figure, text, q) for q in same_unit):
            return False
    dates = re.findall(r"\d{1,2}月\d{1,2}日", question.text)
    if dates and not any(date in text for date in dates):
        return False if re.search(r"\d{1,2}月\d{1,2}日", text) else None
    terms = [t for t in question.terms if not t.entity]
    heavy = sorted(terms, key=lambda t: -t.weight)[:4]
    if heavy and min(match(t.text, text) for t in heavy) < 0.45 and candidate.own < 0.75:
        return None
    return (
        _NEGATED.search(question.text.replace("有没有", "").replace("没有错", "")) is None
        or _NEGATED.search(text) is not None
    )


def _same(question: str, asked: Quantity, text: str, stated: Quantity) -> bool:
    if asked.value is not None and stated.value is not None:
        return abs(asked.value - stated.value) < 1e-9
    return asked.span.of(question) in text or stated.span.of(text) in question
