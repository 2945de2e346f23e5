"""Folding: a same-length search form of any text, so that offsets found in it hold in the original.

Not for display. Full-width, traditional and upper-case forms become their plain ones where that keeps the length.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

_KEEP = frozenset("〔〕“”‘’《》〈〉…—")


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=65536)
def _fold_char(char: str) -> str:
    if char in _KEEP:
        return char
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) != 1:
        return char
    plain = plain.lower()
    return plain if len(plain) == 1 else char


def fold(text: str) -> str:
    """Return `text` folded for matching; ``len(fold(text)) == len(text)`` always holds."""
    folded = "".join(map(_fold_char, text))
    if folded.isascii():
        return folded
    simplified: str = _converter().convert(folded)
    if len(simplified) == len(folded):
        return simplified
    pieces = (str(_converter().convert(char)) for char in folded)
    return "".join(piece if len(piece) == 1 else char for piece, char in zip(pieces, folded, strict=True))
