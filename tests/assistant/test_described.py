"""Short forms of names, and numbered references within a question."""

from __future__ import annotations

import pytest

from assistant.described import meets, stands_for
from assistant.question.sections import find_section


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("业委会", "业主委员会委员职务自行终止"),
        ("城管", "示例市城市管理和综合执法局"),
        ("城管局", "示例市城市管理和综合执法局"),
        ("教育局", "示例市教育局"),
    ],
)
def test_a_short_form_stands_for_the_long_one(short: str, long: str) -> None:
    assert meets(short, long)


@pytest.mark.parametrize(("short", "long"), [("公安局", "示例市教育局"), ("业委会", "业主大会"), ("ab", "a b")])
def test_another_name_does_not(short: str, long: str) -> None:
    assert not stands_for(short, long)


@pytest.mark.parametrize(
    ("text", "word", "number"),
    [
        ("第三部分第二项讲什么", "item", 2),
        ("第三部分的第二点讲什么", "point", 2),
        ("第一部分和第六部分一共几项", "part", 1),
        ("第8项讲什么", "item", 8),
    ],
)
def test_the_innermost_piece_is_the_one_that_is_asked_for(text: str, word: str, number: int) -> None:
    found = find_section(text)
    assert found is not None
    assert (found.word, found.number) == (word, number)
