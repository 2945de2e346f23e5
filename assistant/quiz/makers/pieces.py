"""Pieces: the verbatim words of a line that stand for it in an option or a statement, and which lines a heading governs."""

from __future__ import annotations

import re

from assistant.quiz.makers.wording import balanced, is_self_contained
from assistant.quiz.sources import Line, Sources, overlap, squeeze, without_opener
from corpus.model import Section

LONGEST_PIECE = 42
SHORTEST_PIECE = 9
NEAR = 0.45
"""Share of a distractor's bigrams in the asked part from which on it may be said there too in other words."""
_LEAD = re.compile(r"^(?:必须坚决|必须坚持|必须|还要|也要|就要|更要|要|并|以及|进一步(?=[\u4e00-\u9fff]{4}))")
_LABEL = re.compile(r"^(?:\d{1,2}[.、．]\s*|[一二三四五六七八九十]+[、是要][，,]?|第[一二三四五六七八九十]+[，,、])")
_DEPENDENT = re.compile(r"^(?:不仅|又|既|让|使|以便|从而|确保|做到|形成|推动形成|有的|但|对于|成为|根据|按照|依托|针对|在(?!全)|把|以(?!.{2,12}为)|对|与|和|从|当)|^[^“]*”|以来$|[在的和与及对为]$|下$|、$")


def pieces(line: Line, *, most: int = 3) -> tuple[str, ...]:
    """Return up to `most` exact slices of `line` that can be understood alone, the most telling first."""
    text = line.document.text
    found: list[tuple[float, int, str]] = []
    for first in range(len(line.clauses)):
        for last in range(first, min(first + 3, len(line.clauses))):
            start, end = line.clauses[first].start, line.clauses[last].end
            raw = text[start:end]
            words = _LABEL.sub("", raw) if first == 0 else raw
            words = _LEAD.sub("", without_opener(words))
            if not SHORTEST_PIECE <= len(words) <= LONGEST_PIECE or not balanced(words) or not is_self_contained(words):
                continue
            if re.search(r"[;；。:：]", words) or _DEPENDENT.search(words):
                continue
            ideal = -abs(len(words) - 20) / 20
            rich = 0.3 * bool(re.search(r"[“《\d]", words))
            found.append((ideal + rich - 0.1 * first - 0.15 * (last - first), first, words))
    found.sort(key=lambda each: (-each[0], each[1]))
    picked: list[str] = []
    for _, _, words in found:
        if all(squeeze(words) not in squeeze(p) and squeeze(p) not in squeeze(words) for p in picked):
            picked.append(words)
    return tuple(picked[:most])


def leaves(sources: Sources, document: str) -> tuple[Section, ...]:
    """Return the sections without parts of their own that govern at least one line."""
    tree = sources.documents[document]
    parents = {section.parent for section in tree.sections}
    return tuple(s for s in tree.sections if s.index not in parents and lines_of(sources, document, s))


def lines_of(sources: Sources, document: str, section: Section) -> tuple[Line, ...]:
    """Return the lines below a heading, the heading's own left out."""
    return tuple(
        line for line in sources.lines(document)
        if section.span.contains(line.span) and not line.heading and line.span.start >= section.heading.end
    )  # fmt: skip


def is_foreign(piece: str, text: str) -> bool:
    """Say whether `text` says nothing like `piece`."""
    return squeeze(piece) not in squeeze(text) and overlap(piece, text) < NEAR
