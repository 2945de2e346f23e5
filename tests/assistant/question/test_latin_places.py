"""A place named in Latin letters: by its pinyin, unless the Chinese name stands in brackets behind it."""

from __future__ import annotations

import pytest

from assistant.question.places import Gazetteer

PLACES = Gazetteer({"济源": None, "东莞": None, "霁原": None})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("under jiyuan's (霁原) method, what counts as good?", ["霁原"]),
        ("what does jiyuan (济源) plan?", ["济源"]),
        ("what are the key points of dongguan?", ["东莞"]),
        ("dongguan and jiyuan (霁原): which has more branches?", ["东莞", "霁原"]),
    ],
)
def test_the_chinese_name_in_brackets_says_which_place_is_meant(text: str, names: list[str]) -> None:
    assert [place.name for place in PLACES.find(text)] == names
