"""Figures that stand in a sentence of the matter and are still of something else.

Of each and not of all, of a later year, of before a change (证明由9种减到2种) and not of now.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answering import earlier
from assistant.answering.found import Found
from assistant.evidence import Candidate
from assistant.opposed import grades_differ
from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question.model import Question
from assistant.question.states import BEFORE, NOW
from assistant.question.terms import coverage, match, tokenize
from corpus.model import Span

_IN_ALL = re.compile(r"总共|一共|合计|总计|共计|总数|全算上|全部加|统共|加起来")
_CUT = re.compile(
    r"[^,;。\d]{0,4},[^,;。\d]{0,6}(?:核减|核定|核增|审定|调[减增整]|[压缩削增]减|压缩|精简|减少|降低|下调|上调|提高|扩大)(?:到|至|为)"
)
"""A second figure that somebody made of the first: 申报36.5万元,会议核减为29万元."""
_EACH = re.compile(r"每|各(?!级|类|项|区|县|市|单位|部门)|人均|平均")
_SHIFT = re.compile(
    r"[^,;。\d]{0,6}(?:减|降|压|缩|砍|削|裁|增|升|提高|扩|改|变|调|涨|跌)[^,;。\d]{0,3}(?:到|至|为|成)[^,;。\d]{0,2}"
)
_DOES = re.compile(
    r"(?:谁|哪(?:个|家|些)?(?:单位|部门|机关|人|位))(?:来|去|负责|具体|进行)?(?P<verb>[\u4e00-\u9fff]{2,4}?)(?:的|了|呢|啊)?(?=[?,、]|$)"
)
_FROM = re.compile(
    r"从(?P<source>[\u4e00-\u9fff]{2,6}?)(?:里面?|中|上)?(?:要|得|能|再|一共|又)?(?:掏|出|拿|支|列支|开支)(?!发)"
)
SHARED = re.compile(
    r"由?(?P<a>[^,;。:]{2,12}?)(?:和|与|、)(?P<b>[^,;。:]{2,14}?)按照?(?P<x>\d+)[:∶比](?P<y>\d+)的?(?:比例)?(?:共同)?(?:分担|负担|承担|出资|配套)"
)
_PAYS = re.compile(r"(?:[出掏拿]|承担|负担|分担)(?:了|得|要)?(?:多少|几)")
_NAMED = re.compile(r"“([^”]{2,20})”")
_COUNT_ASKED = re.compile(r"多少|几")
_PERIOD_ASKED = re.compile(r"(?:一个?|每个?)(?P<unit>年|季度|月|周|天|日|餐|次|场|期)[^,。?]{0,10}(?:多少|几)")
_PERIOD_TOLD = re.compile(r"每个?(?P<unit>年|季度|月|周|天|日|餐|次|场|期|人次|课时|小时|[辆台]每天)")
ACT_LEAST = 0.45
PART_MOST, PART_LEAST = (
    0.2,
    0.4,
)  # of the question's weight in the figure's own part, and in the one that is of its matter
MET_LEAST = 0.6
_YEAR_BEFORE = re.compile(r"^(?:上年|上一年|前一年|上届|上一届)(?:同期|[末底])?[\u4e00-\u9fff]{0,2}[为是有]$")
_ASKS_BEFORE = re.compile(rf"{BEFORE.pattern}|[上前头]一?[年届]|比")
_CAME_TO = re.compile(r"(?:[压降减缩升增提涨扩砍][\u4e00-\u9fff]{0,2}|变)[到至为成]$")
_LAST_YEAR = re.compile(r"去年|上一?年")
_PAID = re.compile(r"(?P<verb>[花支收拨捐罚])(?:了|掉|出|上来)?(?:多少|几)")
_BRANCH = re.compile(r"支(?=[部队委书])|收(?=费|入)")
"""Parts of words in which the verbs of paying are none."""
_LEADS = 12  # characters before a figure in which 原先 or 如今 tells of when it is


def is_of_something_else(question: Question, value: Found) -> bool:
    """Say whether a value of the asked kind is of each, of who did something else, of another act or part."""
    others = (
        is_of_each,
        _is_of_another_doer,
        _is_of_another_source,
        _is_of_another_act,
        _is_of_a_lesser_part,
        _is_of_another_period,
    )
    return any(is_other(question, value) for is_other in others)


def is_of_each(question: Question, value: Found) -> bool:
    """Say whether a figure is that of each (每期150人) when the question asks for all together."""
    if question.asked != "quantity" or not _IN_ALL.search(question.text) or _EACH.search(question.text):
        return False
    text = value.candidate.sentence.text
    leads = [re.split("[,;:。、]", text[: span.start])[-1] for span in value.spans]
    return bool(leads) and all(_EACH.search(lead) for lead in leads)


def _is_of_another_source(question: Question, value: Found) -> bool:
    """Say whether a sum is asked of one source (从党费里掏多少), and told of another or of two together."""
    text = value.candidate.sentence.text
    if question.asked != "quantity" or (_PAYS.search(question.text) and SHARED.search(text)):
        return question.asked == "quantity"  # what is shared is told of one by `shares`, or not at all
    hit = _FROM.search(question.text)
    return hit is not None and hit["source"] not in text


def is_of_later_year(question: Question, value: Found) -> bool:
    """Say whether one of the figures is a later year's, told beside its distance from that of the asked year."""
    text, document = value.candidate.sentence.text, value.candidate.document
    return any(earlier.is_of_later_year(question, document, text, span.of(text)) for span in value.spans)


def _is_of_another_doer(question: Question, value: Found) -> bool:
    """Say whether who is named does something else: of 甲统筹,乙具体实施,丙负责监督 the clause with the verb names another."""
    hit = _DOES.search(question.text)
    if hit is None or question.asked not in {"person", "body"} or question.language == "en" or not value.spans:
        return False
    text, verb = value.candidate.sentence.text, hit["verb"]
    clauses = [(m.start(), m.group()) for m in re.finditer(r"[^,;。:]+", text) if verb in m.group()]
    if len(clauses) != 1:
        return False
    at, clause = clauses[0]
    start = value.spans[0].start
    named = re.split(r"[,;。:]", text[:start])[-1] + re.split(r"[,;。:]", text[start:])[0]
    own = at <= start < at + len(clause) or any(match(term.text, named) >= MET_LEAST for term in question.terms)
    before = tokenize(clause[: clause.index(verb)])
    return not own and any(tag[:1] in {"n", "j"} for _, tag in before)


def _is_of_another_act(question: Question, value: Found) -> bool:
    """Say whether a figure's clause has its own act, and the sentence nothing of the asked one.

    推进强制责任保险试点,完成1.67万家企业清理整治 tells not 多少家企业投了: of the question only 企业 stands with the figure.
    """
    slots = question.slots
    if question.asked != "quantity" or question.language == "en" or len(slots) != 1 or len(value.spans) != 1:
        return False
    text, span = value.candidate.sentence.text, value.spans[0]
    asking = next((part for part in re.split("[,?]", question.text) if _COUNT_ASKED.search(part)), "")
    acts = [t for t in question.terms if not t.entity and t.text in asking and t.text[0] not in slots[0].counted[:-1]]
    acts = [t for t in acts if any(tag[:1] == "v" for _, tag in tokenize(t.text))]
    above = f"{value.candidate.book.heading_path(value.candidate.sentence)} {text}"
    done = any(term.text in above or match(term.text, above) >= ACT_LEAST for term in acts)  # 交 in 移交
    if not slots[0].unit or not acts or done:
        return False
    clause = re.split("[,;。:]", text[: span.start])[-1] + re.split("[,;。:]", text[span.start :])[0]
    beside = [
        t for t in question.terms if t not in acts and not t.entity and t.text not in (slots[0].counted or asking)
    ]
    return any(t.text in text for t in beside) and not any(match(t.text, clause) >= ACT_LEAST for t in beside)


def _is_of_another_period(question: Question, value: Found) -> bool:
    """Say whether a figure is that of each (每餐补贴4元) of another thing than the question asks for (一个月发多少)."""
    asked = _PERIOD_ASKED.search(question.text)
    if question.asked != "quantity" or asked is None or len(value.spans) != 1:
        return False
    text = value.candidate.sentence.text
    lead = re.split("[,;。]", text[: value.spans[0].start])[-1]
    told = {hit["unit"] for hit in _PERIOD_TOLD.finditer(lead)}
    return bool(told) and asked["unit"] not in told


def _is_of_a_lesser_part(question: Question, value: Found) -> bool:
    """Say whether a figure stands in a part of the sentence (用餐的…;租用车辆的…) that has next to nothing of the question, and another has."""
    text = value.candidate.sentence.text
    if question.asked != "quantity" or question.language == "en" or len(value.spans) != 1 or ";" not in text:
        return False
    at = value.spans[0].start
    own = re.split(";", text[:at])[-1] + re.split(";", text[at:])[0]
    others = [part for part in text.split(";") if part not in own and find_quantities(part)]
    best = max((coverage(question.terms, part) for part in others), default=0.0)
    return coverage(question.terms, own) <= PART_MOST and best >= PART_LEAST


def is_of_another_part(question: Question, text: str, short: str) -> bool:
    """Say whether the value `short` of folded `text` is told of another of several that the sentence goes through.

    Its part between semicolons is of another quoted name (“药品护民”突击队罚没28.7万元) than the one that the question and
    the sentence have, or its clause of another grade (一等奖600元); or it is a figure of the question itself.
    """
    at = text.find(short)
    if at < 0:
        return False
    if _is_stated(question, short):
        return True
    part = re.split(";", text[:at])[-1] + re.split(";", text[at:])[0]
    clause = re.split("[,;。:]", text[:at])[-1] + re.split("[,;。:]", text[at:])[0]
    named, own = (set(_NAMED.findall(said)) for said in (text, part))
    asked = {name for name in named if name in question.text}
    led = _YEAR_BEFORE.search(re.split("[,;。:]", text[:at])[-1])
    if led is not None and not _ASKS_BEFORE.search(question.text):
        return True  # 收缴742.6万元,上年为718.3万元
    return grades_differ(question.text, clause) or bool(asked and own and not own & asked)


def is_of_another_stretch(words: Sequence[str], text: str, short: str) -> bool:
    """Say whether the figure `short` stands in one of several like stretches (第一次,亮黄牌;半年内两次,亮橙牌) and the `words` in another.

    They are alike when each has a figure of one measure; what only leads to the others (办班4期;每期90人) has another.
    """
    stretches = text.split(";")
    own = [stretch for stretch in stretches if short in stretch]
    units = {q.unit for q in find_quantities(short) if q.unit}
    if len(stretches) < 2 or len(own) != 1 or not units:
        return False
    if any(match(word, own[0]) >= MET_LEAST for word in words):
        return False
    others = [stretch for stretch in stretches if any(word in stretch for word in words)]
    return any(units & {q.unit for q in find_quantities(stretch)} for stretch in others)


def _is_stated(question: Question, short: str) -> bool:
    """Say whether the one figure of a value is one that the question itself states (7个支部里,在职的几个)."""
    found = find_quantities(short)
    stated = [(q.value, q.unit) for q in find_quantities(question.text) if q.value is not None and q.value != 1]
    return len(found) == 1 and question.language != "en" and (found[0].value, found[0].unit) in stated


def is_of_another_payment(question: Question, text: str, short: str) -> bool:
    """Say whether the sum `short` is not the one that another clause tells with the asked verb (安排96万元,实际支出71万元: 花了)."""
    paid, lead = _paid(question, text), re.split("[,;。:]", text.partition(short)[0])[-1]
    other = paid is not None and short in text and short not in paid.of(text) and bool(_sums(short))
    return other and _YEAR_BEFORE.search(lead) is None  # 收缴742.6万元,上年为718.3万元 tells of one payment


def _paid(question: Question, text: str) -> Span | None:
    """Return the one clause with a sum that folded `text` tells with the verb of paying that is asked; None without one."""
    asked = _PAID.search(question.text)
    clauses = [Span(*hit.span()) for hit in re.finditer("[^,;。:]+", text)] if asked else []
    told = [
        c
        for c in clauses
        if asked and match(asked["verb"], _BRANCH.sub("", c.of(text))) >= MET_LEAST and _sums(c.of(text))
    ]
    return told[0] if len(told) == 1 else None


def _sums(text: str) -> list[Quantity]:
    return [q for q in find_quantities(text) if q.unit.endswith("元")]


def in_asked_state(question: Question, value: Found, candidates: Sequence[Candidate]) -> Found | None:
    """Return `value` with the figures of now where a question asks for now, of before where it asks for before.

    Of 由9种减到2种 the other one is given; a figure that the text tells as the other's, here or in such a sentence of
    `candidates`, is none. A question that asks for neither gets what it got.
    """
    value = _of_the_period(question, _of_the_whole(question, value))
    text, document = value.candidate.sentence.text, value.candidate.document
    paid = _paid(question, text)
    if paid is not None and len(value.spans) == 1 and not paid.contains(value.spans[0]):
        (sum_paid, *others) = _sums(paid.of(text))
        if not others and _sums(value.spans[0].of(text)):
            own = Span(paid.start + sum_paid.span.start, paid.start + sum_paid.span.end)
            return replace(value, spans=(own,))
    changed = shifts(text)
    before = BEFORE.search(question.text) is not None or _starts_in_asked_year(question, text, changed)
    now = NOW.search(question.text) is not None
    if not before and not now and _starts_in_last_year(text, changed):  # 由去年的30%提高到35%
        before = _LAST_YEAR.search(question.text) is not None
        now = not before
    if now == before:
        return value
    elsewhere = [pair for c in candidates if c.document.id == document.id for pair in shifts(c.sentence.text)]
    spans = []
    for quantity in find_quantities(text):
        if quantity.span not in value.spans:
            continue
        other = next((pair[now] for pair in changed if quantity == pair[not now]), None)
        lead = text[max(0, quantity.span.start - _LEADS) : quantity.span.start]
        told = (BEFORE if now else NOW).search(lead) or (before and _CAME_TO.search(lead))
        left = any(quantity.value == pair[not now].value and quantity.unit == pair[not now].unit for pair in elsewhere)
        if other is None and quantity not in [pair[now] for pair in changed] and (told or left):
            later = [_of_change(question, value, c, now=now) for c in candidates if c.document.id == document.id]
            return next(filter(None, later), None) if left else None
        spans.append((other or quantity).span)
    return replace(value, spans=tuple(spans)) if len(spans) == len(value.spans) else value


def _of_the_whole(question: Question, value: Found) -> Found:
    """Return `value`, or the figure of all (全年安排9课) where it is that of a part (其中现场开课3课) that the question does not name."""
    text = value.candidate.sentence.text
    at = text.rfind("其中", 0, value.spans[0].start) if len(value.spans) == 1 else -1
    if question.asked != "quantity" or at < 0 or re.search("[;。]", text[at : value.spans[0].start]):
        return value
    told = re.split("[,;。]", text[at + 2 :])[0]
    pieces = re.findall(r"(?=([\u3400-\u9fff]{2}))|(?<!\d)(\d+)(?!\d)", told)
    figures = find_quantities(text)
    unit = next((q.unit for q in figures if q.span.overlaps(value.spans[0])), "")
    whole = [q.span for q in figures if q.unit == unit and q.span.end <= at and not q.ordinal]
    if not unit or len(whole) != 1 or any((pair or number) in question.text for pair, number in pieces):
        return value
    return replace(value, spans=(whole[0],))


def _of_the_period(question: Question, value: Found) -> Found:
    """Return `value`, or the one figure told of the asked period (全年不少于12次) where it is that of another (每月至少1次)."""
    if not _is_of_another_period(question, value):
        return value
    text, asked = value.candidate.sentence.text, _PERIOD_ASKED.search(question.text)
    figures = find_quantities(text)
    unit = next((q.unit for q in figures if q.span.overlaps(value.spans[0])), "")
    led = re.compile(rf"[每全一]{asked['unit'] if asked else ''}[^,;。\d]{{0,6}}$")
    own = [q.span for q in figures if q.unit == unit and led.search(text[: q.span.start])]
    return replace(value, spans=(own[0],)) if unit and len(own) == 1 else value


def _starts_in_asked_year(question: Question, text: str, changed: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Say whether the one change of folded `text` starts from the asked year: 由2024年的240名增加到286名, asked of 2024."""
    year = earlier.asked_year(question)
    lead = text[max(0, changed[0][0].span.start - _LEADS) : changed[0][0].span.start] if len(changed) == 1 else ""
    return year is not None and re.search(rf"(?:由|从){year[:4]}年?[^,;。]{{0,4}}$", lead) is not None


def _starts_in_last_year(text: str, changed: Sequence[tuple[Quantity, Quantity]]) -> bool:
    lead = text[max(0, changed[0][0].span.start - _LEADS) : changed[0][0].span.start] if len(changed) == 1 else ""
    return re.search(rf"(?:由|从)(?:{_LAST_YEAR.pattern})[^,;。]{{0,4}}$", lead) is not None


def _of_change(question: Question, value: Found, candidate: Candidate, *, now: bool) -> Found | None:
    """Return the asked figures of a change that `candidate` tells, each the only one of its kind; None when one is not."""
    pairs = shifts(candidate.sentence.text)
    kinds = []
    for slot in question.slots:
        alike = [pair for pair in pairs if slot.unit and compatible(slot.unit, pair[0].unit)]
        kinds.append([pair for pair in alike if pair[0].unit == slot.unit] or alike)
    if not kinds or any(len(kind) != 1 for kind in kinds):
        return None
    return replace(value, candidate=candidate, spans=tuple(sorted(kind[0][now].span for kind in kinds)))


def shifts(text: str) -> list[tuple[Quantity, Quantity]]:
    """Return the figures of folded `text` before and after a change, as it tells them in one breath (由9种减到2种)."""
    figures = [q for q in find_quantities(text) if q.value is not None and q.unit and not q.ordinal]
    return [
        (old, new)
        for old, new in pairwise(figures)
        if (compatible(old.unit, new.unit) and _SHIFT.fullmatch(text[old.span.end : new.span.start]))
        or (old.unit == new.unit and _CUT.fullmatch(text[old.span.end : new.span.start]))
    ]
