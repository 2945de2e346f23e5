"""What one of two pays of a whole that they share at a stated rate: 每年6000元,由县财政和镇街按7∶3比例分担 makes 4200 for the county."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.compute import ROUGH, plain
from assistant.answering.matter import agrees, is_of_matter, nouns_of
from assistant.answering.misplaced import SHARED
from assistant.answering.parts import Result
from assistant.evidence import Candidate
from assistant.quantities import find_quantities
from assistant.question.model import Question
from assistant.question.terms import match, tokenize

NAMED_LEAST = 0.8  # how well a word of the one who pays must be met in the question


def shares(question: Question, candidate: Candidate) -> Iterable[Result]:
    """Yield what the one whom the question names pays, when it names one of the two and no other figure stands between."""
    text = candidate.sentence.text
    hit = SHARED.search(text)
    whole = [q for q in find_quantities(text[: hit.start()]) if q.value and q.unit.endswith("元")][-1:] if hit else []
    if hit is None or not whole or ROUGH.search(whole[0].span.of(text)) or not agrees(question, whole[0]):
        return
    start, end = text.rfind(";", 0, hit.start()) + 1, text.find(";", hit.end())
    part = text[start : end if end >= 0 else len(text)]
    if any(noun in text and noun not in part for noun in nouns_of(question)):
        return  # of what another part of the sentence tells
    named = [side for side in ("a", "b") if _is_named(hit[side], hit["b" if side == "a" else "a"], question.text)]
    if len(named) != 1 or not is_of_matter(question, candidate, operands=tuple(whole)):
        return
    parts = int(hit["x"]), int(hit["y"])
    own, total = parts[named[0] == "b"], sum(parts)
    value = round((whole[0].value or 0.0) * own / total, 2)
    working = f"{plain(whole[0].value or 0.0)} × {own} ÷ {total} = {plain(value)}"
    yield Result(candidate, value, whole[0].unit, working)


def _is_named(name: str, other: str, asked: str) -> bool:
    """Say whether a question names one who pays by a word that the other's name has not."""
    words = [word for word, tag in tokenize(name) if len(word) > 1 and tag[:1] == "n" and word not in other]
    if any((hit := re.search(rf"([省市县区乡镇])[级]?{word}", asked)) and hit[1] not in name for word in words):
        return False  # 市财政 is no 县财政
    return any(match(word, asked) >= NAMED_LEAST for word in words or [name])
