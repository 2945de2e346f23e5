"""Figures worked out from stated ones: what is left, a change, equal parts, the ends of a list, points of several things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

REPORT = """中共棠溪市委市直属机关工作委员会2025年工作总结

2025年，棠溪市直机关工委紧扣中心任务，各项工作取得新进展。

一、组织建设
全年排查软弱涣散支部36个，已转化29个，其余今年上半年继续攻坚。举办发展对象培训班6期，每期4天、55人。全年发展党员143名，比上年减少8名。党务干部由2024年的212名增加到257名。
组织“红色微课”评选，全年收到作品168件，初评入围64件。
市直机关人均学习时长46.5小时，2024年为38.2小时。

二、服务群众
“周末门诊”党员服务队全年出诊41次，接诊市民2360人次。
居民办证平均等候时间由35分钟压缩到12分钟。
全年筹集帮扶资金96.8万元，发放71.3万元，用于困难党员家庭。

三、作风建设
城区片检查单位48家，县区片检查单位67家。
对各单位作风测评得分从高到低依次为：市人社局96.4分、市民政局95.1分、市水利局91.8分、市林业局88.3分。
全年给予党纪处分26人，其中警告14人、严重警告7人、开除党籍5人。
评选“十佳”服务窗口，每个窗口奖励工作经费2000元。

中共棠溪市委市直属机关工作委员会
2026年1月15日
"""
RULES = """槐安市直机关党支部积分管理办法（试行）

第一条 有下列情形之一的，予以加分：
（一）获市级以上党建荣誉的，每项加3分；
（二）承办全市机关党建观摩活动的，加4分；
（三）党员先进事迹被省级以上媒体报道的，每篇加2分。
第二条 活动经费共计90万元，市财政安排55万元，其余由各单位自筹。
第三条 党支部每季度集中学习2次。

槐安市委市直属机关工作委员会
2025年10月12日
"""


@pytest.fixture(scope="module")
def counting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over a report and a set of rules of two invented cities."""
    with library_of(tmp_path_factory.mktemp("counting"), {"report": REPORT, "rules": RULES}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "working"),
    [
        ("棠溪软弱涣散支部还有几个没转化", "36 − 29 = 7"),
        ("棠溪红色微课作品没入围的多少件", "168 − 64 = 104"),
        ("棠溪帮扶资金收支相抵还结余多少", "96.8万 − 71.3万 = 25.5万"),
        ("棠溪发展对象培训班几期下来总共培训多少人", "6 × 55 = 330"),
        ("棠溪十佳服务窗口总共奖励多少钱", "10 × 2000 = 2万"),
        ("槐安支部一年集中学习几次", "4 × 2 = 8"),
        ("棠溪2024年发展党员多少名", "143 + 8 = 151"),
        ("棠溪2025年人均学习时长比上年多几个小时", "46.5 − 38.2 = 8.3"),
        ("棠溪党务干部比2024年多了多少名", "257 − 212 = 45"),
        ("棠溪办证等候时间缩短了多少分钟", "35 − 12 = 23"),
        ("棠溪城区片加县区片总共查了多少家", "48 + 67 = 115"),
        ("棠溪市民政局比市林业局作风测评高几分", "95.1 − 88.3 = 6.8"),
        ("棠溪警告的比开除党籍的多几个人", "14 − 5 = 9"),
        ("槐安活动经费各单位自筹多少", "90万 − 55万 = 35万"),
        ("槐安一个支部承办了观摩活动，又有两篇事迹上了省级媒体，能加几分", "4 + 2 × 2 = 8"),
    ],
)
def test_a_figure_is_worked_out_and_its_working_shown(counting: Assistant, question: str, working: str) -> None:
    answer = ask(counting, question)
    assert answer.status == "answered"
    assert working in answer.answer


def test_an_earlier_figure_is_told_as_it_is_stated(counting: Assistant) -> None:
    assert "212名" in ask(counting, "棠溪2024年党务干部多少名").answer


def test_the_ends_of_a_list_are_told_with_their_figures(counting: Assistant) -> None:
    assert "市人社局（96.4分）" in ask(counting, "棠溪作风测评得分最高的是谁").answer
    assert "市林业局（88.3分）" in ask(counting, "棠溪作风测评得分最低的是谁").answer
    items = ask(counting, "棠溪作风测评从高到低怎么排").items
    assert [item[:4] for item in items] == ["市人社局", "市民政局", "市水利局", "市林业局"]


@pytest.mark.parametrize(
    "question",
    [
        "棠溪周末门诊还剩多少人没接诊",  # 41次 and 2360人次 are no whole and part
        "棠溪帮扶资金比2024年多了多少",  # no earlier figure
        "棠溪处分人数比上年少了多少",  # the change of 143名 is of something else
        "棠溪城区片和县区片一共发现多少问题",  # the figures count 单位
        "棠溪党务干部2023年有多少名",  # the earlier figure is of 2024
        "槐安一个支部承办了观摩活动，又有一名党员辞职，能加几分",  # one of the two has no points
    ],
)
def test_an_operand_is_never_the_answer(counting: Assistant, question: str) -> None:
    assert ask(counting, question).status != "answered"


@pytest.mark.parametrize(
    ("question", "short"),
    [("棠溪一共排查了多少个软弱涣散支部", "36个"), ("棠溪2025年给予党纪处分共多少人", "26人")],
)
def test_a_stated_whole_is_given_as_it_stands(counting: Assistant, question: str, short: str) -> None:
    assert ask(counting, question).short == short
