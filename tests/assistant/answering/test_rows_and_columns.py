"""Cells asked for by a row named in part and a column named by its kind; rows over years; ranges. All text is made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

CONTEST = """# 2025年苇泽市直机关“启明杯”岗位比武方案

市直各单位：

本次比武设三个项目，安排见下表。

| 项目 | 形式 | 日期 | 地点 | 分值 | 牵头处室 |
|---|---|---|---|---|---|
| 档案整理 | 现场操作60分钟 | 9月4日 | 市档案馆三楼 | 40分 | 办公室 |
| 政策问答 | 抽签面答12分钟 | 9月9日 | 市委党校礼堂 | 35分 | 组织处 |
| 支部沙盘推演 | 小组演练25分钟 | 9月11日 | 工人文化宫 | 25分 | 宣传处 |

报名截至8月20日，由各单位统一报送。
"""
COURSE = """# 关于举办芦汀市机关组织委员培训班的通知

市直各单位机关党委：

定于2025年7月举办组织委员培训班。

## 一、名额

名额按党员人数分配：党员300名以上的单位3名，80名至299名的单位2名，不足80名的单位1名。

## 二、课程安排

| 日期 | 时间 | 课程 | 讲课人 |
|---|---|---|---|
| 7月8日 | 上午9:00—11:30 | 入党材料审核要点 | 市委组织部 凌可久 |
| 7月8日 | 下午14:30—17:00 | 分组练习：开一次支委会 | 工委组织处 路遥之 |
| 7月9日 | 上午9:00—11:30 | 党员档案常见差错 | 市档案馆 辛以宁 |
| 7月9日 | 晚上19:00—20:30 | 老组织委员座谈 | 退休干部 靳大山 |

## 三、工作分工

| 事项 | 责任人 | 完成时限 |
|---|---|---|
| 学员手册编印 | 沈望川 | 6月25日 |
| 食宿与车辆保障 | 鲁一舟 | 7月5日 |
"""
NOTICE = """# 汀洲县直机关“红船”先进支部拟表彰名单公示

现将拟表彰名单公示如下。

| 序号 | 拟表彰党支部 | 党员人数 | 类别 | 推荐单位 |
|---|---|---|---|---|
| 1 | 县水利局河道管理党支部 | 24 | 服务型 | 县水利局机关党委 |
| 2 | 县图书馆党支部 | 11 | 学习型 | 县文旅局机关党委 |
| 3 | 县人民医院第二党支部 | 58 | 服务型 | 县卫健局机关党委 |
| 4 | 县信访局党支部 | 17 | 学习型 | 县直机关工委 |
"""
FIGURES = """# 汀洲县直机关党建三年总结（2022—2024年）

主要数字如下。

| 项目 | 2022年 | 2023年 | 2024年 |
|---|---|---|---|
| 发展党员（名） | 41 | 57 | 49 |
| 送学上门（次） | 120 | 138 | 165 |
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the four above."""
    texts = {"方案.md": CONTEST, "培训.md": COURSE, "公示.md": NOTICE, "总结.md": FIGURES}
    with library_of(tmp_path_factory.mktemp("cells"), texts) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("启明杯沙盘推演归哪个处管，上台演练几分钟", "宣传处；小组演练25分钟"),
        ("启明杯档案那项哪天比，去哪儿比", "9月4日；市档案馆三楼"),
        ("启明杯政策问答占几分", "35分"),
        ("芦汀培训班讲档案差错的那堂课谁来上", "市档案馆 辛以宁"),
        ("芦汀培训班7月8日下午上什么课", "分组练习：开一次支委会"),
        ("芦汀培训班老组织委员座谈在哪天晚上几点", "7月9日；晚上19:00—20:30"),
        ("芦汀食宿保障这摊子归谁，几号前弄完", "鲁一舟；7月5日"),
        ("芦汀沈望川负责哪一块", "学员手册编印"),
        ("汀洲河道管理那个支部是哪儿推荐上来的", "县水利局机关党委"),
        ("汀洲图书馆那个支部有多少党员", "11人"),
    ],
)
def test_a_row_named_in_part_gives_the_cell_of_the_asked_kind(told: Assistant, question: str, short: str) -> None:
    answer = ask(told, question)
    assert (answer.status, answer.short) == ("answered", short)


@pytest.mark.parametrize(
    "question",
    [
        "启明杯沙盘推演谁当裁判",
        "启明杯政策问答评委点评几分钟",
        "启明杯档案整理几点开始",
        "芦汀培训班老组织委员座谈谁主持",
        "芦汀学员手册编印谁验收",
        "汀洲图书馆党支部书记是谁",
        "汀洲人民医院第三党支部谁推荐的",
        "苇泽食宿保障归谁",
        "汀洲24年送学上门花了多少钱",
    ],
)
def test_what_is_no_column_of_the_row_is_not_answered(told: Assistant, question: str) -> None:
    assert ask(told, question).status != "answered"


def test_rows_of_a_class_are_listed(told: Assistant) -> None:
    answer = ask(told, "汀洲红船公示里学习型的支部有哪几个")
    assert answer.items == ("县图书馆党支部", "县信访局党支部")


def test_both_ends_of_a_column_are_told(told: Assistant) -> None:
    answer = ask(told, "汀洲红船公示里哪个支部党员人数最多、哪个最少，各多少人")
    assert answer.status == "answered"
    assert all(name in answer.answer for name in ("人民医院", "58", "图书馆", "11"))


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("汀洲这三年哪年发展的党员最多", "2023年（57名）"),
        ("汀洲三年里头送学上门加一块儿几次", "423次"),
    ],
)
def test_a_row_is_read_over_its_years(told: Assistant, question: str, short: str) -> None:
    answer = ask(told, question)
    assert (answer.status, answer.short) == ("answered", short)


def test_years_that_the_table_does_not_have_are_not_summed(told: Assistant) -> None:
    assert ask(told, "汀洲五年送学上门一共几次").status != "answered"


@pytest.mark.parametrize(("members", "short"), [(120, "2名"), (79, "1名"), (300, "3名")])
def test_a_figure_is_looked_up_in_the_ranges_of_a_sentence(told: Assistant, members: int, short: str) -> None:
    answer = ask(told, f"我们单位有{members}个党员，芦汀这期培训班能去几个人")
    assert (answer.status, answer.short) == ("answered", short)


def test_ranges_of_another_matter_are_no_answer(told: Assistant) -> None:
    assert ask(told, "芦汀120个党员的单位要配几名专职党务干部").status != "answered"


def test_an_english_when_and_where_has_the_row_but_not_of_what_goes_before_it(told: Assistant) -> None:
    answer = ask(told, "When and where is the 政策问答 event of the 启明杯 contest?")
    assert answer.status == "answered"
    assert "9月9日" in answer.answer and "市委党校礼堂" in answer.answer
    assert ask(told, "When does registration for the 政策问答 event close?").short != "9月9日"
