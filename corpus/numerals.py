"""Chinese and Arabic numerals as they stand in labels and dates, read as integers."""

from __future__ import annotations

DIGITS = {
    "〇": 0, "零": 0, "○": 0, "Ｏ": 0, "O": 0, "o": 0, "０": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "元": 1,
}  # fmt: skip
UNITS = {"十": 10, "百": 100, "千": 1000}
CHARACTERS = "〇零○一二两三四五六七八九十百千"
YEAR_CHARACTERS = CHARACTERS + "OoＯ０"
"""Years are also written 二OO六年, with a Latin letter for zero."""
LONGEST = 12
"""No label or year is written with more numerals than this."""


def read_number(text: str) -> int | None:
    """Return the value of a numeral such as ``十二``, ``一百零三``, ``二〇二五``, ``12`` or ``１２``; None if it is none."""
    if not text or len(text) > LONGEST:
        return None
    if text.isdecimal():
        return int(text)
    if any(c not in DIGITS and c not in UNITS for c in text):
        return None
    if not any(c in UNITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in UNITS:
            total += (digit or 1) * UNITS[c]
            digit = 0
        else:
            digit = DIGITS[c]
    return total + digit
