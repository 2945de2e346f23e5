"""A figure from which the asked one would have to be worked out is not the asked one.

What is left, a change and a sum are answered by what was worked out, or by a figure that the text itself calls so.
"""

from __future__ import annotations

import re

from assistant.answering import points
from assistant.answering.parts import is_part
from assistant.draft import Draft
from assistant.folding import fold
from assistant.question.model import Question
from assistant.question.operation import TOGETHER, denied, is_changed, is_left
from assistant.question.terms import match

_LEFT = re.compile(r"其[余他它]|余|剩|另|缺|欠|尚|仍|待|未|没|不|无|非|除|停|延|逾")
_GAP = re.compile(
    r"(?:[多少增减升降差高低超缩压快慢省节净涨跌扩翻短晚早长]|提前|提速)(?![^,;。]{0,3}[到至为成])[^,;。\d]{0,6}$"
)
_EACH = re.compile(
    r"(?:每(?!年)|人均|平均|各(?!单位|部门|级|类|项|种|界|领域|街道|地|县|区|市|支部|党组织))[^;。]{0,12}$"
)
_EACH_ASKED = re.compile(r"[,、了]各[^,。?]{0,2}(?:多少|几)")
_OF_EACH = re.compile(r"每|各|均|分别")
_DOWN_TO = re.compile(r"[减降压缩并][^,;。\d]{0,4}[到至为成][^,;。\d]{0,2}$")
_DENIED = re.compile(r"(?:没有?|尚未|未能?)(?P<what>[\u3400-\u9fff]{2,6}?)的$")
ALIKE = 0.5  # how well two words for what is denied must match
NEAR = 8  # characters behind a figure that may call it what is left


def is_operand(question: Question, draft: Draft) -> bool:
    """Say whether the figures that were found are none of what was to be worked out."""
    if draft.kind != "fact" or draft.status != "answered" or not draft.short or question.choice:
        return False
    if question.asked not in {"quantity", "percent"} or question.language == "en":
        return False
    if points.things(question)[1]:
        return True  # of several things each has its own points
    shorts = fold(draft.short).split("、")
    quoted = fold(" ".join(quote.text for line in draft.statements for quote in line.quotes))
    if _EACH_ASKED.search(question.text) and len(shorts) == 1 and not _OF_EACH.search(quoted):
        return True  # 各拨多少 asks for several figures; one is not it, unless it is that of each
    for short in shorts:
        at = quoted.find(short)
        if at < 0:
            continue
        before, after = quoted[:at], quoted[at + len(short) :]
        clause = re.split(r"[,;。]", before)[-1]
        if is_left(question.text):
            if not _DOWN_TO.search(before) and not _LEFT.search(clause + re.split("[,;。]", after)[0][:NEAR]):
                return True
            if (what := denied(question.text)) and _denies_another(what, clause):
                return True
        elif is_changed(question.text):
            if not _GAP.search(before) and not _GAP.search(f"{clause}{short}"):
                return True
        elif TOGETHER.search(question.text) and "每" not in question.text and _is_of_one(question, quoted, at):
            return True
    return False


def _denies_another(what: str, clause: str) -> bool:
    """Say whether the words right before a figure deny something else (没有召开的3个, asked 没评星)."""
    other = _DENIED.search(clause)
    return other is not None and not set(what) & set(other["what"]) and match(what, other["what"]) < ALIKE


def _is_of_one(question: Question, text: str, at: int) -> bool:
    """Say whether the figure at place `at` is of each, or of one of several that the question names."""
    return _EACH.search(re.split(r"[;。]", text[:at])[-1]) is not None or is_part(question, text, at)
