"""Figures that follow from stated ones: the year before, all parts of a list, what is left. An invented library of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.mark.parametrize(
    ("question", "working"),
    [
        ("雾溪2024年慰问困难党员多少名", "264 − 24 = 240"),
        ("雾溪上一年的党费人均多少元", "310 + 15 = 325"),
        ("雾溪技能赛单人项目总共设多少个奖", "2 + 5 + 9 = 16"),
        ("雾溪今年打算通报表扬的集体和个人加一块多少", "12 + 35 = 47"),
        ("雾溪雨棚翻修的钱街道自筹多少", "86万 − 50万 = 36万"),
        ("雾溪骨干夜校几期加起来能教多少号人", "3 × 45 = 135"),
    ],
)
def test_a_figure_is_worked_out_from_what_one_sentence_states(towns: Assistant, question: str, working: str) -> None:
    answer = ask(towns, question)
    assert (answer.status, answer.kind) == ("answered", "compute")
    assert working in answer.answer


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("雾溪2025年慰问困难党员多少名", "264名"),
        ("雾溪慰问困难党员比2024年增加多少名", "24名"),
        ("雾溪技能赛单人项目金奖总共几个", "2个"),
        ("雾溪交上来的难题一共多少道", "58道"),
        ("雾溪交的难题没销号的还有多少道", "17道"),  # the text itself tells what is left
    ],
)
def test_a_stated_figure_is_given_as_it_stands(towns: Assistant, question: str, short: str) -> None:
    assert ask(towns, question).short == short


@pytest.mark.parametrize(
    "question",
    [
        "雾溪2024年志愿者报名多少人",  # 较2024年增长12%: the year before is told by no number of its own
        "雾溪去年走访了多少家企业",  # only 今年
        "雾溪技能赛团队项目总共设多少个奖",  # the list beside it is of 单人
    ],
)
def test_nothing_is_worked_out_where_it_does_not_follow(towns: Assistant, question: str) -> None:
    assert ask(towns, question).status != "answered"
