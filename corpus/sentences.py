"""Where Chinese sentences and clauses end. Offsets only; nothing is normalised.

A sentence ends at 。！？!?… with the quotes and brackets that close it, or at a line break; ``；`` separates clauses
inside one sentence. Full stops of numbers (``1.46``) and labels (``1. ``) never end anything.
"""

from __future__ import annotations

import re

from corpus.model import Span

STOPS = "。！？!?"
CLOSERS = "”’」』）)】》〉\"'"
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
        if _inside_brackets(text, start, match):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, span.end)
    return tuple(found)


def _inside_brackets(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether a stop stands in a short bracket or title that goes on, as in （为什么？怎么办？） or 《出路在哪里？》."""
    if match.group()[0] == "\n" or match.group()[-1] in CLOSERS:
        # “…吗？”他问 ends inside its sentence only when the words go on at once with 的, a comma or a stop
        after = text[match.end() : match.end() + 1]
        return match.group()[0] != "\n" and after != "" and after in "，,、；;：的。"
    window = text[max(start, match.start() - 40) : match.start()]
    for opener, closer in (("（", "）"), ("(", ")"), ("《", "》")):
        at = window.rfind(opener)
        if at >= 0 and closer not in window[at:]:
            return closer in text[match.end() : match.end() + 40]
    return False


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))
