"""Where something takes place when no sentence says so: what stands below a heading like 培训地点."""

from __future__ import annotations

import re

from assistant.answering import tree
from assistant.described import about, described, describing, meets
from assistant.draft import Draft, Quote, Statement
from assistant.finding import Finder
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say

_VENUE = re.compile(r"(?:地点|会场|地址|场所)$")
FIT_LEAST = 0.3  # of the question's weight that the document's card must hold


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the first sentence below the one heading that names a venue, in the document the question describes."""
    if question.asked != "place" or question.language == "en":
        return None
    books = list(finder.books(scope))
    if len(books) > 1:
        books = described(question, books)
    found = [
        (book.document, section)
        for book in books
        for section in book.document.sections
        if _VENUE.search(tree.wording(book.document, section)) and _fits(question, about(book))
    ]
    if len(found) != 1:
        return None
    document, section = found[0]
    sentences = tree.body_sentences(document, section)
    if not sentences:
        return None
    quote = Quote(document, sentences[0])
    value = " ".join(quote.text.split()).rstrip("。；;")
    source = say("according", question.language, label=label(document))
    line = Statement(f"**{value}**\n\n{source}“{' '.join(quote.text.split())}”", (quote,))
    return Draft("answered", "fact", (line,), short=value, confidence=0.6, documents=(document.id,))


def _fits(question: Question, card: str) -> bool:
    terms = describing(question)
    total = sum(term.weight for term in terms)
    return not total or sum(t.weight for t in terms if meets(t.text, card)) >= FIT_LEAST * total
