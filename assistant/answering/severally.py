"""Several things asked in one sentence (到会几个人、平均多大): each is asked by itself, of the matter that they share.

Only questions whose clauses each have a question word of their own are taken apart. What a comparison, a card or a
yes-no question asks is left to those who answer it whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.draft import Draft, Quote, Statement
from assistant.question import frames
from assistant.question.model import Question
from assistant.wording import label, say
from corpus.model import Span

FEWEST, MOST = 2, 3
SUBJECT_LEAST = 4  # characters of a clause that can be the matter of those after it
FARTHEST = 300  # code points between what is told of one matter
KINDS = frozenset({"fact", "list", "explain", "outline"})
_CUT = re.compile(r"[,;、?。!]+|(?:以及|还有|并且)(?=.*(?:几|哪|谁|什么|啥|多|怎么))")
_OPEN = re.compile(
    r"多少|(?<![这那好前后近十])几(?!乎)|哪|谁|什么(?!的$)|怎么|如何|为什么|为啥|啥|何时|多(?:久|大|高|长|远|重)(?!力)|咋"
)
_OF_BOTH = re.compile(r"各|分别|哪(?:个|家|边|份)[^,。?]{0,4}(?:多|少|高|低|早|晚|大|长|短)|还是|相差|相比")
Ask = Callable[[str, tuple[str, ...]], Draft | None]
"""Answers a question of its own; the second argument are the documents to look in, none for those of the whole."""


def find_parts(question: Question) -> tuple[tuple[str, ...], ...]:
    """Return the single questions of `question`, each in the wordings to be tried in turn; nothing when it is one."""
    if question.kind not in KINDS or question.language == "en" or question.choice or _OF_BOTH.search(question.text):
        return ()
    clauses = [clause.strip() for clause in _CUT.split(question.text) if clause.strip()]
    asking = [at for at, clause in enumerate(clauses) if _OPEN.search(clause)]
    if not FEWEST <= len(asking) <= MOST or asking != list(range(asking[0], len(clauses))):
        return ()
    lead, first = ",".join(clauses[: asking[0]]), clauses[asking[0]]
    subject = ",".join(part for part in (lead, frames.STRIP.sub("", first)) if part)
    matters = [matter for matter in (lead if len(lead) >= SUBJECT_LEAST else "", subject) if matter]
    places = "".join(p.surface for p in question.places if p.surface not in subject)
    return (
        (f"{lead},{first}".lstrip(","),),
        *(tuple(f"{places}{matter},{clause}" for matter in matters) for clause in clauses[asking[0] + 1 :]),
    )


def answer(question: Question, whole: Draft | None, ask: Ask) -> Draft | None:
    """Return the answers to all that was asked, one after the other; some of them in part, else `whole`.

    Later things are looked for in the document that told the first.
    """
    if whole is not None and (whole.items or whole.status not in {"answered", "not_found"}):
        return whole  # a list is an answer to what it is called as well
    parts = find_parts(question)
    if not parts or (whole is not None and whole.short and whole.short.count("；") + 1 == len(parts)):
        return whole  # it has told each already
    found: list[Draft | None] = []
    documents: tuple[str, ...] = ()
    for wordings in parts:
        tried = (ask(wording, documents) for wording in wordings)
        draft = next((d for d in tried if d is not None and d.status == "answered"), None)
        found.append(draft)
        if draft is not None and len(draft.documents) == 1:
            documents = documents or draft.documents
    asked = [wordings[0].rsplit(",", 1)[-1] for wordings in parts]
    drafts = [draft for draft in found if draft is not None]
    if len(drafts) == len(parts) and _is_of_one_matter(drafts) and not _says_twice(drafts):
        return _together(question, asked, drafts)
    valued = [(clause, draft) for clause, draft in zip(asked, found, strict=True) if draft is not None and draft.short]
    if valued and (whole is None or whole.status == "not_found") and len(valued) == len(drafts):
        return _in_part(question, asked, valued)
    return whole


def _in_part(question: Question, asked: list[str], valued: list[tuple[str, Draft]]) -> Draft:
    """Return what was found of the things asked, and which of them was not."""
    told = [clause for clause, _ in valued]
    draft = _together(question, told, [draft for _, draft in valued])
    missing = say("compare_missing", question.language)
    lines = [Statement(f"- {clause}：{missing}", frame=True) for clause in asked if clause not in told]
    return replace(draft, status="partial", statements=(*draft.statements, *lines), short=None)


def _is_of_one_matter(drafts: list[Draft]) -> bool:
    """Say whether the answers stand near each other in one document, as the details of one matter do."""
    spans = [next((q for s in draft.statements for q in s.quotes), None) for draft in drafts]
    quotes = [quote for quote in spans if quote is not None]
    if len(quotes) < len(drafts) or len({quote.document.id for quote in quotes}) > 1:
        return False
    return max(q.span.start for q in quotes) - min(q.span.end for q in quotes) <= FARTHEST


def _says_twice(drafts: list[Draft]) -> bool:
    """Say whether one value is given as the answer to two things."""
    shorts = [draft.short for draft in drafts if draft.short]
    return len(set(shorts)) < len(shorts)


def _together(question: Question, asked: list[str], drafts: list[Draft]) -> Draft:
    lines: list[Statement] = []
    told: list[tuple[str, Span]] = []
    quoted: dict[tuple[str, int, int], Quote] = {}
    for clause, draft in zip(asked, drafts, strict=True):
        if draft.short is None:
            lines += [s for s in draft.statements if s not in lines]
            told += [(q.document.id, q.span) for s in draft.statements for q in s.quotes]
            continue
        quotes = tuple(quote for s in draft.statements for quote in s.quotes)
        computed = tuple(figure for s in draft.statements for figure in s.computed)
        lines.append(
            Statement(f"- {clause}：**{draft.short}**", quotes, computed=(*computed, *_FIGURE.findall(clause)))
        )
        quoted.update({(q.document.id, q.span.start, q.span.end): q for q in quotes})
    for quote in quoted.values():
        if any(i == quote.document.id and span.overlaps(quote.span) for i, span in told):
            continue
        source = say("according", question.language, label=label(quote.document))
        lines.append(Statement(f"{source}“{quote.text}”", (quote,)))
    shorts = [draft.short for draft in drafts]
    return replace(
        drafts[0],
        statements=tuple(lines),
        short="；".join(short for short in shorts if short) if all(shorts) else None,
        items=(),
        confidence=min(draft.confidence for draft in drafts),
        documents=tuple(dict.fromkeys(i for draft in drafts for i in draft.documents)),
    )


_FIGURE = re.compile(r"\d+(?:\.\d+)?")
"""Figures of the question's own words, which need not stand in a quote."""
