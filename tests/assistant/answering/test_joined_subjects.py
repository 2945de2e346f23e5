"""Subjects named side by side, each answered on its own, and figures of a year told with those of the year before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

REPORT = """枫汀市直机关工委2025年工作总结

一、主要工作
在职党员人均志愿服务17.2小时，2024年为14.6小时。
“汀畔帮办”专员由2024年的210名增加到254名。
全年发展党员133名，比2024年减少8名。
要求基层报送的台账由14类减到8类。
举办党支部书记轮训班3期，共培训260人。

中共枫汀市委市直机关工委
2026年1月18日
"""
PLAN = """枫汀市直属机关2026年党建工作要点

一、建强支部
1.举办党支部书记轮训班6期，每期3天、70人。
2.党建经费按在职党员每人每年390元列入预算，慰问困难党员每人不超过1200元。
二、守好阵地
3.抓好网络阵地，对市直机关的政务新媒体逐一登记，半年没有更新的予以关停。

中共枫汀市委市直机关工委
2026年2月20日
"""
COUNTY = """桑溪县“机关党员进院落”实施方案

一、总体要求
组织机关党员到院落报到服务。
二、各镇任务
镇 | 院落数（个） | 联络员（名） | 首批凉亭（个）
永和镇 | 31 | 33 | 11
白鹭镇 | 26 | 27 | 7
三、守好阵地
对院落的宣传栏每季度检查一次，网络阵地由县委网信办统一管理。

中共桑溪县委组织部
2025年4月2日
"""
SCORES = """澜亭市市直机关党建考核办法

第一条 支部考核满分100分，学习教育占20分，组织生活占25分，中心工作占40分，群众评价占15分。

中共澜亭市委市直机关工委
2025年6月3日
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    texts = {"总结": REPORT, "要点": PLAN, "方案": COUNTY, "考核": SCORES}
    with library_of(tmp_path_factory.mktemp("joined"), texts) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("骨干夜校雾溪和岩岭各办几期", ("3期", "5期")),
        ("驻点干部补助雾溪跟岩岭每人每月各多少", ("260元", "320元")),
        ("每名驻点干部包联几个小区，雾溪和岩岭哪边多", ("**岩岭", "4个", "6个")),
        ("慰问困难党员雾溪比岩岭多多少名", ("84名", "264", "180")),
        ("雾溪和岩岭今年骨干夜校各办几期、一期几天", ("3期；5天", "5期；2天")),
    ],
)
def test_what_stands_before_or_after_two_places_is_asked_of_each(
    towns: Assistant, question: str, told: tuple[str, ...]
) -> None:
    answer = ask(towns, question)
    assert answer.status == "answered"
    assert all(said in answer.answer for said in told)


@pytest.mark.parametrize("question", ["雾溪和岩岭骨干夜校各花了多少钱", "女志愿者雾溪和岩岭各有多少名"])
def test_what_neither_place_says_is_not_told(towns: Assistant, question: str) -> None:
    assert ask(towns, question).status == "not_found"


def test_the_side_that_says_nothing_is_told_to_be_missing(towns: Assistant) -> None:
    answer = ask(towns, "雾溪和岩岭今年走访企业各多少家")
    assert answer.status == "partial"
    assert "76家" in answer.answer
    assert "未找到" in answer.answer


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("枫汀2025年人均志愿服务多少小时", "17.2小时"),
        ("枫汀2024年人均志愿服务多少小时", "14.6小时"),
        ("枫汀去年人均志愿服务多少小时", "17.2小时"),
        ("枫汀2025年“汀畔帮办”专员多少名", "254名"),
        ("枫汀2025年发展党员多少名", "133名"),
        ("枫汀2025年台账减到多少类", "8类"),
    ],
)
def test_a_figure_told_with_an_earlier_one_is_of_its_own_year(library: Assistant, question: str, short: str) -> None:
    assert ask(library, question).short == short


def test_a_year_of_which_nothing_is_said_has_no_figure(library: Assistant) -> None:
    answer = ask(library, "枫汀2023年人均志愿服务多少小时")
    assert answer.status != "answered"
    assert "17.2" not in answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("枫汀书记轮训班25年办了几期，26年打算几期，多了几期", ("3期", "6期", "6 − 3 = 3")),
        ("枫汀去年办了几期书记轮训班，今年几期", ("3期", "6期")),
        ("枫汀2025年发展党员多少名，2024年呢", ("133名", "141名")),
    ],
)
def test_the_same_of_two_years_in_two_clauses(library: Assistant, question: str, told: tuple[str, ...]) -> None:
    answer = ask(library, question)
    assert answer.status == "answered"
    assert all(said in answer.answer for said in told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("永和镇跟白鹭镇，首批凉亭哪个多，各几个", ("**永和镇**", "11个", "7个")),
        ("白鹭镇首批凉亭几个", ("7个",)),
        ("永和镇比白鹭镇多几名联络员", ("33 − 27 = 6",)),
    ],
)
def test_rows_of_towns_are_told_apart(library: Assistant, question: str, told: tuple[str, ...]) -> None:
    answer = ask(library, question)
    assert answer.status == "answered"
    assert all(said in answer.answer for said in told)


def test_the_full_score_is_no_part_of_itself(library: Assistant) -> None:
    answer = ask(library, "澜亭支部考核里，占分最重和最轻的各是哪块")
    assert "中心工作（40分）" in answer.answer
    assert "群众评价（15分）" in answer.answer
    assert "**支部考核满分" not in answer.answer


def test_what_each_says_of_a_matter_is_told_in_its_own_sentences(library: Assistant) -> None:
    answer = ask(library, "网络阵地，枫汀和桑溪分别怎么管的")
    assert answer.status == "answered"
    assert "半年没有更新的予以关停" in answer.answer
    assert "县委网信办统一管理" in answer.answer


def test_a_matter_of_which_one_says_nothing_is_not_made_up(library: Assistant) -> None:
    answer = ask(library, "书记轮训，枫汀和桑溪分别怎么安排的")
    assert answer.status == "partial"
    assert "未找到" in answer.answer
