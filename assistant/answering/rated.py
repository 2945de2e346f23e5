"""What so much of something earns at a stated rate: 每满8小时加2分 gives six for 24 hours, and no more than 全年最多加10分."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.compute import plain
from assistant.answering.matter import agrees, is_of_matter
from assistant.answering.parts import Result
from assistant.answering.product import is_unit
from assistant.evidence import Candidate
from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question.model import Question

_RATE = re.compile(r"每(?P<how>满|超过?|增加|完成|累计|达到?|多|少|迟到?|提前|延长)?[^,;。\d]{0,4}$")
_ONE = re.compile(r"每(?P<unit>[次项篇条件天期场讲课])[^,;。\d]{0,10}$")
_CAP = re.compile(r"(?:最多|最高|至多|上限|封顶|累计不超过|不超过)[^,;。\d]{0,6}$")
FAR = 12  # characters between what is counted and what it earns
LEAST = 2  # of the counted that a question must state; what one earns the text states


def rated(question: Question, candidate: Candidate) -> Iterable[Result]:
    """Yield what the number that the question states earns at the rate of the sentence, up to the most that it allows."""
    text = candidate.sentence.text
    if re.search(r"每|各|人均|平均", question.text):
        return
    figures = [q for q in find_quantities(text) if q.value is not None and q.unit and not q.ordinal]
    stated = [q for q in find_quantities(question.text) if q.value and q.value >= LEAST and q.unit and not q.ordinal]
    for at, earned in enumerate(figures):
        per = figures[at - 1] if at and _RATE.search(text[: figures[at - 1].span.start]) else None
        if per is not None and earned.span.start - per.span.end > FAR:
            per = None
        one = _ONE.search(text[: earned.span.start]) if per is None else None
        unit = per.unit if per is not None else one["unit"] if one else ""
        asked = [
            q for q in stated if is_unit(unit, q.unit) and not question.text[: q.span.start].endswith(("那", "这"))
        ]
        if not unit or len(asked) != 1 or not agrees(question, earned) or compatible(unit, earned.unit):
            continue
        step = per.value or 1.0 if per is not None else 1.0
        times = (asked[0].value or 0.0) / step
        if times < 1 or (times % 1 and (per is None or "满" not in text[: per.span.start][-2:])):
            continue
        most = _most(text, earned, figures[at + 1 :])
        if is_of_matter(question, candidate, operands=(earned, *((per,) if per else ()), *((most,) if most else ()))):
            yield _result(candidate, asked[0].value or 0.0, step, earned, most)


def _most(text: str, earned: Quantity, after: Iterable[Quantity]) -> Quantity | None:
    return next((q for q in after if q.unit == earned.unit and _CAP.search(text[: q.span.start])), None)


def _result(candidate: Candidate, number: float, step: float, earned: Quantity, most: Quantity | None) -> Result:
    times, each = number // step, earned.value or 0.0
    value = times * each
    working = f"{plain(times)} × {plain(each)} = {plain(value)}"
    if step != 1:
        working = f"{plain(number)} ÷ {plain(step)} = {plain(number / step)}，{working}"
    if most is not None and most.value is not None and most.value < value:
        return Result(candidate, most.value, earned.unit, f"{working} > {plain(most.value)}")
    return Result(candidate, value, earned.unit, working)
