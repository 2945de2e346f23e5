"""Open the assistant for the length of one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.service import Assistant
    from corpus.library import Library


@contextmanager
def opened_assistant() -> Iterator[Assistant]:
    """Yield the assistant of the configured home, its index built if it was not, and close it afterwards.

    Raises:
        DangjianError: the settings, the library or the index cannot be used.
    """
    from assistant.commands.console import ProgressLine, say
    from assistant.compose import open_assistant
    from assistant.journal import start_journal
    from assistant.settings import load_settings

    settings = load_settings()
    start_journal(settings.home)
    assistant = open_assistant(settings, progress=ProgressLine())
    if assistant.index.meaning_error is not None:
        say(f"只能按词语检索。{assistant.index.meaning_error.message(settings.language)}")
    try:
        yield assistant
    finally:
        assistant.close()


@contextmanager
def opened_library() -> Iterator[Library]:
    """Yield the library of the configured home for a command that only looks: no index, no encoder.

    Raises:
        DangjianError: the settings or the library cannot be used.
    """
    from assistant.journal import start_journal
    from assistant.settings import load_settings
    from corpus.library import Library

    settings = load_settings()
    start_journal(settings.home)
    with Library.open(settings.home) as library:
        yield library
