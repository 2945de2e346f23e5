"""What went wrong, as one plain sentence; the details go to the log."""

from __future__ import annotations

import logging

from corpus.errors import DangjianError
from ui.text import Language, words

log = logging.getLogger("dangjian.ui")


def sentence_for(error: Exception, *, language: Language) -> str:
    """Log `error` and return what a person is told about it."""
    if isinstance(error, DangjianError):
        log.warning("%s: %s", type(error).__name__, error.detail)
        return error.message(language)
    log.error("unexpected failure", exc_info=error)
    return words(language).failed
