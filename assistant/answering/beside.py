"""What the sentence that told one thing tells of another that was asked with it: 为期一年 of 多长时间, 每月25号更新 of 几号更新.

Only values that tell their kind by themselves, figures and days, are taken: by the words of the question in their own
clause, or, when it has none, as the only one of their kind in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.draft import Draft, Statement
from assistant.folding import fold
from assistant.quantities import find_quantities
from assistant.question import frames
from assistant.question.focus import find_slots
from assistant.question.kind import classify
from assistant.question.model import Question, Slot
from assistant.question.terms import match, tokenize
from assistant.question.words import load_words
from assistant.typed import TIME, counted_in, unit_agrees
from corpus.model import Span

STRONG = 2  # characters of a word that tells of what a value is
LONGER_LEAST = 2  # characters beside a value that name what it is of
MET_LEAST = 0.6
_MARK = re.compile(r"[,;。:]")
_DAY = re.compile(rf"每(?:个)?(?:年|月|季度|周)的?(?:\d{{1,2}}[日号]|[前中后末]旬|底|初)(?:之?前)?|{TIME.pattern}")
_OFFICE_ASKED = re.compile(r"^(?:是|担任|任)?(?:什么|啥|哪个)(?:职务|职位|身份|头衔|岗位)")
_BEFORE_NAME = r"(?P<office>[\u4e00-\u9fff]{0,14}(?:书记|主任|局长|部长|主席|[市省区县镇]长|[处科院校会组队馆]长|委员|干事|主编))[ \u3000]?"
_OFFICE = re.compile(_BEFORE_NAME + r"[\u4e00-\u9fff·]{2,4}")
_LASTING = re.compile(r"多久|多长时间|(?:几|多少)(?P<unit>年|个月|天|周|小时)(?!轻|级)")
_DURATION = re.compile(
    r"(?<![\d一二三四五六七八九十第])(?:\d{1,3}|[一二三四五六七八九十两半]{1,3})(?:年|个月|天|周|个?小时|个?工作日)(?![度级初末底]|以?来)"
)
_PHONE = re.compile(r"\d{3,4}-\d{5,8}|1\d{10}|(?<!\d)\d{7,8}(?!\d)")


def answer(question: Question, clause: str, told: Sequence[Draft]) -> Draft | None:
    """Return what the quotes of `told` hold for `clause`, another part of `question`; None when that is not sure."""
    if _OFFICE_ASKED.search(clause):
        return _office(told)
    frame = classify(clause)
    asked = replace(question, text=clause, kind=frame.kind, asked=frame.asked, slots=find_slots(clause), bodies=())
    if frame.kind != "fact" or frame.asked not in {"quantity", "percent", "time"} or len(asked.slots) > 1:
        return None
    if (inside := _inside(asked, told)) is not None:
        return inside
    taken = [fold(draft.short) for draft in told if draft.short]
    quotes = {(q.document.id, q.span.start): q for draft in told for line in draft.statements for q in line.quotes}
    found = [(quote, span) for quote in quotes.values() if (span := _value(asked, fold(quote.text), taken)) is not None]
    if len(found) != 1:
        return None
    quote, span = found[0]
    short = span.of(quote.text)
    line = Statement(f"**{short}**", (quote,))
    return Draft("answered", "fact", (line,), short=short, confidence=0.5, documents=(quote.document.id,))


def _office(told: Sequence[Draft]) -> Draft | None:
    """Return the office that stands right before the one name that was told, with it or in its sentence (市委书记某某)."""
    found = []
    for draft in told:
        name, quotes = draft.short or "", [quote.text for line in draft.statements for quote in line.quotes]
        hits = [_OFFICE.fullmatch(name), *(re.search(_BEFORE_NAME + re.escape(name), text) for text in quotes)]
        found += [(draft, hit["office"]) for hit in hits if hit][:1]
    return replace(found[0][0], short=found[0][1], items=()) if len(found) == 1 else None


def _inside(asked: Question, told: Sequence[Draft]) -> Draft | None:
    """Return the value that stands inside a longer one (组织建设(25分), 某某 电话:0000-1234567); None without exactly one."""
    found = []
    for draft in told:
        short = fold(draft.short or "")
        held = [span.of(short) for span in _values(asked, short)]
        found += [(draft, value) for value in held if len(short) - len(value) > LONGER_LEAST + _around(short)]
    if len(found) != 1 or _words(asked.text):
        return None
    return replace(found[0][0], short=found[0][1], items=())


def may_hold(clause: str, told: Draft) -> bool:
    """Say whether the quotes of an answer speak of what `clause` asks, or it has no words of its own to tell by."""
    text = " ".join(fold(quote.text) for line in told.statements for quote in line.quotes)
    words = [word for word in _words(clause) if len(word) >= STRONG]
    return sum(_meets(word, text) for word in words) * 2 >= len(words)


def _value(asked: Question, text: str, taken: Sequence[str]) -> Span | None:
    values = [span for span in _values(asked, text) if not any(_is_told(span, text, short) for short in taken)]
    slot = asked.slots[0] if asked.slots else Slot("", "")
    typed = asked.asked == "time" or counted_in(asked, slot) or _asks_phone(asked)
    words = _words(asked.text)
    strong = [word for word in words if len(word) >= STRONG]
    if typed and len(values) == 1 and all(_meets(word, text) for word in strong):
        return values[0]
    met = [sum(_meets(word, _clause(text, span)) for word in words) for span in values]
    best = max(met, default=0)
    if not best or (not typed and best < len(words)):
        return None
    return values[met.index(best)] if met.count(best) == 1 else None


def _values(asked: Question, text: str) -> list[Span]:
    if _asks_phone(asked):
        return [Span(hit.start(), hit.end()) for hit in _PHONE.finditer(text)]
    if asked.asked == "time":
        return [Span(hit.start(), hit.end()) for hit in _DAY.finditer(text)]
    if _LASTING.search(asked.text):
        unit = _LASTING.search(asked.text)
        of = (unit["unit"] or "") if unit else ""
        return [Span(hit.start(), hit.end()) for hit in _DURATION.finditer(text) if hit.group().endswith(of)]
    slot = asked.slots[0] if asked.slots else Slot("", "")
    return [q.span for q in find_quantities(text) if q.unit and unit_agrees(asked, slot, q)]


def _asks_phone(asked: Question) -> bool:
    return re.search(r"电话|手机|号码", asked.text) is not None


def _is_told(span: Span, text: str, short: str) -> bool:
    """Say whether a value is all of another part's answer; one that stands inside a longer one (组织建设(25分)) is not."""
    at = text.find(short)
    return (
        at >= 0
        and at <= span.start
        and span.end <= at + len(short)
        and len(span) >= len(short) - LONGER_LEAST - _around(short)
    )


def _around(short: str) -> int:
    """Return how many characters of a value only say how far it goes (不少于40学时, 3月15日以前)."""
    return sum(
        len(hit.group())
        for hit in re.finditer(r"不少于|不超过|不低于|不高于|超过|以前|之前|前|以上|以内|起|约|近", short)
    )


def _clause(text: str, span: Span) -> str:
    left = max((hit.end() for hit in _MARK.finditer(text, 0, span.start)), default=0)
    right = _MARK.search(text, span.end)
    return text[left : right.start() if right else len(text)]


def _words(clause: str) -> list[str]:
    """Return the words of a clause beside its question word, single characters only when they are verbs (更, 报)."""
    bare = frames.STRIP.sub(" ", frames.QUANTITY.sub(" ", frames.TIME.sub(" ", frames.CALENDAR.sub(" ", clause))))
    skipped = load_words("stopwords") | load_words("lightwords")
    return [
        word
        for word, tag in tokenize(bare)
        if word not in skipped
        and ((len(word) > 1 and tag[:1] != "m") or tag[:1] == "v")
        and word not in {"占", "是", "有", "要", "其中", "电话", "每", "每月", "每年"}
    ]


def _meets(word: str, clause: str) -> bool:
    return word in clause if len(word) == 1 else match(word, clause) >= MET_LEAST
