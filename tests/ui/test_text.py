from __future__ import annotations

import re
from dataclasses import fields
from string import Formatter

import pytest

from ui.text import EN, ZH, Words, words

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMES = [field.name for field in fields(Words)]
MAY_BE_EMPTY = {"status_chitchat", "date_units"}
OTHER_SCRIPT = {"switch_language", "switch_language_hint", "language_tag", "switch_language_tag", "colon"}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_there_in_both_languages(name: str) -> None:
    chinese, english = getattr(ZH, name), getattr(EN, name)
    assert placeholders(chinese) == placeholders(english)
    if name in MAY_BE_EMPTY:
        return
    assert chinese.strip() and english.strip()
    if name not in OTHER_SCRIPT:
        assert CHINESE.search(chinese)
        assert not CHINESE.search(english)
        assert english != chinese


def test_words_by_language() -> None:
    assert words("zh") is ZH
    assert words("en") is EN


def test_every_word_is_used() -> None:
    from pathlib import Path

    import ui

    root = Path(str(ui.__file__)).parent
    source = "\n".join(file.read_text(encoding="utf-8") for file in root.rglob("*.py") if file.parent.name != "text")
    assert [name for name in NAMES if not re.search(rf"\.{name}\b", source)] == []
