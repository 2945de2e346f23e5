"""The recipe of the reader: its material is sound, its tasks are cut right, and a short training learns."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from index.models.reader_material import HELD, READING, Task, load_cmrc, load_reading, windows
from index.models.reader_network import OwnLayers
from index.models.reader_training import TokenStore, area_under_curve, measure, train
from index.reader import Page
from tests.index.conftest import CountingEncoder


def test_every_answer_stands_in_its_passage_and_the_readme_counts_them() -> None:
    told = (READING / "README.md").read_text(encoding="utf-8")
    answered = unanswered = 0
    for file in sorted(READING.glob("*.jsonl")):
        tasks = load_reading(file)
        yes, no = sum(task.answer is not None for task in tasks), sum(task.answer is None for task in tasks)
        assert f"| {file.stem} | {len({task.page for task in tasks})} | {yes:,} | {no:,} |" in told
        answered, unanswered = answered + yes, unanswered + no
    assert f"{answered:,}" in told and f"{unanswered:,}" in told and f"{answered + unanswered:,}" in told


def test_a_passage_is_written_as_it_is_read(tmp_path: Path) -> None:
    line = {
        "title": "示例市通知",
        "head": "一、总则",
        "passage": "每季度1次，每年1次。",
        "questions": [
            {"q": "每年几次？", "type": "number", "answer": "1次", "evidence": "每年1次"},
            {"q": "是每季度吗？", "type": "yesno", "answer": "每季度1次", "yes": True},
            {"q": "谁负责？", "type": "who", "answer": None, "why_not": "detail"},
        ],
    }
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    yearly, quarterly, missing = load_reading(file)
    assert yearly.page == Page("每季度1次，每年1次。", "示例市通知　一、总则")
    assert yearly.answer == (8, 10)
    assert (quarterly.answer, quarterly.affirms) == ((0, 5), True)
    assert (missing.answer, missing.affirms) == (None, None)
    file.write_text(file.read_text(encoding="utf-8").replace('"1次"', '"2次"'), encoding="utf-8")
    with pytest.raises(ValueError, match=r"one\.jsonl, line 1"):
        load_reading(file)


def test_windows_tile_the_text() -> None:
    text = "。开头。" + "这是一句话；还有半句！" * 30 + "没有句号的结尾"
    cut = windows(text, most=40)
    assert "".join(window for _, window in cut) == text
    assert all(text[start : start + len(window)] == window for start, window in cut)
    assert all(len(window) <= 40 for _, window in cut)
    assert windows("") == []


def test_cmrc_gives_the_window_that_answers_and_one_that_does_not(tmp_path: Path) -> None:
    text = "甲" * 150 + "答案在此。" + "乙" * 150 + "。" + "丙" * 150 + "。"
    (tmp_path / "trial_passages.jsonl").write_text(json.dumps({"id": "0", "text": text}), encoding="utf-8")
    (tmp_path / "trial_questions.jsonl").write_text(
        json.dumps({"question": "在哪里？", "gold": "0", "answers": ["答案"]}), encoding="utf-8"
    )
    hit, miss = load_cmrc(tmp_path)
    assert hit.answer is not None and hit.page.text[slice(*hit.answer)] == "答案"
    assert miss.answer is None and "答案" not in miss.page.text and miss.page.text in text


def test_what_is_measured_on_is_not_learned_from() -> None:
    learned = {task.page.text for task in load_reading(READING)}
    held = load_reading(HELD)
    assert held and not learned & {task.page.text for task in held}


def test_area_under_curve_counts_pairs() -> None:
    assert area_under_curve([3, 2, 1, 0], [True, True, False, False]) == 1.0
    assert area_under_curve([3, 2, 1, 0], [True, False, True, False]) == 0.75
    assert area_under_curve([1, 1], [True, False]) == 0.5
    assert math.isnan(area_under_curve([1], [True]))


@pytest.mark.slow
def test_a_short_training_learns_its_tasks_and_repeats(encoder: CountingEncoder) -> None:
    tasks: list[Task] = load_reading(READING / "01.jsonl")[:30]
    store = TokenStore(encoder.session)
    lessons = [lesson for lesson in map(store.lesson, tasks) if lesson is not None]
    losses: list[float] = []
    network = train(lessons, store, OwnLayers(), epochs=4, after_epoch=lambda epoch, loss, _: losses.append(loss))
    assert len(losses) == 4 and losses[-1] < losses[0]
    own = OwnLayers()
    again, once_more = train(lessons, store, own, epochs=1), train(lessons, store, own, epochs=1)
    assert measure(again, lessons) == measure(once_more, lessons)
    assert measure(network, lessons).tasks == len(lessons)
