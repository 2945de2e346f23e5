"""Dates as they stand in official texts, read as ISO prefixes (2025-03-27, 2022-07, 2025)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from corpus.model import CardField, Span
from corpus.numerals import CHARACTERS, YEAR_CHARACTERS, read_number

_YEAR = rf"(?:(?:19|20)\d{{2}}|[二一][{YEAR_CHARACTERS}]{{3}})"
_SMALL = rf"(?:\d{{1,2}}|[{CHARACTERS}元]{{1,3}})"
FULL_DATE = re.compile(
    rf"({_YEAR})\s?年\s?({_SMALL})\s?月(?:\s?({_SMALL})\s?[日号])?|((?:19|20)\d{{2}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?!\d)"
)
_MONTH_DAY = re.compile(rf"(?<![年\d{CHARACTERS}])(\d{{1,2}})月(\d{{1,2}})[日号]")
_HAPPENS = re.compile(r"讯|召开|举行|举办|开展|启动|揭牌|开幕|闭幕|印发|发布|赴|来到|到|主持|会议|调研|签约|成立|组织")


def read_date(match: re.Match[str]) -> str | None:
    """Return the ISO prefix of a match of `FULL_DATE`; None when it is no date (month 13)."""
    year, month, day = (match.group(1), match.group(2), match.group(3)) if match.group(1) else match.group(4, 5, 6)
    return iso(_year(year or ""), _small(month), _small(day) if day else None)


def iso(year: int | None, month: int | None, day: int | None) -> str | None:
    """Return ``YYYY[-MM[-DD]]``; None when the numbers make no date."""
    if year is None or not 1900 <= year <= 2100:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def find_date(text: str, span: Span, *, last: bool = False) -> CardField | None:
    """Return the first (or last) full date within `span`."""
    found: CardField | None = None
    for match in FULL_DATE.finditer(text, span.start, span.end):
        value = read_date(match)
        if value is not None:
            found = CardField(value, Span(match.start(), match.end()))
            if not last:
                break
    return found


def find_event(
    text: str, opening: Iterable[Span], content: Iterable[Span], *, published: CardField | None = None
) -> CardField | None:
    """Return the date of what a news text reports: the first date of its opening, at which something happens.

    A date without its year takes the year that the text itself names most, else that of publication, and is marked
    ``inferred``.
    """
    for span in opening:
        reach = Span(span.start, min(span.end, span.start + 400))
        full = find_date(text, reach)
        partial = _MONTH_DAY.search(text, reach.start, reach.end)
        if full is not None and full.span is not None and (partial is None or full.span.start <= partial.start()):
            if _HAPPENS.search(text, full.span.end, min(span.end, full.span.end + 60)):
                return full
            continue
        if partial is not None and _HAPPENS.search(text, partial.end(), min(span.end, partial.end() + 80)):
            year = _year_near(text, span) or _most_named_year(text, content)
            if published is not None:
                year = int(published.value[:4])
            value = iso(year, int(partial.group(1)), int(partial.group(2)))
            if published is not None and value is not None and value[:10] > published.value:
                value = f"{int(value[:4]) - 1}{value[4:]}"  # 12月28日, published in January
            if value is not None:
                return CardField(value, Span(partial.start(), partial.end()), "inferred", 0.8)
    return None


def find_title_year(text: str, title: Span) -> CardField | None:
    """Return the year that a title names, as an inferred date."""
    match = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:\s?年度?|(?=[^\d]))").search(text, title.start, title.end)
    if match is None or re.match(r"[—–\-－~至]{1,2}\s?(?:19|20)?\d{2}", text[match.end() : title.end]):
        return None
    return CardField(match.group(1), Span(match.start(), match.end()), "inferred", 0.6)


def _year_near(text: str, span: Span) -> int | None:
    """The one year that the paragraph itself names."""
    years = {int(m.group(1)) for m in re.finditer(r"(?<!\d)((?:19|20)\d{2})年", text[span.start : span.end])}
    return years.pop() if len(years) == 1 else None


def _most_named_year(text: str, content: Iterable[Span]) -> int | None:
    counts: Counter[int] = Counter()
    for span in content:
        counts.update(int(m.group(1)) for m in re.finditer(r"(?<!\d)(20\d{2})年", span.of(text)))
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _year(printed: str) -> int | None:
    return read_number(printed)


def _small(printed: str | None) -> int | None:
    return read_number(printed) if printed else None
