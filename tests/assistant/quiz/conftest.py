"""The shipped documents and every item that can be proved of them, made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.quiz.making import QuizSet, make_quiz
from assistant.quiz.sources import Sources
from corpus.library import Library
from corpus.model import Document

ReadDocuments = Callable[[Mapping[str, str]], tuple[Document, ...]]


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, ...]:
    """The documents of a fresh home."""
    with Library.open(tmp_path_factory.mktemp("quiz") / "home") as library:
        return tuple(library.documents())


@pytest.fixture(scope="session")
def sources(shipped: tuple[Document, ...]) -> Sources:
    return Sources(shipped)


@pytest.fixture(scope="session")
def made(shipped: tuple[Document, ...]) -> QuizSet:
    """All items of the shipped documents that are kept."""
    return make_quiz(shipped, seed=1)


@pytest.fixture
def read_documents(tmp_path: Path) -> ReadDocuments:
    """Read texts, by file name, as the documents of a library of their own."""

    def read(texts: Mapping[str, str]) -> tuple[Document, ...]:
        folder = tmp_path / "texts"
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        with Library.open(tmp_path / "own") as library:
            for id_ in list(library.ids()):
                library.remove(id_)
            assert all(row.outcome == "added" for row in library.add_all([folder]))
            return tuple(library.documents())

    return read
