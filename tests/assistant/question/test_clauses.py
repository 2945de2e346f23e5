"""The clauses of a question: what asks, what only looks like it, and what one takes over from the one before."""

from __future__ import annotations

import pytest

from assistant.question.clauses import find_clauses, of_same_measure, subjects
from assistant.question.sections import find_section
from assistant.question.understand import clean


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("人怎么都找不到的党员,多久按脱党处理,由谁来定", ("多久按脱党处理", "由谁来定")),
        ("全市网格员一个月到手多少,流失率高不高", ("全市网格员一个月到手多少", "流失率高不高")),
        ("贷款贴息的单户上限和贴息年限分别是多少", ("贷款贴息的单户上限", "贴息年限")),
    ],
)
def test_clauses_that_ask_are_told_from_those_that_do_not(text: str, said: tuple[str, ...]) -> None:
    assert tuple(one.said for one in find_clauses(text)[1]) == said


def test_how_much_at_another_time_is_of_the_same_share() -> None:
    assert of_same_measure("眼下活跃率多少", "明年想弄到多少") == "明年想弄到的活跃率是多少"
    assert of_same_measure("眼下活跃率多少", "信息采用多少") == ""
    assert of_same_measure("到会几个人", "明年想弄到多少") == ""


def test_what_is_asked_either_way_is_no_part_of_the_matter() -> None:
    assert "算不算" not in "".join(subjects("", "办法出来干的时长还算不算"))


@pytest.mark.parametrize("text", ["夜里巡第11段的那个支书是谁", "第6段那个烧烤摊后来怎样", "第11段的支书叫什么"])
def test_a_stretch_of_a_river_is_no_part_of_a_document(text: str) -> None:
    assert find_section(text) is None


def test_a_paragraph_of_a_document_is_one() -> None:
    section = find_section("文章第3段的内容是什么")
    assert section is not None
    assert section.number == 3


def test_a_blank_before_another_one_parts_two_questions() -> None:
    assert clean("在职党员一人一年多少 离退休的呢") == "在职党员一人一年多少,离退休的呢"
