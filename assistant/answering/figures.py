"""Figures: which of the quantities in a sentence are those that were asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.counted import asked_terms
from assistant.answering.found import FOCUS_LEAST, Found
from assistant.evidence import Candidate, clause_around
from assistant.quantities import Quantity, compatible, find_quantities, find_years
from assistant.question import frames
from assistant.question.model import Question, Slot
from assistant.question.terms import coverage, match, tokenize
from assistant.question.words import load_words
from assistant.typed import asks_years, counted_in, find_counted_names, unit_agrees
from corpus.model import Span

VALUE_LEAST = 0.45
LEAST_ALIKE = 2  # figures that are to be told apart
AHEAD = 0.3  # of the question's weight that the clause of the figure that was read may hold more than the named one's
LEAST_NAME = 2  # characters of a noun that tell one figure from its like
_CLASS_ALONE = re.compile(r"(?:^|[,、的里中])(村|镇|街|乡|县|区|市|局|所|站|校|店|厂|男|女)$")
ADJOINING = 2  # code points between figures that are said in one breath
LIKELY = 0.55  # trust from which the reader's own figure counts when its unit is what the question names
_ORDINAL_ASKED = re.compile(
    r"第几|名次|排名|位次|排(?:在)?(?:多少|几)|哪(?:一)?[届批期轮次位名]|\b(?:rank|place|which|where)"
)
_BOUND = re.compile(r"不足|不到|超过?|不超过|不少于|不低于|.+以[上下]$")
_DEFINES = re.compile(r"(?:才|就|怎么|咋)算|算(?:是|作)?(?:超|特|重|大|小)")  # 多大才算: the bound is what is asked for
_GROUP = re.compile(r"的[^,;。\d]{0,6}(?:有|共|占|达)[^,;。\d]{0,2}\d")
"""What follows a figure that only bounds a group which is counted (不足4次的有23对)."""
_FROM_WHEN = re.compile(
    r"满(?:了)?(?:多久|多长时间|多少[年天]|几(?:年|天|个月))|(?:多久|多长时间|多少[年天]|几(?:年|天|个月))(?:以上|之?后)?(?:才|就)(?:[能算够行]|可以|有资格|允许)"
)
"""What asks from how long on something is allowed; no length of anything else answers it."""
_UPON = re.compile(
    r"(?:满|不少于|不低于|至少|超过|达到?|连续)[^,;。\d]{0,6}[\d一二三四五六七八九十两半][^,;。]{0,5}$|以上$"
)
_ONWARD = re.compile(r"(?:以上|及以上|后|之?内(?:均|一律)?不|的[,;。]|的$)")
_LED = re.compile(r"[^,;。、\d]{2,12}?(?P<by>按照?|对|为|给)(?=[\u3400-\u9fff])")
_THINGS = frozenset({"个", "家", "所", "座", "处"})
_ADDED = re.compile(r"新(?:增|建|设|培育|发展|创建|成立)|增加|增设")
_IN_ALL = re.compile(r"总共|一共|合计|总计|累计|拢共")
_ALL_THERE_ARE = re.compile(r"(?:总共|一共|共|拢共|总计|合计)(?:是|有)?(?:多少|几)|总数")
_SUMMED = re.compile(r"累计|总共|一共|合计|总计|总数")
SURE = 0.75  # trust from which the reader's own figure counts though no noun beside it is the asked one


def read_figures(question: Question, candidate: Candidate, read: Span) -> Found | None:
    """Return the figures that were asked for, unless the one that was found counts something else."""
    found = _read_figures(question, candidate, read)
    if found is None or len(found.spans) != 1:
        return found
    text = candidate.sentence.text
    if len(question.slots) != 1:
        one = [q for q in find_quantities(text) if q.span == found.spans[0] for slot in question.slots]
        others = [counts_other(slot, q, text) for q, slot in zip(one, question.slots, strict=False)]
        return None if others and all(others) else found
    clause = re.split("[,;。]", text[: found.spans[0].start])[-1]
    added = _ADDED.search(clause) and not _SUMMED.search(clause) and not _ADDED.search(question.text)
    if _ALL_THERE_ARE.search(question.text) and added:
        return None  # 新增7家 are not all there are
    counted = [q for q in find_quantities(text) if q.span == found.spans[0]]
    if not any(counts_other(question.slots[0], q, text) for q in counted):
        return found
    own = [q for q in _told(question, text) if unit_agrees(question, question.slots[0], q)]
    own = [q for q in own if _counts_noun(question.slots[0], q, text)]  # 6个领域16个示范点, 示范点有几个
    return replace(found, spans=(own[0].span,)) if len(own) == 1 else None


def _read_figures(question: Question, candidate: Candidate, read: Span) -> Found | None:
    """Return the figures that were asked for: by their counted nouns where the question names them, else as they were read.

    Of many figures in one sentence the noun beside one tells it surely (多少条便民措施); without a noun the reader's
    words go first, then unit and focus.
    """
    slots = question.slots or (Slot("", ""),)
    if len(slots) == 1 and (named := _named(question, slots[0], candidate, read)) is not None:
        return Found(candidate, (named.span,), candidate.score)
    found = find_figures(question, candidate)
    ruled = replace(found, fit=candidate.score * min(1.0, found.fit + 0.2)) if found else None
    if ruled is not None and all(slot.counted for slot in slots):
        return ruled
    near = [q for q in _told(question, candidate.sentence.text) if q.span.overlaps(read)]
    chosen: list[Quantity] = []
    for slot in slots:
        chosen += [q for q in near if q not in chosen and unit_agrees(question, slot, q)][:1]
    trust = candidate.trust or 0.0
    if len(slots) == 1:
        chosen = [q for q in chosen if not counts_other(slots[0], q, candidate.sentence.text)]
        chosen = [_told_apart(question, slots[0], q, candidate) for q in chosen]
    pointed = Found(candidate, tuple(sorted(q.span for q in chosen)), candidate.score) if chosen else None
    spoken = all(not slot.unit or _speaks_of(slot.counted, candidate) for slot in slots)
    if pointed is not None and len(chosen) == len(slots) and trust >= (LIKELY if spoken else SURE):
        return pointed
    if ruled is not None:
        return ruled
    sure = spoken and all(counted_in(question, slot) for slot in slots)
    return pointed if trust >= (LIKELY if sure else SURE) else None


def _named(question: Question, slot: Slot, candidate: Candidate, read: Span) -> Quantity | None:
    """Return the one figure of several alike that stands right after the asked noun (党总支26个、党支部272个); else None.

    Asked for all together, it is the one that the text calls so (新建85个,累计280个).
    """
    text = candidate.sentence.text
    noun = re.sub(r"[^\u3400-\u9fff]", "", slot.counted or slot.focus)
    like = [q for q in _told(question, text) if unit_agrees(question, slot, q) and q.unit]
    if len(like) < LEAST_ALIKE or len({q.unit for q in like}) > 1:
        return None
    summed = [q for q in like if _SUMMED.search(re.split("[,;。]", text[: q.span.start])[-1])]
    if _IN_ALL.search(question.text) and len(summed) == 1:
        return summed[0]
    if len(noun) < LEAST_NAME or any(noun[-LEAST_NAME:] in _after(q, text) for q in like):
        return None  # 项目160多个,10个优秀项目入围: both are of the noun
    lengths = [_common_end(text[: q.span.start], noun) for q in like]
    longest = max(lengths)
    if longest < LEAST_NAME or lengths.count(longest) > 1:
        return None
    named = like[lengths.index(longest)]
    pointed = next((q for q in like if q.span.overlaps(read)), named)
    return named if _met(question, pointed, candidate) <= _met(question, named, candidate) + AHEAD else None


def _met(question: Question, quantity: Quantity, candidate: Candidate) -> float:
    """Return how much of the question the clause of a figure holds."""
    clause = clause_around(candidate.sentence, quantity.span.start, quantity.span.end, least=0)
    return coverage(question.terms, clause.of(candidate.sentence.text))


def counts_other(slot: Slot, quantity: Quantity, text: str) -> bool:
    """Say whether a figure counts something else (291个村居), as another counts the noun that is asked of (单位多少)."""
    words = [word for word, tag in tokenize(slot.focus) if len(word) > 1 and tag[:1] == "n"]
    words += [hit.group(1)] if (hit := _CLASS_ALONE.search(slot.focus)) else []  # 291个村居里,村有几个
    if slot.counted or not words or not slot.focus.endswith(words[-1]):
        return False
    after = {q.span: _after(q, text) for q in find_quantities(text) if q.unit}
    own = after.get(quantity.span, "")
    if not own and slot.unit and words[-1] in text:  # 收集意见建议482条;建立提案机制: no 提案 are counted
        before = re.split(r"[,;:。]", text[: quantity.span.start])[-1]
        noun = any(tag[:1] == "n" and len(word) > 1 for word, tag in tokenize(before))
        return noun and words[-1] not in before + re.split(r"[,;:。]", text[quantity.span.end :])[0]
    if len(own) <= 1 or words[-1] in own:
        return False
    things = [word for word, tag in tokenize(own)[:1] if tag == "n" and len(word) > 1]
    clause = re.split(r"[,;:。]", text[quantity.span.end :])[0]
    doer = slot.unit in _THINGS and things and things[0] not in slot.focus and words[-1] in clause[len(things[0]) :]
    return bool(doer) or any(words[-1] in other for other in after.values())  # 22个单位结对镇街, 镇街有几个


def _counts_noun(slot: Slot, quantity: Quantity, text: str) -> bool:
    """Say whether the noun that the slot ends in stands right after a figure."""
    words = [word for word, tag in tokenize(slot.focus) if len(word) > 1 and tag[:1] == "n"]
    return bool(words) and words[-1] in _after(quantity, text)


def _after(quantity: Quantity, text: str) -> str:
    """Return what folded `text` says right after a figure, up to the next mark or figure."""
    return re.split(r"[,;:。、(“\d]", text[quantity.span.end : quantity.span.end + 16])[0]


def _common_end(text: str, noun: str) -> int:
    return next((size for size in range(len(noun), 0, -1) if text.endswith(noun[-size:])), 0)


def _speaks_of(counted: str, candidate: Candidate) -> bool:
    """Say whether the sentence or the titles above it speak of what is counted (座位); True of no noun or a light one (事项)."""
    text = f"{candidate.book.title} {candidate.book.heading_path(candidate.sentence)} {candidate.sentence.text}"
    words = [word for word, _ in tokenize(counted) if len(word) > 1]
    light = load_words("lightwords")
    return not words or any(word in light or match(word, text) >= FOCUS_LEAST for word in words)


def _told_apart(question: Question, slot: Slot, read: Quantity, candidate: Candidate) -> Quantity:
    """Return the figure that was read, or the one of its kind beside which a word of the question stands and only there.

    省内的要多少天 is the second of 市内转接5个工作日,省内10个工作日. What was read stays when its own clause holds a word
    that the other's does not.
    """
    sentence = candidate.sentence
    like = [
        q for q in find_quantities(sentence.text) if compatible(read.unit, q.unit) and unit_agrees(question, slot, q)
    ]
    if read.unit == slot.unit:  # 几份材料 is not of the 5个部门 beside them
        like = [q for q in like if q.unit == slot.unit]

    clauses = [clause for clause in re.split(r"[,;。?!]", question.text) if frames.ASKING.search(clause)]
    said = "|".join(frames.STRIP.sub("|", clause) for clause in clauses)
    pairs = {said[at : at + 2] for at in range(len(said) - 1)}  # 中巴士 is told from 大巴士 by its characters
    asked = {term.text for term in asked_terms(question)} | {p for p in pairs if re.fullmatch(r"[\u3400-\u9fff]{2}", p)}

    def words(q: Quantity) -> set[str]:
        clause = clause_around(sentence, q.span.start, q.span.end, least=0)
        if sum(clause.contains(other.span) for other in like) > 1:  # 在职党员每年350元、离退休党员每年200元
            left = sentence.text.rfind("、", clause.start, q.span.start) + 1
            right = sentence.text.find("、", q.span.end, clause.end)
            start = max(left, clause.start)
            led = _LED.match(clause.of(sentence.text)) if not left else None
            if led and led["by"] not in clause.of(sentence.text)[led.end() :]:
                start += led.end()  # 经费按在职…、离退休…: 经费 leads to both
            clause = Span(start, right if right >= 0 else clause.end)
        else:  # 半年内两次,亮橙牌;半年内三次,亮红牌: each part tells one
            end = sentence.text.find(";", q.span.end)
            part = Span(sentence.text.rfind(";", 0, q.span.start) + 1, end if end >= 0 else len(sentence.text))
            clause = part if sum(part.contains(other.span) for other in like) == 1 else clause
        said = clause.of(sentence.text)
        words_of = tokenize(said)  # 改 is of 整改, and 干 not of 骨干
        alone = {word for word, _ in words_of} | {char for word, tag in words_of if tag[:1] == "v" for char in word}
        return {word for word in asked if word in (said if len(word) > 1 else alone)}

    own = words(read)
    better = [q for q in like if words(q) > own and not _said_in(question, q, sentence.text)]
    fullest = [q for q in better if all(q is other or words(q) > words(other) for other in better)]
    return fullest[0] if fullest else read


def find_figures(question: Question, candidate: Candidate) -> Found | None:
    """Return the figures whose unit, counted noun and focus are the asked ones; None when there are none."""
    text = candidate.sentence.text
    quantities = [q for q in _told(question, text) if text[q.span.start - 1 : q.span.start] != "每"]
    if not quantities:
        return None
    slots = question.slots or (Slot("", ""),)
    chosen: list[Quantity] = []
    fits: list[float] = []
    for slot in slots:
        scored = [(_fit(question, slot, q, candidate), -q.span.start, q) for q in quantities if q not in chosen]
        best = max(scored, key=lambda entry: entry[:2], default=None)
        if best is not None and best[0] >= VALUE_LEAST:
            fits.append(best[0])
            chosen.append(
                best[2] if slot.counted or len(slots) > 1 else _told_apart(question, slot, best[2], candidate)
            )
    if not chosen:
        return None
    if len(chosen) < len(slots):
        chosen += _adjoining(question, slots, chosen, quantities)
    spans = tuple(sorted(q.span for q in chosen))
    return Found(candidate, spans, sum(fits) / len(slots))


def _told(question: Question, text: str) -> list[Quantity]:
    """Return the figures of folded `text` that the question does not state itself; ordinals (第八) where it asks for one."""
    ordinal = _ORDINAL_ASKED.search(question.text) is not None
    years = find_years(text) if asks_years(question) else ()
    found = sorted((*find_quantities(text), *years, *find_counted_names(question, text)), key=lambda q: q.span)
    found = [q for q in found if (ordinal or not q.ordinal) and not _said_in(question, q, text)]
    if _FROM_WHEN.search(question.text):
        found = [q for q in found if _UPON.search(text[: q.span.end]) or _ONWARD.match(text[q.span.end :])]
    if _DEFINES.search(question.text):
        return found
    return [q for q in found if not (_BOUND.match(q.span.of(text)) and _GROUP.match(text[q.span.end :]))]


def _said_in(question: Question, quantity: Quantity, text: str) -> bool:
    """Say whether the question itself states this figure."""
    bare = re.findall(r"(?<![\d.])\d+(?:\.\d+)?", question.text) if question.language == "en" else []
    if quantity.value is not None and f"{quantity.value:g}" in bare:  # no measure word there: 127 brands
        return True
    return not question.choice and any(
        (quantity.value is not None and quantity.value == stated.value and not _is_article(stated, quantity))
        or quantity.span.of(text) == stated.span.of(question.text)
        for stated in find_quantities(question.text)
    )


def _is_article(stated: Quantity, quantity: Quantity) -> bool:
    """Say whether the one thing that a question speaks of (一家待多久) is no figure that it states, as 1天 counts others."""
    return stated.value == 1 and not compatible(stated.unit, quantity.unit)


def _adjoining(
    question: Question, slots: Sequence[Slot], chosen: Sequence[Quantity], quantities: Sequence[Quantity]
) -> list[Quantity]:
    """Return the figure that joins on to the one that was found when another was asked for too (5方面14项)."""
    return [
        q
        for q in quantities
        if q not in chosen
        and any(0 <= q.span.start - one.span.end <= ADJOINING for one in chosen)
        and any(unit_agrees(question, slot, q) for slot in slots)
    ][: len(slots) - len(chosen)]


def _fit(question: Question, slot: Slot, quantity: Quantity, candidate: Candidate) -> float:
    """Return how well one figure answers one slot, in [0, 1]: 0 when unit, counted noun or focus do not agree."""
    text = candidate.sentence.text
    if not unit_agrees(question, slot, quantity):
        return 0.0
    clause = clause_around(candidate.sentence, quantity.span.start, quantity.span.end)
    near = text[max(0, quantity.span.start - 14) : quantity.span.end + 14]
    focus = _focus_match(slot.focus, clause.of(text), near)
    if slot.counted and not _counts(slot.counted, text, quantity, clause):
        return 0.0
    focus = max(focus, FOCUS_LEAST) if slot.counted else focus
    if slot.focus and focus < FOCUS_LEAST:
        return 0.0
    return (
        0.25 * coverage(question.terms, clause.of(text)) + 0.2 * candidate.own + 0.3 * candidate.context + 0.25 * focus
    )


def _counts(counted: str, text: str, quantity: Quantity, clause: Span) -> bool:
    """Say whether the figure counts the asked noun: it follows the figure, or comes right before a figure that ends its clause."""
    words = [word for word, _ in tokenize(counted) if len(word) > 1] or [counted]
    head = words[-1]
    after = re.split(r"[,;:。、(“]", text[quantity.span.end : quantity.span.end + 16])[0]
    if after:
        return match(head, after) >= 0.6 or any(match(word, after) >= 0.8 for word in words)
    before = text[clause.start : quantity.span.start]
    return match(head, before[-5:]) >= 0.8 or (not quantity.unit and match(head, before) >= 0.8)


def _focus_match(focus: str, clause: str, near: str) -> float:
    words = [
        word
        for word, tag in tokenize(focus)
        if (len(word) > 1 or tag[:1] == "n") and word not in load_words("stopwords")
    ]
    if not words:
        return 0.7
    weight = [1.0 if at < len(words) - 1 else 1.5 for at in range(len(words))]
    met = sum(w * max(0.85 * match(word, clause), match(word, near)) for w, word in zip(weight, words, strict=True))
    return met / sum(weight)
