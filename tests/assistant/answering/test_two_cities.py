"""Two cities of one library that write of like matters: what is one's is not the other's, whoever wrote more words on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.service import Assistant

CONTEST = """中共清渚市委市直机关工委关于举办机关党员讲书大赛的通知

市直各单位机关党委：

为推动党员多读书，工委决定举办机关党员讲书大赛。现将有关事项通知如下。

一、参赛要求

每个单位报送选手不超过3名，讲书视频时长5分钟以内。

二、时间和地点

（一）报名：即日起至2026年5月12日16时。

（二）初赛：5月20日14时，市委党校三楼报告厅。

（三）决赛：6月8日19时30分，清泉剧院。

三、联系方式

工委宣传部　柳依南　电话：6612087
市委党校　温砚秋　电话：6620411（场地）
市融媒体中心　骆子衿　电话：6639822（视频制作）

中共清渚市委市直机关工作委员会
2026年4月15日
"""
RULES = """丹崖市市直机关党建考核办法
（2026年2月6日中共丹崖市委市直机关工作委员会会议通过　2026年2月20日印发　丹直工规〔2026〕3号）

第一条　为做好市直机关党建考核，制定本办法。

第二条　考核采取平时考核和年终考核相结合的方式，由工委督查室组织实施。联系人：督查室　邹慕白　电话：6670318。督查室每两个月通报一次平时考核的进度。

第三条　参赛选手获市级以上讲书大赛奖项的，所在党组织加2分，同一赛事不重复加分。

第四条　列入《丹崖市机关党建提升工程实施方案》（丹直工〔2025〕12号）的任务未完成的，每项扣1分。

第五条　2026年度首次考核会商由工委书记栾望舒主持，副书记经纬因公请假。
"""


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    from assistant.compose import open_assistant
    from assistant.settings import load_settings
    from corpus.library import Library

    folder: Path = tmp_path_factory.mktemp("cities")
    for name, text in (("讲书大赛.txt", CONTEST), ("考核办法.txt", RULES)):
        (folder / name).write_text(text, encoding="utf-8")
    home = folder / "home"
    with Library.open(home) as library:
        for document in library.ids():
            library.remove(document)
        assert all(row.id for row in library.add_all([folder / "讲书大赛.txt", folder / "考核办法.txt"]))
    opened = open_assistant(load_settings(home=home))
    yield opened
    opened.close()


def test_a_matter_of_its_own_is_not_said_to_be_anothers(cities: Assistant) -> None:
    answer = ask(cities, "丹崖讲书大赛的参赛选手一共多少名")
    assert answer.status == "not_found"
    assert "清渚" not in answer.answer


def test_a_matter_of_another_alone_is_said_to_be_its_own(cities: Assistant) -> None:
    answer = ask(cities, "丹崖市在清泉剧院办的决赛是几点")
    assert (answer.status, answer.short) == ("partial", None)
    assert "清渚" in answer.answer


@pytest.mark.parametrize(("question", "short"), [("决赛", "清泉剧院"), ("初赛", "市委党校三楼报告厅")])
def test_the_venue_is_that_of_the_event_asked_about(cities: Assistant, question: str, short: str) -> None:
    answer = ask(cities, f"清渚讲书大赛的{question}在哪个地方")
    assert answer.short is not None
    assert short in answer.short
    assert "报名" not in answer.short


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("清渚讲书大赛视频传不上去找谁问", "6639822"),
        ("清渚讲书大赛场地的事打谁电话", "6620411"),
        ("想问丹崖考核的事，打谁电话", "6670318"),
    ],
)
def test_whose_telephone_is_asked_for_is_given(cities: Assistant, question: str, number: str) -> None:
    assert number in (ask(cities, question).short or "")


def test_a_matter_that_no_line_names_has_no_telephone_of_its_own(cities: Assistant) -> None:
    assert ask(cities, "清渚讲书大赛食宿的事打谁电话").status != "answered"


def test_the_number_in_the_note_below_a_title_is_the_documents(cities: Assistant) -> None:
    assert ask(cities, "丹崖考核办法的文号是多少").short == "丹直工规〔2026〕3号"


@pytest.mark.parametrize("question", ["丹崖机关党建提升工程实施方案的文号", "丹崖提升工程实施方案是什么号"])
def test_the_number_of_a_cited_text_is_not_that_of_the_citing_one(cities: Assistant, question: str) -> None:
    assert ask(cities, question).short == "丹直工〔2025〕12号"


@pytest.mark.parametrize("question", ["丹崖平时考核的进度多长时间通报一回", "丹崖隔多久通报一次平时考核的进度"])
def test_how_often_is_answered_with_the_interval(cities: Assistant, question: str) -> None:
    answer = ask(cities, question)
    assert (answer.short or "").startswith("每两个月")


def test_the_part_that_is_asked_for_is_that_of_its_own_clause(cities: Assistant) -> None:
    answer = ask(cities, "丹崖2026年首次考核会商是谁主持的，哪位请假")
    assert "栾望舒" in answer.answer
    assert "经纬" in answer.answer
