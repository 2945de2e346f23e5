"""Answers to several things asked at once, put down one after the other; what was not found is said to be missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering import because, beside
from assistant.draft import Draft, Quote, Statement
from assistant.model import Status
from assistant.question.model import Question
from assistant.wording import label, say
from corpus.model import Span

FIGURE = re.compile(r"\d+(?:\.\d+)?")
_OWN = re.compile(r"\d+(?:\.\d+)?|(?<=[“《])[^”》]{2,60}(?=[”》])")
"""Figures and names in quotes of the question's own words, which need not stand in a quote."""


def in_part(question: Question, said: Sequence[str], found: Sequence[Draft | None], *, answered: bool) -> Draft:
    """Return what was found of the things asked, and which of them was not.

    A sentence that speaks of what was not found by itself is pointed to; all is `answered` when each is told or pointed to.
    """
    told = [(clause, draft) for clause, draft in zip(said, found, strict=True) if draft is not None]
    draft = together(question, [clause for clause, _ in told], [one for _, one in told])
    mark = "：" if question.language == "zh" else ": "
    missing = [clause for clause, one in zip(said, found, strict=True) if one is None]
    held = [
        not because.is_bare(clause) and any(beside.may_hold(question, clause, one) for _, one in told)
        for clause in missing
    ]
    lines = [
        Statement(f"- {clause}{mark}{say('part_in_quote' if near else 'part_missing', question.language)}", frame=True)
        for clause, near in zip(missing, held, strict=True)
    ]
    status: Status = "answered" if answered and all(held) else "partial"
    return replace(draft, status=status, statements=(*draft.statements, *lines), short=None)


def together(question: Question, asked: Sequence[str], drafts: Sequence[Draft]) -> Draft:
    """Return one draft of all, each value behind the words that asked for it, each sentence quoted once."""
    lines: list[Statement] = []
    told: list[tuple[str, Span]] = []
    quoted: dict[tuple[str, int, int], Quote] = {}
    mark = "：" if question.language == "zh" else ": "
    for clause, draft in zip(asked, drafts, strict=True):
        if draft.short is None:
            new = [s for s in draft.statements if s not in lines]
            if draft.kind == "yesno":
                figures = tuple(_OWN.findall(clause))
                new[:1] = [
                    replace(s, text=f"- {clause}{mark}{s.text}", computed=(*s.computed, *figures)) for s in new[:1]
                ]
            lines += new if any(s.quotes for s in new) else []
            told += [(q.document.id, q.span) for s in draft.statements for q in s.quotes]
            continue
        quotes = tuple(quote for s in draft.statements for quote in s.quotes)
        computed = tuple(figure for s in draft.statements for figure in s.computed)
        lines.append(
            Statement(f"- {clause}{mark}**{draft.short}**", quotes, computed=(*computed, *_OWN.findall(clause)))
        )
        quoted.update({(q.document.id, q.span.start, q.span.end): q for q in quotes})
    for quote in quoted.values():
        if any(i == quote.document.id and span.overlaps(quote.span) for i, span in told):
            continue
        source = say("according", question.language, label=label(quote.document))
        lines.append(Statement(f"{source}“{quote.text}”", (quote,)))
    shorts = [draft.short for draft in drafts]
    listed = [draft for draft in drafts if draft.items]
    return replace(
        drafts[0],
        status="partial" if any(d.status == "partial" and d.kind != "yesno" for d in drafts) else "answered",
        statements=tuple(lines),
        short="；".join(short for short in shorts if short) if all(shorts) else None,
        items=listed[0].items if len(listed) == 1 else (),
        confidence=min(draft.confidence for draft in drafts),
        documents=tuple(dict.fromkeys(i for draft in drafts for i in draft.documents)),
    )
