"""Places that a question may name: in Chinese with or without 市/区/县, in pinyin, in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from assistant.question.model import PlaceReference

_CLASS = re.compile(r"(?:特别行政区|自治州|自治区|自治县|新区|地区|省|市|区|县|州|盟|旗)$")
_NOT_PLACE_AFTER = {
    "中山": ("大学", "装", "陵", "公园", "路"),
    "海南": (),
    "朝阳": ("产业",),
    "光明": ("日报", "正大", "磊落", "前景", "的"),
    "和平": ("发展", "共处", "与"),
    "长安": ("街",),
    "南山": (),
}
_ENGLISH_NAMES = {
    "canton": "广州",
    "peking": "北京",
    "hong kong": "香港",
    "macau": "澳门",
    "macao": "澳门",
    "tibet": "西藏",
    "inner mongolia": "内蒙古",
    "shaanxi": "陕西",
}


def place_core(name: str) -> str:
    """Return a place's name without the word for its class: 东莞市 → 东莞, 大鹏新区 → 大鹏, 市 → 市."""
    core = _CLASS.sub("", name)
    return core if len(core) >= 2 else name


class Gazetteer:
    """Finds places in questions. ``parents`` maps each known core name to the core name of what it belongs to, or None."""

    def __init__(self, parents: Mapping[str, str | None], *, common: Iterable[str] = ()) -> None:
        self._parents = dict(parents)
        self._common = frozenset(common)

    def parent(self, name: str) -> str | None:
        """Return the core name of the place that `name` belongs to, or None."""
        return self._parents.get(name)

    @cached_property
    def _by_length(self) -> tuple[str, ...]:
        return tuple(sorted(self._parents, key=len, reverse=True))

    @cached_property
    def _pinyin(self) -> dict[str, str]:
        from pypinyin import lazy_pinyin

        names = {"".join(lazy_pinyin(name)): name for name in reversed(self._by_length)}
        return {latin: name for latin, name in names.items() if len(latin) >= 5} | _ENGLISH_NAMES

    def find(self, text: str) -> tuple[PlaceReference, ...]:
        """Return the places that folded `text` names, in order of first mention, each once."""
        found: list[tuple[int, PlaceReference]] = []
        taken: set[int] = set()
        for name in self._by_length:
            if name not in text:
                continue
            for hit in re.finditer(re.escape(name), text):
                if taken & set(range(*hit.span())) or not self._is_place(name, text, hit.end()):
                    continue
                tail = re.match(
                    r"(?:特别行政区|自治州|自治区|新区|地区|省|市(?!直|委|政|场|民|容|值|级|里)|区(?!域)|县(?!委|直)|镇(?!街))",
                    text[hit.end() :],
                )
                end = hit.end() + (tail.end() if tail else 0)
                taken |= set(range(hit.start(), end))
                found.append((hit.start(), PlaceReference(name, text[hit.start() : end])))
        if re.search(r"[a-z]{4,}", text):
            found += self._latin(text)
        ordered = [reference for _, reference in sorted(found, key=lambda pair: pair[0])]
        return tuple({reference.name: reference for reference in ordered}.values())

    def _latin(self, text: str) -> list[tuple[int, PlaceReference]]:
        found = []
        squeezed = re.sub(r"['’]s\b", "  ", text)
        for latin, name in self._pinyin.items():
            hit = re.search(
                rf"\b{re.escape(latin)}(?:\s?(?:city|municipality|new district|district|province|shi))?\b", squeezed
            )
            if hit:
                found.append((hit.start(), PlaceReference(name, text[hit.start() : hit.end()].strip())))
        return found

    def _is_place(self, name: str, text: str, end: int) -> bool:
        if name in self._common and not re.match(r"市|区|县|省|新区|镇", text[end:]):
            return False
        return not text.startswith(_NOT_PLACE_AFTER.get(name, ()) or ("\0",), end)
