"""Exchanging a part of the question before for its like: 那26年呢, 下午呢, 三等奖呢, 离退休党员呢."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.question import frames
from assistant.question.bodies import find_bodies
from assistant.question.model import Question

SHARED_LEAST = 2  # characters that a part of the question and what replaces it must have in common
_GLUE = re.compile(r"[的那在,、和 ]+")
_FUNCTION = re.compile(
    r"(?:[的了着过是有在和与及对把被由从到为上中里各每个,。?“”《》]|多少|不低于|不少于|不超过|至少|一共|总共|分别)+"
)
_TOTAL = re.compile(r"一共|总共|合计|总计|平均|加起来")
CONDITION = re.compile(rf"(?:{frames.PUTS_CASE})(?P<case>[^,?]{{2,20}}),")
"""A case that a question puts first (要是牵扯到钱,几天答复)."""
_DAYTIME = r"(?:上午|下午|中午|晚上|晚间|早上|早晨|傍晚|全天)"
_NUMBER = frames.NUMERAL


@dataclass(frozen=True, slots=True)
class _Like:
    """A class of times or ranks: how one is written when asked again, how in the question before, how it is put there."""

    new: re.Pattern[str]
    old: re.Pattern[str]
    put: Callable[[str, str], str] = lambda new, _: new


def _with_century(new: str, old: str) -> str:
    digits = re.sub(r"\D", "", new)
    return (old[:2] if len(digits) == 2 else "") + digits + ("年" if old.endswith("年") else "")


_LIKES = (
    _Like(re.compile(r"\d{1,2}月\d{1,2}[日号]"), re.compile(r"\d{1,2}月\d{1,2}[日号]")),
    _Like(re.compile(r"(?<![\d月])\d{1,2}[日号]"), re.compile(r"(?<!\d)\d{1,2}[日号]")),
    _Like(re.compile(r"(?<!\d)\d{1,2}月份?(?!\d)"), re.compile(r"(?<!\d)\d{1,2}月份?(?!\d)")),
    _Like(
        re.compile(r"(?<!\d)(?:(?:19|20)\d\d年?|\d\d年)(?!\d)"),
        re.compile(r"(?<!\d)(?:19|20)\d\d年?(?!\d)"),
        _with_century,
    ),
    _Like(re.compile(_DAYTIME), re.compile(_DAYTIME)),
    _Like(re.compile(r"[上下]半年"), re.compile(r"[上下]半年")),
    _Like(re.compile(rf"第?{_NUMBER}季度"), re.compile(rf"第?{_NUMBER}季度")),
    *(
        _Like(re.compile(rf"第{_NUMBER}{rank}"), re.compile(rf"第{_NUMBER}{rank}"))
        for rank in ("名", "期", "批", "届", "轮", "次", "场", "天", "阶段")
    ),
    _Like(re.compile(r"^“[^”]+”$"), re.compile(r"“[^”]+”")),
)


def exchange_times(previous: str, part: str) -> str | None:
    """Return folded question `previous` with its dates, years, times of day or ranks exchanged for those of `part`.

    None when `part` holds anything else, or a time whose like `previous` does not name. A year of two digits takes the
    century of the one before.
    """
    left, merged = part, previous
    for like in _LIKES:
        new, old = like.new.search(left), like.old.search(merged)
        if new is None:
            continue
        if old is None:
            return None
        merged = merged[: old.start()] + like.put(new.group(), old.group()) + merged[old.end() :]
        left = left.replace(new.group(), "", 1)
    return merged if left != part and not _GLUE.sub("", left) else None


def exchange_like(previous: Question, part: str) -> str | None:
    """Return the question before with the one body it names or the words most like `part` exchanged for it, else what it counts."""
    bodies = find_bodies(part)
    if len(bodies) == len(previous.bodies) == 1 and not is_condition(part):
        return previous.text.replace(previous.bodies[0], bodies[0])
    return _exchange_shared(previous, part) or (None if is_condition(part) else _exchange_counted(previous, part))


def is_condition(part: str) -> bool:
    """Say whether a part of a follow-up puts another case (要是牵扯到钱) for the question before it."""
    return CONDITION.match(f"{part},") is not None


def _exchange_counted(previous: Question, part: str) -> str | None:
    """Return the question with the noun after 多少 exchanged; its measure word goes, as it may not fit (30个, 45名)."""
    counted = previous.slots[-1].counted if previous.slots else ""
    hits = list(frames.QUANTITY.finditer(previous.text))
    if (
        len(counted) < SHARED_LEAST
        or _TOTAL.search(part)
        or not hits
        or not previous.text.startswith(counted, hits[-1].end())
    ):
        return None
    text, hit = previous.text, hits[-1]
    return f"{text[: hit.start()]}多少{part}{text[hit.end() + len(counted) :]}"


def _exchange_shared(previous: Question, part: str) -> str | None:
    text = previous.text
    start, end, at = _longest_shared(text, part)
    shared = text[start:end]
    if end - start < SHARED_LEAST or shared == part or any(shared in place.surface for place in previous.places):
        return None
    if frames.QUANTITY.search(shared) or _FUNCTION.fullmatch(shared):
        return None
    tokens = _tokens(text)
    inside = [i for i, (first, last) in enumerate(tokens) if first < end and last > start]
    first, last = inside[0], inside[-1]
    before = at > 0 and tokens[first][0] == start
    after = at + len(shared) < len(part) and tokens[last][1] == end
    widened = after and _is_content(text, tokens, last + 1, previous)
    if widened:
        last += 1
    if (before or (after and not widened)) and _is_content(text, tokens, first - 1, previous):
        first -= 1
    return text[: tokens[first][0]] + part + text[tokens[last][1] :]


def _is_content(text: str, tokens: list[tuple[int, int]], at: int, previous: Question) -> bool:
    """Say whether the token at place `at` may belong to the exchanged part: no function word, place or question word."""
    if not 0 <= at < len(tokens):
        return False
    word = text[slice(*tokens[at])]
    if any(word in place.surface for place in previous.places) or frames.ASKING.search(word):
        return False
    return not _FUNCTION.fullmatch(word) and re.search(r"[\u3400-\u9fffa-z]", word) is not None


def _tokens(text: str) -> list[tuple[int, int]]:
    import rjieba

    spans, at = [], 0
    for word in rjieba.cut(text):
        spans.append((at, at + len(word)))
        at += len(word)
    return spans


def _longest_shared(text: str, part: str) -> tuple[int, int, int]:
    """Return start and end in `text` of the longest stretch that `part` has too, the last one of equals, and its start there."""
    for size in range(len(part), 0, -1):
        for at in range(len(part) - size + 1):
            found = text.rfind(part[at : at + size])
            if found >= 0:
                return found, found + size, at
    return 0, 0, 0
