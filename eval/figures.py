"""Figures in a text: value and unit, however they are written.

Reads ``1,200``, ``１２００``, ``1.5万``, ``15%``, ``百分之十五`` and Chinese numerals before a unit (``三千二百万元``).
Own rules, independent of the product's, so that a fault there cannot hide itself here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

# a numeral of one sign needs a counting word: 一项 is a figure, 统一 and 一是 are not
_UNITS = "个项名人次场家条件份篇期批支只座间户元年月日届类种级岁小时分天周倍组处对本部套幅门辆台号章"

_ARABIC = re.compile(
    r"(?<![\d.A-Za-z第])(?<!第 )(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"\s*(?P<scale>[十百千]?[万亿]|[百千])?[多余来]?\s*(?P<unit>[%{_UNITS}])?"
)
_PERCENT = re.compile(r"百分之([零一二三四五六七八九十百两〇]+)")
_SIGNS = "一二三四五六七八九十百千万亿零〇两"
_CHINESE = re.compile(rf"(?<![第{_SIGNS}\d])([{_SIGNS}]+)[多余来]?([{_UNITS}])(?!之)")


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A number as said: ``value``, and ``unit``, the first sign after it (``%`` or a Chinese sign, else empty)."""

    value: float
    unit: str = ""

    def same_as(self, other: Figure) -> bool:
        """Say whether both have the same value and no different units."""
        return self.value == other.value and (not self.unit or not other.unit or self.unit == other.unit)


def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of `text` in order of appearance; Chinese numerals only before a counting word."""
    plain = unicodedata.normalize("NFKC", text)
    found: list[tuple[int, Figure]] = []
    for match in _PERCENT.finditer(plain):
        value = numeral(match.group(1))
        if value is not None:
            found.append((match.start(), Figure(value, "%")))
    for match in _ARABIC.finditer(plain):
        scale = 1.0
        for sign in match.group("scale") or "":
            scale *= _SMALL.get(sign) or _LARGE[sign]
        value = round(float(match.group("figure").replace(",", "")) * scale, 6)
        found.append((match.start(), Figure(value, match.group("unit") or "")))
    for match in _CHINESE.finditer(plain):
        value = numeral(match.group(1))
        if value is not None and match.group(1) != "一":  # 一个, 一批 count nothing
            found.append((match.start(), Figure(value, match.group(2))))
    return tuple(figure for _, figure in sorted(found, key=lambda pair: pair[0]))


def numeral(text: str) -> float | None:
    """Return the value of a Chinese numeral (``三千二百万`` → 32000000), or None when it is none."""
    if not text:
        return None
    if all(sign in _DIGITS for sign in text):
        return float("".join(str(_DIGITS[sign]) for sign in text))
    total, section, digit = 0, 0, 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _SMALL:
            section += (digit or 1) * _SMALL[sign]
            digit = 0
        elif sign in _LARGE:
            total = (total + section + digit or 1) * _LARGE[sign]
            section, digit = 0, 0
        else:
            return None
    return float(total + section + digit)
