"""Reading JSON, JSON lines and tables, with errors that name file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.decoding import decode
from eval.errors import UnusableSet


def read_json(path: Path) -> Any:
    """Return the decoded file.

    Raises:
        UnusableSet: it is missing or not JSON.
    """
    try:
        return decode(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise UnusableSet(f"找不到 {path}") from None
    except (OSError, ValueError) as error:
        raise UnusableSet(f"{path} 不是完整的 JSON") from error


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line number, object) of a JSON-lines file.

    Raises:
        UnusableSet: the file is missing, or a line is not a JSON object.
    """
    try:
        with path.open(encoding="utf-8-sig") as source:
            for number, line in enumerate(source, start=1):
                if not line.strip():
                    continue
                try:
                    record = decode(line)
                except ValueError as error:
                    raise UnusableSet(f"{path} 第 {number} 行不是完整的 JSON") from error
                if not isinstance(record, dict):
                    raise UnusableSet(f"{path} 第 {number} 行应是一个对象")
                yield number, record
    except FileNotFoundError:
        raise UnusableSet(f"找不到 {path}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableSet(f"{path} 不是可读取的 UTF-8 文本") from error


def read_table(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, cells) of a tab-separated file.

    Raises:
        UnusableSet: the file is missing.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as source:
            yield from enumerate(csv.reader(source, delimiter="\t", quoting=csv.QUOTE_NONE), start=1)
    except FileNotFoundError:
        raise UnusableSet(f"找不到 {path}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableSet(f"{path} 不是可读取的 UTF-8 文本") from error


def field_of(record: dict[str, Any], name: str, path: Path, number: int) -> Any:
    """Return a field that must be there.

    Raises:
        UnusableSet: it is missing; names file and line.
    """
    if name not in record:
        raise UnusableSet(f"{path} 第 {number} 行缺少 {name}")
    return record[name]
