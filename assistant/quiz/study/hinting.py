"""提示: the passage with the key hidden. It must help, and must not hold the answer."""

from __future__ import annotations

import re

from assistant.quiz.model import QuizItem
from assistant.quiz.study.grading import bare_words
from assistant.quiz.study.naming import without_ending

MASK = "▇▇▇"
OPENING = 4  # characters of a point or a heading that a hint gives away
SHORTEST = 8  # characters around the mask below which a passage says nothing


def hint_for(item: QuizItem) -> str:
    """Return the hint: the passage with the key hidden, or where the list that is asked for begins."""
    if item.type == "order":
        first = item.answer.split("；")[0]
        return f"{_opening(first)}……"
    if item.type == "short":
        return "\n".join(f"{n}. {_opening(point.text)}……" for n, point in enumerate(item.points, 1))
    if item.type == "blank" and item.claim.kind == "heading":
        return f"{_opening(item.key[0])}……"
    if MASK[0] in item.hint and len(item.hint.replace(MASK[0], "")) >= SHORTEST:
        return item.hint
    keys = _keys(item)
    passages = [hidden for quote in _quotes(item) if (hidden := _hide(quote, keys)) is not None]
    if passages:
        return "\n".join(passages)
    if item.type == "blank" and item.key:
        return f"{_opening(item.key[0])}……"
    path = " › ".join(part for part in item.citation.path if not _tells(part, keys))
    where = path or without_ending(item.citation.title)
    return f"{_opening(item.answer)}……" if _tells(where, keys) else where


def _opening(text: str) -> str:
    return text[: min(OPENING, max(1, len(text) // 3))]


def _keys(item: QuizItem) -> tuple[str, ...]:
    if item.type == "judge":
        return (item.claim.was, item.claim.said) if item.claim.was else ()
    if item.type == "match":
        return item.right
    if item.type == "blank":
        return item.key
    return (*item.answer.split("；"), item.answer)


def _quotes(item: QuizItem) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.quote for citation in (item.citation, *item.citations)))


def _hide(quote: str, keys: tuple[str, ...]) -> str | None:
    """Return `quote` with every key hidden; None when it holds none, or when what is left says nothing."""
    hidden = quote
    for key in sorted({key for key in keys if key}, key=len, reverse=True):
        pattern = r"\s*".join(map(re.escape, re.sub(r"\s+", "", key)))
        hidden = re.sub(pattern, MASK, hidden)
    left = bare_words(hidden.replace(MASK[0], ""))
    return hidden if hidden != quote and len(left) >= SHORTEST and not _tells(hidden, keys) else None


def _tells(text: str, keys: tuple[str, ...]) -> bool:
    return any(bare_words(key) in bare_words(text) for key in keys if bare_words(key))
