"""Which documents speak of something, and what the library holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.excerpt import excerpt
from assistant.described import stands_for
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Candidate
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question.bodies import names_same
from assistant.question.mention import find_mention
from assistant.question.model import Question, Term
from assistant.question.terms import coverage, match
from assistant.scoping import Scope
from assistant.wording import label, say

SAID_LEAST = 0.85  # how well each word of the matter must be met by a sentence that does not hold it word for word
LOOSE_LEAST = 0.5  # of the matter's weight, its strongest word wholly, when no document holds all of it
_ISSUED = re.compile(r"(?:发布?|印发|下发|制定|出台?|写|出的?)?的?")
_MARKS = re.compile(r"[“”\"'《》·\s]")
_LIBRARY = re.compile(
    r"(?:资料库|文档库|知识库|库)|^有哪些(?:文件|文档|材料|资料)|what documents (?:are|do)|which documents (?:are|do)"
)


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the documents that speak of the asked matter, each with a sentence, or the library's list."""
    matter = find_mention(question.text) or ""
    if (not matter or _names_only_scope(question, matter)) and (listed := _of(question, scope, finder)):
        return listed
    if not matter and (_LIBRARY.search(question.text) or not question.terms):
        return library(question, finder)
    terms = tuple(t for t in question.terms if t.text in matter) or question.terms
    candidates = [c for c in finder.candidates(question, scope) if not c.sentence.furniture]
    found: dict[str, Candidate] = {}
    for book in finder.books(scope):
        mine = [c for c in candidates if c.document.id == book.document.id]
        best = _verbatim(matter, book, mine) or next((c for c in mine if _says(terms, c, least=SAID_LEAST)), None)
        if best is not None:
            found[book.document.id] = best
    if not found:
        for candidate in candidates:
            if _speaks_of(terms, candidate.sentence.text):
                found.setdefault(candidate.document.id, candidate)
    if not found:
        return None
    quotes = {i: excerpt(candidate, terms) for i, candidate in found.items()}
    lines = [Statement(f"- {label(quote.document)}：“{quote.text}”", (quote,)) for quote in quotes.values()]
    head = Statement(say("documents", question.language, count=len(lines)), frame=True)
    return Draft(
        status="answered",
        kind="documents",
        statements=(head, *lines),
        items=tuple(label(quote.document) for quote in quotes.values()),
        confidence=0.85,
        documents=tuple(quotes),
    )


def _verbatim(matter: str, book: Book, candidates: Sequence[Candidate]) -> Candidate | None:
    """Return a sentence that holds `matter` word for word but for quotation marks, one of `candidates` before others."""
    wanted = _MARKS.sub("", matter)
    if not wanted:
        return None
    if best := next((c for c in candidates if wanted in _MARKS.sub("", c.sentence.text)), None):
        return best
    held = (s for s in book.sentences if not s.furniture and wanted in _MARKS.sub("", s.text))
    first = next(held, None)
    return Candidate(book, first, own=1.0, context=1.0, retrieval=0.0) if first else None


def _says(terms: Sequence[Term], candidate: Candidate, *, least: float) -> bool:
    return bool(terms) and all(match(term.text, candidate.sentence.text) >= least for term in terms[:3])


def _speaks_of(terms: Sequence[Term], text: str) -> bool:
    """Say whether folded `text` holds the strongest of `terms` and most of their weight."""
    return bool(terms) and match(terms[0].text, text) == 1.0 and coverage(terms, text) >= LOOSE_LEAST


def _names_only_scope(question: Question, matter: str) -> bool:
    """Say whether `matter` is nothing but places, years and bodies that documents are of (东莞发的)."""
    for name in (*question.bodies, *(place.surface for place in question.places)):
        matter = matter.replace(name, "")
    matter = re.sub(r"(?:19|20)\d\d年?", "", matter)
    return _ISSUED.fullmatch(matter) is not None and "发" in question.text


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
