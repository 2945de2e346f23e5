"""Spaces inside a line: those that tore a word apart go, those that separate things stay.

``落 实习近 平`` becomes ``落实习近平``; ``业主委员会 物业服务企业`` keeps its space. The judge is the dictionary: a space
is inside a word when the word that spans it is in the dictionary (without guessing of unknown words).
"""

from __future__ import annotations

import re

from corpus.cleaning.characters import BLANKS, is_ideograph
from corpus.structure.labels import find_label

_GAP = re.compile(f"[{BLANKS}]+")
_OPENING = "《〈“‘「『（【〔"
_MARKS = re.compile("[、，。；：:,;（）()《》“”]")
_CLOSING = "》〉”’」』）】〕，。、；：！？"
CONTEXT = 12
"""Characters looked at on each side of a space; longer than any word."""
CROWDED = 6
"""A line with a space every so many ideographs or fewer is set letter by letter, as OCR and justified PDF do."""


def find_needless_spaces(line: str) -> list[tuple[int, int]]:
    """Return the ranges of blanks in `line` to delete: inside words, beside full-width marks, all but one of a run."""
    gaps = [(m.start(), m.end()) for m in _GAP.finditer(line) if m.start() > 0 and m.end() < len(line)]
    if not gaps:
        return []
    pieces = _pieces(line, gaps)
    crowded = _is_crowded(line, gaps, pieces)
    needless: list[tuple[int, int]] = []
    label = find_label(line, 0, len(line))
    for at, (start, end) in enumerate(gaps):
        if label is not None and end == label.body:
            # the space after 第一章 or 1. is the label's own
            if end - start > 1:
                needless.append((start + 1, end))
            continue
        before, after = line[start - 1], line[end]
        if is_ideograph(before) and is_ideograph(after):
            whole = crowded or _inside_word(line, gaps, at)
        else:
            whole = (after in _OPENING + _CLOSING and is_ideograph(before)) or (
                before in _OPENING + _CLOSING and is_ideograph(after)
            )
        if whole:
            needless.append((start, end))
        elif end - start > 1 and "\t" not in line[start:end]:
            needless.append((start + 1, end))
    return needless


def _pieces(line: str, gaps: list[tuple[int, int]]) -> list[int]:
    edges = [0, *(e for _, e in gaps)]
    ends = [*(s for s, _ in gaps), len(line)]
    return [e - s for s, e in zip(edges, ends, strict=True)]


def _is_crowded(line: str, gaps: list[tuple[int, int]], pieces: list[int]) -> bool:
    between = [(s, e) for s, e in gaps if is_ideograph(line[s - 1]) and is_ideograph(line[e])]
    if len(between) < 4:
        return False
    ideographs = sum(map(is_ideograph, line))
    singles = sum(1 for size in pieces if size == 1)
    return ideographs <= CROWDED * len(between) and singles * 3 >= len(pieces)


def _inside_word(line: str, gaps: list[tuple[int, int]], at: int) -> bool:
    start, end = gaps[at]
    left_edge = gaps[at - 1][1] if at else 0
    right_edge = gaps[at + 1][0] if at + 1 < len(gaps) else len(line)
    if len(_MARKS.split(line[left_edge:start])[-1]) == 1 == len(_MARKS.split(line[end:right_edge])[0]):
        return True  # 关 于, 总 则, 张 三、李 四: letters set apart
    left = _GAP.sub("", line[max(0, start - 2 * CONTEXT) : start])[-CONTEXT:]
    right = _GAP.sub("", line[end : end + 2 * CONTEXT])[:CONTEXT]
    import rjieba  # a dictionary of words; loaded only where a line has such a space

    edge, place = len(left), 0
    for word in rjieba.cut(left + right, False):
        if place < edge < place + len(word):
            return True
        place += len(word)
    return False
