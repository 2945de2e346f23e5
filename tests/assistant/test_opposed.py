"""Counterparts of what is asked."""

from __future__ import annotations

import pytest

from assistant.opposed import ends_differ, grades_differ, holders_differ
from assistant.question.focus import find_aspect


@pytest.mark.parametrize(
    ("asked", "text", "other"),
    [
        ("第五支部前任书记是谁", "第五支部因书记外派推迟换届,新任书记是甲同志", True),
        ("第五支部前任书记是谁", "原任书记乙调离,新任书记是甲同志", False),
        ("第五支部的新任书记是谁", "第五支部书记是甲同志", False),
        ("现任书记是谁", "书记乙已卸任,由支部委员会代管", True),
        ("书记是谁", "新任书记是甲同志", False),
    ],
)
def test_who_held_an_office_is_not_who_holds_it(asked: str, text: str, other: bool) -> None:
    assert holders_differ(asked, text) is other


def test_grades_and_ends() -> None:
    assert grades_differ("二等奖几名", "一等奖3名")
    assert not grades_differ("二等奖几名", "一等奖3名,二等奖5名")
    assert ends_differ("谁垫底", "得分最高的是甲局")
    assert not ends_differ("谁垫底", "得分最高的是甲局,最低的是乙局")


@pytest.mark.parametrize(
    ("asked", "aspect"),
    [
        ("清渠支部是按啥标准评出来的", "标准"),
        ("依据什么流程报", "流程"),
        ("登记学时的系统,网址发我", "网址"),
        ("登记学时的系统,账号给我一下", "账号"),
        ("评选出来多少个", ""),
    ],
)
def test_the_aspect_before_the_verb_is_found(asked: str, aspect: str) -> None:
    assert find_aspect(asked) == aspect
