"""English questions: place names by pinyin and content words by our own glossary, put into the documents' words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path


def is_english(text: str) -> bool:
    """Say whether folded `text` is an English question: mostly Latin letters in words."""
    latin = len(re.findall(r"[a-z]", text))
    han = len(re.findall(r"[\u3400-\u9fff]", text))
    return latin >= 6 and latin > 2 * han and " " in text.strip()


@lru_cache(maxsize=1)
def load_glossary() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return (English word or its plural, Chinese) pairs, longest English first."""
    pairs = [
        tuple(line.split("\t"))
        for line in (Path(__file__).parent / "glossary.tsv").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    longest_first = sorted(((en, zh) for en, zh in pairs), key=lambda pair: -len(pair[0]))
    return tuple((re.compile(rf"\b{re.escape(english)}(?:e?s)?\b"), chinese) for english, chinese in longest_first)


def gloss(text: str) -> str:
    """Return the Chinese content words of an English question in order; words outside the glossary are left out."""
    found: list[tuple[int, str]] = []
    rest = text
    for word, chinese in load_glossary():
        found += [(hit.start(), chinese) for hit in word.finditer(rest)]
        rest = word.sub(lambda hit: " " * len(hit.group()), rest)
    found += [(hit.start(), hit.group()) for hit in re.finditer(r"[\u3400-\u9fff]{2,}", text)]
    return " ".join(word for _, word in sorted(found))


_BRACKETED = re.compile(r"\s*\([^()]*[\u3400-\u9fff][^()]*\)")
_LEAD = re.compile(
    r"^(?:(?:in|at|on|for|under|from|of|according to|based on|per)\b[^,?]{2,90},|[^,?:]{2,60}(?::| [-–—]))\s*(?=[a-z])"
)
_ASKS = re.compile(
    r"\b(?:who|whom|whose|when|where|what|which|why|how|is|are|was|were|do|does|did|can|must|should|list|name)\b"
)


def without_lead(text: str, places: Sequence[str] = ()) -> str:
    """Return folded English `text` without Chinese in brackets, words that only tell where to look it up, and `places`.

    In Yanzhou's (砚州) 2025 key points, how many halls did Yanzhou open is: how many halls did open.
    """
    bare = _BRACKETED.sub("", text)
    lead = _LEAD.match(bare)
    if lead and _ASKS.search(bare[lead.end() :]):
        bare = bare[lead.end() :]
    for place in places:
        bare = re.sub(rf"\b(?:(?:in|of|at|for|from|by)\s+)?{re.escape(place)}(?:['’]s)?(?![a-z])", "", bare)
    return re.sub(r"\s{2,}", " ", bare).strip(" ,")
