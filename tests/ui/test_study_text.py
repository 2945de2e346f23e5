from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest

import ui
from ui.text.study import EN, ZH, StudyWords, study_words

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMES = [field.name for field in fields(StudyWords)]
SAME_FORM = {"of", "days"}  # numbers alone
BUILT = ("how_", "report_")
MODES_AND_TYPES = {
    *("daily", "topic", "exam", "challenge", "wrong", "recite"),
    *("single", "multiple", "judge", "blank", "order", "match", "short"),
}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_there_in_both_languages(name: str) -> None:
    chinese, english = getattr(ZH, name), getattr(EN, name)
    assert chinese.strip() and english.strip()
    assert placeholders(chinese) == placeholders(english)
    assert not CHINESE.search(english)
    if name not in SAME_FORM:
        assert CHINESE.search(chinese)


def test_words_by_language() -> None:
    assert study_words("zh") is ZH
    assert study_words("en") is EN


def test_every_word_is_used() -> None:
    root = Path(str(ui.__file__)).parent
    source = "\n".join(file.read_text(encoding="utf-8") for file in root.rglob("*.py") if file.parent.name != "text")
    built = {name for name in NAMES if name.startswith(BUILT) or name.endswith("_about")} | MODES_AND_TYPES
    assert [name for name in NAMES if name not in built and not re.search(rf"\.{name}\b", source)] == []
