"""What is said around questions, questions that name nothing, and questions after the documents that speak of a matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.model import Turn
from tests.assistant.answering.asking import ask

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.mark.parametrize(
    "text", ["晚上好，又来打扰了", "你都会帮人查些啥呀", "好的，多谢，明天见", "Thanks for your help!"]
)
def test_courtesies_are_answered_without_a_search(samples: Assistant, text: str) -> None:
    answer = ask(samples, text)
    assert answer.status == "chitchat"
    assert answer.citations == ()


def test_a_question_among_courtesies_is_answered(samples: Assistant) -> None:
    answer = ask(samples, "您好，打扰了。请问东莞2025年党建要点的文号是多少？谢谢！")
    assert answer.status == "answered"
    assert "东直〔2025〕3号" in answer.answer


@pytest.mark.parametrize(
    "text", ["期限是多久？", "那个数到底是多少", "帮我看看那份材料", "上次会上是怎么要求的", "由谁牵头"]
)
def test_a_question_that_names_nothing_is_asked_back_with_choices(samples: Assistant, text: str) -> None:
    answer = ask(samples, text)
    assert answer.status == "clarify"
    assert len(answer.suggestions) > 3
    assert all(f"- {choice}" in answer.answer for choice in answer.suggestions)


def test_a_question_that_names_nothing_is_answered_within_one_document(samples: Assistant) -> None:
    document = next(i for i in samples.library.ids() if "东直" in samples.library.document(i).text)
    assert samples.ask("有哪些要求？", scope={"document": document}).status != "clarify"


def test_a_question_that_names_nothing_leans_on_the_one_before(samples: Assistant) -> None:
    history = [Turn("user", "东莞2025年党建要点的文号是多少"), Turn("assistant", "东直〔2025〕3号[1]。")]
    assert samples.ask("那它是什么时候印发的", history=history).short == "2025年3月27日"


@pytest.mark.parametrize(
    "text",
    [
        "哪几份材料讲过“双报到”",
        "“双报到”写在哪些文件里",
        "哪里提到过双报到",
        "找一下讲双报到的文件",
        "双报到在哪几篇里出现过？",
    ],
)
def test_the_documents_that_speak_of_a_matter_are_listed(samples: Assistant, text: str) -> None:
    answer = ask(samples, text)
    assert (answer.status, answer.kind) == ("answered", "documents")
    assert {"大鹏", "东莞"} <= {citation.place[:2] for citation in answer.citations if citation.place}
    assert all("双报到" in citation.quote for citation in answer.citations)


def test_a_matter_is_found_though_the_text_quotes_a_part_of_it(samples: Assistant) -> None:
    answer = ask(samples, "新时代枫桥经验写在哪份文件里")
    assert [citation.place for citation in answer.citations] == ["东莞"]


def test_no_document_is_said_to_speak_of_what_none_does(samples: Assistant) -> None:
    assert ask(samples, "哪些材料讲过星际旅行").status == "not_found"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("深圳标杆这篇分成哪三大块", "高标谋划"),
        ("大鹏那篇新闻后半截有哪几个小标题", "谋划在前"),
        ("东莞2025年党建要点六个部分的大标题列一下", "带头做到“两个维护”"),
        ("你知道东莞要点有几个部分吗", "带头做到“两个维护”"),
        ("李建国的讲话由哪几部分组成", "提高站位"),
    ],
)
def test_words_of_division_do_not_hide_the_document(samples: Assistant, question: str, first: str) -> None:
    answer = ask(samples, question)
    assert (answer.status, answer.kind) == ("answered", "outline")
    assert first in answer.items[0]


def test_another_bureau_is_not_given_for_the_one_that_is_named(samples: Assistant) -> None:
    assert ask(samples, "气象局2024年总结写了哪三大块？").status != "answered"
