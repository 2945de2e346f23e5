"""Texts that are made of closed word classes alone: courtesies, or words that only point at some matter.

A list of such words says more than patterns of whole sentences: whatever order they come in, no other word is there,
and so the text names nothing that a document could be about.
"""

from __future__ import annotations

import re
from collections.abc import Set

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9']+")


def is_made_of(text: str, words: Set[str]) -> bool:
    """Say whether folded `text` holds at least one word and none that is not in `words`.

    Latin words count whole; a run of Han characters must be a row of words. Marks and blanks are passed over.
    """
    runs = _RUN.findall(text)
    return bool(runs) and all(run in words if run.isascii() else _is_row(run, words) for run in runs)


def holds(text: str, words: Set[str]) -> bool:
    """Say whether one of `words` stands in folded `text`, a Latin one as a word of its own."""
    latin = set(re.findall(r"[a-z0-9']+", text))
    return any(word in latin if word.isascii() else word in text for word in words)


def _is_row(run: str, words: Set[str]) -> bool:
    longest = max(map(len, words), default=0)
    reached = {0}
    for end in range(1, len(run) + 1):
        if any(start in reached and run[start:end] in words for start in range(max(0, end - longest), end)):
            reached.add(end)
    return len(run) in reached
