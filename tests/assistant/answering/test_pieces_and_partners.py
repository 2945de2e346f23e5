"""Which piece speaks of a matter, who does something with whom, which of two figures of one noun, and the hour of a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.answering.partners import asks_for_partner, partner_in, with_partners
from corpus.model import Span
from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

NOTICE = """中共霖江市委市直属机关工作委员会

霖直〔2026〕7号

关于印发《霖江市2026年机关党建工作要点》的通知

市直各单位机关党委：

现将《霖江市2026年机关党建工作要点》印发给你们，请认真落实。

中共霖江市委市直属机关工作委员会

2026年3月6日

霖江市2026年机关党建工作要点

一、强化政治建设

1. 抓好政治学习。每季度开展一次专题研讨。

2. 抓好阵地建设。孵化培育“竹筏杯”创新项目140多个，12个优秀项目入围省复赛，入围数居全省第二。

二、夯实基层基础

3. 抓好支部建设。评定首批5个领域14个示范支部，年内复查一次。

4. 抓好群团工作。市直机关工委联合市广播电视台举办“渡口夜话”节目。继续开展机关工会经费审计，规范使用管理。
"""

REPORT = """霖江机关党建走进夜市

2026-04-09 18:26 来源：霖江晚报 蒲青野 荀知白

4月8日晚，霖江市直机关百名党员走进望江夜市，为摊主办实事。
"""


@pytest.fixture(scope="module")
def linjiang(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over a notice and a report of an invented city."""
    with library_of(tmp_path_factory.mktemp("linjiang"), {"notice": NOTICE, "report": REPORT}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("霖江要点哪一条讲的是工会经费", "第4条"),
        ("示范支部写在霖江要点的哪一项里", "第3项"),
        ("霖江要点哪一部分提到竹筏杯", "第1部分"),
    ],
)
def test_the_piece_that_speaks_of_a_matter_is_named(linjiang: Assistant, question: str, short: str) -> None:
    answer = ask(linjiang, question)
    assert answer.status == "answered"
    assert answer.short == short


@pytest.mark.parametrize("question", ["霖江要点哪一条讲的是食堂", "霖江要点哪一部分讲的是垃圾分类"])
def test_no_piece_is_named_for_what_none_speaks_of(linjiang: Assistant, question: str) -> None:
    answer = ask(linjiang, question)
    assert answer.status != "answered"
    assert answer.short is None


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("霖江入围省复赛的有几个项目", "12个"),
        ("霖江竹筏杯创新项目有多少个", "140多个"),
        ("霖江首批示范支部有几个", "14个"),
        ("渡口夜话节目是跟谁联合办的", "市广播电视台"),
    ],
)
def test_the_figure_or_partner_that_is_meant(linjiang: Assistant, question: str, short: str) -> None:
    assert ask(linjiang, question).short == short


def test_the_hour_of_a_report_is_part_of_its_day(linjiang: Assistant) -> None:
    told = ask(linjiang, "霖江那篇报道是哪天几点发的")
    assert told.status == "answered"
    assert told.short == "2026-04-09 18:26"
    half = ask(linjiang, "霖江的通知是几点发的")
    assert half.status == "partial"
    assert "2026年3月6日" in half.answer


def test_writers_and_addressees_are_asked_in_any_words(linjiang: Assistant) -> None:
    assert "蒲青野" in ask(linjiang, "霖江那篇报道哪几个记者写的").answer
    assert "市直各单位机关党委" in ask(linjiang, "霖江的通知主送给谁").answer


def test_a_notice_named_by_its_kind_alone_is_that_notice(linjiang: Assistant) -> None:
    answer = ask(linjiang, "那份通知落款是哪天")
    assert "2026年3月6日" in answer.answer
    assert "霖江" in answer.answer


def test_an_unquoted_term_is_looked_up_without_its_place(linjiang: Assistant) -> None:
    answer = ask(linjiang, "霖江竹筏杯是啥意思")
    assert answer.status == "partial"
    assert "没有作出解释" in answer.answer


def test_partners() -> None:
    text = "由市直机关工委、市广播集团联合乙报社举办的活动"
    assert asks_for_partner("跟谁一起办的")
    assert not asks_for_partner("谁办的")
    partner = partner_in("跟谁一起办的", text, Span(1, 7))
    assert partner is not None
    assert partner.of(text) == "乙报社"
    assert with_partners(Span(8, 13), text).of(text) == "市直机关工委、市广播集团"


PUT = """霖江市2026年机关党建工作会议召开

2月12日，霖江市2026年机关党建工作会议召开。今年，全市机关以“竹筏行动，人人撑篙”为主题，以支部联建为抓手开展工作。组建党员宣讲团，开展“江上来风”等宣讲活动。会议安排了以“夜读半小时”为主题的“渡口课堂”，以及以“走一遍老码头”为主题的送课下乡。全市机关持续开展主题教育。
"""


@pytest.fixture(scope="module")
def opening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over a report that names three themes."""
    with library_of(tmp_path_factory.mktemp("opening"), {"meeting": PUT}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("霖江渡口课堂的主题是什么", "夜读半小时"),
        ("霖江送课下乡的主题是啥", "走一遍老码头"),
        ("霖江机关工作以什么为抓手", "支部联建"),
        ("霖江的宣讲活动叫啥", "“江上来风”等宣讲活动"),
    ],
)
def test_what_is_taken_for_a_theme_or_handle(opening: Assistant, question: str, short: str) -> None:
    answer = ask(opening, question)
    assert answer.status == "answered"
    assert answer.short == short


@pytest.mark.parametrize("question", ["霖江机关工作以什么为牵引", "霖江征文比赛的主题是什么", "霖江的宣讲团叫啥名字"])
def test_no_theme_is_taken_from_what_only_sounds_like_it(opening: Assistant, question: str) -> None:
    answer = ask(opening, question)
    assert answer.status != "answered"
    assert answer.short is None
