"""Follow-ups: what is left out comes from the turns before, and from the document that was spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (("东莞那个要点是谁发的", "文号呢"), "东直〔2025〕3号"),
        (("东莞那个要点是谁发的", "文号呢", "那是哪天发的"), "2025年3月27日"),
        (("深圳那篇文章第二部分讲什么", "它的来源是哪"), "南方日报"),
        (("东莞要点分几个部分", "那第二部分呢？"), "健全理论学习长效机制"),
        (("东莞要点分几个部分", "谢谢", "那第二部分呢？"), "健全理论学习长效机制"),
        (("东莞要点分几个部分", "那第二部分呢？", "第8项讲什么"), "深化“四强”党支部建设"),
        (("深圳那篇文章分几部分？", "第二部分呢", "包括哪几项"), "以高质量机关党建促进改革创新"),
        (("示例市基层治理工作会议的讲话第二点标题是什么？", "第三点讲什么？"), "强化保障"),
        (("示例市2024年机关党建课题一等奖是哪家单位？", "三等奖呢？"), "市人力资源社会保障局"),
        (("示例市2023年底要评多少个先锋支部？", "那优秀党务工作者呢？"), "30名"),
        (("示例市每个村每年运转经费不低于多少？", "办公经费呢"), "办公经费"),
        (("罗湖区在服务群众方面做了什么？", "坪山区呢？"), "民生诉求分拨系统"),
    ],
)
def test_a_follow_up_is_answered_from_what_was_spoken_of(
    samples: Assistant, turns: tuple[str, ...], words: str
) -> None:
    answer = ask(samples, *turns)
    assert answer.status == "answered"
    assert words in answer.answer


def test_a_follow_up_about_an_absent_place_is_refused(assistant: Assistant) -> None:
    assert ask(assistant, "东莞要点分几个部分", "那北京呢？").status == "not_found"
