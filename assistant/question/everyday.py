"""Everyday ways to ask that documents have another word for: 分几步走 is 分哪几个步骤, 哪几块工作 is 哪几方面工作."""

from __future__ import annotations

import re

from assistant.question.clauses import OPEN
from assistant.question.frames import NUMERAL

_PARTS = "部分|板块|块|章"
_LISTED = "(?:列|说|数|报|写|拎|摆)(?:全|齐|出来|一下|一遍|清楚)"
_COUNT = rf"哪?(几|{NUMERAL})(?:个|大)*"
_NOUNS = "场子|设施|设备|功能|节目|比赛|课程|奖项|待遇|好处|福利|门槛|手续|渠道|途径|环节|步骤|法子|花样|毛病"
"""Things that are several, so that 有啥 asks for a list of them."""
_READ = (
    (re.compile(r"(?<![第好十])几[期场次轮届批讲班](?:加|合)(?:起来|在一起|一块)(?!有?几)"), "一共"),
    (re.compile(r"(?:走|分)(?:成|作|为)?(?:哪)?几步(?:走|来|办|完成)?(?!之|骤)"), "分哪几个步骤"),
    (re.compile(r"(?:礼拜|星期)(?=[几一二三四五六日])"), "周"),
    (re.compile(r"(?:礼拜|星期)天"), "周日"),
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
    (re.compile("钟头"), "小时"),
    (re.compile(r"比头一?年"), "比上年"),
    (re.compile(r"(?<![这那好十])几个(?:小)?钱"), "多少钱"),
    (re.compile(r"下一?(?:回|趟)(?!合)"), "下次"),
    (re.compile(r"([报参入评领申办])不了(名|加|选|奖|取|请|理)?"), r"不能\1\2"),
    (re.compile(r"(?:哪|有)(?:几|些)(?:大)?块(?=工作|任务|活)"), "哪几方面"),
    (re.compile(r"(?<=[多少宜贵花省扣补给交发领付])几块(?:钱)?(?=[?,。]|$)"), "多少钱"),
    (re.compile(r"(?<![第每全新同统唯上下这那哪])一(?=[期场班批组队户][\u4e00-\u9fff]{0,4}?(?:多少|几))"), "每"),
    (re.compile(rf"有(?:些)?(?:什么|啥)(?=(?:{_NOUNS})(?:呢|啊|呀|没)?[?,]?(?:$|[^\u3400-\u9fff]))"), "有哪些"),
)


_CONFIRM = re.compile(
    r"[,:。 ]?(?:我|咱)?(?:(?:这么|这样|就)?[记搞弄说看写听讲报]的?)?(?:"
    r"(?:(?<!有)没有?|不会|不)(?:[记搞弄说看写听讲报整]?[错反岔混串偏]|跑|问题|毛病)(?:了)?[吧吗么]?|"
    r"(?<!没有)(?<!不能)(?<!能不)(?:是|就是)?(?:这|那)(?:个|么|样)?(?:数字?|回事|事|意思|样|说法)?(?:儿)?(?:对得上|[对准没错]+)?[不吧吗么没伐]|"
    r"(?:真的?)?(?<!没)(?:有|可有)(?:这|那)(?:么)?(?:回|个|种)?(?:事|说法)(?:儿)?[不吧吗么没伐]?|(?:可)?(?:准不准|对不对|属实[不吗么否]?|[对错][了]?[不没伐嘛]|可对|对得上[吗么不])"
    r"|来着(?=[?]?$))[?]?$"
)
"""What asks to have a claim confirmed, in any of its everyday forms: 是这个数不, 没说反吧, 有这回事没."""
HEARSAY = re.compile(
    r"^(?:我|咱|俺)?(?:们)?(?:好像|听人?[说讲]|据说|说是|有人[说讲]|记得|印象里?|印象中)(?:的是|是|着)?[,:]?(?=.{4})"
)
_WHETHER_TOLD = re.compile(
    r"^(?P<asked>[^?]*(?:多少|几|哪|什么|啥|谁|怎么)[^?]*?),(?P<where>[^,。?]{0,12}?)(?:里|上|中|那)?(?:有没有)?(?:写|提|说|讲|列|交代|规定)(?:到|明|清楚?)?(?:了|过)?(?:没有?|吗|不)[?]?$"
)
"""A question that asks beside its matter whether the document tells it (一年讲几场,要点写了没)."""


def in_documents_words(text: str) -> str:
    """Return folded `text` with everyday frames put in the words of documents."""
    for said, meant in _READ:
        text = said.sub(meant, text)
    if told := _WHETHER_TOLD.match(text):
        return f"{told['where']}{told['asked']}"
    if (claim := _CONFIRM.search(text)) and claim.start() > 3 and not OPEN.search(text) and "还是" not in text:
        return f"{HEARSAY.sub('', text[: claim.start()])},对吗"
    return text
