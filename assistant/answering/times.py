"""The time that was asked for, among the words that the reader points to: a day, a length of time, or a time of day."""

from __future__ import annotations

import re

from assistant.evidence import Candidate
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import match
from assistant.typed import CLOCK, DURATION, TIME
from corpus.model import Span

LONGEST_TIME = 24  # code points of a time with the words around it; more are a clause
LEAST = 2  # characters in a row that tell one time of day from another
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


def asks_clock(question: Question) -> bool:
    """Say whether a time of day alone is asked for (几点关门), no day with it."""
    text = question.text
    return question.asked == "time" and bool(frames.CLOCK.search(text)) and not frames.CALENDAR.search(text)


def read_times(question: Question, text: str, read: Span) -> tuple[Span, ...]:
    """Return where in folded `text` the asked time stands; nothing when `read` touches none."""
    if asks_clock(question):
        return read_clock(question, text, read)
    met = _touched(TIME, text, read)
    if not met:
        return (read,) if DURATION.search(read.of(text)) else ()
    times = Span(met[0].start, met[-1].end)
    whole = Span(min(read.start, times.start), max(read.end, times.end))
    return (whole if len(whole) <= LONGEST_TIME else times,)


def read_clock(question: Question, text: str, read: Span) -> tuple[Span, ...]:
    """Return the time of day that was read, or the one beside which alone words of the asking clause stand (周末9时至17时)."""
    met = _touched(CLOCK, text, read)
    if not met:
        return ()
    asking = [clause for clause in _CLAUSE.findall(question.text) if frames.CLOCK.search(clause)][-1:]
    hits = [Span(hit.start(), hit.end()) for hit in CLOCK.finditer(text)]
    for pair in (pair for clause in asking for pair in _pairs(clause)):
        named = [hit for hit in hits if pair in _around(text, hit)]
        if len(named) == 1:
            return (named[0],)
    return (met[0],) if len(met) == 1 else ()


def _pairs(clause: str) -> list[str]:
    """Return the pairs of characters ahead of the question word, the nearest first, then those behind it."""
    hit = frames.CLOCK.search(clause)
    ahead, behind = (clause[: hit.start()], clause[hit.end() :]) if hit else (clause, "")
    nearest = [ahead[at - LEAST : at] for at in range(len(ahead), LEAST - 1, -1)]
    return nearest + [behind[at : at + LEAST] for at in range(len(behind) - 1)]


def _touched(form: re.Pattern[str], text: str, read: Span) -> list[Span]:
    return [hit for found in form.finditer(text) if (hit := Span(found.start(), found.end())).overlaps(read)]


def _around(text: str, hit: Span) -> str:
    """Return the clause of a time of day."""
    left = max(text.rfind(mark, 0, hit.start) for mark in ",;。:")
    right = min((at for mark in ",;。" if (at := text.find(mark, hit.end)) >= 0), default=len(text))
    return text[left + 1 : right]
