"""Lists that the text counts, schedules told in lines, and figures that follow from two others. All text is made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.answering.schedule import find_entries
from tests.assistant.answering.asking import ask, bare, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

SPEECH = """在示例市窗口服务改进推进会上的讲话

同志们：

今天的会议主要是总结经验、查找问题。下面，我讲两点意见。

一、算清两笔账，把改进的道理讲明白

第一，算时间账。群众办一件事平均要跑2.4趟，来回路上要花3个小时，耽误了不少工夫。

第二，算口碑账。去年热线收到窗口投诉85件，说明服务还有差距。

二、正视存在的短板，把改进的方向找准

我们也要看到不足。有的窗口排队时间过长，群众意见较大。有的窗口一次性告知不清，群众来回补件。还有的窗口忙闲不均，中午无人值守。

三、抓实四个动作，把改进的成效做出来

第一，减材料。申请材料压减三分之一。

第二，并窗口。全市办事窗口并为综合窗口，今年受理业务6200件，比去年同期增加1200件。

第三，建队伍。配备帮办员36名，其中持证的有30名，由市政务中心统一管理。

第四，强监督。按照“1+2+N”模式开展监督，“1”是市政务中心，“2”是特邀监督员、企业观察员，“N”是办事群众。

谢谢大家。
"""
NOTICE = """关于举办示例市窗口服务骨干培训班的通知

各县区政务服务中心：

为提高窗口服务能力，决定举办骨干培训班。现将有关事项通知如下：

一、培训安排
培训班共分三期，每期40人，学制2天。

二、课程安排
日期　时间　课程内容　主讲人　地点
6月11日　9:00—11:30　办事指南编写要领　市政务中心副主任　郑示例　一号教室
6月11日　14:30—17:00　群众沟通技巧　示例学院教授　钱样板　二号教室
6月12日　9:00—11:30　投诉处理案例研讨　各组组长　研讨室

三、报名办法
请各单位于5月30日18:00前报送参训人员名单。

示例市政务服务中心
2025年5月20日
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the shipped documents and the two above."""
    with library_of(
        tmp_path_factory.mktemp("told"), {"示例-窗口讲话": SPEECH, "示例-培训通知": NOTICE}, shipped=True
    ) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("窗口服务改进讲话算了哪两笔账", ["算时间账", "算口碑账"]),
        ("窗口服务改进讲话要抓实的四个动作是什么", ["减材料", "并窗口", "建队伍", "强监督"]),
        ("窗口服务改进讲话第三部分的四个动作是哪些", ["减材料", "并窗口", "建队伍", "强监督"]),
        ("“1+2+N”里的2是哪两个", ["特邀监督员", "企业观察员"]),
    ],
)
def test_what_the_text_counts_is_listed_whole(told: Assistant, question: str, items: list[str]) -> None:
    answer = ask(told, question)
    assert answer.status == "answered"
    assert [item.split("，")[-1] for item in bare(answer.items)] == items


@pytest.mark.parametrize("question", ["窗口服务改进讲话算了哪五笔账", "“1+3+N”里的3是哪三个"])
def test_another_count_or_formula_names_no_list(told: Assistant, question: str) -> None:
    assert ask(told, question).items == ()


def test_sentences_that_begin_alike_are_a_list_to_the_last_of_them(told: Assistant) -> None:
    answer = ask(told, "我在写材料，窗口服务改进讲话点了哪三个不足")
    assert [item[:5] for item in answer.items] == ["有的窗口排", "有的窗口一", "还有的窗口"]


@pytest.mark.parametrize(
    ("questions", "short"),
    [
        (["示例市窗口培训班讲群众沟通的老师是谁"], "示例学院教授 钱样板"),
        (["示例市窗口培训班办事指南编写要领什么时候讲"], "6月11日 9:00—11:30"),
        (["示例市窗口培训班6月11日上午上什么课"], "办事指南编写要领"),
        (["示例市窗口培训班6月11日上午上什么课", "那下午呢"], "群众沟通技巧"),
    ],
)
def test_a_schedule_tells_who_teaches_what_and_when(told: Assistant, questions: list[str], short: str) -> None:
    assert ask(told, *questions).short == short


def test_a_schedule_says_nothing_of_what_is_not_in_it(told: Assistant) -> None:
    assert ask(told, "示例市窗口培训班讲消防安全的是谁").status != "answered"


def test_a_cell_more_than_the_header_belongs_to_the_person(told: Assistant) -> None:
    document = next(d for d in told.library.documents() if "培训" in d.name)
    entries = find_entries(document)
    assert [entry.cells["place"] for entry in entries] == ["一号教室", "二号教室", "研讨室"]
    assert entries[0].cells["person"] == "市政务中心副主任 郑示例"


@pytest.mark.parametrize(
    ("question", "short", "working"),
    [
        ("示例市去年同期综合窗口受理业务多少件", "5000件", "6200 − 1200 = 5000"),
        ("示例市帮办员中没有持证的有几名", "6名", "36 − 30 = 6"),
        ("示例市窗口服务骨干培训班三期一共培训多少人", "120人", "3 × 40 = 120"),
    ],
)
def test_a_figure_that_follows_from_two_is_worked_out(told: Assistant, question: str, short: str, working: str) -> None:
    answer = ask(told, question)
    assert answer.short == short
    assert working in answer.answer


def test_two_values_of_one_sentence_are_compared(samples: Assistant) -> None:
    answer = ask(samples, "深圳供深食品标准体系和供深食品标准各多少项")
    assert "500项" in answer.answer
    assert "366项" in answer.answer
