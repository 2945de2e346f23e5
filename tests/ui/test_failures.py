from __future__ import annotations

import logging
from typing import Any

import pytest

from corpus.errors import LibraryBusy
from tests.ui.reading import require_inert
from ui.failures import plainly, sentence_for
from ui.text import EN, ZH


def test_our_errors_say_their_sentence(caplog: pytest.LogCaptureFixture) -> None:
    assert sentence_for(LibraryBusy(), language="zh") == LibraryBusy().message("zh")
    assert sentence_for(LibraryBusy(), language="en") == LibraryBusy().message("en")


def test_other_errors_are_logged_whole_and_told_in_one_sentence(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("dangjian.ui")
    logger.addHandler(caplog.handler)
    try:
        assert sentence_for(ValueError("/secret/path"), language="zh") == ZH.failed
        assert sentence_for(ValueError("/secret/path"), language="en") == EN.failed
    finally:
        logger.removeHandler(caplog.handler)
    assert "/secret/path" in caplog.text


class Page:
    notice = "notice"

    @plainly
    def event(self, language: str, value: int) -> dict[Any, Any]:
        return {"answer": 10 // value}


def test_an_event_that_fails_tells_so_in_the_page() -> None:
    assert Page().event("zh", 5) == {"answer": 2}
    told = Page().event("en", 0)
    assert require_inert(told["notice"]).text == EN.failed
