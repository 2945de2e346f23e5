"""The pieces of a document that a question names by number: 第三部分, 第8项, 第三部分第二项, the last two chapters."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering import tree
from assistant.draft import Draft, Statement
from assistant.folding import fold
from assistant.question.frames import SECTION
from assistant.question.model import Question, SectionReference
from assistant.question.sections import Pieces, find_section
from assistant.wording import label, say
from corpus.model import Document, Section

STEPS = re.compile(r"步骤|流程|程序|阶段")
_OUTER = re.compile(r"部分|部份|板块|块|章")
"""What a piece that holds others is called."""
_NAMES = {"part": "部分", "item": "项", "point": "点", "article": "条", "chapter": "章", "any": "部分", "step": "步"}


def no_such_section(document: Document, question: Question) -> Draft | None:
    """Return that a document has no part or item of the number asked for, with its last one."""
    reference = question.section
    if reference is None or reference.last or reference.number < 0 or reference.word == "step":
        return None
    parts = tree.top_sections(document)
    pool = [s for s in document.sections if s.number is not None and s not in parts]
    if reference.word in {"part", "chapter"}:
        pool = [part for part in parts if not tree.is_annex(part)]
    if not pool or not any(s.number for s in pool):
        return None
    text = say(
        "parts_missing",
        question.language,
        label=label(document),
        count=len(pool),
        word=_NAMES[reference.word],
        number=reference.number,
    )
    line = Statement(
        f"{text}{tree.printed(document, pool[-1])}",
        (tree.heading_quote(document, pool[-1]),),
        computed=(str(len(pool)), str(reference.number)),
    )
    return Draft("partial", question.kind, (line,), confidence=0.3, documents=(document.id,))


def find_numbered(document: Document, reference: SectionReference, question: Question) -> Section | None:
    """Return the section that `reference` names in `document`: 第三部分, 第8项, 第二点; 0 and less count from the last."""
    pool = list(document.sections)
    top = list(tree.top_sections(document))
    inner = [s for s in pool if s not in top]
    articles = [s for s in pool if s.kind == "article"]
    if reference.word == "step":
        pool = _steps(document)
        return next((s for s in pool if s.number == reference.number), None)
    if reference.word == "chapter":
        pool = [s for s in pool if s.kind == reference.word] or pool
    elif reference.word == "part":
        pool = top or pool
    elif reference.word == "article" and articles:
        pool = articles
    elif reference.word in {"item", "article"}:
        items = [s for s in inner if s.kind != "series"]
        firsts = [document.children(s.index)[0].number for s in top if document.children(s.index)]
        through = any(
            first not in {None, 1} for first in firsts
        )  # items are counted through all parts, not anew in each
        pool = (items if through else [*top, *items]) or pool
    elif reference.word == "point":
        pool = [*top, *[s for s in inner if s.kind == "series"], *inner]
    outermost = reference.word in {"part", "chapter"} or pool is articles
    parent = None if outermost else _named_parent(document, question)
    if parent is not None:
        below = [s for s in document.sections if parent in {p.index for p in document.path(s.index)[:-1]}]
        pool = [s for s in pool if s in below] or below or pool
    if reference.last or reference.number < 0:
        at = min(reference.number, -1)
        pool = list(document.children(parent)) if parent is not None else [s for s in pool if not tree.is_annex(s)]
        return pool[at] if len(pool) >= -at else None
    if parent is not None and not any(s.number == reference.number for s in pool):
        within = document.children(parent)  # 第三部分第二项 where items are numbered through
        if within and within[0].number == 1:
            return None  # counted anew, and that number is left out
        return within[reference.number - 1] if 0 < reference.number <= len(within) else None
    found = next((s for s in pool if s.number == reference.number), None)
    if (
        found is None
        and reference.word == "part"
        and not any(s.number for s in top)
        and 0 < reference.number <= len(top)
    ):
        found = top[reference.number - 1]
    if found is None and reference.word in {"item", "article", "point", "any"}:
        found = next((s for s in [*top, *inner] if s.number == reference.number), None)
    return found


def find_all(document: Document, pieces: Pieces, question: Question) -> list[Section]:
    """Return the sections that several references name, in order; those that the document does not have are left out."""
    alone = replace(question, text=pieces.lead)
    found = (find_numbered(document, reference, alone) for reference in pieces.references)
    return [section for section in found if section is not None]


def _steps(document: Document) -> list[Section]:
    """Return the steps that a document tells: below its one heading of that name (实施步骤), or its parts when its title says so."""
    named = [s for s in document.sections if STEPS.search(s.title.of(document.text)) and document.children(s.index)]
    if len(named) == 1:
        return list(document.children(named[0].index))
    titles = " ".join(title.value for title in document.card.titles)
    return list(tree.top_sections(document)) if STEPS.search(titles) else []


def _named_parent(document: Document, question: Question) -> int | None:
    """Return the part that holds the named item when the question names both (第三部分第二项, 最后一部分…第一条)."""
    outer = next((hit for hit in SECTION.finditer(question.text) if _OUTER.search(hit.group())), None)
    reference = find_section(outer.group()) if outer else None
    if reference is None:
        return _described_parent(document, question)
    parts = [part for part in tree.top_sections(document) if not tree.is_annex(part)]
    if reference.last:
        return parts[-1].index if parts else None
    by_place = None if any(part.number for part in parts) else parts[reference.number - 1 : reference.number]
    numbered = by_place if by_place is not None else [part for part in parts if part.number == reference.number]
    return numbered[0].index if numbered else None


def _described_parent(document: Document, question: Question) -> int | None:
    """Return the section with entries that the question names by its title (强化保障的第二点), or None."""
    named = [
        section
        for section in document.sections
        if len(document.children(section.index)) > 1
        and any(
            len(piece) > 3 and piece in question.text
            for piece in re.split(r"[\s,;:。]+", fold(section.title.of(document.text)))
        )
    ]
    return named[0].index if len(named) == 1 else None
