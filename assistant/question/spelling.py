"""Likely typos, put right against the library's own words: the same sound, or one character off in a known name.

Only words that the library does not hold are touched, and only when exactly one reading fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
SHORTEST, LONGEST = 2, 6


class Speller:
    """Corrects questions. ``words`` returns the library's words and place names; ``known`` says whether its texts hold a string."""

    def __init__(
        self, words: Callable[[], Iterable[str]], known: Callable[[str], bool], *, names: Iterable[str] = ()
    ) -> None:
        self._words = words
        self._names = frozenset(name for name in names if len(name) >= 2)
        self._known = known

    @cached_property
    def _pool(self) -> frozenset[str]:
        words = {*self._words(), *self._names}
        return frozenset(word for word in words if SHORTEST <= len(word) <= LONGEST and _HAN_RUN.fullmatch(word))

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in sorted(self._pool):
            found.setdefault(_sound(word), []).append(word)
        return found

    @cached_property
    def _by_length(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for word in self._pool:
            found.setdefault(len(word), set()).add(word)
        return found

    def correct(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return folded `text` with likely typos put right, and what was changed as (written, read)."""
        changes: list[tuple[str, str]] = []
        for length in range(LONGEST, SHORTEST - 1, -1):
            for run in _HAN_RUN.findall(text):
                for start in range(len(run) - length + 1):
                    piece = run[start : start + length]
                    read = self._reading(piece)
                    if read is not None and piece in text:
                        text = text.replace(piece, read)
                        changes.append((piece, read))
        return text, tuple(changes)

    def _reading(self, piece: str) -> str | None:
        if self._known(piece) or piece in self._names or _mostly_function(piece):
            return None
        sounding = [word for word in self._by_sound.get(_sound(piece), ()) if _differs(word, piece) == 1]
        if len(sounding) == 1 and (len(piece) > 2 or sounding[0] in self._names or not _is_word(piece)):
            return sounding[0]
        if len(piece) < 4 and not (len(piece) >= 2 and any(_differs(piece, name) == 1 for name in self._names)):
            return None
        pool = (
            self._by_length.get(len(piece), set())
            if len(piece) >= 4
            else {n for n in self._names if len(n) == len(piece)}
        )
        near = [word for word in pool if _differs(word, piece) == 1 and _alike(word, piece)]
        return near[0] if len(near) == 1 else None


def _differs(a: str, b: str) -> int:
    return sum(x != y for x, y in zip(a, b, strict=True)) if len(a) == len(b) else 99


def _alike(word: str, piece: str) -> bool:
    """Say whether the differing character could be a slip: same sound, or a shape that shares a component."""
    for right, wrong in zip(word, piece, strict=True):
        if right != wrong:
            return _sound(right) == _sound(wrong) or frozenset((right, wrong)) in _SHAPES
    return False


_SHAPES = frozenset(
    frozenset(pair)
    for pair in [
        "莞菀",
        "莞苑",
        "莞筦",
        "圳川",
        "圳洲",
        "圳训",
        "已己",
        "末未",
        "土士",
        "日曰",
        "人入",
        "大太",
        "干千",
        "析折",
        "侯候",
        "建健",
        "支枝",
        "贷货",
        "戊戌",
        "晴睛",
        "杨扬",
        "辨辩",
        "籍藉",
        "暑署",
        "拔拨",
        "徒陡",
        "拆折",
        "治冶",
        "泠冷",
        "券卷",
        "毫豪",
        "幕慕",
        "暮墓",
        "梁粱",
        "绿缘",
        "祸福",
        "壁璧",
        "竞竟",
        "载戴",
        "孟盂",
        "鹏朋",
        "坪评",
        "坪秤",
        "罗萝",
        "葵癸",
    ]
)


def _is_word(piece: str) -> bool:
    import rjieba

    return len(rjieba.cut(piece)) == 1


def _mostly_function(piece: str) -> bool:
    return re.search(r"[的了吗呢吧啊是有在和与或哪些什么多少几谁怎如何为请问关于这那个]", piece) is not None


@lru_cache(maxsize=65536)
def _sound(text: str) -> str:
    from pypinyin import lazy_pinyin

    return " ".join(_blur(syllable) for syllable in lazy_pinyin(text))


def _blur(syllable: str) -> str:
    """Return a syllable with the sounds that people mix up made equal (zh/z, ch/c, sh/s, ng/n)."""
    return re.sub(r"ng$", "n", re.sub(r"^([zcs])h", r"\1", syllable))
