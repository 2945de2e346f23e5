"""Text → the word index's own tokens: NFKC, simplified, lower case, cut by rjieba with the domain's dictionary."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

DICTIONARY = Path(__file__).parent / "dictionary.txt"
RULES = 1  # raise when the treatment of text below changes: it is part of the index format


class Segmenter:
    """Cuts text into words. Two segmenters with the same `fingerprint` cut alike."""

    def __init__(self, dictionary: Path = DICTIONARY) -> None:
        self.dictionary = dictionary

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The dictionary's terms, one a line in the file; ``#`` opens a remark."""
        lines = (line.split("#")[0].strip() for line in self.dictionary.read_text(encoding="utf-8").splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    @cached_property
    def fingerprint(self) -> str:
        """Rules, library versions and dictionary hash, such as ``1/rjieba 0.2.2/opencc 1.4.2/3fa9…``."""
        digest = hashlib.sha256("\n".join(self.terms).encode()).hexdigest()[:16]
        return f"{RULES}/rjieba {version('rjieba')}/opencc {version('opencc')}/{digest}"

    @cached_property
    def _jieba(self) -> Any:
        from rjieba import Jieba

        jieba = Jieba()
        for term in self.terms:
            jieba.add_word(term, jieba.suggest_freq(term), "n")
        return jieba

    @cached_property
    def _simplify(self) -> Any:
        from opencc import OpenCC

        return OpenCC("t2s")

    def normalise(self, text: str) -> str:
        """Return `text` in NFKC, simplified characters and lower case. Offsets are not kept."""
        whole = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate would stop OpenCC
        simplified: str = self._simplify.convert(unicodedata.normalize("NFKC", whole))
        return simplified.lower()

    def segment(self, text: str) -> list[str]:
        """Return the tokens of `text` in order: words, the shorter words within long ones, no punctuation."""
        found: list[str] = []
        for token in self._jieba.cut_for_search(self.normalise(text)):
            word = token.strip()
            if word and any(c.isalnum() for c in word):
                found.append(word)
        return found
