"""Another cell of the row that told one thing: 哪天比,去哪儿比 asks for two cells of one row.

The column is the one whose header is of the asked kind (地点, 时限, 责任人), or holds the words of the clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.grid import Row, Table, find_tables, header, naming_column
from assistant.answering.told import cell_of
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book
from assistant.folding import fold
from assistant.quantities import find_quantities
from assistant.question.model import Question
from assistant.question.terms import tokenize
from assistant.typed import unit_agrees
from corpus.model import Span

SURE = 0.85
_OF_KIND = {
    "time": re.compile(r"时间|日期|时限|期限|截止"),
    "place": re.compile(r"地点|场地|地址|场所|会场|教室"),
    "person": re.compile(r"人$|姓名|负责|责任|主讲|授课|讲师|教师"),
    "body": re.compile(r"单位|部门|处室|科室|机关|牵头|责任"),
}
_COUNTED = frozenset({"quantity", "percent"})


def answer(question: Question, clause: str, told: Sequence[Draft], book: Book) -> Draft | None:
    """Return the one cell that `clause`, put as `question`, asks of the row that told another thing; None in doubt."""
    quotes = [quote for draft in told for line in draft.statements for quote in line.quotes]
    spans = [quote.span for quote in quotes if quote.document.id == book.document.id]
    rows = rows_at(book, spans)
    return of_row(question, clause, *rows[0], [draft.short or "" for draft in told]) if len(rows) == 1 else None


def rows_at(book: Book, spans: Sequence[Span]) -> list[tuple[Table, Row]]:
    """Return the rows of tables that `spans` touch."""
    return [(table, row) for table in find_tables(book) for row in table.rows if any(map(row.span.overlaps, spans))]


def of_row(question: Question, clause: str, table: Table, row: Row, taken: Sequence[str]) -> Draft | None:
    """Return the one cell of a row that is asked for and was not `taken` for another thing."""
    if question.kind != "fact" or len(question.slots) > 1:
        return None
    asked = _by_words(clause, table) if question.asked in _COUNTED else _by_kind(question, clause, table)
    free = [at for at in asked if row.cells[at].strip() and not any(fold(row.cells[at]) in fold(one) for one in taken)]
    if len(free) != 1:
        return None
    short = cell_of(table, row, free[0])
    if question.asked in _COUNTED and not any(
        unit_agrees(question, slot, q) for slot in question.slots for q in find_quantities(fold(short))
    ):
        return None
    document = table.book.document
    line = Statement(f"**{short}**", (Quote(document, row.span),))
    return Draft("answered", "fact", (line,), short=short, confidence=SURE, documents=(document.id,))


def _by_kind(question: Question, clause: str, table: Table) -> list[int]:
    """Return the columns whose header is of the asked kind; of several those whose words the clause has."""
    form = _OF_KIND.get(question.asked)
    fitting = [at for at, name in enumerate(table.header) if form is not None and form.search(fold(name))]
    named = [at for at in fitting if _shared(clause, header(table, at)[0])]
    return named or [at for at in fitting if at != naming_column(table)]


def _by_words(clause: str, table: Table) -> list[int]:
    """Return the columns that share most words with the clause."""
    shared = [_shared(clause, header(table, at)[0]) for at in range(len(table.header))]
    most = max(shared, default=0)
    return [at for at, count in enumerate(shared) if count == most] if most else []


def _shared(clause: str, name: str) -> int:
    """Return how many characters of the words of a header stand in the clause."""
    return sum(len(word) for word, _ in tokenize(name) if len(word) > 1 and word in clause)
