"""What is printed before a heading or item: 第一章, 一、, （一）, 1., （1）, ①, 第一，, 一是, 一要.

A label has a family; families have a customary order from outer to inner (GB/T 9704—2012, 7.3.3: 一、→（一）→ 1. → （1）).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import SectionKind, Span
from corpus.numerals import CHARACTERS, read_number

_CN = f"[{CHARACTERS}]{{1,6}}"
_NUMERAL = f"(?:{_CN}|[0-9０-９]{{1,3}})"
# Order matters: the first pattern that matches at a line's start names the family.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("book", re.compile(rf"第\s?({_NUMERAL})\s?编[：:]?(?![的中内第和以辑制写者码委译])")),
    ("division", re.compile(rf"第\s?({_NUMERAL})\s?部分(?=\s|$|[：:，,、—])[：:，,、—]*")),
    ("chapter", re.compile(rf"第\s?({_NUMERAL})\s?章[：:、]?(?![的中内第和以])")),
    ("section", re.compile(rf"第\s?({_NUMERAL})\s?节[：:、]?(?![的中内第和以课])")),
    ("article", re.compile(rf"第\s?({_NUMERAL})\s?条(?:之[一二三四五六七八九十])?(?![的第、和与及至或款项中]|规定[的,，])[：:]?")),
    ("cn", re.compile(rf"({_CN})(?:、|[.．](?!\d))(?!\s?[一二三四五六七八九十]{{1,2}}[、和])")),
    ("cnp", re.compile(rf"[（(]\s?({_CN})\s?[）)][、.．]?")),
    ("nump", re.compile(r"[（(]\s?([0-9０-９]{1,3})\s?[）)][、.．]?|([0-9]{1,2})[）)]")),
    ("decimal", re.compile(r"[0-9]{1,2}(?:[.．][0-9]{1,2}){0,3}[.．]([0-9]{1,2})(?=[\s\u4e00-\u9fff])(?![\u4e00-\u9fff]{0,2}[%％万亿元个])")),
    ("num", re.compile(r"([0-9０-９]{1,3})(?:[.．、](?![0-9０-９]))")),
    ("num", re.compile(r"([⒈-⒛])")),
    ("circle", re.compile(r"([①-⑳⑴-⒇])")),
    ("bare", re.compile(r"(0?[0-9]{1,2})(?=[\s\u3000\xa0]+[\u4e00-\u9fff“《])")),
    ("first", re.compile(rf"第({_CN})(?=[，,、：:]|是|要)[，,、：:是要]")),
    ("first", re.compile(rf"第({_CN})[种类个](?:是|为|[：:，,])")),
    ("shi", re.compile(r"([一二三四五六七八九]|十[一二三四五六七八九]?)是(?:要)?(?!否)")),
    ("yao", re.compile(r"([一二三四五六七八九]|十[一二三四五六七八九]?)要")),
    ("zhua", re.compile(r"([一二三四五六七八九])抓(?![好手住到])")),
    ("qi", re.compile(r"其([一二三四五六七八九])[，,、：:]")),
    ("order", re.compile(r"(首先|其次|再次|再者|最后)[，,、]")),
    ("stage", re.compile(rf"第({_CN})(?:阶段|步|个?方面|点)(?=[：:（(，,\s]|$)[：:，,]?")),
    ("named", re.compile(rf"(?:任务|措施|案例|问题|专题|举措|目标|步骤|行动|工程|做法|建议|亮点|关键词|经验)({_NUMERAL})(?=[：:、\s])[：:、]?")),
    ("barecn", re.compile(r"([一二三四五六七八九十]{1,3})(?=[\s\u3000\xa0]+[\u4e00-\u9fff“《])")),
    ("bracket", re.compile(r"【(?=[^【】\n]{2,20}】)")),
    ("bullet", re.compile(r"[•●■◆▪]\s?(?=[^\s•●■◆▪])")),
)  # fmt: skip
_FIRSTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("第", ("book", "division", "chapter", "section", "article", "first", "stage")),
    (CHARACTERS, ("cn", "shi", "yao", "zhua", "barecn")),
    ("（(", ("cnp", "nump")),
    ("0123456789０１２３４５６７８９", ("nump", "decimal", "num", "bare")),
    ("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", ("num",)),
    ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", ("circle",)),
    ("其", ("qi", "order")),
    ("首再最", ("order",)),
    ("任措案问专举目步行工做建亮关经", ("named",)),
    ("【", ("bracket",)),
    ("•●■◆▪", ("bullet",)),
)
_BY_FIRST: dict[str, tuple[int, ...]] = {
    character: tuple(at for at, (family, _) in enumerate(_PATTERNS) if family in families)
    for characters, families in _FIRSTS
    for character in characters
}
"""Which patterns can match at a character: most lines begin with none."""
_ORDER_VALUES = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 99}

RANKS: dict[str, int] = {
    "annex": 0, "book": 1, "division": 2, "chapter": 3, "section": 4, "article": 5,
    "bare": 6, "barecn": 6, "cn": 7, "cnp": 8, "num": 9, "decimal": 9, "nump": 10, "circle": 11, "bullet": 12,
}  # fmt: skip
"""Families with a customary depth; the others (series, unnumbered headings) nest where they stand."""

_UNNUMBERED = frozenset({"bracket", "bullet"})
SERIES = frozenset({"first", "shi", "yao", "zhua", "qi", "order", "stage", "named"})


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line or clause. ``printed`` is what stands there, ``body`` where the words begin.

    ``depth`` counts the levels of a decimal label (``2.3.1`` has depth 3), else 1.
    """

    family: str
    number: int | None
    printed: Span
    body: int
    depth: int = 1

    @property
    def key(self) -> str:
        """The family, told apart by depth for decimal labels."""
        return f"{self.family}{self.depth}" if self.family == "decimal" else self.family

    @property
    def rank(self) -> int | None:
        """The customary depth of the family, None where it has none."""
        rank = RANKS.get(self.family)
        return None if rank is None else rank * 10 + (self.depth if self.family == "decimal" else 0)

    @property
    def kind(self) -> SectionKind:
        """The kind of section that such a label opens."""
        if self.family in ("book", "division", "cn", "annex"):
            return "part"
        if self.family in ("chapter", "section"):
            return "chapter"
        if self.family == "article":
            return "article"
        if self.family in ("stage", "named"):
            return "heading"
        if self.family in SERIES:
            return "series"
        return "heading" if self.family == "bracket" else "item"


def find_label(text: str, start: int, end: int) -> Label | None:
    """Return the label that stands at `start`, or None. Looks at no more than 24 characters."""
    if start >= end:
        return None
    window = min(end, start + 24)
    for at in _BY_FIRST.get(text[start], ()):
        family, pattern = _PATTERNS[at]
        match = pattern.match(text, start, window)
        if match is None:
            continue
        value = next((g for g in match.groups() if g), "")
        number = _value(family, value)
        if number is None and family not in _UNNUMBERED:
            continue
        body = match.end()
        while body < end and text[body] in " \t\u3000\xa0":
            body += 1
        depth = 1 + sum(c in ".．" for c in match.group()) if family == "decimal" else 1
        return Label(family, number, Span(start, match.end()), body, depth)
    return None


def _value(family: str, printed: str) -> int | None:
    if family in _UNNUMBERED:
        return None
    if family == "order":
        return _ORDER_VALUES[printed]
    if len(printed) == 1 and not printed.isdecimal():
        for first in "①⑴⒈":
            if 0 <= ord(printed) - ord(first) < 20:
                return ord(printed) - ord(first) + 1
    return read_number(printed)
