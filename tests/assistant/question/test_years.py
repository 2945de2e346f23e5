"""Years of two digits and years told from now."""

from __future__ import annotations

import pytest

from assistant.question.spelling import Speller
from assistant.question.years import relative_year, with_whole_years

YEARS = range(2018, 2029)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("25年总结写了啥", "2025年总结写了啥"),
        ("雾溪24年和25年各几个", "雾溪2024年和2025年各几个"),
        ("党龄满25年的有几个", "党龄满25年的有几个"),
        ("20年党龄的算不算", "20年党龄的算不算"),
        ("工作25年以上的", "工作25年以上的"),
        ("2025年的呢", "2025年的呢"),
        ("14年的文件", "14年的文件"),
    ],
)
def test_two_digits_are_a_year_where_no_length_of_time_stands(text: str, read: str) -> None:
    assert with_whole_years(text, YEARS) == read


@pytest.mark.parametrize(
    ("text", "told"),
    [("今年办几期", "this"), ("去年办了几期", "last"), ("今年比去年多几期", None), ("办几期", None)],
)
def test_relative_year(text: str, told: str | None) -> None:
    assert relative_year(text) == told


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("观察员聘几年", "观察员聘几年"),
        ("干部培训办几期", "干部培训办几期"),
        ("多久必须陪训", "多久必须培训"),
        ("在职档员有几个", "在职党员有几个"),
    ],
)
def test_slips_are_put_right_and_lone_verbs_left(text: str, read: str) -> None:
    speller = Speller("每个在职党员都参加培训。观察员凭证进入。干部培训班五期。")
    assert speller.correct(text)[0] == read
