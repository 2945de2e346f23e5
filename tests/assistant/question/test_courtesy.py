"""Courtesies are told by their words alone, and taken off a real question."""

from __future__ import annotations

import pytest

from assistant.question.courtesy import courtesy_of, without_courtesies


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("晚上好呀", "greeting"),
        ("您好,又来打扰您了", "greeting"),
        ("good morning", "greeting"),
        ("多谢,今天辛苦你们了", "thanks"),
        ("好的,我知道了", "thanks"),
        ("下班了,明天见", "thanks"),
        ("谢谢你,回答得很好", "thanks"),
        ("thanks a lot for your help!", "thanks"),
        ("你都会做些啥呀", "about"),
        ("你好,你是机器人吗?", "about"),
        ("你能帮我解决哪些问题", "about"),
        ("what can you help me with?", "about"),
    ],
)
def test_a_text_of_courtesies_alone_is_one(text: str, kind: str) -> None:
    assert courtesy_of(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "你能告诉我文号吗",
        "感谢信写给谁",
        "早上几点集合",
        "你那里有哪些文件",
        "辛苦奖评给了谁",
        "明天见面会在哪开",
        "有哪些功能",
        "吃饭了吗",
    ],
)
def test_a_text_with_any_other_word_is_none(text: str) -> None:
    assert courtesy_of(text) is None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("你好,请问示例市要点的文号是多少?谢谢", "请问示例市要点的文号是多少?"),
        ("早上好!辛苦了。示例市建了几个支部?麻烦你了", "示例市建了几个支部?"),
        ("您好请问期限是多久", "请问期限是多久"),
        ("示例市的期限是多久谢谢", "示例市的期限是多久"),
        ("好的,谢谢,那第二部分呢", "那第二部分呢"),
        ("hi, who issued it? thank you", "who issued it?"),
    ],
)
def test_courtesies_around_a_question_are_taken_off(text: str, question: str) -> None:
    assert without_courtesies(text) == question


@pytest.mark.parametrize("text", ["谢谢啦", "没别的问题了,辛苦", "感谢信写给谁", "问题,事儿,忙不忙的部门有几个"])
def test_what_is_all_courtesy_or_none_stays_whole(text: str) -> None:
    assert without_courtesies(text) == text
