"""What was found must hold what was asked for; else it is a near miss, or the text itself withholds it.

The last look at an answer from the text, whoever found it. Nothing is searched here but for names given in part.
"""

from __future__ import annotations

import re

from assistant.answering import (
    aftermath,
    cases,
    contact,
    explain,
    mentioned,
    misplaced,
    named,
    naming,
    operands,
    shaped,
    unnamed,
    yearname,
)
from assistant.answering.siblings import is_of_a_sibling
from assistant.consequences import is_no_case
from assistant.draft import Draft, Quote
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question.model import Question
from assistant.question.terms import match
from assistant.scoping import Scope

_READ = frozenset({"fact", "list", "explain", "yesno", "compute", "outline"})
_WHO_DOES = re.compile(r"(?:谁来|由谁来?|谁负责)(?P<verb>[\u4e00-\u9fff])的?[?]?$")
_LEADING_CLAIM = re.compile(r"^(?P<claim>[^,?]{4,}?)吧,")
CLAIM_LEAST = 0.45
_MADE_BY = re.compile(r"(?:由|经|请|交|归|是|为|:|负责|单位|部门)[“《]?$")


def vet(question: Question, scope: Scope, finder: Finder, draft: Draft | None) -> Draft | None:
    """Return `draft`, or what to say instead of it, or None when it does not hold what was asked for."""
    each = named.asks_each(question)
    if (draft is None or draft.kind == "explain") and (mention := mentioned.by_name(question, scope, finder)):
        return mention
    if draft is None and question.language == "en" and question.kind in _READ:  # its form may not have been understood
        draft = explain.surest(question, scope, finder)
    if draft is None:
        return named.in_part(question, scope, finder) if each or question.kind == "list" else None
    if draft.status not in {"answered", "partial"} or draft.kind not in {"fact", "list", "explain", "yesno"}:
        return draft
    form = contact.wanted(question)
    quotes = [quote for statement in draft.statements for quote in statement.quotes]
    if form is not None and not any(form.search(fold(quote.text)) for quote in quotes):
        return None
    if form is not None and not contact.is_of_matter(question, finder.shelf.open(quotes[0].document), _joined(draft)):
        return None
    if draft.kind == "explain" and draft.status == "answered" and not _speaks_of_class(question, draft):
        return None
    if draft.kind in {"list", "explain"} and is_no_case(question.text, _joined(draft)):
        return None
    if draft.kind == "explain" and aftermath.is_lacking(question, _joined(draft)):
        return None
    if (draft.items and shaped.lacks_sign(question, draft.items)) or yearname.lacks_name(question, _joined(draft)):
        return None
    if unnamed.is_of_another(question, draft) or mentioned.is_of_another(question, draft):
        return None
    words = [term.text for term in question.terms if not term.entity and len(term.text) > 1]
    told = (fold(quotes[0].text), fold(draft.short or "")) if quotes else ("", "")
    stretched = draft.short and len(quotes) == 1 and " | " not in quotes[0].text
    if stretched and (
        misplaced.is_of_another_stretch(words, *told) or misplaced.is_of_another_payment(question, *told)
    ):
        return None
    if (
        mentioned.lacks_wording(question, draft)
        or operands.is_operand(question, draft)
        or _is_of_a_deed_done_to_it(question, draft)
    ):
        return None
    if question.kind == "list" and quotes and all(_is_of_a_sibling(question, finder, quote) for quote in quotes):
        return None
    if _claims_unknown(question, finder, quotes):
        return None
    draft = cases.of_case(question, draft)
    if draft is None:
        return None
    if hidden := unnamed.withheld(question, draft):
        return hidden
    if mention := mentioned.only(question, finder, draft):
        return mention
    if each and not named.names_them(question, draft):
        return named.in_part(question, scope, finder)
    return draft


def _speaks_of_class(question: Question, draft: Draft) -> bool:
    quoted = _joined(draft)
    return naming.speaks_of_class(question, quoted) or "《" in quoted


def _is_of_a_deed_done_to_it(question: Question, draft: Draft) -> bool:
    """Say whether who was found only follows the asked verb (评选“十佳”,甲得票最高): 谁来评 asks who stands before it."""
    asked = _WHO_DOES.search(question.text)
    short, text = fold(draft.short or ""), _joined(draft)
    at = text.find(short) if short else -1
    if asked is None or at < 0 or asked["verb"] not in text or " | " in text:
        return False  # of the cells of a row none follows on another
    return asked["verb"] not in text[at + len(short) :] and not _MADE_BY.search(text[:at])


def _is_of_a_sibling(question: Question, finder: Finder, quote: Quote) -> bool:
    return is_of_a_sibling(question, finder.shelf.open(quote.document), quote.span.start)


def _claims_unknown(question: Question, finder: Finder, quotes: list[Quote]) -> bool:
    """Say whether a question that opens with a claim (是塌方才断的吧,…) names a thing there which the document never does."""
    lead = _LEADING_CLAIM.match(question.text)
    named = [term for term in question.terms if lead and len(term.text) > 1 and term.text in lead["claim"]]
    heaviest = max(named, key=lambda term: term.weight, default=None)
    books = [finder.shelf.open(quote.document) for quote in quotes]
    return heaviest is not None and not any(match(heaviest.text, book.folded) >= CLAIM_LEAST for book in books)


def _joined(draft: Draft) -> str:
    return " ".join(fold(quote.text) for statement in draft.statements for quote in statement.quotes)
