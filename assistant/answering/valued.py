"""The value among the words that the reader points to, in a sentence that is known to be of the matter.

The words of the question need not stand there any more: what decides is whether the words that were read hold a value of
the kind that is asked for. In a row of a table the value is all of one cell, or stands in it.
"""

from __future__ import annotations

import re

from assistant.answering import fact
from assistant.answering.times import asks_clock, read_clock
from assistant.evidence import Candidate
from assistant.quantities import find_quantities
from assistant.question import frames
from assistant.question.bodies import BODY
from assistant.question.model import Question, Slot
from assistant.typed import DURATION, LOCATION, TIME, counted_in, holds_kind, unit_agrees
from corpus.model import Span

LONGEST = 30  # code points of words that are given for the answer
PHONE = re.compile(r"\d{3,4}-\d{5,8}|1\d{10}|(?<!\d)[2-8]\d{2,3}[ -]?\d{4}(?!\d)")
_PHONE_ASKED = re.compile(r"(?<!通)电话|手机|号码")
_PLACE = re.compile(r"[市区县镇乡村厅室馆楼场园校院站所路街号里巷弄桥港山河湖岛店房园头]$|中心|基地|社区|会场|大厦")
_ORGAN = re.compile(r"[局委办部署厅社院会组府处科室队站校司团]$|单位|部门|党委|支部|中心")
_LASTING = (("天", "日"), ("月",), ("年",), ("小时",))
_LASTS = re.compile(
    r"多久|多长(?!的?(?:路|街|堤|线))|(?:几|多少)(?:个?月|年|天|周|小时|分钟)|\bhow long\b|\bhow many (?:years|months|weeks|days)\b"
)
_BOUNDS = re.compile(r"^(?:不少于|不超过|不低于|不高于|至少|最多|最长|约|近)|(?:以上|以内|之内|内|左右)$")
_SOURCE = re.compile(r"从哪(?:儿|里)?(?:来|出|支|拿|列支|开支|解决)|钱[^,。?]{0,2}哪(?:儿|里)?来")
"""Asks what money is paid from, which is no place."""
_HANDED = re.compile(
    r"(?:往|上|到|去|向|找|在)?哪(?:儿|里)去?(?:反映|申诉|申请|申报|投诉|举报|咨询|报告|报备|备案|复核|交|提)"
)
"""Asks where to turn to with something, which may be a body (向机关党委申请复核)."""
_TURNED = re.compile(
    r"(?:向|到|由|报|交)(?P<to>[\u4e00-\u9fff]{2,16}?)(?=申请|申诉|反映|提出|报告|报备|备案|投诉|举报|咨询|递交|提交|复核|[,;。]|$)"
)
_PAID = re.compile(r"列支|支出|开支|支付|承担|负担|分担|安排|解决|拨付|出资|划拨|保障|列入")
_VALUED = frozenset({"quantity", "percent", "time", "person", "place", "body", "name"})


def value(question: Question, candidate: Candidate, read: Span) -> tuple[Span, ...]:
    """Return where in the folded sentence the asked value stands; nothing when `read` holds none of the asked kind."""
    text, span = candidate.sentence.text, fact.trimmed(read, candidate.sentence.text)
    if _SOURCE.search(question.text):
        return _paid_from(text, span)
    if candidate.is_row:
        cell = _cell(text, span)
        part = span if question.asked in {"quantity", "percent"} else cell
        return _typed(question, candidate, part, whole=True) if cell is not None and part is not None else ()
    if question.kind == "explain":
        fits = question.asked != "reason" or holds_kind(question, candidate)
        return (span,) if fits and 1 < len(span) <= LONGEST and ";" not in span.of(text) else ()
    return _typed(question, candidate, span)


def asks_phone(question: Question) -> bool:
    """Say whether a number to call is asked for."""
    return _PHONE_ASKED.search(question.text) is not None


def clause_of(text: str, span: Span) -> str:
    """Return the clause of folded `text` that ends with `span`."""
    start = max(text.rfind(mark, 0, span.start) for mark in ",;:。") + 1
    return text[start : span.end]


def _paid_from(text: str, span: Span) -> tuple[Span, ...]:
    span = Span(span.start + len(span.of(text)) - len(span.of(text).lstrip("由从在")), span.end)
    told = clause_of(text, span) + re.split("[,;。]", text[span.end :])[0]
    bare = span.of(text)
    end = next(
        (at for at in (bare.find(word) for word in ("中支", "中列", "列支", "支出", "开支")) if at > 0), len(bare)
    )
    span = Span(span.start, span.start + end)
    return (span,) if _PAID.search(told) and 1 < len(span) <= LONGEST else ()


def _cell(text: str, read: Span) -> Span | None:
    """Return the one cell of a row in which all the words stand that were read."""
    left, right = text.rfind("|", 0, read.start) + 1, text.find("|", read.start)
    cell = Span(left, right if right >= 0 else len(text))
    bare = cell.of(text).strip()
    start = cell.start + len(cell.of(text)) - len(cell.of(text).lstrip())
    return Span(start, start + len(bare)) if bare and read.end <= cell.end else None


def _typed(question: Question, candidate: Candidate, span: Span, *, whole: bool = False) -> tuple[Span, ...]:
    """Return the value of the asked kind in `span`, which with `whole` is a cell and may be the value as it is."""
    text = candidate.sentence.text
    if question.kind != "fact" or question.asked not in _VALUED or len(question.slots) > 1:
        return ()
    if asks_phone(question):
        return _one(PHONE, text, span)
    if asks_clock(question):
        return read_clock(question, text, span)
    if question.asked in {"quantity", "percent"} and _LASTS.search(question.text):
        lasting = _lasting(question, text, span)
        if lasting or whole:
            return lasting
    if question.asked == "place" and _HANDED.search(question.text) and (turned := _turned_to(text, span)):
        return turned
    if question.asked == "place":
        return _place(text, span, whole=whole)
    if question.asked == "time" and not (TIME.search(span.of(text)) or (not whole and holds_kind(question, candidate))):
        return ()
    if question.asked in {"person", "body"} and re.search(r"\d", span.of(text)):
        return ()
    if whole and question.asked in {"person", "body", "name"}:
        named = question.asked != "body" or BODY.search(span.of(text)) or _ORGAN.search(span.of(text))
        return (span,) if named and len(span) <= LONGEST else ()
    found = None if whole else fact.read_value(question, candidate)
    spans = found.spans if found is not None else _figure(question, text, span)
    if frames.CALENDAR.search(question.text) and not all(
        TIME.search(one.of(text)) or "周" in one.of(text) for one in spans
    ):
        return ()  # 晚上9点 tells no day
    return spans if all(_lasts_as_asked(question, one.of(text)) for one in spans) else ()


def _one(form: re.Pattern[str], text: str, span: Span) -> tuple[Span, ...]:
    """Return the one stretch of a form that the words which were read touch, and are not all of another one."""
    met = [hit for found in form.finditer(text) if (hit := Span(found.start(), found.end())).overlaps(span)]
    return tuple(met) if len(met) == 1 else ()


def _lasting(question: Question, text: str, span: Span) -> tuple[Span, ...]:
    """Return a length of time, with the words that bound it: 三年 is no count of things."""
    bare = _BOUNDS.sub("", _BOUNDS.sub("", span.of(text)).strip())
    return (span,) if DURATION.fullmatch(bare) and _lasts_as_asked(question, bare) else ()


def _lasts_as_asked(question: Question, told: str) -> bool:
    """Say whether a length of time is counted as the question counts it: 几天 is not told by the 48小时 of another thing."""
    asked = next((group for slot in question.slots for group in _LASTING if slot.unit in group), None)
    return asked is None or any(told.rstrip("以内上下之前").endswith(unit) for unit in asked)


def _turned_to(text: str, span: Span) -> tuple[Span, ...]:
    """Return the body to which something is to be brought, when the words that were read touch it."""
    met = [Span(*hit.span("to")) for hit in _TURNED.finditer(text) if _ORGAN.search(hit["to"])]
    met = [one for one in met if one.overlaps(span)]
    return tuple(met) if len(met) == 1 else ()


def _place(text: str, span: Span, *, whole: bool) -> tuple[Span, ...]:
    named = None if whole else LOCATION.search(span.of(text))
    if named is not None:
        span = Span(span.start + named.start("name"), span.start + named.end("name"))
    elif not whole and "," in span.of(text):
        span = Span(span.start + span.of(text).rfind(",") + 1, span.end)
    put = re.match(r"[^,]*?(?<![存])在(?=[\u4e00-\u9fff“]{2})", span.of(text))
    span = Span(span.start + put.end(), span.end) if put else span
    return (span,) if _PLACE.search(span.of(text)) and 1 < len(span) <= LONGEST else ()


def _figure(question: Question, text: str, span: Span) -> tuple[Span, ...]:
    """Return the one figure that was read, when its unit is the asked one, or none is asked and nothing else was read."""
    if question.asked not in {"quantity", "percent"}:
        return ()
    slot = question.slots[0] if question.slots else Slot("", "")
    met = [q for q in find_quantities(text) if q.unit and not q.ordinal and q.span.overlaps(span)]
    if len(met) != 1:
        return ()
    alone = len(_BOUNDS.sub("", span.of(text)).strip()) <= len(met[0].span) and not counted_in(question, slot)
    agrees = unit_agrees(question, slot, met[0]) and counted_in(question, slot)
    return (met[0].span,) if alone or agrees else ()
