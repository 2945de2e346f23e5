"""A list: the entries below a heading, or the items that a sentence or a run of sentences enumerates; always complete."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering import called, classes, series, tree
from assistant.answering.counted import find_counted, lacks_counted
from assistant.answering.parted import find_part
from assistant.answering.runs import CERTAIN_FIT, Run, beside, count_agrees, find_run, named, verb_of
from assistant.answering.wanted import find_wanted
from assistant.deciding import passes_locks
from assistant.described import about, meets
from assistant.draft import Draft, Quote, Statement
from assistant.enumerations import find_enumerations
from assistant.evidence import Book, Candidate
from assistant.finding import Finder
from assistant.folding import fold
from assistant.quantities import find_quantities
from assistant.question import frames
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Section, Span

TREE_FIT = 0.66
COUNT_FIT = 0.75
_COUNTABLE = frozenset({"个", "项", "点", "条", "方面", "个方面", "种", "类", "位", "名", "人", "家"})
_HOW_MANY = re.compile(r"(?<!哪)几(?P<unit>点|条|项|个方面)(?:要求|意见|建议|希望|措施|任务|内容)?[?]?$")
_NAMES_ASKED = re.compile(
    r"名单|名字|叫什么|哪(?:些|几)(?:个|家|位|名|所|处|座|支|条|份|部|人|单位|区|镇|街道|社区|村|公司|企业)"
)
NAMED_LEAST = 0.8  # how clearly a run of another count must be of the asked noun for the count to be put right
_SIGN = re.compile(
    r"(?P<formula>[\da-z]+(?:\+[\da-z]+)+)[”\"]?[^,。]{0,8}?[“\"]?(?<![\d+a-z])(?P<sign>\d|[a-z])(?![\d+a-z])[”\"]?"
    r"(?:分别|具体)?(?:是|指|代表|包括)"
)


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the list that was asked for, or None when nothing enumerates it."""
    if question.kind == "explain" and (counted := find_counted(question)):
        question = replace(question, count=counted.count)  # 三个“不兜”是什么: three must stand there
    elif question.kind == "explain" and len(counts := find_wanted(question).counts) == 1:
        question = replace(question, count=next(iter(counts)))
    books = list(finder.books(scope))
    heading = tree.best_heading(question, books)
    if heading is not None and (find_part(question) or not _is_meant(question, scope, *heading[:2])):
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
        return _with_their_count(question, _from_run(question, run))
    if question.count is not None and (corrected := _other_count(question, scope, finder)):
        return corrected
    persons = frames.SEVERAL_PERSONS.search(question.text)  # names stand in a run, or nowhere
    if not persons and (found := series.alike(question, scope, finder)):
        return found
    if heading is not None and heading[2] >= TREE_FIT and right_count and not persons:
        book, section, _ = heading
        return tree.below(book.document, section, language=question.language) or tree.leaf(book.document, section)
    return None


def _is_meant(question: Question, scope: Scope, book: Book, section: Section) -> bool:
    """Say whether a heading may be what is asked about: of all places and bodies named, with all that stands in quotes."""
    said = f"{about(book)} {book.folded[section.span.start : section.span.end]}"
    names = [*scope.wanted, *question.bodies, *(place.name for place in question.places)]
    named = all(name in said or meets(name, about(book)) for name in names)
    return named and _tells(question, book, section) and tree.holds_quoted(question, book, section)


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
        and named(question, *beside(text, run.enumeration), items) < 1.0
    ):
        return None
    draft = _from_run(question, run)
    short = f"{len(run.enumeration.items)}{question.slots[0].unit}"
    head = Statement(f"**{short}**", frame=True)
    return replace(draft, kind="fact", statements=(head, *draft.statements), short=short)


def _with_their_count(question: Question, draft: Draft) -> Draft:
    """Return a list with its count before it when the question asks for that alone (提了几点要求)."""
    asked = _HOW_MANY.search(question.text)
    if asked is None:
        return draft
    short = f"{len(draft.items)}{asked['unit']}"
    return replace(draft, statements=(Statement(f"**{short}**", frame=True), *draft.statements), short=short)


def _other_count(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the list with the count that the text states, when the question names another one."""
    run = find_run(replace(question, count=None), scope, finder)
    if run is None or run.enumeration.stated != len(run.enumeration.items) or run.fit < COUNT_FIT:
        return None
    if any(q.value == question.count and not q.ordinal for q in find_quantities(run.candidate.sentence.text)):
        return None  # what the question counts stands there as well, and is not listed: 甲、乙2家发言,5家书面交流
    text = run.candidate.sentence.text
    if named(question, *beside(text, run.enumeration), [item.of(text) for item in run.enumeration.items]) < NAMED_LEAST:
        return None
    draft = _from_run(question, run)
    head = Statement(
        say("other_count", question.language, stated=run.enumeration.stated, asked=question.count), frame=True
    )
    return replace(draft, status="partial", statements=(head, *draft.statements), short=None, confidence=0.3)


def enumerates(question: Question, draft: Draft) -> bool:
    """Say whether sentences may stand for a list: they enumerate something, or they are several and none was counted."""
    texts = [fold(statement.text) for statement in draft.statements if not statement.frame]
    if (
        lacks_counted(question, " ".join(texts))
        or classes.lacks_steps(question, " ".join(texts))
        or called.counts_only(question, texts)
        or not called.of_the_persons(question, draft)
    ):
        return False
    sizes = {len(run.items) for text in texts for run in find_enumerations(text)}
    stated = {question.count} if question.count else set()
    stated |= find_wanted(question).counts if question.kind == "explain" else set()
    stated |= {int(q.value) for q in find_quantities(question.text) if q.unit and q.value and not q.ordinal}
    if stated:  # 三样: 不听汇报,不要材料,不在企业用餐
        return bool(stated - {1} & (sizes | {part.count(",") + 1 for part in re.split("[;:。]", ";".join(texts))}))
    return bool(sizes) or (len(texts) > 1 and not _NAMES_ASKED.search(question.text))


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
                if explained.search(sentence.text[: enumeration.span.start]) and count_agrees(question, enumeration)
            ]
    return found[0] if len(found) == 1 else None


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
    for word in verb_of(question):
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
