"""Where something takes place when no sentence says so: what stands below a heading like 培训地点."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering import tree
from assistant.described import about, described, describing, meets
from assistant.draft import Draft, Quote, Statement
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Document, Section, Span

_VENUE = re.compile(r"(?:地点|会场|地址|场所)$")
_VENUE_WORD = re.compile(r"地点|会场|地址|设在|位于")
_LABEL = re.compile(r"^[(（][一二三四五六七八九十]+[)）][^：:，。]{1,12}[：:]")
FIT_LEAST = 0.3  # of the question's weight that the document's card must hold


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the first sentence below the one heading that names a venue, in the document the question describes."""
    if not (question.asked == "place" or "地方" in question.text) or question.language == "en":
        return None
    books = list(finder.books(scope))
    if len(books) > 1:
        books = described(question, books)
    found = [
        (book.document, span)
        for book in books
        for section in book.document.sections
        if _VENUE.search(heading := tree.wording(book.document, section))
        for span in _of_matter(question, about(book), book.document, _below(book.document, section, heading))[:1]
    ]
    if len(found) != 1:
        return None
    document, span = found[0]
    quote = Quote(document, span)
    value = _LABEL.sub("", " ".join(quote.text.split())).rstrip("。；;")
    source = say("according", question.language, label=label(document))
    line = Statement(f"**{value}**\n\n{source}“{' '.join(quote.text.split())}”", (quote,))
    return Draft("answered", "fact", (line,), short=value, confidence=0.6, documents=(document.id,))


def _below(document: Document, section: Section, heading: str) -> Sequence[Span]:
    """Return the sentences below a heading; of one that is of the time as well (时间和地点) the one that states a place."""
    sentences = tree.body_sentences(document, section)
    stating = [span for span in sentences if _VENUE_WORD.search(fold(span.of(document.text)))]
    return stating if "时间" in heading and len(stating) == 1 else sentences


def _of_matter(question: Question, card: str, document: Document, sentences: Sequence[Span]) -> list[Span]:
    """Return the sentences that speak of what the question names beside the document: of 展演 alone, not of 报名."""
    terms = describing(question)
    held = sum(term.weight for term in terms if meets(term.text, card))
    own = [term for term in terms if not meets(term.text, card)]
    fits = [sum(t.weight for t in own if meets(t.text, fold(span.of(document.text)))) for span in sentences]
    best = max(fits, default=0.0)
    if held + best < FIT_LEAST * sum(term.weight for term in terms) or (own and not best and len(sentences) > 1):
        return []
    return [span for span, fit in zip(sentences, fits, strict=True) if fit == best]
