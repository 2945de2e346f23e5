"""Lists known by a sign that each of their members holds, by so many characters, or by the number that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

SPEECH = """在澄浦市机关党建工作会上的讲话

同志们：
要把任务压到人头，定人定岗定责，挂图作战。各支部要自觉学章守章护章用章，不搞变通。
干部下沉要做到门牌清、人员清、诉求清，让群众满意度逐月攀升、信任度稳步提高、参与度明显增强。
全年通过查评改抓牢支部结对。进一步统一认识、凝聚力量、狠抓落实，推动机关党建再上台阶。
城东工区依托“澄浦云课堂”，试点推广支部活动线上打卡和组织生活质量观察员制度，效果很好。
要做到“困难在哪里，支部就建在哪里，党员就冲在哪里”，这是检验作风的尺子。
"""


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with library_of(tmp_path_factory.mktemp("shaped"), {"澄浦": SPEECH}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("澄浦讲的三个“定”是什么", ["定人", "定岗", "定责"]),
        ("澄浦要支部做到哪四个带“章”的", ["学章", "守章", "护章", "用章"]),
        ("澄浦干部下沉要做到哪三个“清”", ["门牌清", "人员清", "诉求清"]),
        ("澄浦要让群众的哪几种“度”往上走", ["满意度", "信任度", "参与度"]),
        ("澄浦那个会最后落到哪三件事上，统一啥凝聚啥狠抓啥", ["统一认识", "凝聚力量", "狠抓落实"]),
        ("城东工区试点的支部活动，两样新办法是什么", ["线上打卡", "组织生活质量观察员制度"]),
        ("澄浦检验作风要做到哪三句话", ["困难在哪里", "支部就建在哪里", "党员就冲在哪里"]),
    ],
)
def test_a_sign_and_a_number_tell_the_run(speech: Assistant, question: str, items: list[str]) -> None:
    answer = ask(speech, question)
    assert answer.status == "answered"
    assert list(answer.items) == items


def test_a_word_of_so_many_characters_is_found(speech: Assistant) -> None:
    assert ask(speech, "澄浦靠哪三个字抓牢支部结对").short == "查评改"


@pytest.mark.parametrize(
    "question",
    ["澄浦讲的四个“定”是什么", "澄浦讲的三个“联”是什么", "澄浦要支部做到哪五个带“章”的", "澄浦靠哪四个字抓牢支部结对"],
)
def test_another_sign_or_number_is_not_answered(speech: Assistant, question: str) -> None:
    assert ask(speech, question).status != "answered"
