"""Which number a heading has (加强党员教育管理监督是第几项), or the piece that speaks of a matter (哪一条讲工会经费)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.answering import tree
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question.model import Question, Term
from assistant.question.terms import match
from assistant.scoping import Scope
from assistant.weighing import strongest
from corpus.model import Section

FIT_LEAST = 0.6
MET_LEAST: Final = 0.8  # how well each word of the matter must stand in the sentence, or in a heading above it
_ASKED = re.compile(r"第几(?:个)?(?P<unit>项|条|点|部分|章|方面)|在(?:哪|第几)(?:个)?(?P<part>部分|章)")
_PIECE = r"(?:哪(?:一)?(?:个)?|第几(?:个)?)(?P<unit>大?部分|板块|方面|章|条|项|点)"
_SPEAKING = (
    re.compile(rf"(?:是)?{_PIECE}(?:里|中)?(?:是|在)?(?:讲|说|提|写|谈|涉及|规定|要求)(?:到|的|了|是)*"),
    re.compile(rf"(?:是)?(?:写|讲|说|提|放|列|规定)在[\u4e00-\u9fff]{{0,10}}?(?:的)?{_PIECE}(?:里|中)?"),
)
_WHOLE: Final = frozenset({"部分", "大部分", "板块", "章"})


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the number of the heading that the question describes, or None."""
    asked = _ASKED.search(question.text)
    if asked is None:
        return None
    found = tree.best_heading(question, list(finder.books(scope)))
    if found is None or found[2] < FIT_LEAST:
        return None
    document, section = found[0].document, found[1]
    if asked["part"] or asked["unit"] in _WHOLE:
        section = document.path(section.index)[0]
    if section.number is None:
        return None
    short = f"第{section.number}{asked['part'] or asked['unit']}"
    line = Statement(
        f"**{short}**：{tree.printed(document, section)}",
        (tree.heading_quote(document, section),),
        computed=(str(section.number),),
    )
    return Draft("answered", "fact", (line,), short=short, confidence=0.8, documents=(document.id,))


def piece(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the number of the piece whose heading, or whose text alone, has all words of the matter; None in doubt."""
    asked = next((hit for pattern in _SPEAKING if (hit := pattern.search(question.text))), None)
    if asked is None:
        return None
    unit = asked["unit"].removeprefix("大")
    matter = [t for t in question.terms if not t.entity and t.text not in asked.group() and unit[0] not in t.text]
    found: dict[tuple[str, int], tuple[Candidate, Section]] = {}
    for candidate in finder.candidates(question, scope) if matter else ():
        section = _piece(candidate, whole=unit in _WHOLE)
        around = f"{candidate.book.heading_path(candidate.sentence)} {candidate.sentence.text}"
        if section is not None and _holds(matter, around, candidate):
            found.setdefault((candidate.document.id, section.index), (candidate, section))
    headed = {key: (c, s) for key, (c, s) in found.items() if _holds(matter, fold(s.title.of(c.document.text)), c)}
    if len(headed or found) != 1:
        return None
    ((candidate, section),) = (headed or found).values()
    document, short = candidate.document, f"第{section.number}{unit}"
    heading = tree.heading_quote(document, section)
    lines = [Statement(f"**{short}**：{tree.printed(document, section)}", (heading,), computed=(str(section.number),))]
    if not headed:
        told = " ".join(candidate.sentence.span.of(document.text).split("\n"))
        lines.append(Statement(told, (Quote(document, candidate.sentence.span),)))
    return Draft("answered", "fact", tuple(lines), short=short, confidence=0.7, documents=(document.id,))


def _holds(matter: Sequence[Term], text: str, candidate: Candidate) -> bool:
    """Say whether folded `text` has the strongest words of the matter, those of the document's own title left out."""
    own = [term for term in matter if term.text not in candidate.book.title]
    return bool(own) and all(match(term.text, text) >= MET_LEAST for term in strongest(own))


def _piece(candidate: Candidate, *, whole: bool) -> Section | None:
    """Return the numbered piece that a sentence stands in: the outermost part, else the innermost that is counted."""
    if candidate.sentence.section is None or candidate.sentence.furniture:
        return None
    path = [s for s in candidate.document.path(candidate.sentence.section) if s.number is not None]
    return None if not path else path[0] if whole else path[-1]
