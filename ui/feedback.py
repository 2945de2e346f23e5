"""What readers say about answers: one JSON line each in ``feedback.jsonl`` of the home, for review."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from assistant.model import Answer
from corpus.errors import InvalidRequest

Verdict = Literal["wrong_citation", "off_topic"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
FILE_NAME = "feedback.jsonl"
FORMAT = 1


def record_feedback(home: Path, answer: Answer, verdict: str, *, at: datetime) -> None:
    """Append one line: format, time in UTC, verdict, question and the whole answer.

    The line is written by a single append, so that readers at the same time do not tear each other's lines.

    Raises:
        InvalidRequest: `verdict` is none of `VERDICTS`, or `at` does not name its time zone.
    """
    if verdict not in VERDICTS:
        raise InvalidRequest(f"verdict {verdict!r}")
    if at.tzinfo is None:
        raise InvalidRequest("time without a zone")
    entry = {
        "format": FORMAT,
        "time": at.astimezone(UTC).isoformat(timespec="seconds"),
        "verdict": verdict,
        "question": answer.question,
        "answer": answer.as_dict(),
    }
    line = (json.dumps(entry, ensure_ascii=False) + "\n").encode()
    home.mkdir(parents=True, exist_ok=True)
    handle = os.open(home / FILE_NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line)
        os.fsync(handle)
    finally:
        os.close(handle)
