"""Weighing: what the reader, words and retrieval say of a sentence, made into two numbers in [0, 1].

``rank`` orders the sentences of one question; ``trust`` estimates whether the sentence answers it at all. Both are
logistic in a few signals; the weights are fitted on the development cases by ``dangjian-eval calibrate``.
"""

from __future__ import annotations

import math
import re
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
        "reader": 0.501, "share": 2.978, "own": -2.39, "context": 3.417, "retrieval": 3.752, "key": 0.145,
        "kind": 1.34, "first": 1.598, "bias": -9.593,
    },
    "en": {
        "reader": 0.789, "share": 3.285, "own": -0.9, "context": 1.148, "retrieval": 2.784, "key": 0.242,
        "kind": 0.84, "first": 1.7, "bias": -7.334,
    },
}  # fmt: skip
TRUST: Final[Mapping[str, Mapping[str, float]]] = {
    "zh": {
        "reader": 0.809, "share": 2.458, "own": -0.706, "context": 2.223, "retrieval": 5.004, "key": 0.086,
        "kind": 1.239, "aspect": 2.585, "list": -0.637, "short": -1.283, "bias": -10.957,
    },
    "en": {
        "reader": 0.915, "share": 0.986, "own": 0.975, "context": 0.121, "retrieval": 2.325, "key": -0.34,
        "kind": 1.219, "aspect": 0.0, "list": -0.833, "short": -0.656, "bias": -2.782,
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
_COMPOUND = re.compile(r"主题(?:教育|党日|团日|实践|公园|班)|标准化|目的地")
"""Words that begin with an aspect and name another thing."""


def speaks_of_aspect(question: Question, candidate: Candidate) -> bool:
    """Say whether the sentence or its headings speak of the aspect that is asked for (标准, 名单); True without one."""
    return (
        not question.aspect
        or match(question.aspect, _COMPOUND.sub(" ", candidate.sentence.text)) >= ASPECT_LEAST
        or match(question.aspect, candidate.book.heading_path(candidate.sentence)) >= 0.8
    )


def strongest(terms: Sequence[Term], *, count: int = 3) -> list[Term]:
    """Return the terms that discriminate most, at most `count`."""
    return sorted(terms, key=lambda term: -term.weight)[:count]
