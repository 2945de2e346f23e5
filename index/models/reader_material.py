"""What the reader learns from: questions asked of passages, with the words that answer or without. No training here.

Two sources, one form: the project's own reading material (``reading/*.jsonl``) and the trial part of CMRC2018. No
question of a gold set is among them: what is measured and fitted on those stays honest.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from index.reader import Page

READING = Path(__file__).parent / "reading"
HELD = READING / "held"  # of the same form, for measuring only
WINDOW = 220  # code points of a long passage that are read at once; about what the product's passages have

Source = Literal["reading", "cmrc"]


@dataclass(frozen=True, slots=True)
class Task:
    """A question asked of a page.

    ``answer`` bounds the answering words in the page's text (code points), None when it does not answer. ``affirms``
    says whether they say yes, None when it is not a yes-no question.
    """

    question: str
    page: Page
    answer: tuple[int, int] | None
    affirms: bool | None
    source: Source


def load_reading(path: Path) -> list[Task]:
    """Read a file of reading material, or all ``*.jsonl`` of a folder in order of their names.

    Raises:
        ValueError: a line is damaged, or an answer does not stand in its passage; names file and line number.
    """
    tasks: list[Task] = []
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
            if not line.strip():
                continue
            try:
                tasks += _tasks(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{file.name}, line {number}: {error}") from error
    return tasks


def _tasks(record: dict[str, Any]) -> Iterator[Task]:
    title, head = str(record["title"]), str(record.get("head") or "")
    page = Page(str(record["passage"]), f"{title}　{head}" if head else title)
    for asked in record["questions"]:
        affirms = bool(asked["yes"]) if asked["type"] == "yesno" and "yes" in asked else None
        words = asked.get("answer")
        span = _place(page.text, str(words), str(asked.get("evidence") or "")) if words else None
        yield Task(str(asked["q"]), page, span, affirms, "reading")


def _place(text: str, words: str, evidence: str) -> tuple[int, int]:
    """Return where `words` stand: within `evidence` when it is given and holds them, else their first place."""
    around = text.find(evidence) if evidence and words in evidence else -1
    start = around + evidence.find(words) if around >= 0 else text.find(words)
    if start < 0:
        raise ValueError(f"the answer {words} does not stand in the passage")
    return start, start + len(words)


def load_cmrc(folder: Path, *, seed: int = 1) -> list[Task]:
    """Read ``trial_passages.jsonl`` and ``trial_questions.jsonl`` of CMRC2018: windows that answer, and one that does not.

    Source: Cui et al., A Span-Extraction Dataset for Chinese Machine Reading Comprehension, EMNLP 2019 (CC BY-SA 4.0).
    """
    draw = random.Random(seed)
    texts = {str(one["id"]): str(one["text"]) for one in _records(folder / "trial_passages.jsonl")}
    tasks: list[Task] = []
    for one in _records(folder / "trial_questions.jsonl"):
        text, words = texts[str(one["gold"])], str(one["answers"][0])
        start = text.find(words)
        if start < 0:
            continue
        others: list[str] = []
        for offset, window in windows(text):
            if offset <= start and start + len(words) <= offset + len(window):
                span = (start - offset, start - offset + len(words))
                tasks.append(Task(str(one["question"]), Page(window), span, None, "cmrc"))
            elif words not in window:
                others.append(window)
        if others:
            tasks.append(Task(str(one["question"]), Page(draw.choice(others)), None, None, "cmrc"))
    return tasks


def _records(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def windows(text: str, *, most: int = WINDOW) -> list[tuple[int, str]]:
    """Cut `text` after sentence marks into windows of about `most` code points; each with its place. They tile it."""
    found: list[tuple[int, str]] = []
    start, window = 0, ""
    for part in re.findall(r"[^。！？；]*[。！？；]+|[^。！？；]+", text):
        if window and len(window) + len(part) > most:
            found.append((start, window))
            start, window = start + len(window), ""
        window += part
    return [*found, (start, window)] if window else found
