"""The row of a table that the reader finds for a question, where its cells are not named in so many words.

For an English question it is told whole: which of its cells is meant, the reader of the answer sees by the headers. Of a
claim (献一回血记8分吧) the one figure that it states is held against the claimed one.
"""

from __future__ import annotations

import re

from assistant.answering import stated
from assistant.answering.claimed import CLAIMING, judged
from assistant.answering.columns import has_asked_column
from assistant.answering.grid import FIGURE, Row, Table, above, find_tables, header, is_of_its_year, read
from assistant.answering.pointed import Pointed, find_pieces, point, tells_apart
from assistant.answering.told import name_of, told_cells
from assistant.deciding import passes_locks
from assistant.described import about, meets
from assistant.draft import Draft, Quote, Statement
from assistant.finding import Finder
from assistant.folding import fold
from assistant.quantities import compatible, find_quantities
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say

TRUST_LEAST = 0.6  # of a row that is named by no cell
_LATIN = re.compile(r"[^\u3400-\u9fff]")
CLAIM_TRUST_LEAST = 0.75  # of a row that a claim is held against
RANK_LEAST = 0.5
NAMED_LEAST = 0.5  # of the weight of the words that no header holds, which such a row must hold


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the one row that the question names by a cell's own words, or that is read as its answer; None in doubt.

    One of the asked words must be a column's, or when and where ask for one: of other things a row says nothing.
    """
    tables = [t for book in finder.books(scope) for t in find_tables(book) if is_of_its_year(question, t)]
    tables = [
        t
        for t in tables
        if any(meets(term.text, _headers(t)) for term in question.terms) or has_asked_column(question.text, t)
    ]
    named = [(t, found.rows[0]) for t in tables if len((found := read(question, t)).rows) == 1 and not found.unclear]
    named = named or [(t, pointed.rows[0]) for t in tables if (pointed := _pointed(question, t))]
    if not named and (best := _read(question, scope, finder, tables)):
        named = [best]
    if len(named) != 1:
        return None
    table, row = named[0]
    told = "; ".join(_told(table, row, at) for at in range(len(row.cells)) if not _is_count(table, at))
    document = table.book.document
    head = Statement(say("according", question.language, label=label(document)), frame=True)
    line = Statement(f"- {told}", (Quote(document, row.span),))
    return Draft("answered", "fact", (head, line), confidence=0.7, documents=(document.id,))


def _pointed(question: Question, table: Table) -> Pointed | None:
    """Return the one row that the Chinese words of an English question point at (产业链党建指导员), if any."""
    around = f"{about(table.book)} {above(table)}"
    text = question.text
    for place in question.places:
        text = text.replace(place.surface, " " * len(place.surface))
    han = _LATIN.sub(lambda hit: " " * len(hit.group()), text)
    pointed = point(han, table, find_pieces(han, table, around))
    return pointed if pointed is not None and len(pointed.rows) == 1 else None


def checked(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return yes or the correction of a claimed figure from the row that is read as its answer; None in doubt.

    The question must have characters that no other row has, and the row one figure that counts what is claimed.
    """
    claimed = stated.one_claimed(question) if question.kind == "yesno" and CLAIMING.search(question.text) else None
    best = next(iter(finder.candidates(question, scope)), None) if claimed else None
    if claimed is None or best is None or not best.is_row or not passes_locks(question, scope, best):
        return None
    if (best.trust or 0.0) < CLAIM_TRUST_LEAST or (best.rank or 0.0) < RANK_LEAST:
        return None
    text, figure = claimed
    found = [(t, row) for t in find_tables(best.book) for row in t.rows if row.span.overlaps(best.sentence.span)]
    for table, row in found if is_of_its_year(question, found[0][0]) else ():
        told = [
            (at, q)
            for at, cell in enumerate(row.cells)
            for q in find_quantities(fold(cell))
            if q.value is not None and compatible(figure.unit, q.unit)
        ]
        around = f"{about(table.book)} {above(table)}"
        if len(told) != 1 or not tells_apart(text, table, row, around, told[0][0]):
            return None
        same = stated.is_same(figure, told[0][1])
        draft = told_cells(table, row, (told[0][0],), called=name_of(table, row))
        return judged(question, draft, same=same)
    return None


def _read(question: Question, scope: Scope, finder: Finder, tables: list[Table]) -> tuple[Table, Row] | None:
    best = next(iter(finder.candidates(question, scope)), None)
    if best is None or not best.is_row or (best.trust or 0.0) < TRUST_LEAST or (best.rank or 0.0) < RANK_LEAST:
        return None
    if not passes_locks(question, scope, best):
        return None
    for table in tables:
        for row in table.rows if table.book.document is best.document else ():
            if row.span.contains(best.sentence.span) or best.sentence.span.contains(row.span):
                own = [term for term in question.terms if not meets(term.text, _headers(table)) and not term.entity]
                total = sum(term.weight for term in own)
                met = sum(term.weight for term in own if meets(term.text, fold(" ".join(row.cells))))
                return (table, row) if total and met >= NAMED_LEAST * total else None
    return None


def _told(table: Table, row: Row, at: int) -> str:
    """Return a cell with its header, a figure with the unit that the header gives."""
    name, unit = header(table, at)
    cell = row.cells[at]
    if FIGURE.fullmatch(fold(cell)):
        return f"{name}: **{cell}{'' if fold(cell).endswith(unit) else unit}**"
    return f"{table.header[at]}: **{cell}**"


def _headers(table: Table) -> str:
    return fold(" ".join(table.header))


def _is_count(table: Table, column: int) -> bool:
    return [row.cells[column] for row in table.rows] == [str(n) for n in range(1, len(table.rows) + 1)]
