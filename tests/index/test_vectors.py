from __future__ import annotations

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from corpus.errors import InvalidRequest
from index.model import Vectors
from index.vectors import VectorStore

DIMENSION = 8


def unit(seed: int) -> Vectors:
    vector = np.random.default_rng(seed).standard_normal(DIMENSION)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


class StoreAgainstDict(RuleBasedStateMachine):
    """The store against a plain dict: after any adds and deletes a search never returns a stranger."""

    def __init__(self) -> None:
        super().__init__()
        self.store = VectorStore(DIMENSION)
        self.model: dict[int, Vectors] = {}
        self.ever: set[int] = set()

    @rule(seeds=st.lists(st.integers(0, 10_000), max_size=4, unique=True))
    def add(self, seeds: list[int]) -> None:
        rows = np.array([unit(seed) for seed in seeds], np.float32).reshape(-1, DIMENSION)
        numbers = self.store.add(rows).tolist()
        assert not self.ever.intersection(numbers), "a number was given twice"
        self.ever.update(numbers)
        self.model.update(zip(numbers, rows, strict=True))

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        gone = data.draw(st.lists(st.sampled_from(sorted(self.ever)), max_size=3)) if self.ever else []
        assert self.store.delete(gone) == len(set(gone) & self.model.keys())
        for number in gone:
            self.model.pop(number, None)

    @rule(seed=st.integers(0, 10_000), k=st.integers(0, 6), data=st.data())
    def search(self, seed: int, k: int, data: st.DataObject) -> None:
        question = unit(seed)
        scope = (
            data.draw(st.none() | st.lists(st.sampled_from(sorted(self.model)), unique=True)) if self.model else None
        )
        among = None if scope is None else np.array(sorted(scope), np.int64)
        allowed = self.model if scope is None else {n: self.model[n] for n in scope}
        found = self.store.search(question, k=k, among=among)
        assert set(found.numbers.tolist()) <= allowed.keys()
        best = sorted((float(vector @ question) for vector in allowed.values()), reverse=True)[:k]
        assert found.scores.tolist() == pytest.approx(best, abs=1e-6)
        for number, score in zip(found.numbers.tolist(), found.scores.tolist(), strict=True):
            assert score == pytest.approx(float(self.model[number] @ question), abs=1e-6)

    @invariant()
    def holds_what_the_dict_holds(self) -> None:
        assert len(self.store) == len(self.model)
        numbers = np.array(sorted(self.model), np.int64)
        held = self.store.vectors(numbers)
        assert np.array_equal(held, np.array([self.model[n] for n in numbers.tolist()]).reshape(-1, DIMENSION))


StoreAgainstDict.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestStoreAgainstDict = StoreAgainstDict.TestCase


def test_delete_then_add_never_returns_the_former_vector_under_the_new_number() -> None:
    store = VectorStore(DIMENSION)
    first = store.add(np.array([unit(1), unit(2)]))
    store.delete(first.tolist())
    second = store.add(np.array([unit(3), unit(4)]))
    assert not set(first.tolist()) & set(second.tolist())
    assert store.search(unit(3), k=1).numbers.tolist() == [int(second[0])]


def test_equal_scores_come_in_order_of_their_numbers() -> None:
    store = VectorStore(DIMENSION)
    store.add(np.array([unit(1)] * 5))
    assert store.search(unit(1), k=5).numbers.tolist() == [0, 1, 2, 3, 4]


def test_vectors_of_an_unknown_number_raise() -> None:
    with pytest.raises(KeyError):
        VectorStore(DIMENSION).vectors(np.array([3]))


def test_a_vector_of_another_length_is_refused() -> None:
    with pytest.raises(InvalidRequest):
        VectorStore(DIMENSION).add(np.zeros((1, DIMENSION + 1), np.float32))


def test_numbers_above_the_next_number_are_refused() -> None:
    with pytest.raises(InvalidRequest):
        VectorStore.of(np.array([7]), unit(1)[None, :], next_number=7)
