"""The noun that a question names for what it asks for: the class of thing to be listed, or to be called by name."""

from __future__ import annotations

import re

from assistant.answering.found import FOCUS_LEAST
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import match, tokenize
from assistant.question.words import load_words
from corpus.model import Span


def head_of(question: Question) -> str:
    """Return the noun that is to be listed (哪三大示范应用 → 应用), or nothing."""
    words = [
        w for w, tag in tokenize(question.focus) if (len(w) > 1 or tag[:1] == "n") and w not in load_words("stopwords")
    ]
    return words[-1] if words else ""


_NAMED_CLASS = re.compile(r"标准|办法|模式|机制|制度|程序|条例|规定|方案|方式|平台|系统|工作法|体系|意见|责任|名义|奖")

EVENT = re.compile(
    r"(?:(?:推进|工作|座谈|交流|调度|部署|动员|总结|表彰|现场|报告|展示|联席)会|大会|会议|活动|仪式|论坛|大?赛)$"
)
"""What nobody is: an occasion answers no who."""
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


_THINGS = r"团|队|班|小组|课堂|讲堂|话剧|节目|小程序|公众号|频道|栏目|基地|驿站|平台|系统"
_OTHERS = r"活动|行动|工程|计划|大赛|比赛|品牌|机制|制度|模式|主题|实践"
_THING_ASKED = re.compile(rf"(?P<thing>{_THINGS})(?:的)?(?:名字|名称|全称)?(?:都|分别)?(?:叫|是|名为)(?:什么|啥|哪)")
_THING_TOLD = re.compile(rf"[”》]?(?:等|的|系列|主题|这[一个])*[\u4e00-\u9fff]{{0,4}}?(?P<thing>{_THINGS}|{_OTHERS})")
AROUND = 8  # code points beside a name in which its class stands


def asks_for_thing(question: Question) -> bool:
    """Say whether the name of a team, class, programme or the like is asked for, which no sentence without it tells."""
    return question.asked == "name" and _THING_ASKED.search(question.text) is not None


def names_no_such(question: Question, text: str, span: Span) -> bool:
    """Say whether what was read as a name in folded `text` is none of what is asked: only its words, or another thing's.

    A 宣讲团 is not called by the name of the 宣讲活动 that it holds.
    """
    if only_repeats(question, span.of(text)):
        return True
    asked = _THING_ASKED.search(question.text) if question.asked == "name" else None
    told = _THING_TOLD.match(text[span.end : span.end + AROUND + 4])
    if asked is None or told is None:
        return False
    before = re.split("[,;。]", text[max(0, span.start - AROUND) : span.start])[-1]
    return asked["thing"] not in before + span.of(text) + told.group()
