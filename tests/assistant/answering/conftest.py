"""A library of the shipped documents and the fictitious samples, opened once for all tests of answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.fixture(scope="session")
def samples(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over the shipped documents and those of tests/data/documents. Ask it; never change its library."""
    from assistant.compose import open_assistant
    from assistant.settings import load_settings
    from corpus.library import Library

    folder = shutil.copytree(home, tmp_path_factory.mktemp("samples") / "home")
    with Library.open(folder) as library:
        refused = [row.reason for row in library.add_all([ROOT / "tests/data/documents"]) if row.id is None]
    assert refused == []
    opened = open_assistant(load_settings(home=folder))
    yield opened
    opened.close()
