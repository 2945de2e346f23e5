"""What the tests of answers share: a library of a few texts, asking with a history, and what every answer must keep to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.model import Answer, Turn

if TYPE_CHECKING:
    from assistant.service import Assistant


@contextmanager
def library_of(folder: Path, texts: Mapping[str, str], *, shipped: bool = False) -> Iterator[Assistant]:
    """Yield the assistant over `texts` by file name (.txt where it has no ending), with the shipped documents if `shipped`."""
    from assistant.compose import open_assistant
    from assistant.settings import load_settings
    from corpus.library import Library

    paths = [folder / (name if "." in name else f"{name}.txt") for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    with Library.open(folder / "home", shipped=shipped) as library:
        refused = [row.reason for row in library.add_all(paths) if row.id is None]
    assert refused == []
    opened = open_assistant(load_settings(home=folder / "home"))
    try:
        yield opened
    finally:
        opened.close()


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
