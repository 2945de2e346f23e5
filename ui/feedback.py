"""What readers say about answers: one JSON line each in ``feedback.jsonl`` of the home, for review."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from assistant.model import Answer, Turn
from corpus.errors import InvalidRequest

Verdict = Literal["wrong_citation", "off_topic"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
FILE_NAME = "feedback.jsonl"
FORMAT = 1


def record_feedback(
    home: Path,
    answer: Answer,
    verdict: str,
    *,
    at: datetime,
    history: Sequence[Turn] = (),
    scope: Mapping[str, str] | None = None,
) -> None:
    """Append one line: format, time in UTC, verdict, question, what it was asked under, and the whole answer.

    ``history`` are the turns before the question and ``scope`` the limits that were set: without them a follow-up
    could not be asked again.

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
        "history": [{"role": turn.role, "content": turn.content} for turn in history],
        "scope": dict(scope or {}),
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
