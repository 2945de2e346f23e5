"""The feedback loop: an answer that somebody marked in the page becomes a candidate case to review.

Reads the page's ``feedback.jsonl`` in the home: ``{"time", "verdict", "question", "answer"}`` a line, the answer being
the whole answer object. A candidate holds what was said and cited; what is right is for a person to fill in, so a
candidate is not a case until then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.answers import answer_from
from eval.errors import UnusableAnswers
from eval.evidence import quote_hash


@dataclass(frozen=True, slots=True)
class Feedback:
    """One mark: ISO time, the verdict's words, the question and the answer object as it was shown."""

    time: str
    verdict: str
    question: str
    answer: dict[str, Any]


def load_feedback(path: Path) -> tuple[Feedback, ...]:
    """Read the marks, oldest first; a home without marks has none.

    Raises:
        UnusableAnswers: a line is damaged; names it.
    """
    if not path.is_file():
        return ()
    found: list[Feedback] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if not isinstance(record, dict) or not isinstance(record.get("answer"), dict):
                raise ValueError("缺少 answer 对象")
            found.append(
                Feedback(str(record["time"]), str(record["verdict"]), str(record["question"]), record["answer"])
            )
        except KeyError as error:
            raise UnusableAnswers(f"{path} 第 {number} 行缺少 {error.args[0]}") from error
        except ValueError as error:
            raise UnusableAnswers(f"{path} 第 {number} 行：{error}") from error
    return tuple(found)


def candidates(marks: Sequence[Feedback]) -> tuple[dict[str, Any], ...]:
    """Return one candidate for each complained-of question, the latest mark counting; the same marks, the same ids.

    Raises:
        UnusableAnswers: an answer object is damaged.
    """
    latest: dict[str, Feedback] = {}
    for mark in marks:
        latest.pop(mark.question, None)
        latest[mark.question] = mark
    return tuple(_candidate(mark) for mark in latest.values())


def _candidate(mark: Feedback) -> dict[str, Any]:
    try:
        answer = answer_from(mark.answer)
    except ValueError as error:
        raise UnusableAnswers(f"{mark.time} 的反馈：{error}") from error
    shown = answer.citations or answer.nearest
    return {
        "id": f"fb-{hashlib.sha256(mark.question.encode()).hexdigest()[:10]}",
        "part": "dev",
        "type": "TODO",
        "language": "zh" if any("\u4e00" <= sign <= "\u9fff" for sign in mark.question) else "en",
        "question": mark.question,
        "expect": {"status": ["TODO"]},
        "evidence": [{"document": one.document, "quote": one.quote, "sha256": quote_hash(one.quote)} for one in shown],
        "written": "closed",
        "review": {"time": mark.time, "verdict": mark.verdict, "status": answer.status, "answer": answer.answer},
    }
