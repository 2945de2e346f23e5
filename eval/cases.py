"""Gold cases: what is asked, what may be answered, and which words of which document prove it.

A case is one JSON object on one line of ``eval/sets/*.jsonl``. Evidence is kept as words, not as passage ids, so
that cutting documents differently leaves the set valid; its hash tells when a document changed under a case.
Knows nothing about scoring.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from assistant.model import Status, Turn
from eval.decoding import decode
from eval.errors import UnusableSet

PARTS = ("dev", "test")
LANGUAGES = ("zh", "en")
# fmt: off
TYPES = (
    "number", "who", "when", "document_number", "definition", "outline", "item", "list", "comparison", "sum",
    "year", "paraphrase", "colloquial", "typo", "traditional", "fullwidth", "english", "multiturn", "card",
    "explain", "yesno", "documents", "wrong_city", "wrong_year", "absent", "near_miss", "masked", "furniture",
    "injection", "ambiguous", "unexplained", "chitchat", "false_premise",
)
# fmt: on
STATUSES: tuple[str, ...] = get_args(Status)
_FIELDS = {"id", "part", "type", "language", "question", "history", "scope", "expect", "evidence", "written", "overlap"}
_EXPECT_FIELDS = {"status", "short", "contains", "items", "ordered", "forbidden"}
_SCOPE_FIELDS = {"place", "year", "document"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document's stored text that prove the answer; ``sha256`` of the quote as it was when written."""

    document: str
    quote: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Expect:
    """What a right answer may be. Empty parts are not checked.

    ``short`` are accepted bare facts; ``contains`` groups of which each must have one alternative in the answer;
    ``items`` list entries with their aliases, in the tree's order when ``ordered``; ``forbidden`` must not be said.
    """

    status: tuple[str, ...]
    short: tuple[str, ...] = ()
    contains: tuple[tuple[str, ...], ...] = ()
    items: tuple[tuple[str, ...], ...] = ()
    ordered: bool = False
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One question with its gold. ``overlap`` is the share of question bigrams that stand in the evidence.

    ``near`` is the passage that comes closest where nothing answers; it groups cases and shows in reports, no more.
    """

    id: str
    part: str
    type: str
    language: str
    question: str
    expect: Expect
    history: tuple[Turn, ...] = ()
    scope: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    written: str = "open"
    overlap: float | None = None
    near: tuple[Evidence, ...] = ()

    @property
    def answerable(self) -> bool:
        """Say whether the library holds what is asked: ``answered`` is right, or ``partial`` with content."""
        return "answered" in self.expect.status or ("partial" in self.expect.status and bool(self.expect.contains))

    @property
    def trap(self) -> bool:
        """Say whether a plain answer would be wrong here."""
        return "answered" not in self.expect.status


def case_hash(cases: Iterable[Case]) -> str:
    """Return the SHA-256 of the cases' content, in order: the name of a set's exact state."""
    digest = hashlib.sha256()
    for case in cases:
        digest.update(json.dumps(as_record(case), ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()


def load_cases(path: Path) -> tuple[Case, ...]:
    """Read one set.

    Raises:
        UnusableSet: the file is missing or empty, or a line is not a case; names file and line number.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        raise UnusableSet(f"找不到题集文件 {path}") from None
    except UnicodeDecodeError as error:
        raise UnusableSet(f"{path} 不是 UTF-8 文本") from error
    except OSError as error:
        raise UnusableSet(f"无法读取 {path}（{error.strerror or error}）") from error
    cases: list[Case] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = parse_case(decode(line))
        except json.JSONDecodeError as error:
            raise UnusableSet(f"{path} 第 {number} 行不是完整的 JSON（第 {error.colno} 列）") from error
        except ValueError as error:
            raise UnusableSet(f"{path} 第 {number} 行：{error}") from error
        if case.id in seen:
            raise UnusableSet(f"{path} 第 {number} 行：编号 {case.id} 与第 {seen[case.id]} 行重复")
        seen[case.id] = number
        cases.append(case)
    if not cases:
        raise UnusableSet(f"{path} 里一道题也没有")
    return tuple(cases)


def load_near(path: Path) -> dict[str, tuple[Evidence, ...]]:
    """Return the nearest passages by case id from the file beside a set (``gold.near.json``); none without the file.

    Raises:
        UnusableSet: the file is damaged.
    """
    beside = path.with_name(f"{path.stem}.near.json")
    if not beside.is_file():
        return {}
    try:
        record = decode(beside.read_text(encoding="utf-8"))["near"]
        return {name: tuple(_parse_evidence(piece) for piece in pieces) for name, pieces in record.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnusableSet(f"{beside} 不是完整的邻近片段记录") from error


def parse_case(record: Any) -> Case:
    """Return the case that a decoded JSON line describes.

    Raises:
        ValueError: in one Chinese phrase, what is wrong with it.
    """
    if not isinstance(record, dict):
        raise ValueError("应是一个 JSON 对象")
    _known(record, _FIELDS, "")
    evidence = _list(record, "evidence", dict, optional=True)
    history = _list(record, "history", dict, optional=True)
    scope = record.get("scope") or {}
    if not isinstance(scope, dict):
        raise ValueError("scope 应是对象")
    _known(scope, _SCOPE_FIELDS, "scope.")
    if any(
        not isinstance(turn.get("content"), str) or turn.get("role") not in ("user", "assistant") for turn in history
    ):
        raise ValueError("history 的每一轮要有 role（user 或 assistant）与 content")
    share = record.get("overlap")
    if share is not None and not isinstance(share, int | float):
        raise ValueError("overlap 应是数")
    return Case(
        id=_text(record, "id"),
        part=_choice(record, "part", PARTS),
        type=_choice(record, "type", TYPES),
        language=_choice(record, "language", LANGUAGES),
        question=_text(record, "question", empty=True),
        expect=_parse_expect(record.get("expect")),
        history=tuple(Turn(role=turn["role"], content=turn["content"]) for turn in history),
        scope=scope,
        evidence=tuple(_parse_evidence(piece) for piece in evidence),
        written=_choice(record, "written", ("open", "closed")),
        overlap=None if share is None else float(share),
    )


def as_record(case: Case) -> dict[str, Any]:
    """Return the case as the JSON object it is stored as; empty parts are left out."""
    expect: dict[str, Any] = {"status": list(case.expect.status)}
    if case.expect.short:
        expect["short"] = list(case.expect.short)
    if case.expect.contains:
        expect["contains"] = [list(group) for group in case.expect.contains]
    if case.expect.items:
        expect["items"] = [list(group) for group in case.expect.items]
    if case.expect.ordered:
        expect["ordered"] = True
    if case.expect.forbidden:
        expect["forbidden"] = list(case.expect.forbidden)
    record: dict[str, Any] = {"id": case.id, "part": case.part, "type": case.type, "language": case.language}
    record["question"] = case.question
    if case.history:
        record["history"] = [{"role": turn.role, "content": turn.content} for turn in case.history]
    if case.scope:
        record["scope"] = dict(case.scope)
    record["expect"] = expect
    record["evidence"] = [
        {"document": piece.document, "quote": piece.quote} | ({"sha256": piece.sha256} if piece.sha256 else {})
        for piece in case.evidence
    ]
    record["written"] = case.written
    if case.overlap is not None:
        record["overlap"] = case.overlap
    return record


def _parse_expect(value: Any) -> Expect:
    if not isinstance(value, dict):
        raise ValueError("缺少 expect 对象")
    _known(value, _EXPECT_FIELDS, "expect.")
    status = _strings(value, "status")
    unknown = [name for name in status if name not in STATUSES]
    if not status or unknown:
        raise ValueError(f"expect.status 应取自 {'、'.join(STATUSES)}")
    ordered = value.get("ordered", False)
    if not isinstance(ordered, bool):
        raise ValueError("expect.ordered 应是 true 或 false")
    return Expect(
        status=status,
        short=_strings(value, "short"),
        contains=_groups(value, "contains"),
        items=_groups(value, "items"),
        ordered=ordered,
        forbidden=_strings(value, "forbidden"),
    )


def _parse_evidence(piece: Mapping[str, Any]) -> Evidence:
    _known(piece, {"document", "quote", "sha256"}, "evidence.")
    sha = piece.get("sha256")
    if sha is not None and not isinstance(sha, str):
        raise ValueError("evidence.sha256 应是文字")
    return Evidence(document=_text(piece, "document"), quote=_text(piece, "quote"), sha256=sha)


def _known(record: Mapping[str, Any], allowed: set[str], prefix: str) -> None:
    extra = sorted(set(record) - allowed)
    if extra:
        raise ValueError(f"不认识的字段 {prefix}{extra[0]}")


def _text(record: Mapping[str, Any], name: str, *, empty: bool = False) -> str:
    value = record.get(name)
    if not isinstance(value, str) or (not value and not empty):
        raise ValueError(f"{name} 应是非空文字")
    return value


def _choice(record: Mapping[str, Any], name: str, allowed: Sequence[str]) -> str:
    value = record.get(name)
    if value not in allowed:
        raise ValueError(f"{name} 应取自 {'、'.join(allowed)}")
    return str(value)


def _list(record: Mapping[str, Any], name: str, kind: type, *, optional: bool = False) -> list[Any]:
    value = record.get(name)
    if value is None and optional:
        return []
    if not isinstance(value, list) or any(not isinstance(entry, kind) for entry in value):
        raise ValueError(f"{name} 应是列表")
    return value


def _strings(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = _list(record, name, str, optional=True)
    if any(not value.strip() for value in values):
        raise ValueError(f"{name} 里有空的条目")
    return tuple(values)


def _groups(record: Mapping[str, Any], name: str) -> tuple[tuple[str, ...], ...]:
    groups: list[tuple[str, ...]] = []
    for entry in _list(record, name, object, optional=True):
        aliases = (entry,) if isinstance(entry, str) else entry
        if not isinstance(aliases, list | tuple) or not aliases:
            raise ValueError(f"{name} 的每一组应是一个或几个文字")
        if any(not isinstance(alias, str) or not alias.strip() for alias in aliases):
            raise ValueError(f"{name} 里有空的条目")
        groups.append(tuple(aliases))
    return tuple(groups)
