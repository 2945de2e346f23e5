"""Yes or no: the sentence that decides, and a correction when the text says something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from assistant.answering import stated
from assistant.answering.affirmed import MAY_DENY, NO_NEGATION, affirms, is_only_meant, names_all
from assistant.answering.claimed import CLAIMING
from assistant.answering.contrary import claimed_words, contrary, serial_differs
from assistant.answering.excerpt import excerpt
from assistant.deciding import KEY_LEAST, TRUST_LEAST, is_of_unnamed_row, judge, passes_locks
from assistant.draft import Draft, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.folding import fold
from assistant.opposed import counted_otherwise, grades_differ
from assistant.quantities import find_quantities
from assistant.question.model import Question
from assistant.question.terms import coverage, match
from assistant.question.understand import EITHER_WAY
from assistant.scoping import Scope
from assistant.weighing import strongest
from assistant.wording import label, say

AFFIRMS_LEAST = 0.35  # rank from which a sentence may say yes; a wrong yes costs more than no answer
FORBIDS_LEAST = 0.5  # rank from which a sentence that forbids what a figure is claimed of denies the claim
SURE = 0.75  # trust from which a sentence decides without every word of the question standing in it
MATTER_LEAST = 0.4  # of the weight of what is special to the question that a sentence holds before its figure corrects
WORDS_LEAST = 0.5  # of the question's weight, where words alone decide that another number of the same is told
TOUCHED_LEAST = 0.1  # less of it shows a sentence that only shares the subject's surroundings
_NEGATED = re.compile(r"没有|没能|未(?!来)|不(?:得|能|可|准|许|允许|再|予|抵|需|必|支付|收取|属于)|禁止|严禁")
_EXEMPT = re.compile(r"免(?:予|于|除)|可免")
_DONE = re.compile(r"评上|获评|评为|入选|拿(?:到|下)|当上|得了|荣获|建成|完成了|已经?|了(?:$|[,?]|吧|吗|对)")
_ALLOWED = re.compile(r"能|可以|可不可|行不行|行吗|行么|够|符合|合格|算|要不要|报得了|来得及|来不来得及")
_BOUND = re.compile(
    r"不超过|不高于|不多于|不少于|不低于|以[上下内]|不满|未满|低于|高于|超过|至[少多]|最[多少]|满\d|小于|大于|\d[至到~—-]\d"
)
_GRADE = re.compile(r"[特一二三四]等奖")
_AWARD = re.compile(r"[\u4e00-\u9fff]{2}(?<!获)(?<!颁)(?<!评)(?<!得)(?<!等)奖(?![励金状杯牌品项选者])")
_QUOTED = re.compile(r"“([^”]{2,20})”")
_OPEN = frozenset("能行可要会有是对该算成得用许")
"""Verbs that ask only whether something is so or allowed; any other one (罚不罚) asks for what it names."""
_SAID_AS: Final = {
    "罚": "罚处究惩扣",
    "给": "给发付补奖",
    "发": "发给付",
    "管": "管供提",
    "办": "办举",
    "收": "收缴费",
    "拿": "拿领发给得",
}
Verdict = Literal["yes", "no", "said"]


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return yes with the sentence, or the correction when figures, days or words differ; None when undecided.

    A sentence that denies what a question only asks about (能不能收费: 不得收费) is given without a yes or no before it.
    """
    found = finder.candidates(question, scope)[:12]
    candidates = [
        c
        for c in found
        if not (c.sentence.furniture or is_of_unnamed_row(question, c) or _is_of_other_award(question, c.sentence.text))
        and _speaks_of_asked(question, c.sentence.text)
        and (not c.sentence.heading or stated.tells_in_title(question, c.sentence.text))
    ]
    intended = False
    unclear: Candidate | None = None
    for candidate in candidates:
        holds = judge(question, scope, candidate).holds
        if not holds and not (intended and _denies(question, scope, candidate)):
            continue
        if _DONE.search(question.text) and is_only_meant(candidate.sentence.text):
            intended = True  # what is planned does not say that it was done
            continue
        verdict = _compare(question, candidate) if holds else _polarity(question, candidate)
        if (
            verdict is None
            and (candidate.rank or 0.0) >= FORBIDS_LEAST
            and stated.forbids(question, candidate.sentence.text)
        ):
            verdict = "no"
        if verdict != "yes" and candidate.is_row and not grades_differ(question.text, candidate.sentence.text):
            continue  # it has the claimed figure, of something else; the row that is meant tells what is right
        text = candidate.sentence.text
        named = any(match(term.text, text) >= KEY_LEAST for term in strongest(stated.words_beside(question)))
        beside = CLAIMING.search(question.text) is not None and not stated.holds_alike(question, text)
        differs = stated.differs(question, text)
        clear = differs is not False or (named and not beside)
        if verdict is None and clear and (candidate.trust or 0.0) >= SURE:
            unclear = unclear or candidate
        if verdict is None or (verdict == "yes" and candidate.rank is not None and candidate.rank < AFFIRMS_LEAST):
            continue
        if verdict == "no" and unclear is not None and differs:
            break  # a sentence ranked before it states the claimed figure itself, of what is not clear
        doubtful = verdict == "yes" and not affirms(question, candidate)
        if doubtful and (numbered := _numbers_otherwise(question, candidate, candidates)):
            return _draft(question, numbered, "no")
        return _draft(question, candidate, "said" if doubtful else verdict)
    if unclear is None:
        other = (c for c in candidates if passes_locks(question, scope, c) and c.own >= WORDS_LEAST)
        told = next((c for c in other if _tells_otherwise(question, c)), None)
        return _draft(question, told, "no") if told is not None else None
    same = stated.differs(question, unclear.sentence.text) is None and _polarity(question, unclear) == "yes"
    return _draft(question, unclear, "yes" if same and affirms(question, unclear) else "said")


def _tells_otherwise(question: Question, candidate: Candidate) -> bool:
    """Say whether a sentence tells another number of what is claimed, or all of it with the counterpart of one word."""
    text = candidate.sentence.text
    if stated.counts_otherwise(question, text):
        return True
    rest = bool(CLAIMING.search(question.text) and contrary(question, text))
    return rest and names_all(question, candidate, but=claimed_words(question))


def _numbers_otherwise(question: Question, candidate: Candidate, others: Sequence[Candidate]) -> Candidate | None:
    """Return the sentence of a candidate's paragraph that tells another one in a row (三中全会) than is claimed of it."""
    beside = (
        c for c in others if c.document is candidate.document and c.sentence.paragraph == candidate.sentence.paragraph
    )
    return next(
        (c for c in beside if CLAIMING.search(question.text) and serial_differs(question, c.sentence.text)), None
    )


def _draft(question: Question, candidate: Candidate, verdict: Verdict) -> Draft:
    names = [counted_otherwise(name, candidate.sentence.text) for name in _QUOTED.findall(question.text)]
    quote = excerpt(candidate, question.terms, next(filter(None, names), None))
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
    trusted = candidate.trust is None or candidate.trust >= TRUST_LEAST[question.language]
    denied = passes_locks(question, scope, candidate) and _polarity(question, candidate) != "yes"
    return trusted and denied and _is_of_the_matter(question, candidate)


def _compare(question: Question, candidate: Candidate) -> Verdict | None:
    """Return what a sentence says to the question; None when it does not decide."""
    text = candidate.sentence.text
    differs = stated.differs(question, text)
    if differs and _is_of_the_matter(question, candidate):
        return "said" if _asks_of_a_case(question, text) else "no"
    if differs is not None:
        return None
    if contrary(question, text) or grades_differ(question.text, text):
        return "no" if CLAIMING.search(question.text) else "said"
    terms = [t for t in question.terms if not t.entity]
    heavy = sorted(terms, key=lambda t: -t.weight)[:4]
    met = not heavy or min(match(t.text, text) for t in heavy) >= 0.45 or candidate.own >= 0.75
    if not met and not stated.names_ordinal(question):
        return None
    return _polarity(question, candidate)


def _asks_of_a_case(question: Question, text: str) -> bool:
    """Say whether a question asks whether its own figure falls within a bound that folded `text` sets (51岁能报吗)."""
    return CLAIMING.search(question.text) is None and bool(_ALLOWED.search(question.text) and _BOUND.search(text))


def correct(question: Question, found: Draft) -> Draft | None:
    """Return the correction of a claimed figure or day from sentences that go round it; None when they do not speak of it.

    Where nothing is claimed, or the claimed figure stands there, the sentences stay what they are.
    """
    quotes = [quote for statement in found.statements for quote in statement.quotes]
    if CLAIMING.search(question.text) is None or found.status != "answered" or not quotes:
        return found
    best = max(quotes, key=lambda quote: coverage(question.terms, fold(quote.text)))
    text = fold(best.text)
    figured = any(not q.ordinal for q in find_quantities(question.text)) or stated.DATE.search(question.text)
    other = contrary(question, text)
    differs = True if other else stated.differs(question, text) if figured else None
    if differs is None:
        return found
    but = claimed_words(question) if other else []
    if differs and coverage([t for t in question.terms if t not in but], text) >= MATTER_LEAST:
        source = say("according", question.language, label=label(best.document))
        line = Statement(f"{source}“{' '.join(best.text.split())}”", (best,))
        head = Statement(say("no", question.language), frame=True)
        return Draft("partial", "yesno", (head, line), confidence=0.3, documents=(best.document.id,))
    return None


def is_of_matter(question: Question, found: Draft) -> bool:
    """Say whether sentences that go round a yes or no hold enough of the matter, and what is asked of it (罚不罚).

    Of a named body they must hold more than the body's name.
    """
    terms = stated.words_beside(question)
    quoted = " ".join(fold(quote.text) for statement in found.statements for quote in statement.quotes)
    least = MATTER_LEAST if question.bodies else TOUCHED_LEAST
    return _speaks_of_asked(question, quoted) and (not terms or coverage(terms, quoted) >= least)


def _is_of_other_award(question: Question, text: str) -> bool:
    """Say whether folded `text` names an award by another name (优秀组织奖) than the grade that is asked about (一等奖)."""
    asked = _GRADE.findall(question.text)
    return bool(asked) and not any(grade in text for grade in asked) and _AWARD.search(text) is not None


def _speaks_of_asked(question: Question, text: str) -> bool:
    """Say whether folded `text` has the verb that a question asks both ways (罚不罚), its like, or its object (发不发奖金)."""
    asked = EITHER_WAY.search(question.text)
    if asked is None or asked.group(1) in _OPEN:
        return True
    thing = re.split(r"[,，?？了呢啊的]", question.text[asked.end() :])[0]
    named = len(thing) >= 2 and match(thing, text) >= KEY_LEAST
    return named or any(verb in text for verb in _SAID_AS.get(asked.group(1), asked.group(1)))


def _is_of_the_matter(question: Question, candidate: Candidate) -> bool:
    """Say whether a sentence holds enough of what is special to the question for its figure to correct the question's."""
    terms = [t for t in stated.words_beside(question) if len(t.text) > 1 and t.text not in candidate.book.title]
    around = f"{candidate.sentence.text} {candidate.book.heading_path(candidate.sentence)}"
    return not terms or coverage(terms, around) >= MATTER_LEAST


def _polarity(question: Question, candidate: Candidate) -> Verdict:
    """Return yes when question and sentence both affirm or both deny; else no to a claim, and the bare words to a question.

    A sentence that affirms by every rule and still has a word that may deny (不发补贴) is given bare as well.
    """
    bare = NO_NEGATION.sub("", question.text)
    nearest = _nearest_clauses(question, candidate.sentence.text)
    asked, stated = (_NEGATED.search(text) is not None for text in (bare, nearest))
    if any(
        re.search(f"[不未没]{re.escape(t.text)}", nearest) for t in question.terms if f"不{t.text}" not in question.text
    ):
        return "no" if CLAIMING.search(question.text) else "said"
    if asked == stated and _EXEMPT.search(candidate.sentence.text) and not _EXEMPT.search(question.text):
        return "said"
    if asked == stated:
        doubtful = not stated and MAY_DENY.search(nearest) is not None and MAY_DENY.search(bare) is None
        return "said" if doubtful else "yes"
    return "no" if CLAIMING.search(question.text) else "said"


def _nearest_clauses(question: Question, text: str) -> str:
    """Return the clause of a sentence that meets the question best and the one after it."""
    clauses = [clause for clause in re.split(r"[,;:。]", text) if clause]
    if not clauses:
        return text
    at = max(range(len(clauses)), key=lambda i: (coverage(question.terms, clauses[i]), -i))
    return ",".join(clauses[at : at + 2])
