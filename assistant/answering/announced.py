"""The rows of a table that the words right before it announce by name (基本项目如下：), when they are what is to be listed."""

from __future__ import annotations

import re

from assistant.answering.grid import Table, find_tables, naming_column
from assistant.described import about, meets
from assistant.draft import Draft, Quote, Statement
from assistant.finding import Finder
from assistant.question import frames
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say

LONGEST_LEAD = 40  # characters before a table that may announce it
_ANNOUNCED = re.compile(
    r"(?:^|[,;。的由将])(?P<noun>[\u3400-\u9fff]{2,10}?)(?:如下表?|见下表|列表如下|包括|分别为|[为是])*:\s*$"
)
_ASKS = (
    rf"(?:都|分别|一共|总共|共)*(?:有|分|是|包括|包含|含)(?:为|成|了)?(?:哪|几|什么|啥|{frames.NUMERAL}(?:项|个|条|类))"
)


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the names of the rows of the one table that is announced by what the question asks to list; else None."""
    found = []
    for book in finder.books(scope):
        for table in find_tables(book):
            lead = _ANNOUNCED.search(book.folded[max(0, table.span.start - LONGEST_LEAD) : table.span.start])
            column = naming_column(table)
            of_it = all(meets(name, about(book)) for name in (*scope.wanted, *question.bodies))
            if lead and column is not None and of_it and re.search(re.escape(lead["noun"]) + _ASKS, question.text):
                found.append((table, column))
    if len(found) != 1 or question.count not in {None, len(found[0][0].rows)}:
        return None
    return _draft(question, *found[0])


def _draft(question: Question, table: Table, column: int) -> Draft:
    document = table.book.document
    items = tuple(row.cells[column] for row in table.rows)
    source = say("according", question.language, label=label(document)).rstrip("：: ")
    head = Statement(f"{source}，{say('total', question.language, count=len(items))}", frame=True)
    lines = [
        Statement(f"{n}. {row.cells[column]}", (Quote(document, row.span),), computed=(str(n),))
        for n, row in enumerate(table.rows, 1)
    ]
    return Draft("answered", "list", (head, *lines), items=items, confidence=0.85, documents=(document.id,))
