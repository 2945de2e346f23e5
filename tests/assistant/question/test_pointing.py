"""A question of words that any matter shares only points; one word of its own makes it a question."""

from __future__ import annotations

import pytest

from assistant.question.pointing import only_points


@pytest.mark.parametrize(
    "text",
    [
        "那个数是多少来着",
        "期限是多久?",
        "具体要求是什么",
        "帮我看下那个文件",
        "那个会上怎么说的",
        "截止时间是哪一天",
        "由哪个部门牵头负责",
        "他们为什么要这么做",
        "上次那份材料里写的比例是多少",
    ],
)
def test_words_that_any_matter_shares_only_point(text: str) -> None:
    assert only_points(text)


@pytest.mark.parametrize(
    "text",
    [
        "积分怎么用",
        "离职了多少人",
        "示例市的期限是多久",
        "党员有多少",
        "讲话的人是谁",
        "夜校办了几期",
        "2025年的目标是什么",
    ],
)
def test_one_word_of_its_own_names_a_matter(text: str) -> None:
    assert not only_points(text)


def test_nothing_points_at_nothing() -> None:
    assert not only_points("?!")
