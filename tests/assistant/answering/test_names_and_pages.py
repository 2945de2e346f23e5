"""Full names of what is called by a short one, the kind that a text says a thing is of, own titles, and what stands on a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

NOTICE = """中共栎川市委市直属机关工作委员会

栎直〔2026〕7号

中共栎川市委市直属机关工作委员会关于印发《2026年市直机关党建要点》的通知

各机关党委：
现将《2026年市直机关党建要点》印发给你们，请认真落实。

中共栎川市委市直属机关工作委员会
2026年3月2日

2026年市直机关党建重点任务要点

一、抓学习
做好《机关党员应知应会常识概论》学习工作，落实《整治文山会海若干规定》。片区轮流举办“栎川灯塔讲坛”系列讲座。
打造“暖心灯”志愿服务品牌。推动“一核多元”工程落地。
二、抓监督
持续抓好《关于加强机关纪检队伍建设的实施方案》落实。
"""


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with library_of(tmp_path_factory.mktemp("names"), {"栎川": NOTICE}, shipped=True) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("栎川让大家学的那本“概论”全名是啥", "《机关党员应知应会常识概论》"),
        ("栎川那个“若干规定”全称叫什么", "《整治文山会海若干规定》"),
        ("栎川要把纪检队伍弄得更强，抓的是哪份方案", "《关于加强机关纪检队伍建设的实施方案》"),
        ("栎川通知后头附的正文，自己顶上的题目是什么", "2026年市直机关党建重点任务要点"),
    ],
)
def test_full_names_and_own_titles(notice: Assistant, question: str, short: str) -> None:
    assert ask(notice, question).short == short


def test_the_number_is_told_with_its_year(notice: Assistant) -> None:
    assert "栎直〔2026〕7号" in ask(notice, "栎川这份文件是哪年的第几号").answer


@pytest.mark.parametrize("question", ["“栎川灯塔讲坛”是个啥，怎么个办法", "栎川的“暖心灯”是个什么东西"])
def test_a_kind_tells_what_a_thing_is(notice: Assistant, question: str) -> None:
    assert ask(notice, question).status == "answered"


@pytest.mark.parametrize(
    "question",
    [
        "栎川的“暖心灯”是什么意思",
        "栎川“一核多元”工程是个啥工程",
        "栎川那本“手册”全名是啥",
        "栎川的“栎川灯塔讲坛”有什么寓意",
    ],
)
def test_a_kind_is_no_meaning(notice: Assistant, question: str) -> None:
    assert ask(notice, question).status in {"partial", "not_found"}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("登深圳标杆那篇的网页，最顶上挂了哪几家“南方”", ["南方网", "南方日报出版社"]),
        ("南方网页脚那排链接，除了招标投标还有什么采购", ["物资采购"]),
        ("登中山那条稿子的网页，粤ICP备是多少号", ["10228864"]),
        ("中山那篇下面的图片动态，拍的是哪里的大雾", ["烟台"]),
    ],
)
def test_what_only_the_page_says_is_told_as_such(notice: Assistant, question: str, told: list[str]) -> None:
    answer = ask(notice, question)
    assert answer.status == "partial"
    assert all(word in answer.answer for word in told)
