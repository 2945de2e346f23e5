"""Many questions in one process: JSON lines in, JSON lines out, one at a time and in order.

A line that cannot be read costs only itself. Every line is flushed before the next question is looked at.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.plaintext import json_line
from assistant.request import read_request
from corpus.errors import DangjianError, InvalidRequest

if TYPE_CHECKING:
    from assistant.service import Assistant

SMALL_LIBRARY = 300  # passages that are made ready before the first question
LONGEST_WARMING = 10.0  # seconds

_log = logging.getLogger("dangjian.batch")


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """How a batch went, in lines: ``failed`` are questions that could be read but met a fault of the program."""

    answered: int
    unreadable: int
    failed: int


def answer_batch(assistant: Assistant, questions: Path, answers: Path, *, use_llm: bool = True) -> BatchOutcome:
    """Answer the questions of one file into another, which is overwritten. Blank lines are passed over.

    Raises:
        InvalidRequest: both are one file; nothing was written.
        OSError: a file cannot be opened or written.
    """
    if answers.exists() and questions.samefile(answers):
        raise InvalidRequest("问题文件和结果文件是同一个文件")
    begun = time.monotonic()
    assistant.warm(most=SMALL_LIBRARY, stopped=lambda: time.monotonic() - begun > LONGEST_WARMING)
    counts = {"answered": 0, "unreadable": 0, "failed": 0}
    # a lone surrogate becomes its \\udXXX escape, which JSON reads back as the same code point
    with (
        questions.open("rb") as source,
        answers.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out,
    ):
        for outcome, row in _rows(assistant, source, use_llm=use_llm):
            counts[outcome] += 1
            out.write(json_line(row) + "\n")
            out.flush()
    return BatchOutcome(**counts)


def _rows(assistant: Assistant, source: Iterator[bytes], *, use_llm: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(source, start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")  # the mark some editors put before UTF-8
        if not line.strip():
            continue
        try:
            request = read_request(_decode(line))
        except InvalidRequest as error:
            yield "unreadable", {"id": None, "line": number, "error": error.message()}
            continue
        try:
            answer = assistant.ask(request.question, history=request.history, scope=request.scope, use_llm=use_llm)
        except DangjianError as error:
            yield "unreadable", {"id": request.id, "line": number, "error": error.message()}
        except Exception:  # the edge of one question: the others still want their answers
            _log.exception("line %d of the batch failed", number)
            yield "failed", {"id": request.id, "line": number, "error": "这个问题在处理时出错，已记入日志。"}
        else:
            yield "answered", {"id": request.id, **answer.as_dict()}


def _decode(line: bytes) -> object:
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise InvalidRequest("这一行不是 UTF-8 编码") from None
    except (ValueError, RecursionError):
        raise InvalidRequest("这一行不是完整的 JSON") from None
