"""The words of the 学习 tab, in Chinese and in English, beside those of the rest of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.text.study_en import STUDY_EN as EN
from ui.text.study_words import StudyWords
from ui.text.study_zh import STUDY_ZH as ZH

if TYPE_CHECKING:
    from ui.text import Language

__all__ = ["EN", "ZH", "StudyWords", "study_words"]


def study_words(language: Language) -> StudyWords:
    """Return the tab's words in `language`."""
    return EN if language == "en" else ZH
