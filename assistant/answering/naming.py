"""The noun that a question names for what it asks for: the class of thing to be listed, or to be called by name."""

from __future__ import annotations

import re

from assistant.answering.found import FOCUS_LEAST
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import match, tokenize
from assistant.question.words import load_words


def head_of(question: Question) -> str:
    """Return the noun that is to be listed (哪三大示范应用 → 应用), or nothing."""
    words = [
        w for w, tag in tokenize(question.focus) if (len(w) > 1 or tag[:1] == "n") and w not in load_words("stopwords")
    ]
    return words[-1] if words else ""


_NAMED_CLASS = re.compile(r"标准|办法|模式|机制|制度|程序|条例|规定|方案|方式|平台|系统|工作法|体系|意见|责任|名义|奖")

_TOLD = re.compile(r"介绍|交流|分享|汇报")
"""作了交流发言 says that something was told, not what."""


def speaks_of_class(question: Question, text: str, *, any_class: bool = False) -> bool:
    """Say whether folded `text` speaks of the class that is asked for (按什么标准 → 标准); True when none is that it must."""
    named = frames.NAME.search(question.text) if question.asked == "name" else None
    head = named["head"] if named and named.groupdict().get("head") else ""
    told = head in {"做法", "经验"} and _TOLD.search(question.text) is not None
    return not (told or any_class or _NAMED_CLASS.fullmatch(head)) or not head or match(head, text) >= FOCUS_LEAST


def only_repeats(question: Question, value: str) -> bool:
    """Say whether what was read as a name says the question's own words again with common ones (党建品牌建设)."""
    words = [word for word, _ in tokenize(value)]
    common = load_words("lightwords") | load_words("stopwords")
    return (
        question.asked == "name"
        and not re.search("[“”《》]", value)
        and all(word in question.text or word in common for word in words)
    )
