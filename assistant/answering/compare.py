"""A comparison by place or document: a table of what each says on the matter, and of nothing else."""

from __future__ import annotations

from assistant.answering.excerpt import excerpt
from assistant.deciding import judge
from assistant.draft import Draft, Statement
from assistant.finding import Finder
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say

FEWEST, MOST = 2, 4


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return one row per document in scope with its best sentence; None when fewer than two documents are named."""
    documents = list(finder.documents(scope))
    if not FEWEST <= len(documents) <= MOST:
        return None
    candidates = finder.candidates(question, scope)
    rows: list[Statement] = []
    met = 0
    for document in documents:
        own = Scope(documents=(document.id,))
        mine = [
            c
            for c in candidates
            if c.document.id == document.id and not c.sentence.furniture and not c.sentence.heading
        ]
        best = next((c for c in mine[:6] if judge(question, own, c).holds), None)
        if best is None and mine and (not question.terms or mine[0].context >= 0.45):
            best = mine[0]
        name = label(document)
        if best is None:
            rows.append(Statement(f"- **{name}**：{say('compare_missing', question.language)}", frame=True))
            continue
        met += 1
        quote = excerpt(best, question.terms)
        rows.append(Statement(f"- **{name}**：{quote.text}", (quote,)))
    if not met:
        return None
    return Draft(
        status="answered" if met == len(documents) else "partial",
        kind="compare",
        statements=tuple(rows),
        confidence=0.6,
        documents=tuple(d.id for d in documents),
    )
