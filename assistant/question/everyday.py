"""Everyday ways to ask that documents have another word for: 分几步走 is 分哪几个步骤, 哪几块工作 is 哪几方面工作."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.question.clauses import OPEN
from assistant.question.frames import MEASURES, NUMERAL
from corpus.numerals import CHARACTERS, read_number

_PARTS = "部分|板块|块|章"
_LISTED = "(?:列|说|数|报|写|拎|摆)(?:全|齐|出来|一下|一遍|清楚)"
_COUNT = rf"哪?(几|{NUMERAL})(?:个|大)*"
_NOUNS = "场子|设施|设备|功能|节目|比赛|课程|奖项|待遇|好处|福利|门槛|手续|渠道|途径|环节|步骤|法子|花样|毛病"
"""Things that are several, so that 有啥 asks for a list of them."""
_SPELT = re.compile(
    rf"(?<![第{CHARACTERS}\d万亿])(?P<n>(?=[{CHARACTERS}]*[百千])[一二两三四五六七八九][{CHARACTERS}]{{2,8}})(?P<more>多|余|来)?(?={MEASURES})"
)
"""A number of three characters or more, as documents write it in figures: 一千二百多场."""
_READ: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
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
    (re.compile(r"^(?:同样|都)(?:都)?[是在]+(?=[\u4e00-\u9fff]{2,12},)"), ""),
    (re.compile(rf"“(第{NUMERAL})”"), r"\1"),
    (re.compile(rf"(?<=第)[(]({NUMERAL})[)](?=[条项点章节]|部分|到|至|、|和|跟)"), r"\1"),
    (re.compile(rf"(?<=[到至、和跟])(?:第)?[(]({NUMERAL})[)](?=[条项点章节])"), r"第\1"),
    (re.compile(r"管(?:这个|那个|这事儿?|它|这些|这|那)?(?=叫(?:做)?(?:什么|啥))"), ""),
    (re.compile(r"(?:多长|多大|多少|几多)(?:的)?(?:工夫|功夫)(?!片)"), "多长时间"),
    (re.compile(r"建(?:区|市|县|院|校|局|馆|会|社|园)(?=(?:有|了|到|已)*(?:多少|几)年)"), "建立"),
    (_SPELT, lambda hit: f"{read_number(hit['n'])}{hit['more'] or ''}"),
    (re.compile(r"([报参入评领申办])不了(名|加|选|奖|取|请|理)?"), r"不能\1\2"),
    (re.compile(r"(?:哪|有)(?:几|些)(?:大)?块(?=工作|任务|活)"), "哪几方面"),
    (re.compile(r"(?<=[多少宜贵花省扣补给交发领付掏奖罚])几块(?:钱)?(?=[?,。]|$)"), "多少钱"),
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
_ASIDE = re.compile(
    r"(?<=[吧吗对错是]),(?:那|就|反正|因为)?(?:我|咱|俺|本人|材料|稿|表|汇报|报告|领导|手头|上头)(?:(?!吗|没有|不)[^,。?\d“《]){1,14}$"
)
"""What somebody adds behind a claim that tells only what he does with it (…吧,我写上去了)."""
HEARSAY = re.compile(
    r"^(?:我|咱|俺)?(?:们)?(?:好像|听人?[说讲]|据说|说是|有人[说讲]|记得|印象里?|印象中)(?:的是|是|着)?[,:]?(?=.{4})"
)
_PAPER = r"文件|要点|[这那]?[份篇]|讲话|方案|通知|稿子?|报道|材料|办法|细则|纪要|总结|文章|简报|通报|规定|原文|文[里中]"
_WHETHER_TOLD = re.compile(
    r"^(?P<asked>[^?]*(?:多少|几|哪|什么|啥|谁|怎么|咋)[^?]*?)[,?](?:"
    r"(?P<where>[^,。?]{0,12}?)(?:里|上|中|那)?(?:有没有|有)?(?:写|提|说|讲|列|交代|规定)(?:到|明|清楚?)?(?:了|过)?(?:没有?|吗|不)"
    rf"|(?P<paper>[^,。?]{{0,10}}?(?:{_PAPER}))(?:里头?|上|中|那)?(?:有没有|有)(?:吗|没有?|写|提|说|讲)?(?:到|明|过)?(?:吗|没有?)?"
    r"|(?:有没有|有)(?:个|一个)?(?:准|具体|确切)?(?:数|数字|数目|准数|准信|说法|定数|下文)(?:吗|没有?)?"
    r")[?]?$"
)
"""A question that asks beside its matter whether the document tells it (一年讲几场,要点写了没)."""


_IN_ONE = re.compile(
    r"(?<![第零一二三四五六七八九十百])(?P<all>[一二三四五六](?:、?[一二三四五六]){1,4})(?P<of>等奖|[期批轮](?=[^,。?]{0,8}(?:[一拢]共|总共|[合总]计|合起来|加|各|分别)))"
)
"""Several of a row that are told in one word: 一二三等奖, 一二期加起来."""


def _one_by_one(hit: re.Match[str]) -> str:
    """Return what is told in one word as names in a row: 一等奖、二等奖和三等奖."""
    ordinal = "" if hit["of"] == "等奖" else "第"
    names = [f"{ordinal}{numeral}{hit['of']}" for numeral in hit["all"].replace("、", "")]
    return f"{'、'.join(names[:-1])}和{names[-1]}"


def in_documents_words(text: str) -> str:
    """Return folded `text` with everyday frames put in the words of documents."""
    for said, meant in _READ:
        text = said.sub(meant, text)
    text = _IN_ONE.sub(_one_by_one, text)
    if (aside := _ASIDE.search(text)) and not OPEN.search(aside.group()):
        text = text[: aside.start()]
    if told := _WHETHER_TOLD.match(text):
        where = told["where"] or told["paper"] or ""
        return f"{'' if re.fullmatch(_PAPER, where) else where}{told['asked']}"
    if (claim := _CONFIRM.search(text)) and claim.start() > 3 and not OPEN.search(text) and "还是" not in text:
        return f"{HEARSAY.sub('', text[: claim.start()])},对吗"
    return text
