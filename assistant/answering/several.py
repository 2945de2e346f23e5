"""Whether a question asks for several things, and the short words by which it counts them (哪四性, 三个“不兜”)."""

from __future__ import annotations

import re

from assistant.question import frames
from assistant.question.model import Question

_SEVERAL = re.compile(
    r"(?:配|备|放|摆|装|设|送|发|建|有|包|带|办|搞|组织|开展|安排|举办)[了着过]?(?:些|点|哪样)(?:什么|啥|东西)|"
    r"(?:能|可以|可|得|要)(?![讲说写谈干做搞提聊问])[\u3400-\u9fff]些(?:什么|啥)"
)
_SORTS = re.compile(
    r"(?:什么|啥)(?:样的?)?(?:情况|情形|条件)下?|(?:有|存在)(?:什么|啥)(?:不|毛病|问题|短板)|"
    r"(?:犯|出|惹|干)了?(?:什么|啥)(?:事|错)|(?:打算|准备|计划)(?:干|做|办|抓|搞)(?:点|些)?(?:什么|啥)|"
    r"(?:研究|讨论|商量|审议|议|定|部署|安排)(?:下来|过|到)?了?(?:些)?(?:什么|啥)(?=$|[?,。])"
)
"""Cases, faults or matters settled are several, though 什么 or 啥 asks for them (啥情况能加分, 都研究了啥)."""
_NAMED_ALL = re.compile(
    rf"{frames.NUMERAL}[\u3400-\u9fff“]{{1,8}}?[”]?(?:(?:都|各|分别|各自)(?:是|叫|指)|怎么叫|叫|是)(?:些|做)?(?:什么|啥|谁)(?=$|[?,。])"
)
"""So many things are to be named (三种病都是啥, 前三样是啥, 三个做法叫什么)."""
_ASKED_WORD = re.compile(
    rf"哪(?:些|几|{frames.NUMERAL})(?:个|大|项|种|条|句)?[“\"']?(?P<word>[\u3400-\u9fff]{{1,4}})[”\"']?(?:[?,。]|$)"
)
_ASKED_SUFFIX = re.compile(rf"哪(?!一){frames.NUMERAL}(?P<word>[性力观度化感关课型讲纪难])")
_COUNTED_WORD = re.compile(
    rf"{frames.NUMERAL}(?:个|大|项|种|条)?[“\"']?(?P<word>[\u3400-\u9fff]{{1,4}}?)[”\"']?(?:(?:所)?(?:说|讲|指)的?)?(?:分别|具体|都|各)?"
    r"(?:(?:是|指|有)哪|(?:是|指)(?:什么|啥)(?=$|[?,。]))"
)


def asks(question: Question) -> bool:
    """Say whether a question to be explained asks for several things without saying 哪些 (配了些啥, 三个“不兜”是什么)."""
    several = (
        frames.SEVERAL_NAMES.search(question.text)
        or _SEVERAL.search(question.text)
        or _SORTS.search(question.text)
        or asked_words(question)
        or names_all(question)
    )
    return question.kind == "explain" and bool(several) and not frames.STRUCTURE.search(question.text)


def names_all(question: Question) -> bool:
    """Say whether so many things are to be named, without saying 哪 (三种病都是啥)."""
    return _NAMED_ALL.search(question.text) is not None and not frames.STRUCTURE.search(question.text)


def asked_words(question: Question) -> list[str]:
    """Return the short words that count what is asked: 哪四性 → 性, 哪几个“同” → 同, 三个难是哪三个 → 难; often none."""
    hits = [pattern.search(question.text) for pattern in (_ASKED_WORD, _COUNTED_WORD, _ASKED_SUFFIX)]
    return [hit["word"] for hit in hits if hit]
