"""Facts judged by hand: the catalogue's and the users'. They win over what the text says and are marked as such."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from corpus.errors import InvalidRequest
from corpus.model import Card, CardField, Origin

FIELDS = (
    "number", "issuer", "signer", "addressee", "issued", "printed", "published", "event", "place", "kind",
    "classification", "publisher", "author",
)  # fmt: skip
DATES = frozenset({"issued", "printed", "published", "event"})
_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def apply_facts(card: Card, facts: Mapping[str, Any]) -> Card:
    """Return `card` with `facts` in place of what was read. None as a value clears a field (未标明).

    Raises:
        InvalidRequest: no such field, or a value that cannot stand there.
    """
    changes: dict[str, Any] = {}
    for name, fact in facts.items():
        if name == "masked":
            changes[name] = _require_flag(fact)
        elif name == "regions":
            changes[name] = _require_names(fact)
        elif name in ("titles", "title"):
            values = fact if isinstance(fact, list | tuple) else [fact]
            titles = [_read("titles", value, None) for value in values]
            changes["titles"] = tuple(title for title in titles if title is not None)
        elif name in FIELDS:
            changes[name] = _read(name, fact, getattr(card, name))
        else:
            raise InvalidRequest(f"信息卡没有“{name}”这一项")
    return replace(card, **changes)


def _read(name: str, fact: Any, before: CardField | None) -> CardField | None:
    origin: Any = "catalogue"
    value = fact
    if isinstance(fact, Mapping):
        value, origin = fact.get("value"), fact.get("origin", "catalogue")
    if value is None or value == "":
        return None
    if not isinstance(value, str) or origin not in get_args(Origin):
        raise InvalidRequest(f"“{name}”的值无法使用")
    value = value.strip()
    if name in DATES and _ISO.fullmatch(value) is None:
        raise InvalidRequest(f"日期“{value}”应写作 2025、2025-03 或 2025-03-27")
    # what the text says in the same words keeps its place
    span = before.span if before is not None and before.value == value else None
    return CardField(value, span, origin)


def _require_flag(fact: Any) -> bool:
    value = fact.get("value") if isinstance(fact, Mapping) else fact
    if isinstance(value, str) and value.lower() in ("true", "false", "是", "否"):
        return value.lower() in ("true", "是")
    if not isinstance(value, bool):
        raise InvalidRequest("“masked”只能是 true 或 false")
    return value


def _require_names(fact: Any) -> tuple[str, ...]:
    value = fact.get("value") if isinstance(fact, Mapping) else fact
    if isinstance(value, str):
        value = [part for part in re.split(r"[、,，\s]+", value) if part]
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        raise InvalidRequest("“regions”应是地名的列表")
    return tuple(value)
