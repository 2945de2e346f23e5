"""Yes or no: the sentence that decides, and a correction when the text says something else."""

from __future__ import annotations

import re
from typing import Final, Literal

from assistant.answering.claimed import CLAIMING
from assistant.answering.excerpt import excerpt
from assistant.deciding import TRUST_LEAST, judge, passes_locks
from assistant.draft import Draft, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question.model import Question
from assistant.question.terms import coverage, match
from assistant.scoping import Scope
from assistant.wording import label, say

AFFIRMS_LEAST = 0.35  # rank from which a sentence may say yes; a wrong yes costs more than no answer
SURE = 0.75  # trust from which a sentence decides without every word of the question standing in it
MATTER_LEAST = 0.4  # of the weight of what is special to the question that a sentence holds before its figure corrects
LARGE = 1e4  # a figure said with 万 or 亿 and no unit is compared with figures of a size that is said so
_NEGATED = re.compile(r"没有|没能|未(?!来)|不(?:得|能|可|准|许|允许|再|予|抵|需|必|支付|收取|属于)|禁止|严禁")
_NO_NEGATION = re.compile(r"有没有|没有?错|没错|(.)不\1|能不能|可不可以|要不要|会不会|是不是|对不对|行不行|非.{1,20}不可|不是.{0,40}吗")
_DONE = re.compile(r"评上|获评|评为|入选|拿(?:到|下)|当上|得了|荣获|建成|完成了|已经?|了(?:$|[,?]|吧|吗|对)")
_INTENDED = re.compile(r"争取|力争|打算|计划(?!》|单)|拟(?!定)|申报为|努力(?:创建|实现|打造)")
_FIRST = re.compile(r"头一(?:名|位|个|家)|头名|榜首|首位|居首|头把交椅|第一(?:名|位)")
_ORDINAL_CORE = re.compile(r"第[一二三四五六七八九十百\d]+")
_OPPOSITES: Final[tuple[tuple[str, str], ...]] = (
    ("口头", "书面"), ("线上", "线下"), ("专职", "兼职"), ("免费", "收费"), ("自愿", "强制"), ("集中", "分散"), ("开卷", "闭卷"),
    ("自费", "公费"), ("单人间", "双人"), ("城镇", "农村"), ("上午", "下午"), ("事前", "事后"), ("直接", "间接"), ("全职", "兼职"),
)  # fmt: skip
Verdict = Literal["yes", "no", "said"]


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return yes with the sentence, or the correction when figures, days or words differ; None when undecided.

    A sentence that denies what a question only asks about (能不能收费: 不得收费) is given without a yes or no before it.
    """
    candidates = [
        c for c in finder.candidates(question, scope)[:12] if not c.sentence.furniture and not c.sentence.heading
    ]
    intended = False
    for candidate in candidates:
        holds = judge(question, scope, candidate).holds
        if not holds and not (intended and _denies(question, scope, candidate)):
            continue
        if _DONE.search(question.text) and _INTENDED.search(candidate.sentence.text):
            intended = True  # what is planned does not say that it was done
            continue
        verdict = _compare(question, candidate) if holds else _polarity(question, candidate)
        if verdict is None and (candidate.trust or 0.0) >= SURE:
            verdict = _polarity(question, candidate)
        if verdict is None or (verdict == "yes" and candidate.rank is not None and candidate.rank < AFFIRMS_LEAST):
            continue
        return _draft(question, candidate, verdict)
    return None


def _draft(question: Question, candidate: Candidate, verdict: Verdict) -> Draft:
    quote = excerpt(candidate, question.terms)
    source = say("according", question.language, label=label(quote.document))
    line = Statement(f"{source}“{quote.text}”", (quote,))
    head = () if verdict == "said" else (Statement(say(verdict, question.language), frame=True),)
    yes = "是" if question.language == "zh" else "yes"
    return Draft(
        status="partial" if verdict == "no" else "answered",
        kind="yesno",
        statements=(*head, line),
        short=yes if verdict == "yes" else None,
        confidence=min(1.0, candidate.score),
        documents=(candidate.document.id,),
    )


def _denies(question: Question, scope: Scope, candidate: Candidate) -> bool:
    """Say whether a trusted sentence denies the claim in the claim's own words, however it is ranked."""
    trusted = candidate.trust is None or candidate.trust >= TRUST_LEAST
    return trusted and passes_locks(question, scope, candidate) and _polarity(question, candidate) != "yes"


def _compare(question: Question, candidate: Candidate) -> Verdict | None:
    """Return what a sentence says to the question; None when it does not decide."""
    text = candidate.sentence.text
    differs = _figures_differ(question, text)
    if differs is not None:
        return "no" if differs and _is_of_the_matter(question, candidate) else None
    dates = re.findall(r"\d{1,2}月\d{1,2}日", question.text)
    if dates and not any(date in text for date in dates):
        return "no" if re.search(r"\d{1,2}月\d{1,2}日", text) and _is_of_the_matter(question, candidate) else None
    if _opposed(question.text, text):
        return "no" if CLAIMING.search(question.text) else "said"
    terms = [t for t in question.terms if not t.entity]
    heavy = sorted(terms, key=lambda t: -t.weight)[:4]
    ordinal = _ORDINAL_CORE.search(_plain(question.text))
    if heavy and min(match(t.text, text) for t in heavy) < 0.45 and candidate.own < 0.75 and not ordinal:
        return None
    return _polarity(question, candidate)


def _figures_differ(question: Question, text: str) -> bool | None:
    """Return True when a figure of the question is another in the sentence, None when all are the same or there is none.

    False says that the sentence has no figure to compare with.
    """
    stated = find_quantities(text)
    asked = find_quantities(question.text)
    ordinals = [m.group() for m in _ORDINAL_CORE.finditer(_plain(question.text))]
    units = [q.unit for q in asked if q.ordinal]
    missing = [ordinal for ordinal in ordinals if ordinal not in _plain(text)]
    if missing:
        return any(q.unit in units or (q.ordinal and not units) for q in stated)
    for figure in (q for q in asked if not q.ordinal and not _FIRST.search(question.text[q.span.start - 1 : q.span.end])):
        same_unit = [q for q in stated if _comparable(figure, q)]
        if not same_unit:
            return False
        if not any(_same(question.text, figure, text, q) for q in same_unit):
            return True
    return None


def _comparable(asked: Quantity, stated: Quantity) -> bool:
    if asked.unit:
        return compatible(asked.unit, stated.unit)
    large = asked.value is not None and asked.value >= LARGE
    return not large or (stated.value is not None and stated.value * (LARGE if stated.unit == "万元" else 1) >= LARGE)


def _is_of_the_matter(question: Question, candidate: Candidate) -> bool:
    """Say whether a sentence holds enough of what is special to the question for its figure to correct the question's."""
    terms = [t for t in question.terms if not t.entity and t.text not in candidate.book.title]
    around = f"{candidate.sentence.text} {candidate.book.heading_path(candidate.sentence)}"
    return not terms or coverage(terms, around) >= MATTER_LEAST


def _opposed(asked: str, text: str) -> bool:
    """Say whether the sentence has the opposite of a word of the question, and not the word itself (口头: 书面)."""
    pairs = (pair for a, b in _OPPOSITES for pair in ((a, b), (b, a)))
    return any(a in asked and b not in asked and a not in text and b in text for a, b in pairs)


def _polarity(question: Question, candidate: Candidate) -> Verdict:
    """Return yes when question and sentence both affirm or both deny; else no to a claim, and the bare words to a question."""
    asked = _NEGATED.search(_NO_NEGATION.sub("", question.text)) is not None
    stated = _NEGATED.search(_nearest_clauses(question, candidate.sentence.text)) is not None
    if asked == stated:
        return "yes"
    return "no" if CLAIMING.search(question.text) else "said"


def _nearest_clauses(question: Question, text: str) -> str:
    """Return the clause of a sentence that meets the question best and the one after it."""
    clauses = [clause for clause in re.split(r"[,;:。]", text) if clause]
    if not clauses:
        return text
    at = max(range(len(clauses)), key=lambda i: (coverage(question.terms, clauses[i]), -i))
    return ",".join(clauses[at : at + 2])


def _plain(text: str) -> str:
    return _FIRST.sub("第一", text)


def _same(question: str, asked: Quantity, text: str, stated: Quantity) -> bool:
    if asked.value is not None and stated.value is not None:
        return abs(asked.value - stated.value) < 1e-9
    return asked.span.of(question) in text or stated.span.of(text) in question
