"""Which numbered pieces of a document a question names: 第三部分, 第13到16条, 第四跟第五部分, 后两大块. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.question import frames
from assistant.question.model import SectionReference, SectionWord
from corpus.numerals import read_number

_WORDS: dict[str, SectionWord] = {
    "部分": "part", "部份": "part", "相": "item", "板块": "part", "块": "part", "方面": "point", "大点": "part", "点": "point", "件事": "point",
    "项": "item", "条": "article", "章": "chapter", "节": "any", "段": "any", "步": "step", "步骤": "step",
    "part": "part", "section": "part", "item": "item", "point": "point", "article": "article", "chapter": "chapter",
}  # fmt: skip
MOST = 20  # pieces that are meant together
_UNIT = r"(?:部分|部份|板块|块|章|大点|项(?!目)|条(?!件)|点|节|方面)"
_ONE = rf"第(?:{frames.ORDINAL})(?:[个大小]*{_UNIT})?"
_RUN = re.compile(
    rf"{_ONE}(?:(?:(?:、|,|和|与|跟|及|同|以及|比|至|到|-|~)第?|加上?第)(?:{frames.ORDINAL})(?:[个大小]*{_UNIT})?)+(?:这|那)?[两三四五六]?(?:[个大小]*(?P<unit>{_UNIT}))?"
)
_SINGLE = re.compile(rf"(?P<to>至|到|-|~)?第?(?P<n>{frames.ORDINAL})(?:[个大小]*(?P<unit>{_UNIT}))?")
_AT_AN_END = re.compile(
    rf"(?:(?P<front>前|头)|(?P<back>最后|末尾|末了|靠后|后))(?:面|头)?(?:的|那|这)?(?P<n>[两二三四五六七八九]|\d)[个大小]*(?P<unit>{_UNIT})"
)
_BESIDE = re.compile(rf"(?<!第)(?:[两二三四五六七八九]|\d)[个大小]*(?P<unit>{_UNIT})")
"""The unit of pieces that are only numbered: 那两大块(第五、第六)."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Several pieces of one kind; ``references`` in the order named, those from the end with negative numbers.

    ``lead`` is what the question says before it names them, ``rest`` what it says beside them.
    """

    references: tuple[SectionReference, ...]
    lead: str
    rest: str


def find_section(text: str) -> SectionReference | None:
    """Return the numbered part or item that folded `text` names, or None."""
    hits = list(frames.SECTION.finditer(text))
    if hits:
        found = hits[0]
        for before, after in pairwise(hits):  # 第三部分第二项 is an item of that part; 第一和第三部分 are two
            if re.search(r"和|与|跟|、|及|到|至|比", text[before.end() : after.start()]):
                break
            found = after
        if found.group(1) is None:
            return SectionReference(_WORDS.get(found.group(7), "any"), 0, last=True)
        number = read_number(found.group(1))
        word = _WORDS.get(found.group(5), "any")
        if number and text[: found.start()].endswith("倒数"):
            return SectionReference(word, -number)
        if found.group(3) and word not in {"part", "point"}:
            word = "any"
        end = read_number(found.group(2)) if found.group(2) else None
        return None if number is None else SectionReference(word, number, end)
    if english := frames.SECTION_EN.search(text):
        word_en, number_en, ordinal, noun = english.groups()
        word = _WORDS[word_en or noun]
        raw = number_en or ordinal
        if raw == "last":
            return SectionReference(word, 0, last=True)
        return SectionReference(word, int(raw) if raw.isdigit() else frames.ENGLISH_NUMBERS[raw])
    return None


def find_pieces(text: str) -> Pieces | None:
    """Return the several numbered pieces that folded `text` names together; None when it names one or none."""
    for run in _RUN.finditer(text):
        singles = list(_SINGLE.finditer(run.group()))
        beside = _BESIDE.search(text[: run.start()])
        units = [hit["unit"] for hit in singles if hit["unit"]]
        unit = run["unit"] or (units[-1] if units else beside["unit"] if beside else "")
        if not unit and frames.SECTION.search(text[: run.start()]):
            unit = "点"  # 第二部分的第一和第三
        if not unit or len(set(units)) > 1:
            continue  # 第三部分和第二条 are of two kinds
        numbers: list[int] = []
        for hit in singles:
            value = read_number(hit["n"]) or 0
            first = numbers[-1] + 1 if hit["to"] and numbers else value
            numbers += range(first, min(value, first + MOST) + 1)
        return _pieces(text, run.span(), unit, numbers)
    for end in _AT_AN_END.finditer(text):
        count = read_number(end["n"].replace("两", "二")) or 0
        if count > 1:
            return _pieces(text, end.span(), end["unit"], range(1, count + 1) if end["front"] else range(-count, 0))
    return None


def _pieces(text: str, at: tuple[int, int], unit: str, numbers: range | list[int]) -> Pieces | None:
    references = tuple(SectionReference(_WORDS[unit], n) for n in dict.fromkeys(numbers) if n)
    rest = f"{text[: at[0]]} {text[at[1] :]}"
    return Pieces(references, text[: at[0]], rest) if 1 < len(references) <= MOST else None
