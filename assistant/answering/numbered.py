"""What a numbered part or item holds (第二部分, 第三项): its entries when asked what it includes, else its content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant import refusing
from assistant.answering import tree
from assistant.described import described
from assistant.draft import Draft, Statement, combine
from assistant.finding import Finder
from assistant.question import frames
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label
from corpus.model import Document, Section

MOST = 3  # documents whose part may be meant
Ask = Callable[[Question, Scope], Draft | None]
"""Answers a question from the text."""


def answer(question: Question, scope: Scope, finder: Finder, ask: Ask) -> Draft | None:
    """Return what the numbered section that `question` names holds, or the answer to what it asks of something there."""
    assert question.section is not None
    pool = list(finder.documents(scope))
    if len(pool) > 1 and (meant := described(question, finder.books(scope))):
        pool = [book.document for book in meant]
    found = [(d, s) for d in pool if (s := tree.find_numbered(d, question.section, question)) is not None]
    if not found:
        with_tree = [d for d in pool if tree.top_sections(d)]
        return tree.no_such_section(with_tree[0], question) if len(with_tree) == 1 else None
    found = [(d, s) for d, s in found if s.label] or found
    if len(found) > MOST:
        return refusing.clarify(question, [d for d, _ in found])
    if question.kind == "yesno" or (question.kind in {"fact", "explain"} and len(question.terms) > 1):
        inside = _inside(question, scope, found, ask)
        if inside is not None:
            return inside
    drafts = [
        tree.below(d, s, language=question.language) or tree.content(d, s, language=question.language) for d, s in found
    ]
    if len(drafts) > 1:
        drafts = [
            replace(draft, statements=(Statement(f"{label(d)}：", frame=True), *draft.statements))
            for draft, (d, _) in zip(drafts, found, strict=True)
        ]
    return combine(drafts)


def without_things(question: Question, scope: Scope, finder: Finder) -> Question:
    """Return the question without a number that is no part of a document but of a thing told of (河的第6段): that must be met."""
    said = frames.SECTION.search(question.text)
    if question.section is None or question.section.word != "any" or said is None:
        return question
    told = any(said.group() in s.text and not s.heading for book in finder.books(scope) for s in book.sentences)
    if not told:
        told = not any(tree.find_numbered(d, question.section, question) for d in finder.documents(scope))
    return replace(question, section=None, figures=(*question.figures, said.group())) if told else question


def _inside(question: Question, scope: Scope, found: Sequence[tuple[Document, Section]], ask: Ask) -> Draft | None:
    """Return the answer to a question about something within a numbered section, when that section alone answers it."""
    draft = ask(replace(question, section=None), scope)
    if draft is None or draft.status not in {"answered", "partial"}:
        return None
    spans = [(d.id, s.span) for d, s in found]
    quotes = [quote for statement in draft.statements for quote in statement.quotes]
    met = any(quote.document.id == i and span.contains(quote.span) for quote in quotes[:1] for i, span in spans)
    return draft if met else None
