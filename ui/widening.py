"""Asking again without a limit that was understood: the question's words without it, or without the conversation."""

from __future__ import annotations

import re
from dataclasses import dataclass

SHORTEST = 4
"""A remainder shorter than this many characters asks nothing on its own."""

SUFFIXES = {"place": "(?:省|市|新区|区|县|镇)?(?:的)?", "year": "(?:年度|年)?(?:的)?", "document": ""}


@dataclass(frozen=True, slots=True)
class Widened:
    """The question to ask instead; ``fresh`` says that the earlier conversation is to be left out of it."""

    question: str
    fresh: bool


def without_limit(question: str, *, part: str, value: str) -> Widened:
    """Return `question` without the place, year or document `value`.

    A limit that the question does not name came from the conversation, so the same question is asked without that.
    """
    pattern = re.compile(re.escape(value) + SUFFIXES.get(part, ""), re.IGNORECASE)
    left = re.sub(r"[《》“”\s]{2,}", " ", pattern.sub("", question)).strip(" ，,、")
    if left != question and len(left) >= SHORTEST:
        return Widened(left, fresh=True)
    return Widened(question, fresh=True)
