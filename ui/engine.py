"""The assistant, opened in the background while the page is being built.

The page is there at once; whoever asks before the assistant is open waits for it, and sees how far it is. Opening a
finished index is cheap and goes on beside the import of Gradio; encoding a library is not, and lets the page go first.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.service import Assistant

log = logging.getLogger("dangjian.ui")

COSTLY_STAGE = "encode"
LONGEST_HOLD = 20.0
"""Most seconds for which encoding waits for the page; about three times what importing Gradio takes."""
LONGEST_FAREWELL = 5.0
"""Most seconds for which closing waits for the thread that makes the first questions quick."""

Report = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """How far opening has come: what is being done, and how many of how many."""

    name: str = ""
    done: int = 0
    total: int = 0


class Engine:
    """Holds the one assistant of this process. ``load`` is called once, in its own thread, with a progress callback."""

    def __init__(self, load: Callable[[Report], Assistant]) -> None:
        self._load = load
        self._opened: Future[Assistant] = Future()
        self._thread = threading.Thread(target=self._open, name="dangjian-engine", daemon=True)
        self._page_built = threading.Event()
        self._closing = threading.Event()
        self.stage = Stage()

    def page_is_built(self) -> None:
        """Say that the page no longer needs the processor to itself."""
        self._page_built.set()

    def start(self) -> None:
        """Begin opening; returns at once."""
        self._thread.start()

    @property
    def ready(self) -> bool:
        """Say whether opening has ended, well or badly."""
        return self._opened.done()

    def assistant(self, *, timeout: float | None = None) -> Assistant:
        """Return the assistant, waiting at most `timeout` seconds.

        Raises: what opening raised; TimeoutError when it is not open in time.
        """
        return self._opened.result(timeout)

    def close(self) -> None:
        """Close the assistant if it is open."""
        self._closing.set()
        if self._thread.is_alive() and self._opened.done():
            self._page_built.set()
            self._thread.join(LONGEST_FAREWELL)  # it may be in the midst of a passage
        if self._opened.done() and self._opened.exception() is None:
            self._opened.result().close()

    def _open(self) -> None:
        try:
            opened = self._load(self._report)
        except Exception as error:
            log.exception("the assistant could not be opened")
            self._opened.set_exception(error)
        else:
            self._opened.set_result(opened)
            self._warm(opened)

    def _warm(self, opened: Assistant) -> None:
        """Make the first questions quick, once the page is there. A fault here costs speed, not answers."""
        self._page_built.wait(LONGEST_HOLD)
        try:
            opened.warm(stopped=self._closing.is_set)
        except Exception:
            log.exception("the assistant could not be warmed")

    def _report(self, stage: str, done: int, total: int) -> None:
        self.stage = Stage(stage, done, total)
        if stage == COSTLY_STAGE:
            self._page_built.wait(LONGEST_HOLD)
