from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, RunDangjian

OUTLINE = "东莞2025年市直机关党的建设要点有哪些"


def one(ran: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The one JSON object of a command that succeeded."""
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert len(lines) == 1
    found = json.loads(lines[0])
    assert isinstance(found, dict)
    return found


def many(ran: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_readable_answer_is_followed_by_its_numbered_sources(home: Path, run_dangjian: RunDangjian) -> None:
    ran = run_dangjian("ask", OUTLINE, "--no-llm", home=home)
    assert ran.returncode == 0, ran.stderr
    answer, _, sources = ran.stdout.partition("出处：")
    numbers = set(re.findall(r"\[(\d+)\]", answer))
    assert len(numbers) >= 6
    assert set(re.findall(r"^  \[(\d+)\] \S", sources, flags=re.MULTILINE)) == numbers
    assert sources.count("《中共东莞市直属机关工作委员会关于印发") == 1


def test_what_came_closest_is_not_numbered(home: Path, run_dangjian: RunDangjian) -> None:
    ran = run_dangjian("ask", "大鹏新区有多少家咖啡馆", home=home)
    assert ran.returncode == 0, ran.stderr
    assert "出处：" not in ran.stdout and "[1]" not in ran.stdout
    assert "  · " in ran.stdout.partition("最接近的片段（并非答案）：")[2]


def test_json_answer_quotes_exactly_what_show_prints(home: Path, run_dangjian: RunDangjian) -> None:
    answer = one(run_dangjian("ask", "--json", OUTLINE, home=home))
    assert answer["kind"] == "outline" and answer["status"] == "answered"
    assert "东莞" in json.dumps(answer, ensure_ascii=False)
    texts = {
        id_: run_dangjian("library", "show", id_, "--text", home=home).stdout
        for id_ in {citation["document"] for citation in answer["citations"]}
    }
    for citation in answer["citations"]:
        text = texts[citation["document"]]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_unquoted_english_words_are_one_question(home: Path, run_dangjian: RunDangjian) -> None:
    words = "What are Dongguan's 2025 key points?"
    assert one(run_dangjian("ask", "--json", *words.split(), home=home))["question"] == words


def test_history_and_scope_reach_the_answer(home: Path, tmp_path: Path, run_dangjian: RunDangjian) -> None:
    history = tmp_path / "history.json"
    history.write_text(
        json.dumps([{"role": "user", "content": OUTLINE}, {"role": "assistant", "content": "共六个部分。"}]),
        encoding="utf-8",
    )
    follow_up = one(run_dangjian("ask", "--json", "--history", str(history), "那第二部分呢？", home=home))
    assert {citation["place"] for citation in follow_up["citations"]} == {"东莞"}
    scoped = one(run_dangjian("ask", "--json", "--scope", "place=深圳,year=2022", "机关党建", home=home))
    assert scoped["scope"]["places"] == ["深圳"]


@pytest.mark.parametrize(
    "question", ["", "   ", "\u200b\x01\x02", "😀😀😀", "'; DROP TABLE documents; --", "问" * 10_000]
)
def test_a_question_that_is_none_gets_one_plain_answer(home: Path, question: str, run_dangjian: RunDangjian) -> None:
    answer = one(run_dangjian("ask", "--json", "--", question, home=home))
    assert answer["status"] in ("clarify", "not_found")
    assert answer["answer"] and not answer["citations"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "--scope", "city=东莞", "问题"),
        ("ask", "--scope", "东莞", "问题"),
        ("ask", "--history", "/nowhere/at/all.json", "问题"),
        ("ask", "--batch", "in.jsonl"),
        ("ask", "--out", "out.jsonl"),
        ("ask", "--batch", "/nowhere/in.jsonl", "--out", "/nowhere/out.jsonl"),
        ("ask", "--batch", "in.jsonl", "--out", "out.jsonl", "问题"),
        ("ask", "--nonsense", "问题"),
        ("library", "card", "some-id", "place"),
        ("library", "show"),
        ("nonsense",),
    ],
)
def test_wrong_usage_is_code_2_and_writes_nothing(
    arguments: tuple[str, ...], tmp_path: Path, run_dangjian: RunDangjian
) -> None:
    ran = run_dangjian(*arguments, home=tmp_path / "untouched")
    assert ran.returncode == 2, ran.stderr
    assert ran.stdout == "" and ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "untouched").exists()


def test_batch_onto_itself_is_wrong_usage(tmp_path: Path, run_dangjian: RunDangjian) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "question": "你好"}\n', encoding="utf-8")
    ran = run_dangjian("ask", "--batch", str(source), "--out", str(source), home=tmp_path / "untouched")
    assert ran.returncode == 2
    assert source.read_text(encoding="utf-8") == '{"id": 1, "question": "你好"}\n'


def test_failure_is_one_line_and_code_1(home: Path, tmp_path: Path, run_dangjian: RunDangjian) -> None:
    history = tmp_path / "history.json"
    history.write_text('[{"role": "root", "content": ""}]', encoding="utf-8")
    for ran in (
        run_dangjian("library", "show", "no-such-id", home=home),
        run_dangjian("library", "outline", "no-such-id", "--json", home=home),
        run_dangjian("ask", "--history", str(history), "问题", home=home),
        run_dangjian("ask", "问题", home=home, environment={"DANGJIAN_PORT": "much"}),
    ):
        assert ran.returncode == 1
        assert ran.stdout == ""
        assert len(ran.stderr.strip().splitlines()) == 1


def test_error_speaks_english_when_asked_to(home: Path, run_dangjian: RunDangjian) -> None:
    ran = run_dangjian("library", "show", "no-such-id", home=home, environment={"DANGJIAN_LANGUAGE": "en"})
    assert ran.stderr.startswith("The library has no such document")


def test_unexpected_error_is_one_sentence_and_a_log(copied_home: Path) -> None:
    """A real fault that nobody foresaw: the answering code itself is broken."""
    code = (
        "import sys, assistant.commands.ask as ask\n"
        "def broken(answer): raise ZeroDivisionError('secret of the implementation')\n"
        "ask.render_answer = broken\n"
        "sys.argv = ['dangjian', 'ask', '你好']\n"
        "from assistant.cli import main; main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "DANGJIAN_HOME": str(copied_home)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 1
    assert len(ran.stderr.strip().splitlines()) == 1
    assert "secret" not in ran.stderr
    log = copied_home / "logs" / "dangjian.log"
    assert str(log) in ran.stderr
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "zh_CN.GBK"])
def test_output_is_utf8_whatever_the_locale(home: Path, locale: str, run_dangjian: RunDangjian) -> None:
    environment = {"LANG": locale, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    answer = one(run_dangjian("ask", "--json", OUTLINE, home=home, environment=environment))
    assert answer["question"] == OUTLINE
    ran = run_dangjian("ask", OUTLINE, home=home, environment=environment)
    assert "出处：" in ran.stdout


def test_reader_that_leaves_early_is_no_error(home: Path) -> None:
    # head closes the pipe after one line; a long text is still being written then
    command = f'for i in 1 2 3; do "{sys.executable}" -m assistant.cli library list; done | head -c 1 >/dev/null'
    ran = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=ROOT,
        env={**os.environ, "DANGJIAN_HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_question_that_is_not_utf8_is_still_one_answer(home: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "ask", "--json", b"\xff\xfe\x80"],
        cwd=ROOT,
        env={**os.environ, "DANGJIAN_HOME": str(home)},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout.decode("utf-8"))["status"] in ("clarify", "not_found")


def test_library_lists_shows_and_outlines(home: Path, run_dangjian: RunDangjian) -> None:
    rows = many(run_dangjian("library", "list", "--json", home=home))
    assert len(rows) == 5
    found = next(row for row in rows if row["place"] == "东莞")
    shown = one(run_dangjian("library", "show", found["id"], "--json", home=home))
    assert shown["card"]["number"]["value"] == "东直〔2025〕3号"
    assert len(shown["raw_sha256"]) == len(shown["text_sha256"]) == 64
    assert shown["source"] and isinstance(shown["furniture"], list)
    text = run_dangjian("library", "show", found["id"], "--text", home=home).stdout
    assert one(run_dangjian("library", "show", found["id"], "--json", "--text", home=home))["text"] == text
    span = shown["card"]["number"]["span"]
    assert text[span["start"] : span["end"]] == "东直〔2025〕3号"
    sections = one(run_dangjian("library", "outline", found["id"], "--json", home=home))["sections"]
    assert sum(section["parent"] is None for section in sections) >= 6
    for section in sections:
        assert section["heading"] in text[section["start"] : section["end"]]
    readable = run_dangjian("library", "list", home=home)
    assert readable.stdout.count("\n") == 5 and found["id"] in readable.stdout


def test_ingest_edit_and_remove_are_seen_by_the_next_question(
    copied_home: Path, tmp_path: Path, run_dangjian: RunDangjian
) -> None:
    folder = tmp_path / "新文件"
    folder.mkdir()
    paper = folder / "示例市通知.txt"
    paper.write_text(
        "示例市直属机关工作委员会关于开展读书月活动的通知\n\n各党支部：\n\n一、活动时间\n\n读书月自2031年5月6日起至2031年6月6日止。\n\n"
        "二、活动内容\n\n每个党支部至少举办7场荧光读书会，并把开展情况报送示例市直属机关工作委员会。\n",
        encoding="utf-8",
    )
    (folder / "坏文件.pdf").write_bytes(b"%PDF-1.7\nbroken")
    rows = many(run_dangjian("ingest", str(folder), "--json", home=copied_home))
    assert {Path(row["path"]).name: row["outcome"] for row in rows} == {
        "示例市通知.txt": "added",
        "坏文件.pdf": "refused",
    }
    assert all(set(row) == {"path", "id", "outcome", "reason"} for row in rows)
    refused = next(row for row in rows if row["outcome"] == "refused")
    assert refused["id"] is None and refused["reason"]
    added = next(row for row in rows if row["outcome"] == "added")["id"]

    again = many(run_dangjian("ingest", str(paper), "--json", home=copied_home))
    assert [(row["id"], row["outcome"]) for row in again] == [(added, "unchanged")]

    question = "每个党支部至少举办几场荧光读书会"
    answer = one(run_dangjian("ask", "--json", question, home=copied_home))
    assert added in {citation["document"] for citation in answer["citations"]}

    edited = one(run_dangjian("library", "card", added, "place=示例市", "--json", home=copied_home))
    assert edited["card"]["place"]["value"] == "示例市" and edited["card"]["place"]["origin"] == "user"

    removed = one(run_dangjian("library", "remove", added, "--json", home=copied_home))
    assert removed["outcome"] == "removed"
    answer = one(run_dangjian("ask", "--json", question, home=copied_home))
    cited = [*answer["citations"], *answer["nearest"]]
    assert added not in {citation["document"] for citation in cited}


def test_ingest_of_nothing_but_bad_files_fails(copied_home: Path, tmp_path: Path, run_dangjian: RunDangjian) -> None:
    ran = run_dangjian("ingest", str(tmp_path / "missing.txt"), "--json", home=copied_home)
    assert ran.returncode == 1
    assert json.loads(ran.stdout)["outcome"] == "refused"


def test_backup_and_restore_bring_the_library_to_another_home(
    copied_home: Path, tmp_path: Path, run_dangjian: RunDangjian
) -> None:
    removed = many(run_dangjian("library", "list", "--json", home=copied_home))[0]["id"]
    assert run_dangjian("library", "remove", removed, home=copied_home).returncode == 0
    file, other = tmp_path / "备份.zip", tmp_path / "other-home"
    assert run_dangjian("backup", str(file), home=copied_home).returncode == 0
    assert run_dangjian("restore", str(file), home=other).returncode == 0
    before, after = (
        [(row["id"], row["updated"]) for row in many(run_dangjian("library", "list", "--json", home=place))]
        for place in (copied_home, other)
    )
    assert before == after and len(after) == 4
    answers = [one(run_dangjian("ask", "--json", "--no-llm", OUTLINE, home=place)) for place in (copied_home, other)]
    assert [{**answer, "ms": 0} for answer in answers] == [{**answers[0], "ms": 0}] * 2

    refused = run_dangjian("restore", str(file), home=other)
    assert refused.returncode == 1 and len(refused.stderr.strip().splitlines()) == 1
    assert run_dangjian("restore", str(file), "--replace", home=other).returncode == 0
    file.write_bytes(file.read_bytes()[:-100])
    assert run_dangjian("restore", str(file), "--replace", home=other).returncode == 1
    assert len(many(run_dangjian("library", "list", "--json", home=other))) == 4


def test_doctor_finds_nothing_in_a_good_home(home: Path, run_dangjian: RunDangjian) -> None:
    found = one(run_dangjian("doctor", "--json", home=home))
    assert found["ok"] is True
    assert [check["state"] for check in found["checks"] if check["name"] != "disk"] == ["ok"] * 6


def test_doctor_says_what_to_do_when_something_is_wrong(copied_home: Path, run_dangjian: RunDangjian) -> None:
    index = next(path for path in copied_home.rglob("vectors.npy"))
    content = bytearray(index.read_bytes())
    content[len(content) // 2] ^= 1
    index.write_bytes(content)
    ran = run_dangjian("doctor", home=copied_home)
    assert ran.returncode == 1
    assert "[异常] 索引" in ran.stdout and "dangjian build" in ran.stdout
    assert run_dangjian("build", home=copied_home).returncode == 0
    assert run_dangjian("doctor", home=copied_home).returncode == 0


def test_doctor_tells_of_settings_that_nobody_knows(home: Path, run_dangjian: RunDangjian) -> None:
    ran = run_dangjian("doctor", "--json", home=home, environment={"DANGJIAN_LMM_URL": "http://127.0.0.1:1"})
    assert ran.returncode == 1
    assert "llm_url" in json.loads(ran.stdout)["checks"][0]["message"]


def test_commands_work_on_a_home_that_is_read_only_in_name_only(tmp_path: Path, run_dangjian: RunDangjian) -> None:
    """A home that is a file cannot be used, and that is told in one line."""
    place = tmp_path / "home"
    place.write_text("", encoding="utf-8")
    ran = run_dangjian("library", "list", home=place)
    assert ran.returncode == 1 and len(ran.stderr.strip().splitlines()) == 1
    shutil.rmtree(tmp_path / "home", ignore_errors=True)
