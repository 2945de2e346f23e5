"""Entries that the own text of a section enumerates below its heading: 一是…二是…, or one run of names (甲（…）、乙（…）。)."""

from __future__ import annotations

import re

from assistant.answering import tree
from assistant.draft import Draft, Quote, Statement
from assistant.enumerations import find_enumerations, find_numbered
from assistant.evidence import Book
from assistant.quantities import find_quantities
from assistant.wording import label, say
from corpus.model import Section, Span

LEAST_RUN = 3  # members of a run that no heading counts
_OPENING = re.compile(r"^[\s。:.]*(?:分别|依次)?(?:是|为|有|包括|设|即)?:?$")


def entries(book: Book, section: Section) -> tuple[Span, ...]:
    """Return the entries that the text of a section without sub-headings makes up, whole; none when in doubt.

    A run of names must be all that the first sentence says; a count in the heading (4名) must be that of the entries.
    """
    if section.kind == "table" or len(book.document.children(section.index)) > 0:
        return ()
    start = section.heading.end
    text = book.folded[start : section.span.end]
    counts = [int(q.value) for q in find_quantities(tree.wording(book.document, section)) if q.value and q.unit]
    found = find_numbered(text)
    items = found.items if found and _OPENING.match(text[: found.span.start].split("\n")[-1]) else ()
    items = items or _run(text, counted=bool(counts))
    if counts and len(items) not in counts:
        return ()
    return tuple(Span(start + item.start, start + item.end) for item in items)


def _run(text: str, *, counted: bool) -> tuple[Span, ...]:
    """Return the members of the one run that is all of the first sentence of folded `text`."""
    lead = len(text) - len(text.lstrip(" \n\u3000。:."))
    stop = re.search(r"[。!?\n]", text[lead:])
    end = lead + stop.start() if stop else len(text)
    for run in find_enumerations(text[lead:end]):
        around = (text[lead : lead + run.span.start], text[lead + run.span.end : end])
        whole = _OPENING.match(around[0]) and not around[1].strip(" \n\u3000") and not run.open_ended
        if whole and run.complete and (counted or len(run.items) >= LEAST_RUN):
            return tuple(Span(lead + item.start, lead + item.end) for item in run.items)
    return ()


def draft(book: Book, section: Section | None, spans: tuple[Span, ...], *, language: str) -> Draft:
    """Return the entries as a list below their heading, or below the words that lead to them."""
    document = book.document
    items = tuple(" ".join(span.of(document.text).split()) for span in spans)
    if section is None:
        head = Statement(say("according", language, label=label(document)), frame=True)
    else:
        head = Statement(f"**{tree.printed(document, section)}**", (tree.heading_quote(document, section),))
    count = Statement(say("total", language, count=len(items)), frame=True)
    lines = [
        Statement(f"{n}. {item}", (Quote(document, span),), computed=(str(n),))
        for n, (item, span) in enumerate(zip(items, spans, strict=True), 1)
    ]
    return Draft(
        "answered",
        "list",
        (head, count, *lines),
        items=items,
        confidence=0.85,
        documents=(document.id,),
        sections=(section.label.strip("、. ") or tree.printed(document, section),) if section else (),
    )
