"""What went wrong, as one plain sentence; the details go to the log."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from corpus.errors import DangjianError
from ui.present.waiting import render_notice
from ui.text import Language, words

log = logging.getLogger("dangjian.ui")


def sentence_for(error: Exception, *, language: Language) -> str:
    """Log `error` and return what a person is told about it."""
    if isinstance(error, DangjianError):
        log.warning("%s: %s", type(error).__name__, error.detail)
        return error.message(language)
    log.error("unexpected failure", exc_info=error)
    return words(language).failed


def plainly(event: Callable[..., dict[Any, Any]]) -> Callable[..., dict[Any, Any]]:
    """Wrap a page's event so that a failure becomes one plain sentence in the page's ``notice``.

    The page's ``notice`` must be among the event's outputs, and its language among the inputs.
    """

    @wraps(event)
    def told(page: Any, *values: Any) -> dict[Any, Any]:
        try:
            return event(page, *values)
        except Exception as error:
            language: Language = "en" if "en" in values else "zh"
            return {page.notice: render_notice(sentence_for(error, language=language))}

    return told
