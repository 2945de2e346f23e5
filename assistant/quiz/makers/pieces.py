"""Pieces: the verbatim words of a line that stand for it in an option or a statement, and which lines a heading governs."""

from __future__ import annotations

import re

from assistant.quiz.makers.wording import LABEL, balanced, is_self_contained
from assistant.quiz.sources import Line, Sources, is_partial, overlap, squeeze, without_opener
from assistant.quiz.words import opens_with_verb, tags
from corpus.model import Section

LONGEST_PIECE = 34
SHORTEST_PIECE = 8
NEAR = 0.45
"""Share of a distractor's bigrams in the asked part from which on it may be said there too in other words."""
_LEAD = re.compile(
    r"^(?:必须坚决|必须坚持|必须|还要|也要|就要|更要|要(?!求)|并|以及|进一步(?=[\u4e00-\u9fff]{4})|还?将(?=[继支深不持聚]))"
)
_LEANS = re.compile(
    r"^(?:不仅|又|既|让|使|以便|从而|确保|做到|形成|推动形成|有的|有$|但|对于|成为|根据|按照|依托|针对|在(?!全)|"
    r"把(?!.{3,}(?:作为|贯穿|建设成|融入|转化|改造))|以|直到|对|与|和|从|当|最终|甚至|真正|更|就|也|都|每一|有实|其|一些|这|那|据|记者|截至|"
    r"今年|年初|近年|特别|如|比如|例如|关键|想一想|是否|到|为(?!.{2,}提供)|比|占|达|共|均|给予|是|请|像|现将|"
    r"(?:围绕|聚焦|紧扣|着眼|立足|结合)[^,，]*$|满足于|有(?!序|效))|^[^“]*”"
)
_BREAKS_OFF = re.compile(
    r"[在的和与及对为、]$|(?:以来|[^一]下|[^以]上|时|前|后|中|方面|期间|契机|背景|面前|人|了)$|作为第?[^，,]*人|"
    r"[^，,]以[^，,]{2,12}的[\u4e00-\u9fff]{2,3}$"
)
_LOOSE = re.compile(
    r"[;；。:：?？!！]|[\u4e00-\u9fff] [\u4e00-\u9fff]|下列|如下|之一的|其他事项|下一阶段|下一步|有关情况|有关事项"
)
_TOPIC_OF = re.compile(r"^(?:必须|要|就要|就|使命|关键|才|应当|是|既|不仅)")
_DEADLINE = re.compile(r"(?:[年月日底初]|之前|以前|(?<=[年月日底])前|期间|届时)$|力争")
_IS = re.compile(r"[\u4e00-\u9fff]{2,12}是.{6,}")
_UNFINISHED = re.compile(r"^[^,，]*?(?:围绕|聚焦|紧扣|针对|按照|根据|对照|依托|结合)[^,，推开建实深打落加做形促服]*$")


def pieces(line: Line, *, most: int = 3, ideal: int = 18) -> tuple[str, ...]:
    """Return up to `most` exact slices of `line` that can be understood alone, the most telling first.

    ``ideal`` is the length in characters that is liked best.
    """
    text = line.document.text
    found: list[tuple[float, int, str]] = []
    end = len(line.clauses)
    for first in range(1 if is_partial(line.text) else end):
        if first > 0 and (re.match(r"为[^，,]{4}", line.text) or _DEADLINE.search(line.clause(first - 1))):
            continue  # what a text is for is not what it does; 在2022年12月前，实现… without its time would be done
        for last in sorted({*range(first, min(first + 2, end)), *({end - 1} if first == 0 and end <= 3 else ())}):
            raw = text[line.clauses[first].start : line.clauses[last].end]
            words = without_opener(LABEL.sub("", raw))
            if last > first > 0 and len(line.clause(first)) < 6:
                continue
            if last > first and last < end - 1 and _LEAD.match(words):
                continue
            words = _LEAD.sub("", words)
            fits = SHORTEST_PIECE <= len(words) <= max(LONGEST_PIECE, ideal + 14)
            if not fits or not _is_whole(line, first, last, words):
                continue
            near = -abs(len(words) - ideal) / 20
            rich = 0.3 * bool(re.search(r"[“《\d]", words))
            found.append((near + rich - 0.1 * first - (0.4 if ideal < 24 else 0) * (last - first), first, words))
    found.sort(key=lambda each: (-each[0], each[1]))
    picked: list[str] = []
    for _, _, words in found:
        if all(squeeze(words) not in squeeze(p) and squeeze(p) not in squeeze(words) for p in picked):
            picked.append(words)
    return tuple(picked[:most])


def _is_whole(line: Line, first: int, last: int, words: str) -> bool:
    """Say whether `words`, the clauses from `first` to `last`, can be understood alone."""
    end = len(line.clauses) - 1
    if _LOOSE.search(words) or not balanced(words) or not is_self_contained(words) or _LEANS.search(words):
        return False
    if first == 0 and last == end:
        return has_verb(words) and not (last == 0 and _UNFINISHED.search(words))
    if _BREAKS_OFF.search(words) or _UNFINISHED.search(words):
        return False
    if last > first and (_LEANS.search(line.clause(last)) or _BREAKS_OFF.search(line.clause(last))):
        return False
    if last < end and _TOPIC_OF.match(line.clause(last + 1)):
        return False
    opens = (bool(line.body) and has_verb(words)) or bool(_IS.match(words))
    return opens_with_verb(words) or (first == 0 and opens)


def has_verb(text: str) -> bool:
    """Say whether `text` holds a verb of two characters or more, or 是 有 为."""
    return any((tag[:1] == "v" and len(word) > 1) or word in ("是", "有", "为", "在") for word, tag in tags(text))


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
