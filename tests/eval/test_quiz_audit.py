from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from eval.quiz_audit import count_items, draw_table, missing_parts
from tests.conftest import RunDangjian
from tests.eval.examples import document
from tests.eval.test_cli import dangjian_eval
from tests.eval.test_quiz_item import item

DOCUMENTS = {"jia-2025": document()}


def items(count: int) -> list[dict[str, Any]]:
    return [item(id=f"q{n}") for n in range(count)]


def test_types_documents_and_sentences_are_counted() -> None:
    told = "\n".join(count_items(items(3), DOCUMENTS))
    assert "题型：single 3" in told and "jia-2025 3 题" in told
    assert "依据：1 句，同一句最多 3 题" in told


def test_parts_without_an_item_are_named() -> None:
    everything = list(missing_parts([], DOCUMENTS))
    leaves = {s.index for s in document().sections} - {s.parent for s in document().sections}
    assert len(everything) == max(1, len(leaves))
    assert len(list(missing_parts(items(1), DOCUMENTS))) < len(everything) or not leaves


def test_the_same_seed_draws_the_same_table() -> None:
    first, again, other = (list(draw_table(items(50), count=10, seed=seed)) for seed in (1, 1, 2))
    assert first == again != other
    assert len(first) == 12 and all(line.startswith(("| ", "|---")) for line in first)
    assert "B：735项" in first[2]


def test_the_command_counts_draws_and_finds_a_spoilt_item(
    home: Path, tmp_path: Path, run_dangjian: RunDangjian
) -> None:
    file = tmp_path / "items.jsonl"
    assert run_dangjian("quiz", "make", "--count", "25", "--out", str(file), home=home).returncode == 0
    good = dangjian_eval("quiz", file, "--home", home, "--draw", "5", "--seed", "3", home=tmp_path / "none")
    assert good.returncode == 0, good.stderr
    assert "共 25 题，合格 25，有误 0" in good.stdout and "依据：" in good.stdout
    assert len([line for line in good.stdout.splitlines() if line.startswith("| ")]) == 6
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    lines[0]["citation"]["quote"] += "改"
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    bad = dangjian_eval("quiz", file, "--home", home, home=tmp_path / "none")
    assert bad.returncode == 1 and "有误 1" in bad.stdout and "不是原文" in bad.stdout
