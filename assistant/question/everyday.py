"""Everyday ways to ask that documents have another word for: 分几步走 is 分哪几个步骤, 哪几块工作 is 哪几方面工作."""

from __future__ import annotations

import re

from assistant.question.frames import NUMERAL

_PARTS = "部分|板块|块|章"
_LISTED = "(?:列|说|数|报|写|拎|摆)(?:全|齐|出来|一下|一遍|清楚)"
_COUNT = rf"哪?(几|{NUMERAL})(?:个|大)*"
_NOUNS = "场子|设施|设备|功能|节目|比赛|课程|奖项|待遇|好处|福利|门槛|手续|渠道|途径|环节|步骤|法子|花样|毛病"
"""Things that are several, so that 有啥 asks for a list of them."""
_READ = (
    (re.compile(r"(?<![第好十])几[期场次轮届批讲班](?:加|合)(?:起来|在一起|一块)(?!有?几)"), "一共"),
    (re.compile(r"(?:走|分)(?:成|作|为)?(?:哪)?几步(?:走|来|办|完成)?(?!之|骤)"), "分哪几个步骤"),
    (re.compile(rf"(?:走|分)(?:成|作|为)?哪({NUMERAL})步(?:走|来|办|完成)?(?!之|骤)"), r"分哪\1个步骤"),
    (
        re.compile(
            rf"分(?:成|作|为|了)?{_COUNT}(?:方面|块|部分|层|点)(?:来|去)?(?:写|讲|说|谈|述|总结|展开|介绍)(?:的|了)?"
        ),
        r"分哪\1个部分",
    ),
    (
        re.compile(
            rf"(?<=要点|总结|讲话|报告|经验|材料|文章|报道|通报|方案|意见|成效|成绩|做法|打算|举措|不足|问题|任务|内容)((?:一?共|总共|都)?)分(?:成|作|为|了)?{_COUNT}方面"
        ),
        r"\1分哪\2个部分",
    ),
    (re.compile(rf"(?:(?:打头|开头|起头)(?:的|那|这)?一?|头一)个?大?({_PARTS})"), r"第一\1"),
    (re.compile(rf"(?:末尾|末了|结尾|收尾|压轴|最后)(?:的|那|这)?(?:一)?(?:个)?(?:大)?({_PARTS})"), "最后一部分"),
    (
        re.compile(
            rf"(?:那|这)几([种个项类样条件])([^,。?]{{1,10}}?),?(?:都|全|一一|给我)*(?:凑齐|{_LISTED})(?:给我)?$"
        ),
        r"哪几\1\2",
    ),
    (re.compile(r"(\d{1,2}月\d{1,2})号(?![楼院令文线])"), r"\1日"),
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
