"""Changed questions: swap the place, the year or a figure of a question that was answered; the answer must follow.

The swapped question passes when it is refused, corrected (``partial``), answered from other words, or answered with
another bare fact; saying the same fact from the same words under another place, year or figure fails. Places are those
of the library itself; a year moves by three; a figure is changed by its leading digit.
Source: contrast sets, Gardner et al., Findings of EMNLP 2020.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.model import Answer
from corpus.model import Document, Span
from eval.cases import Case
from eval.evidence import Located, cluster_of
from eval.metrics.citations import covers
from eval.places import asked_places, card_places, library_places
from eval.result import Scored
from eval.wording import folded

Change = Literal["place", "year", "figure"]
YEARS_AWAY = 3
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年|\D|$)(?!\d)")
_FIGURE = re.compile(r"(?<![\d.·第])([1-9])(\d*)(?=[个项名人次家条件份场%])")


@dataclass(frozen=True, slots=True)
class Swap:
    """A changed question and what was changed in it."""

    change: Change
    question: str
    was: str
    now: str


def swaps(case: Case, evidence: Sequence[Located], documents: Mapping[str, Document]) -> tuple[Swap, ...]:
    """Return the changed questions that a case allows; none for traps, comparisons and follow-ups."""
    if case.trap or case.history or case.scope or case.language != "zh" or len({p.document for p in evidence}) != 1:
        return ()
    found: list[Swap] = []
    own = frozenset(name for piece in evidence for name in card_places(documents[piece.document].card))
    known = library_places(documents)
    named = sorted(asked_places(case.question, known) & own, key=len)
    strange = sorted(name for name in known - own if not any(name in mine or mine in name for mine in own))
    if named and strange and named[0] in case.question:
        question = re.sub(f"{named[0]}(?:新区|市|区|县)?", strange[0], case.question)
        found.append(Swap("place", question, named[0], strange[0]))
    year = _YEAR.search(case.question)
    if year:
        other = str(int(year.group()) - YEARS_AWAY)
        found.append(Swap("year", case.question.replace(year.group(), other), year.group(), other))
    figure = _FIGURE.search(case.question)
    if figure:
        lead = "3" if figure.group(1) != "3" else "8"
        now = lead + figure.group(2)
        question = case.question[: figure.start()] + now + case.question[figure.end() :]
        found.append(Swap("figure", question, figure.group(), now))
    return tuple(found)


def counterfactuals(
    cases: Sequence[Case],
    answers: Mapping[str, Answer],
    evidence: Mapping[str, tuple[Located, ...]],
    documents: Mapping[str, Document],
    *,
    ask: Callable[[Case], Answer],
) -> tuple[Scored, ...]:
    """Ask the changed questions of all cases that were answered, and score each as changed (1) or not (0)."""
    scored: list[Scored] = []
    for case in cases:
        first = answers[case.id]
        if first.status != "answered":
            continue
        for swap in swaps(case, evidence[case.id], documents):
            second = ask(replace(case, question=swap.question))
            followed = changed(first, second)
            scored.append(
                Scored(
                    id=f"{case.id}~{swap.change}",
                    type="counterfactual",
                    cluster=cluster_of(case, evidence[case.id]),
                    question=swap.question,
                    scores={"counterfactual": float(followed)},
                    detail={
                        "status": second.status,
                        "answer": second.answer,
                        "short": second.short,
                        "citations": [{"title": one.title, "quote": one.quote} for one in second.citations],
                        "evidence": [{"document": one.title, "quote": one.quote} for one in first.citations],
                        "expect": {"contains": [[f"与原问不同（{swap.was}→{swap.now}），或拒答、更正"]]},
                        "reasons": [] if followed else [f"{swap.was} 换成 {swap.now}，回答没有变"],
                    },
                )
            )
    return tuple(scored)


def changed(first: Answer, second: Answer) -> bool:
    """Say whether the second answer no longer asserts what the first did."""
    if second.status != "answered" or not _same_sources(first, second):
        return True
    return bool(first.short and second.short) and folded(first.short or "") != folded(second.short or "")


def _same_sources(first: Answer, second: Answer) -> bool:
    pairs = [(one, other) for one in first.citations for other in second.citations if one.document == other.document]
    return any(covers(Span(one.start, one.end), Span(other.start, other.end)) for one, other in pairs)
