"""When two pieces of wording are the same for scoring: widths, case, spaces and punctuation do not count, digits do.

The evaluation reads text with its own eyes: nothing here is taken from the product it measures.
"""

from __future__ import annotations

import re
import unicodedata

_MARKER = re.compile(r"\[\d+\]")
_ENUMERATOR = re.compile(
    r"^\s*(?:[-*+•]\s+|#+\s*)?"
    r"(?:第[一二三四五六七八九十百]+[部分条章项节]*[，,、:：.]\s*|[一二三四五六七八九十]+[、，.．]\s*|"
    r"[（(][一二三四五六七八九十\d]+[)）]\s*|\d{1,2}[.．、)）]\s*(?!\d)|[①-⑳]\s*)?"
)


def without_markers(text: str) -> str:
    """Return `text` without citation markers such as ``[3]``."""
    return _MARKER.sub("", text)


def folded(text: str) -> str:
    """Return `text` for comparison: NFKC, lower case, no spaces, no punctuation except between two digits.

    ``1,200`` becomes ``1200``; ``7·29``, ``3.5`` and ``2025-03-27`` keep their inner sign.
    """
    wide = unicodedata.normalize("NFKC", text).casefold()
    kept: list[str] = []
    for at, sign in enumerate(wide):
        if unicodedata.category(sign)[0] in "LN" or sign in "%":
            kept.append(sign)
            continue
        between = 0 < at < len(wide) - 1 and wide[at - 1].isdigit() and wide[at + 1].isdigit()
        if between and not sign.isspace() and sign != ",":
            kept.append(sign)
    return "".join(kept)


def holds(text: str, phrase: str) -> bool:
    """Say whether `text` holds `phrase` after folding; a figure never matches inside a longer figure.

    ``735`` is held by ``共735项`` and not by ``1735`` or ``735.5``. An empty phrase is held by nothing.
    """
    hay, needle = folded(text), folded(phrase)
    if not needle:
        return False
    at = hay.find(needle)
    while at >= 0:
        end = at + len(needle)
        left_clean = not needle[0].isdigit() or at == 0 or not _continues(hay, at - 1, -1)
        right_clean = not needle[-1].isdigit() or end == len(hay) or not _continues(hay, end, 1)
        if left_clean and right_clean:
            return True
        at = hay.find(needle, at + 1)
    return False


def _continues(text: str, at: int, step: int) -> bool:
    """Say whether the sign at `at` makes the neighbouring digits part of a longer figure."""
    if text[at].isdigit():
        return True
    beyond = at + step
    return text[at] in ".·" and 0 <= beyond < len(text) and text[beyond].isdigit()


def without_enumerator(text: str) -> str:
    """Return a list entry without its bullet or number (``1.``, ``一、``, ``（一）``, ``第一，``)."""
    return _ENUMERATOR.sub("", text, count=1)


def bigrams(text: str) -> frozenset[str]:
    """Return the set of two-character pieces of the folded text (the text itself when shorter)."""
    clean = folded(text)
    if len(clean) < 2:
        return frozenset((clean,)) if clean else frozenset()
    return frozenset(clean[at : at + 2] for at in range(len(clean) - 1))


def overlap(question: str, evidence: str) -> float | None:
    """Return the share of the question's bigrams that stand in the evidence, in [0, 1]; None without bigrams."""
    asked = bigrams(question)
    if not asked or not evidence:
        return None
    return len(asked & bigrams(evidence)) / len(asked)
