"""Figures worked out over two years, over a whole and its part that stand apart, and over counts that stand elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

PLAN_BEFORE = """榆渚市直属机关2025年党建工作要点

榆直工〔2025〕5号

一、建强支部
1.办好“榆渚讲坛”。全年开讲6期，每期限140人，讲课人须备好提纲。
2.全年发展党员87名，其中一线不少于40名。
3.党建经费按在职党员每人每年320元安排，退休党员每人每年210元。

中共榆渚市委市直属机关工作委员会
2025年2月20日
"""
PLAN_AFTER = """榆渚市直属机关2026年党建工作要点

榆直工〔2026〕3号

一、建强支部
1.“榆渚讲坛”全年开讲9期，每期限110人。
2.全年发展党员95名，其中一线不少于45名。
3.党建经费标准提高到在职党员每人每年365元，退休党员每人每年225元。
4.聘请党建观察员24名。

中共榆渚市委市直属机关工作委员会
2026年2月12日
"""
REPORT = """榆渚市统计局党组2025年党建工作报告

一、基本情况
截至2025年底，局系统党员总数为420名，分属14个支部。
性别和学历：女党员168名，占40.0%；研究生学历党员105名，占25.0%。
在册志愿者260名，在职志愿者190名，退休志愿者41名。
全年收到群众诉求512件，当场答复260件，转办252件，已办结231件。

二、指标完成情况
项目 | 2024年 | 2025年 | 2026年目标
党课（场） | 17 | 25 | 30
主题党日到会率 | 84% | 90.5% | 95%

榆渚市统计局党组
2026年1月9日
"""
RULES = """榆渚市直机关先进典型表彰通报

一、表彰优秀共产党员（7名）
二、表彰先进党支部集体（3个）
三、说明
表彰的个人每人发给奖金1200元，先进党支部集体每个发给活动经费6000元，均从市管党费中列支。
老年食堂每餐补贴4元，80岁以上的老人再减3元。
民主生活会缺1次扣3分，主题党日缺1次扣1.5分。

榆渚市委市直属机关工作委员会
2026年6月20日
"""


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over two plans of one invented city, a report of a bureau and a notice of rewards."""
    with library_of(
        tmp_path_factory.mktemp("years"), {"after": PLAN_AFTER, "before": PLAN_BEFORE, "report": REPORT, "rules": RULES}
    ) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "working"),
    [
        ("榆渚在职党员经费今年比25年涨了多少", "365 − 320 = 45"),
        ("榆渚退休党员经费今年比去年多多少钱", "225 − 210 = 15"),
        ("榆渚26年发展党员比去年多几名", "95 − 87 = 8"),
        ("榆渚统计局党课25年比24年多了几场", "25 − 17 = 8"),
        ("榆渚统计局主题党日到会率25年比24年提高了几个百分点", "90.5 − 84 = 6.5"),
    ],
)
def test_two_years_are_compared_when_each_states_its_figure_alike(
    years: Assistant, question: str, working: str
) -> None:
    found = ask(years, question)
    assert found.status == "answered"
    assert working in found.answer
    assert len({(c.start, c.end) for c in found.citations}) >= 1


def test_a_difference_cites_the_sentence_of_each_year(years: Assistant) -> None:
    found = ask(years, "榆渚在职党员经费今年比25年涨了多少")
    assert {"320元" in c.quote for c in found.citations} == {True, False}
    assert {"365元" in c.quote for c in found.citations} == {True, False}


def test_both_years_are_told_and_which_is_more(years: Assistant) -> None:
    both = ask(years, "榆渚这两年发展党员分别多少名")
    assert "87名" in both.answer and "95名" in both.answer
    more = ask(years, "榆渚25、26两年讲坛哪年总共能坐的人多")
    assert "**2026年**更多" in more.answer
    assert "6 × 140 = 840" in more.answer and "9 × 110 = 990" in more.answer


@pytest.mark.parametrize(
    "question",
    [
        "榆渚党建观察员今年比去年多几名",
        "榆渚统计局收到的诉求25年比24年多几件",
        "榆渚青年夜校26年比25年多招多少人",
        "榆渚统计局支部25年比24年多几个",
    ],
)
def test_a_year_that_is_not_stated_is_not_made_up(years: Assistant, question: str) -> None:
    found = ask(years, question)
    assert found.status != "answered" or "−" not in found.answer


@pytest.mark.parametrize(
    ("question", "working"),
    [
        ("榆渚统计局转办的诉求还有几件没办完", "252 − 231 = 21"),
        ("榆渚统计局党员里男的有多少", "420 − 168 = 252"),
        ("榆渚统计局在职以外的志愿者有多少名", "260 − 190 = 70"),
        ("榆渚表彰的七名优秀党员奖金加一块多少钱", "7 × 1200 = 8400"),
        ("榆渚先进党支部集体活动经费总共发多少", "3 × 6000 = 1.8万"),
        ("榆渚讲坛26年满打满算能坐多少人次", "9 × 110 = 990"),
        ("榆渚八十多的老人去老年食堂每餐一共能省几块", "4 + 3 = 7"),
        ("榆渚少开一次民主生活会又少开两次主题党日，一共扣几分", "3 + 1.5 × 2 = 6"),
    ],
)
def test_operands_that_stand_apart_are_worked_out(years: Assistant, question: str, working: str) -> None:
    found = ask(years, question)
    assert found.status == "answered"
    assert working in found.answer


@pytest.mark.parametrize(
    "question",
    ["榆渚先进党支部集体奖金总共多少人次", "榆渚九名优秀党员奖金一共多少钱", "榆渚统计局男志愿者有多少名"],
)
def test_a_count_that_is_not_stated_multiplies_nothing(years: Assistant, question: str) -> None:
    found = ask(years, question)
    assert "×" not in found.answer and "−" not in found.answer
