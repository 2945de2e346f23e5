"""What tables say, by those who read them in turn: named cells, grades, years, pointed rows, ranges; and how many rows there are."""

from __future__ import annotations

import re

from assistant.answering import across, bands, cells, crossing, grades, row
from assistant.answering.grid import Row, Table, find_tables, is_figures, is_of_its_year, read
from assistant.described import about, describing, meets
from assistant.draft import Draft, Quote, Statement
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question.model import Question, Term
from assistant.scoping import Scope

MET_LEAST = 0.6  # of the weight of a question's words that card, header and row must hold
MOST_ROWS = 12
_EXTREME = re.compile(r"最(?P<how>[高多大低少小早晚])")
_COUNTERS = frozenset("个项条门期家种类行份")  # measure words that count rows, not what a row measures


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return what the one table that fits says on the question, or None."""
    if question.language == "en":
        return row.answer(question, scope, finder)
    for told in (cells.answer, grades.answer, across.answer, crossing.answer, bands.answer, row.checked):
        if found := told(question, scope, finder):
            return found
    if question.kind not in {"fact", "list", "compute", "explain"}:
        return None
    if cells.bounded(question):
        return None  # which rows keep a bound is told by their cells or not at all
    tables = [t for book in finder.books(scope) for t in find_tables(book) if is_of_its_year(question, t)]
    fitting = [(t, rows) for t in tables if not read(question, t).office and (rows := _rows(question, t))]
    if len(fitting) != 1:
        return None
    table, rows = fitting[0]
    if len(rows) == 1 or re.search("[没未不]", question.text):
        return None  # a row that is named is no count of rows
    asks = question.kind != "compute" and question.asked == "quantity" and question.slots
    return _count(question, table, rows) if asks and _counts(question, table) else None


def lacks(question: Question, scope: Scope, finder: Finder) -> bool:
    """Say whether the one table with the asked column has no row of the body that the question names, or is of another year."""
    for named in cells.read_all(question, scope, finder, any_year=True):
        if named.columns and (
            named.office or (named.rows and question.bodies and not is_of_its_year(question, named.table))
        ):
            left = [word for word in named.rest if word not in named.office and named.office not in word]
            if sum(map(len, left)) <= cells.LEFT_MOST:
                return True
    return False


def _rows(question: Question, table: Table) -> tuple[Row, ...]:
    """Return the rows that the question points to, all when it points to none; empty when the table does not fit it."""
    card = f"{about(table.book)} {' '.join(table.book.headings.values())}"
    header = fold(" ".join(table.header))
    terms = [t for t in describing(question) if not _EXTREME.search(t.text) and t.text not in _ASKING]
    inside = [t for t in terms if not meets(t.text, card) and not meets(t.text, header)]
    told = [t for t in terms if len(t.text) > 1]  # 头一场 names no row that 回头看 stands in
    pointing = [t for t in told if any(t.text in fold(" ".join(row.cells)) for row in table.rows)]
    if not terms:
        return ()
    scored = [(row, _weight(pointing or inside, fold(" ".join(row.cells)))) for row in table.rows]
    best = max(weight for _, weight in scored)
    rows = tuple(row for row, weight in scored if weight >= best - 1e-9) if pointing else table.rows
    held = f"{card} {header} {fold(' '.join(rows[0].cells))}"
    total = sum(t.weight for t in terms)
    return rows if sum(t.weight for t in terms if meets(t.text, held)) >= MET_LEAST * total else ()


_ASKING = frozenset(["多少", "几分", "哪家", "得到", "申报", "获得", "评上", "负责", "分差"])


def _weight(terms: list[Term], text: str) -> float:
    return sum(term.weight * (1.0 if term.text in text else 0.0) for term in terms)


def _counts(question: Question, table: Table) -> bool:
    """Say whether what is counted are the table's rows: the counted noun stands in the header or names the table."""
    if question.slots[0].unit not in _COUNTERS:
        return False
    noun = question.slots[0].counted
    if question.figures:
        return False  # 150个党员的单位 is counted by what the text lays down for it
    if any(is_figures(table, column) for column in read(question, table).columns):
        return False  # what a column counts are not the rows
    words = f"{fold(' '.join(table.header))} {' '.join(table.book.headings.values())}"
    return any(noun[i : i + 2] in words for i in range(len(noun) - 1))


def _count(question: Question, table: Table, rows: tuple[Row, ...]) -> Draft:
    document = table.book.document
    short = f"{len(rows)}{question.slots[0].unit or '项'}"
    lines = [Statement(f"- {'，'.join(row.cells)}", (Quote(document, row.span),)) for row in rows[:MOST_ROWS]]
    head = Statement(f"**{short}**", frame=True, computed=(str(len(rows)),))
    return Draft("answered", "fact", (head, *lines), short=short, confidence=0.8, documents=(document.id,))
