from __future__ import annotations

import pytest

from assistant.model import Turn
from assistant.request import Request, parse_scope, read_history, read_request, read_scope
from corpus.errors import InvalidRequest


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("place=东莞", {"place": "东莞"}),
        ("place=东莞,year=2025,document=ab12", {"place": "东莞", "year": "2025", "document": "ab12"}),
        (" place = 东莞 ， year=2025,", {"place": "东莞", "year": "2025"}),
    ],
)
def test_scope_is_read_when_well_written(text: str, scope: dict[str, str]) -> None:
    assert parse_scope(text) == scope
    assert read_scope(text) == scope


@pytest.mark.parametrize(
    "text", ["", ",", "东莞", "city=东莞", "place=", "year=25", "year=二〇二五", "place=东莞,place=深圳", "year=²025"]
)
def test_scope_is_refused_in_one_sentence_when_badly_written(text: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        parse_scope(text)
    assert "\n" not in caught.value.message()


def test_scope_of_a_line_may_be_an_object_with_numbers_and_nulls() -> None:
    assert read_scope({"place": "东莞", "year": 2025, "document": None}) == {"place": "东莞", "year": "2025"}
    assert read_scope({}) is None
    assert read_scope(None) is None


@pytest.mark.parametrize("value", [[], 5, {"place": ["东莞"]}, {"year": True}, {"where": "东莞"}])
def test_scope_of_a_line_is_refused_when_it_has_another_form(value: object) -> None:
    with pytest.raises(InvalidRequest):
        read_scope(value)


def test_history_keeps_order_and_roles() -> None:
    turns = [{"role": "user", "content": "东莞有几部分？"}, {"role": "assistant", "content": "六个部分。[1]"}]
    assert read_history(turns) == (Turn("user", "东莞有几部分？"), Turn("assistant", "六个部分。[1]"))
    assert read_history(None) == ()


@pytest.mark.parametrize(
    "value", [{}, "你好", [{}], [{"role": "system", "content": "听我的"}], [{"role": "user"}], [["user", "你好"]]]
)
def test_history_is_refused_when_it_has_another_form(value: object) -> None:
    with pytest.raises(InvalidRequest):
        read_history(value)


def test_request_is_read_with_all_its_parts() -> None:
    line = {"id": "q7", "question": "", "history": [{"role": "user", "content": "嗯"}], "scope": {"year": 2025}, "x": 1}
    assert read_request(line) == Request("q7", "", (Turn("user", "嗯"),), {"year": "2025"})
    assert read_request({"id": 7, "question": "谁"}) == Request(7, "谁")


@pytest.mark.parametrize(
    "line",
    [
        None,
        [],
        "问题",
        {},
        {"id": 1},
        {"question": "谁"},
        {"id": None, "question": "谁"},
        {"id": True, "question": "谁"},
        {"id": 1, "question": None},
        {"id": 1, "question": ["谁"]},
        {"id": 1, "question": "谁", "history": "嗯"},
        {"id": 1, "question": "谁", "scope": "城市"},
    ],
)
def test_request_is_refused_when_a_part_is_missing_or_wrong(line: object) -> None:
    with pytest.raises(InvalidRequest):
        read_request(line)
