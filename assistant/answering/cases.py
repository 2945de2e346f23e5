"""A value that a sentence states for one case only: 7日内答复;涉及经费的,延长到20日 has two, by what it is about.

Where a question names the case, its value is that of the case; a condition that no sentence speaks of has none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.draft import Draft, Statement
from assistant.folding import fold
from assistant.quantities import find_quantities
from assistant.question.exchange import CONDITION
from assistant.question.model import Question, Slot
from assistant.question.terms import match, tokenize
from assistant.question.words import load_words
from assistant.typed import CLOCK, TIME, unit_agrees
from assistant.wording import label, say
from corpus.model import Span

MET_LEAST = 0.8
_CASE = re.compile(
    r"(?:^|(?<=[,;。:]))(?P<case>[^,;。:]{2,24}?的)(?=,|不[低少高超多]|至少|最[多少]|超过|占|为|扣|加|减|延长|限|\d)"
)
_CLAUSE = re.compile(r"[^,;。:]+")
_END = re.compile(r"[;。]")


def of_case(question: Question, draft: Draft) -> Draft | None:
    """Return `draft`, or with the value of the case that the question names, or None when its condition is not spoken of.

    Where the case has no value of the asked kind, or no words of the condition stand with it, the sentence is given without.
    """
    quotes = [quote for statement in draft.statements for quote in statement.quotes]
    valued = draft.kind == "fact" and question.asked in {"quantity", "percent", "time"}
    if not valued or not draft.short or len(quotes) != 1 or question.language == "en":
        return draft
    quote = quotes[0]
    text = fold(quote.text)
    given = CONDITION.match(question.text)
    if given and not any(_meets(word, text) for word in _words(given["case"])):
        return None
    part = _named_case(given["case"] if given else question.text, text)
    at = text.find(fold(draft.short))
    inside = part is not None and part.contains(Span(at, at + len(draft.short)))
    if at < 0 or inside or (part is None and not given):
        return draft
    if part is None and given and any(_meets(word, _clause(text, at)) for word in _words(given["case"])):
        return draft
    found = [span for span in _values(question, text) if part is not None and part.contains(span)]
    source = say("according", question.language, label=label(quote.document))
    if len(found) != 1:
        line = Statement(f"{source}“{quote.text}”", (quote,))
        return replace(draft, kind="explain", statements=(line,), short=None)
    short = found[0].of(quote.text)
    return replace(draft, statements=(Statement(f"**{short}**\n\n{source}“{quote.text}”", (quote,)),), short=short)


def _named_case(asked: str, text: str) -> Span | None:
    """Return where folded `text` tells of the one case whose own words folded `asked` has, else None."""
    cases = list(_CASE.finditer(text))
    named = []
    for at, hit in enumerate(cases):
        ending = _END.search(text, hit.end())
        end = min(ending.start() if ending else len(text), cases[at + 1].start() if at + 1 < len(cases) else len(text))
        rest = text[: hit.start()] + text[hit.end() :]
        own = [word for word in _words(hit["case"]) if word not in rest]
        if any(_meets(word, asked) for word in own):
            named.append(Span(hit.start(), end))
    return named[0] if len(named) == 1 else None


def _clause(text: str, at: int) -> str:
    """Return the clause of folded `text` that holds the character at `at`."""
    return next((hit.group() for hit in _CLAUSE.finditer(text) if hit.start() <= at < hit.end()), text)


def _values(question: Question, text: str) -> list[Span]:
    """Return where folded `text` has values of the kind that the question asks for."""
    if question.asked == "time":
        return [Span(*hit.span()) for form in (CLOCK, TIME) for hit in form.finditer(text)]
    slots = question.slots or (Slot("", ""),)
    return [q.span for q in find_quantities(text) if any(unit_agrees(question, slot, q) for slot in slots)]


def _words(text: str) -> list[str]:
    skipped = load_words("stopwords") | load_words("lightwords")
    return [word for word, _ in tokenize(text) if len(word) > 1 and word not in skipped]


def _meets(word: str, text: str) -> bool:
    return match(word, text) >= MET_LEAST
