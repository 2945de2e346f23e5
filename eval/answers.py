"""Reads a file of answers as ``dangjian ask --batch`` writes it: one answer object a line, each with its case's id."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, cast, get_args

from assistant.model import Answer, AnswerScope, Citation, Kind, Status
from eval.decoding import decode
from eval.errors import UnusableAnswers

_STATUSES = get_args(Status)
_KINDS = get_args(Kind)


def load_answers(path: Path) -> dict[str, Answer]:
    """Return the answers by case id, in the file's order. Lines that report an error instead are passed over.

    Raises:
        UnusableAnswers: the file is missing or holds no answer, or a line is not an answer; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        raise UnusableAnswers(f"找不到 {path}") from None
    except UnicodeDecodeError as error:
        raise UnusableAnswers(f"{path} 不是 UTF-8 文本") from error
    except OSError as error:
        raise UnusableAnswers(f"无法读取 {path}（{error.strerror or error}）") from error
    found: dict[str, Answer] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = decode(line)
            if isinstance(record, dict) and "error" in record and "status" not in record:
                continue
            name, answer = parse_answer(record)
        except json.JSONDecodeError as error:
            raise UnusableAnswers(f"{path} 第 {number} 行不是完整的 JSON（第 {error.colno} 列）") from error
        except ValueError as error:
            raise UnusableAnswers(f"{path} 第 {number} 行：{error}") from error
        if name in found:
            raise UnusableAnswers(f"{path} 第 {number} 行：编号 {name} 重复")
        found[name] = answer
    if not found:
        raise UnusableAnswers(f"{path} 里一个答案也没有")
    return found


def require_all(answers: Mapping[str, Answer], ids: Iterable[str]) -> None:
    """Raise when a case has no answer: a missing answer is neither right nor wrong, so nothing is scored."""
    wanted = list(ids)
    missing = [name for name in wanted if name not in answers]
    if missing:
        raise UnusableAnswers(f"{len(wanted)} 道题里有 {len(missing)} 道没有答案，第一道是 {missing[0]}")


def parse_answer(record: Any) -> tuple[str, Answer]:
    """Return id and answer of a decoded line.

    Raises:
        ValueError: in one Chinese phrase, what is wrong with it.
    """
    if not isinstance(record, dict):
        raise ValueError("应是一个 JSON 对象")
    name = record.get("id")
    if not isinstance(name, str | int) or isinstance(name, bool) or name == "":
        raise ValueError("缺少 id")
    return str(name), answer_from(record)


def answer_from(record: Mapping[str, Any]) -> Answer:
    """Return the answer object that a mapping describes; unknown fields are passed over, as the interface may grow.

    Raises:
        ValueError: a field is missing or has the wrong type.
    """
    status, kind = _text(record, "status"), _text(record, "kind")
    if status not in _STATUSES:
        raise ValueError(f"status 不能是 {status}")
    if kind not in _KINDS:
        raise ValueError(f"kind 不能是 {kind}")
    short = record.get("short")
    if short is not None and not isinstance(short, str):
        raise ValueError("short 应是文字或 null")
    confidence = _number(record, "confidence")
    if not 0 <= confidence <= 1:
        raise ValueError("confidence 应在 0 与 1 之间")
    return Answer(
        question=_text(record, "question"),
        status=cast(Status, status),
        kind=cast(Kind, kind),
        answer=_text(record, "answer"),
        short=short,
        items=_strings(record, "items"),
        confidence=confidence,
        scope=_scope(record.get("scope")),
        citations=_citations(record, "citations"),
        nearest=_citations(record, "nearest"),
        notes=_strings(record, "notes"),
        suggestions=_strings(record, "suggestions"),
        engine=str(record.get("engine") or ""),
        ms=_number(record, "ms"),
    )


def _citations(record: Mapping[str, Any], name: str) -> tuple[Citation, ...]:
    found: list[Citation] = []
    for piece in _list(record, name):
        if not isinstance(piece, dict):
            raise ValueError(f"{name} 的每一条应是对象")
        missing = [field.name for field in fields(Citation) if field.name not in piece]
        if missing:
            raise ValueError(f"{name} 缺少 {missing[0]}")
        for number in ("n", "start", "end", "raw_start", "raw_end"):
            if not isinstance(piece[number], int) or isinstance(piece[number], bool):
                raise ValueError(f"{name}.{number} 应是整数")
        for text in ("document", "title", "quote"):
            if not isinstance(piece[text], str):
                raise ValueError(f"{name}.{text} 应是文字")
        known = {field.name: piece[field.name] for field in fields(Citation)}
        found.append(Citation(**(known | {"path": _strings(piece, "path")})))
    return tuple(found)


def _scope(value: Any) -> AnswerScope:
    if value is None:
        return AnswerScope()
    if not isinstance(value, dict):
        raise ValueError("scope 应是对象")
    years = _list(value, "years")
    if any(not isinstance(year, int) for year in years):
        raise ValueError("scope.years 应是整数列表")
    return AnswerScope(
        places=_strings(value, "places"),
        years=tuple(years),
        documents=_strings(value, "documents"),
        sections=_strings(value, "sections"),
    )


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name} 应是文字")
    return value


def _number(record: Mapping[str, Any], name: str) -> float:
    value = record.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError(f"{name} 应是数")
    return float(value)


def _list(record: Mapping[str, Any], name: str) -> list[Any]:
    value = record.get(name)
    if not isinstance(value, list):
        raise ValueError(f"{name} 应是列表")
    return value


def _strings(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = record.get(name)
    if not isinstance(values, list | tuple) or any(not isinstance(value, str) for value in values):
        raise ValueError(f"{name} 应是文字列表")
    return tuple(values)
