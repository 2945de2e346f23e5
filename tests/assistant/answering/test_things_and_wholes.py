"""Numbers of things that are no parts of a text, wholes beside their parts, and parts of a report headed by a place. Made-up texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

RIVER = """守着这条河——样例市机关党员护河见闻

去年春天，样例市把城区的河分成18段，一家单位管一段。第4段有家面馆，泔水直接往河里倒，市城管局支部的队员去了五趟，帮着装好了隔油槽，店主从此再没倒过。第9段有座老桥，桥洞里堆满了旧家具，清了三天才清完。
"""
PLAN = """样例市直机关2026年学习计划

一、办好“夜灯讲堂”
全年安排8课，每课不超过80分钟，其中到乡镇现场开课不少于2课。

二、发展党员
全年计划发展党员90名，其中35岁以下不少于60名。

三、搬迁安排
工委机关6月搬到北楼，搬迁期间组织关系转接改在市民中心3号窗口办理。
"""
REPORT = """合用一个院——永例市“邻里院”走访记

永例市用三年时间把闲置房屋改成邻里院，全市建成260处。

安岭县：一院管三村
县里不搞村村建院，几个村合用一个院子，配流动服务车跑其余各村，逢农历初四、十四、二十四到村。

临港区：船上也有院
区里把5条旧船改成水上院，每周二、周四巡回。
"""
COUNTY = """安岭县水利局2025年党建工作总结

2025年，安岭县水利局下辖6个党支部，有党员98名。全年开展党课15场。
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the shipped documents and the texts above."""
    texts = {"样例-护河": RIVER, "样例-计划": PLAN, "永例-邻里院": REPORT, "安岭-总结": COUNTY}
    with library_of(tmp_path_factory.mktemp("things"), texts, shipped=True) as opened:
        yield opened


def test_a_numbered_thing_is_no_part_of_a_document(told: Assistant) -> None:
    answer = ask(told, "第4段那家往河里倒泔水的面馆后来咋整好的")
    assert answer.status == "answered"
    assert "隔油槽" in answer.answer


def test_a_thing_of_a_number_that_nothing_has_is_not_found(told: Assistant) -> None:
    assert ask(told, "样例市河第16段那家面馆后来咋整好的").status in {"not_found", "partial"}


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("样例市夜灯讲堂今年准备开几课", "8课"),
        ("样例市夜灯讲堂到乡镇现场要开几课", "不少于2课"),
        ("样例市35岁以下的党员要发展多少名", "不少于60名"),
        ("样例市工委搬家那几天转组织关系上哪儿办", "市民中心3号窗口"),
    ],
)
def test_whole_part_and_counter_are_told_apart(told: Assistant, question: str, short: str) -> None:
    assert ask(told, question).short == short


def test_a_part_of_a_report_headed_by_a_place_is_of_it(told: Assistant) -> None:
    answer = ask(told, "安岭县流动服务车每个月哪几天进村")
    assert answer.status == "answered"
    assert "初四" in answer.answer
    assert ask(told, "安岭县每周哪几天巡回").status in {"not_found", "partial"}
