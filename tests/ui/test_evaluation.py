from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

import pytest

from corpus.errors import DamagedStore
from eval.provenance import provenance
from eval.result import Result, Scored, SetInfo, as_json, store_json
from ui.measured import LATEST, load_latest_run
from ui.present.evaluation import render_damaged, render_evaluation
from ui.text.evaluation import EN, ZH


def stored(home: Path) -> Path:
    cases = tuple(
        Scored(f"c{at}", "number", f"k{at}", "问", {"correct": float(at % 4 > 0)}, {"ms": 10.0 + at})
        for at in range(20)
    )
    now = datetime(2025, 3, 27, 8, 30, tzinfo=UTC)
    result = Result(
        "cases", SetInfo("示例<set>", 20, "ab" * 32), provenance(started=now, ended=now, settings={}), cases
    )
    return store_json(as_json(result), home / LATEST)


def test_a_home_without_a_result_says_how_to_measure(tmp_path: Path) -> None:
    assert load_latest_run(tmp_path) is None
    assert "dangjian-eval run quick" in render_evaluation(None, language="zh")
    assert "dangjian-eval run quick" in render_evaluation(None, language="en")


def test_what_the_evaluation_stores_is_what_the_page_shows(tmp_path: Path) -> None:
    stored(tmp_path)
    run = load_latest_run(tmp_path)
    assert run is not None
    assert (run.size, run.measures[0].mean, run.measures[0].n, run.p50) == (20, 0.75, 20, 19.5)
    chinese, english = render_evaluation(run, language="zh"), render_evaluation(run, language="en")
    assert "75.0%" in chinese
    assert "全部题目答对" in chinese
    assert "2025-03-27 08:30" in chinese
    assert "示例&lt;set&gt;" in chinese
    assert "<set>" not in chinese
    assert "All cases right" in english
    assert "95th percentile" in english


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 2}', "\x00"])
def test_a_damaged_result_is_told_and_not_shown(tmp_path: Path, content: str) -> None:
    path = stored(tmp_path)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DamagedStore):
        load_latest_run(tmp_path)
    assert "无法读取" in render_damaged(language="zh")


def test_a_result_that_lost_a_field_is_damaged(tmp_path: Path) -> None:
    path = stored(tmp_path)
    record = json.loads(path.read_text(encoding="utf-8"))
    del record["pooled"]
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(DamagedStore):
        load_latest_run(tmp_path)


@pytest.mark.parametrize("name", [field.name for field in fields(ZH)])
def test_every_word_is_there_in_both_languages(name: str) -> None:
    chinese, english = getattr(ZH, name), getattr(EN, name)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)
    assert english.isascii()
    assert {part[1] for part in Formatter().parse(chinese)} == {part[1] for part in Formatter().parse(english)}
