"""A list: the entries below a heading, or the items that a sentence or a run of sentences enumerates; always complete."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answering import called, series, tree
from assistant.answering.counted import find_counted
from assistant.answering.naming import head_of
from assistant.answering.several import asked_words
from assistant.deciding import judge, passes_locks
from assistant.described import about, meets
from assistant.draft import Draft, Quote, Statement
from assistant.enumerations import Enumeration, find_enumerations, find_pairs
from assistant.evidence import Book, Candidate, clause_around
from assistant.finding import Finder
from assistant.folding import fold
from assistant.quantities import find_quantities
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import coverage, match, tokenize
from assistant.scoping import Scope
from assistant.weighing import strongest
from assistant.wording import label, say
from corpus.model import Section, Span

READ = 20
TREE_FIT = 0.66
COUNT_FIT = 0.75
_EACH = re.compile(r"每一?[项个条]|逐[项条个]|完整|全部")
_COUNTABLE = frozenset({"个", "项", "点", "条", "方面", "个方面", "种", "类", "位", "名", "人", "家"})
_NAMES_ASKED = re.compile(
    r"名单|名字|叫什么|哪(?:些|几)(?:个|家|位|名|所|处|座|支|条|份|部|人|单位|区|镇|街道|社区|村|公司|企业)"
)
KEY_SHARE = 0.25  # of the heaviest word's weight that a word needs to tell what a run is of
_CONTINUING = re.compile(r"(?:即|就是|分别|包括|包含|涵盖|主要(?:是|有|包括)|其中|例如|比如|如|具体)")
NAMED_LEAST = 0.8  # how clearly a run of another count must be of the asked noun for the count to be put right
RUN_FIT = 0.5  # set on the development cases
CERTAIN_OWN = 0.8  # share of the question's weight in a sentence whose run the question's own frame picks out
CERTAIN_FIT = 0.95  # of such a sentence's run, when only the run's own surroundings name what is asked
_VERB_BEFORE = re.compile(
    rf"(?P<left>[\u3400-\u9fff”]{{2,12}}?)(?:了|的|着)?(?:哪|几|什么|啥)(?:些|几|{frames.NUMERAL})?"
)
_SIGN = re.compile(
    r"(?P<formula>[\da-z]+(?:\+[\da-z]+)+)[”\"]?[^,。]{0,8}?[“\"]?(?<![\d+a-z])(?P<sign>\d|[a-z])(?![\d+a-z])[”\"]?"
    r"(?:分别|具体)?(?:是|指|代表|包括)"
)
_AMOUNT = re.compile(r"(?:各|共)?\d+(?:名|个|项|篇|件|人|组)$")
_COUNTING = re.compile(rf"{frames.NUMERAL}(?:个|项|条|种|类|大)[\u3400-\u9fff]{{1,3}}")  # 五个方面、14项工作 only count


@dataclass(frozen=True, slots=True)
class Run:
    """An enumeration in a candidate sentence, and how well it is what the question asks to list."""

    candidate: Candidate
    enumeration: Enumeration
    fit: float


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the list that was asked for, or None when nothing enumerates it."""
    if question.kind == "explain" and (counted := find_counted(question)):
        question = replace(question, count=counted.count)  # 三个“不兜”是什么: three must stand there
    books = list(finder.books(scope))
    heading = tree.best_heading(question, books)
    if heading is not None and not _tells(question, heading[0], heading[1]):
        heading = None
    run = find_run(question, scope, finder)
    wanted = question.count
    right_count = False
    if heading is not None:
        book, section, fit = heading
        children = book.document.children(section.index)
        body = book.folded[section.span.start : section.span.end]
        right_count = (wanted is None or wanted == len(children)) and all(figure in body for figure in question.figures)
        if (
            len(children) >= 2
            and fit >= TREE_FIT
            and right_count
            and (run is None or fit + 0.1 >= run.fit or not run.enumeration.complete)
        ):
            return tree.below(book.document, section, language=question.language)
    if found := series.numbered(question, scope, finder):
        return found
    if run is not None:
        return _from_run(question, run)
    if question.count is not None and (corrected := _other_count(question, scope, finder)):
        return corrected
    persons = frames.SEVERAL_PERSONS.search(question.text)  # names stand in a run, or nowhere
    if not persons and (found := series.alike(question, scope, finder)):
        return found
    if heading is not None and heading[2] >= TREE_FIT and right_count and not persons:
        book, section, _ = heading
        return tree.below(book.document, section, language=question.language) or tree.leaf(book.document, section)
    return None


def _tells(question: Question, book: Book, section: Section) -> bool:
    """Say whether a heading holds a word of the question that the card does not: 埠头会 stands above all that it is about."""
    words, card = tree.wording(book.document, section), about(book)
    return any(meets(term.text, words) and not meets(term.text, card) for term in question.terms)


def signed(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return what a sign of a formula stands for, where one sentence lists it (“1+3+N”里的3是哪三个); else None."""
    run = _signed(question, scope, finder)
    return _from_run(question, run) if run is not None else None


def count(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return how many entries an enumeration has when no sentence states the figure (聚焦几个方面), with the entries."""
    if question.asked != "quantity" or len(question.slots) != 1 or question.slots[0].unit not in _COUNTABLE:
        return None
    run = find_run(question, scope, finder)
    if run is None or run.enumeration.open_ended or not run.enumeration.complete or run.fit < COUNT_FIT:
        return None
    text = run.candidate.sentence.text
    items = [item.of(text) for item in run.enumeration.items]
    if (
        question.slots[0].unit not in {"方面", "个方面", "点"}
        and _named(question, *_beside(text, run.enumeration), items) < 1.0
    ):
        return None
    draft = _from_run(question, run)
    short = f"{len(run.enumeration.items)}{question.slots[0].unit}"
    head = Statement(f"**{short}**", frame=True)
    return replace(draft, kind="fact", statements=(head, *draft.statements), short=short)


def _other_count(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the list with the count that the text states, when the question names another one."""
    run = find_run(replace(question, count=None), scope, finder)
    if run is None or run.enumeration.stated != len(run.enumeration.items) or run.fit < COUNT_FIT:
        return None
    if any(q.value == question.count and not q.ordinal for q in find_quantities(run.candidate.sentence.text)):
        return None  # what the question counts stands there as well, and is not listed: 甲、乙2家发言,5家书面交流
    text = run.candidate.sentence.text
    if (
        _named(question, *_beside(text, run.enumeration), [item.of(text) for item in run.enumeration.items])
        < NAMED_LEAST
    ):
        return None
    draft = _from_run(question, run)
    head = Statement(
        say("other_count", question.language, stated=run.enumeration.stated, asked=question.count), frame=True
    )
    return replace(draft, status="partial", statements=(head, *draft.statements), short=None, confidence=0.3)


def enumerates(question: Question, draft: Draft) -> bool:
    """Say whether sentences may stand for a list: they enumerate something, or they are several and none was counted."""
    texts = [fold(statement.text) for statement in draft.statements if not statement.frame]
    if called.counts_only(question, texts) or not called.of_the_persons(question, draft):
        return False
    sizes = {len(run.items) for text in texts for run in find_enumerations(text)}
    stated = {question.count} if question.count else set()
    stated |= {int(q.value) for q in find_quantities(question.text) if q.unit and q.value and not q.ordinal}
    if stated:  # 三样: 不听汇报,不要材料,不在企业用餐
        return bool(stated - {1} & (sizes | {part.count(",") + 1 for part in re.split("[;:。]", ";".join(texts))}))
    return bool(sizes) or (len(texts) > 1 and not _NAMES_ASKED.search(question.text))


def find_run(question: Question, scope: Scope, finder: Finder) -> Run | None:
    """Return the enumeration that fits the question best, or None."""
    runs: list[Run] = []
    for candidate in finder.candidates(question, scope)[:READ]:
        if candidate.sentence.furniture or candidate.sentence.heading:
            continue
        holds = judge(question, scope, candidate).holds or called.by_label(question, candidate)
        if not holds and (candidate.own < CERTAIN_OWN or not passes_locks(question, scope, candidate)):
            continue
        head = head_of(question)
        pairs = find_pairs(candidate.sentence.text, head) if question.count == 2 and head else ()
        for enumeration in (*find_enumerations(candidate.sentence.text), *pairs):
            if called.of_another_class(question, candidate.sentence.text, enumeration):
                continue
            if _counts_a_named(question, [item.of(candidate.sentence.text) for item in enumeration.items]):
                continue
            if all(_COUNTING.fullmatch(item.of(candidate.sentence.text)) for item in enumeration.items):
                continue
            fit = _run_fit(question, candidate, enumeration)
            if candidate.read is not None and candidate.support and _same_words(enumeration.span, candidate.read):
                fit = (
                    max(fit, RUN_FIT + 0.5 * (candidate.trust or 0.0)) if _count_agrees(question, enumeration) else fit
                )
            certain = fit >= CERTAIN_FIT or (fit >= RUN_FIT and _points_to(question, candidate, enumeration))
            if not holds and not certain:
                continue
            short = enumeration.open_ended or not enumeration.complete
            if fit >= RUN_FIT and not (short and _EACH.search(question.text)):
                runs.append(Run(candidate, enumeration, fit))
    runs = [run for run in runs if not any(_inside_an_item(run, other) for other in runs)]
    return max(runs, key=lambda r: (_likely(question, r), -r.candidate.sentence.order), default=None)


def _signed(question: Question, scope: Scope, finder: Finder) -> Run | None:
    """Return the one run that explains the sign which is asked for (“1+3+N”里的3是哪三个: “3”是A、B、C), or None.

    Signs are no words that an index finds; the formula is looked for as it stands.
    """
    asked = _SIGN.search(question.text)
    if asked is None:
        return None
    explained = re.compile(rf"[“\"]?{asked['sign']}[”\"]?(?:指的?是|是指|就是|是|为|即|指|代表|包括)$")
    found: list[Run] = []
    for book in finder.books(scope):
        for sentence in book.sentences if asked["formula"] in book.folded else ():
            candidate = Candidate(book, sentence, 1.0, 1.0, 0.0)
            if asked["formula"] not in sentence.text or not passes_locks(question, scope, candidate):
                continue
            found += [
                Run(candidate, enumeration, CERTAIN_FIT)
                for enumeration in find_enumerations(sentence.text)
                if explained.search(sentence.text[: enumeration.span.start]) and _count_agrees(question, enumeration)
            ]
    return found[0] if len(found) == 1 else None


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
    verb = _VERB_BEFORE.search(question.text)
    return bool(verb and any(word in clause for word in _verbs(verb["left"])))


def _verbs(left: str) -> list[str]:
    return [word for word, tag in tokenize(left)[-1:] if tag[:1] == "v" and len(word) >= 2]


def _all_of(words: list[str], items: list[str]) -> bool:
    ends = [_AMOUNT.sub("", item) for item in items]  # 一等奖2名
    return any(all(i.startswith(word) for i in items) or all(i.endswith(word) for i in ends) for word in words)


def _same_words(run: Span, read: Span) -> bool:
    """Say whether a run is what the reader points to: they share most of the longer one."""
    shared = min(run.end, read.end) - max(run.start, read.start)
    return shared >= 0.5 * max(len(run), len(read))


def _count_agrees(question: Question, enumeration: Enumeration) -> bool:
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
    before, after = _beside(text, enumeration)
    clause = clause_around(candidate.sentence, span.start, span.end, least=len(span) + 6)
    frame = f"{text[clause.start : span.start]} {text[span.end : clause.end]}"
    named = _named(question, before, after, items)
    ruled = frame
    if head_of(question) and enumeration.stated is None and not _CONTINUING.match(before):
        ruled = f"{before} {after}"  # 完善…工作细则,形成区域统筹、资源整合…: the noun of another clause names no run
    heavy = KEY_SHARE * max(t.weight for t in terms)
    key = max((match(t.text, ruled) for t in strongest(terms) if t.weight >= heavy), default=0.0)
    if named < 0.8 and key < 0.8 and question.count is None:
        return 0.0
    outside = f"{text[: span.start]} {text[span.end :]}"
    total = sum(t.weight for t in terms)
    around = sum(t.weight * max(match(t.text, frame), 0.75 * match(t.text, outside)) for t in terms) / total
    fit = 0.45 * around + 0.25 * candidate.context + 0.1 * candidate.retrieval + 0.3 * named
    fit -= 0.2 * max(0.0, coverage(terms, " ".join(items)) - around)
    if enumeration.stated is not None:
        fit += 0.05 if enumeration.complete else -0.1
    return fit


def _beside(text: str, enumeration: Enumeration) -> tuple[str, str]:
    """Return the words before and after a run within its own clause; before a counted run, the clause that counts too."""
    span = enumeration.span
    before, after = text[max(0, span.start - 26) : span.start], text[span.end : span.end + 20]
    if enumeration.stated is None or not before.endswith((",", ":")):
        before = re.split(r"[,;。]", before)[-1]
    return before, re.split(r"[,;:。]", after)[0]


def _named(question: Question, before: str, after: str, items: list[str]) -> float:
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


def _from_run(question: Question, run: Run) -> Draft:
    document, sentence = run.candidate.document, run.candidate.sentence
    items = [Span(sentence.span.start + i.start, sentence.span.start + i.end) for i in run.enumeration.items]
    texts = _ungoverned(question, [_tidy(i.of(document.text)) for i in items])
    quote = Quote(document, _around(run, document.text))
    head = Statement(
        say("according", question.language, label=label(document)).rstrip("：: ")
        + "，"
        + say("total", question.language, count=len(items)),
        frame=True,
    )
    if question.language == "en":
        head = Statement(
            say("according", "en", label=label(document)) + say("total", "en", count=len(items)), frame=True
        )
    if not run.enumeration.complete:
        head = Statement(
            say("stated_count", question.language, stated=run.enumeration.stated, count=len(items)), frame=True
        )
    lines = [Statement(f"{n}. {text}", (quote,), computed=(str(n),)) for n, text in enumerate(texts, 1)]
    wording = Statement(say("wording", question.language, text=" ".join(quote.text.split("\n"))), (quote,))
    return Draft(
        status="answered",
        kind="list",
        statements=(head, *lines, wording),
        short="、".join(texts) if sum(map(len, texts)) <= 80 else None,
        items=tuple(texts),
        confidence=min(1.0, run.fit),
        documents=(document.id,),
    )


def _ungoverned(question: Question, texts: list[str]) -> list[str]:
    """Return the items without what the question says itself before the first: its verb (开展哪些活动: 开展A、B、C), or a
    phrase that it quotes (“甲”要做到哪四点: 对标“甲”和乙、丙、丁).
    """
    for term in re.findall(r"“([^”]{2,30})”", question.text):
        _, met, rest = texts[0].partition(f"“{term}”")
        if met and (joint := re.match(r"[和与及](?=..)", rest)):
            return [rest[joint.end() :], *texts[1:]]
    verb = _VERB_BEFORE.search(question.text)
    for word in _verbs(verb["left"]) if verb else ():
        rest = texts[0].removeprefix(word)
        if rest != texts[0] and len(rest) >= 2 and not any(text.startswith(word) for text in texts[1:]):
            return [rest, *texts[1:]]
    return texts


def _around(run: Run, text: str) -> Span:
    """Return the whole sentence, or the clauses from a little before the run to its end when the sentence is long."""
    span = run.candidate.sentence.span
    if len(span) <= 160:
        return span
    folded = run.candidate.sentence.text
    left = max((folded.rfind(mark, 0, max(0, run.enumeration.span.start - 16)) for mark in ",;:。"), default=-1) + 1
    rights = [at for at in (folded.find(mark, run.enumeration.span.end) for mark in ",;。") if at >= 0]
    right = min(rights) if rights else len(folded)
    del text
    return Span(span.start + left, span.start + right)


def _tidy(item: str) -> str:
    return re.sub(r"\s+", " ", item).strip(" ,，;；。、")
