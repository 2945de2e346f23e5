"""Where Chinese sentences and clauses end. Offsets only; nothing is normalised.

A sentence ends at 。！？!?… with the quotes and brackets that close it, or at a line break; ``；`` separates clauses
inside one sentence. Full stops of numbers (``1.46``) and labels (``1. ``) never end anything.
"""

from __future__ import annotations

import re

from corpus.model import Span

STOPS = "。！？!?"
CLOSERS = "”’」』）)】》〉\"'"
_BRACKETS = {"）": "（", ")": "(", "》": "《", "】": "【", "〉": "〈"}
REACH = 40
"""Characters within which a bracket must open and close to hold a stop."""
# An ellipsis ends a sentence only at a line's end or before a closing quote, so it is no stop of its own.
_END = re.compile(rf"[{STOPS}]+[{CLOSERS}]*|\n+|(?<=[A-Za-z)])\.(?=\s+[A-Z])")
_CLAUSE_END = re.compile(rf"[{STOPS}；;]+[{CLOSERS}]*|\n+|(?<=[A-Za-z)])\.(?=\s+[A-Z])")


def split_sentences(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """Return the sentences of `text` within `span` (all of it by default), in order, without outer blanks."""
    return _split(_END, text, span or Span(0, len(text)))


def split_clauses(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """Return the pieces of `text` within `span` that end at a sentence's end or at ``；``, in order."""
    return _split(_CLAUSE_END, text, span or Span(0, len(text)))


def _split(pattern: re.Pattern[str], text: str, span: Span) -> tuple[Span, ...]:
    found: list[Span] = []
    start = span.start
    for match in pattern.finditer(text, span.start, span.end):
        if _goes_on(text, start, match):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, span.end)
    return tuple(found)


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether the sentence from `start` goes on after a stop inside a bracket, a title or a quote.

    （为什么？怎么办？）, 《路在何方？》一文, “谁来抓？”的问题 go on; （全文完。）ends, and so does 他说：“走吧。”
    """
    if match.group()[0] == "\n":
        return False
    after = text[match.end() : match.end() + 1]
    last = match.group()[-1]
    if last in _BRACKETS:
        return text[start] != _BRACKETS[last] and after not in ("", "\n")
    if last in CLOSERS:
        return after != "" and after in "，,、；;：的“（等"
    window = text[max(start, match.start() - REACH) : match.start()]
    for closer, opener in _BRACKETS.items():
        at = window.rfind(opener)
        if at >= 0 and closer not in window[at:]:
            return closer in text[match.end() : match.end() + REACH]
    return False


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))
