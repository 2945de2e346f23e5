"""Which documents speak of something, and what the library holds."""

from __future__ import annotations

import re

from assistant.answering.excerpt import excerpt
from assistant.described import stands_for
from assistant.draft import Draft, Quote, Statement
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question.bodies import names_same
from assistant.question.model import Question
from assistant.question.terms import match
from assistant.scoping import Scope
from assistant.wording import label, say

_ABOUT = re.compile(
    r"(?:提到|提及|讲到|涉及|说到|谈到|写到|写了|包含|有关|介绍|关于|讲了|在讲)(?:过|了)?(.{2,40}?)(?:的(?:文件|文档|材料|资料|文章|有哪些)|有哪些|是哪些|[?]|$)"
)
_LIBRARY = re.compile(
    r"(?:资料库|文档库|知识库|库)|^有哪些(?:文件|文档|材料|资料)|what documents (?:are|do)|which documents (?:are|do)"
)


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the documents that speak of the asked matter, each with a sentence, or the library's list."""
    about = _ABOUT.search(question.text)
    if about is None and (listed := _of(question, scope, finder)):
        return listed
    if about is None and (_LIBRARY.search(question.text) or not question.terms):
        return library(question, finder)
    subject = about.group(1).strip(' ?“”"') if about else ""
    lines: list[Statement] = []
    names: list[str] = []
    ids: list[str] = []
    candidates = finder.candidates(question, scope)
    for document in finder.documents(scope):
        mine = [c for c in candidates if c.document.id == document.id and not c.sentence.furniture]
        exact = [c for c in mine if subject and fold(subject) in c.sentence.text]
        close = [
            c
            for c in mine
            if question.terms and all(match(t.text, c.sentence.text) >= 0.85 for t in question.terms[:3])
        ]
        best = next(iter(exact or close), None)
        if best is None and subject and fold(subject) in fold(document.text):
            best = next((c for c in mine), None)
            best = best if best and fold(subject) in best.sentence.text else None
        if best is not None:
            quote = excerpt(best, question.terms)
            lines.append(Statement(f"- {label(document)}：“{quote.text}”", (quote,)))
            names.append(label(document))
            ids.append(document.id)
    if not lines:
        return None
    head = Statement(say("documents", question.language, count=len(lines)), frame=True)
    return Draft(
        status="answered",
        kind="documents",
        statements=(head, *lines),
        items=tuple(names),
        confidence=0.85,
        documents=tuple(ids),
    )


def _of(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the documents that the named bodies issued, or that are of the named place and year; None when none is."""
    found = list(finder.documents(scope)) if question.bodies or question.places or question.years else []
    if question.years:
        found = [d for d in found if d.card.year in question.years]
    for body in question.bodies:
        found = [d for d in found if (issuer := d.card.issuer) and _same(body, fold(issuer.value))]
    if not found:
        return None
    lines = []
    for document in found:
        title = document.card.titles[0].span if document.card.titles else None
        lines.append(Statement(f"- {label(document)}", (Quote(document, title),) if title else (), frame=title is None))
    head = Statement(say("fitting", question.language, count=len(found)), frame=True)
    return Draft(
        "answered",
        "documents",
        (head, *lines),
        items=tuple(label(d) for d in found),
        confidence=0.85,
        documents=tuple(d.id for d in found),
    )


def _same(body: str, issuer: str) -> bool:
    return body in issuer or stands_for(body, issuer) or names_same(body, issuer)


def library(question: Question, finder: Finder) -> Draft:
    """Return the list of the library's documents."""
    documents = [finder.library.document(i) for i in finder.library.ids()]
    lines = [
        Statement(f"- {label(d)}" + (f"（{d.card.date.value}）" if d.card.date else ""), frame=True) for d in documents
    ]
    head = Statement(say("library", question.language, count=len(documents)), frame=True)
    return Draft(
        status="answered", kind="documents", statements=(head, *lines), items=tuple(label(d) for d in documents), confidence=0.95,
        documents=tuple(d.id for d in documents),
    )  # fmt: skip
