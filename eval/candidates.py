"""The feedback loop: an answer that somebody marked in the page becomes a candidate case to review.

Reads the page's ``feedback.jsonl`` in the home: ``{"time", "verdict", "question", "history"?, "scope"?, "answer"}`` a
line, the answer being the whole answer object. A candidate holds what was said and cited; what is right is for a person to fill in, so a
candidate is not a case until then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.answers import answer_from
from eval.decoding import decode
from eval.errors import UnusableAnswers
from eval.evidence import quote_hash


@dataclass(frozen=True, slots=True)
class Feedback:
    """One mark: ISO time, the verdict's words, the question with what it was asked under, and the answer shown."""

    time: str
    verdict: str
    question: str
    answer: dict[str, Any]
    history: tuple[dict[str, str], ...] = ()
    scope: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The same for the same question asked under the same conditions."""
        if not self.history and not self.scope:
            return self.question
        return json.dumps([self.question, self.history, dict(self.scope)], ensure_ascii=False, sort_keys=True)


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
            record = decode(line)
            if not isinstance(record, dict) or not isinstance(record.get("answer"), dict):
                raise ValueError("缺少 answer 对象")
            found.append(
                Feedback(
                    str(record["time"]),
                    str(record["verdict"]),
                    str(record["question"]),
                    record["answer"],
                    tuple({"role": str(one["role"]), "content": str(one["content"])} for one in _asked_after(record)),
                    {str(name): str(value) for name, value in _asked_within(record).items()},
                )
            )
        except KeyError as error:
            raise UnusableAnswers(f"{path} 第 {number} 行缺少 {error.args[0]}") from error
        except ValueError as error:
            raise UnusableAnswers(f"{path} 第 {number} 行：{error}") from error
    return tuple(found)


def _asked_after(record: dict[str, Any]) -> list[dict[str, Any]]:
    turns = record.get("history") or []
    if not isinstance(turns, list) or not all(isinstance(one, dict) for one in turns):
        raise ValueError("history 应是列表")
    return turns


def _asked_within(record: dict[str, Any]) -> dict[str, Any]:
    scope = record.get("scope") or {}
    if not isinstance(scope, dict):
        raise ValueError("scope 应是对象")
    return scope


def candidates(marks: Sequence[Feedback]) -> tuple[dict[str, Any], ...]:
    """Return one candidate for each complained-of question under its conditions, the latest mark counting; the same marks, the same ids.

    Raises:
        UnusableAnswers: an answer object is damaged.
    """
    latest: dict[str, Feedback] = {}
    for mark in marks:
        latest.pop(mark.key, None)
        latest[mark.key] = mark
    return tuple(_candidate(mark) for mark in latest.values())


def _candidate(mark: Feedback) -> dict[str, Any]:
    try:
        answer = answer_from(mark.answer)
    except ValueError as error:
        raise UnusableAnswers(f"{mark.time} 的反馈：{error}") from error
    shown = answer.citations or answer.nearest
    return {
        "id": f"fb-{hashlib.sha256(mark.key.encode()).hexdigest()[:10]}",
        "part": "dev",
        "type": "TODO",
        "language": "zh" if any("\u4e00" <= sign <= "\u9fff" for sign in mark.question) else "en",
        "question": mark.question,
        **({"history": list(mark.history)} if mark.history else {}),
        **({"scope": dict(mark.scope)} if mark.scope else {}),
        "expect": {"status": ["TODO"]},
        "evidence": [{"document": one.document, "quote": one.quote, "sha256": quote_hash(one.quote)} for one in shown],
        "written": "closed",
        "review": {"time": mark.time, "verdict": mark.verdict, "status": answer.status, "answer": answer.answer},
    }
