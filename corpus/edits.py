"""Hand edits of a card: which fields a person may set, how a value is checked, and how it is laid over the card."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from corpus.errors import InvalidRequest
from corpus.model import Card, CardField, Document

MAX_VALUE = 500  # characters; longer is not a fact but a text
DATES = frozenset({"issued", "printed", "published", "event"})
FACTS = (
    *("number", "issuer", "signer", "addressee", "issued", "printed", "published", "event"),
    *("place", "kind", "classification", "publisher", "author"),
)
FIELDS: Mapping[str, str] = {
    "title": "标题",
    "number": "文号",
    "issuer": "发文机关",
    "signer": "签发人",
    "addressee": "主送",
    "issued": "成文日期",
    "printed": "印发日期",
    "published": "发布日期",
    "event": "事件日期",
    "place": "地点",
    "kind": "文种",
    "classification": "密级",
    "publisher": "发布单位",
    "author": "作者",
    "masked": "隐去主体",
    "regions": "涉及地区",
}
"""Fields that may be edited, with the name people see; either may be used."""

_DATE = re.compile(r"(\d{4})(?:[-./年](\d{1,2}))?(?:[-./月](\d{1,2}))?[年月日号]?")
_YES, _NO = frozenset({"是", "true", "1", "yes"}), frozenset({"否", "false", "0", "no"})
_BY_NAME = {shown: name for name, shown in FIELDS.items()} | {"date": "issued", "日期": "成文日期"}


def check_edit(field: str, value: str) -> tuple[str, str]:
    """Return the field's own name and the value in stored form; an empty value: the document does not state it.

    Raises:
        InvalidRequest: there is no such field, or the value does not fit it.
    """
    name = _BY_NAME.get(field.strip(), field.strip())
    name = _BY_NAME.get(name, name)
    if name not in FIELDS:
        raise InvalidRequest(f"信息卡没有“{field}”这一项", hint=f"可以修改的有：{'、'.join(FIELDS.values())}")
    value = " ".join(value.split())
    if len(value) > MAX_VALUE:
        raise InvalidRequest(f"“{FIELDS[name]}”超过{MAX_VALUE}字")
    if not value:
        return name, value
    if name in DATES:
        return name, _check_date(name, value)
    if name == "masked":
        if value.lower() not in _YES | _NO:
            raise InvalidRequest("“隐去主体”只能填“是”或“否”")
        return name, "是" if value.lower() in _YES else "否"
    return name, value


def apply_edits(card: Card, edits: Mapping[str, str]) -> Card:
    """Lay checked edits over `card`; what a person said wins and carries the origin ``user``."""
    for name, value in edits.items():
        if name == "masked":
            card = replace(card, masked=value == "是")
        elif name == "regions":
            card = replace(card, regions=tuple(part for part in re.split(r"[、,，;；\s]+", value) if part))
        elif name == "title":
            own = (CardField(value, origin="user"),) if value else ()
            card = replace(card, titles=own + card.titles[1:])
        elif name in FACTS:
            changes: dict[str, Any] = {name: CardField(value, origin="user") if value else None}
            card = replace(card, **changes)
    return card


def with_card(document: Document, card: Card) -> Document:
    """Return `document` with another card; where its passages name place and title, they name the new ones."""
    before, after = _context(document.card, document.name), _context(card, document.name)
    if before == after:
        return replace(document, card=card)
    passages = tuple(
        replace(passage, breadcrumb=after + passage.breadcrumb[len(before) :])
        if passage.breadcrumb[: len(before)] == before
        else passage
        for passage in document.passages
    )
    return replace(document, card=card, passages=passages)


def _context(card: Card, name: str) -> tuple[str, ...]:
    place = card.place.value if card.place else None
    return tuple(part for part in (place, card.title or PurePath(name).stem) if part)


def _check_date(name: str, value: str) -> str:
    found = _DATE.fullmatch(value)
    if not found:
        raise InvalidRequest(f"“{FIELDS[name]}”要写成 2025-03-27、2025-03 或 2025 的样子")
    year, month, day = (int(part) if part else None for part in found.groups())
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        raise InvalidRequest(f"“{FIELDS[name]}”不是一个日期")
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)])
