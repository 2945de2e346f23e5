"""A document of one office or county seldom repeats its name; a question that names it is about that document all the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.asking import wording
from assistant.scoping import Scope
from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

REPORT = """2025年度抓党建工作述职报告

霜桥市气象局党组成员、机关党委书记　宿怀玉

（2026年1月15日在市直机关述职评议会上）

一、主要工作
全年为支部配齐学习用书1,860册，组织党员到台站值守37次。观测员李某因漏报被通报批评。
退休党员人均活动经费9,800元的申请未获同意，理由是超出预算。
二、下一步打算
4月底前出台《值守党员轮换办法》。评议得票率低于75%的支部书记，次年不得连任。
"""
COUNTY = """“板凳会”开到塘埂上
——苇渡县机关党建的做法
（霜桥市委组织部编《经验选编》第3期）

苇渡县有9个乡镇。石塘镇菱角村两家为一棵树争了6年，开了2次板凳会就和好了。
"""
READING = """霜桥机关“晨读会”侧记

每周三清早，机关干部在江边读书。晨读会一年办了41期，来读的人越来越多。
"""
JOINT = """三地机关晒成绩单

云枫、霜桥、石浦三地机关本周交流做法。霜桥市直机关为老旧小区装了26部电梯。石浦市直机关办了14场讲座。
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with library_of(
        tmp_path_factory.mktemp("office"), {"三地": JOINT, "做法": COUNTY, "晨读": READING, "述职": REPORT}
    ) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("霜桥气象局值守党员轮换办法啥时候出台", "4月底前"),
        ("市气象局去台站值守了几次", "37次"),
        ("苇渡县菱角村那棵树两家争了几年", "6年"),
        ("霜桥的晨读会办了几期", "41期"),  # no 市 behind the name in its title
        ("霜桥给老旧小区装了几部电梯", "26部"),  # a report of three places
    ],
)
def test_the_name_of_the_office_or_county_is_met_by_the_byline_or_the_title(
    office: Assistant, question: str, short: str
) -> None:
    assert ask(office, question).short == short


@pytest.mark.parametrize(
    "question",
    ["霜桥水文局去台站值守了几次", "苇渡县气象站值守了几次", "石桥县菱角村那棵树争了几年", "霜桥办了几场讲座"],
)
def test_another_office_or_county_is_not(office: Assistant, question: str) -> None:
    answer = ask(office, question)
    assert answer.status in {"not_found", "partial"}
    assert answer.short is None


def test_a_case_that_is_put_is_answered_by_its_bound(office: Assistant) -> None:
    answer = ask(office, "气象局支部书记得票率要是只有70%会怎么样")
    assert "不得连任" in answer.answer


@pytest.mark.parametrize(("figure", "passes"), [("9800元", True), ("9,800元", True), ("9700元", False)])
def test_a_figure_is_the_same_with_and_without_its_comma(office: Assistant, figure: str, passes: bool) -> None:
    _, found = office.look_up(f"气象局退休党员那{figure}的申请结果呢")
    assert [locked for candidate, locked in found if "9,800元" in candidate.sentence.text] == [passes]


def test_the_reader_is_asked_without_names_that_chose_the_document(office: Assistant) -> None:
    question, found = office.look_up("霜桥气象局2025年度述职报告里台站值守了几次")
    book = next(candidate.book for candidate, _ in found if "值守37次" in candidate.sentence.text)
    other = next(candidate.book for candidate, _ in office.look_up("菱角村那棵树")[1] if candidate.book is not book)
    scope = Scope(places=("霜桥",), years=(2025,))
    assert "气象局" not in wording(question, scope, book)
    assert "气象局" in wording(question, scope, other)
    assert "值守" in wording(question, scope, book)
