"""Two runs side by side: what became better, what became worse, and what nobody may claim.

Only cases that both runs answered are compared, metric by metric on the cases where it applies in both. A difference
is claimed when its interval excludes zero and its p, corrected for the number of metrics (Holm), is below .05.
"""

from __future__ import annotations

from dataclasses import dataclass

from eval.errors import UnusableAnswers
from eval.names import metric_name
from eval.result import Result, Scored
from eval.statistics.detectable import detectable_difference
from eval.statistics.holm import holm
from eval.statistics.mcnemar import McNemar, mcnemar
from eval.statistics.paired import Difference, paired_difference

LEVEL = 0.05
LEAST_DISAGREEMENT = 0.05  # what a set can show is stated for at least this share of changed cases


@dataclass(frozen=True, slots=True)
class Compared:
    """One metric in both runs. ``verdict`` is ``better``, ``worse`` or ``no claim``; ``p_holm`` the corrected p."""

    metric: str
    first: float
    second: float
    difference: Difference
    p_holm: float
    detectable: float | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """``mended`` and ``broken`` are ids of cases that became right and wrong.

    ``answering`` and ``correctness`` are McNemar tests.

    ``warnings`` say in Chinese what makes the two runs hard to compare.
    """

    first: Result
    second: Result
    shared: int
    metrics: tuple[Compared, ...]
    correctness: McNemar
    answering: McNemar | None
    mended: tuple[str, ...]
    broken: tuple[str, ...]
    warnings: tuple[str, ...]


def compare(first: Result, second: Result) -> Comparison:
    """Compare two runs, `second` minus `first`.

    Raises:
        UnusableAnswers: the runs share no case.
    """
    pairs = _pairs(first, second)
    if not pairs:
        raise UnusableAnswers("两次评测没有共同的题目")
    measured: dict[str, tuple[list[float], list[float], Difference]] = {}
    for key in first.metrics():
        both = [(one, two) for one, two in pairs if key in one.scores and key in two.scores]
        before, after = [one.scores[key] for one, _ in both], [two.scores[key] for _, two in both]
        difference = paired_difference(before, after, [one.cluster for one, _ in both])
        if difference is not None:
            measured[key] = (before, after, difference)
    adjusted = holm({key: difference.p for key, (_, _, difference) in measured.items()})
    main = first.main_metric()
    right = [(one.scores.get(main, 0.0) == 1.0, two.scores.get(main, 0.0) == 1.0) for one, two in pairs]
    told = [
        (_attempted(one), _attempted(two)) for one, two in pairs if "status" in one.detail and "status" in two.detail
    ]
    return Comparison(
        first=first,
        second=second,
        shared=len(pairs),
        metrics=tuple(_compared(key, *values, adjusted[key]) for key, values in measured.items()),
        correctness=mcnemar([one for one, _ in right], [two for _, two in right]),
        answering=mcnemar([one for one, _ in told], [two for _, two in told]) if told else None,
        mended=tuple(one.id for (one, _), (was, now) in zip(pairs, right, strict=True) if now and not was),
        broken=tuple(one.id for (one, _), (was, now) in zip(pairs, right, strict=True) if was and not now),
        warnings=_warnings(first, second, len(pairs)),
    )


def _pairs(first: Result, second: Result) -> list[tuple[Scored, Scored]]:
    later = {one.id: one for one in second.cases}
    return [(one, later[one.id]) for one in first.cases if one.id in later]


def _attempted(case: Scored) -> bool:
    return case.detail["status"] in ("answered", "partial")


def _compared(key: str, before: list[float], after: list[float], difference: Difference, p_holm: float) -> Compared:
    claim = difference.claim if p_holm < LEVEL else "none"
    better = "higher" if metric_name(key).rises else "lower"
    verdict = "no claim" if claim == "none" else ("better" if claim == better else "worse")
    disagree = max(difference.disagree, LEAST_DISAGREEMENT)
    return Compared(
        metric=key,
        first=sum(before) / len(before),
        second=sum(after) / len(after),
        difference=difference,
        p_holm=p_holm,
        detectable=detectable_difference(cases=difference.n, disagree=disagree),
        verdict=verdict,
    )


def _warnings(first: Result, second: Result, shared: int) -> tuple[str, ...]:
    found: list[str] = []
    if first.set.sha256 != second.set.sha256:
        found.append(f"两次所用题集不同，只比较共同的 {shared} 题")
    elif shared < len(first.cases):
        found.append(f"只比较共同的 {shared} 题")
    if first.provenance.machine != second.provenance.machine:
        found.append("两次在不同的机器上运行，用时不可比")
    return tuple(found)
