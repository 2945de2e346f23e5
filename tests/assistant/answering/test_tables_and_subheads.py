"""Cells by row and column, and lists told by ordinals, sub-headings, annexes and article leads. All text is made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, bare, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

BULLETIN = """# 中共柳溪市委市直机关工委关于2024年度读书活动情况的通报

柳直工通〔2025〕9号

市直各单位机关党委：

## 一、总体情况

全年举办读书会412场，参加人数比2023年增加1300人。

## 二、分单位情况

六家单位的情况如下：

| 单位 | 读书小组（个） | 举办读书会（场） | 参加人数（人） | 按时完成率 | 评议得分 |
|---|---|---|---|---|---|
| 市财政局 | 12 | 64 | 1310 | 100% | 95.2 |
| 市水利局 | 9 | 41 | 870 | 96% | 90.4 |
| 市自然资源和规划局 | 15 | 88 | 1725 | 98% | 93.7 |
| 市档案馆 | 4 | 17 | 266 | 85% | 78.9 |

注：评议得分95分以上为优秀，80分至94.9分为良好，80分以下为一般。

## 三、存在问题

市水利局有3个小组没有读书笔记。

中共柳溪市委市直机关工作委员会

2025年1月20日
"""
RULES = """柳溪市党员志愿服务积分办法

第一章　总则

第一条　为规范柳溪市党员志愿服务积分管理，制定本办法。

第二章　认定和核减

第二条　积分认定按照以下程序办理：
（一）本人申报；
（二）支部核实；
（三）社区盖章；
（四）平台公示。

第三条　党员有下列情形之一的，支部应当在7日内核减其积分：
（一）虚报服务时长的；
（二）找人代签的。

第四条　有下列情形之一的，对支部书记进行提醒谈话：
（一）审核把关不严的；
（二）积分长期不更新的。

第五条　有下列情形之一的，不得申领奖励：
（一）积分不满30分的；
（二）年度评议不合格的。
"""
SPEECH = """在柳溪市机关作风建设座谈会上的讲话

同志们：

一、问题在哪里

我看有“两道坎”。第一道坎，路不熟：新来的同志半年没下过村。第二道坎，话不通：材料里的话群众听不懂。

二、往后怎么做

第一件事，把脚迈出去。每名干部每月下乡不少于3天。

第二件事，把话说明白。政策解读一律用大白话。

第三件事，把账算清楚。年底逐项对账。
"""
MINUTES = """柳溪市直机关工委书记办公会议纪要

2025年第6次

2025年4月8日，市直机关工委召开2025年第6次书记办公会议，研究阅览室改造、讲师聘任等事项。

一、关于阅览室改造
会议同意阅览室改造方案，预算18万元。

二、关于讲师聘任
会议同意聘任讲师12名。

三、关于内刊停办
会议决定内刊6月底停办。
"""
EXPERIENCE = """柳溪市党建引领基层治理经验材料

近年来，柳溪市各单位创出不少好办法。现将三家支部的做法介绍如下。

一、市园林处绿道支部：把“没人管”变成“抢着管”
支部认领绿道21公里。

二、市供电局抢修支部：把“等半天”变成“半小时”
支部组建抢修队8支。

三、市图书馆流通支部：把“借书难”变成“送上门”
支部开设送书点34个。

四、几点体会
要沉下去，要坚持住。
"""
NOTICE = """中共柳溪市委市直机关工委关于征集支部工作案例的通知

市直各单位机关党委：

现就征集支部工作案例有关事项通知如下。

一、征集范围
市直机关各党支部。

二、报送要求
请于5月30日前报送，每家单位限报2篇。

附件：1.案例推荐表
　　　2.案例写作提纲
　　　3.往年案例目录（20篇）

中共柳溪市委市直机关工作委员会
2025年4月2日
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the shipped documents and the six above."""
    texts = {
        "通报.md": BULLETIN, "办法.txt": RULES, "讲话.txt": SPEECH, "纪要.txt": MINUTES, "经验.txt": EXPERIENCE, "通知.txt": NOTICE,
    }  # fmt: skip
    with library_of(tmp_path_factory.mktemp("tables"), texts, shipped=True) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("柳溪财政局有几个读书小组，评议得几分", "12个；95.2分"),
        ("柳溪规划局读书会办了多少场", "88场"),
        ("柳溪市水利局按时完成率", "96%"),
        ("柳溪水利局参加人数比财政局少多少", "440人"),
        ("柳溪财政局和档案馆的读书小组加起来几个", "16个"),
        ("柳溪这4家单位举办读书会一共多少场", "210场"),
        ("柳溪哪家单位评议得分最低", "市档案馆（78.9分）"),
    ],
)
def test_a_cell_is_told_by_its_row_and_column(told: Assistant, question: str, short: str) -> None:
    answer = ask(told, question)
    assert (answer.status, answer.short) == ("answered", short)


def test_two_rows_compared_are_called_by_their_names_in_the_table(told: Assistant) -> None:
    answer = ask(told, "柳溪财政局和水利局哪个评议得分高")
    assert answer.short == "市财政局"
    assert "**市财政局**评议得分更高" in answer.answer


def test_the_working_of_a_difference_is_shown_and_its_direction_is_that_of_the_figures(told: Assistant) -> None:
    answer = ask(told, "柳溪水利局参加人数比财政局多多少").answer
    assert "1310 − 870 = 440" in answer
    assert "**市财政局**比市水利局多" in answer


@pytest.mark.parametrize(
    ("question", "status", "short"),
    [
        ("柳溪财政局评议得分算什么等次", "answered", "优秀"),
        ("柳溪水利局评议得分算优秀吗", "partial", None),
        ("柳溪档案馆评议得分达到80分了吗", "partial", None),
        ("柳溪水利局评议得分达到90分了吗", "answered", "是"),
    ],
)
def test_a_score_has_the_grade_that_the_document_gives_it(
    told: Assistant, question: str, status: str, short: str | None
) -> None:
    answer = ask(told, question)
    assert (answer.status, answer.short) == (status, short)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("柳溪哪些单位按时完成率低于97%", ("市水利局", "市档案馆")),
        ("柳溪哪家单位评议得分在95分以上", ("市财政局",)),
    ],
)
def test_rows_that_keep_a_bound_are_named(told: Assistant, question: str, names: tuple[str, ...]) -> None:
    assert ask(told, question).items == names


def test_a_claimed_cell_is_corrected(told: Assistant) -> None:
    answer = ask(told, "柳溪市档案馆按时完成率是96%吧")
    assert answer.status == "partial"
    assert "85%" in answer.answer


def test_a_row_gives_no_yes_by_words_that_stand_in_it(told: Assistant) -> None:
    answer = ask(told, "柳溪95.2分的那家单位是市水利局，对吗")
    assert not answer.answer.startswith("是")


@pytest.mark.parametrize(
    "question",
    [
        "柳溪市教育局的评议得分是多少",  # no such row
        "柳溪市司法局参加人数有多少",
        "柳溪财政局2022年的评议得分",  # no such year
        "柳溪水利局没有读书笔记的读书小组占多少人",  # a restriction that no column has
        "柳溪市水利局读书小组有哪些",  # a figure does not say which
    ],
)
def test_what_the_table_does_not_have_is_not_taken_from_another_cell(told: Assistant, question: str) -> None:
    assert ask(told, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("柳溪作风建设座谈会讲话说的“两道坎”是哪两道", ["路不熟", "话不通"]),
        ("柳溪作风建设座谈会讲话要做哪三件事", ["把脚迈出去", "把话说明白", "把账算清楚"]),
        ("柳溪志愿服务积分认定走哪几步", ["本人申报", "支部核实", "社区盖章", "平台公示"]),
        ("柳溪党员遇到哪些情况支部要几天内核减积分", ["虚报服务时长的", "找人代签的"]),
        ("柳溪哪些情形不得申领奖励", ["积分不满30分的", "年度评议不合格的"]),
        ("柳溪这次书记办公会议定了哪几件事", ["关于阅览室改造", "关于讲师聘任", "关于内刊停办"]),
        ("柳溪三个支部介绍经验，分别是哪几家", ["市园林处绿道支部", "市供电局抢修支部", "市图书馆流通支部"]),
        ("柳溪征集案例的通知附了哪几样东西", ["案例推荐表", "案例写作提纲", "往年案例目录（20篇）"]),
        ("柳溪征集案例的通知附件都有哪些", ["案例推荐表", "案例写作提纲", "往年案例目录（20篇）"]),
        ("柳溪读书活动通报的表里列了哪几家单位", ["市财政局", "市水利局", "市自然资源和规划局", "市档案馆"]),
    ],
)
def test_members_told_by_headings_ordinals_and_leads_are_a_list(
    told: Assistant, question: str, items: list[str]
) -> None:
    assert [item.split("、")[-1] for item in bare(ask(told, question).items)] == items


@pytest.mark.parametrize("question", ["柳溪征集案例的通知附件有几个", "柳溪征集案例的通知一共带了几个附件"])
def test_annexes_below_the_text_are_counted_to_the_last(told: Assistant, question: str) -> None:
    assert ask(told, question).short == "3个"


@pytest.mark.parametrize(
    "question",
    [
        "柳溪作风建设座谈会讲话要做哪五件事",
        "柳溪经验材料写了哪四个支部",
        "柳溪征集案例的通知附了哪五份附件",
        "柳溪哪些情形可以申领奖励",
    ],
)
def test_another_count_or_the_opposite_is_no_such_list(told: Assistant, question: str) -> None:
    assert ask(told, question).items == ()
