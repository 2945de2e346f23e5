"""Yes or no: the sentence that decides, and a correction when the text says something else."""

from __future__ import annotations

import re
from typing import Final, Literal

from assistant.answering.claimed import CLAIMING
from assistant.answering.excerpt import excerpt
from assistant.deciding import TRUST_LEAST, grades_differ, is_of_unnamed_row, judge, passes_locks
from assistant.draft import Draft, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.folding import fold
from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question.model import Question
from assistant.question.terms import coverage, match
from assistant.scoping import Scope
from assistant.wording import label, say

AFFIRMS_LEAST = 0.35  # rank from which a sentence may say yes; a wrong yes costs more than no answer
SURE = 0.75  # trust from which a sentence decides without every word of the question standing in it
MATTER_LEAST = 0.4  # of the weight of what is special to the question that a sentence holds before its figure corrects
OTHERS_MARGIN = 0.15  # of the question's weight that another figure's clause must hold more than the claimed figure's
LARGE = 1e4  # a figure said with 万 or 亿 and no unit is compared with figures of a size that is said so
_NEGATED = re.compile(r"没有|没能|未(?!来)|不(?:得|能|可|准|许|允许|再|予|抵|需|必|支付|收取|属于)|禁止|严禁")
_MAY_DENY = re.compile(
    r"[没无非未]|不(?!仅|但|断|同|少|超|低|高于|小于|大于|足|良|满|定|忘|负|懈|论|管|久|动产|等于|到\d|限|光|只|可或缺|折不扣|晚于|早于|迟于|多于|下\d)"
)
"""What may deny in a sentence: rules of speech that no list of verbs holds (不发补贴, 无须, 非党员)."""
_NO_NEGATION = re.compile(
    r"有没有|没有?错|没错|(.)不\1|能不能|可不可以|要不要|会不会|是不是|对不对|行不行|非.{1,20}不可|不是.{0,40}吗"
)
_DONE = re.compile(r"评上|获评|评为|入选|拿(?:到|下)|当上|得了|荣获|建成|完成了|已经?|了(?:$|[,?]|吧|吗|对)")
_INTENDED = re.compile(r"争取|力争|打算|计划(?!》|单)|拟(?!定)|申报为|努力(?:创建|实现|打造)")
_FIRST = re.compile(r"头一(?:名|位|个|家)|头名|榜首|首位|居首|头把交椅|第一(?:名|位)")
_ORDINAL_CORE = re.compile(r"第[一二三四五六七八九十百\d]+")
_DATED = re.compile(r"(?:19|20)\d{2}年(?!度?来)|今年|去年|上年|前年|同期")
_DATE = re.compile(r"\d{1,2}月\d{1,2}[日号]")
_MONTH = re.compile(r"(?<!\d)\d{1,2}月")
_MONTH_ALONE = re.compile(r"(?<!\d)\d{1,2}月(?!\d{1,2}[日号])")
_DAY = re.compile(r"(?<=每月)\d{1,2}[日号]")
_OPPOSITES: Final[tuple[tuple[str, str], ...]] = (
    ("口头", "书面"), ("线上", "线下"), ("专职", "兼职"), ("免费", "收费"), ("自愿", "强制"), ("集中", "分散"), ("开卷", "闭卷"),
    ("自费", "公费"), ("单人间", "双人"), ("城镇", "农村"), ("上午", "下午"), ("事前", "事后"), ("直接", "间接"), ("全职", "兼职"),
)  # fmt: skip
Verdict = Literal["yes", "no", "said"]


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return yes with the sentence, or the correction when figures, days or words differ; None when undecided.

    A sentence that denies what a question only asks about (能不能收费: 不得收费) is given without a yes or no before it.
    """
    found = finder.candidates(question, scope)[:12]
    candidates = [
        c for c in found if not (c.sentence.furniture or c.sentence.heading or is_of_unnamed_row(question, c))
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
    day = _days_differ(question, text)
    if day is not None:
        return "no" if day and _is_of_the_matter(question, candidate) else None
    if _opposed(question.text, text) or grades_differ(question.text, text):
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
    text = _of_the_year(question, text)
    stated = find_quantities(text)
    asked = find_quantities(question.text)
    ordinals = [m.group() for m in _ORDINAL_CORE.finditer(_plain(question.text))]
    units = [q.unit for q in asked if q.ordinal]
    missing = [ordinal for ordinal in ordinals if ordinal not in _plain(text)]
    if missing:
        return any(q.unit in units or (q.ordinal and not units) for q in stated)
    for figure in (
        q for q in asked if not q.ordinal and not _FIRST.search(question.text[q.span.start - 1 : q.span.end])
    ):
        same_unit = [q for q in stated if _comparable(figure, q)]
        if not same_unit:
            return False
        equal = [q for q in same_unit if _same(question.text, figure, text, q)]
        if not equal or _is_said_of_another(question, text, equal, same_unit):
            return True
    return None


def _is_said_of_another(question: Question, text: str, equal: list[Quantity], comparable: list[Quantity]) -> bool:
    """Say whether the claimed figure stands in the sentence for something else than what it is claimed of.

    专题学习300多场次,基层宣讲1200多场次: 1200 is not of 专题学习, whose own figure stands beside it.
    """
    own = max(coverage(question.terms, _clause_of(text, q)) for q in equal)
    best = max(coverage(question.terms, _clause_of(text, q)) for q in comparable)
    return best > own + OTHERS_MARGIN


def _clause_of(text: str, quantity: Quantity) -> str:
    start = max(text.rfind(mark, 0, quantity.span.start) for mark in ",;:。、") + 1
    ends = [at for mark in ",;:。、" if (at := text.find(mark, quantity.span.end)) >= 0]
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


def _days_differ(question: Question, text: str) -> bool | None:
    """Return True when the sentence names other days than the question, False when it names none, None when the same.

    The same day or month may stand there for something else: 8月20日之前…良性运转,12月前…全覆盖.
    """
    for asking, telling in ((_DATE, _DATE), (_DAY, _DAY), (_MONTH_ALONE, _MONTH)):
        days = {hit.group().replace("号", "日") for hit in asking.finditer(question.text)}
        if not days:
            continue
        stated = {hit.group().replace("号", "日") for hit in telling.finditer(text)}
        if not days & stated:
            return bool(stated)
        return True if _is_dated_otherwise(question, text, days) else None
    return None


def _is_dated_otherwise(question: Question, text: str, days: set[str]) -> bool:
    """Say whether the claimed day stands in the sentence for something else than what it is claimed of."""
    starts = [hit.start() for hit in _MONTH.finditer(text)]
    parts = [text[start:end] for start, end in zip(starts, [*starts, len(text)][1:], strict=True)]
    own = [coverage(question.terms, part) for part in parts if part.startswith(tuple(days))]
    others = [coverage(question.terms, part) for part in parts if not part.startswith(tuple(days))]
    return bool(own and others) and max(others) > max(own) + OTHERS_MARGIN


def correct(question: Question, found: Draft) -> Draft | None:
    """Return the correction of a claimed figure or day from sentences that go round it; None when they do not speak of it.

    Where nothing is claimed, or the claimed figure stands there, the sentences stay what they are.
    """
    quotes = [quote for statement in found.statements for quote in statement.quotes]
    claimed = [q for q in find_quantities(question.text) if not q.ordinal]
    if CLAIMING.search(question.text) is None or not (claimed or _DATE.search(question.text)):
        return found
    if found.status != "answered" or not quotes:
        return found
    best = max(quotes, key=lambda quote: coverage(question.terms, fold(quote.text)))
    text = fold(best.text)
    figures, day = _figures_differ(question, text), _days_differ(question, text)
    if figures is None and day is None:
        return found
    if (figures or day) and figures is not False and coverage(question.terms, text) >= MATTER_LEAST:
        source = say("according", question.language, label=label(best.document))
        line = Statement(f"{source}“{' '.join(best.text.split())}”", (best,))
        head = Statement(say("no", question.language), frame=True)
        return Draft("partial", "yesno", (head, line), confidence=0.3, documents=(best.document.id,))
    return None


def is_of_matter(question: Question, found: Draft) -> bool:
    """Say whether sentences that go round a yes or no of a named body hold enough of the matter, not the body alone."""
    if not question.bodies:
        return True
    terms = [term for term in question.terms if not term.entity]
    quoted = " ".join(fold(quote.text) for statement in found.statements for quote in statement.quotes)
    return not terms or coverage(terms, quoted) >= MATTER_LEAST


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
    """Return yes when question and sentence both affirm or both deny; else no to a claim, and the bare words to a question.

    A sentence that affirms by every rule and still has a word that may deny (不发补贴) is given bare as well.
    """
    bare = _NO_NEGATION.sub("", question.text)
    nearest = _nearest_clauses(question, candidate.sentence.text)
    asked, stated = (_NEGATED.search(text) is not None for text in (bare, nearest))
    if asked == stated:
        doubtful = not stated and _MAY_DENY.search(nearest) is not None and _MAY_DENY.search(bare) is None
        return "said" if doubtful else "yes"
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
