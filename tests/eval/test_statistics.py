from __future__ import annotations

import random

import numpy as np
import pytest
from scipy.stats import binomtest

from eval.statistics.bootstrap import cluster_bootstrap
from eval.statistics.detectable import detectable_difference
from eval.statistics.holm import holm
from eval.statistics.mcnemar import exact_p, mcnemar
from eval.statistics.paired import paired_difference, sign_flip


def test_interval_of_independent_cases_is_that_of_the_normal_approximation() -> None:
    values = [1.0] * 180 + [0.0] * 20
    found = cluster_bootstrap(values, [str(at) for at in range(200)])
    assert found is not None
    assert found.mean == pytest.approx(0.9)
    assert found.low == pytest.approx(0.9 - 1.96 * (0.09 / 200) ** 0.5, abs=0.006)
    assert found.high == pytest.approx(0.9 + 1.96 * (0.09 / 200) ** 0.5, abs=0.006)


def test_interval_widens_when_cases_of_one_cluster_stand_and_fall_together() -> None:
    values = [float(at // 10 % 2) for at in range(200)]
    alone = cluster_bootstrap(values, [str(at) for at in range(200)])
    grouped = cluster_bootstrap(values, [str(at // 10) for at in range(200)])
    assert alone is not None
    assert grouped is not None
    assert grouped.mean == alone.mean
    assert grouped.high - grouped.low > 2.5 * (alone.high - alone.low)
    assert (alone.clusters, grouped.clusters) == (200, 20)


def test_mean_weighs_cases_and_not_clusters() -> None:
    found = cluster_bootstrap([1.0, 1.0, 1.0, 0.0], ["a", "a", "a", "b"])
    assert found is not None
    assert found.mean == 0.75


def test_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    source = np.random.default_rng(5)
    covered = 0
    for trial in range(200):
        level = source.uniform(0.4, 1.0, size=40)  # one success rate a cluster; the mean rate is .7
        values = [float(source.random() < rate) for rate in level for _ in range(5)]
        found = cluster_bootstrap(values, [str(at // 5) for at in range(200)], resamples=500, seed=trial)
        assert found is not None
        covered += found.low <= 0.7 <= found.high
    assert covered >= 180


def test_bootstrap_gives_none_without_values_and_refuses_other_lengths() -> None:
    assert cluster_bootstrap([], []) is None
    with pytest.raises(ValueError, match="2 values, 1 clusters"):
        cluster_bootstrap([1.0, 0.0], ["a"])


def test_two_identical_runs_support_no_claim() -> None:
    source = random.Random(1)
    values = [float(source.random() < 0.8) for _ in range(100)]
    found = paired_difference(values, values, [str(at) for at in range(100)])
    assert found is not None
    assert (found.mean, found.low, found.high, found.p, found.disagree) == (0, 0, 0, 1, 0)
    assert found.claim == "none"


def test_a_one_sided_loss_is_claimed_and_a_balanced_change_is_not() -> None:
    before = [1.0] * 100
    clusters = [str(at) for at in range(100)]
    lost = paired_difference(before, [0.0] * 15 + [1.0] * 85, clusters)
    assert lost is not None
    assert lost.mean == pytest.approx(-0.15)
    assert lost.claim == "lower"
    assert lost.p < 0.001
    mixed = [1.0] * 50 + [0.0] * 50
    swapped = paired_difference(mixed, [0.0] * 8 + mixed[8:92] + [1.0] * 8, clusters)
    assert swapped is not None
    assert swapped.mean == 0
    assert swapped.claim == "none"
    assert swapped.disagree == 0.16


def test_sign_flip_agrees_with_the_exact_test_on_yes_no_changes() -> None:
    changes = [1.0] * 9 + [-1.0] * 2 + [0.0] * 40
    exact = binomtest(2, 11).pvalue
    assert sign_flip(changes, [str(at) for at in range(len(changes))]) == pytest.approx(exact, abs=0.01)


def test_sign_flip_turns_a_whole_cluster_at_once() -> None:
    changes = [1.0] * 20
    assert sign_flip(changes, ["one"] * 20) > 0.9
    assert sign_flip(changes, [str(at) for at in range(20)]) < 0.001


@pytest.mark.parametrize(("lost", "won"), [(0, 0), (1, 0), (5, 5), (2, 11), (30, 12)])
def test_mcnemar_equals_the_binomial_test(lost: int, won: int) -> None:
    expected = binomtest(lost, lost + won).pvalue if lost + won else 1.0
    assert exact_p(lost, won) == pytest.approx(expected)


def test_mcnemar_counts_only_cases_that_changed() -> None:
    found = mcnemar([True, True, False, False, True], [True, False, True, True, True])
    assert (found.lost, found.won) == (1, 2)


def test_holm_gives_the_hand_worked_values() -> None:
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06})


def test_holm_never_exceeds_one_and_keeps_order() -> None:
    assert holm({"a": 0.9, "b": 0.8}) == {"a": 1.0, "b": 1.0}
    assert holm({}) == {}


@pytest.mark.parametrize(
    ("cases", "disagree", "points"),
    [(100, 0.1, 8.8), (200, 0.05, 4.4), (300, 0.2, 7.2), (1000, 0.1, 2.8)],
)
def test_detectable_difference_equals_the_published_formula(cases: int, disagree: float, points: float) -> None:
    found = detectable_difference(cases=cases, disagree=disagree)
    assert found is not None
    assert found * 100 == pytest.approx(points, abs=0.05)


def test_detectable_difference_is_none_when_the_set_is_too_small() -> None:
    assert detectable_difference(cases=60, disagree=0.05) is None
    assert detectable_difference(cases=0, disagree=0.1) is None
