"""What stands only in a web page's surroundings: said, and named as such; never an answer of the document.

The sentence that is about the matter leads; the one that holds what was asked for (邮箱, 截止) may stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.answering import contact
from assistant.answering.excerpt import excerpt
from assistant.deciding import meets_subject
from assistant.draft import Draft, Statement
from assistant.evidence import Book, Candidate, Sentence
from assistant.finding import Finder
from assistant.question.model import Question
from assistant.question.terms import coverage
from assistant.scoping import Scope
from assistant.typed import DURATION, TIME, holds_kind
from assistant.wording import label, say
from corpus.model import Span

OWN_LEAST = 0.5
BESIDE = 4  # sentences of the surroundings before and behind, in which a detail of the same matter may stand
_DEADLINE = re.compile(r"截止|截稿|最晚|最迟|期限|之前|报上名|几号前|什么时候前")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the furniture sentence that holds what the question asks for, marked as furniture; None when there is none."""
    if found := _within(question, scope, finder):
        return found
    if scope.documents is None or scope.named or not question.places:
        return None
    # 深圳报业的大赛 may be advertised beside a document of another place
    return _within(question, Scope(wanted=tuple(place.name for place in question.places)), finder)


def _within(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    for candidate in finder.candidates(question, scope)[:12]:
        if (
            not candidate.sentence.furniture
            or candidate.own < OWN_LEAST
            or candidate.sentence.text.strip() in candidate.book.title
            or not _is_of(question, scope, candidate)
        ):
            continue
        holding = _holding(question, candidate)
        if holding is None:
            continue
        quote = excerpt(holding, question.terms, _anchor(question, holding))
        source = say("according", question.language, label=label(quote.document))
        head = Statement(say("furniture", question.language), frame=True)
        line = Statement(f"{source}“{' '.join(quote.text.split())}”", (quote,))
        return Draft("partial", question.kind, (head, line), confidence=0.3, documents=(quote.document.id,))
    return None


def _is_of(question: Question, scope: Scope, candidate: Candidate) -> bool:
    """Say whether the named places and bodies are the sentence's, or stand in the surroundings about it."""
    if meets_subject(question, scope, candidate):
        return True
    around = " ".join(sentence.text for sentence in _around(candidate.book, candidate.sentence))
    return not question.bodies and all(name in around for name in scope.wanted)


def _holding(question: Question, candidate: Candidate) -> Candidate | None:
    """Return the sentence, this one or one beside it, that holds a value of the asked kind; None when none does."""
    if not _wants_value(question) or _holds(question, candidate):
        return candidate
    beside = [replace(candidate, sentence=s, read=None) for s in _around(candidate.book, candidate.sentence)]
    holding = [one for one in beside if _holds(question, one)]
    at = candidate.sentence.order
    return max(
        holding, key=lambda c: (coverage(question.terms, c.sentence.text), -abs(c.sentence.order - at)), default=None
    )


def _around(book: Book, sentence: Sentence) -> Iterator[Sentence]:
    start = max(0, sentence.order - BESIDE)
    return (s for s in book.sentences[start : sentence.order + BESIDE + 1] if s.furniture)


def _wants_value(question: Question) -> bool:
    return contact.wanted(question) is not None or question.asked in {"time", "quantity", "percent"}


def _holds(question: Question, candidate: Candidate) -> bool:
    text = candidate.sentence.text
    form = contact.wanted(question)
    if form is not None:
        return form.search(text) is not None
    if question.asked == "time" and _DEADLINE.search(question.text):
        return (
            any(hit.group().endswith("前") for hit in TIME.finditer(text))
            or re.search(r"截|至\d{1,2}月", text) is not None
        )
    if question.asked == "time":
        return TIME.search(text) is not None or DURATION.search(text) is not None
    return holds_kind(question, candidate)


def _anchor(question: Question, candidate: Candidate) -> Span | None:
    form = contact.wanted(question)
    hit = form.search(candidate.sentence.text) if form is not None else None
    return Span(hit.start(), hit.end()) if hit else None
