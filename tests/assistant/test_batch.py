from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.batch import BatchOutcome, answer_batch
from assistant.model import Answer
from corpus.errors import InvalidRequest

if TYPE_CHECKING:
    from assistant.service import Assistant

OUTLINE = "东莞2025年市直机关党的建设要点有哪些"
ANSWER_FIELDS = {field.name for field in fields(Answer)}


def run(assistant: Assistant, folder: Path, content: bytes) -> tuple[BatchOutcome, list[dict[str, Any]]]:
    source, out = folder / "in.jsonl", folder / "out.jsonl"
    source.write_bytes(content)
    out.write_text("what stood here before\n" * 100, encoding="utf-8")
    outcome = answer_batch(assistant, source, out, use_llm=False)
    text = out.read_text(encoding="utf-8")
    assert text == "" or text.endswith("\n")
    return outcome, [json.loads(line) for line in text.splitlines()]


def line(**values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def test_answers_come_in_order_with_all_fields_at_the_top(assistant: Assistant, tmp_path: Path) -> None:
    outcome, rows = run(assistant, tmp_path, line(id="b", question=OUTLINE) + line(id=1, question="你好"))
    assert outcome == BatchOutcome(2, 0, 0)
    assert [row["id"] for row in rows] == ["b", 1]
    assert all(set(row) == ANSWER_FIELDS | {"id"} for row in rows)
    assert rows[0]["question"] == OUTLINE
    assert rows[0]["citations"]


def test_a_line_that_cannot_be_read_costs_only_itself(assistant: Assistant, tmp_path: Path) -> None:
    content = (
        b"\xef\xbb\xbf" + line(id=1, question="你好") + b"{broken\n" + b"\n"
        + "{\"id\": 4, \"question\": \"你好\"}\n".encode("gb18030")
        + line(id=5) + b"[" * 100_000 + b"\n" + b'{"id": 7, "question": "\xe4\xbd\xa0\xe5\xa5\xbd"}'
    )  # fmt: skip
    outcome, rows = run(assistant, tmp_path, content)
    assert outcome == BatchOutcome(2, 4, 0)
    assert [row["id"] for row in rows] == [1, None, None, None, None, 7]
    bad = [row for row in rows if row["id"] is None]
    assert [row["line"] for row in bad] == [2, 4, 5, 6]
    for row in bad:
        assert set(row) == {"id", "line", "error"}
        assert row["error"].endswith("。") and "\n" not in row["error"]


def test_history_and_scope_of_a_line_are_obeyed(assistant: Assistant, tmp_path: Path) -> None:
    history = [{"role": "user", "content": OUTLINE}, {"role": "assistant", "content": "共六个部分。"}]
    _, rows = run(
        assistant,
        tmp_path,
        line(id=1, question="那第二部分呢？", history=history)
        + line(id=2, question="机关党建工作情况", scope={"place": "深圳", "year": 2022}),
    )
    assert {citation["place"] for citation in rows[0]["citations"]} == {"东莞"}
    assert rows[1]["scope"]["places"] == ["深圳"]


def test_odd_characters_come_back_as_they_went_in(assistant: Assistant, tmp_path: Path) -> None:
    outcome, rows = run(assistant, tmp_path, b'{"id": "\\ud800\\u2028", "question": "\\ud800 \xf0\x9f\x98\x80"}\n')
    assert outcome.answered == 1
    assert rows[0]["id"] == "\ud800\u2028"
    assert rows[0]["question"] == "\ufffd \U0001f600"


def test_an_empty_file_gives_an_empty_file(assistant: Assistant, tmp_path: Path) -> None:
    assert run(assistant, tmp_path, b"") == (BatchOutcome(0, 0, 0), [])


def test_one_file_for_both_is_refused_and_kept(assistant: Assistant, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(line(id=1, question="你好"))
    (tmp_path / "link.jsonl").symlink_to(source)
    with pytest.raises(InvalidRequest):
        answer_batch(assistant, source, tmp_path / "link.jsonl")
    assert source.read_bytes() == line(id=1, question="你好")
