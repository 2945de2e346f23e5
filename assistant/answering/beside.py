"""What the sentence that told one thing tells of another that was asked with it: 为期一年 of 多长时间, 每月25号更新 of 几号更新.

Only values that tell their kind by themselves, figures and days, are taken: by the words of the question in their own
clause, or, when it has none, as the only one of their kind in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering import above
from assistant.answering.figures import counts_other
from assistant.answering.valued import PHONE, asks_phone
from assistant.draft import Draft, Quote, Statement
from assistant.folding import fold
from assistant.quantities import find_quantities
from assistant.question import frames
from assistant.question.focus import find_slots
from assistant.question.kind import classify
from assistant.question.model import Question, Slot
from assistant.question.states import BEFORE, NOW
from assistant.question.terms import match, tokenize
from assistant.question.words import load_words
from assistant.reasons import gives_reason
from assistant.typed import CLOCK, LOCATION, TIME, counted_in, unit_agrees
from corpus.model import Span

STRONG = 2  # characters of a word that tells of what a value is
LONGER_LEAST = 2  # characters beside a value that name what it is of
MET_LEAST = 0.6
FEW = 2  # words; a single one may be said otherwise
TOUCHED_LEAST = 0.2  # of a clause's words without which what is told is of something else
MOSTLY = 0.75  # of a clause's words that stand beside a value whose measure the clause does not name
HELD_LEAST = 0.6  # of a clause's words that a sentence holds which may tell what the clause asks
_MARK = re.compile(r"[,;。:]")
_WHOLE_MARK = re.compile(r"[;。]")
_DAY = re.compile(rf"每(?:个)?(?:年|月|季度|周)的?(?:\d{{1,2}}[日号]|[前中后末]旬|底|初)(?:之?前)?|{TIME.pattern}")
_EITHER_WAY = re.compile(r"([\u4e00-\u9fff])不\1")
_DOER = re.compile(r"由(?!于)|从[^,;。]{2,12}(?:支出|列支|出)")
_DOING = frozenset("出 掏 付 管 办 做 干 弄 搞 定 给 来 去".split())
"""Verbs of whoever sees to something, which texts put otherwise (由财政列支)."""
_DAYS_OF_CARD = frozenset({"issued", "printed", "date"})
_AGE_ASKED = re.compile(r"多大(?=[?]?$)|岁数|年纪|年龄|几岁|多少岁")
_OFFICE_ASKED = re.compile(r"^(?:是|担任|任)?(?:什么|啥|哪个)(?:职务|职位|身份|头衔|岗位)")
_BEFORE_NAME = r"(?P<office>[\u4e00-\u9fff]{0,14}(?:书记|主任|局长|部长|主席|[市省区县镇]长|[处科院校会组队馆]长|委员|干事|主编))[ \u3000]?"
_OFFICE = re.compile(_BEFORE_NAME + r"[\u4e00-\u9fff·]{2,4}")
_LASTING = re.compile(r"多久|多长(?!的?(?:路|街|堤|线))|(?:几|多少)(?P<unit>年|个月|天|周|小时)(?!轻|级)")
_DURATION = re.compile(
    r"(?<![\d.一二三四五六七八九十第])(?:\d{1,3}(?:\.\d+)?|[一二三四五六七八九十两半]{1,3})(?:年|个月|天|周|个?小时|分钟|个?工作日)(?![度级初末底]|以?来)"
)
_SAYING_NOTHING = frozenset(
    "占 是 有 要 其中 电话 号码 电话号码 手机 每 每月 每年 岁数 年纪 年龄 至少 最少 最多 小时 开始 开 举行 举办 召开 办 一般 通常 平时".split()
)
"""Words of a clause that name the kind of its value, or that something takes place: they tell no matter."""


def answer(question: Question, clause: str, told: Sequence[Draft], *, strict: bool = False) -> Draft | None:
    """Return what the quotes of `told` hold for `clause`, another part of `question`; None when that is not sure.

    With `strict` a value must be the only one of its kind, and every word of the clause must stand with it.
    """
    if _OFFICE_ASKED.search(clause):
        return _office(told)
    if above.asks(clause):
        return above.answer(question, clause, told)
    asked = _asked(question, clause)
    if asked.kind != "fact" or asked.asked not in {"quantity", "percent", "time"} or len(asked.slots) > 1:
        return None
    if (inside := _inside(asked, told) or _day_of_card(asked, told)) is not None:
        return inside
    taken = [fold(draft.short) for draft in told if draft.short]
    taken += [q.span.of(question.text) for q in find_quantities(question.text) if asked.asked == "quantity"]
    quotes = {(q.document.id, q.span.start): q for draft in told for line in draft.statements for q in line.quotes}
    if asks_phone(asked):  # the number may stand behind the field that told the name
        quotes = {key: _line_of(quote) for key, quote in quotes.items()}
    value = _only_value if strict else _value
    found = [(quote, span) for quote in quotes.values() if (span := value(asked, fold(quote.text), taken)) is not None]
    if len(found) != 1:
        return None
    quote, span = found[0]
    short = span.of(quote.text)
    line = Statement(f"**{short}**", (quote,))
    return Draft("answered", "fact", (line,), short=short, confidence=0.5, documents=(quote.document.id,))


def _line_of(quote: Quote) -> Quote:
    """Return the line of the document in which a quote stands."""
    text = quote.document.text
    end = text.find("\n", quote.span.end)
    return Quote(quote.document, Span(text.rfind("\n", 0, quote.span.start) + 1, end if end >= 0 else len(text)))


def _day_of_card(asked: Question, told: Sequence[Draft]) -> Draft | None:
    """Return the day on the card of the document whose author or signer was told (谁讲的,哪天); None without exactly one."""
    if asked.asked != "time" or frames.CLOCK.search(asked.text) or any(len(word) > 1 for word in _own_words(asked)):
        return None
    quotes = [quote for draft in told for line in draft.statements for quote in line.quotes]
    cards = {
        quote.document.id: quote
        for quote in quotes
        for field in (quote.document.card.author, quote.document.card.signer)
        if field is not None and field.span is not None and field.span.overlaps(quote.span)
    }
    document = next(iter(cards.values())).document if len(cards) == 1 else None
    day = document.card.date if document is not None else None
    if document is None or day is None or day.span is None:
        return None
    quote = Quote(document, day.span)
    line = Statement(f"**{quote.text}**", (quote,))
    return Draft("answered", "card", (line,), short=quote.text, confidence=0.5, documents=(document.id,))


def _asked(question: Question, clause: str) -> Question:
    """Return `clause` as a question of its own; the places stay those of the whole."""
    frame = classify(clause)
    if frame.card_fields and set(frame.card_fields) <= _DAYS_OF_CARD:  # 推到哪天印发 may be told by the text as well
        frame = replace(frame, kind="fact", asked="time")
    return replace(question, text=clause, kind=frame.kind, asked=frame.asked, slots=find_slots(clause), bodies=())


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
        held = [span.of(short) for span in values(asked, short)]
        found += [(draft, value) for value in held if len(short) - len(value) > LONGER_LEAST + _around(short)]
    if len(found) != 1 or _own_words(asked):
        return None
    return replace(found[0][0], short=found[0][1], items=())


def may_hold(question: Question, clause: str, told: Draft) -> bool:
    """Say whether the quotes of an answer may tell what `clause` asks: they hold its words, and a value of its kind."""
    text = " ".join(fold(quote.text) for line in told.statements for quote in line.quotes)
    asked = _asked(question, clause)
    valued = asked.kind == "fact" and asked.asked in {"quantity", "percent", "time"}
    taken = [fold(told.short)] if told.short else []
    if valued and all(any(_is_told(span, text, short) for short in taken) for span in values(asked, text)):
        return False
    if asked.asked == "reason" and not gives_reason(text):
        return False
    own = _own_words(asked)
    words, verbs = [word for word in own if len(word) >= STRONG], [word for word in own if len(word) < STRONG]
    if asked.kind != "list" and asked.asked in {"person", "body"}:
        if not words:  # 谁出, 谁管: somebody is named as doing it
            done = [verb for verb in verbs if verb not in _DOING]
            return _DOER.search(text) is not None and (not done or any(verb in text for verb in done))
        if verbs and not any(verb in text for verb in verbs):
            return False
    named = asked.kind == "list" or (asked.asked == "place" and LOCATION.search(text) is not None)
    return (valued or named or bool(words)) and sum(_meets(word, text) for word in words) >= HELD_LEAST * len(words)


def holds_word(question: Question, clause: str, told: Draft) -> bool:
    """Say whether what is told for `clause` has a word of its own in its quotes or title, or the clause has none."""
    asked = _asked(question, clause)
    words = [
        word for word in _own_words(asked) if len(word) >= STRONG and not (BEFORE.search(word) or NOW.search(word))
    ]
    return not words or words_held(question, clause, told) > 0


def words_held(question: Question, clause: str, told: Draft) -> int:
    """Return how many words that a clause has of its own stand in what is quoted for it, or in the title of that."""
    quotes = [quote for line in told.statements for quote in line.quotes]
    titles = [field.value for quote in quotes[:1] for field in quote.document.card.titles]
    text = " ".join(fold(part) for part in (*titles, *(quote.text for quote in quotes)))
    return sum(_meets(word, text) for word in _own_words(_asked(question, clause)) if len(word) >= STRONG)


def has_words(question: Question, clause: str) -> bool:
    """Say whether a clause has words of its own by which a place of the text is told from others (现在几天 has none)."""
    return bool(strong_words(question, clause))


def strong_words(question: Question, clause: str) -> list[str]:
    """Return the words that a clause has of its own, beside its question word and the places of the whole."""
    return [word for word in _own_words(_asked(question, clause)) if len(word) >= STRONG]


def holds_matter(question: Question, wording: str, told: Draft) -> bool:
    """Say whether what is quoted holds a word of the matter of `wording` that is not that of all the document, or it has none."""
    quotes = [quote for line in told.statements for quote in line.quotes]
    title = " ".join(fold(field.value) for quote in quotes[:1] for field in quote.document.card.titles)
    words = [w for w in _own_words(_asked(question, wording)) if len(w) >= STRONG and not _meets(w, title)]
    return not words or any(_meets(word, fold(quote.text)) for word in words for quote in quotes)


def only_value(question: Question, clause: str, text: str, read: Span) -> Span | None:
    """Return the one value of the kind that `clause` asks for which the words that were `read` touch."""
    asked = _asked(question, clause)
    if asked.kind != "fact" or asked.asked not in {"quantity", "percent", "time"} or len(asked.slots) > 1:
        return None
    met = [span for span in values(asked, text) if span.overlaps(read)]
    return met[0] if len(met) == 1 else None


def holds_most(question: Question, clause: str, told: Draft) -> bool:
    """Say whether half of the words that a clause has of its own stand in what is quoted for it, or in the title of that."""
    words = [word for word in _own_words(_asked(question, clause)) if len(word) >= STRONG]
    return 2 * words_held(question, clause, told) >= len(words)


def names(question: Question, clause: str, told: Draft) -> bool:
    """Say whether what is told stands in a clause of its quote that holds a word of `clause`, or it has none (还不行呢)."""
    words = [word for word in _own_words(_asked(question, clause)) if len(word) >= STRONG and word[0] not in "不没未"]
    text = fold(" ".join(quote.text for line in told.statements for quote in line.quotes))
    at = text.find(fold(told.short or "")) if told.short else -1
    around = text[max((text.rfind(mark, 0, at) for mark in ";。"), default=-1) + 1 :] if at >= 0 else text
    ahead = around.split(fold(told.short))[0] + fold(told.short) if told.short and at >= 0 else around
    return not words or any(_meets(word, ahead) for word in words)


def speaks_of(question: Question, clause: str, told: Draft) -> bool:
    """Say whether what is told for `clause`, or its title, holds some of the words that the clause has of its own.

    The one word that a clause for a value has may be said otherwise.
    """
    quotes = [quote for line in told.statements for quote in line.quotes]
    titles = [field.value for quote in quotes[:1] for field in quote.document.card.titles]
    text = " ".join(fold(part) for part in (*titles, *(quote.text for quote in quotes)))
    asked = _asked(question, clause)
    words = [word for word in _own_words(asked) if len(word) >= STRONG]
    met = sum(_meets(word, text) for word in words)
    valued = told.kind == "fact" and asked.asked not in {"person", "body"}
    return met >= TOUCHED_LEAST * len(words) or (len(words) < FEW and valued)


def _only_value(asked: Question, text: str, taken: Sequence[str]) -> Span | None:
    words = [word for word in _own_words(asked) if len(word) >= STRONG]
    return _value(asked, text, taken) if len(values(asked, text)) == 1 and all(word in text for word in words) else None


def _value(asked: Question, text: str, taken: Sequence[str]) -> Span | None:
    free = [span for span in values(asked, text) if not any(_is_told(span, text, short) for short in taken)]
    slot = asked.slots[0] if asked.slots else Slot("", "")
    typed = asked.asked == "time" or counted_in(asked, slot) or asks_phone(asked)
    words = _own_words(asked)
    strong = [word for word in words if len(word) >= STRONG]
    names = [name for name in taken if not re.search(r"\d", name)]
    if names and _AGE_ASKED.search(asked.text):
        return next((span for span in free if any(_is_age_of(text, span, name) for name in names)), None)
    before = sorted(span.end for span in values(asked, text))
    met_here = sum(_meets(word, text) for word in strong)
    if typed and len(free) == 1 and 2 * met_here >= len(strong):
        own = _clause(text, free[0], before)
        others = [_clause(text, q.span, before) for q in find_quantities(text) if q.unit and q.span != free[0]]
        elsewhere = any(_meets(word, clause) for word in strong for clause in others)
        return None if elsewhere and not any(_meets(word, own) for word in strong) else free[0]
    met = [sum(_meets(word, _clause(text, span, before)) for word in words) for span in free]
    best = max(met, default=0)
    if not best or (not typed and best < MOSTLY * len(words)):
        return None
    return free[met.index(best)] if met.count(best) == 1 else None


def values(asked: Question, text: str) -> list[Span]:
    """Return where values of the asked kind stand in folded `text`: figures, days, lengths of time, numbers to call."""
    if asks_phone(asked):
        return [Span(hit.start(), hit.end()) for hit in PHONE.finditer(text)]
    if asked.asked == "time":
        form = CLOCK if frames.CLOCK.search(asked.text) else _DAY
        return [Span(hit.start(), hit.end()) for hit in form.finditer(text)]
    if _LASTING.search(asked.text):
        unit = _LASTING.search(asked.text)
        of = (unit["unit"] or "") if unit else ""
        return [Span(hit.start(), hit.end()) for hit in _DURATION.finditer(text) if hit.group().endswith(of)]
    slot = asked.slots[0] if asked.slots else Slot("", "")
    fitting = [q for q in find_quantities(text) if q.unit and unit_agrees(asked, slot, q)]
    return [q.span for q in fitting if not counts_other(slot, q, text)]


def _is_age_of(text: str, span: Span, name: str) -> bool:
    """Say whether an age stands right behind a person's name, or before it with nothing but an office between."""
    behind = re.search(rf"{re.escape(name)}(?:[,(]|[男女]|今年|现年)*$", text[: span.start])
    return behind is not None or re.match(rf"的?[\u4e00-\u9fff]{{0,8}}{re.escape(name)}", text[span.end :]) is not None


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


def _clause(text: str, span: Span, ends: Sequence[int]) -> str:
    """Return the clause of a value, with those right before it that have none (采取电话访问,每个单位不少于40人)."""
    last = max((end for end in ends if end <= span.start), default=0)
    whole = max((hit.end() for hit in _WHOLE_MARK.finditer(text, 0, span.start)), default=0)
    marks = [hit.end() for hit in _MARK.finditer(text, 0, span.start)]
    left = next((mark for mark in marks if mark > last), max(marks, default=0)) if last > whole else whole
    right = _MARK.search(text, span.end)
    return text[left : right.start() if right else len(text)]


def _own_words(asked: Question) -> list[str]:
    """Return the words of a clause without those of the places that the whole question is of."""
    places = [place.surface for place in asked.places]
    return [word for word in _words(asked.text) if not any(word in place for place in places)]


def _words(clause: str) -> list[str]:
    """Return the words of a clause beside its question word, single characters only when they are verbs (更, 报)."""
    clause = re.sub("几个人(?:一[屋间房])?", "几人", _EITHER_WAY.sub(r"\1 ", clause))
    bare = frames.STRIP.sub(" ", frames.QUANTITY.sub(" ", frames.TIME.sub(" ", frames.CALENDAR.sub(" ", clause))))
    skipped = load_words("stopwords") | load_words("lightwords")
    return [
        word
        for word, tag in tokenize(bare)
        if word not in skipped
        and ((len(word) > 1 and tag[:1] != "m") or tag[:1] == "v")
        and word not in _SAYING_NOTHING
    ]


def _meets(word: str, clause: str) -> bool:
    return match(word, clause) >= MET_LEAST
