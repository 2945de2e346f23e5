"""Wrong premises are put right from the text, and a page's surroundings are told as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.mark.parametrize(
    ("question", "actual", "asked"),
    [
        ("坪山区的安心斑马线是咋回事", "罗湖区", "坪山区"),
        ("光明区的“攻坚堡垒、实干先锋”活动认领了多少项任务", "龙岗区", "光明区"),
        ("市水务局的“四铁工程”创建了什么队", "市生态环境局", "市水务局"),
        ("团市委的“凤凰鸣”分享会品牌都开展些什么活动", "市妇联", "团市委"),
        ("市妇联五四期间办的那个全市主题宣讲大赛是什么", "团市委", "市妇联"),
        ("中山的“莞邑先锋讲堂”怎么办的", "东莞", "中山"),
        ("市应急局2024年新建堤防多少公里", "示例市水务局", "市应急局"),
        ("2024年3月11日中山开的那个机关党的工作会议主题是什么", "2025年", "2024年"),
    ],
)
def test_what_is_said_of_another_is_put_right(samples: Assistant, question: str, actual: str, asked: str) -> None:
    answer = ask(samples, question)
    assert answer.status == "partial"
    assert answer.short is None
    told, _, denied = answer.answer.partition("，")
    assert actual in told
    assert asked in denied


@pytest.mark.parametrize(
    "question", ["市妇联深化哪个分享会品牌", "罗湖区推出的“反向办”是什么模式", "大鹏新区先后几次查看葵坝公路现场"]
)
def test_a_right_premise_is_answered(samples: Assistant, question: str) -> None:
    assert ask(samples, question).status == "answered"


@pytest.mark.parametrize("question", ["罗湖区新增了几家博物馆", "市水务局的足球队得了第几名"])
def test_a_matter_nobody_speaks_of_corrects_nothing(samples: Assistant, question: str) -> None:
    assert ask(samples, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("中山那篇网页的公网安备号是多少？", "44030402000917"),
        ("中山新闻网页底下的ICP备案号", "10228864"),
        ("卫健局那个高温通知网页的网站标识码", "4499990001"),
    ],
)
def test_what_stands_around_the_page_is_told_as_the_pages(samples: Assistant, question: str, written: str) -> None:
    answer = ask(samples, question)
    assert answer.status == "partial"
    assert "网页附带" in answer.answer
    assert written in answer.answer


@pytest.mark.parametrize("question", ["深圳公厕改造花了几个亿", "机关党建课题一等奖有多少奖金"])
def test_a_sum_is_no_count_and_of_its_own_kind(samples: Assistant, question: str) -> None:
    assert ask(samples, question).status == "not_found"


def test_an_explanation_of_one_district_holds_no_sentence_of_another(samples: Assistant) -> None:
    answer = ask(samples, "大鹏新区的道路现场查看了几回")
    assert "先后7次" in answer.answer
    assert "罗湖区" not in answer.answer
