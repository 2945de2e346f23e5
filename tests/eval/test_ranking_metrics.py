"""Our ranking metrics against ir-measures, on rankings drawn at random."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

import ir_measures
import pytest

from eval.metrics.hit import hit
from eval.metrics.ndcg import ndcg
from eval.metrics.recall import recall
from eval.metrics.reciprocal_rank import reciprocal_rank

Metric = Callable[[Sequence[str], Mapping[str, int]], float | None]
MEASURES: list[tuple[str, Metric]] = [
    ("Success@1", lambda ranked, gold: hit(ranked, gold, k=1)),
    ("Success@5", lambda ranked, gold: hit(ranked, gold, k=5)),
    ("R@10", lambda ranked, gold: recall(ranked, gold, k=10)),
    ("RR@10", lambda ranked, gold: reciprocal_rank(ranked, gold, k=10)),
    ("nDCG@10", lambda ranked, gold: ndcg(ranked, gold, k=10)),
]


def _drawn(seed: int) -> tuple[dict[str, list[str]], dict[str, dict[str, int]]]:
    source = random.Random(seed)
    passages = [f"p{at:02d}" for at in range(30)]
    rankings: dict[str, list[str]] = {}
    gold: dict[str, dict[str, int]] = {}
    for at in range(60):
        rankings[f"q{at}"] = source.sample(passages, source.randint(1, 20))
        gold[f"q{at}"] = {
            name: source.choice((0, 1, 1, 2, 3)) for name in source.sample(passages, source.randint(1, 8))
        }
        gold[f"q{at}"][source.choice(passages)] = 1
    return rankings, gold


@pytest.mark.parametrize(("measure", "ours"), MEASURES, ids=[name for name, _ in MEASURES])
@pytest.mark.parametrize("seed", range(3))
def test_metric_equals_ir_measures_for_every_question(measure: str, ours: Metric, seed: int) -> None:
    rankings, gold = _drawn(seed)
    run = {q: {p: 1.0 / rank for rank, p in enumerate(ranked, start=1)} for q, ranked in rankings.items()}
    theirs = {one.query_id: one.value for one in ir_measures.iter_calc([ir_measures.parse_measure(measure)], gold, run)}
    assert len(theirs) == len(rankings)
    for question, ranked in rankings.items():
        assert ours(ranked, gold[question]) == pytest.approx(theirs[question], abs=1e-9), question


@pytest.mark.parametrize("ours", [metric for _, metric in MEASURES], ids=[name for name, _ in MEASURES])
def test_metric_gives_none_without_a_relevant_passage(ours: Metric) -> None:
    assert ours(["a", "b"], {}) is None
    assert ours(["a", "b"], {"a": 0}) is None


@pytest.mark.parametrize("ours", [metric for _, metric in MEASURES], ids=[name for name, _ in MEASURES])
def test_metric_is_zero_for_an_empty_ranking_and_one_for_the_perfect_one(ours: Metric) -> None:
    assert ours([], {"a": 1}) == 0
    assert ours(["a", "b"], {"a": 1}) == 1


@pytest.mark.parametrize("ours", [metric for _, metric in MEASURES], ids=[name for name, _ in MEASURES])
def test_metric_counts_a_repeated_passage_once(ours: Metric) -> None:
    assert ours(["x", "x", "x", "a"], {"a": 2, "b": 1}) == ours(["x", "a"], {"a": 2, "b": 1})
