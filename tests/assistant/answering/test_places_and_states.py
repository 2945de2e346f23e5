"""What two places say side by side, with and without their names, and figures of now told from those of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.question.sides import find_sides
from assistant.question.understand import Lexicon, understand
from tests.assistant.answering.asking import ask

if TYPE_CHECKING:
    from assistant.service import Assistant

LEXICON = Lexicon(idf=lambda _: 1.0, find_places=lambda _: (), correct=lambda text: (text, ()))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("雾溪和岩岭的骨干夜校各办几期、一期多少人", ["3期", "45人", "5期", "30人"]),
        ("雾溪、岩岭的驻点干部各包联几个小区", ["4个", "6个"]),
        ("岩岭驻点干部每月补助比雾溪多多少元", ["320 − 260 = 60"]),
        ("驻点干部一个月补助多少元", ["260元", "雾溪", "320元", "岩岭"]),
    ],
)
def test_each_place_is_answered_by_its_own_document(towns: Assistant, question: str, said: list[str]) -> None:
    answer = ask(towns, question)
    assert answer.status == "answered"
    assert [words for words in said if words not in answer.answer] == []


def test_one_place_that_is_named_is_answered_alone(towns: Assistant) -> None:
    answer = ask(towns, "雾溪驻点干部一个月补助多少元")
    assert answer.short == "260元"
    assert "320" not in answer.answer


@pytest.mark.parametrize(
    ("turns", "short"),
    [
        (("雾溪雨棚审批现在要交几份材料",), "4份"),
        (("雾溪雨棚审批从前要交几份材料",), "11份"),
        (("雾溪雨棚审批从前要交几份材料", "那现在剩几份"), "4份"),
    ],
)
def test_now_is_told_from_before(towns: Assistant, turns: tuple[str, ...], short: str) -> None:
    assert ask(towns, *turns).short == short


@pytest.mark.parametrize(
    ("question", "names", "asked"),
    [
        ("市城管局志愿服务比市民政局多多少小时", ("市城管局志愿服务", "市民政局志愿服务"), "多少小时"),
        ("市教育局和市水务局党员加起来几个", ("市教育局党员", "市水务局党员"), "几个"),
        ("市教育局和市水务局两边驻点的干部,哪边人多,各多少", ("市教育局驻点的干部", "市水务局驻点的干部"), "有多少人"),
        ("甲街道、乙街道的群各最多几个", ("甲街道的群", "乙街道的群"), "最多几个"),
    ],
)
def test_sides_are_named_in_full(question: str, names: tuple[str, ...], asked: str) -> None:
    put = find_sides(understand(question, LEXICON))
    assert put is not None
    assert (put.names, put.asked) == (names, asked)
