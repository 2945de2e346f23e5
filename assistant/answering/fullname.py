"""The full name of what a question calls by a short one in quotes: 那本“概论”全名是啥 is the one title that ends so."""

from __future__ import annotations

import re

from assistant.answering.excerpt import excerpt
from assistant.deciding import meets_subject
from assistant.described import meets
from assistant.draft import Draft, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Span

_ASKED = re.compile(
    r"[“《](?P<short>[^”》]{2,20})[”》][^,。?“《]{0,4}?(?:的)?(?:全名|全称|大名|书名|完整的?(?:名字|名称|标题|题目|书名)|(?:名字|名称)?(?:写|说|念)全)"
)
_NAME = re.compile(r"《(?P<book>[^《》]{3,60})》|“(?P<name>[^“”]{3,40})”")
_CLOSING = re.compile(r"[(][^()]*[)]$|(?<=[\u3400-\u9fff])[”》]$")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the one longer name in quotes that holds the short one, best at its end; None when none or several do."""
    asked = _ASKED.search(question.text)
    if asked is None or question.language == "en":
        return None
    short = asked["short"]
    terms = [t.text for t in question.terms if t.text not in asked.group() and len(t.text) > 1]
    found: dict[str, tuple[tuple[bool, int], Candidate, Span]] = {}
    for book in finder.books(scope):
        for sentence in book.sentences:
            candidate = Candidate(book, sentence, 0, 0, 0)
            if sentence.furniture or short not in sentence.text or not meets_subject(question, scope, candidate):
                continue
            for hit in _NAME.finditer(sentence.text):
                name = hit["book"] or hit["name"]
                if short in name and len(name) > len(short):
                    met = sum(meets(term, sentence.text) for term in terms)
                    fit = (_CLOSING.sub("", name).endswith(short), met)
                    if name not in found or fit > found[name][0]:
                        found[name] = (fit, candidate, Span(*hit.span()))
    best = max((fit for fit, _, _ in found.values()), default=None)
    near = [(candidate, span) for fit, candidate, span in found.values() if fit == best]
    if len(near) != 1:
        return None
    candidate, span = near[0]
    quote = excerpt(candidate, question.terms, span)
    start = candidate.sentence.span.start
    name = Span(start + span.start, start + span.end).of(candidate.document.text)
    source = say("according", question.language, label=label(candidate.document))
    line = Statement(f"**{name}**\n\n{source}“{quote.text}”", (quote,))
    return Draft("answered", "fact", (line,), short=name, confidence=0.8, documents=(candidate.document.id,))
