from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any

import pytest

from corpus.errors import DamagedStore
from ui.engine import Engine, Report, Stage


def test_the_page_need_not_wait_for_the_assistant() -> None:
    proceed = threading.Event()
    closed: list[bool] = []

    def load(report: Report) -> Any:
        report("encode", 3, 7)
        proceed.wait(10)
        return SimpleNamespace(warm=lambda stopped: 0, close=lambda: closed.append(True))

    engine = Engine(load)
    engine.page_is_built()
    engine.start()
    readiness = [engine.ready]
    with pytest.raises(TimeoutError):
        engine.assistant(timeout=0.2)
    assert engine.stage == Stage("encode", 3, 7)
    proceed.set()
    assert engine.assistant(timeout=10) is engine.assistant()
    readiness.append(engine.ready)
    engine.close()
    assert readiness == [False, True]
    assert closed == [True]


def test_whoever_asks_is_told_why_opening_failed() -> None:
    def load(report: Report) -> Any:
        raise DamagedStore("library.db")

    engine = Engine(load)
    engine.start()
    with pytest.raises(DamagedStore):
        engine.assistant(timeout=10)
    assert engine.ready
    engine.close()


def test_encoding_lets_the_page_go_first() -> None:
    encoded = threading.Event()

    def load(report: Report) -> Any:
        report("read", 1, 1)
        report("encode", 0, 5)
        encoded.set()
        return SimpleNamespace(warm=lambda stopped: 0, close=lambda: None)

    engine = Engine(load)
    engine.start()
    assert not encoded.wait(0.3)
    assert engine.stage == Stage("encode", 0, 5)
    engine.page_is_built()
    assert encoded.wait(10)
    engine.close()


def test_warming_waits_for_the_page_and_ends_before_the_library_is_closed() -> None:
    told: list[str] = []
    begun = threading.Event()

    def warm(stopped: Any) -> int:
        begun.set()
        while not stopped():
            threading.Event().wait(0.01)
        told.append("warmed")
        return 1

    engine = Engine(lambda report: SimpleNamespace(warm=warm, close=lambda: told.append("closed")))  # type: ignore[arg-type, return-value]
    engine.start()
    engine.assistant(timeout=10)  # whoever asks does not wait for the warming
    assert not begun.wait(0.3)
    engine.page_is_built()
    assert begun.wait(10)
    engine.close()
    assert told == ["warmed", "closed"]
