"""The last step from draft to answer: statements are locked, cited and numbered, and put down as Markdown."""

from __future__ import annotations

import time

from assistant.citing.citations import Numbering, cite
from assistant.citing.factlock import lock
from assistant.draft import Draft
from assistant.model import Answer, AnswerScope
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import say


def finished(original: str, question: Question, scope: Scope, draft: Draft, started: float) -> Answer:
    """Return the answer to ``original`` out of its draft: locked, cited, in Markdown; ``started`` is a `perf_counter`."""
    numbering = Numbering()
    lines: list[str] = []
    for statement in draft.statements:
        safe = lock(statement)
        markers = numbering.marker(safe.quotes)
        lines.append(f"{safe.text}{markers}")
    notes = list(draft.notes)
    notes += [say("corrected", question.language, written=w, read=r) for w, r in question.corrected]
    citations = numbering.citations
    if draft.status in {"answered", "partial"} and citations and all(c.masked for c in citations):
        notes.append(say("masked_note", question.language))
    return Answer(
        question=original,
        status=draft.status,
        kind=draft.kind,
        answer=_join(lines),
        short=draft.short if draft.status == "answered" else None,
        items=draft.items,
        confidence=round(max(0.0, min(1.0, draft.confidence)), 4),
        scope=AnswerScope(scope.places, scope.years, draft.documents or (scope.documents or ()), draft.sections),
        citations=citations if draft.status in {"answered", "partial"} else (),
        nearest=tuple(cite(quote, n=n) for n, quote in enumerate(draft.nearest, 1)),
        notes=tuple(notes),
        suggestions=draft.suggestions,
        ms=round((time.perf_counter() - started) * 1000, 1),
    )


def _join(lines: list[str]) -> str:
    """Return the lines as Markdown: list items on lines of their own, other lines as paragraphs."""
    text = ""
    for line in lines:
        tight = line.startswith("- ") or line[:2].rstrip(".").isdigit()
        text += ("\n" if tight else "\n\n") + line if text else line
    return text
