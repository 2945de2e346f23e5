"""Slips of the pen are read by their sound; words that are right, though the library does not hold them, are left alone."""

from __future__ import annotations

import pytest

from assistant.question.spelling import Speller

SPELLER = Speller("每半年召开1次警示教育会。党员登记表第一件交支部。党课由书记主讲。")


@pytest.mark.parametrize(("written", "read"), [("警视教育会", "警示教育会"), ("党员登机表", "党员登记表")])
def test_a_slip_of_one_character_is_read_as_the_library_writes_it(written: str, read: str) -> None:
    assert SPELLER.correct(written)[0] == read


@pytest.mark.parametrize("written", ["第一讲交支部", "两讲交支部"])
def test_what_follows_a_numeral_is_a_measure_and_no_slip(written: str) -> None:
    assert SPELLER.correct(written)[0] == written


@pytest.mark.parametrize("written", ["卫健委牵头", "社区总共几家", "男党员多少"])
def test_a_short_name_and_a_sound_across_two_words_are_no_slips(written: str) -> None:
    speller = Speller("市卫生健康委牵头,纪委监委监督。社区重点事项5件。困难党员3名。")
    assert speller.correct(written)[0] == written
