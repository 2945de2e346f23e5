"""Which enumeration in the sentences found is what a question asks to list, and how well it fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering import called
from assistant.answering.counted import is_to_be_done, lacks_counted
from assistant.answering.naming import head_of
from assistant.answering.several import asked_words
from assistant.answering.shaped import lacks_sign
from assistant.answering.siblings import is_of_a_sibling
from assistant.consequences import is_no_case
from assistant.deciding import judge, passes_locks
from assistant.enumerations import Enumeration, find_enumerations, find_pairs
from assistant.evidence import Candidate, clause_around
from assistant.finding import Finder
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import coverage, match, tokenize
from assistant.scoping import Scope
from assistant.weighing import strongest
from corpus.model import Span

READ = 20
KEY_SHARE = 0.25  # of the heaviest word's weight that a word needs to tell what a run is of
RUN_FIT = 0.5  # set on the development cases
READ_RANK = 0.3  # of the best sentence whose run the reader reads, when it is as long as the question says
PAIR_TRUST = 0.8  # of the best sentence, when two things are read in it that only 和 joins
PAIR_REST = 4  # characters that may be left of the clause behind what was read
TAIL_LONGER = 4  # times the length of the others, which another matter behind 和 has at least
CERTAIN_OWN = 0.8  # share of the question's weight in a sentence whose run the question's own frame picks out
CERTAIN_FIT = 0.95  # of such a sentence's run, when only the run's own surroundings name what is asked
_EACH = re.compile(r"每一?[项个条]|逐[项条个]|完整|全部")
_CONTINUING = re.compile(r"(?:即|就是|分别|包括|包含|涵盖|主要(?:是|有|包括)|其中|例如|比如|如|具体)")
_VERB_BEFORE = re.compile(
    rf"(?P<left>[\u3400-\u9fff”]{{2,12}}?)(?:了|的|着)?(?:哪|几|什么|啥)(?:些|几|{frames.NUMERAL})?"
)
_AMOUNT = re.compile(r"(?:各|共)?\d+(?:名|个|项|篇|件|人|组)$")
_THINGS = re.compile(
    rf"{frames.NUMERAL}(?:个|项|大|条|种|类|支|家|所|座)[\u4e00-\u9fff]{{0,6}}?"
    r"(?P<thing>品牌|小区|社区|项目|平台|活动|大赛|行动|工程|计划|制度|机制|条例|文件|热线|基地|驿站|中心|医院|公司|企业|学校|街道|频道|称号)"
    r"(?=是|都|分别|有|叫|哪|呢|吗|[?,、]|$)"
)
"""Things that have names of their own; points, measures and demands are called many names."""
_COUNTING = re.compile(rf"{frames.NUMERAL}(?:个|项|条|种|类|大)[\u3400-\u9fff]{{1,3}}")  # 五个方面、14项工作 only count


@dataclass(frozen=True, slots=True)
class Run:
    """An enumeration in a candidate sentence, and how well it is what the question asks to list."""

    candidate: Candidate
    enumeration: Enumeration
    fit: float


def find_run(question: Question, scope: Scope, finder: Finder) -> Run | None:
    """Return the enumeration that fits the question best, or None."""
    runs: list[Run] = []
    candidates = [c for c in finder.candidates(question, scope)[:READ] if not c.sentence.furniture]
    for at, candidate in enumerate(candidates):
        if candidate.sentence.heading or is_of_a_sibling(question, candidate.book, candidate.sentence.span.start):
            continue
        holds = judge(question, scope, candidate).holds or called.by_label(question, candidate)
        if not holds and not passes_locks(question, scope, candidate):
            continue
        head = head_of(question)
        pairs = find_pairs(candidate.sentence.text, head) if question.count == 2 and head else ()
        found = find_enumerations(candidate.sentence.text)
        found += pairs or (_read_pair(question, candidate) if at == 0 else ())
        for enumeration in (*found, *_without_tails(question, found)):
            if _is_of_another(question, candidate, enumeration):
                continue
            read = (candidate.rank or 0.0) >= READ_RANK and _is_read(candidate, enumeration)
            marked = question.count is not None and _all_of(asked_words(question), _items(candidate, enumeration))
            if question.count == len(enumeration.items) and (marked or (at == 0 and read)):
                runs.append(Run(candidate, enumeration, max(RUN_FIT, _run_fit(question, candidate, enumeration))))
                continue
            if not holds and candidate.own < CERTAIN_OWN:
                continue
            fit = _run_fit(question, candidate, enumeration)
            if candidate.read is not None and candidate.support and _same_words(enumeration.span, candidate.read):
                fit = max(fit, RUN_FIT + 0.5 * (candidate.trust or 0.0)) if count_agrees(question, enumeration) else fit
            certain = fit >= CERTAIN_FIT or (fit >= RUN_FIT and _points_to(question, candidate, enumeration))
            if not holds and not certain:
                continue
            short = enumeration.open_ended or not enumeration.complete
            if fit >= RUN_FIT and not (short and _EACH.search(question.text)):
                runs.append(Run(candidate, enumeration, fit))
    runs = [run for run in runs if not any(_inside_an_item(run, other) for other in runs)]
    return max(runs, key=lambda r: (_likely(question, r), -r.candidate.sentence.order), default=None)


def _read_pair(question: Question, candidate: Candidate) -> tuple[Enumeration, ...]:
    """Return the two things joined by 和 that are, as a whole, what the reader reads of the best sentence when two are asked for."""
    text, read = candidate.sentence.text, candidate.read
    if question.count != 2 or read is None or (candidate.trust or 0.0) < PAIR_TRUST:
        return ()
    joints = [m for m in re.finditer("以及|和|与|及", read.of(text)) if not _is_quoted(read.of(text), m.start())]
    if len(joints) != 1 or re.search("[,;:。、]", read.of(text)):
        return ()
    middle = read.start + joints[0].start(), read.start + joints[0].end()
    rest = re.match(r"[^,;:。、]*", text[read.end :])
    end = read.end + (len(rest.group()) if rest and len(rest.group()) <= PAIR_REST else 0)
    if counted := re.search("[两二](?:个|大|方面|项|类|种|样|点|条)", text[middle[1] + 2 : end]):
        end = middle[1] + 2 + counted.start()
    return (Enumeration((Span(read.start, middle[0]), Span(middle[1], end)), Span(read.start, end), None),)


def _is_quoted(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at)


def _without_tails(question: Question, found: Sequence[Enumeration]) -> tuple[Enumeration, ...]:
    """Return runs of one item more than is asked for without their last, which 和 joins to all of them: 挖掘、保护、开发和某地改造."""
    cut: list[Enumeration] = []
    for run in found:
        *items, last = run.items
        longer = len(last) >= TAIL_LONGER * max(map(len, items[1:]), default=len(last))
        if question.count == len(items) > 2 and longer and last.start - items[-1].end in {1, 2}:
            cut.append(Enumeration(tuple(items), Span(items[0].start, items[-1].end), None))
    return tuple(cut)


def _items(candidate: Candidate, enumeration: Enumeration) -> list[str]:
    return [item.of(candidate.sentence.text) for item in enumeration.items]


def _is_read(candidate: Candidate, enumeration: Enumeration) -> bool:
    """Say whether a run of the best sentence is, as a whole, what the reader reads there."""
    return candidate.read is not None and _same_words(enumeration.span, candidate.read)


def _is_of_another(question: Question, candidate: Candidate, enumeration: Enumeration) -> bool:
    """Say whether a run is of other things than those asked for: of another class, another noun, or only counts."""
    items, text = _items(candidate, enumeration), candidate.sentence.text
    return (
        lacks_counted(question, text)
        or is_no_case(question.text, text)
        or lacks_sign(question, items)
        or is_to_be_done(question, text)
        or called.of_another_class(question, text, enumeration)
        or called.counts_elsewhere(question, text, enumeration)
        or _counts_a_named(question, items)
        or _lacks_the_thing(question, candidate)
        or all(_COUNTING.fullmatch(item) for item in items)
    )


def _lacks_the_thing(question: Question, candidate: Candidate) -> bool:
    """Say whether a number of things is asked for (两个品牌) of which neither the sentence nor a heading above it speaks."""
    asked = _THINGS.search(question.text)
    around = f"{candidate.book.heading_path(candidate.sentence)} {candidate.sentence.text}"
    return question.count is not None and asked is not None and asked["thing"] not in around


def _counts_a_named(question: Question, items: list[str]) -> bool:
    """Say whether a run counts classes (五星支部71个、四星支部238个) of which the question asks for the members of one."""
    names = [_AMOUNT.sub("", item) for item in items if _AMOUNT.search(item)]
    return len(names) > 1 and any(len(name) > 3 and name[-4:] in question.text for name in names)


def _inside_an_item(run: Run, other: Run) -> bool:
    """Say whether a run lies within one entry of another run of the same sentence (“党建+改革” among the “党建+…”)."""
    if run.candidate.sentence is not other.candidate.sentence or run.enumeration is other.enumeration:
        return False
    return any(item.contains(run.enumeration.span) for item in other.enumeration.items)


def _likely(question: Question, run: Run) -> float:
    """Return the fit for choosing among runs: the sentence's rank counts, the reader's words, and the verb before it."""
    read, span = run.candidate.read, run.enumeration.span
    overlap = 0.0
    if read is not None:
        overlap = max(0, min(span.end, read.end) - max(span.start, read.start)) / len(span)
    pointed = _points_to(question, run.candidate, run.enumeration)
    return run.fit + 0.2 * run.candidate.score + 0.15 * overlap + 0.2 * pointed


def _points_to(question: Question, candidate: Candidate, enumeration: Enumeration) -> bool:
    """Say whether the question's own frame picks out this run.

    Each item begins or ends with the asked word (四性, 几个“同”), or the verb before the question word governs the run.
    """
    text, span = candidate.sentence.text, enumeration.span
    items = [item.of(text) for item in enumeration.items]
    if _all_of(asked_words(question), items):
        return True
    clause = re.split(r"[,;:。]", text[: span.start])[-1][-10:]
    return any(word in clause for word in verb_of(question))


def verb_of(question: Question) -> list[str]:
    """Return the verb right before the question word (开展哪些活动), in a list that is mostly empty."""
    before = _VERB_BEFORE.search(question.text)
    tagged = tokenize(before["left"])[-1:] if before else []
    return [word for word, tag in tagged if tag[:1] == "v" and len(word) >= 2]


def _all_of(words: list[str], items: list[str]) -> bool:
    ends = [_AMOUNT.sub("", re.sub(r"\([^()]*\)$", "", item)) for item in items]  # 一等奖2名, 甲类(综合管理)
    return any(all(i.startswith(word) for i in items) or all(i.endswith(word) for i in ends) for word in words)


def _same_words(run: Span, read: Span) -> bool:
    """Say whether a run is what the reader points to: they share most of the longer one."""
    shared = min(run.end, read.end) - max(run.start, read.start)
    return shared >= 0.5 * max(len(run), len(read))


def count_agrees(question: Question, enumeration: Enumeration) -> bool:
    """Say whether a run has as many items as the question says, if it says how many."""
    return question.count is None or question.count == len(enumeration.items)


def _run_fit(question: Question, candidate: Candidate, enumeration: Enumeration) -> float:
    """Return how well an enumeration is what is to be listed, 0 when its clause does not name the asked matter.

    A count in the question must be the number of items. The asked noun must follow or open the run, or the run's own
    clause must hold one of the question's strongest words.
    """
    text, span = candidate.sentence.text, enumeration.span
    terms = [t for t in question.terms if not t.entity]
    if not terms or (question.count is not None and len(enumeration.items) != question.count):
        return 0.0
    items = [item.of(text) for item in enumeration.items]
    before, after = beside(text, enumeration)
    clause = clause_around(candidate.sentence, span.start, span.end, least=len(span) + 6)
    frame = f"{text[clause.start : span.start]} {text[span.end : clause.end]}"
    called_so = named(question, before, after, items)
    ruled = frame
    if head_of(question) and enumeration.stated is None and not _CONTINUING.match(before):
        ruled = f"{before} {after}"  # 完善…工作细则,形成区域统筹、资源整合…: the noun of another clause names no run
    heavy = KEY_SHARE * max(t.weight for t in terms)
    key = max((match(t.text, ruled) for t in strongest(terms) if t.weight >= heavy), default=0.0)
    if called_so < 0.8 and key < 0.8 and question.count is None:
        return 0.0
    outside = f"{text[: span.start]} {text[span.end :]}"
    total = sum(t.weight for t in terms)
    around = sum(t.weight * max(match(t.text, frame), 0.75 * match(t.text, outside)) for t in terms) / total
    fit = 0.45 * around + 0.25 * candidate.context + 0.1 * candidate.retrieval + 0.3 * called_so
    fit -= 0.2 * max(0.0, coverage(terms, " ".join(items)) - around)
    if enumeration.stated is not None:
        fit += 0.05 if enumeration.complete else -0.1
    return fit


def beside(text: str, enumeration: Enumeration) -> tuple[str, str]:
    """Return the words before and after a run within its own clause; before a counted run, the clause that counts too."""
    span = enumeration.span
    before, after = text[max(0, span.start - 26) : span.start], text[span.end : span.end + 20]
    if enumeration.stated is None or not before.endswith((",", ":")):
        before = re.split(r"[,;。]", before)[-1]
    return before, re.split(r"[,;:。]", after)[0]


def named(question: Question, before: str, after: str, items: list[str]) -> float:
    """Return how clearly the run is of the asked noun: it follows at once (A、B等6个试点小区), opens it, or each item is one."""
    if _all_of(asked_words(question), items):
        return 1.0
    head = head_of(question)
    if not head:
        return 0.3
    if match(head, after[:12]) >= 0.8:
        return 1.0
    if match(head, before[-12:]) >= 0.8 or all(head in item for item in items):
        return 0.9
    if head in {"方面", "内容", "样", "东西", "部分"}:
        return 0.4
    return 0.4 * match(head, f"{before} {after}")
