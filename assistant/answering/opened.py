"""In which year something was done that a sentence tells without a year: the one that opens its paragraph or one before it (2024年,…)."""

from __future__ import annotations

import re

from assistant.deciding import passes_locks
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import OPENING, Candidate
from assistant.finding import Finder
from assistant.question.model import Question
from assistant.question.terms import match
from assistant.scoping import Scope
from assistant.typed import YEAR_ASKED
from assistant.wording import label, say

READ = 3
TRUST_LEAST = 0.6
MET_LEAST = 0.8  # how well one word at least must stand in a sentence that states the figures of the question
_DATED = re.compile(r"(?:19|20)\d{2}|[今去本明前当]年|上一?年|上[半下]年")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the year that opens the paragraph of the sentence which tells the deed; None when nothing does."""
    if question.asked != "time" or not YEAR_ASKED.search(question.text) or question.language == "en":
        return None
    for candidate in finder.candidates(question, scope)[:READ]:
        if _tells(question, scope, candidate):
            return _draft(question, candidate)
    return None


def _tells(question: Question, scope: Scope, candidate: Candidate) -> bool:
    """Say whether an undated sentence is surely of the deed: the reader says so, or it states the figures of the question."""
    sentence = candidate.sentence
    if sentence.furniture or sentence.heading or _DATED.search(sentence.text):
        return False
    if not passes_locks(question, scope, candidate):
        return False
    figures = [re.sub(r"[^\d.]", "", figure) for figure in question.figures]
    stated = figures and all(re.search(rf"(?<![\d.]){re.escape(f)}(?![\d.])", sentence.text) for f in figures)
    met = any(len(t.text) > 1 and match(t.text, sentence.text) >= MET_LEAST for t in question.terms)
    return bool(stated and met) or (candidate.trust or 0.0) >= TRUST_LEAST


def _draft(question: Question, candidate: Candidate) -> Draft | None:
    book, sentence, document = candidate.book, candidate.sentence, candidate.document
    year = book.year_of(sentence)
    before = [s for s in book.sentences[: sentence.order] if s.section == sentence.section and not s.furniture]
    opens = next((s for s in reversed(before) if year and f"{year}年" in s.text[:OPENING]), None)
    if opens is None or any(_DATED.search(s.text) for s in before if s.order > opens.order):
        return None
    told, stated = Quote(document, sentence.span), Quote(document, opens.span)
    lead = f"**{year}年**\n\n{say('according', question.language, label=label(document))}“{told.text}”"
    lines = (Statement(lead, (told, stated)), Statement(f"“{stated.text}”", (stated,)))
    return Draft("answered", "fact", lines, short=f"{year}年", confidence=0.6, documents=(document.id,))
