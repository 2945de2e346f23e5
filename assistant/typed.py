"""Values by kind: does a stretch of text hold something of the kind that a question asks for?

A near miss often has the matter and lacks the kind: 多少钱 asked of a sentence without a sum. No answers are made here.
"""

from __future__ import annotations

import re

from assistant.evidence import Candidate
from assistant.quantities import PEOPLE, Quantity, compatible, find_quantities, find_years
from assistant.question import frames
from assistant.question.bodies import BODY
from assistant.question.model import Question, Slot
from assistant.question.operation import is_changed
from assistant.reasons import tells_reason
from corpus.model import Span
from corpus.numerals import read_number

TIME = re.compile(
    r"(?:(?:19|20)\d{2}年)?\d{1,2}月(?:\d{1,2}[日号](?:\d{1,2}(?::\d{2}|[点时](?:\d{1,2}分|半)?))?|底|初|中旬|上旬|下旬|份)?(?:之?前|以前|前后|起|至今)?|(?:19|20)\d{2}(?:年)?[-—~至](?:19|20)\d{2}年|(?:19|20)\d{2}年(?:度|底|初|末)?(?:以来|之?前|期间)?|年底前?|年初|年末|每(?:半|[一二两三四五六\d]{1,2}个?)?(?:年|季度|月|周末?|天|学期)|"
    r"“[^”]{2,4}”期间|[\u4e00-\u9fff]{2}(?:时刻|关头)|近[一二三四五\d]+年|[一二三四五\d]+年来"
)

NAMED_DAY = re.compile(r"(?<=“)\d{1,2}[·.]\d{1,2}(?=”)")
"""A day as what is named after it writes it: “7·29”重要指示."""
CLOCK = re.compile(
    r"(?:上午|下午|晚上?|早上?|中午)?\d{1,2}(?::\d{2}|[时点](?![间长期候])(?:\d{1,2}分|半)?)(?:[-—~至到]+\d{1,2}(?::\d{2}|[时点](?:\d{1,2}分|半)?))?|"
    r"[一二三四五六七八九十]点|零点|正午"
)
DURATION = re.compile(
    r"(?:\d+|[一二三四五六七八九十两]+)(?:个)?(?:年|月|日|天|周|季度|小时|分钟|[点时]|工作日)|\d:\d\d|[年月]底|每"
)
LOCATION = re.compile(
    r"(?P<name>[\u4e00-\u9fff0-9“”]{0,16}?[\u4e00-\u9fff0-9](?:[市区县镇乡村厅室馆楼场园校院站所路街号里]|中心|基地|礼堂|广场|社区|街道|会场|大厦|新区|窗口|柜台|服务台|传达室|大厅|办公室))(?:[,。、;(]|召开|举行|举办|[承主协]办|开展|办理|受理|报到|领取|集合|$)"
)
_PERSON = re.compile(
    r"书记|主任|部长|局长|[市省区县镇]长|主席|编辑|记者|同志|负责人|组长|[员人者师长工]$|[\u4e00-\u9fff]{2,3}"
)
_ORGAN = re.compile(
    r"[局委办部署厅社院会组府处科室队站校司团区县市镇村]|单位|企业|公司|集团|中心|机关|街道|社区|部门|党组|支部"
)


def holds_kind(question: Question, candidate: Candidate) -> bool:
    """Say whether the words that were read, or their clause, hold a value of the asked kind. True when any words do."""
    text, read = candidate.sentence.text, candidate.read
    if read is None:
        read = Span(0, len(text))
    if question.asked in {"quantity", "percent"}:
        slots = question.slots or (Slot("", ""),)
        asks_date = any(slot.unit in {"月", "日", "号"} for slot in slots)
        return (asks_date and TIME.search(text) is not None) or any(
            unit_agrees(question, slot, q)
            for slot in slots
            for q in (
                *find_quantities(text),
                *find_counted_names(question, text),
                *(find_years(text) if asks_years(question) else ()),
            )
        )
    if asks_named_day(question):
        return NAMED_DAY.search(text) is not None
    if question.asked == "time" and frames.CLOCK.search(question.text):
        return CLOCK.search(text) is not None  # 到哪天几点: a day alone does not tell
    if question.asked == "time" and _FROM_TO.search(question.text):
        return _SPAN.search(text) is not None
    if question.asked == "time" and YEAR_ASKED.search(question.text):
        dated = re.search(r"(?:19|20)\d{2}", text) is not None
        dated = dated or _OF_SOME_YEAR.search(text) is not None
        return dated and (candidate.document.card.year is not None or re.search(r"(?:19|20)\d{2}", text) is not None)
    if question.asked == "time" and _MONTH_ASKED.search(question.text):
        return TIME.search(text) is not None
    if question.asked == "time":
        return TIME.search(text) is not None or DURATION.search(read.of(text)) is not None
    if question.asked == "place":
        return LOCATION.search(text) is not None
    if question.asked == "body":
        return BODY.search(read.of(text)) is not None or _ORGAN.search(read.of(text)) is not None
    if question.asked == "person":
        return _PERSON.search(read.of(text)) is not None
    if question.asked == "reason":
        return tells_reason(question, candidate)
    return True


_FROM_TO = re.compile(
    r"(?:哪|几|什么|啥)[年天日月号点个时候]{1,3}(?:份|钟)?[到至](?:哪|几|什么|啥)|起止|从哪[年天月][^,。?]{0,8}到哪"
)
"""What asks for both ends of a time (哪年到哪年), which one day does not tell."""
_SPAN = re.compile(
    r"\d[年月日号时点%:]?(?:[\d年月日号时点分:(（)）周一二三四五六]{0,12})(?:[—~～–-]|至|到)+(?:次日|当日|当天)?\d|起至|从\d|自\d"
)
YEAR_ASKED = re.compile(r"哪(?:一|几|[两二三四五六七八九十])?年(?!级|轻)|几几年|哪个年份|什么年份")
_OF_SOME_YEAR = re.compile(r"\d{1,2}月|[今去前明上本当]一?年|年[初底末终]|近[一二三四五\d]+年|[一二三四五\d]+年来")
"""What is of a certain year, as 每年 is not."""
_MONTH_ASKED = re.compile(r"几月|哪(?:一)?个?月|什么月份|啥月份")
_LENGTH = re.compile(r"多久|多长时间|多少年|几年")
_SPANS = frozenset("年 周年 个月 月 天 日 周 小时 分钟 工作日 个工作日 学时 课时".split())
_UNITS_OF: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (
        re.compile(
            r"how much[^?]{0,60}?\b(?:money|spen[dt]|costs?|budget|fund(?:s|ing)?|pa(?:y|id)|subsid\w+|allowance|fees?|price|reward)\b|"
            r"多少钱|金额|经费|资金|预算|投入(?:了)?多少|花(?:了|费)?多少|罚(?:款)?多少|工资|补助|补贴|报酬"
        ),
        frozenset({"元", "万元", "亿元"}),
    ),
    (re.compile(r"多远|多长(?!时间)|距离|范围有?多"), frozenset({"米", "公里", "千米"})),
    (
        re.compile(
            r"多大(?:年纪|岁数|年龄)|(?:平均|今年|现在|人|岁|都)多大(?=[?,。、]|$)|年纪|岁数|年龄|高龄|几岁|多少岁|\bhow old\b"
        ),
        frozenset({"岁", "周岁"}),
    ),
    (
        re.compile(
            r"多久|多长时间|时长|多少(?:年|天|个月|时间)|几(?:年|天|个月|日)|"
            r"\bhow (?:long|many (?:working |calendar )?(?:years|months|weeks|days|hours|minutes))\b"
        ),
        _SPANS,
    ),
    (
        re.compile(r"占(?:到|了|比)?(?:是|有|为)?(?:多少|几成|多大)(?=[?,、]|$)"),
        frozenset({"%", "‰", "个百分点", "成"}),
    ),
    (re.compile(r"多少分|几分|得分|分数|评分"), frozenset({"分", ""})),
    (
        re.compile(
            r"(?:率|度|比例|占比|比重|权重)(?:[^,。]{0,6}|,[\d年、和与跟去今两]{2,14}(?:各|分别)?[是为]?)(?:多少|几|多高|多大)|多大(?:比例|比重|权重)"
        ),
        frozenset({"%", "‰", "个百分点", "成"}),
    ),
)
"""What an everyday way of asking for a figure must be counted in."""


def asks_years(question: Question) -> bool:
    """Say whether a length of time is asked for, which a text may tell in spelt years (三年内)."""
    return any(slot.unit == "年" for slot in question.slots) or _LENGTH.search(question.text) is not None


def asks_named_day(question: Question) -> bool:
    """Say whether the day is asked for after which something is named (以哪天命名)."""
    return question.asked == "time" and re.search("命名|为名|得名", question.text) is not None


_OF_A_NAME = frozenset("支 个 项 条 类 种 家 大 招 件".split())
_NAMED = re.compile(r"(?<![一二三四五六七八九十\d第])(?P<n>[三四五六七八九十]|\d{1,2})大(?P<noun>[\u3400-\u9fff]{2,8})")
LEAST_NAMED = 3  # characters of the noun that the question must name


def find_counted_names(question: Question, text: str) -> list[Quantity]:
    """Return how many a name in folded `text` says that things of the asked noun are (“十大行动队”: 行动队有几支)."""
    if len(question.slots) != 1 or question.slots[0].unit not in _OF_A_NAME:
        return []
    named = [hit for hit in _NAMED.finditer(text) if hit["noun"][:LEAST_NAMED] in question.text]
    return [
        Quantity(Span(hit.start("n"), hit.end("n") + 1), float(value), question.slots[0].unit)
        for hit in named
        if (value := read_number(hit["n"])) and len(hit["noun"]) >= LEAST_NAMED
    ]


def unit_agrees(question: Question, slot: Slot, quantity: Quantity) -> bool:
    """Say whether a figure's unit is the one that the question asks for."""
    unit, asked = quantity.unit, question.text
    if re.search(r"第几|排名|排第", asked) and not slot.unit:
        return quantity.ordinal
    if quantity.ordinal:
        rank = slot.unit in {"位", "名"} and quantity.unit not in {"批", "届", "季", "轮", "期", "次"}
        return bool(slot.unit) and "第" in asked and (quantity.unit == slot.unit or rank)
    if question.asked == "percent":
        return unit in {"%", "‰", "成", "个百分点"}
    if slot.unit:
        return not unit or compatible(slot.unit, unit)
    for pattern, units in _UNITS_OF:
        if pattern.search(asked):
            return unit in units
    if re.search(r"人数|多少人|几个人", asked):
        return unit in PEOPLE
    if unit == "%" and is_changed(asked):
        return True
    return unit not in {"年", "月", "天", "日", "届", "批", "%", "岁", "成"}


def counted_in(question: Question, slot: Slot) -> bool:
    """Say whether the question names what its figure is counted in: a measure word, 多少钱, 多远, 多大年纪, …率."""
    return (
        bool(slot.unit) or question.asked == "percent" or any(pattern.search(question.text) for pattern, _ in _UNITS_OF)
    )
