"""The matter is cut out of a question after documents, wherever the question words stand."""

from __future__ import annotations

import pytest

from assistant.question.mention import find_mention


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("哪几份材料讲过“示例行动”", "示例行动"),
        ("哪些文件提到了示例行动?", "示例行动"),
        ("库里有几份文件说到网格", "网格"),
        ("示例行动写在哪份文件里", "示例行动"),
        ("示例行动在哪些材料里出现过", "示例行动"),
        ("“示例行动”这个词出自哪篇", "示例行动"),
        ("示例行动哪些文件里有", "示例行动"),
        ("哪里提到过示例行动", "示例行动"),
        ("示例行动在哪里出现过?", "示例行动"),
        ("示例市要点在哪里提到示例行动", "示例行动"),
        ("“示例行动”是哪份文件里的", "示例行动"),
        ("有没有材料讲示例行动的", "示例行动"),
        ("找一下讲示例行动的文件", "示例行动"),
        ("讲到示例行动的文章有哪些?", "示例行动"),
        ("哪个文件规定了经费标准", "经费标准"),
        ("有哪份材料讲到示例行动的?示例市、样例县都看看", "示例行动"),
    ],
)
def test_the_matter_is_what_is_left_of_the_question(text: str, matter: str) -> None:
    assert find_mention(text) == matter


@pytest.mark.parametrize(
    "text",
    [
        "示例行动是在哪里开展的",
        "哪里举办了示例夜校",
        "这份文件是根据什么文件制定的",
        "讲话提到了哪些文件",
        "关于印发示例要点的通知有哪些要求",
        "示例行动有哪些要求",
        "哪些部门参加了示例行动",
        "文章分几部分",
    ],
)
def test_other_questions_are_none(text: str) -> None:
    assert find_mention(text) is None
