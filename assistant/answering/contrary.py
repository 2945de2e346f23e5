"""What a claim says in a word that has a counterpart (全省: 全市, 升: 降, 四中全会: 三中全会), held against a sentence.

Figures and days are held by `stated`. Each answer is that of the one clause that tells of the claim's matter: the same
word may stand elsewhere in a long sentence for something else.
"""

from __future__ import annotations

import re
from typing import Final

from assistant.question.model import Question, Term
from assistant.question.terms import coverage, match

_GROUPS: Final[tuple[tuple[str, ...], ...]] = (
    ("早上|早晨|清晨|上午", "中午", "下午|午后", "傍晚|晚上|晚间|夜里|夜间"),
    ("口头", "书面"), ("线上|网上", "线下"), ("专职", "兼职"), ("免费|不收费", "收费(?!站)|付费"), ("自愿", "强制"),
    ("集中", "分散"), ("开卷", "闭卷"), ("自费", "公费"), ("单人间", "双人"), ("城镇", "农村"), ("事前", "事后"), ("直接", "间接"),
    ("全职", "兼职"), ("总品牌", "子品牌"), ("统一|同样|一样的|一刀切|一个(?:模子|样|标准)", "分类|分级|分层|差异化|各不相同"),
    ("周一", "周二", "周三", "周四", "周五", "周六", "周日"), ("上旬", "中旬", "下旬"), ("上半年", "下半年"), ("公开", "保密"),
)  # fmt: skip
"""Words of one kind that exclude each other."""
_LEVEL = re.compile(r"全(?P<whole>[国省市区县镇])|(?P<grade>国家|[省市区县])级")
_SERIAL = re.compile(
    r"(?P<number>[一二三四五六七八九十百\d]+)(?P<kind>中全会|次全会|届(?![一二三四五六七八九]中)|(?<=十[一二三四五六七八九])大|(?<=二十)大)"
)
_UP = re.compile(
    r"(?<![晋上])升(?!级|旗|学|华)|上升|增(?:加|长|至|到|为|多|幅)|新增|涨|提高|提升|上调|调高|加大|扩大|扩充|延长|拉长|变[多长高大快]|多(?=\d)|"
    r"(?:比|较)[^,;。]{1,12}?[多高长](?=了|吧|吗|$|\d)|(?<![么这那太许好])[多高长]了(?=吧|吗|对|是|没|,|$)"
)
_DOWN = re.compile(
    r"降(?!雨|水|温|落|临)|减(?:少|到|至|为|员|幅)|压减|压缩|缩[短减小]|下调|调低|下跌|下滑|削减|砍|变[少短低小慢]|少(?=\d)|"
    r"(?:比|较)[^,;。]{1,12}?[少低短](?=了|吧|吗|$|\d)|[少低短减]了(?=吧|吗|对|是|没|,|$)"
)
_STRETCH = re.compile(r"周[一二三四五六日](?:至|到|-|—|~)周")
_PREDICATE = re.compile(r"[了成到至为吧吗的,?]|$|\d")
_COMPARES = re.compile(r"(?:同?比|较|环比|由|从)")
_ABOLISHED = re.compile(
    r"(?:打破|摒弃|废[除止]|取消|撤销|告别|改变|不再|停止|停办|代替|取代|克服|纠正|防止|避免|杜绝|改掉)了?"
)
_CLAUSE = re.compile(r"[^,;:。!?]+")
_BEHIND = 8  # characters behind a level that say what is of it
OWN_LEAST = 0.3  # of what is said beside a turn, in the clause that turns
WORD_LEAST = 0.45  # how well a word of the question must be met


def contrary(question: Question, text: str) -> bool | None:
    """Return True when folded `text` says the counterpart of what the question claims, None when it claims no such word.

    False when what is claimed is not told there in that word, so that the text bears it out no more than it denies it.
    """
    found = [
        _excludes(question, text), _level_differs(question, text), serial_differs(question, text),
        _turns(question, text), _abolishes(question, text),
    ]  # fmt: skip
    return True if True in found else False if False in found else None


def claimed_words(question: Question) -> list[Term]:
    """Return the terms of a question that are the claimed words themselves, which its counterpart stands for."""
    words = "|".join(word for group in _GROUPS for word in group)
    patterns = (_LEVEL, _SERIAL, _UP, _DOWN, re.compile(words))
    return [term for term in question.terms if any(pattern.search(term.text) for pattern in patterns)]


def _excludes(question: Question, text: str) -> bool | None:
    """Hold words that exclude each other: the text has another one of their kind, and not the claimed one."""
    for group in _GROUPS if not _STRETCH.search(text) else ():
        asked = [word for word in group if re.search(word, question.text)]
        if len(asked) == 1 and not re.search(asked[0], text) and any(re.search(word, text) for word in group):
            return True
    return None


def _level_differs(question: Question, text: str) -> bool | None:
    """Hold the level (全市) of what is claimed: the text's clause of it has another, and the words behind it (首创) as well."""
    asked = _LEVEL.search(question.text)
    own = _clause_of(_beside(question, _LEVEL), text)
    if asked is None or not _levels(own) or _levels(question.text) & _levels(text):
        return None
    behind = question.text[asked.end() : asked.end() + _BEHIND]
    words = [term for term in question.terms if len(term.text) > 1 and term.text in behind]
    return all(match(term.text, own) >= WORD_LEAST for term in words)


def _levels(text: str) -> set[str]:
    return {hit["whole"] or hit["grade"][0] for hit in _LEVEL.finditer(text)}


def serial_differs(question: Question, text: str) -> bool | None:
    """Hold which one in a row it is (二十届四中全会): every kind that both number must have a number in common."""
    stated = list(_SERIAL.finditer(text))
    for hit in _SERIAL.finditer(question.text):
        like = {other["number"] for other in stated if other["kind"] == hit["kind"]}
        if like and hit["number"] not in like:
            return True
    return None


def _turns(question: Question, text: str) -> bool | None:
    """Hold up against down (流失率升了: 流失率…降到5.1%), in the clause of the matter or the one that compares it."""
    asked = _turn(question.text, claimed=True)
    if not asked:
        return None
    clauses, beside = _CLAUSE.findall(text), _beside(question, _UP, _DOWN)
    own = _clause_of(beside, text)
    if beside and coverage(beside, own) < OWN_LEAST:
        return False
    at = clauses.index(own) if own in clauses else len(clauses)
    following = clauses[at + 1] if at + 1 < len(clauses) and _COMPARES.match(clauses[at + 1]) else ""
    told = _turn(own) or _turn(following)
    return None if told == asked else bool(told)


def _turn(text: str, *, claimed: bool = False) -> str:
    """Return which way folded `text` turns: up, down, or nothing when it tells of neither or both.

    Of what is `claimed` only its predicate counts (升了, 降到): 为了提高效率 claims no rise.
    """
    ends = _PREDICATE if claimed else re.compile("")
    up, down = (any(ends.match(text, hit.end()) for hit in way.finditer(text)) for way in (_UP, _DOWN))
    return "" if up == down else "up" if up else "down"


def _abolishes(question: Question, text: str) -> bool | None:
    """Return False when the claimed words stand behind 打破, 取消 or the like, which the question does not say."""
    own = _clause_of(question.terms, text)
    hit = _ABOLISHED.search(own)
    if hit is None or hit.group()[:2] in question.text or re.search(r"[没不取废撤改]", question.text):
        return None
    before, behind = (coverage(question.terms, part) for part in (own[: hit.start()], own[hit.end() :]))
    return False if behind > before else None


def _beside(question: Question, *words: re.Pattern[str]) -> list[Term]:
    """Return the terms of the question that are not made of the claimed words."""
    return [term for term in question.terms if not any(word.search(term.text) for word in words)]


def _clause_of(terms: list[Term] | tuple[Term, ...], text: str) -> str:
    """Return the first clause of `text` that holds the most of `terms`; all of it when none holds any."""
    clauses = _CLAUSE.findall(text)
    best = max(clauses, key=lambda clause: coverage(terms, clause), default="")
    return best if coverage(terms, best) > 0 else text
