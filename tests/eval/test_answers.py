"""Reading answer files, above all broken ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.answers import load_answers, require_all
from eval.errors import UnusableAnswers
from tests.eval.examples import answer

GOOD: dict[str, Any] = json.loads(json.dumps({"id": "jia-001", **answer().as_dict()}))


def _file(folder: Path, *records: Any) -> Path:
    path = folder / "answers.jsonl"
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in records), encoding="utf-8")
    return path


def test_what_the_batch_writes_is_read_back_as_the_same_answer(tmp_path: Path) -> None:
    failed = {"id": None, "line": 2, "error": "这一行不是完整的 JSON。"}
    found = load_answers(_file(tmp_path, GOOD, failed, GOOD | {"id": 7, "new_field": 1}))
    assert list(found) == ["jia-001", "7"]
    assert found["jia-001"] == answer()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": None}, "缺少 id"),
        ({"status": "maybe"}, "status"),
        ({"kind": 3}, "kind"),
        ({"answer": None}, "answer"),
        ({"short": 735}, "short"),
        ({"confidence": "high"}, "confidence"),
        ({"confidence": 2}, "confidence"),
        ({"items": "甲"}, "items"),
        ({"citations": {}}, "citations"),
        ({"citations": ["甲"]}, "citations"),
        ({"citations": [{"n": 1}]}, "citations 缺少"),
        ({"citations": [GOOD["citations"][0] | {"start": "0"}]}, "citations.start"),
        ({"scope": []}, "scope"),
        ({"ms": True}, "ms"),
    ],
)
def test_a_broken_line_ends_in_one_sentence_with_its_number(
    tmp_path: Path, change: dict[str, Any], reason: str
) -> None:
    path = _file(tmp_path, GOOD, GOOD | {"id": "b"} | change)
    with pytest.raises(UnusableAnswers) as raised:
        load_answers(path)
    message = raised.value.message()
    assert "第 2 行" in message
    assert reason in message
    assert message.count("。") == 1


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], "一个答案也没有"),
        (["{"], "第 1 行不是完整的 JSON"),
        (["[]"], "JSON 对象"),
        ([GOOD, GOOD], "编号 jia-001 重复"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, lines: list[Any], reason: str) -> None:
    with pytest.raises(UnusableAnswers, match=reason):
        load_answers(_file(tmp_path, *lines))


def test_an_odd_line_end_inside_an_answer_cuts_nothing(tmp_path: Path) -> None:
    odd = GOOD | {"answer": "甲\u2028乙\x85丙"}
    path = tmp_path / "answers.jsonl"
    path.write_text(json.dumps(odd, ensure_ascii=False) + "\n", encoding="utf-8")
    assert load_answers(path)["jia-001"].answer == odd["answer"]


def test_a_missing_file_and_missing_answers_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableAnswers, match="找不到"):
        load_answers(tmp_path / "none.jsonl")
    with pytest.raises(UnusableAnswers, match="3 道题里有 2 道没有答案，第一道是 b"):
        require_all({"a": answer()}, ["a", "b", "c"])
