"""What stands only in a web page's surroundings: said, and named as such; never an answer of the document."""

from __future__ import annotations

from assistant.answering.excerpt import excerpt
from assistant.deciding import meets_subject
from assistant.draft import Draft, Statement
from assistant.finding import Finder
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say

OWN_LEAST = 0.5


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the furniture sentence that the question is about, marked as furniture; None when there is none."""
    for candidate in finder.candidates(question, scope)[:12]:
        if (
            not candidate.sentence.furniture
            or candidate.own < OWN_LEAST
            or candidate.sentence.text.strip() in candidate.book.title
            or not meets_subject(question, scope, candidate)
        ):
            continue
        quote = excerpt(candidate, question.terms)
        source = say("according", question.language, label=label(quote.document))
        head = Statement(say("furniture", question.language), frame=True)
        line = Statement(f"{source}“{' '.join(quote.text.split())}”", (quote,))
        return Draft("partial", question.kind, (head, line), confidence=0.3, documents=(quote.document.id,))
    return None
