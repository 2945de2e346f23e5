"""Every word the page shows, in Chinese and in English.

One frozen record per language: a word missing in either is a type error, and tests compare the two.
Words of the documents themselves are never translated.
"""

from __future__ import annotations

from typing import Literal, assert_never

from ui.text.en import EN
from ui.text.words import Words
from ui.text.zh import ZH

__all__ = ["EN", "ZH", "Language", "Words", "words"]

Language = Literal["zh", "en"]


def words(language: Language) -> Words:
    """Return the page's words in `language`."""
    match language:
        case "zh":
            return ZH
        case "en":
            return EN
        case _:
            assert_never(language)
