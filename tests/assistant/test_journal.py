from __future__ import annotations

import logging
from pathlib import Path

import pytest

from assistant.journal import start_journal


@pytest.fixture(autouse=True)
def restored_logger(request: pytest.FixtureRequest) -> None:
    """Give the project's logger back as it was."""
    logger = logging.getLogger("dangjian")
    before, propagate = list(logger.handlers), logger.propagate

    def restore() -> None:
        for handler in set(logger.handlers) - set(before):
            handler.close()
        logger.handlers[:], logger.propagate = before, propagate

    request.addfinalizer(restore)


def test_journal_is_made_with_its_first_warning(tmp_path: Path) -> None:
    file = start_journal(tmp_path / "home")
    logging.getLogger("dangjian.index").info("nothing worth a file")
    assert not file.exists()
    logging.getLogger("dangjian.index").warning("something is odd")
    assert "dangjian.index something is odd" in file.read_text(encoding="utf-8")


def test_journal_moves_with_the_home_and_never_doubles(tmp_path: Path) -> None:
    first = start_journal(tmp_path / "a")
    start_journal(tmp_path / "b")
    second = start_journal(tmp_path / "b")
    logging.getLogger("dangjian").error("once")
    assert not first.exists()
    assert second.read_text(encoding="utf-8").count("once") == 1


def test_journal_that_cannot_be_written_is_silent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    start_journal(tmp_path / "home")
    logging.getLogger("dangjian").error("lost")
    assert capsys.readouterr().err == ""
