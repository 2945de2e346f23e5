"""Figures and years that a text tells in another form than the question asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

NEWS = """芦湾市直机关党建工作会议召开

4月8日，芦湾市直机关党建工作会议召开。2026年是芦湾机关党建的攻坚提质之年。
记者了解到，2025年，市直机关工委坚持把理论宣讲摆在首位。各单位开展专题学习420场次，院坝宣讲1860多场次。
同时，机关党员下沉社区认领微心愿2310个。会议要求落实《芦湾市机关党员教育规划（2024—2028年）》，办好建港60周年纪念展。
《船家话》节目里，四年来近150名干部上线听民声，推动解决出行、上学难题2600多个。
市港航局创建“八大护航队”，管好航道。要用好监督执纪“四种形态”，尤其是“第一种形态”。
"""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with library_of(tmp_path_factory.mktemp("told"), {"芦湾": NEWS}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("芦湾院坝宣讲一千八百六十多场，是哪一年干的", "2025年"),
        ("芦湾认领微心愿2310个是哪年的事", "2025年"),
        ("芦湾那个机关党员教育规划，几几年到几几年", "2024—2028年"),
        ("《船家话》帮着解决2600多个难题，花了多长工夫", "四年"),
        ("芦湾港航局的护航队有几支", "八大"),
        ("芦湾讲“四种形态”，说尤其要用好第几种", "第一种"),
        ("芦湾说2026年是个什么年头", "芦湾机关党建的攻坚提质之年"),
    ],
)
def test_another_form_answers(news: Assistant, question: str, short: str) -> None:
    assert ask(news, question).short == short


@pytest.mark.parametrize(
    "question",
    [
        "芦湾院坝宣讲一千九百六十多场，是哪一年干的",
        "芦湾说2025年是个什么年头",
        "芦湾港航局的巡逻队有几支",
        "《船家话》办了几期，花了多少钱",
    ],
)
def test_what_is_not_told_stays_open(news: Assistant, question: str) -> None:
    assert ask(news, question).status != "answered"
