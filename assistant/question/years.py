"""Years in questions: 25年 written out, and whether a question is of this year or of the last (今年, 去年)."""

from __future__ import annotations

import re
from typing import Literal

Relative = Literal["this", "last"]
_SHORT = re.compile(
    r"(?<![\d.:-])(?<![满近超过达了龄党第共约上下])(?<!入党|工作|任职|成立|连续|从[警教军医业])(?P<digits>[012]\d)年"
    r"(?!以[上下内来]|之?[久间内来后前]|[期限制龄多]|党龄|工龄|教龄|的?(?:党龄|工龄|历史|时间|老党员))"
)
"""A year of two digits, where no length of time stands (满25年, 20年党龄)."""
_THIS = re.compile(r"(?<![比较和与跟同])(?:今年|本年度?(?!末)|this year)")
_LAST = re.compile(r"(?<![比较和与跟同由从])(?:去年|上一?年度?(?!度?以来)|头年|last year)(?!以来|底以来)")
_EITHER = re.compile(r"今年|本年|[去上]一?年|头一?年|前一年|明年|th[ie]s year|last year")


_SEVERAL = re.compile(
    r"(?<![\d.:-])(?P<years>[012]\d(?:年?[、和与跟][012]\d)+)(?:这?[两三四]个?)?年(?![龄级]|以[上下内])"
)


def with_whole_years(text: str, years: range) -> str:
    """Return folded `text` with its years of two digits written in four, where they are of `years`; 24、25两年 are both."""
    text = _SEVERAL.sub(lambda hit: _each(hit, years), text)
    return _SHORT.sub(lambda hit: f"20{hit.group()}" if 2000 + int(hit["digits"]) in years else hit.group(), text)


def relative_year(text: str) -> Relative | None:
    """Return which of this year and the last folded `text` is of; None when it names neither or several years."""
    named = {"this" if hit.group().startswith(("今", "本", "this")) else hit.group() for hit in _EITHER.finditer(text)}
    if len(named) != 1:
        return None
    if _THIS.search(text):
        return "this"
    return "last" if _LAST.search(text) else None


def _each(hit: re.Match[str], years: range) -> str:
    named = re.findall(r"\d+", hit["years"])
    marks = [*re.findall(r"[、和与跟]", hit["years"]), ""]
    if not all(2000 + int(year) in years for year in named):
        return hit.group()
    return "".join(f"20{year}年{mark}" for year, mark in zip(named, marks, strict=True))
