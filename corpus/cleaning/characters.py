"""Characters that are not words: invisible ones go, look-alikes become what they look like, one for one."""

from __future__ import annotations

import re
import unicodedata

_LINE_BREAKS = "\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
_RADICALS = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF))
"""CJK radicals supplement, Kangxi radicals, compatibility ideographs: what PDF fonts put in place of ideographs."""
# C0 and C1 controls, soft hyphen, zero-width and bidirectional marks, BOM, interlinear marks, private tags
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
BLANKS = " \t\u3000\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"


def substitute(raw: str) -> str:
    """Return `raw` with radicals, line breaks and lone surrogates replaced one for one; the length does not change."""
    if not raw.isascii():
        present = {c for c in set(raw) if _replacement(c) is not None}
        if present:
            raw = raw.translate({ord(c): _replacement(c) for c in present})
    if any(c in raw for c in _LINE_BREAKS):
        raw = raw.replace("\r\n", " \n").translate({ord(c): "\n" for c in _LINE_BREAKS})
    return raw


def _replacement(character: str) -> str | None:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    if any(first <= code <= last for first, last in _RADICALS):
        plain = unicodedata.normalize("NFKC", character)
        if len(plain) == 1 and plain != character:
            return plain
    return None


def is_ideograph(character: str) -> bool:
    """Say whether `character` is a Chinese character (unified ideograph or extension)."""
    code = ord(character)
    return 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x323AF or code == 0x3007


def width(text: str) -> int:
    """Return the printed width in half-width columns: wide characters count 2."""
    return len(text) + sum(1 for c in text if c >= "\u1100" and unicodedata.east_asian_width(c) in "WF")
