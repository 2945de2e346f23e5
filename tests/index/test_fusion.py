from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import fuse, rank, scale

# Worked out by hand: dense .9 .8 .7 scales to 1, .5, 0; words 0 2 8 scales to 0, .25, 1.
TABLE = [
    pytest.param([0.9, 0.8, 0.7], [0.0, 2.0, 8.0], [0.5, 0.375, 0.5], id="parts-disagree"),
    pytest.param([0.9, 0.8, 0.7], [8.0, 2.0, 0.0], [1.0, 0.375, 0.0], id="parts-agree"),
    pytest.param([0.9, 0.8, 0.7], [0.0, 0.0, 0.0], [0.5, 0.25, 0.0], id="no-word-found"),
    pytest.param([0.8, 0.8, 0.8], [1.0, 3.0, 2.0], [0.0, 0.5, 0.25], id="meanings-alike"),
    pytest.param([-0.2, 0.2], [4.0, 4.0], [0.0, 0.5], id="negative-cosine"),
    pytest.param([0.9], [3.0], [0.0], id="nothing-to-compare"),
    pytest.param([math.nan, 0.8, 0.7], [8.0, 2.0, 0.0], [1.0, 0.625, 0.0], id="one-waits-for-its-vector"),
    pytest.param([math.nan, math.nan], [8.0, 2.0], [1.0, 0.0], id="words-alone"),
    pytest.param([], [], [], id="nothing"),
]


@pytest.mark.parametrize(("dense", "words", "expected"), TABLE)
def test_fuse_gives_the_average_worked_out_by_hand(
    dense: list[float], words: list[float], expected: list[float]
) -> None:
    assert fuse(dense, words) == pytest.approx(expected)


def test_fuse_refuses_parts_of_different_candidates() -> None:
    with pytest.raises(ValueError, match="different candidates"):
        fuse([0.1, 0.2], [1.0])


def test_rank_keeps_the_given_order_when_scores_are_equal() -> None:
    assert rank([0.5, 1.0, 0.5, 1.0, 0.5], k=4).tolist() == [1, 3, 0, 2]
    assert rank([0.5], k=0).tolist() == []


scores = st.lists(st.integers(-1000, 1000).map(lambda n: n / 8), min_size=2, max_size=30)


@given(scores, st.integers(1, 64), st.integers(-64, 64))
def test_scale_does_not_depend_on_unit_or_zero_point(values: list[float], factor: int, shift: int) -> None:
    moved = [value * factor + shift for value in values]
    assert np.allclose(scale(values), scale(moved), atol=1e-9)
    assert scale(values).min() == 0
    assert scale(values).max() in (0, 1)


@given(st.data())
def test_a_better_candidate_in_both_parts_is_never_ranked_below(data: st.DataObject) -> None:
    dense = np.array(data.draw(scores))
    words = np.array(data.draw(st.lists(st.integers(0, 100), min_size=len(dense), max_size=len(dense))), float)
    fused = fuse(dense, words)
    for a in range(len(dense)):
        for b in range(len(dense)):
            if dense[a] >= dense[b] and words[a] >= words[b]:
                assert fused[a] >= fused[b]
