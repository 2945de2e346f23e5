from __future__ import annotations

import pytest

from ui.widening import without_limit


@pytest.mark.parametrize(
    ("question", "part", "value", "wider"),
    [
        ("东莞2025年市直机关党的建设要点有哪些", "place", "东莞", "2025年市直机关党的建设要点有哪些"),
        ("东莞2025年市直机关党的建设要点有哪些", "year", "2025", "东莞市直机关党的建设要点有哪些"),
        ("示例市的学习要求是什么", "place", "示例", "学习要求是什么"),
        ("What are Dongguan's 2025 key points?", "year", "2025", "What are Dongguan's key points?"),
    ],
)
def test_the_named_limit_leaves_the_question(question: str, part: str, value: str, wider: str) -> None:
    assert without_limit(question, part=part, value=value).question == wider


@pytest.mark.parametrize("question", ["那第二部分呢？", "深圳呢？"])
def test_a_limit_from_the_conversation_leaves_the_conversation(question: str) -> None:
    widened = without_limit(question, part="place", value="深圳")
    assert widened.question == question
    assert widened.fresh
