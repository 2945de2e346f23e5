"""What the tests of answers share: asking with a history, and what every answer must keep to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.model import Answer, Turn

if TYPE_CHECKING:
    from assistant.service import Assistant


def ask(assistant: Assistant, *questions: str) -> Answer:
    """Ask the questions one after the other as one conversation and return the last answer, checked."""
    history: list[Turn] = []
    answer: Answer | None = None
    for question in questions:
        answer = assistant.ask(question, history=history)
        history += [Turn("user", question), Turn("assistant", answer.answer)]
    assert answer is not None
    for citation in answer.citations:
        text = assistant.library.document(citation.document).text
        assert text[citation.start : citation.end] == citation.quote
    if answer.status == "answered" and answer.kind not in {"documents", "chitchat"}:
        assert answer.citations
    return answer


def bare(items: Sequence[str]) -> list[str]:
    """Return entries without their numbers, the full-width comma for the half-width one."""
    return [
        re.sub(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.]\s*|第[一二三四五],|[一二三]要)", "", i).strip()
        for i in items
    ]
