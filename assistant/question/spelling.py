"""Likely typos, put right against the library's own text: the same sound, or one look-alike character in a place's name.

Only what the library does not hold is touched, and only when exactly one reading fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.question.bodies import find_bodies

PAIR = 2
_WORKING = frozenset("vpcdumqrfy")
"""Parts of speech of characters that are words by themselves: verbs, particles, measures."""
WINDOWS = (4, 3)  # characters that must agree in sound, longest first
MOST_PLACES, AROUND = 3, 4  # places of the library where a reading is looked at, and characters on either side
GAP = 3  # characters that a shortened name leaves out at a time
LONGEST_TEXT = 400_000  # characters of the library that are listened to; more would cost memory for little
_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
_HAN_BEFORE = re.compile(r"[\u3400-\u9fff]+$")
_FUNCTION = re.compile(
    r"[的了吗呢吧啊是有在和与或哪些什么多少几谁怎如何为请问关于这那个里中上下按从对把被让给到由向照据篇份叫啥咋]"
)

_TURN = re.compile(r"[升降增减涨跌缩][到至了成为]")
"""Which way something turned (降到) is said on purpose, though no text of the library has it."""
_EITHER_WAY = re.compile(r"(.)不\1")
_COUNT = re.compile(r"[一二两三四五六七八九十](?=[名位个支项条件家次期场])")
_NUMERAL = re.compile(r"[第一二两三四五六七八九十百几每哪]$")


class Speller:
    """Corrects questions against folded library ``text`` and the ``names`` of its places."""

    def __init__(self, text: str, *, names: Iterable[str] = ()) -> None:
        self._text = text
        self._names = frozenset(name for name in names if len(name) >= 2)

    @cached_property
    def _bigrams(self) -> frozenset[str]:
        return frozenset(self._text[i : i + 2] for i in range(len(self._text) - 1))

    @cached_property
    def _by_sound(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for run in _HAN_RUN.findall(self._text[:LONGEST_TEXT]):
            sounds = [_sound(char) for char in run]
            for size in WINDOWS:
                for at in range(len(run) - size + 1):
                    found.setdefault(" ".join(sounds[at : at + size]), set()).add(run[at : at + size])
        return found

    @cached_property
    def _pairs_by_sound(self) -> dict[str, set[str]]:
        """Return the library's words of two characters by their sound."""
        from rjieba import cut

        found: dict[str, set[str]] = {}
        for run in _HAN_RUN.findall(self._text[:LONGEST_TEXT]):
            for word in cut(run, False):
                if len(word) == PAIR:
                    found.setdefault(" ".join(map(_sound, word)), set()).add(word)
        return found

    def correct(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return folded `text` with likely typos put right, and what was changed as (written, read)."""
        changes: list[tuple[str, str]] = []
        shortened = [name for name in find_bodies(text) if self._is_shortened(name)]
        for run in _HAN_RUN.findall(text):
            strange = {at for at in range(len(run) - 1) if run[at : at + 2] not in self._bigrams}
            if not strange:
                continue
            words = _words(run)
            either = [i for hit in _EITHER_WAY.finditer(run) for i in range(*hit.span())]  # 支不支持 is no slip
            for size in (*WINDOWS, PAIR):
                for at in range(len(run) - size + 1):
                    piece = run[at : at + size]
                    if strange.isdisjoint(range(at, at + size - 1)) or piece not in text:
                        continue
                    if size == PAIR and not set(either).isdisjoint(range(at, at + size)):
                        continue
                    if any(piece in name for name in shortened):
                        continue
                    read = self._reading(piece) or (self._pair(piece, at, words) if size == PAIR else None)
                    if (
                        read is not None
                        and self._stranger(run, at, piece, read, strange)
                        and not _stands(words, at, piece, read)
                    ):
                        text = text.replace(piece, read)
                        changes.append((piece, read))
        return text, tuple(changes)

    def _is_shortened(self, name: str) -> bool:
        """Say whether the library writes a body's name longer, its characters in their order (卫健委: 卫生健康委)."""
        return re.search(rf".{{0,{GAP}}}".join(map(re.escape, name)), self._text) is not None

    @staticmethod
    def _stranger(run: str, at: int, piece: str, read: str, strange: set[int]) -> bool:
        """Say whether the character to be changed fits neither of its neighbours, so that no good word is touched.

        What follows a numeral is a measure word (第一讲) and may be strange to the library, as may a numeral (四名); so is what follows 哪 (哪天).
        """
        where = at + next(i for i, (x, y) in enumerate(zip(piece, read, strict=True)) if x != y)
        beside = [i for i in (where - 1, where) if 0 <= i < len(run) - 1]
        counted = _NUMERAL.search(run[:where]) or _COUNT.match(run[where:])
        return not counted and all(i in strange for i in beside)

    def _reading(self, piece: str) -> str | None:
        if piece in self._text or piece in self._names:
            return None
        if len(piece) > 2:
            sounding = {word for word in self._by_sound.get(" ".join(map(_sound, piece)), ()) if _slips(word, piece)}
            if len(sounding) == 1 and self._stands_whole(found := sounding.pop(), piece):
                return found
        near = [name for name in self._names if _differs(name, piece) == 1 and _alike(name, piece)]
        return near[0] if len(near) == 1 else None

    def _stands_whole(self, read: str, piece: str) -> bool:
        """Say whether the library has the changed character in a word within `read`: in 困难党员 难 is of 困难, not of 难党员."""
        where = next(i for i, (x, y) in enumerate(zip(piece, read, strict=True)) if x != y)
        at = self._text.find(read)
        for _ in range(MOST_PLACES):
            if at < 0:
                return False
            lead = _HAN_BEFORE.search(self._text, max(0, at - AROUND), at)
            start = lead.start() if lead else at
            behind = _HAN_RUN.match(self._text, at, at + len(read) + AROUND)
            word = _at(_words(self._text[start : behind.end() if behind else at + len(read)]), at - start + where)
            if start + word.start >= at and start + word.start + len(word.text) <= at + len(read):
                return True
            at = self._text.find(read, at + 1)
        return False

    def _pair(self, piece: str, at: int, words: Sequence[_Word]) -> str | None:
        """Return the one word of the library that two lone characters (陪训) sound like, sharing one with them."""
        from rjieba import has_word

        if (
            piece in self._text
            or has_word(piece)
            or _FUNCTION.search(piece)
            or any(len(_at(words, i).text) > 1 for i in (at, at + 1))
        ):
            return None
        near = {word for word in self._pairs_by_sound.get(" ".join(map(_sound, piece)), ()) if _slips(word, piece)}
        return near.pop() if len(near) == 1 else None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a run, where it starts, and its part of speech."""

    text: str
    start: int
    tag: str


def _words(run: str) -> tuple[_Word, ...]:
    """Return the words of a run of Han characters, by the dictionary alone: what it does not know falls into characters."""
    from rjieba import cut, tag

    found: list[_Word] = []
    at = 0
    for word in cut(run, False):
        kind = next((kind for one, kind in tag(word)[:1] if one == word), "")
        found.append(_Word(word, at, kind))
        at += len(word)
    return tuple(found)


def _at(words: Sequence[_Word], place: int) -> _Word:
    return next(word for word in reversed(words) if word.start <= place)


def _stands(words: Sequence[_Word], at: int, piece: str, read: str) -> bool:
    """Say whether the changed character is a word by itself between whole words (监督员|聘|几年), and so no slip."""
    where = at + next(i for i, (x, y) in enumerate(zip(piece, read, strict=True)) if x != y)
    word = _at(words, where)
    beside = [other for other in words if other.start + len(other.text) == word.start or other.start == where + 1]
    whole = all(len(other.text) > 1 or _FUNCTION.match(other.text) for other in beside)  # 方面|写|的
    return len(word.text) == 1 and word.tag[:1] in _WORKING and whole


def _slips(word: str, piece: str) -> bool:
    """Say whether exactly one character differs and neither reading of it is a function word."""
    wrong = [(right, written) for right, written in zip(word, piece, strict=True) if right != written]
    if len(wrong) != 1 or _TURN.search(piece):
        return False
    return not _FUNCTION.search(wrong[0][1]) and not _FUNCTION.search(wrong[0][0])


def _differs(a: str, b: str) -> int:
    return sum(x != y for x, y in zip(a, b, strict=True)) if len(a) == len(b) else 99


def _alike(word: str, piece: str) -> bool:
    """Say whether the differing character could be a slip: same sound, or a shape that is easily taken for it."""
    right, wrong = next((r, w) for r, w in zip(word, piece, strict=True) if r != w)
    return _sound(right) == _sound(wrong) or frozenset((right, wrong)) in _SHAPES


_SHAPES = frozenset(
    frozenset(pair)
    for pair in (
        "莞菀 莞苑 莞筦 圳川 圳洲 圳训 析折 侯候 鹏朋 坪评 坪秤 坪枰 罗萝 罗锣 广厂 州洲 汕灿 惠慧 佛拂 珠株 龙尤"
    ).split()
)


@lru_cache(maxsize=8192)
def _sound(char: str) -> str:
    """Return a character's sound with what people mix up made equal (zh/z, ch/c, sh/s, ng/n)."""
    from pypinyin import lazy_pinyin

    syllable = "".join(lazy_pinyin(char))
    return re.sub(r"ng$", "n", re.sub(r"^([zcs])h", r"\1", syllable))
