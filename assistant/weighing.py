"""Weighing: what the reader, words and retrieval say of a sentence, made into two numbers in [0, 1].

``rank`` orders the sentences of one question; ``trust`` estimates whether the sentence answers it at all. Both are
logistic in a few signals; the weights are fitted on the development cases by ``dangjian-eval calibrate``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.evidence import Candidate
from assistant.question.model import Question, Term
from assistant.question.terms import match
from assistant.typed import holds_kind

LEVEL = 0.01  # sentences whose words are this close to the best are first together, as equal paragraphs are
LEAST = 0.02  # support below which a passage counts as not read; the reader is surer than it may be
# Source: dangjian-eval calibrate over the development parts of eval/sets, 2026-11-28; by the question's language, since
# of an English question words tell less and the reader more
RANK: Final[Mapping[str, Mapping[str, float]]] = {
    "zh": {
        "reader": 0.505, "share": 3.021, "own": -2.253, "context": 3.262, "retrieval": 3.71, "key": 0.129,
        "kind": 1.126, "first": 1.587, "bias": -9.352,
    },
    "en": {
        "reader": 0.765, "share": 3.114, "own": -1.458, "context": 1.591, "retrieval": 2.972, "key": 0.408,
        "kind": 1.155, "first": 1.65, "bias": -7.673,
    },
}  # fmt: skip
TRUST: Final[Mapping[str, Mapping[str, float]]] = {
    "zh": {
        "reader": 0.814, "share": 2.638, "own": -0.269, "context": 1.756, "retrieval": 5.154, "key": 0.013,
        "kind": 1.402, "aspect": 2.592, "list": -0.604, "short": -1.294, "bias": -11.344,
    },
    "en": {
        "reader": 0.981, "share": -3.375, "own": 0.418, "context": 0.454, "retrieval": 2.545, "key": 0.001,
        "kind": 1.424, "aspect": 0.0, "list": -0.787, "short": -0.592, "bias": 1.137,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of one sentence for one question. ``reader`` is a log-odds, all others lie in [0, 1]."""

    reader: float
    share: float
    own: float
    context: float
    retrieval: float
    key: float
    kind: float
    aspect: float
    first: float
    list: float
    short: float
    bias: float = 1.0

    def weighed(self, weights: Mapping[str, float]) -> float:
        """Return the logistic of the weighted sum."""
        total = sum(weight * float(getattr(self, name)) for name, weight in weights.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def weigh(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with ``rank`` and ``trust``, best first, ties in document order."""
    best, language = max((candidate.words for candidate in candidates), default=0.0), question.language
    weighed = []
    for candidate in candidates:
        signals = signals_of(question, candidate, first=candidate.words >= best - LEVEL)
        weighed.append(replace(candidate, rank=signals.weighed(RANK[language]), trust=signals.weighed(TRUST[language])))
    return sorted(weighed, key=lambda c: (-c.score, c.sentence.document, c.sentence.order))


def log_odds(support: float) -> float:
    """Return the log-odds of a probability, held off 0 and 1 by `LEAST`."""
    held = min(max(support, LEAST), 1 - LEAST)
    return math.log(held / (1 - held))


def signals_of(question: Question, candidate: Candidate, *, first: bool) -> Signals:
    """Return the signals of one candidate; ``first`` says that words alone put it first, or level with the first."""
    terms = [term for term in question.terms if not term.entity]
    text = candidate.sentence.text
    return Signals(
        reader=log_odds(candidate.support or 0.0),
        share=candidate.share,
        own=candidate.own,
        context=candidate.context,
        retrieval=candidate.retrieval,
        key=max((match(term.text, text) for term in strongest(terms)), default=1.0),
        kind=float(holds_kind(question, candidate)),
        aspect=float(speaks_of_aspect(question, candidate)),
        first=float(first),
        list=float(question.kind == "list"),
        short=float(len(terms) <= 2),
    )


ASPECT_LEAST = 0.45


def speaks_of_aspect(question: Question, candidate: Candidate) -> bool:
    """Say whether the sentence or its headings speak of the aspect that is asked for (标准, 名单); True without one."""
    return (
        not question.aspect
        or match(question.aspect, candidate.sentence.text) >= ASPECT_LEAST
        or match(question.aspect, candidate.book.heading_path(candidate.sentence)) >= 0.8
    )


def strongest(terms: Sequence[Term], *, count: int = 3) -> list[Term]:
    """Return the terms that discriminate most, at most `count`."""
    return sorted(terms, key=lambda term: -term.weight)[:count]
