"""The word lists beside this file: what questions are full of, what documents are full of, and what means the same."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=8)
def load_words(name: str) -> frozenset[str]:
    """Return the words of a list beside this file, such as ``stopwords``, ``lightwords`` or ``aspects``."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def load_synonyms() -> dict[str, frozenset[str]]:
    """Return every word of the synonym list with the other words of its groups."""
    found: dict[str, set[str]] = {}
    for line in (Path(__file__).parent / "synonyms.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        group = line.split()
        for word in group:
            found.setdefault(word, set()).update(w for w in group if w != word)
    return {word: frozenset(others) for word, others in found.items()}
