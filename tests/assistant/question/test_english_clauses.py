"""English questions that ask two things, and what of them only tells where to look."""

from __future__ import annotations

import pytest

from assistant.question.clauses_en import carried, find_clauses
from assistant.question.english import without_lead
from assistant.question.places import Gazetteer


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "in wuxi's 2025 plan, how many halls open and how many hours count?",
            ("in wuxi's 2025 plan, how many halls open", "how many hours count"),
        ),
        (
            "wuxi: when and where does the course start?",
            ("wuxi: when does the course start", "where does the course start"),
        ),
        ("which branch was named, and who is stationed there?", ("which branch was named", "who is stationed there")),
        ("the office, which was founded in 2020, has how many members?", ()),
        ("how many members are there?", ()),
    ],
)
def test_clauses(text: str, clauses: tuple[str, ...]) -> None:
    assert find_clauses(text) == clauses


def test_a_later_clause_is_asked_with_the_lead_and_for_a_pronoun_with_the_matter() -> None:
    first = "in wuxi's (雾溪) 2025 plan, how many halls open"
    assert carried(first, "how many hours count")[0] == "in wuxi's (雾溪) 2025 plan, how many hours count"
    assert carried("when was the hall opened", "who opened it")[0] == "who opened the hall"


@pytest.mark.parametrize(
    ("text", "places", "bare"),
    [
        ("in wuxi's (雾溪) 2025 plan, how many halls open?", [], "how many halls open?"),
        ("wuxi water bureau: how many members are there?", ["wuxi"], "how many members are there?"),
        ("how many halls did they open in wuxi?", ["wuxi"], "how many halls did they open ?"),
        ("in wuxi, halls", [], "in wuxi, halls"),
    ],
)
def test_what_only_tells_where_to_look_is_left_out(text: str, places: list[str], bare: str) -> None:
    assert without_lead(text, places) == bare


def test_of_two_places_that_sound_alike_the_library_s_own_is_meant() -> None:
    parents = {"济源": None, "霁原": None}
    assert [p.name for p in Gazetteer(parents, named={"霁原"}).find("what does jiyuan plan?")] == ["霁原"]
    assert [p.name for p in Gazetteer(parents, named={"济源"}).find("what does jiyuan plan?")] == ["济源"]
    assert [p.name for p in Gazetteer(parents).find("jiyuan county (霁原): how many?")] == ["霁原"]
