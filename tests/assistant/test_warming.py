from __future__ import annotations

from pathlib import Path

import pytest

from assistant.compose import open_assistant
from assistant.finding import is_read
from assistant.settings import load_settings
from index import reader
from index.encoder import OnnxSession
from index.reader import Encoded, Page


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count what the real reader makes: the texts of the passages that it had not seen yet."""
    texts: list[str] = []
    real = reader.encode_page

    def counted(encoder: OnnxSession, page: Page) -> Encoded:
        texts.append(page.text)
        return real(encoder, page)

    monkeypatch.setattr(reader, "encode_page", counted)
    return texts


def test_no_passage_of_the_shipped_documents_is_fresh_after_warming(home: Path, made: list[str]) -> None:
    assistant = open_assistant(load_settings(home=home))
    try:
        expected = sum(is_read(p) for d in assistant.library.documents() for p in d.passages)
        assert assistant.warm() == expected
        assert len(made) >= 100  # else nothing was warmed and what follows could not fail
        made.clear()
        for document in assistant.library.documents():
            for section in document.sections:
                assistant.ask(f"{section.title.of(document.text)}有什么要求？")
        assistant.ask("中山实现多少项政务服务“深中通办”？")
        assert made == []
    finally:
        assistant.close()


def test_a_large_library_is_left_as_it_is_and_warming_can_be_stopped(home: Path, made: list[str]) -> None:
    assistant = open_assistant(load_settings(home=home))
    try:
        assert assistant.warm(most=10) == 0
        assert made == []
        assert assistant.warm(stopped=iter([False] * 8 + [True]).__next__) == 3  # five documents, three passages
    finally:
        assistant.close()
