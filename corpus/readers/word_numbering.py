"""docx lists: the labels that Word computes and displays, such as 一、 or 第三条, which stand nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from corpus.readers.word_styles import W, read_value

_LEVELS = 9
_DIGITS = "零一二三四五六七八九"
_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"}
    | {"taiwaneseCountingThousand", "ideographTraditional", "koreanCounting"}
)
_PLACE = re.compile(r"%([1-9])")
_CLOSED = tuple("、）)．。：】》")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list. ``legal`` writes the numbers of the levels above as digits, whatever those show."""

    start: int
    format: str
    text: str
    space: bool
    legal: bool


class Numbering:
    """Counts the lists of one document; ask for labels in document order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._shared: dict[str, str] = {}
        if root is None:
            return
        abstracts = {read_value(one, "abstractNumId"): one for one in root.findall(f"{W}abstractNum")}
        for number in root.findall(f"{W}num"):
            id_ = read_value(number, "numId") or ""
            abstract = read_value(number.find(f"{W}abstractNumId"), "val")
            definition = abstracts.get(abstract)
            if definition is None:
                continue
            levels = dict(_read_level(level) for level in definition.findall(f"{W}lvl"))
            overridden = False
            for change in number.findall(f"{W}lvlOverride"):
                overridden = _override(levels, change) or overridden
            self._levels[id_] = levels
            # Lists made of one definition go on counting together unless one of them starts anew.
            self._shared[id_] = id_ if overridden else f"abstract {abstract}"

    def label(self, numbering: tuple[str, int] | None) -> str:
        """Count one paragraph and return its label with the space after it, empty for none."""
        if numbering is None:
            return ""
        id_, at = numbering
        levels = self._levels.get(id_)
        if levels is None or at not in levels:
            return ""
        counts = self._counts.setdefault(self._shared[id_], {})
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [other for other in counts if other > at]:
            del counts[deeper]
        level = levels[at]
        if level.format == "bullet":
            return "• "
        if level.format == "none" and not level.text:
            return ""

        def shown(match: re.Match[str]) -> str:
            other = int(match.group(1)) - 1
            if other not in levels:
                return ""
            style = "decimal" if level.legal and other != at else levels[other].format
            return format_number(counts.get(other, levels[other].start), style)

        text = _PLACE.sub(shown, level.text)
        return text + " " if text and level.space and not text.endswith(_CLOSED) else text


def format_number(value: int, style: str) -> str:
    """Write a count in one of Word's number formats; formats this does not know are written as digits."""
    if style in _CHINESE:
        return _chinese(value)
    if style in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "chineseDigital"):
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))
    if style == "chineseLegalSimplified":
        return _chinese(value).translate(str.maketrans("一二三四五六七八九十百", "壹贰叁肆伍陆柒捌玖拾佰"))
    if style.startswith("decimalEnclosedCircle") and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if style == "decimalEnclosedParen" and 1 <= value <= 20:
        return chr(0x2474 + value - 1)
    if style.startswith("decimalFullWidth"):
        return str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if style in ("upperLetter", "lowerLetter") and value >= 1:
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if style == "upperLetter" else letter.lower()
    if style in ("upperRoman", "lowerRoman") and 1 <= value < 4000:
        roman = _roman(value)
        return roman if style == "upperRoman" else roman.lower()
    if style == "decimalZero":
        return f"{value:02d}"
    return "" if style == "none" else str(value)


def _chinese(value: int) -> str:
    if not 0 < value < 10_000:
        return _DIGITS[0] if value == 0 else str(value)
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if zero else "") + _DIGITS[digit] + name
            zero = False
        elif text:
            zero = True
    return text.removeprefix("一") if text.startswith("一十") else text


def _roman(value: int) -> str:
    pairs = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")]
    text = ""
    for worth, letters in [*pairs, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        count, value = divmod(value, worth)
        text += letters * count
    return text


def _read_level(level: etree._Element) -> tuple[int, _Level]:
    start = read_value(level.find(f"{W}start"), "val") or "1"
    form = read_value(level.find(f"{W}numFmt"), "val") or "decimal"
    suffix = read_value(level.find(f"{W}suff"), "val") or "tab"
    text = read_value(level.find(f"{W}lvlText"), "val") or ""
    at = read_value(level, "ilvl") or "0"
    legal = level.find(f"{W}isLgl") is not None
    found = _Level(int(start) if start.isdigit() else 1, form, text, suffix != "nothing", legal)
    return (int(at) if at.isdigit() else 0) % _LEVELS, found


def _override(levels: dict[int, _Level], change: etree._Element) -> bool:
    at = read_value(change, "ilvl") or "0"
    inner = change.find(f"{W}lvl")
    if inner is not None:
        key, level = _read_level(inner)
        levels[key] = level
    start = read_value(change.find(f"{W}startOverride"), "val")
    if start is None or not start.isdigit() or not at.isdigit() or int(at) not in levels:
        return inner is not None
    levels[int(at)] = replace(levels[int(at)], start=int(start))
    return True
