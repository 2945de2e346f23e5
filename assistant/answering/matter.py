"""Whether a sentence is of the matter of a question from whose figures something is to be worked out.

What is worked out is told by no reader. So all of it must be said in so many words; or the reader, asked for what is not
told, points to a figure from which it follows, and no noun of the question is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.deciding import LEADING
from assistant.evidence import Candidate
from assistant.quantities import Quantity, find_quantities
from assistant.question.model import Question, Term
from assistant.question.operation import TOGETHER, of_operation
from assistant.question.terms import coverage, match, tokenize
from assistant.question.words import load_words
from assistant.typed import unit_agrees
from assistant.weighing import strongest

MET_LEAST = 0.5  # of the weight of a question's words that the sentence with what leads to it must hold
OWN_LEAST = 0.4  # of it that the part itself must hold
KEY_LEAST = 0.8  # how well one of the strongest must stand in the sentence
NOUN_LEAST = 0.5
READ_LEAST = 0.1  # rank and
TRUST_LEAST = 0.25  # trust that a sentence must have where the reader points to a figure of it
MEANT, SURE = 0.5, 0.75  # rank and trust of a sentence that is meant, whatever the reader points to in it
_UNITS = {"点": "%", "百分点": "%", "小时": "小时", "月": "个月", "工作日": "个工作日"}
_MEASURES = frozenset({"名额", "指标", "数量", "总量"})  # of which a text gives the figure alone (一等奖3名)
_SMALL_PLACE = re.compile(r"(?P<name>[\u3400-\u9fff]{2,6}?)(?:社区|街道|[镇村])")
_ASKING_VERB = re.compile(r"(?P<verb>[\u3400-\u9fff]{1,4}?)(?:了|掉|到)?(?:多少|几)")
_BOUND = re.compile(r"最[少多低高]|至[少多]")
_PERIOD = re.compile(r"[去今前上]?年[底末初度]?|比.*")
_NAMING = ("n", "j", "l", "an", "b", "i")  # tags of words that name something
_STAGE = re.compile(
    r"(?<![\d一二三四五六七八九十前后这那近])第?[二三四五六](?:期|批|轮)(?=[\u3400-\u9fff])(?!一共|总共|都|共|[合加]|全|下来|各|每)"
)
_WHO = frozenset("党员 干部 职工 人员 代表 骨干 群众 同志 书记 支部 党组织 党支部 志愿者 单位".split())
_WITHIN = re.compile(r"(?<=.)[里中上下内数]$")


def matter_of(question: Question) -> list[Term]:
    """Return the terms that name the matter: none of what is to be worked out (还剩, 没改), no years, no bare measures.

    Of a sum the verb before the question word is none (能装多少人, 要发多少): the text tells no sum and has no word for it.
    """
    spans = of_operation(question)
    units = {"钱", "男", "女", *_UNITS, *(slot.unit for slot in question.slots)}
    kept = []
    for term in question.terms:
        if term.entity:
            continue  # whose it is, the locks have seen
        places = [hit.span() for hit in re.finditer(re.escape(term.text), question.text)]
        within = [any(start < b and a < end for start, end in spans) for a, b in places]
        if not (places and all(within)) and not _PERIOD.fullmatch(term.text) and term.text not in units:
            kept.append(term)
    verb = _ASKING_VERB.search(question.text) if TOGETHER.search(question.text) else None
    plain = [
        term for term in kept if verb is None or not (verb["verb"].endswith(term.text) or _BOUND.fullmatch(term.text))
    ]
    return plain or kept


def is_of_matter(
    question: Question,
    candidate: Candidate,
    said: str | None = None,
    *,
    led: bool = False,
    operands: Sequence[Quantity] = (),
) -> bool:
    """Say whether a sentence, or the part `said` of it, is of the matter, with the headings and sentences that lead to it.

    One of whose `operands` the reader points to is, unless a noun of the question is missing.

    One that is `led` to may leave the matter to the sentence right before it, when that states no such figure
    (办“讲习所”。全年开讲8期,每期120人).
    """
    terms = matter_of(question)
    text = candidate.sentence.text if said is None else said
    whole = f"{leading(candidate)} {candidate.sentence.text}"
    if is_of_another_kind(question, whole) or any(
        match(n, whole) < NOUN_LEAST for n in nouns_of(question) if len(n) > 3
    ):
        return False
    if is_read(question, candidate, operands):
        return not _of_another_place(question, candidate, whole)
    before = candidate.book.before(candidate.sentence) if led else None
    if before is not None and any(agrees(question, q) for q in find_quantities(before.text) if q.unit):
        before = None  # it has figures of its own
    around = f"{before.text} {text}" if before is not None else text
    if led and terms and coverage(terms, candidate.book.title) >= 1.0:
        around = f"{candidate.book.title} {around}"  # all of the document is of it
    if not terms or max(match(term.text, around) for term in strongest(terms)) < KEY_LEAST:
        return False
    if not counts_noun(question, around) or (said is not None and coverage(terms, around) < OWN_LEAST):
        return False
    led_by = f"{leading(candidate)} {text}"
    return coverage(terms, led_by) >= MET_LEAST and not _of_another_place(question, candidate, led_by)


def is_read(question: Question, candidate: Candidate, operands: Sequence[Quantity]) -> bool:
    """Say whether the reader points to one of `operands`, and the sentence with what leads to it names all that the question does.

    The words of what is done are people's own (报上来的 for 申报); those of things are mostly the text's.
    """
    read = candidate.read
    if read is None or (candidate.rank or 0.0) < READ_LEAST or (candidate.trust or 0.0) < TRUST_LEAST:
        return False
    text = candidate.sentence.text
    around, sure = f"{leading(candidate)} {text}", (candidate.trust or 0.0) >= SURE and (candidate.rank or 0.0) >= MEANT
    nouns = [noun for noun in nouns_of(question) if match(noun, around) < NOUN_LEAST]
    if nouns and not (sure and all(any(char in text for char in noun) for noun in nouns)):
        return False
    inside = [q for q in find_quantities(text) if q.span.overlaps(read) and q.unit and agrees(question, q)]
    return any(q in operands for q in inside) or (sure and bool(operands) and not inside)


def nouns_of(question: Question) -> list[str]:
    """Return the nouns of the matter: none of places, bodies, measures, times, and none of the words for the working out."""
    text, dull = question.text, load_words("stopwords")
    names = [*(place.surface for place in question.places), *question.bodies]
    units = {"钱", *_UNITS, *_MEASURES, *(slot.unit for slot in question.slots)}
    spans, stated = of_operation(question), find_quantities(text)
    found = []
    for word, tag in tokenize(text):
        at = text.find(word)
        bare = _WITHIN.sub("", word) if word not in dull else ""
        if not tag.startswith(_NAMING) or len(bare) < 2 or bare in dull or bare in units:
            continue
        if any(q.span.end == at and q.unit for q in stated):
            continue  # 那八名优秀党员 are counted elsewhere
        if any(word in name or name in word for name in names) or any(a < at + len(word) and at < b for a, b in spans):
            continue
        if any(bare in term.text or term.text in bare for term in question.terms):
            found.append(bare)
    return found


def is_of_another_kind(question: Question, text: str) -> bool:
    """Say whether folded `text` has the noun of the question and not what tells its kind (女党员, 老党员, 二期工程)."""
    if any(hit.group() not in text for hit in _STAGE.finditer(question.text)):
        return True
    told = {term.text for term in question.terms}
    words = tokenize(question.text)
    places = [place.surface for place in question.places]
    for (word, tag), (noun, own) in zip(words, [*words[1:], ("", "")], strict=True):
        if tag in {"a", "b"} and len(word) == 1 and own[:1] == "n" and noun in text and word not in text:
            return True
        kind = word in told and len(word) > 1 and noun in _WHO and f"{word}{noun}" in question.text
        if kind and noun in text and match(word, text) < NOUN_LEAST and not any(name in word for name in places):
            return True
        if (
            tag[:1] == "n"
            and len(word) == 3
            and not any(name in word for name in places)
            and word[1:] in text
            and word[0] not in text
        ):
            return True
    return False


def _of_another_place(question: Question, candidate: Candidate, around: str) -> bool:
    """Say whether the document speaks of the village or community that is asked about, but not here (北营社区, 北营坊社区)."""
    for hit in _SMALL_PLACE.finditer(question.text):
        name = next(
            (hit.group()[at:] for at in range(len(hit["name"]) - 1) if hit.group()[at:] in candidate.book.folded), ""
        )
        if name and name not in re.sub(rf"(?:别和|别与|不是|不同于){name}", "", around):
            return True
    return False


def counts_noun(question: Question, text: str) -> bool:
    """Say whether folded `text` speaks of what the question counts (多少问题 → 问题)."""
    nouns = [
        word for slot in question.slots for word, tag in tokenize(slot.counted) if tag[:1] == "n" and len(word) > 1
    ]
    return not nouns or match(nouns[0], text) >= NOUN_LEAST or nouns[0] in _UNITS or nouns[0] in _MEASURES


def agrees(question: Question, figure: Quantity) -> bool:
    """Say whether a figure is counted in what the question asks for; 几个小时 asks for hours, 几个点 for per cent."""
    if len(question.slots) > 1:
        return False
    said = re.search(r"(?:几|多少)个?(小时|百分点|点|月|工作日)(?!钟)", question.text)
    if said is not None:
        return figure.unit == _UNITS[said[1]] or figure.unit == said[1]
    if re.search(r"几块(?:钱)?|几元|多少(?:块)?钱", question.text):
        return figure.unit.endswith("元")
    return all(unit_agrees(question, slot, figure) for slot in question.slots)


def lead_of(text: str, figure: Quantity, figures: Sequence[Quantity]) -> str:
    """Return the words of folded `text` between the figure before and this one, of its own sentence part."""
    before = max((q.span.end for q in figures if q.span.end <= figure.span.start), default=0)
    return re.split(r"[;。]", text[before : figure.span.start])[-1]


def leading(candidate: Candidate) -> str:
    """Return the words that lead to a sentence: the title, the headings and the sentences of its paragraph before it."""
    sentence, book = candidate.sentence, candidate.book
    before = [s.text for s in book.paragraph(sentence) if s.order < sentence.order]
    return " ".join((book.title, book.heading_path(sentence), *before[-LEADING:]))
