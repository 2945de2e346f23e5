"""Gaps, repeats and restarts in the numbers of sibling sections, told as plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import Section

MOST = 20
"""Sentences told at most; more are summed up."""


def check_numbering(sections: Sequence[Section]) -> tuple[str, ...]:
    """Return one sentence for each place where the numbering does not go on by one.

    A list may start anew under a new parent, or go on through the whole document (1. … 19. through six parts).
    """
    found: list[str] = []
    last: dict[tuple[int | None, str], int] = {}
    through: dict[str, int] = {}
    for section in sections:
        family = _family(section)
        if section.number is None or "#" not in family or "条之" in family:
            continue
        here = (section.parent, family)
        number, before = section.number, last.get(here)
        if before is None:
            expected = {1, through.get(family, 0) + 1}
            if number not in expected:
                found.append(f"编号不连续：“{section.label}”之前没有第{number - 1}项")
        elif number == 1 and before != 0:
            found.append(f"编号重新开始：“{section.label}”出现在第{before}项之后")
        elif number == before:
            found.append(f"编号重复：“{section.label}”出现两次")
        elif number != before + 1:
            found.append(f"编号不连续：“{section.label}”紧接在第{before}项之后")
        last[here] = number
        through[family] = number
    if len(found) > MOST:
        found = [*found[:MOST], f"另有 {len(found) - MOST} 处编号不连续"]
    return tuple(found)


def _family(section: Section) -> str:
    """Labels that differ only in their numerals belong together."""
    return (
        "".join(
            "#" if c.isdecimal() or c in "〇零一二三四五六七八九十百千①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" else c
            for c in section.label
        )
        .replace("##", "#")
        .replace("##", "#")
    )
