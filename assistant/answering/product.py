"""The whole of equal parts: 两期,每期80人 makes 160, and 每人奖金1500元 makes 12000 for those the document says are 8.

Their number stands by their unit or their name in the sentence, in its paragraph, or beside the very noun that each is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.answering.compute import plain
from assistant.answering.matter import agrees, is_of_matter
from assistant.answering.parts import Result
from assistant.evidence import Candidate
from assistant.quantities import PEOPLE, Quantity, compatible, find_quantities
from assistant.question.model import Question
from assistant.question.operation import TOGETHER
from assistant.question.terms import match, tokenize
from corpus.model import Span
from corpus.numerals import read_number

_EACH = re.compile(
    r"(?P<whose>[\u3400-\u9fff“”]{0,12})每一?(?P<unit>半年|季度|月|期|批|场|次|轮|年|周|天|班|组|站|家|个|人|名|位|户|支|讲|间|处|件|项|份|队|篇|课|堂|条|所)(?P<apart>[^;。]{0,14})$"
)
_IN_A_YEAR = {"半年": 2.0, "季度": 4.0, "月": 12.0}
YEARLY = re.compile(r"一年|全年|每年|一整年|年度")
_NAMED = re.compile(r"“?(?P<number>双?十|百|\d+|[二三四五六七八九])(?:佳|强|优|星|大)(?![\u3400-\u9fff]{0,2}[个名家])")
_HEDGE = re.compile(r"^(?:至少|不少于|不低于|不超过|约|近|超过?)")
_MEASURES = frozenset("个支家所项条座名")  # before a noun that may itself be the unit (6支突击队, 每队)
_FACE_LEAST = 0.6  # how well the noun behind a number in the question must stand beside that number in the document
_HEAD = 4  # characters of the noun that each part is of, with which its number must stand


def products(question: Question, candidate: Candidate) -> Iterable[Result]:
    """Yield the figure of all of several equal parts, when the document tells how many they are."""
    text = candidate.sentence.text
    sizes: list[tuple[str, int]] = []  # what each figure is of, and where it ends
    for size in _figures(text):
        each = _EACH.search(text[: size.span.start])
        if each is None or re.search(r"其中|,[^,]*,", each["apart"]):
            continue
        of = each["unit"]  # 每期3天,每期80人 is of one thing, 党员每人…,支部每个… is not
        begin = max((end for unit, end in sizes if unit != of), default=0)
        sizes.append((of, size.span.end))
        said = text[begin : size.span.end].rpartition(";")[2] + _closing(text, size).partition(";")[0]
        if not agrees(question, size) or _asks_of_one(question, each["unit"], size):
            continue
        unit, one = each["unit"], size.value or 0.0
        yearly = {_IN_A_YEAR[unit]} if unit in _IN_A_YEAR and YEARLY.search(question.text) else set()
        together = TOGETHER.search(question.text) is not None  # 一年按多少钱算 asks for that of one, not of all
        if yearly and not _does(question, each["apart"]):
            continue
        if yearly and together and any(q.value and q.value > 1 for q in _figures(text[: each.start("unit") - 1])):
            continue  # 联系208家企业,每月1次: whether once each or once for all, nobody tells
        told: dict[float, Span | None] = dict.fromkeys(yearly)
        if unit not in _IN_A_YEAR and together:
            told = _numbers(question, candidate, unit, size, each["whose"])
        if len(told) != 1:
            continue
        ((times, where),) = told.items()
        if not is_of_matter(_without(question, candidate, where), candidate, said, led=True, operands=(size,)):
            continue
        hedge = _HEDGE.match(size.span.of(text)) or _HEDGE.search(text[size.span.start - 3 : size.span.start])
        working = f"{plain(times)} × {plain(one)} = {plain(times * one)}"
        also = () if where is None else (where,)
        asked = next((slot.unit for slot in question.slots), "")
        shown = asked if asked == "人次" and size.unit in PEOPLE else size.unit
        yield Result(candidate, times * one, shown, working, hedge.group() if hedge else "", also)


def _figures(text: str) -> list[Quantity]:
    return [q for q in find_quantities(text) if q.value is not None and q.unit and not q.ordinal]


def _does(question: Question, apart: str) -> bool:
    """Say whether what is done each time is what the question speaks of: 每半年检查一次 is no 谈话."""
    verbs = [word for word, tag in tokenize(apart) if tag[:1] == "v" and len(word) > 1]
    return not verbs or any(char in question.text for verb in verbs for char in verb)


def _without(question: Question, candidate: Candidate, where: Span | None) -> Question:
    """Return the question without the words that the sentence with the number of parts tells (优秀党务工作者4名)."""
    told = candidate.book.folded[where.start : where.end] if where is not None else ""
    rest = tuple(term for term in question.terms if match(term.text, told) < 1.0)
    return replace(question, terms=rest) if told and rest else question


def _closing(text: str, size: Quantity) -> str:
    """Return the words behind a figure up to the next one that is of each as well."""
    after = text[size.span.end :]
    again = re.search(r"每(?!年)", after)
    return after[: again.start()] if again else after


def _asks_of_one(question: Question, unit: str, size: Quantity) -> bool:
    """Say whether the question asks for that of one part (每期多少人), or for what the parts are counted in (一共几期)."""
    return re.search(rf"每一?(?:{unit}|(?!年|人|名|位))", question.text) is not None or any(
        slot.unit and slot.unit != size.unit and is_unit(unit, slot.unit) for slot in question.slots
    )


def _numbers(
    question: Question, candidate: Candidate, unit: str, size: Quantity, whose: str
) -> dict[float, Span | None]:
    """Return how many equal parts there may be, each with where else than in the sentence that stands.

    By their unit in the sentence, by a name (“十佳”), in the paragraph, else beside the noun that each is of or that the
    question counts.
    """
    text, book = candidate.sentence.text, candidate.book
    before = text[: size.span.start]
    told: dict[float, Span | None] = dict.fromkeys(_counted(unit, before.rpartition(";")[2]) or _counted(unit, before))
    if not told:
        named = (read_number(hit["number"]) for hit in _NAMED.finditer(text[: size.span.start]))
        told = {float(number): None for number in named if number}
    for sentence in () if told else book.paragraph(candidate.sentence):
        told.update(dict.fromkeys(_counted(unit, sentence.text), sentence.span))
    told = told or _elsewhere(question, candidate, unit, whose)
    asked = {q.value for q in find_quantities(question.text) if q.value and is_unit(unit, q.unit)}
    asked |= {number for number in _counted(unit, question.text) if number in told}
    return {number: span for number, span in told.items() if not asked or number in asked}


def _counted(unit: str, said: str) -> set[float]:
    """Return the numbers of parts that folded text tells: 两期, 6支突击队 for 每队, 甲、乙各一期."""
    found = set()
    for q in find_quantities(said):
        named = re.match(rf"[\u3400-\u9fff“”]{{1,8}}?{unit}(?=[^\u3400-\u9fff]|的|$)", said[q.span.end :])
        behind = q.unit in _MEASURES and named is not None
        if q.value and q.value > 1 and not q.ordinal and (is_unit(unit, q.unit) or behind):
            found.add(q.value)
    for run in re.finditer(rf"(?P<parts>[^,;。]*?)各[\u3400-\u9fff]{{0,2}}一{unit}", said):
        found.add(1.0 + len(re.findall("、|和", run["parts"])))
    return found


def _elsewhere(question: Question, candidate: Candidate, unit: str, whose: str) -> dict[float, Span | None]:
    """Return the number that another sentence states right beside the noun of the parts: 先进党组织(5个), 每个党组织8000元.

    Where the question counts them itself (那八名优秀党员), its number must stand beside such words.
    """
    counted = [q for q in find_quantities(question.text) if q.value and not q.ordinal and is_unit(unit, q.unit)]
    nouns = [
        (q.value, _head(question.text[q.span.end :])) for q in counted
    ] or [(None, noun) for noun in (_last(whose), *_asked_nouns(question)) if noun]  # fmt: skip
    found: dict[float, Span | None] = {}
    for sentence in candidate.book.sentences:
        for q in () if sentence.furniture else _figures(sentence.text):
            before = re.split("[,;。、:]", sentence.text[: q.span.start].rstrip("(共有"))[-1]
            for value, noun in nouns:
                if value is not None and not noun and q.value == value and q.unit == unit:
                    found.setdefault(value, sentence.span)  # 两期一共几个: they are counted by the very word for each
                if not noun or not q.value or q.value <= 1 or not is_unit(unit, q.unit):
                    continue
                beside = before if value is not None else before[-len(noun) - 2 :]
                if value in {None, q.value} and match(noun, beside) >= (_FACE_LEAST if value else 1.0):
                    found.setdefault(q.value, sentence.span)
    return found


def _asked_nouns(question: Question) -> list[str]:
    """Return the nouns of the question that may be counted in the document, longest runs of nouns first."""
    runs = re.findall(r"[\u3400-\u9fff]+", "".join(w if t[:1] in "na" else " " for w, t in tokenize(question.text)))
    return [run for run in runs if len(run) > _HEAD]


def _head(text: str) -> str:
    """Return the noun that a number in a question counts: 优秀党员 of 优秀党员奖金加一块."""
    words: list[str] = []
    for word, tag in tokenize(text):
        if tag[:1] not in {"n", "a", "b", "j", "v"} or len("".join(words)) >= _HEAD:
            break
        words.append(word)
    return "".join(words)


def _last(whose: str) -> str:
    """Return the noun right before 每 (先进基层党组织每个), when it is long enough to tell."""
    words: list[str] = []
    for word, tag in reversed(tokenize(whose)):
        if tag[:1] not in {"n", "a", "b", "j"}:
            break
        words.append(word)
    noun = "".join(reversed(words))
    return noun if len(noun) >= _HEAD else ""


def is_unit(unit: str, other: str) -> bool:
    """Say whether two measure words count the same; 个 counts things where persons are 名 and 人."""
    alike = compatible(unit, other) and compatible(other, unit) and (unit in PEOPLE) is (other in PEOPLE)
    return bool(other) and (unit == other or alike)
