"""Quantities in running text: the figure with its hedges and measure word, as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Span
from corpus.numerals import read_number

_UNITS = (
    "块钱|讲(?![话座堂课述习师解清好得的了什啥些究到过])|人次|场次|户次|亿元|万元|平方米|平方公里|公里|千米|毫米|厘米|立方米|公顷|公斤|千克|斤|秒(?!杀)|小时|分钟|工作日|个工作日|个百分点|学时|课时|米|日|成|分|个月|个方面|方面|部分|元|人|名|位|项|个|件|条|家|所|处|座|户|株|棵|场|次|期|份|篇|支|类|种|岁|亩|吨|天|周年|年|月|周|届|批|部|套|轮|站|间|栋|"
    "村|镇|字|页|章|节|点|倍|岗|级|例|起|台|辆|本|版|大|型|宗|道|组|张|回(?!收|访|复|头|应|答|来|家|到|去|归|升|暖|落|顾|事|避)|趟|遍|桩|单(?![位元独一项次调个选打薄])|对(?![口于应象照比策标方待接岗着此外内手准抗])|课(?![时程题堂件本后间外前桌业目文表上余])|盏|堂|题(?![目名材库词型为])|册|块(?!儿)|%|‰"
)
_NUMBER = r"(?:\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+|数[十百千万]+|半)"
_QUANTITY = re.compile(
    rf"(?P<before>近|超过|超|约|大约|逾|不到|不足|至少|不少于|不超过|不低于|达到)?(?P<percent>百分之)?(?P<number>{_NUMBER}|(?<=近)万)(?P<more1>多|余|几)?(?P<scale>百万|千万|万|亿|千)?(?P<more2>多|余|几)?(?P<unit>{_UNITS})?(?P<after>多|余|以上|以下|左右|以内|有余)?"
)
_ROOMS = re.compile(r"(?P<of>[单双])人(?=[间房])")
"""How many share a room (双人间)."""
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+(?:位|名|批|届|季|轮|期|次|种|类)?")

COMPATIBLE: tuple[frozenset[str], ...] = (
    frozenset({"人", "名", "位", "人次"}),
    frozenset({"人", "名", "位", "个"}),
    frozenset({"项", "个", "件", "条", "起", "例", "宗", "桩"}),
    frozenset({"个", "件", "单"}),
    frozenset({"道", "题"}),
    frozenset({"家", "个", "所", "处", "座", "间"}),
    frozenset({"场", "次", "场次", "期", "轮", "届", "回", "趟", "遍", "讲", "课"}),
    frozenset({"株", "棵"}),
    frozenset({"户", "家"}),
    frozenset({"方面", "个方面", "点", "部分", "个部分", "个", "项", "类"}),
    frozenset({"元", "万元", "亿元", "个亿"}),
    frozenset({"支", "个"}),
    frozenset({"年", "周年", "个月", "月", "天", "日", "周", "小时", "分钟", "工作日", "个工作日", "学时", "课时"}),
    frozenset({"%", "‰", "个百分点", "成"}),
    frozenset({"米", "公里", "千米"}),
    frozenset({"份", "篇", "个", "件"}),
    frozenset({"本", "册"}),
    frozenset({"块", "个"}),
)
PEOPLE = COMPATIBLE[0]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a folded sentence. ``span`` covers hedge, number, scale and unit; ``value`` is None for 数百."""

    span: Span
    value: float | None
    unit: str
    ordinal: bool = False


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of folded `text` in order. Dates, document numbers and years are not quantities."""
    found: list[Quantity] = []
    taken = [m.span() for m in _NOT_QUANTITIES.finditer(text)]
    for hit in _ORDINAL.finditer(text):
        found.append(Quantity(Span(*hit.span()), None, hit.group()[-1], ordinal=True))
        taken.append(hit.span())
    for hit in _ROOMS.finditer(text):
        found.append(Quantity(Span(*hit.span()), 1.0 if hit["of"] == "单" else 2.0, "人"))
    for hit in _QUANTITY.finditer(text):
        number, unit = hit["number"], hit["unit"] or ""
        digits = number[0].isdigit()
        if any(start < hit.end() and hit.start() < end for start, end in taken):
            continue
        if set(number) <= set("十百千") and not hit["before"] and not unit:
            continue
        if not unit and not (hit["percent"] or hit["scale"] or hit["more1"] or hit["after"]):
            continue
        if (
            not digits
            and unit in _NOT_AFTER_HAN
            and len(number) == 1
            and number != "半"
            and not (hit["before"] or hit["after"])
        ):
            continue
        before = text[hit.start("number") - 1 : hit.start("number")]
        if digits and (re.match(r"[a-z+.\-]", before) or (before == "“" and not unit)):
            continue
        span = Span(hit.start(), hit.end())
        unit = "%" if hit["percent"] else "元" if unit == "块钱" else unit
        found.append(Quantity(span, _value(number, hit["scale"]), unit))
    return tuple(sorted(found, key=lambda q: q.span))


def find_years(text: str) -> tuple[Quantity, ...]:
    """Return the lengths of time in spelt years of folded `text` (三年行动计划), which `find_quantities` leaves out.

    Elsewhere they are no figures: 一年 mostly says how often, but for 聘期一年 and 满一年.
    """
    hits = ((hit, hit.group(1) or hit.group(2)) for hit in _SPELT_YEARS.finditer(text))
    spelt = [(hit, 0.5 if said == "半" else read_number(said)) for hit, said in hits]
    return tuple(Quantity(Span(*hit.span()), float(years), "年") for hit, years in spelt if years)


_SPELT_YEARS = re.compile(
    r"(?<!后(?=[半两二三四五六七八九十]年(?![之以]?内)))(?<![\d第每近这那前去今明本当上下头〇零一二两三四五六七八九十])([半两二三四五六七八九十])年(?![度级代初底末前])"
    r"|(?<=[期满])(一)年(?![度级内])"
)
_NOT_QUANTITIES = re.compile(
    r"(?:19|20)\d{2}(?:年(?:度)?(?:\d{1,2}月(?:\d{1,2}日)?)?|[-—~至](?:19|20)\d{2}年?)|\d{1,2}月\d{1,2}日|\d{1,2}月(?:底|初|中旬|上旬|下旬|份)|[〔\[(]\d{4}[〕\])]\d*号?|“\d+[·.]\d+”|“?[“]?十[四五六]五”?|"
    r"党的[一二十]+大|[一二十]+届(?:[一二三四五六七八九]+中)?|\d+:\d+|第[一二三四五六七八九十百\d]+(?:条|项|章|部分)"
)
_NOT_AFTER_HAN = frozenset("分点级岗年部站大型字天节本章道组张回遍单盏堂题块册对课")
_SCALE = {"万": 1e4, "亿": 1e8, "千": 1e3, "百万": 1e6, "千万": 1e7}


def _value(number: str, scale: str | None) -> float | None:
    plain = number.replace(",", "")
    base = float(plain) if plain[0].isdigit() else read_number(plain)
    return None if base is None else float(base) * _SCALE.get(scale or "", 1.0)


def compatible(asked: str, unit: str) -> bool:
    """Say whether a figure counted in `unit` answers a question counted in `asked`."""
    if (asked, unit) == ("个", "道"):  # 多少个难题 is answered by 58道; 几道 by nothing else
        return True
    return asked == unit or any(asked in group and unit in group for group in COMPATIBLE)
