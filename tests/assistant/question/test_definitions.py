"""Which term a question wants explained: with a particle at its end, of several at once, in English."""

from __future__ import annotations

import pytest

from assistant.question.kind import classify


@pytest.mark.parametrize(
    ("text", "language", "term"),
    [
        ("“雾里灯”具体什么意思啊", "zh", "雾里灯"),
        ("“红伞”和“蓝伞”分别是干嘛的", "zh", "“红伞”和“蓝伞”"),
        ("what do the digits in wuxi's 24680 plan stand for?", "en", "24680"),
        ("what is meant by 两灯工程 at the water bureau?", "en", "两灯工程"),
        ("雾里灯今年点了几盏啊", "zh", None),
        ("what did the bureau stand for last year?", "en", None),
    ],
)
def test_the_term_that_is_to_be_explained(text: str, language: str, term: str | None) -> None:
    assert classify(text, language=language).definition_of == term


@pytest.mark.parametrize("text", ["list the chapters of the rules", "what are the main parts of the plan?"])
def test_an_outline_asked_in_english(text: str) -> None:
    assert classify(text, language="en").kind == "outline"


def test_an_english_list_is_no_outline_of_a_document() -> None:
    assert classify("which hotels near the hall take guests?", language="en").kind != "outline"
