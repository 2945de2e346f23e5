from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from corpus.errors import InvalidRequest
from tests.ui.samples import ANSWER
from ui.feedback import FILE_NAME, record_feedback

NOON = datetime(2025, 3, 27, 12, 0, tzinfo=UTC)


def test_a_line_holds_question_answer_verdict_and_time_in_utc(tmp_path: Path) -> None:
    east = NOON.astimezone(timezone(timedelta(hours=8)))
    record_feedback(tmp_path / "new", ANSWER, "wrong_citation", at=east)
    entry = json.loads((tmp_path / "new" / FILE_NAME).read_text(encoding="utf-8"))
    assert entry["time"] == "2025-03-27T12:00:00+00:00"
    assert entry["verdict"] == "wrong_citation"
    assert entry["question"] == ANSWER.question
    assert entry["answer"] == json.loads(json.dumps(ANSWER.as_dict()))


def test_lines_written_at_the_same_time_do_not_mix(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: record_feedback(tmp_path, ANSWER, "off_topic", at=NOON), range(64)))
    lines = (tmp_path / FILE_NAME).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 64
    assert {json.loads(line)["question"] for line in lines} == {ANSWER.question}


def test_an_unknown_verdict_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest):
        record_feedback(tmp_path, ANSWER, "great", at=NOON)
    with pytest.raises(InvalidRequest):
        record_feedback(tmp_path, ANSWER, "off_topic", at=NOON.replace(tzinfo=None))
    assert list(tmp_path.iterdir()) == []
