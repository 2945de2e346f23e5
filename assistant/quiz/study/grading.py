"""Whether an answer is right, for each of the seven types, and how well it was known.

Source: the four ratings are those of FSRS; wrong is Again, right with a hint is Hard, right is Good, right and quick is Easy.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, assert_never

from assistant.quiz.model import QuizItem
from assistant.quiz.study.given import Given

Rating = Literal["again", "hard", "good", "easy"]
RATINGS: tuple[Rating, ...] = ("again", "hard", "good", "easy")

SHORT_PASS = 0.6
"""Share of the points of a short answer that must be met, as a pass mark of 60 of 100."""

RECITED = 0.85
"""How like the text a heading completed from memory must be; a slip of the pen in a long line is not a gap in memory."""

QUICK_BASE = 3.0  # seconds to choose and press
QUICK_READING = 8.0  # characters a second; silent reading of Chinese runs at 5 to 8, so faster means known at once
QUICK_WRITING = 1.5  # characters a second, typed
_IGNORED = re.compile(r"[\s，,。．.、；;：:“”\"‘’'「」《》〈〉（）()！!？?—\-·]")


@dataclass(frozen=True, slots=True)
class Graded:
    """The judgement of one answer. ``share`` in [0, 1] is how much of the key was met; right is all of it, or enough."""

    right: bool
    share: float
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


def plain_words(text: str) -> str:
    """Return `text` as it is compared: full and half width alike, without blanks, case aside."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def bare_words(text: str) -> str:
    """Return `text` as it is compared when punctuation does not count either."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).casefold()


def grade(item: QuizItem, given: Given) -> Graded:
    """Judge `given`. A heading completed from memory need only be nearly the text's own words."""
    match item.type:
        case "single" | "judge" | "multiple":
            return _sets(set(given.choices), set(item.key))
        case "match":
            return _sets(set(given.pairs), set(item.key))
        case "order":
            met = sum(one == other for one, other in zip(given.choices, item.key, strict=False))
            return Graded(given.choices == item.key, met / len(item.key) if item.key else 0.0)
        case "blank":
            return _blank(item, given.text)
        case "short":
            met = len({n for n in given.points if n < len(item.points)})
            share = met / len(item.points) if item.points else 0.0
            missing = tuple(p.text for n, p in enumerate(item.points) if n not in given.points)
            return Graded(share >= SHORT_PASS, share, missing)
        case _:
            assert_never(item.type)


def rate(graded: Graded, *, hinted: bool, seconds: float, item: QuizItem) -> Rating:
    """Return how well the item was known. ``seconds`` from its being shown to its being answered."""
    if not graded.right:
        return "again"
    if hinted or graded.share < 1:
        return "hard"
    return "easy" if item.type != "short" and seconds <= quick_seconds(item) else "good"


def quick_seconds(item: QuizItem) -> float:
    """Return within how many seconds an answer counts as quick: reading it fast, writing what is asked, and choosing."""
    shown = len(item.stem) + sum(map(len, (*item.options, *item.left, *item.right)))
    written = len(item.answer) if item.type == "blank" else 0
    steps = len(item.key) if item.type in ("multiple", "order", "match") else 1
    return QUICK_BASE * math.sqrt(max(1, steps)) + shown / QUICK_READING + written / QUICK_WRITING


def _sets(given: set[str], key: set[str]) -> Graded:
    met, missing, extra = given & key, key - given, given - key
    share = max(0.0, (len(met) - len(extra)) / len(key)) if key else 0.0
    return Graded(not missing and not extra, share, tuple(sorted(missing)), tuple(sorted(extra)))


def _blank(item: QuizItem, text: str) -> Graded:
    words = plain_words(text)
    accepted = {plain_words(one) for one in item.key}
    stripped = {bare_words(one) for one in item.key}
    right = bool(words) and (words in accepted or (bare_words(text) in stripped and bool(bare_words(text))))
    if right:
        return Graded(True, 1.0)
    if item.claim.kind != "heading":
        return Graded(False, 0.0, item.key[:1])
    likeness = max((SequenceMatcher(None, bare_words(text), one).ratio() for one in stripped), default=0.0)
    return Graded(likeness >= RECITED, likeness, item.key[:1])
