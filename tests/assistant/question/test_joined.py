"""Subjects side by side, with what the question says before and after them asked of each."""

from __future__ import annotations

import pytest

from assistant.question.joined import find_joined
from assistant.question.model import PlaceReference
from assistant.question.sides import find_sides
from assistant.question.understand import Lexicon, clean, understand

PLACES = ("雾溪", "岩岭")
LEXICON = Lexicon(
    idf=lambda _: 1.0,
    find_places=lambda text: tuple(PlaceReference(name, name) for name in PLACES if name in text),
    correct=lambda text: (text, ()),
    years=range(2020, 2028),
)


@pytest.mark.parametrize(
    ("question", "each"),
    [
        ("党建经费雾溪和岩岭每人每年各多少", ("雾溪党建经费每人每年多少", "岩岭党建经费每人每年多少")),
        ("夜校一期多少人，雾溪跟岩岭哪边多", ("雾溪夜校每期多少人", "岩岭夜校每期多少人")),
        ("雾溪和岩岭今年夜校各办几期", ("雾溪今年夜校办几期", "岩岭今年夜校办几期")),
        ("雾溪骨干夜校25年和26年各几期", ("雾溪骨干夜校2025年几期", "雾溪骨干夜校2026年几期")),
        ("雾溪骨干夜校25年办了几期，26年打算几期", ("雾溪骨干夜校2025年办了几期", "雾溪骨干夜校2026年办了几期")),
        ("永和镇跟柏树镇，议事厅哪个多，各几个", ("永和镇议事厅几个", "柏树镇议事厅几个")),
        (
            "轮训这事，雾溪那份通报和推进会讲话分别怎么写的",
            ("轮训这事,雾溪那份通报怎么写的", "轮训这事,推进会讲话怎么写的"),
        ),
        ("雾溪和岩岭的支部书记班哪个天数长", ("雾溪的支部书记班有多少天", "岩岭的支部书记班有多少天")),
    ],
)
def test_what_is_asked_of_both_is_asked_of_each(question: str, each: tuple[str, ...]) -> None:
    put = find_sides(understand(clean(question), LEXICON))
    assert put is not None
    assert tuple(map(put.question_of, put.names)) == each


@pytest.mark.parametrize("question", ["雾溪和岩岭联合办了几期夜校", "雾溪的夜校和讲堂在哪办", "雾溪去年办了几期夜校"])
def test_what_is_done_together_or_by_one_is_of_one(question: str) -> None:
    assert find_joined(understand(clean(question), LEXICON)) is None


def test_how_alike_two_subjects_are_asks_nothing_of_each() -> None:
    put = find_sides(understand(clean("雾溪要点和推进会讲话用“四种形态”，讲法一样不"), LEXICON))
    assert put is not None
    assert put.subjects == ("雾溪要点", "推进会讲话")
    assert not put.asked
