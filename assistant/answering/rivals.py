"""Rivals: what another place states on a question that names no place, which is given beside the best answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.found import Found
from assistant.deciding import judge
from assistant.evidence import Candidate
from assistant.quantities import find_quantities
from assistant.question.model import Question
from assistant.scoping import Scope

RIVAL = 0.93  # another document's answer this close to the best is given as well
MOST = 3  # documents that are asked by themselves
_FIGURES = re.compile(r"\d+(?:\.\d+)?")


def find_rivals(
    question: Question,
    scope: Scope,
    found: Sequence[Found],
    candidates: Sequence[Candidate],
    within: Callable[[Scope], Sequence[Found]],
) -> tuple[Found, ...]:
    """Return the best value of each place when those of several fit a question that names none, else nothing.

    Those of `found` fit that are as close as the best. Where another of `candidates` says as much of the question as the
    best's sentence does, or the same with another figure, its document is asked by itself (`within` it), and what that
    sentence states fits when it is a figure of the same kind.
    """
    if question.places or scope.named or question.bodies:
        return ()
    best, by_place = found[0], {_place_of(found[0].candidate): found[0]}
    for one in found:
        if one.fit >= best.fit * RIVAL:
            by_place.setdefault(_place_of(one.candidate), one)
    if question.asked in {"quantity", "percent"} and not question.figures and len(best.spans) == 1:
        for other in [c for c in candidates if _says_as_much(question, scope, c, best.candidate)][:MOST]:
            own = within(replace(scope, documents=(other.document.id,)))[:1]
            if own and own[0].candidate.sentence == other.sentence and _units(own[0]) == _units(best):
                by_place.setdefault(_place_of(other), own[0])
    return tuple(by_place.values()) if len(by_place) > 1 else ()


def _says_as_much(question: Question, scope: Scope, other: Candidate, best: Candidate) -> bool:
    """Say whether a sentence of another place holds as many words of the question, and supports it or is worded like the best."""
    if other.own < best.own or other.sentence.furniture or _place_of(other) == _place_of(best):
        return False
    wordings = [_FIGURES.sub("", candidate.sentence.text) for candidate in (other, best)]
    return wordings[0] == wordings[1] or judge(question, scope, other).holds


def _place_of(candidate: Candidate) -> str:
    card = candidate.document.card
    return card.place.value if card.place and not card.masked else candidate.document.id


def _units(value: Found) -> list[str]:
    return [q.unit for q in find_quantities(value.candidate.sentence.text) if q.span in value.spans]
