"""A follow-up takes the place of its like in the question before, not of all that stands before the question word."""

from __future__ import annotations

import pytest

from assistant.question.exchange import exchange_like, exchange_times
from assistant.question.model import PlaceReference, Question, Slot


@pytest.mark.parametrize(
    ("previous", "part", "merged"),
    [
        ("样例县2024年要建成多少个驿站?", "26年", "样例县2026年要建成多少个驿站?"),
        ("样例县2024年要建成多少个驿站?", "2025年的", "样例县2025年要建成多少个驿站?"),
        ("5月14日上午上什么课?", "下午", "5月14日下午上什么课?"),
        ("5月14日上午上什么课?", "15日下午", "5月15日下午上什么课?"),
        ("5月14日上什么课?", "6月2号", "6月2号上什么课?"),
        ("第一天上什么课", "第三天", "第三天上什么课"),
        ("第一季度办了几期?", "第二季度", "第二季度办了几期?"),
        ("上半年完成多少?", "下半年", "下半年完成多少?"),
        ("“一网通办”由谁负责", "“一窗受理”", "“一窗受理”由谁负责"),
    ],
)
def test_a_time_takes_the_place_of_its_like(previous: str, part: str, merged: str) -> None:
    assert exchange_times(previous, part) == merged


@pytest.mark.parametrize("part", ["26年的办公经费", "下午", "办公经费", "84个"])
def test_what_is_more_than_a_time_or_has_no_like_is_left(part: str) -> None:
    assert exchange_times("样例县2024年要建成多少个驿站?", part) is None


@pytest.mark.parametrize(
    ("previous", "part", "merged"),
    [
        ("示例市在职党员每人每年经费多少?", "离退休党员", "示例市离退休党员每人每年经费多少?"),
        ("示例市每个村每年运转经费不低于多少?", "办公经费", "示例市每个村每年办公经费不低于多少?"),
        ("示例市课题一等奖是哪家单位?", "三等奖", "示例市课题三等奖是哪家单位?"),
    ],
)
def test_a_part_takes_the_place_of_what_shares_its_head(previous: str, part: str, merged: str) -> None:
    before = Question(previous, previous, previous, "zh", "fact", places=(PlaceReference("示例", "示例市"),))
    assert exchange_like(before, part) == merged


def test_a_part_of_other_words_takes_the_place_of_what_is_counted() -> None:
    text = "示例市表彰了多少个先锋支部?"
    before = Question(text, text, text, "zh", "fact", slots=(Slot("个", "先锋支部", "先锋支部"),))
    assert exchange_like(before, "优秀党务工作者") == "示例市表彰了多少优秀党务工作者?"
    assert exchange_like(before, "三年一共") is None
