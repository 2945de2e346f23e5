"""The time that was asked for, among the words that the reader points to: a day, a length of time, or a time of day."""

from __future__ import annotations

import re

from assistant.question import frames
from assistant.question.model import Question
from assistant.typed import CLOCK, DURATION, NAMED_DAY, TIME, asks_named_day
from corpus.model import Span

LONGEST_TIME = 24  # code points of a time with the words around it; more are a clause
LEAST = 2  # characters in a row that tell one time of day from another
_CLAUSE = re.compile(r"[^,;。?]+")


def asks_clock(question: Question) -> bool:
    """Say whether a time of day alone is asked for (几点关门), no day with it."""
    text = question.text
    return question.asked == "time" and bool(frames.CLOCK.search(text)) and not frames.CALENDAR.search(text)


def read_times(question: Question, text: str, read: Span) -> tuple[Span, ...]:
    """Return where in folded `text` the asked time stands; nothing when `read` touches none."""
    if asks_named_day(question):
        days = [Span(hit.start(), hit.end()) for hit in NAMED_DAY.finditer(text)]
        return tuple(days) if len(days) == 1 else ()
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
