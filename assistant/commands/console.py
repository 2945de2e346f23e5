"""The one way to the terminal: results on standard output, messages and progress on standard error.

Both are UTF-8 whatever the locale says, because other programs read them.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn, TextIO

import typer

from assistant.plaintext import json_line, require_utf8_mode

BAR_WIDTH = 24  # columns
STAGES = {"encode": "计算语义向量", "words": "建立词语索引", "publish": "写入索引"}


def prepare_streams() -> None:
    """Make both streams UTF-8; what cannot be encoded (a lone surrogate) comes out as its escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def read_arguments() -> list[str]:
    """Return the arguments of the program, which starts again in UTF-8 mode first when the locale is another."""
    require_utf8_mode()
    return sys.argv[1:]


def show(text: str = "", *, end: str = "\n") -> None:
    """Write `text` to standard output."""
    with _quiet_pipe(sys.stdout):
        sys.stdout.write(text + end)


def show_json(value: Mapping[str, Any]) -> None:
    """Write one object on one line of standard output."""
    show(json_line(value))


def say(text: str) -> None:
    """Write one message to standard error."""
    with _quiet_pipe(sys.stderr):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def refuse_usage(sentence: str) -> NoReturn:
    """Say what is wrong with the command as typed and leave with code 2."""
    say(f"用法有误：{sentence}")
    raise typer.Exit(2)


def flush() -> None:
    """Hand everything written so far to whoever reads it."""
    with _quiet_pipe(sys.stdout):
        sys.stdout.flush()


@contextmanager
def _quiet_pipe(stream: TextIO) -> Iterator[None]:
    """Leave quietly when the reader has seen enough (``dangjian library list | head``)."""
    try:
        yield
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        raise SystemExit(0) from None


class ProgressLine:
    """Progress of building the index: a bar that redraws itself on a terminal, one line a stage elsewhere.

    Called with (stage, done, total), in units of the stage.
    """

    def __init__(self) -> None:
        self._shown: dict[str, int] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` are finished."""
        percent = 100 if total <= 0 else min(100, 100 * done // total)
        if self._shown.get(stage) == percent:
            return
        first = stage not in self._shown
        self._shown[stage] = percent
        name = STAGES.get(stage, stage)
        if sys.stderr.isatty():
            filled = BAR_WIDTH * percent // 100
            bar = "█" * filled + "░" * (BAR_WIDTH - filled)
            end = "\n" if percent == 100 else ""
            sys.stderr.write(f"\r{name} {bar} {percent:3d}%  {done}/{total}{end}")
            sys.stderr.flush()
        elif first or percent == 100:
            say(f"{name} {done}/{total}")
