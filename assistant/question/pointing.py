"""Questions that only point: 期限是多久, 那个会上怎么说的, 帮我看下那个文件. They ask of a matter without naming it."""

from __future__ import annotations

from typing import Final

from assistant.question.closed import is_made_of
from assistant.question.words import load_words

LONGEST_POINTING: Final = 24  # characters; longer ones say something


def only_points(text: str) -> bool:
    """Say whether folded `text` holds nothing but words that any matter shares (期限, 要求, 那个文件, 怎么, 多少)."""
    return len(text) <= LONGEST_POINTING and is_made_of(text, load_words("pointing"))
