"""The command line, run as people run it: in its own process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.model import Turn
from eval.answers import load_answers
from eval.cases import parse_case
from eval.chosen import load_sets
from eval.errors import BelowFloor, UnusableSet
from eval.quick import FLOOR_FILE, Floor, draw, floor_of, load_floor, pick, require_floor, store_floor
from eval.result import load_result
from tests.eval.examples import answer
from tests.eval.test_compare import run as made_run

ROOT = Path(__file__).resolve().parents[2]


def dangjian_eval(*arguments: str | Path, home: Path, seconds: float = 600) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.offline", "eval.cli", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "DANGJIAN_HOME": str(home), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )


def test_help_comes_at_once_and_writes_nothing(own_home: Path) -> None:
    started = time.perf_counter()
    told = dangjian_eval("--help", home=own_home)
    assert time.perf_counter() - started < 10  # 0.3 s on a machine that does nothing else
    assert told.returncode == 0
    for command in (
        "run",
        "compare",
        "report",
        "check",
        "candidates",
        "planted",
        "quiz",
        "calibrate",
        "bench",
    ):
        assert command in told.stdout
    assert not own_home.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["run", "nonsense"], 1, "没有名为 nonsense 的题集"),
        (["run", "none.jsonl"], 1, "找不到题集文件"),
        (["run", "cmrc2018"], 2, "--data"),
        (["run", "cmrc2018", "quick", "--data", "."], 2, "单独评测"),
        (["run", "first", "--record"], 2, "--record"),
        (["run", "cmrc2018", "--data", "none"], 1, "dev_passages.jsonl"),
        (["compare", "none", "none"], 1, "找不到评测结果"),
        (["report", "none"], 1, "找不到评测结果"),
        (["run"], 2, "SET"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    own_home: Path, arguments: list[str], code: int, words: str
) -> None:
    told = dangjian_eval(*arguments, home=own_home)
    assert told.returncode == code, told.stderr
    assert words in told.stderr
    assert "Traceback" not in told.stderr
    if code == 1:
        assert len(told.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "一个答案也没有"),
        ("{", "不是完整的 JSON"),
        ("[" * 100_000, "嵌套太深"),
        ("\ufeff[1]", "JSON 对象"),
        ('{"id": "zs-001"}', "status"),
        (json.dumps({"id": "zs-001", **answer().as_dict()}), "道没有答案"),
    ],
)
def test_a_broken_answer_file_ends_in_one_sentence(
    own_home: Path, home: Path, tmp_path: Path, content: str, words: str
) -> None:
    answers = tmp_path / "answers.jsonl"
    answers.write_text(content, encoding="utf-8")
    out = tmp_path / "out"
    told = dangjian_eval("run", "first", "--answers", answers, "--home", home, "--out", out, home=own_home)
    assert told.returncode == 1
    assert words in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1
    assert not out.exists()


@pytest.mark.slow
def test_a_batch_of_answers_scores_like_asking_in_process(own_home: Path, home: Path, tmp_path: Path) -> None:
    from assistant.batch import answer_batch
    from assistant.compose import open_assistant
    from assistant.settings import load_settings

    cases = load_sets(["first"]).cases
    questions, answers = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
    lines = (json.dumps({"id": case.id, "question": case.question}, ensure_ascii=False) + "\n" for case in cases)
    questions.write_text("".join(lines), encoding="utf-8")
    assistant = open_assistant(load_settings(home=home))
    answer_batch(assistant, questions, answers, use_llm=False)
    assistant.close()
    assert len(load_answers(answers)) == len(cases)

    from_file, asked = tmp_path / "file", tmp_path / "asked"
    first = dangjian_eval("run", "first", "--answers", answers, "--home", home, "--out", from_file, home=own_home)
    second = dangjian_eval("run", "first", "--home", home, "--out", asked, home=own_home)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    one, other = load_result(from_file), load_result(asked)
    assert one.set == other.set
    for left, right in zip(one.cases, other.cases, strict=True):
        assert left.scores.items() <= right.scores.items()
    assert (asked / "report.html").is_file()
    assert (own_home / "eval" / "latest.json").is_file()

    told = dangjian_eval("compare", from_file, asked, "--out", tmp_path / "compared", home=own_home)
    assert told.returncode == 0
    assert "没有一项差别可以断言" in told.stdout
    assert (tmp_path / "compared" / "comparison.html").is_file()
    (asked / "report.html").unlink()
    assert dangjian_eval("report", asked, home=own_home).returncode == 0
    assert (asked / "report.html").is_file()


def test_marked_answers_become_candidates_the_latest_mark_counting(own_home: Path) -> None:
    own_home.mkdir(parents=True)
    said = answer().as_dict()
    marks = [
        {"time": f"2025-03-27T08:0{at}:00+00:00", "verdict": verdict, "question": question, "answer": said}
        for at, (verdict, question) in enumerate(
            (("wrong_citation", "甲？"), ("off_topic", "乙？"), ("off_topic", "甲？"))
        )
    ]
    path = own_home / "feedback.jsonl"
    path.write_text("".join(json.dumps(mark, ensure_ascii=False) + "\n" for mark in marks), encoding="utf-8")
    told = dangjian_eval("candidates", home=own_home)
    assert told.returncode == 0
    found = [json.loads(line) for line in told.stdout.splitlines()]
    assert [one["question"] for one in found] == ["乙？", "甲？"]
    assert found[1]["review"]["verdict"] == "off_topic"
    assert found[0]["evidence"][0]["quote"] == answer().citations[0].quote
    path.write_text('{"time": "x"}\n', encoding="utf-8")
    broken = dangjian_eval("candidates", home=own_home)
    assert broken.returncode == 1
    assert "第 1 行" in broken.stderr


def test_candidates_of_what_the_page_recorded(own_home: Path) -> None:
    from datetime import UTC, datetime

    from ui.feedback import record_feedback

    record_feedback(own_home, answer(), "wrong_citation", at=datetime(2025, 3, 27, tzinfo=UTC))
    told = dangjian_eval("candidates", "--out", own_home / "candidates.jsonl", home=own_home)
    assert told.returncode == 0, told.stderr
    (line,) = (own_home / "candidates.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["question"] == answer().question

    before = (Turn("user", "总体要求是什么"), Turn("assistant", "……"))
    again = datetime(2025, 3, 28, tzinfo=UTC)
    record_feedback(own_home, answer(), "off_topic", at=again, history=before, scope={"place": "甲市"})
    told = dangjian_eval("candidates", home=own_home)
    alone, after = [json.loads(one) for one in told.stdout.splitlines()]
    assert "history" not in alone
    assert after["history"] == [{"role": turn.role, "content": turn.content} for turn in before]
    assert after["scope"] == {"place": "甲市"}
    assert alone["id"] != after["id"]
    reviewed = {key: value for key, value in after.items() if key != "review"}
    reviewed |= {"type": "multiturn", "expect": {"status": ["answered"], "contains": [["735项"]]}}
    assert parse_case(reviewed).history == before


@pytest.mark.slow
def test_checking_fills_hashes_and_reports_a_stale_case(own_home: Path, home: Path, tmp_path: Path) -> None:
    cases = load_sets(["first"]).cases
    from eval.cases import as_record, load_cases

    records = [as_record(case) for case in cases[:3]]
    for record in records:
        record.pop("overlap", None)
        for piece in record["evidence"]:
            piece.pop("sha256", None)
    path = tmp_path / "mine.jsonl"
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    told = dangjian_eval("check", path, "--fill", "--home", home, home=own_home)
    assert told.returncode == 0, told.stderr
    assert "共 3 题" in told.stdout
    assert all(piece.sha256 for case in load_cases(path) for piece in case.evidence)
    records[0]["evidence"][0]["quote"] = "这句话不在任何文档里"
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    stale = dangjian_eval("check", path, "--home", home, home=own_home)
    assert stale.returncode == 1
    assert f"题目 {records[0]['id']} 已过期" in stale.stdout


def test_a_loss_below_the_floor_fails_and_names_the_metric(tmp_path: Path) -> None:
    good = made_run([True] * 19 + [False])
    floor = floor_of(good)
    require_floor(good, floor)
    require_floor(made_run([True] * 20), floor)
    with pytest.raises(BelowFloor, match=r"全部题目答对 50\.0%（底线 93\.0%）；过度拒答率 50\.0%（底线 7\.0%）"):
        require_floor(made_run([True, False] * 10), floor)
    store_floor(floor, tmp_path / "floor.json")
    assert load_floor(tmp_path / "floor.json") == floor
    with pytest.raises(UnusableSet, match="还没有记录底线"):
        load_floor(tmp_path / "none.json")


def test_the_sample_is_fixed_holds_every_type_and_never_the_test_part() -> None:
    everything = load_sets(["all"]).cases
    once, again = draw(everything), draw(tuple(reversed(everything)))
    assert {case.id for case in once} == {case.id for case in again}
    assert {case.type for case in once} == {case.type for case in everything if case.part == "dev"}
    assert all(case.part == "dev" for case in once)
    recorded = pick(everything, load_floor(FLOOR_FILE))
    assert all(case.part == "dev" for case in recorded)
    assert any(case.trap for case in recorded)
    with pytest.raises(UnusableSet, match="已不在题集里"):
        pick(everything, Floor(("gone",), {}))
