"""Fits the weights of `assistant.weighing` on development cases: which sentence answers, and whether any does.

``rank`` learns from every sentence whether it holds the gold evidence, ``trust`` from the best-ranked sentence of each
question whether it does and the question may be answered. Both are logistic with a ridge; figures printed beside them
are five-fold, by question. Prints; changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from assistant.weighing import LEVEL, RANK, TRUST, Signals, signals_of
from corpus.model import Span
from eval.cases import Case
from eval.evidence import Located
from eval.looked import looked_up

if TYPE_CHECKING:
    from assistant.service import Assistant

RIDGE = 2.0
FOLDS = 5
STEPS = 30  # of Newton's method; it settles in fewer than ten
READ = 14  # sentences of a question that are learned from
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence of one question: its signals, and whether it holds the gold evidence of an answerable case."""

    case: str
    language: str
    answerable: bool
    signals: Signals
    locked: bool
    right: bool


def rows_of(assistant: Assistant, cases: Iterable[Case]) -> list[Row]:
    """Return the sentences that the product looks at for the development cases of the kinds that are read."""
    found: list[Row] = []
    for looked in looked_up(assistant, cases):
        best = max((candidate.words for candidate, _ in looked.sentences), default=0.0)
        for candidate, locked in looked.sentences[:READ]:
            sentence = candidate.sentence
            if sentence.heading or sentence.furniture:
                continue
            right = looked.answerable and any(_meets(one, sentence.document, sentence.span) for one in looked.evidence)
            signals = signals_of(looked.question, candidate, first=candidate.words >= best - LEVEL)
            found.append(Row(looked.case.id, looked.question.language, looked.answerable, signals, locked, right))
    return found


def _meets(evidence: Located, document: str, span: Span) -> bool:
    return evidence.document == document and any(one.overlaps(span) for one in evidence.spans)


def fit(rows: Sequence[Row], names: Sequence[str], labels: Sequence[bool]) -> Floats:
    """Return the weights of `names` by ridge logistic regression (Newton's method) on standardised signals."""
    matrix = np.array([[float(getattr(row.signals, name)) for name in names if name != "bias"] for row in rows])
    mean, spread = matrix.mean(axis=0), matrix.std(axis=0) + 1e-6
    design = np.c_[(matrix - mean) / spread, np.ones(len(rows))]
    target = np.array(labels, dtype=float)
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-design @ weights))
        curve = (design * (odds * (1 - odds))[:, None]).T @ design + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(curve, design.T @ (odds - target) + RIDGE * weights)
    raw = weights[:-1] / spread
    return np.append(raw, weights[-1] - float((raw * mean).sum()))


def best_of(rows: Sequence[Row], score: Callable[[Row], float]) -> list[Row]:
    """Return the best-scored sentence of each question that passes the locks; questions without one are left out."""
    best: dict[str, Row] = {}
    for row in rows:
        if row.locked and (row.case not in best or score(row) > score(best[row.case])):
            best[row.case] = row
    return list(best.values())


def calibrate(rows: Sequence[Row], say: Callable[[str], None]) -> None:
    """Fit both sets of weights for each language, and print them with what they give on questions left out."""
    for language in sorted({row.language for row in rows}, reverse=True):
        say(f"language: {language}")
        _calibrate([row for row in rows if row.language == language], say)


def _calibrate(rows: Sequence[Row], say: Callable[[str], None]) -> None:
    rank_names, trust_names = list(RANK["zh"]), list(TRUST["zh"])
    fold = {row.case: int(hashlib.sha256(row.case.encode()).hexdigest(), 16) % FOLDS for row in rows}
    judged: list[tuple[Row, float]] = []
    for out in range(FOLDS):
        rank, trust = _both([row for row in rows if fold[row.case] != out], rank_names, trust_names)
        for row in best_of([row for row in rows if fold[row.case] == out], partial(_score, rank_names, rank)):
            judged.append((row, 1 / (1 + float(np.exp(-_sum(row, trust_names, trust))))))
    answerable = len({row.case for row in rows if row.answerable})
    refusable = len({row.case for row in rows}) - answerable
    say(f"questions: {answerable} answerable, {refusable} not")
    for least in THRESHOLDS:
        right = sum(row.right for row, trust in judged if trust >= least)
        false = sum(not row.answerable for row, trust in judged if trust >= least)
        overall = (right + refusable - false) / (answerable + refusable)
        say(
            f"trust ≥ {least:.2f}: right {right / answerable:.3f}  false {false / refusable:.3f}  overall {overall:.3f}"
        )
    rank, trust = _both(rows, rank_names, trust_names)
    say("RANK = " + str({name: round(float(w), 3) for name, w in zip(rank_names, rank, strict=True)}))
    say("TRUST = " + str({name: round(float(w), 3) for name, w in zip(trust_names, trust, strict=True)}))


def _both(rows: Sequence[Row], rank_names: Sequence[str], trust_names: Sequence[str]) -> tuple[Floats, Floats]:
    locked = [row for row in rows if row.locked]
    rank = fit(locked, rank_names, [row.right for row in locked])
    tops = best_of(rows, partial(_score, rank_names, rank))
    return rank, fit(tops, trust_names, [row.right for row in tops])


def _score(names: Sequence[str], weights: Floats, row: Row) -> float:
    return _sum(row, names, weights)


def _sum(row: Row, names: Sequence[str], weights: Floats) -> float:
    return float(sum(w * float(getattr(row.signals, name)) for name, w in zip(names, weights, strict=True)))
