"""Items as JSON lines, in the form of the machine interface."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assistant.plaintext import json_line
from assistant.quiz.model import QuizItem
from corpus.durable import write_file


def write_lines(items: Iterable[QuizItem], file: Path) -> None:
    """Write one item a line to `file`, in one durable step.

    Raises:
        OSError: the file cannot be written; what was there before is untouched.
    """
    write_file(file, "".join(f"{json_line(item.as_dict())}\n" for item in items).encode())
