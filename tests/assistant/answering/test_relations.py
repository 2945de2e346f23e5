"""Figures that follow from two that one sentence relates, asked in people's own words; and what must not follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

BULLETIN = """榕埠市直机关2025年作风监督情况通报

榕埠直工〔2026〕4号

一、明察暗访
2025年第四季度，市直机关纪检监察工委明察暗访窗口单位58个，发现问题73个，比第三季度减少19个；约谈12人。
二、阵地建设
在货运站、建筑工地新建8个歇脚屋，累计达到31个，由市总工会管理。
三、巡听
巡听对象为全部72个单位，三年一轮，今年安排26个；巡听员由15名增加到22名。
四、宣传
全年印制工作手册1800册，每册成本3.5元；更换楼道宣传栏24个，一个450元。
五、立项
“一码通办”申报预算48.5万元，评审会核减为41万元。
六、表决
沙洲社区选址表决时，52名居民代表中有45人赞成。
参训的40名骨干，平均年龄31岁，其中研究生学历15人，有驻村经历的9人。

中共榕埠市委市直属机关工作委员会
2026年1月16日
"""
POINTS = """榕埠市直机关党员积分管理办法

一、加分
（一）参加志愿服务每满6小时加3分，全年最多加12分；
（二）获得市级表彰的，加6分。

中共榕埠市委市直属机关工作委员会
2025年3月1日
"""
REPORT = """榕埠县直机关党建工作总结（2023—2025年）

一、主要数据
项目 | 2023年 | 2024年 | 2025年
夜校开课（场） | 64 | 81 | 97
新建支部（个） | 12 | 9 | 15

榕埠县直机关工委
2026年1月20日
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over a bulletin, rules for points and a report of one invented city."""
    with library_of(
        tmp_path_factory.mktemp("relations"), {"bulletin": BULLETIN, "points": POINTS, "report": REPORT}
    ) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "working"),
    [
        ("榕埠2025年三季度查出来几个问题", "73 + 19 = 92"),
        ("榕埠今年新的还没建的时候，歇脚屋一共有几个", "31 − 8 = 23"),
        ("榕埠巡听今年这批排完，还剩几家单位", "72 − 26 = 46"),
        ("榕埠印工作手册花了多少钱", "1800 × 3.5 = 6300"),
        ("榕埠楼道宣传栏全换下来一共要掏多少钱", "24 × 450"),
        ("榕埠“一码通办”报上来的钱，被会上砍掉了多少", "48.5万 − 41万 = 7.5万"),
        ("榕埠沙洲社区选址，没投赞成的代表有几个人", "52 − 45 = 7"),
        ("榕埠参训的骨干里，没有驻村经历的有几人", "40 − 9 = 31"),
        ("榕埠党员志愿服务做满18小时能加几分", "3 × 3 = 9"),
        ("榕埠夜校开课三年加一块儿多少场", "64 + 81 + 97 = 242"),
    ],
)
def test_what_follows_from_two_related_figures_is_worked_out(town: Assistant, question: str, working: str) -> None:
    found = ask(town, question)
    assert found.status == "answered"
    assert working in found.answer


def test_no_more_than_the_stated_most_is_earned(town: Assistant) -> None:
    assert ask(town, "榕埠党员志愿服务做了60小时，能加多少分").short == "12分"


def test_the_year_that_is_most_is_told_by_a_row_over_years(town: Assistant) -> None:
    assert ask(town, "榕埠哪年夜校开课最多").short == "2025年（97场）"
    assert ask(town, "榕埠哪年新建支部最少").short == "2024年（9个）"


@pytest.mark.parametrize(
    "question",
    [
        "榕埠2025年二季度查出来几个问题",
        "榕埠第三季度约谈了几个人",
        "榕埠印宣传折页花了多少钱",
        "榕埠沙洲社区选址，没到场的代表有几个人",
        "榕埠参训的女骨干里，没有驻村经历的有几人",
        "榕埠“一码通办”二期预算砍掉了多少",
        "榕埠三年一共开了多少场恳谈会",
    ],
)
def test_what_no_two_figures_tell_is_not_worked_out(town: Assistant, question: str) -> None:
    found = ask(town, question)
    assert found.status != "answered" or " = " not in found.answer
    assert found.short not in {"92个", "73个", "19个", "6300元", "7人", "31人", "7.5万元", "242场"}
