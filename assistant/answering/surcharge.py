"""What comes on top: 每餐补贴3元,70岁以上的再减2元 makes five for who is over 70, and 扣2分,隐瞒的加扣3分 five for who hides it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from assistant.answering.compute import plain
from assistant.answering.matter import agrees, is_of_matter
from assistant.answering.parts import Result
from assistant.evidence import Candidate
from assistant.quantities import find_quantities
from assistant.question.model import Question
from assistant.question.terms import match, tokenize

_TOP = re.compile(
    r"^(?P<whose>[^。;]*?)(?:(?:再|另外?|额外|还|又)(?P<does>[\u3400-\u9fff]{1,4})|加(?P<more>[扣发罚收补减奖]))$"
)
_SAME = ("减", "补", "扣", "发", "加", "奖", "罚", "免", "降", "优惠")
MET_LEAST = 0.45  # how well one word of the condition must stand in the question


def surcharges(question: Question, candidate: Candidate) -> Iterable[Result]:
    """Yield a figure with what the text puts on top of it for the case that the question names."""
    text = candidate.sentence.text
    figures = [q for q in find_quantities(text) if q.value is not None and q.unit and not q.ordinal]
    for at, (base, top) in enumerate(pairwise(figures)):
        hit = _TOP.match(text[base.span.end : top.span.start])
        if hit is None or base.unit != top.unit:  # a figure between them tells whose case it is (70岁以上)
            before = next((q for q in reversed(figures[:at]) if q.unit == top.unit), None)
            hit = _TOP.match(text[before.span.end : top.span.start]) if before is not None else None
            if before is None or hit is None:
                continue
            base = before
        words = [word for word, tag in tokenize(hit["whose"]) if len(word) > 1 and tag[:1] not in {"m", "q", "d", "p"}]
        if not any(match(word, question.text) >= MET_LEAST for word in words) or not agrees(question, top):
            continue
        if not any(verb in (hit["does"] or hit["more"] or "") for verb in _SAME):
            continue
        if is_of_matter(question, candidate):
            both = (base.value or 0.0) + (top.value or 0.0)
            working = f"{plain(base.value or 0.0)} + {plain(top.value or 0.0)} = {plain(both)}"
            yield Result(candidate, both, top.unit, working)
