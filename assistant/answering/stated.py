"""What a question claims in figures, days and rates, held against those that a sentence states.

Each comparison returns True when the sentence states another, None when it states the same or nothing is claimed, and
False when it states nothing that could be compared: then it neither confirms nor corrects.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from assistant.quantities import Quantity, compatible, find_quantities, find_years
from assistant.question.model import Question, Term
from assistant.question.states import NOW
from assistant.question.terms import coverage, match, tokenize
from corpus.model import Span
from corpus.numerals import read_number

OTHERS_MARGIN = 0.15  # of the question's weight that another figure's clause must hold more than the claimed figure's
NOUN_LEAST = 0.45  # how well a clause must meet the noun that the claimed figure counts
LARGE = 1e4  # a figure said with 万 or 亿 and no unit is compared with figures of a size that is said so
DATE = re.compile(r"\d{1,2}月\d{1,2}[日号]")
_LONG_NOUN = re.compile(r"[\u3400-\u9fff]{3,8}?(?=[,。?]|对吗|是吗|对不|是不|吧|$)")
_FIRST = re.compile(r"头一(?:名|位|个|家)|头名|榜首|首位|居首|头把交椅|第一(?:名|位)")
_ORDINAL_CORE = re.compile(r"第[一二三四五六七八九十百\d]+")
_DATED = re.compile(r"(?:19|20)\d{2}年(?!度?来)|今年|去年|上年|前年|同期")
_YEAR_CUT = re.compile(r"(?<![\d满足过近到])(?:1[5-9]|2\d|3[0-5])年(?!以[上下内]|之?内|左右|[?吧吗,]|$)")
"""A year said by its last figures (25年查出78个): it is no length of time."""
_AGE = re.compile(r"(?:今年|都|快|已经?|刚满?|本人)(\d{2})(?=[了,，的能还可就啦?]|$)")
_MONTH = re.compile(r"(?<!\d)\d{1,2}月")
_MONTH_ALONE = re.compile(r"(?<!\d)\d{1,2}月(?!\d{1,2}[日号])")
_YEAR_MONTH = re.compile(r"(?:19|20)\d{2}年\d{1,2}月")
_DAY = re.compile(r"(?:(?<=每月)|(?<=每个月)|(?<=每月的)|(?<=每个月的))\d{1,2}[日号]")
_HALF = re.compile(r"一半|对半")
_RATE = re.compile(
    r"(?:每隔?(?P<many>半|双|[一两二三四五六七八九十\d]{1,2})?个?|(?:一个?|(?<![\d一两二三四五六七八九十])(?P<bare>[半双])(?=[年月])|(?<![今本当上下全一二三四])(?=季))"
    r"(?=(?:年|月|季度|季|周|天)[^,;。]{0,8}?[\d一两二三四五六七八九十]+[次回趟场轮期讲]))"
    r"(?P<period>年|季度|季|月|周|星期|礼拜|天|日)"
)
_FORMER = re.compile(r"(?:由|从)[^,;。]{1,12}?(?=(?:改|调整|变|提高|增加|压减)(?:为|成|到))")
"""What was before a change (由每月一讲改为双月一讲), which is no longer so."""
_PERIODS: Final = {"年": 360, "季度": 90, "季": 90, "月": 30, "周": 7, "星期": 7, "礼拜": 7, "天": 1, "日": 1}
_HALF_OR_TWO: Final = {"半": 0.5, "双": 2.0}
_LIMIT = re.compile(r"最[多少高低长短大小晚早快慢迟]|至[多少]|起码|顶多|上限|下限|不[超少低高]?[过于]|超过")
_TIMES = frozenset({"次", "场", "期", "轮", "回", "讲"})
_DAYS_OF: Final = {"年": 360.0, "个月": 30.0, "周": 7.0, "天": 1.0, "日": 1.0, "小时": 1 / 24, "分钟": 1 / 1440}
_FORBIDS = re.compile(r"不得|不准|不许|严禁|禁止|一律不|概不")
_CLAUSE_MARKS = ",;:。、"


def differs(question: Question, text: str) -> bool | None:
    """Return True when any figure, day or rate of the question is another in folded `text`, False when one is not there."""
    found = [compare(question, text) for compare in (figures_differ, days_differ, rate_differs)]
    return True if True in found else False if False in found else None


def figures_differ(question: Question, text: str) -> bool | None:
    """Hold the figures and ordinals that a question claims against those of a sentence, each with its own clause."""
    text = _of_the_year(question, text)
    stated, said = _figures(text), _everyday(question.text)
    asked = _asked_figures(question)
    ordinals = [m.group() for m in _ORDINAL_CORE.finditer(_plain(question.text))]
    units = [q.unit for q in asked if q.ordinal]
    missing = [ordinal for ordinal in ordinals if ordinal not in _plain(text)]
    if missing:
        return any(q.unit in units or (q.ordinal and not units) for q in stated)
    unclear = False
    for figure in (q for q in asked if not q.ordinal and not _FIRST.search(said[q.span.start - 1 : q.span.end])):
        same_unit = [q for q in stated if _comparable(figure, q)]
        noun = counted_noun(said, figure)
        if noun and not any(match(noun, _clause_of(text, q)) >= NOUN_LEAST for q in same_unit):
            same_unit = []  # 来5个群众 is no claim of 派一至两名党员
        equal = [q for q in same_unit if _same(said, figure, text, q)]
        at_a_rate = figure.unit in _TIMES and _rate(said) and _rate(text)  # 每年4次 may be 每季度1次
        other = same_unit and (not equal or _is_said_of_another(question, figure, text, equal, same_unit))
        if other and not at_a_rate:
            return True
        unclear = (
            unclear or not same_unit or (bool(equal) and _shares_the_words(question, figure, text, equal, same_unit))
        )
    return False if unclear else None


def holds_alike(question: Question, text: str) -> bool:
    """Say whether folded `text` has a figure of the kind that is claimed; True where none is claimed."""
    asked = [q for q in _asked_figures(question) if not q.ordinal]
    return not asked or any(_comparable(figure, q) for figure in asked for q in _figures(text))


def counts_otherwise(question: Question, text: str) -> bool:
    """Say whether folded `text` tells another number of the very thing that is claimed (194名退休党员, not 149个退休党员)."""
    said = _everyday(question.text)
    for figure in _asked_figures(question):
        noun = _LONG_NOUN.match(said[figure.span.end :]) if figure.unit and not figure.ordinal else None
        like = [q for q in _figures(text) if noun and text.startswith(noun.group(), q.span.end)]
        if like and all(_comparable(figure, q) and not _same(said, figure, text, q) for q in like):
            return True
    return False


def days_differ(question: Question, text: str) -> bool | None:
    """Hold the days and months that a question claims against those of a sentence.

    The same day or month may stand there for something else: 8月20日之前…良性运转,12月前…全覆盖.
    """
    whole = (_YEAR_MONTH, _YEAR_MONTH) if _YEAR_MONTH.search(text) else (DATE, DATE)
    for asking, telling in (whole, (DATE, DATE), (_DAY, _DAY), (_MONTH_ALONE, _MONTH)):
        days = {hit.group().replace("号", "日") for hit in asking.finditer(question.text)}
        if not days:
            continue
        stated = {hit.group().replace("号", "日") for hit in telling.finditer(text)}
        if not days & stated:
            return bool(stated)
        return True if _is_dated_otherwise(question, text, days) else None
    return None


def rate_differs(question: Question, text: str) -> bool | None:
    """Hold how often a question claims something (每周一次) against how often a sentence says it (每月至少1次)."""
    asked, stated = _rate(question.text), _rate(text)
    if asked is None:
        return None
    if stated is None:
        return False
    return True if asked != stated else None


def words_beside(question: Question) -> tuple[Term, ...]:
    """Return what a question is about beside its claimed figures, rates and limits: the terms that name its matter."""
    claimed = [q.span for q in _asked_figures(question)]
    claimed += [Span(*hit.span()) for pattern in (_RATE, DATE, _LIMIT) for hit in pattern.finditer(question.text)]
    words = {span.of(question.text) for span in claimed}
    return tuple(
        term
        for term in question.terms
        if not term.entity and not _LIMIT.match(term.text) and not any(term.text in word for word in words)
    )


def _rate(text: str) -> float | None:
    """Return how many times a year folded `text` says that something is; None when it says no period, or several."""
    hits = list(_RATE.finditer(_FORMER.sub("", text)))
    if len({hit.group() for hit in hits}) != 1:
        return None
    hit = hits[0]
    said = hit["many"] or hit["bare"] or "一"
    many = _HALF_OR_TWO.get(said) or float(read_number(said) or 1)
    period = _PERIODS[hit["period"]] * many
    behind = re.split(r"[,;。]", hit.string[hit.end() :])[0]
    times = next((q.value for q in find_quantities(behind) if q.unit in _TIMES and q.value), 1.0)
    return round(times * 360 / period, 4)


def _figures(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of folded `text`, shares as percent and ages in 岁."""
    plain = text.replace("周岁", "岁 ")
    found = [replace(q, value=0.5) if q.span.of(plain).startswith("半") else q for q in find_quantities(plain)]
    found += find_years(plain)
    tenths = [
        Quantity(q.span, q.value * 10, "%") if q.unit == "成" and q.value is not None and q.value <= 10 else q
        for q in found
    ]
    halves = [Quantity(Span(*hit.span()), 50.0, "%") for hit in _HALF.finditer(plain)]
    return tuple(sorted([*tenths, *halves], key=lambda q: q.span))


def _asked_figures(question: Question) -> tuple[Quantity, ...]:
    """Return the quantities that a question claims; a bare age (我今年52) is one."""
    text = _everyday(question.text)
    ages = [Quantity(Span(*hit.span(1)), float(hit.group(1)), "岁") for hit in _AGE.finditer(text)]
    return (*_figures(text), *ages)


def one_claimed(question: Question) -> tuple[str, Quantity] | None:
    """Return the one figure in digits that a question claims outright, with the question as documents word figures; else None.

    一 is no figure there (一小时记3分), and a bound (不超过3次) is not told by one.
    """
    text = _everyday(question.text)
    claimed = [q for q in find_quantities(text) if text[q.span.start].isdigit() and q.value is not None]
    claimed = [q for q in claimed if q.unit or (q.value or 0.0) >= LARGE]
    return (text, claimed[0]) if len(claimed) == 1 and text[claimed[0].span.end - 1] not in "上下内" else None


def forbids(question: Question, text: str) -> bool:
    """Say whether a clause of folded `text` forbids the very thing of which a figure is claimed (8万块奖金: 不得发放个人奖金)."""
    claimed = one_claimed(question)
    noun = counted_noun(*claimed) if claimed else ""
    return bool(noun) and any(_FORBIDS.search(c) and noun in c for c in re.split("[,;。]", text))


def is_same(claimed: Quantity, told: Quantity) -> bool:
    """Say whether two figures of one measure are the same."""
    return _same("", claimed, "", told)


def _everyday(text: str) -> str:
    """Return a question with money and days as the documents write them (150块: 150元), without short years, as long as it was."""
    return _YEAR_CUT.sub("   ", re.sub(r"(?<=月\d)号|(?<=月\d\d)号", "日", re.sub(r"(?<=[\d万])块(?!儿)", "元", text)))


def _is_said_of_another(
    question: Question, figure: Quantity, text: str, equal: list[Quantity], comparable: list[Quantity]
) -> bool:
    """Say whether the claimed figure stands in the sentence for something else than what it is claimed of.

    专题学习300多场次,基层宣讲1200多场次: 1200 is not of 专题学习, whose own figure stands beside it.
    """
    terms = _terms_beside(question, figure)
    now = [NOW.search(_clause_of(text, q)) is not None for q in comparable if q not in equal]
    if NOW.search(question.text) and any(now) and not any(NOW.search(_clause_of(text, q)) for q in equal):
        return True  # 共8人,目前实际为0人: what is claimed of now is not 8
    own = max(coverage(terms, _clause_of(text, q)) for q in equal)
    best = max(coverage(terms, _clause_of(text, q)) for q in comparable)
    return best > own + OTHERS_MARGIN


def _shares_the_words(
    question: Question, figure: Quantity, text: str, equal: list[Quantity], comparable: list[Quantity]
) -> bool:
    """Say whether another figure's clause holds a word of the question that the claimed figure's clause lacks.

    接待372人次,其中预约241人次: that 372 are 预约 is not borne out.
    """
    own = " ".join(_clause_of(text, q) for q in equal)
    others = " ".join(_clause_of(text, q) for q in comparable if q not in equal)
    return any(len(t.text) > 1 and t.text in others and t.text not in own for t in _terms_beside(question, figure))


def counted_noun(said: str, figure: Quantity) -> str:
    """Return the noun that a claimed figure counts, right behind it (5个群众); empty when none stands there."""
    behind = re.match(r"[\u3400-\u9fff]{2,6}", said[figure.span.end :])
    if behind is None or not figure.unit:
        return ""
    word, tag = next(iter(tokenize(behind.group())), ("", ""))
    return word if len(word) > 1 and tag[:1] == "n" and behind.group().startswith(word) else ""


def _terms_beside(question: Question, figure: Quantity) -> tuple[Term, ...]:
    """Return the terms of the clause that a figure is claimed in, when the question claims several; else all."""
    clause = _clause_of(_everyday(question.text), figure)
    beside = tuple(term for term in question.terms if term.text in clause)
    several = sum(not q.ordinal for q in _asked_figures(question)) > 1
    return beside if several and beside else question.terms


def _clause_of(text: str, quantity: Quantity) -> str:
    start = max(text.rfind(mark, 0, quantity.span.start) for mark in _CLAUSE_MARKS) + 1
    ends = [at for mark in _CLAUSE_MARKS if (at := text.find(mark, quantity.span.end)) >= 0]
    return text[start : min(ends, default=len(text))]


def _of_the_year(question: Question, text: str) -> str:
    """Return the part of a sentence that is dated to the question's year, the whole when it is not so divided.

    2023年降到2904件,今年前8个月又降至1187件: what is claimed of 2023 is compared with the first figure alone.
    """
    dated = list(_DATED.finditer(text))
    for at, hit in enumerate(dated):
        if any(hit.group().startswith(str(year)) for year in question.years):
            end = dated[at + 1].start() if at + 1 < len(dated) else len(text)
            part = text[hit.start() : end]
            return part if find_quantities(part) else text
    return text


def _is_dated_otherwise(question: Question, text: str, days: set[str]) -> bool:
    """Say whether the claimed day stands in the sentence for something else than what it is claimed of."""
    starts = [hit.start() for hit in _MONTH.finditer(text)]
    parts = [text[start:end] for start, end in zip(starts, [*starts, len(text)][1:], strict=True)]
    own = [coverage(question.terms, part) for part in parts if part.startswith(tuple(days))]
    others = [coverage(question.terms, part) for part in parts if not part.startswith(tuple(days))]
    return bool(own and others) and max(others) > max(own) + OTHERS_MARGIN


def _comparable(asked: Quantity, stated: Quantity) -> bool:
    if asked.unit:
        return compatible(asked.unit, stated.unit)
    large = asked.value is not None and asked.value >= LARGE
    return not large or (stated.value is not None and stated.value * (LARGE if stated.unit == "万元" else 1) >= LARGE)


def tells_in_title(question: Question, text: str) -> bool:
    """Say whether a heading tells a day, or which in a row it is (第六届), where the question claims one."""
    return any(
        pattern.search(question.text) and pattern.search(text)
        for pattern in (DATE, re.compile(r"第[^,。]{1,3}[届批期轮]"))
    )


def names_ordinal(question: Question) -> bool:
    """Say whether a question claims a place in a row (第一, 榜首, 第三批)."""
    return _ORDINAL_CORE.search(_plain(question.text)) is not None


def _plain(text: str) -> str:
    return _FIRST.sub("第一", text)


def _same(question: str, asked: Quantity, text: str, stated: Quantity) -> bool:
    if asked.value is not None and stated.value is not None:
        days = [_DAYS_OF.get(q.unit) for q in (asked, stated)]
        if asked.unit != stated.unit and days[0] and days[1]:  # 半年: 六个月
            return abs(asked.value * days[0] - stated.value * days[1]) < 1e-9
        return abs(asked.value - stated.value) < 1e-9
    return asked.span.of(question) in text or stated.span.of(text) in question
