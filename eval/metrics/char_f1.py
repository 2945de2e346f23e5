"""Character F1 in CMRC2018's definition, over the longest common substring.

With l the length of the longest common *substring* of answer and accepted answer (both without punctuation and
spaces): precision = l / |answer|, recall = l / |accepted|, F1 = 2PR / (P + R); the best over the accepted answers.
Units are Chinese characters; runs of Latin letters and digits count as one unit each, as CMRC2018 tokenises them.
Source: Cui et al., A Span-Extraction Dataset for Chinese Machine Reading Comprehension, EMNLP 2019, and its scorer.
Edges: no accepted answer gives None; an empty answer, or nothing in common, gives 0.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_UNIT = re.compile(r"[a-z0-9.%·-]*[a-z0-9%]|[^\W_]", re.IGNORECASE)


def char_f1(answer: str | None, accepted: Sequence[str]) -> float | None:
    """Return the best F1 in [0, 1]."""
    if not accepted:
        return None
    said = units(answer or "")
    return max(_pair_f1(said, units(one)) for one in accepted)


def units(text: str) -> list[str]:
    """Cut `text` into the units that are compared: one Chinese sign, or one run of Latin letters and digits."""
    return [piece for piece in _UNIT.findall(unicodedata.normalize("NFKC", text).casefold()) if piece]


def common_substring(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest run of units that both hold; O(len(one) · len(other))."""
    longest = 0
    above = [0] * (len(other) + 1)
    for left in one:
        row = [0] * (len(other) + 1)
        for at, right in enumerate(other, start=1):
            if left == right:
                row[at] = above[at - 1] + 1
                longest = max(longest, row[at])
        above = row
    return longest


def _pair_f1(said: Sequence[str], gold: Sequence[str]) -> float:
    shared = common_substring(said, gold)
    if not shared:
        return 0.0
    precision, recall = shared / len(said), shared / len(gold)
    return 2 * precision * recall / (precision + recall)
