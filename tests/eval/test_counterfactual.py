from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.model import Answer
from eval.cases import Case
from eval.counterfactual import changed, counterfactuals, swaps
from tests.eval.examples import answer, case, cite, document, located

LIBRARY = {"jia-2025": document(place="甲川市"), "yi-2025": document(name="yi-2025", place="乙山市")}


@pytest.mark.parametrize(
    ("question", "kinds", "asked"),
    [
        ("甲川市2025年实现了多少项？", ["place", "year"], ["乙山2025年实现了多少项？", "甲川市2022年实现了多少项？"]),
        ("735项政务服务是什么？", ["figure"], ["335项政务服务是什么？"]),
        ("第3项讲什么？", [], []),
        ("跨城通办是什么？", [], []),
    ],
)
def test_place_year_and_figure_are_swapped(question: str, kinds: list[str], asked: list[str]) -> None:
    one = case(question=question)
    found = swaps(one, located(one), LIBRARY)
    assert [swap.change for swap in found] == kinds
    assert [swap.question for swap in found] == asked


def test_traps_follow_ups_and_comparisons_are_left_alone() -> None:
    question = "甲川市2025年实现了多少项？"
    trap = case(question=question, expect={"status": ["not_found"]})
    later = case(question=question, history=[{"role": "user", "content": "你好"}])
    assert swaps(trap, located(trap), LIBRARY) == ()
    assert swaps(later, located(later), LIBRARY) == ()
    assert swaps(case(question=question), (), LIBRARY) == ()


def test_the_same_fact_from_the_same_words_has_not_changed() -> None:
    first = answer()
    assert not changed(first, answer(question="乙山市呢？"))
    assert changed(first, answer(status="not_found"))
    assert changed(first, answer(status="partial", short=None))
    assert changed(first, answer(short="48个"))
    assert changed(first, answer(citations=(cite(document(), "组织培训班30期"),)))
    assert changed(first, replace(first, citations=(cite(document(name="yi-2025"), "全市实现735项政务服务跨城通办"),)))


def test_an_answer_that_ignores_the_change_is_scored_zero_and_a_refusal_one() -> None:
    one = case(question="甲川市实现了多少项？")
    for second, score in ((answer(), 0.0), (answer(status="not_found", citations=()), 1.0)):

        def ask(_: Case, said: Answer = second) -> Answer:
            return said

        (found,) = counterfactuals([one], {one.id: answer()}, {one.id: located(one)}, LIBRARY, ask=ask)
        assert found.id == "jia-001~place"
        assert found.scores == {"counterfactual": score}
    refused = {one.id: answer(status="not_found")}
    assert counterfactuals([one], refused, {one.id: located(one)}, LIBRARY, ask=lambda _: answer()) == ()
