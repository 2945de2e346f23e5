"""A list spread over a paragraph: numbered clauses (一是…二是…三是…), or sentences that begin alike (有的…。有的…。)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.counted import asked_terms, counts, find_counted, is_to_be_done
from assistant.answering.naming import head_of
from assistant.deciding import meets_subject, opening_subject, passes_locks
from assistant.described import OPENING, about, meets
from assistant.draft import Draft, Quote, Statement
from assistant.enumerations import find_numbered, opens
from assistant.evidence import Candidate, Sentence
from assistant.finding import Finder
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import coverage, match
from assistant.question.words import load_words
from assistant.scoping import Scope
from assistant.wording import say
from corpus.model import Document, Span

READ = 8
LEAD_LEAST = 0.75  # of the question's weight in the words that lead to the first number
HEAD_LEAST = 0.8  # how well the sentences before the run must be of the noun to be listed
_NAMES = re.compile(
    rf"哪(?:些|几|{frames.NUMERAL})(?:(?:个|家)?(?:单位|部门|支部|机关|地方|企业|街道|社区)|家)|哪(?:些|几|{frames.NUMERAL})(?:名|位)"
)
_SOME = ("有的", "有些")
ALIKE_LEAST = 0.6  # of it in the whole paragraph of sentences that begin alike


def numbered(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the numbered clauses of the one paragraph whose lead names what is asked; None without such a one.

    The lead is the sentence that ends in the first number, with the headings above it. A stated count must agree.
    """
    seen: set[tuple[str, int]] = set()
    for candidate in finder.candidates(question, scope)[:READ]:
        sentence, book = candidate.sentence, candidate.book
        key = (sentence.document, sentence.paragraph)
        if key in seen or sentence.furniture or sentence.heading or not passes_locks(question, scope, candidate):
            continue
        seen.add(key)
        paragraph = book.paragraph(sentence)
        start, end = paragraph[0].span.start, paragraph[-1].span.end
        found = find_numbered(book.folded[start:end])
        if found is None or (question.count or found.stated or len(found.items)) != len(found.items):
            continue
        first = start + found.span.start
        opening = max((s for s in paragraph if s.span.start <= first), key=lambda s: s.span.start)
        lead = book.folded[opening.span.start : first]
        asked = find_counted(question)
        counted = asked is not None and counts(asked, lead, len(found.items))
        terms = [term for term in asked_terms(question) if term.text not in book.title]
        terms = [t for t in terms if len(t.text) < 2 or not meets(t.text, f"{about(book)} {book.folded[:OPENING]}")]
        if not lead.strip() or not terms or is_to_be_done(question, book.folded[opening.span.start : end]):
            continue
        if not counted and coverage(terms, f"{lead} {book.heading_path(sentence)}") < LEAD_LEAST:
            continue
        return _listed(question, candidate, [Span(start + i.start, start + i.end) for i in found.items])
    return None


def alike(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return consecutive sentences of one paragraph that begin alike, when they fit.

    They fit when the paragraph speaks of what is asked, or when they are as many as the question names and the
    sentences before them are of the noun that it lists (存在短板: 有的…。有的…。还有的…。).
    """
    terms = asked_terms(question)
    for candidate in finder.candidates(question, scope)[:READ]:
        if candidate.sentence.furniture or not meets_subject(question, scope, candidate):
            continue
        paragraph = candidate.book.paragraph(candidate.sentence)
        run = next((group for group in _alike(paragraph) if len(group) >= 2), None)
        if run is not None and run[0].text.startswith(_SOME) and _NAMES.search(question.text):
            continue  # 有的单位 is no name
        if run is None or (question.count is not None and question.count != len(run)):
            continue
        head = head_of(question)
        lead = " ".join(s.text for s in paragraph if s.order < run[0].order)
        told = len(head) > 1 and head not in load_words("lightwords")  # 夸了哪三家单位 asks for no 有的单位…
        led = question.count is not None and told and match(head, lead) >= HEAD_LEAST
        if led or coverage(terms, " ".join(s.text for s in paragraph)) >= ALIKE_LEAST:
            return _listed(question, candidate, [sentence.span for sentence in run])
    return None


def _alike(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Return the sentences in groups that begin as the first of each group does (有的单位…, or 有的…).

    Sentences that only have their acting body in common are of no group.
    """
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        size = 2 if groups and groups[-1][0].text.startswith(_SOME) else 3
        if (
            groups
            and opening_subject(sentence.text) is None
            and not sentence.text[:1].isdigit()
            and opens(sentence.text, groups[-1][0].text[:size])
        ):
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return groups


def _listed(question: Question, candidate: Candidate, spans: Sequence[Span]) -> Draft:
    document: Document = candidate.document
    texts = [" ".join(span.of(document.text).split()) for span in spans]
    lines = [
        Statement(f"{n}. {text}", (Quote(document, span),), computed=(str(n),))
        for n, (text, span) in enumerate(zip(texts, spans, strict=True), 1)
    ]
    head = Statement(say("total", question.language, count=len(spans)), frame=True)
    return Draft(
        status="answered",
        kind="list",
        statements=(head, *lines),
        items=tuple(texts),
        confidence=0.7,
        documents=(document.id,),
    )
