from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from corpus.sentences import split_clauses, split_sentences


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


def clauses(text: str) -> list[str]:
    return [span.of(text) for span in split_clauses(text)]


def test_sentence_ends_at_its_stop_with_its_closing_quote() -> None:
    assert sentences("他说：“走吧。”大家都走了！真的吗？真的。") == [
        "他说：“走吧。”",
        "大家都走了！",
        "真的吗？",
        "真的。",
    ]


def test_clauses_stay_in_one_sentence() -> None:
    text = "一是压实责任；二是排查隐患；三是备足物资。会议结束。"
    assert sentences(text) == ["一是压实责任；二是排查隐患；三是备足物资。", "会议结束。"]
    assert clauses(text) == ["一是压实责任；", "二是排查隐患；", "三是备足物资。", "会议结束。"]


def test_numbers_and_labels_are_never_cut() -> None:
    text = "1. 组织1.46万人次植树。PM2.5下降3.2%。"
    assert sentences(text) == ["1. 组织1.46万人次植树。", "PM2.5下降3.2%。"]


def test_a_line_break_ends_a_sentence() -> None:
    assert sentences("一、总体要求\n坚持统筹推进。") == ["一、总体要求", "坚持统筹推进。"]


def test_a_stop_inside_brackets_or_a_title_ends_nothing() -> None:
    assert sentences("学习《路在何方？》一文（为什么学？怎么学？）并讨论。散会。") == [
        "学习《路在何方？》一文（为什么学？怎么学？）并讨论。",
        "散会。",
    ]


def test_a_quoted_question_that_goes_on_ends_nothing() -> None:
    assert sentences("围绕“谁来抓？”“怎么抓？”，建立机制。") == ["围绕“谁来抓？”“怎么抓？”，建立机制。"]


def test_only_the_asked_range_is_cut() -> None:
    text = "甲句。乙句。丙句。"
    assert [span.of(text) for span in split_sentences(text, Span(3, 6))] == ["乙句。"]


@given(st.text(alphabet="甲乙。！？；，“”（）《》\n .1aA", max_size=80))
def test_sentences_lose_nothing_but_blanks(text: str) -> None:
    for split in (split_sentences, split_clauses):
        spans = split(text)
        assert "".join(span.of(text) for span in spans).replace(" ", "").replace("\n", "") == text.replace(
            " ", ""
        ).replace("\n", "")
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
