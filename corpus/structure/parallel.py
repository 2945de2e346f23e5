"""Headings that are first sentences: paragraphs of one section that open with short sentences of one form.

``听民声察民意。… / 办实事惠民生。… / 纾民困解民忧。…``: at least two siblings, short, without figures, of one build.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Span
from corpus.sentences import split_sentences

LONGEST = 32
"""Characters; the longest such headings in official texts have two clauses of some fifteen characters."""
VERY_SHORT = 10
_FIGURES = re.compile(r"[0-9０-９]|百分之|[月日]\S{0,2}[，,]")
_NARRATIVE = re.compile(
    r"[：:；;？?]|^(?:同时|此外|据|记者|会议|会上|会前|他|她|我|这|那|今|昨|近|目前|当前|下面|为此|对此|因此|但|然而|其中|日前|随后|最后|首先|其次|一方面|另一方面|截至|接下来|同志们)|"
    r"(?:了|过|着|吗|呢|吧)$|(?:召开|举行|表示|指出|强调|介绍|认为|说)"
)
_CLAUSE = re.compile(r"[，,]")


def find_parallel(text: str, paragraphs: Sequence[Span], *, least: int) -> dict[int, Span]:
    """Return the paragraphs (by number) that open with a heading, with that sentence; at least `least` of one form."""
    openings = [_opening(text, paragraph) for paragraph in paragraphs]
    candidates = [at for at, opening in enumerate(openings) if opening is not None]
    found: dict[int, Span] = {}
    for position, at in enumerate(candidates):
        group = [at]
        for other in candidates[position + 1 : position + 12]:
            first, second = openings[at], openings[other]
            if other - group[-1] <= 3 and first and second and _is_parallel(first.of(text), second.of(text)):
                group.append(other)
        if len(group) >= least:
            found.update({k: opening for k in group if (opening := openings[k]) is not None})
    return found


def _opening(text: str, paragraph: Span) -> Span | None:
    """Return the first sentence when it can be a heading of the rest."""
    window = Span(paragraph.start, min(paragraph.end, paragraph.start + LONGEST + 2))
    first = split_sentences(text, window)[0]
    words = first.of(text)
    if not 4 <= len(words) <= LONGEST + 1 or words[-1] not in "。！!" or first.start != paragraph.start:
        return None
    if paragraph.end - first.end < max(20, len(words)):
        return None
    if _FIGURES.search(words) or _NARRATIVE.search(words.rstrip("。！!")):
        return None
    return first


def _is_parallel(first: str, second: str) -> bool:
    a, b = first.rstrip("。！!"), second.rstrip("。！!")
    clauses_a, clauses_b = _CLAUSE.split(a), _CLAUSE.split(b)
    if len(clauses_a) != len(clauses_b):
        return False
    if [len(c) for c in clauses_a] == [len(c) for c in clauses_b] and len(a) <= 2 * VERY_SHORT:
        return True
    if abs(len(a) - len(b)) <= 3 and max(len(a), len(b)) <= VERY_SHORT:
        return True
    shared = sum(1 for _ in _common_prefix(a, b)) >= 2 or sum(1 for _ in _common_prefix(a[::-1], b[::-1])) >= 2
    return shared and min(len(a), len(b)) * 2 >= max(len(a), len(b))


def _common_prefix(a: str, b: str) -> list[str]:
    shared: list[str] = []
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared.append(x)
    return shared
