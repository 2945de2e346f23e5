"""Everyday ways to ask that documents have another word for: 分几步走 is 分哪几个步骤, 哪几块工作 is 哪几方面工作."""

from __future__ import annotations

import re

_NOUNS = "场子|设施|设备|功能|节目|比赛|课程|奖项|待遇|好处|福利|门槛|手续|渠道|途径|环节|步骤|法子|花样|毛病"
"""Things that are several, so that 有啥 asks for a list of them."""
_READ = (
    (re.compile(r"(?<![第好十])几[期场次轮届批讲班](?:加|合)(?:起来|在一起|一块)(?!有?几)"), "一共"),
    (re.compile(r"(?:走|分)(?:成|作|为)?(?:哪)?几步(?:走|来|办|完成)?(?!之|骤)"), "分哪几个步骤"),
    (re.compile(r"(\d{1,2}月\d{1,2})号(?![楼院令文线])"), r"\1日"),
    (re.compile("钟头"), "小时"),
    (re.compile(r"([报参入评领申办])不了(名|加|选|奖|取|请|理)?"), r"不能\1\2"),
    (re.compile(r"(?:哪|有)(?:几|些)(?:大)?块(?=工作|任务|活)"), "哪几方面"),
    (re.compile(r"(?<=[多少宜贵花省扣补给交发领付])几块(?:钱)?(?=[?,。]|$)"), "多少钱"),
    (re.compile(rf"有(?:些)?(?:什么|啥)(?=(?:{_NOUNS})(?:呢|啊|呀|没)?[?,]?(?:$|[^\u3400-\u9fff]))"), "有哪些"),
)


def in_documents_words(text: str) -> str:
    """Return folded `text` with everyday frames put in the words of documents."""
    for said, meant in _READ:
        text = said.sub(meant, text)
    return text
