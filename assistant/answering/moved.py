"""A figure before and after: 由35分钟压缩到12分钟, 46.5小时,2024年为38.2小时."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.answering.misplaced import shifts
from assistant.quantities import Quantity, compatible, find_quantities

_YEAR = r"(?:19|20)\d{2}年|去年|上一?年|头一?年|前一年"
_OF_YEAR = re.compile(rf"(?P<year>{_YEAR})(?:同期|[底末])?的?[^,;。\d]{{0,4}}$")
_BESIDE = re.compile(
    rf"[,;(](?P<year>{_YEAR})(?:同期|全年|[底末])?(?P<again>[\u4e00-\u9fff]{{0,4}}?)(?:仅|只|则)?(?:为|是|有|达)?(?:仅|只|有)?"
)


@dataclass(frozen=True, slots=True)
class Move:
    """Two figures of one thing, and the year of the earlier one as the sentence words it, empty when it tells none."""

    before: Quantity
    now: Quantity
    year: str


def moves(text: str) -> list[Move]:
    """Return the figures of folded `text` that are told with what they were before."""
    found = []
    for old, new in shifts(text):
        year = _OF_YEAR.search(text[: old.span.start])
        found.append(Move(old, new, year["year"] if year else ""))
    figures = [q for q in find_quantities(text) if q.value is not None and q.unit and not q.ordinal]
    for one, other in pairwise(figures):
        beside = _BESIDE.fullmatch(text[one.span.end : other.span.start])
        if beside is None or not compatible(one.unit, other.unit):
            continue
        if not text[: one.span.start].endswith(
            beside["again"]
        ):  # 人均17小时,2024年人均为13小时 says again what it is of
            continue
        own = _OF_YEAR.search(text[: one.span.start])
        if own and own["year"][:4].isdigit() and beside["year"][:4].isdigit() and own["year"] < beside["year"]:
            found.append(Move(one, other, own["year"]))
        else:
            found.append(Move(other, one, beside["year"]))
    return found
