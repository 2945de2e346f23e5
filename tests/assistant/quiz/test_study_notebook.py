from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from assistant.quiz.study.given import Given
from assistant.quiz.study.grading import Rating, grade
from assistant.quiz.study.notebook import FILE_NAME, REPORTS, Notebook
from assistant.quiz.study.records import Answered
from corpus import archive
from corpus.errors import DamagedStore, InvalidRequest
from tests.assistant.quiz.study_host import ITEMS, answer_number
from tests.assistant.quiz.study_items import make_item
from tests.conftest import ROOT

DAY = 86_400_000
NOW = 1_767_225_600_000


def answered(id_: str = "a1", *, item: str = "i1", right: bool = True, rating: Rating | None = None) -> Answered:
    made = make_item("single", item)
    given = Given(choices=("B" if right else "A",))
    return Answered(
        id_, "s1", "daily", made, given, grade(made, given), rating or ("good" if right else "again"), False, 5.0
    )


class Watch:
    """A clock that is set by hand."""

    def __init__(self, now: int = NOW) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now


def test_an_answer_is_there_for_whoever_opens_the_notebook_next(tmp_path: Path) -> None:
    recorded = Notebook(tmp_path).record("甲", answered())
    assert recorded.fresh and recorded.right
    again = Notebook(tmp_path)
    assert [one.item for one in again.answers("甲")] == ["i1"]
    assert again.memories("甲")["i1"].due == recorded.due
    assert again.stored_items() == {"i1": make_item("single", "i1")}


def test_the_same_answer_counts_once(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    first = notebook.record("甲", answered())
    second = notebook.record("甲", answered(right=False))
    assert not second.fresh
    assert (second.right, second.rating, second.due, second.run) == (first.right, first.rating, first.due, first.run)
    assert len(notebook.answers("甲")) == 1
    assert notebook.memories("甲")["i1"].rights == 1


def test_learners_do_not_mix(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    notebook.record("甲", answered())
    notebook.record("乙", answered(right=False))
    notebook.report("乙", make_item("single", "i2"), "unclear")
    assert notebook.memories("甲")["i1"].wrongs == 0
    assert notebook.memories("乙")["i1"].wrongs == 1
    assert notebook.memories("丙") == {}
    assert (notebook.reported("甲"), notebook.reported("乙")) == (frozenset(), frozenset({"i2"}))
    assert notebook.tallies() == {"i1": (1, 1)}


def test_several_learners_at_once(tmp_path: Path) -> None:
    wrong: list[BaseException] = []

    def study(learner: str) -> None:
        try:
            notebook = Notebook(tmp_path)
            for n in range(20):
                notebook.record(learner, answered(f"a{n}", item=f"i{n % 4}", right=learner != "人0"))
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=study, args=(f"人{n}",)) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    notebook = Notebook(tmp_path)
    for n in range(5):
        assert Counter(one.item for one in notebook.answers(f"人{n}")) == {f"i{m}": 5 for m in range(4)}
        assert all((memory.rights == 0) == (n == 0) for memory in notebook.memories(f"人{n}").values())


def test_nothing_is_lost_or_doubled_when_the_process_is_killed_again_and_again(tmp_path: Path) -> None:
    """1,000 answers; each run is killed after a random while and the next begins with the first answer again."""
    count, kills, told = 1_000, 0, -1
    chance = random.Random(7)
    command = [sys.executable, "-m", "tests.assistant.quiz.study_host", str(tmp_path), "甲", str(count)]
    while told < count - 1:
        goal = told + chance.randint(20, 120)
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for line in process.stdout:
                told = max(told, int(line))
                if told >= goal and told < count - 1:
                    time.sleep(chance.random() * 0.004)  # anywhere within the next answers
                    process.send_signal(signal.SIGKILL)
                    kills += 1
                    break
            process.stdout.close()
        stored = {one.id for one in Notebook(tmp_path).answers("甲")}
        assert {f"a{n}" for n in range(told + 1)} <= stored, "what was told to be stored was lost"
    assert kills >= 8
    notebook = Notebook(tmp_path)
    answers = notebook.answers("甲")
    assert sorted(one.id for one in answers) == sorted(f"a{n}" for n in range(count))
    memories = notebook.memories("甲")
    for n in range(ITEMS):
        mine = [answer_number(m).graded.right for m in range(count) if m % ITEMS == n]
        memory = memories[f"i{n}"]
        assert (memory.rights, memory.wrongs) == (sum(mine), len(mine) - sum(mine))
    assert [one.at for one in answers] == sorted(one.at for one in answers)


def test_a_clock_that_jumps_gives_no_negative_interval_and_loses_no_review(tmp_path: Path) -> None:
    watch = Watch()
    notebook = Notebook(tmp_path, clock=watch)
    watch.now = NOW + 4 * 365 * DAY
    due = notebook.record("甲", answered("a1", right=False)).due
    watch.now = NOW
    assert notebook.now("甲") < due
    watch.now = NOW + DAY // 24
    assert notebook.now("甲") >= due, "the review would wait for four years"
    watch.now = NOW - 10 * DAY
    recorded = notebook.record("甲", answered("a2", item="i2"))
    assert recorded.due > notebook.now("甲")
    moments = [one.at for one in notebook.answers("甲")]
    assert moments == sorted(moments)
    for broken in (-5, 10**18):
        watch.now = broken
        notebook.record("甲", answered(f"b{broken}", item="i3"))
    assert len(notebook.answers("甲")) == 4


def test_a_report_is_kept_for_review_once(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    for _ in range(2):
        notebook.report("甲", make_item(), "wrong_key")
    lines = (tmp_path / REPORTS).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    kept = json.loads(lines[0])
    assert (kept["reason"], kept["item"]["id"]) == ("wrong_key", "i1")
    with pytest.raises(InvalidRequest):
        notebook.report("甲", make_item("single", "i2"), "ugly")


@pytest.mark.parametrize("name", ["", "  ", "长" * 201, "a\nb", "\x00"])
def test_a_learner_needs_a_usable_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidRequest):
        Notebook(tmp_path).record(name, answered())


def test_backup_and_restore_take_the_notebook_along(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "all.zip"
    notebook = Notebook(home)
    notebook.record("甲", answered())
    archive.backup(home, file)
    notebook.record("甲", answered("a2", item="i2"))
    archive.restore(file, home, replace=True)
    assert [one.id for one in Notebook(home).answers("甲")] == ["a1"]
    assert Notebook(home).record("甲", answered("a2", item="i2")).fresh


def test_a_damaged_file_and_one_of_a_newer_version_are_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database at all, but long enough to be looked at" * 40)
    with pytest.raises(DamagedStore):
        Notebook(tmp_path).answers("甲")
    (tmp_path / FILE_NAME).unlink()
    Notebook(tmp_path).record("甲", answered())
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(DamagedStore):
        Notebook(tmp_path).record("甲", answered("a2"))


def test_an_empty_home_has_nothing_and_stays_empty(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path / "none")
    assert (notebook.answers("甲"), notebook.memories("甲"), notebook.stored_items()) == ((), {}, {})
    assert notebook.now("甲") > NOW
    assert not (tmp_path / "none").exists()
