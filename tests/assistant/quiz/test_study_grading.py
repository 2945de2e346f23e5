from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quiz.model import Claim, ItemType, QuizItem
from assistant.quiz.study.given import Given, read_given, read_typed
from assistant.quiz.study.grading import Graded, bare_words, grade, quick_seconds, rate
from assistant.quiz.study.hinting import hint_for
from assistant.quiz.study.pool import make_all
from corpus.errors import InvalidRequest
from corpus.library import Library
from tests.assistant.quiz.study_items import make_item


@pytest.mark.parametrize(
    ("type_", "typed", "right"),
    [
        ("single", "B", True),
        ("single", "2", True),
        ("single", "ｂ", True),
        ("single", "A", False),
        ("single", "AB", False),
        ("multiple", "c a", True),
        ("multiple", "A、C", True),
        ("multiple", "A", False),
        ("multiple", "ABC", False),
        ("judge", "错", True),
        ("judge", "×", True),
        ("judge", "对", False),
        ("judge", "B", True),
        ("blank", "36个", True),
        ("blank", " ３６ 个。", True),
        ("blank", "三十六个", True),
        ("blank", "3 6个", True),
        ("blank", "63个", False),
        ("blank", "约36个", False),
        ("blank", "。", False),
        ("order", "B→C→A", True),
        ("order", "2 3 1", True),
        ("order", "BAC", False),
        ("match", "1B 2A", True),
        ("match", "2-a，1-b", True),
        ("match", "1A 2B", False),
        ("match", "1B", False),
        ("short", "1 3", True),
        ("short", "2", False),
        ("short", "", False),
    ],
)
def test_an_answer_is_judged(type_: ItemType, typed: str, right: bool) -> None:
    item = make_item(type_)
    assert grade(item, read_typed(item, typed)).right is right


def test_what_is_missing_and_too_much_is_named() -> None:
    graded = grade(make_item("multiple"), Given(choices=("A", "B")))
    assert (graded.missing, graded.extra, graded.share) == (("C",), ("B",), 0.0)
    assert grade(make_item("short"), Given(points=(0, 2))).missing == ("组织部牵头",)


def test_a_heading_completed_from_memory_may_have_a_slip() -> None:
    item = replace(make_item("blank"), key=("不断增强基层党组织政治功能和组织功能",), claim=Claim("heading"))
    assert grade(item, Given(text="不断增强基层党组织政治功能、组织功能")).right
    assert not grade(item, Given(text="不断增强组织功能")).right
    assert not grade(replace(item, claim=Claim("fill")), Given(text="不断增强基层党组织政治功能、组织功能")).right


@pytest.mark.parametrize(
    ("graded", "hinted", "seconds", "rating"),
    [
        (Graded(False, 0.5), False, 1.0, "again"),
        (Graded(False, 0.0), True, 1.0, "again"),
        (Graded(True, 1.0), True, 1.0, "hard"),
        (Graded(True, 0.7), False, 1.0, "hard"),
        (Graded(True, 1.0), False, 1.0, "easy"),
        (Graded(True, 1.0), False, 600.0, "good"),
    ],
)
def test_the_rating_follows_the_rule(graded: Graded, hinted: bool, seconds: float, rating: str) -> None:
    assert rate(graded, hinted=hinted, seconds=seconds, item=make_item()) == rating


def test_quick_is_measured_by_what_there_is_to_read() -> None:
    item = make_item()
    limit = quick_seconds(item)
    assert rate(Graded(True, 1.0), hinted=False, seconds=limit, item=item) == "easy"
    assert rate(Graded(True, 1.0), hinted=False, seconds=limit + 0.1, item=item) == "good"
    assert quick_seconds(replace(item, stem=item.stem * 4)) > limit
    assert rate(Graded(True, 1.0), hinted=False, seconds=0.0, item=make_item("short")) == "good"


def test_what_the_page_sends_is_read_and_strange_things_are_passed_over() -> None:
    sent = {
        "choices": ["B", "Z", 3, "B"],
        "text": 5,
        "pairs": ["1-B", "x"],
        "points": [2, 0, -1, True, "1"],
        "more": {},
    }
    assert read_given(json.dumps(sent)) == Given(choices=("B",), pairs=("1-B",), points=(0, 2))
    for raw in ("", "[]", "null", "{", "[" * 100_000):
        with pytest.raises(InvalidRequest):
            read_given(raw)


@given(st.text(max_size=200), st.sampled_from(["single", "multiple", "judge", "blank", "order", "match", "short"]))
def test_no_line_that_can_be_typed_breaks_the_judgement(line: str, type_: ItemType) -> None:
    item = make_item(type_)
    graded = grade(item, read_typed(item, line))
    assert 0.0 <= graded.share <= 1.0


def hidden(item: QuizItem) -> str:
    text = hint_for(item)
    assert text.strip()
    return text


def test_no_hint_over_the_shipped_documents_holds_its_key(home: Path) -> None:
    with Library.open(home) as library:
        items = make_all(library.documents())
    assert len(items) > 100
    told: list[str] = []
    for item in items:
        match item.type:
            case "single":
                keys: tuple[str, ...] = (item.answer,)
            case "blank":
                keys = item.key
            case "multiple":
                keys = tuple(item.answer.split("；"))
            case _:
                keys = ()
        words, stem = bare_words(hidden(item)), bare_words(item.stem)  # what the stem says already, a hint may say too
        told += [item.stem for key in map(bare_words, keys) if key and key in words and key not in stem]
    assert told == []


def test_a_hint_shows_the_passage_without_the_key() -> None:
    assert "36个" not in hidden(make_item())
    assert "红色书架▇▇▇" in hidden(make_item())
    bare = replace(make_item(), hint="见：")
    assert "36个" not in hidden(bare) and "由市委组织部牵头" in hidden(bare)
    assert "组织部牵头" not in hidden(make_item("short"))
    pairs = replace(make_item("match"), hint="", left=("红色书架", "选址方案"), right=("36个", "6月底前"))
    assert hidden(pairs) == "示例市全年建成红色书架▇▇▇，由市委组织部牵头；▇▇▇报送选址方案。"
    recited = replace(make_item("blank"), key=("不断增强基层党组织政治功能",), claim=Claim("heading"))
    assert hidden(recited) == "不断增强……"
    assert hidden(replace(make_item("order"), answer="甲项工作安排；乙；丙")) == "甲项……"
