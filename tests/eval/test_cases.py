from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.cases import as_record, case_hash, load_cases, parse_case
from eval.errors import UnusableSet
from eval.evidence import cluster_of, completed, locate_evidence
from tests.eval.examples import TEXT, case, document

GOOD: dict[str, Any] = as_record(case())


def _file(folder: Path, *lines: str) -> Path:
    path = folder / "set.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_set_is_read_in_order_and_written_back_unchanged(tmp_path: Path) -> None:
    second = GOOD | {"id": "jia-002", "scope": {"place": "甲市"}, "history": [{"role": "user", "content": "你好"}]}
    cases = load_cases(_file(tmp_path, json.dumps(GOOD), "", json.dumps(second)))
    assert [one.id for one in cases] == ["jia-001", "jia-002"]
    assert [as_record(one) for one in cases] == [GOOD, second]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"type": "riddle"}, "type"),
        ({"part": "train"}, "part"),
        ({"question": 3}, "question"),
        ({"expect": {"status": []}}, "expect.status"),
        ({"expect": {"status": ["maybe"]}}, "expect.status"),
        ({"expect": {"status": ["answered"], "short": [" "]}}, "short"),
        ({"expect": {"status": ["answered"], "items": [[]]}}, "items"),
        ({"expect": {"status": ["answered"], "sort": True}}, "expect.sort"),
        ({"evidence": [{"document": "a"}]}, "quote"),
        ({"history": [{"role": "system", "content": "x"}]}, "history"),
        ({"scope": {"city": "甲"}}, "scope.city"),
        ({"colour": "red"}, "colour"),
        ({"overlap": "much"}, "overlap"),
    ],
)
def test_a_bad_line_is_refused_with_file_line_and_field(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    path = _file(tmp_path, json.dumps(GOOD), json.dumps(GOOD | {"id": "x"} | change))
    with pytest.raises(UnusableSet) as raised:
        load_cases(path)
    message = raised.value.message()
    assert f"{path} 第 2 行" in message
    assert reason in message
    assert message.count("。") == 1


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_set_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnusableSet, match="一道题也没有"):
        load_cases(_file(tmp_path, text))


def test_broken_json_a_repeated_id_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableSet, match="第 1 行不是完整的 JSON"):
        load_cases(_file(tmp_path, '{"id": '))
    with pytest.raises(UnusableSet, match="第 2 行：编号 jia-001 与第 1 行重复"):
        load_cases(_file(tmp_path, json.dumps(GOOD), json.dumps(GOOD)))
    with pytest.raises(UnusableSet, match="找不到"):
        load_cases(tmp_path / "none.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnusableSet, match="UTF-8"):
        load_cases(tmp_path / "latin.jsonl")


def test_evidence_is_found_at_every_place_with_its_section() -> None:
    twice = document(text=TEXT + "\n全市共有党支部1260个。")
    one = case(evidence=[{"document": "jia-2025", "quote": "全市共有党支部1260个"}])
    (found,) = locate_evidence(one, {"jia-2025": twice})
    assert [span.of(twice.text) for span in found.spans] == ["全市共有党支部1260个"] * 2
    assert found.section == 1
    assert cluster_of(one, (found,)) == "jia-2025#1"


def test_a_case_becomes_stale_when_its_document_or_quote_changes() -> None:
    changed = document(text=TEXT.replace("735", "736"))
    with pytest.raises(ValueError, match=r"jia-001 已过期"):
        locate_evidence(case(), {"jia-2025": changed})
    with pytest.raises(ValueError, match="不在资料库中"):
        locate_evidence(case(), {})
    marked = case(evidence=[{"document": "jia-2025", "quote": "全市共有党支部1260个", "sha256": "0" * 64}])
    with pytest.raises(ValueError, match="校验值不符"):
        locate_evidence(marked, {"jia-2025": document()})


def test_completing_fills_hash_and_overlap_and_changes_the_hash_of_the_set() -> None:
    full = completed(case())
    assert full.evidence[0].sha256 is not None
    assert full.overlap is not None
    assert 0 < full.overlap <= 1
    assert locate_evidence(full, {"jia-2025": document()})
    assert case_hash([full]) != case_hash([case()])
    assert case_hash([full]) == case_hash([parse_case(as_record(full))])


def test_answerable_and_trap_follow_from_the_expected_status() -> None:
    answered, corrected = case(), case(expect={"status": ["partial"], "contains": [["甲市"]]})
    absent = case(expect={"status": ["not_found", "partial"]}, evidence=[])
    assert (answered.answerable, answered.trap) == (True, False)
    assert (corrected.answerable, corrected.trap) == (True, True)
    assert (absent.answerable, absent.trap) == (False, True)
    assert cluster_of(absent, ()) == "case:jia-001"
