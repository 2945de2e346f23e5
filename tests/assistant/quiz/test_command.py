from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.quiz.model import TYPES
from tests.conftest import RunDangjian

FIELDS = {
    "id", "type", "stem", "options", "key", "answer", "explanation", "hint", "citation", "citations", "evidence_sha256",
    "topic", "difficulty", "left", "right", "points",
}  # fmt: skip


def read(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return tmp_path / "items.jsonl"


def test_the_same_bytes_for_the_same_seed(own_home: Path, tmp_path: Path, run_dangjian: RunDangjian) -> None:
    files = [tmp_path / "first.jsonl", tmp_path / "second.jsonl"]
    for file in files:
        ran = run_dangjian("quiz", "make", "--count", "30", "--seed", "5", "--out", str(file), home=own_home)
        assert ran.returncode == 0, ran.stderr
        assert ran.stdout == "" and "已出 30 题" in ran.stderr
    assert files[0].read_bytes() == files[1].read_bytes()
    items = read(files[0])
    assert len(items) == 30 and len({item["id"] for item in items}) == 30
    for item in items:
        assert set(item) >= FIELDS and item["type"] in TYPES and 1 <= item["difficulty"] <= 5
        assert set(item["topic"]) == {"place", "document", "section"}
        assert item["citation"] == item["citations"][0]


def test_types_and_scope_restrict_and_a_shortfall_is_explained(
    own_home: Path, made: Path, run_dangjian: RunDangjian
) -> None:
    ran = run_dangjian(
        "quiz", "make", "--count", "900", "--types", "judge，blank", "--scope", "place=东莞", "--out", str(made),
        home=own_home,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    items = read(made)
    assert 10 < len(items) < 900
    assert {item["type"] for item in items} == {"judge", "blank"}
    assert {item["topic"]["document"] for item in items} == {"dongguan-2025"}
    assert f"要 900 题，只能给出 {len(items)} 题" in ran.stderr and "不能证明而舍去" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--types", "riddle"], "riddle"),
        (["--types", ","], "题型"),
        (["--scope", "document=nowhere"], "nowhere"),
        (["--scope", "colour=red"], "colour"),
    ],
)
def test_wrong_usage_leaves_with_two(
    own_home: Path, made: Path, run_dangjian: RunDangjian, arguments: list[str], told: str
) -> None:
    ran = run_dangjian("quiz", "make", "--count", "5", "--out", str(made), *arguments, home=own_home)
    assert ran.returncode == 2 and told in ran.stderr
    assert not made.exists()


def test_a_count_of_none_is_wrong_usage(own_home: Path, made: Path, run_dangjian: RunDangjian) -> None:
    assert run_dangjian("quiz", "make", "--count", "0", "--out", str(made), home=own_home).returncode == 2
