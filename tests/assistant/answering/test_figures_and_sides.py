"""Sums, differences, comparisons and definitions: figures only with their working, sides only with what each says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.mark.parametrize(
    ("question", "working"),
    [
        ("水务局新建的污水管网比新建的堤防长多少公里？", "215 − 32 = 183"),
        ("政法委的整改措施比收集到的意见建议多几条？", "87 − 27 = 60"),
        ("深圳提供食品标准和圳品一共多少个", "366 + 514 = 880"),
        ("东莞要点第一部分和第六部分一共几项？", "3 + 4 = 7"),
        ("物业条例第五条和第四条一共几项", "2 + 4 = 6"),
        ("人才引进补贴硕士比本科多多少", "2.5万 − 1.5万 = 1万"),
    ],
)
def test_a_sum_or_difference_shows_its_working(samples: Assistant, question: str, working: str) -> None:
    answer = ask(samples, question)
    assert (answer.status, answer.kind) == ("answered", "compute")
    assert working in answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("大鹏新区和东莞的“双报到”说法有什么不同？", ["下社区、进网格", "“双报到”东莞模式"]),
        ("东莞要点和推进会讲话怎么说“党建+”的？对比一下", ["“党建+改革”", "“党建+公平正义”"]),
        ("比较一下深圳和讲话里关于党支部书记轮训的说法", ["全员轮训", "450余名"]),
        ("东莞要点和深圳文章，哪个发布得更早？", ["**深圳文章**发布更早", "2025年3月27日", "2022年1月17日"]),
        ("党建课题评审和校园周边整治，联系人分别是谁？", ["何敏", "吴倩"]),
        ("市公安局和市教育局的课题，哪个得分高，各多少分？", ["**市公安局机关党委**得分更高", "91.2", "90.8"]),
        ("示例市物业管理条例和村级经费保障方案，哪个的日期更早，各是什么时候？", ["**村级经费保障方案**日期更早", "2023年8月25日", "2023年4月11日"]),
    ],
)  # fmt: skip
def test_a_comparison_gives_what_each_side_says(samples: Assistant, question: str, said: list[str]) -> None:
    answer = ask(samples, question)
    assert (answer.status, answer.kind) == ("answered", "compare")
    assert [words for words in said if words not in answer.answer] == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("示例市物业管理条例里讲的“物业管理”是指什么？", "业主通过选聘物业服务人"),
        ("“无会周”是什么意思？", "每月第一周原则上不开会"),
        ("示例市基层治理讲话说的三级组织架构是哪三级？", "街道、社区、网格"),
        ("中山说的“四级联动”是哪四级？", "省市镇村"),
        ("深圳的“反向办”指什么？", "服务找人"),
    ],
)
def test_a_definition_is_the_sentence_that_tells_what_the_term_is(
    samples: Assistant, question: str, words: str
) -> None:
    answer = ask(samples, question)
    assert answer.status == "answered"
    assert words in answer.answer


@pytest.mark.parametrize(
    "question",
    ["“四个万家”是什么", "“慢、推、虚”分别是指什么样的表现？", "“13388”行动工作安排指的是什么？", "什么是“红盾护航”"],
)
def test_a_term_that_is_only_named_is_said_to_be_unexplained(samples: Assistant, question: str) -> None:
    answer = ask(samples, question)
    assert answer.status == "partial"
    assert "没有作出解释" in answer.answer


def test_a_term_of_another_place_is_corrected(assistant: Assistant) -> None:
    answer = ask(assistant, "大鹏新区推出的“反向办”是什么？")
    assert answer.status == "partial"
    assert "罗湖区" in answer.answer


def test_the_documents_of_a_body_or_a_year_are_listed(samples: Assistant) -> None:
    assert len(ask(samples, "哪几份文件是教育局发的").items) == 1
    assert len(ask(samples, "示例市2024年的文件有哪些").items) == 8


def test_weather_is_refused_unless_a_document_is_about_it(samples: Assistant) -> None:
    assert ask(samples, "今天天气怎么样").status == "not_found"
    assert ask(samples, "高温天气通知是谁发的").short == "示例市卫生健康局"


@pytest.mark.parametrize(
    ("question", "count"), [("哪些文件提到“双报到”", 2), ("哪些文件提到“红盾护航”", 1), ("资料库里有哪些文件", 5)]
)
def test_the_documents_that_speak_of_something_are_listed(assistant: Assistant, question: str, count: int) -> None:
    assert len(ask(assistant, question).items) == count


@pytest.mark.parametrize(
    "question", ["广州的机关党建要点讲什么", "2024年东莞机关党建要点有哪些", "深圳2025年的机关党建标杆文章讲了什么"]
)
def test_an_absent_place_or_year_is_refused(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert (answer.status, answer.citations) == ("not_found", ())


@pytest.mark.parametrize("question", ["深圳机关党建讲话的第三点是什么", "2025年机关党建推进会上的讲话是哪个市的"])
def test_the_masked_speech_is_given_to_no_place(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status == "partial"
    assert "未具名" in answer.answer
