"""A comparison by place or document: what each says on the matter in the same words as the text, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answering.excerpt import excerpt
from assistant.deciding import judge
from assistant.draft import Draft, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.question.model import Question
from assistant.question.terms import coverage
from assistant.scoping import Scope
from assistant.wording import label, say

FEWEST, MOST = 2, 4
SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Side:
    """One column of a comparison: a name, and where its sentences are looked for."""

    name: str
    scope: Scope


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return for each side its best sentences; None when the question does not name two to four sides."""
    sides = _sides(question, scope, finder)
    if not FEWEST <= len(sides) <= MOST:
        return None
    rows: list[Statement] = []
    documents: list[str] = []
    met = 0
    for side in sides:
        best = _best(question, side, finder)
        if not best:
            rows.append(Statement(f"- **{side.name}**：{say('compare_missing', question.language)}", frame=True))
            continue
        met += 1
        quotes = tuple(excerpt(candidate, question.terms) for candidate in best)
        rows.append(Statement(f"- **{side.name}**：{' '.join(' '.join(q.text.split()) for q in quotes)}", quotes))
        documents.append(best[0].document.id)
    if not met:
        return None
    return Draft(
        status="answered" if met == len(sides) else "partial",
        kind="compare",
        statements=tuple(rows),
        confidence=0.6,
        documents=tuple(dict.fromkeys(documents)),
    )


def _sides(question: Question, scope: Scope, finder: Finder) -> list[Side]:
    """Return the sides: the named places, the speech beside them, else the documents in scope."""
    ids = finder.library.ids()
    sides: list[Side] = []
    for place in question.places:
        own = [i for i in scope.within(ids) if place.name in _places(finder, i)]
        if own:
            exact = [i for i in own if place.name == _place(finder, i)]
            sides.append(
                Side(place.surface, Scope(documents=tuple(exact or own), wanted=() if exact else (place.name,)))
            )
    if question.speech:
        speeches = [i for i in ids if any("讲话" in title.value for title in finder.library.cards()[i].titles)]
        if speeches:
            sides.append(Side(label(finder.library.document(speeches[0])), Scope(documents=tuple(speeches))))
    if len(sides) < FEWEST and scope.documents is not None:
        sides = [Side(label(d), Scope(documents=(d.id,))) for d in finder.documents(scope)]
    return sides


def _place(finder: Finder, document: str) -> str:
    card = finder.library.cards()[document]
    return (
        card.place.value.removesuffix("市").removesuffix("新区").removesuffix("区")
        if card.place and not card.masked
        else ""
    )


def _places(finder: Finder, document: str) -> str:
    card = finder.library.cards()[document]
    return " ".join((_place(finder, document), *card.regions))


def _best(question: Question, side: Side, finder: Finder) -> list[Candidate]:
    """Return the sentences of a side that support the question, best first; the closest one when none does and it is near."""
    asked = replace(question, bodies=(), aspect="")
    found = [c for c in finder.candidates(asked, side.scope) if not c.sentence.furniture and not c.sentence.heading]
    good = [c for c in found[:10] if judge(asked, side.scope, c).holds]
    if not good and side.scope.wanted:
        good = [c for c in found if side.scope.wanted[0] in c.sentence.text][:1]
    if not good:
        good = [c for c in found[:1] if not question.terms or coverage(question.terms, c.sentence.text) >= 0.25]
    return [good[0], *(c for c in good[1:SENTENCES] if c.score >= 0.9 * good[0].score)] if good else []
