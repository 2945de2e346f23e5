"""Pieces of a document named by number, several together, by place, or by what they tell; and what is asked inside one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, bare, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

PLAN = """霜桥市市直机关2026年党建工作要点

一、把学习抓实
全市机关党员要时时绷紧纪律规矩的弦。
1. 办好周三读书会。每月读一本书，由荐书党员领读。
2. 开设板凳课堂。全年开讲18期，课程表由宣传科拟定，执行《霜桥市委关于加强党员教育的规定》。
二、把支部建强
3. 推行支部体检。体检设5张表。
4. 规范换届提醒。提前6个月发提醒函。
5. 选好支部委员。每届任期3年。
三、把服务做细
6. 建立窗口轮值。每周三由领导干部轮值。
7. 兑现民情清单。清单逐条销号。
四、把责任压紧
8. 述职评议两评两看。
9. 经费单列。

霜桥市委市直机关工委
2026年2月11日
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with library_of(tmp_path_factory.mktemp("pieces"), {"霜桥": PLAN}, shipped=True) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("霜桥要点第3到5条，题目挨个念给我听", ["推行支部体检", "规范换届提醒", "选好支部委员"]),
        ("霜桥要点后两大块的标题抄一下", ["把服务做细", "把责任压紧"]),
        ("霜桥要点靠后那两大块（第三、第四）的标题", ["把服务做细", "把责任压紧"]),
        (
            "霜桥第一、第三两部分底下的小条目，题目都列上",
            ["办好周三读书会", "开设板凳课堂", "建立窗口轮值", "兑现民情清单"],
        ),
        ("霜桥要点讲支部那部分前头是哪个大标题，后头又是哪个", ["把学习抓实", "把服务做细"]),
        (
            "霜桥要点从头到尾的小条目（不算大标题）列一下",
            [
                "办好周三读书会",
                "开设板凳课堂",
                "推行支部体检",
                "规范换届提醒",
                "选好支部委员",
                "建立窗口轮值",
                "兑现民情清单",
                "述职评议两评两看",
                "经费单列",
            ],
        ),
        ("推进会讲话最后那一大块叫啥，第一条、第三条各抓什么", ["压紧压实主体责任", "激发干部队伍活力"]),
    ],
)
def test_several_pieces_are_told_together(town: Assistant, question: str, items: list[str]) -> None:
    answer = ask(town, question)
    assert answer.status == "answered"
    assert bare(answer.items) == items


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("霜桥要点第二跟第三部分加一块有几条", "5项"),
        ("霜桥要点前三部分一共几条", "7项"),
        ("霜桥要点前两部分各有几条", "2项、3项"),
        ("霜桥要点第2条说今年开讲几期", "18期"),
        ("霜桥要点第5条说任期多久", "3年"),
    ],
)
def test_pieces_are_counted_and_asked_inside(town: Assistant, question: str, short: str) -> None:
    assert ask(town, question).short == short


def test_what_a_part_says_before_its_entries_is_found_in_it(town: Assistant) -> None:
    answer = ask(town, "霜桥第一部分一上来说，机关党员得绷紧什么弦")
    assert "纪律规矩的弦" in answer.answer
    assert "开设板凳课堂" not in answer.answer


def test_the_last_but_one_part_is_counted_from_the_end(town: Assistant) -> None:
    assert "把服务做细" in ask(town, "霜桥要点倒数第二部分叫啥").answer


@pytest.mark.parametrize(
    "question",
    [
        "霜桥要点第2条说任期多久",  # another item's
        "霜桥要点第4条由谁领读",
        "霜桥要点第10到12条的题目",
        "霜桥要点讲支部那部分前头是哪两个大标题",
    ],
)
def test_a_piece_does_not_answer_for_another(town: Assistant, question: str) -> None:
    assert ask(town, question).status in {"not_found", "partial"}
