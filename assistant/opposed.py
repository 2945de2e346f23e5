"""Opposed: does a text tell of the counterpart of what is asked: another grade, the other end, the successor? Pure."""

from __future__ import annotations

import re

from corpus.model import Span
from corpus.numerals import CHARACTERS

_QUOTED = re.compile(r"“([^”]{2,20})”")
_NUMERALS = re.compile(rf"[\d{CHARACTERS}]+")
_GRADE = re.compile(r"(?P<grade>[特一二三四五])(?P<kind>等奖|等功|星级)")
_TOP = re.compile(r"最[高多好大快强]|第一|榜首|居首|头名|拔得头筹")
_BOTTOM = re.compile(r"最[低少差小慢弱]|倒数|垫底|末位|末尾|最后一名")
_BEFORE = re.compile(
    r"前任|原任|(?<![刚新才将要走已])上一?任|前一任|老(?:书记|主任|局长|支书)|之前(?:那个|那位)?的?(?:书记|主任|局长|支书)|接谁的班"
)
_AFTER = re.compile(r"新任|接任|继任|现任|补选|改选|当选|到任")
_LEVEL = re.compile(r"(?P<level>中央|国家|[省市县区镇乡村])(?:里(?!面|程)|级(?!别)|财政(?!局))")
_NOW = re.compile(r"现任|新任|新来的|接任|继任|接班")
_LEFT = re.compile(r"原任|前任|原(?=[党支书主局])|卸任|离任|调离|免去|不再担任")


def grades_differ(asked: str, text: str) -> bool:
    """Say whether folded `text` tells of other grades (二等奖, 三星级) than the one that folded `asked` names."""
    named = {(hit["kind"], hit["grade"]) for hit in _GRADE.finditer(asked)}
    stated = {(hit["kind"], hit["grade"]) for hit in _GRADE.finditer(text)}
    kinds = {kind for kind, _ in stated}
    return any(kind in kinds and (kind, grade) not in stated for kind, grade in named)


def counted_otherwise(term: str, text: str) -> Span | None:
    """Return where folded `text` quotes `term` with another number in it (“七项行动” for 八项行动), or None."""
    form = _NUMERALS.sub("N", term)
    hits = _QUOTED.finditer(text) if form != term else iter(())
    return next((Span(*hit.span()) for hit in hits if _NUMERALS.sub("N", hit.group(1)) == form), None)


def ends_differ(asked: str, text: str) -> bool:
    """Say whether folded `text` tells of one end of an order (得分最高) and folded `asked` of the other (垫底)."""
    return _tells_of_the_other(asked, text, (_TOP, _BOTTOM)) or _tells_of_the_other(asked, text, (_BOTTOM, _TOP))


def levels_differ(asked: str, text: str) -> bool:
    """Say whether folded `text` tells of another level (市里安排1100万元) than the one that folded `asked` names (省里)."""
    named, stated = ({hit["level"] for hit in _LEVEL.finditer(said)} for said in (asked, text))
    return bool(named and stated) and not named & stated


def holders_differ(asked: str, text: str) -> bool:
    """Say whether folded `asked` means who held an office before (前任) and folded `text` tells who does since, or the reverse."""
    before = _BEFORE.search(asked) and not _LEFT.search(text) and not _BEFORE.search(text) and _AFTER.search(text)
    now = _NOW.search(asked) and not _AFTER.search(text) and _LEFT.search(text)
    return bool(before or now)


def _tells_of_the_other(asked: str, text: str, ends: tuple[re.Pattern[str], re.Pattern[str]]) -> bool:
    own, other = ends
    return bool(own.search(asked) and not other.search(asked) and other.search(text) and not own.search(text))
