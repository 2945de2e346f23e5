"""A claim is put as an open question once, and never as a claim again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "有没有说培训在市委党校办",
        "是否写明竞赛在市委党校举行",
        "东莞有没有提到青年联谊在市委党校办",
        "东莞的培训在哪里在党校办吧",
    ],
)
def test_a_claim_within_a_question_whether_it_is_told_is_answered(samples: Assistant, question: str) -> None:
    assert ask(samples, question).status in {"not_found", "partial", "clarify"}
