"""The most of all, both ends of a time, a year and money are told only where the text tells them; steps and page feet by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.service import Assistant

NEWS = """柳溪市市直机关植绿行动开展

本网讯 3月12日,柳溪市市直机关植绿行动开展。市直各单位组织1200名党员参加,植树460株。市卫生健康委派出6支服务队,为群众义诊380人次。
党员轮训纳入市直机关干部教育三年规划,每年印发学习书目。要求党员在关键时刻站得出来,危急关头顶得上去。

贵州省江口县、柳溪市结成对子。江口县建成“四美村寨”35个。

编辑 周某
地址:柳溪市东门路8号 电话:0755-82345678
版权所有 柳溪日报社 2001-2024
柳ICP备20010001号
"""
PLAN = """柳溪市市直机关“亮灯”行动方案

一、总体要求
坚持问题导向,办好民生实事,推动机关党员下沉一线。

二、组织方式
由市直机关工委统一组织,各单位党组织负责实施。

三、实施步骤
(一)摸底。4月底前,各支部走访困难户,建立台账。
(二)认领。5月底前,党员按台账认领心愿。
(三)回访。11月底前,支部逐户回访。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with library_of(tmp_path_factory.mktemp("ends"), {"植绿": NEWS, "亮灯": PLAN}) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "柳溪植树哪个单位去的人最多",
        "柳溪干部教育三年规划是哪年到哪年",
        "柳溪亮灯行动第五步是什么",
        "How much money did Liuxi spend on planting the 460 trees?",
    ],
)
def test_what_the_text_does_not_tell_is_not_made_of_what_stands_near(library: Assistant, question: str) -> None:
    assert ask(library, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("柳溪亮灯行动第二步干啥", "认领"),
        ("柳溪学习书目多久发一份", "每年"),
        ("柳溪干部教育规划管几年", "三年"),
        ("柳溪卫健委派了几支服务队", "6支"),
        ("贵州江口建成多少个四美村寨", "35个"),
    ],
)
def test_what_it_tells_is_found_in_other_words(library: Assistant, question: str, told: str) -> None:
    answer = ask(library, question)
    assert answer.status == "answered"
    assert told in answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("柳溪植绿那个网页的备案号是多少", "20010001"),
        ("柳溪植绿新闻那个网页底下版权写的谁", "柳溪日报社"),
        ("柳溪植绿那个网页最下面的电话是多少", "82345678"),
    ],
)
def test_the_foot_of_a_page_is_told_as_the_pages(library: Assistant, question: str, told: str) -> None:
    answer = ask(library, question)
    assert answer.status == "partial"
    assert "网页附带" in answer.answer
    assert told in answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("柳溪那次植树640株,我没记错吧", "460株"),
        ("柳溪植绿那天派了8支服务队,是这个数不", "6支"),
        ("植绿行动派服务队是市教育局派的,对不", "卫生健康委"),
    ],
)
def test_a_wrong_claim_is_put_right_however_it_is_asked(library: Assistant, question: str, told: str) -> None:
    answer = ask(library, question)
    assert answer.status == "partial"
    assert told in answer.answer
    assert answer.short != "是"
