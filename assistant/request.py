"""What a caller may send with a question: the history and the scope, read and checked. No answering.

Two spellings of a scope are taken: the option's ``place=东莞,year=2025`` and the JSON object of a batch line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.model import Turn
from assistant.plaintext import well_formed
from corpus.errors import InvalidRequest

SCOPE_KEYS = ("place", "year", "document")
_SEPARATORS = re.compile(r"[,，]")
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Request:
    """One line of a batch. ``id`` is handed back as it came."""

    id: str | int
    question: str
    history: tuple[Turn, ...] = ()
    scope: Mapping[str, str] | None = None


def parse_scope(text: str) -> dict[str, str]:
    """Return the scope written as ``place=东莞,year=2025,document=ID``.

    Raises:
        InvalidRequest: a part is not ``key=value``, a key is unknown or stands twice, or the year is not a year.
    """
    pairs: list[tuple[str, object]] = []
    for part in _SEPARATORS.split(text):
        if not part.strip():
            continue
        key, equals, value = part.partition("=")
        if not equals:
            raise InvalidRequest(f"范围“{part.strip()}”应写成 名称=值，例如 place=东莞,year=2025")
        pairs.append((key.strip(), value.strip()))
    if not pairs:
        raise InvalidRequest("范围是空的，应写成 place=东莞,year=2025,document=文档编号")
    return _checked(pairs)


def read_scope(value: object) -> dict[str, str] | None:
    """Return the scope of a batch line: an object, the option's spelling, or nothing.

    Raises:
        InvalidRequest: as for `parse_scope`.
    """
    match value:
        case None:
            return None
        case str():
            return parse_scope(value)
        case dict():
            given = [(str(key), part) for key, part in value.items() if part is not None]
            return _checked(given) or None
        case _:
            raise InvalidRequest("scope 应是 place、year、document 组成的对象")


def read_history(value: object) -> tuple[Turn, ...]:
    """Return the turns of a JSON list of ``{"role", "content"}``, oldest first.

    Raises:
        InvalidRequest: the list or one of its entries has another form.
    """
    if value is None:
        return ()
    if not isinstance(value, list):
        raise InvalidRequest('对话历史应是列表，每项为 {"role": "user|assistant", "content": "…"}')
    return tuple(_turn(number, entry) for number, entry in enumerate(value, start=1))


def read_request(value: object) -> Request:
    """Return the request of a batch line that was read as JSON.

    Raises:
        InvalidRequest: the line is no object, or one of its fields is missing or of the wrong type.
    """
    if not isinstance(value, dict):
        raise InvalidRequest("这一行不是 JSON 对象")
    identity, question = value.get("id"), value.get("question")
    if not isinstance(identity, str | int) or isinstance(identity, bool):
        raise InvalidRequest("这一行缺少 id，或 id 不是字符串或整数")
    if not isinstance(question, str):
        raise InvalidRequest("这一行缺少 question，或 question 不是字符串")
    return Request(identity, well_formed(question), read_history(value.get("history")), read_scope(value.get("scope")))


def _turn(number: int, entry: object) -> Turn:
    role = entry.get("role") if isinstance(entry, dict) else None
    content = entry.get("content") if isinstance(entry, dict) else None
    if not isinstance(content, str):
        raise InvalidRequest(f"对话历史第 {number} 项缺少文字内容 content")
    match role:
        case "user" | "assistant":
            return Turn(role, well_formed(content))
        case _:
            raise InvalidRequest(f"对话历史第 {number} 项的 role 应是 user 或 assistant")


def _checked(pairs: Sequence[tuple[str, object]]) -> dict[str, str]:
    scope: dict[str, str] = {}
    for key, value in pairs:
        if key not in SCOPE_KEYS:
            raise InvalidRequest(f"范围中没有“{key}”这一项，可用的是 {'、'.join(SCOPE_KEYS)}")
        if key in scope:
            raise InvalidRequest(f"范围中的 {key} 写了两次")
        if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
            raise InvalidRequest(f"范围中的 {key} 没有可用的值")
        scope[key] = str(value).strip()
    if "year" in scope and not _YEAR.fullmatch(scope["year"]):
        raise InvalidRequest(f"范围中的年份“{scope['year']}”应是四位数字")
    return scope
