"""What several pieces cost at a price for one: 印了1500册,每本成本2.6元 makes 3900元, 井盖换了19个,一个680元 makes 12920元.

The pieces stand in the same sentence, counted by the measure of the price; nothing is looked up elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.compute import ROUGH, plain
from assistant.answering.matter import agrees, is_of_matter
from assistant.answering.parts import Result
from assistant.evidence import Candidate
from assistant.quantities import compatible, find_quantities
from assistant.question.model import Question

_ASKED = re.compile(
    r"(?:花|用|掏|付|要|出|费|需要?|投入?|拿)(?:了|掉|去|费)?(?:多少|几)(?:块|元)?钱?|总价|总共?(?:是|有)?多少钱|(?:费用|成本|花费)[^,。?]{0,4}多少"
)
_OF_ONE = re.compile(r"每|单价|均价|人均|平均|一(?:[个本册套块份盏件张台条支间处户名位]|人)(?!起|共)")
_PRICE = re.compile(
    r"(?:每|单|一)(?P<unit>[个本册套块份盏件张台条只面根株棵辆支间处])(?:[\u3400-\u9fff]{0,8}?)(?:成本|造价|单价|价格?|要|得|只|约|花|补|合|卖|是|为|的|需){0,3}$"
)


def asks_cost(question: Question) -> bool:
    """Say whether the question asks what something costs in all, not for the price of one."""
    return _ASKED.search(question.text) is not None and _OF_ONE.search(question.text) is None


def priced(question: Question, candidate: Candidate) -> Iterable[Result]:
    """Yield what all pieces of the sentence cost together, when the question asks for money and not for the price of one."""
    text = candidate.sentence.text
    if not asks_cost(question):
        return
    figures = [q for q in find_quantities(text) if q.value is not None and q.unit and not q.ordinal]
    for price in figures:
        one = _PRICE.search(text[: price.span.start]) if price.unit.endswith("元") else None
        if one is None or not agrees(question, price) or ROUGH.search(price.span.of(text)):
            continue
        pieces = [
            q for q in figures if (q.value or 0.0) > 1 and (q.unit == one["unit"] or compatible(q.unit, one["unit"]))
        ]
        pieces = [q for q in pieces if q.unit == one["unit"]] or pieces
        before = [
            q
            for q in pieces
            if q.span.end <= price.span.start and not re.search("[。;]", text[q.span.end : price.span.start])
        ]
        if len(before) != 1 or ROUGH.search(before[0].span.of(text)):
            continue
        number, each = before[0].value or 0.0, price.value or 0.0
        said = re.split("[。;]", text[: price.span.start])[-1] + price.span.of(
            text
        )  # each of two things has its own price
        if is_of_matter(question, candidate, said, operands=(before[0], price)):
            working = f"{plain(number)} × {plain(each)} = {plain(number * each)}"
            yield Result(candidate, number * each, price.unit, working)
