"""The time of what is asked to be done, where a sentence or a document dates several things (哪天报到, 什么时候验完)."""

from __future__ import annotations

import re

from assistant.answering.matter import nouns_of
from assistant.answering.times import asks_clock
from assistant.described import about
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Candidate, Sentence
from assistant.finding import Finder
from assistant.question import frames
from assistant.question.bodies import stands_in
from assistant.question.model import Question
from assistant.question.terms import match
from assistant.scoping import Scope
from assistant.typed import CLOCK, TIME
from assistant.wording import label, say
from corpus.model import Span

LEAST = 2  # characters of a word for an act that tells it from others
MET_LEAST = 0.6  # how well a noun of the question must be met
_OTHER = re.compile(r"没|不|除|为什么|多久|多长")
ALONE = 4  # characters beside a time that leads the clause after it
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+[期批轮场次届]")
_VERB = re.compile(
    r"(?:之?前|以前)?(?:才|就|要|得|能|会|该|去|来|可以|必须|正式|开始|统一|集中)*(?P<verb>[\u3400-\u9fff]{1,3}?)(?:来着|的|了|呢|啊|吗|$)"
)
_DONE = re.compile(r"(?<=.)[完好成到掉齐出](?<!报到)$")
_UNTIL = re.compile(r"(?::\d{2})?[-—~至到]+\d{1,2}(?:[:时点日](?:\d{2})?)?")
_PLAIN = re.compile(r"举[行办]|召开|开[始展班会课]|进行|组织|启动|实施|完成|印发|发布|结束|安排|截止|到期|生效|施行")
ALIKE = 0.5  # how well a word for what is done must be met
_CLAUSE = re.compile(r"[^,;。?]+")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return when the act that is asked for is, from the one sentence in scope that dates it; None when several do.

    All things that the question names must stand there, above it or on the document's card. It is for sentences that the
    reader does not trust (4月14日下午报到 below 时间和地点).
    """
    act = _act(question)
    if question.asked != "time" or question.language == "en" or asks_clock(question) or scope.documents is None:
        return None
    if len(act) < LEAST or _PLAIN.fullmatch(act) or _OTHER.search(question.text):
        return None
    found = [
        (book, sentence, span)
        for book in finder.books(scope)
        for sentence in book.sentences
        if act in sentence.text and not (sentence.furniture or sentence.heading or " | " in sentence.text)
        for span in _dates(question, act, sentence.text)
        if _is_of_it(question, scope, act, book, sentence)
    ]
    return _draft(*found[0]) if len(found) == 1 else None


def _dates(question: Question, act: str, text: str) -> list[Span]:
    """Return the time of each clause in which `act` stands last, of the part that has the asked ordinals (第二期)."""
    found = []
    ordinals = _ORDINAL.findall(question.text)
    for part in (Span(*hit.span()) for hit in re.finditer(r"[^;。]+", text)):
        if not all(ordinal in part.of(text) for ordinal in ordinals):
            continue
        for clause in (Span(part.start + h.start(), part.start + h.end()) for h in _CLAUSE.finditer(part.of(text))):
            hits = _hits(TIME, clause, text) if act in clause.of(text) else []
            if (
                len(hits) == 1
                and text.find(act, clause.start) > hits[0].start
                and re.search(r"\d月\d", hits[0].of(text))
            ):
                clock = CLOCK.match(text, hits[0].end)
                whole = _UNTIL.match(text, hits[0].end)
                found.append(Span(hits[0].start, clock.end() if clock else whole.end() if whole else hits[0].end))
    return found


def _is_of_it(question: Question, scope: Scope, act: str, book: Book, sentence: Sentence) -> bool:
    around = f"{about(book)} {book.title} {book.heading_path(sentence)} {sentence.text}"
    nouns = [noun for noun in nouns_of(question) if noun not in act and act not in noun]
    return (
        all(match(noun, around) >= MET_LEAST for noun in nouns)
        and all(name in around for name in scope.wanted)
        and all(stands_in(body, around) for body in question.bodies)
        and all(ordinal in around for ordinal in _ORDINAL.findall(question.text))
    )


def _draft(book: Book, sentence: Sentence, span: Span) -> Draft:
    document, start = book.document, sentence.span.start
    short = Span(start + span.start, start + span.end).of(document.text)
    quote = Quote(document, sentence.span)
    source = say("according", "zh", label=label(document))
    line = Statement(f"**{short}**\n\n{source}“{' '.join(quote.text.split())}”", (quote,))
    return Draft("answered", "fact", (line,), short=short, confidence=0.5, documents=(document.id,))


def of_act(question: Question, candidate: Candidate, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the time of what is asked to be done: that of the one clause with its verb when `spans` are another act's.

    第二期5月18日至22日,…,5月17日14:00在南门报到: 报到 has a day of its own. Nothing when its verb stands before a clause that
    dates something else (已通过验收21个,延期的3个4月底前结项).
    """
    act, text = _act(question), candidate.sentence.text
    if not act or len(spans) != 1 or question.language == "en":
        return spans
    if _is_told_elsewhere(act, candidate):
        return ()
    parts = [Span(*hit.span()) for hit in re.finditer(r"[^;。]+", text)]
    ordinals = _ORDINAL.findall(question.text)
    named = [part for part in parts if ordinals and all(ordinal in part.of(text) for ordinal in ordinals)]
    part = named[0] if len(named) == 1 else next((p for p in parts if p.overlaps(spans[0])), None)
    if part is None:
        return spans
    clauses = [Span(part.start + hit.start(), part.start + hit.end()) for hit in _CLAUSE.finditer(part.of(text))]
    at = next((n for n, clause in enumerate(clauses) if clause.overlaps(spans[0])), None)
    if at is not None and act in _told_with(clauses, at, spans[0], text):
        return spans
    dated = [hits for clause in clauses if act in clause.of(text) and (hits := _hits(TIME, clause, text))]
    if len(dated) == 1:
        hits = dated[0]
        whole = _UNTIL.match(text, hits[-1].end)
        return (Span(hits[0].start, whole.end() if whole else hits[-1].end),)
    before = at is not None and any(act in clause.of(text) for clause in clauses[:at])
    after = at is not None and any(act in clause.of(text) for clause in clauses[at:])
    does = re.search(r"[\u3400-\u9fff]{2}", text[spans[0].end : clauses[at or 0].end]) is not None
    return () if before and not after and does else spans


def _is_told_elsewhere(act: str, candidate: Candidate) -> bool:
    """Say whether a document has the very word for what is done (考试), but not here, nor a word like it."""
    book, sentence = candidate.book, candidate.sentence
    if len(act) == 1 or _PLAIN.fullmatch(act) or act not in book.folded:
        return False
    around = f"{book.title} {book.heading_path(sentence)} {' '.join(s.text for s in book.paragraph(sentence))}"
    return act not in around and match(act, around) < ALIKE


def _act(question: Question) -> str:
    """Return the verb that stands right beside the word that asks when (哪天去报到: 报到; 啥时候验完: 验), or nothing."""
    hits = list(frames.TIME.finditer(question.text))
    if not hits:
        return ""
    hit = hits[-1]
    behind = _VERB.match(re.split("[,;?]", question.text[hit.end() :])[0])
    return _DONE.sub("", behind["verb"]) if behind else ""


def _told_with(clauses: list[Span], at: int, span: Span, text: str) -> str:
    """Return the clause of a time, with the next one where it holds little else (7月29日,新区召开…)."""
    clause = clauses[at]
    led = at + 1 < len(clauses) and len(clause) - len(span) <= ALONE
    return text[clause.start : clauses[at + 1].end if led else clause.end]


def _hits(form: re.Pattern[str], within: Span, text: str) -> list[Span]:
    return [Span(*hit.span()) for hit in form.finditer(text, within.start, within.end)]
