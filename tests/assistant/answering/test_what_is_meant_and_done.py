"""A target is no account, a share no total, the second prize not the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.opposed import grades_differ
from tests.assistant.answering.asking import ask

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "示例市2023年实际发展了多少名党员？",
        "现在示例市开办一家企业实际要几天？",
        "全市财政一年总共要给村里拨多少运转经费",
    ],
)
def test_neither_a_target_nor_a_share_is_given_for_what_came_about_in_all(samples: Assistant, question: str) -> None:
    assert ask(samples, question).status != "answered"


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("示例市2023年计划发展多少名党员？", "160名"),
        ("每个村一年的运转经费不低于多少？", "12万元"),
    ],
)
def test_both_are_given_to_who_asks_for_them(samples: Assistant, question: str, written: str) -> None:
    answer = ask(samples, question)
    assert answer.status == "answered"
    assert written in answer.answer


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("得一等奖的是谁", "我们拿了二等奖。", True),
        ("得一等奖的是谁", "一等奖1名,二等奖3名。", False),
        ("得奖的是谁", "我们拿了二等奖。", False),
        ("五星级驿站有几个", "三星级驿站12个。", True),
        ("得一等奖的是谁", "五星级驿站12个。", False),
    ],
)
def test_grades_are_told_apart(question: str, sentence: str, other: bool) -> None:
    assert grades_differ(question, sentence) is other


def test_a_claimed_grade_is_put_right(samples: Assistant) -> None:
    answer = ask(samples, "市教育局机关党委的课题拿的是一等奖吧？")
    assert answer.status == "partial"
    assert "二等奖" in answer.answer
    assert answer.short is None


def test_a_sentence_of_one_part_is_no_list_of_the_departments_that_it_does_not_name(samples: Assistant) -> None:
    assert ask(samples, "工委和深圳哪几个部门一起打造社保服务圈的？").status != "answered"
