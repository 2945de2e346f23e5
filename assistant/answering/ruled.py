"""The figure of one rule among those of a cell: 党课缺一次扣几分, of 党员大会缺1次扣2分,党课缺1次扣1.5分."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.columns import EMPTY, Ask
from assistant.answering.grid import Row, Table
from assistant.answering.pointed import Pointed
from assistant.answering.told import answered
from assistant.draft import Draft, Quote, Statement
from assistant.folding import fold
from assistant.quantities import find_quantities
from assistant.question.terms import tokenize

_CLAUSE = re.compile(r"[^,;。，；]+")
_ONE = re.compile(r"一(?=[次个项篇人天分起处条期场])")


def states_measure(ask: Ask, row: Row, pointed: Pointed) -> bool:
    """Say whether the cell that names a row has itself a figure of the asked measure."""
    return bool(ask.unit) and any(_figures(row.cells[column], ask.unit) for column in pointed.columns)


def answer(ask: Ask, table: Table, row: Row, pointed: Pointed, text: str) -> Draft | None:
    """Return the one figure of the asked measure in the clause of the naming cell that has all that folded `text` says."""
    if len(pointed.columns) != 1:
        return None
    cell = row.cells[min(pointed.columns)]
    asked = _ONE.sub("1", text)
    clauses = [hit.group().strip() for hit in _CLAUSE.finditer(cell)]
    fitting = [
        clause
        for clause in clauses
        if _has(fold(clause), asked, [text[p.start : p.end] for p in pointed.pieces if p.rows])
    ]
    figures = _figures(fitting[0], ask.unit) if len(fitting) == 1 else []
    if len(figures) != 1:
        return None
    line = Statement(f"- {fitting[0]}：**{figures[0]}**", (Quote(table.book.document, row.span),))
    return answered(table, [line], kind="fact", short=figures[0])


def _figures(cell: str, unit: str) -> list[str]:
    folded = fold(cell)
    return [q.span.of(folded) for q in find_quantities(folded) if q.unit and q.unit.endswith(unit)]


def _has(clause: str, asked: str, named: Sequence[str]) -> bool:
    """Say whether a clause has what the question names, and every word that it says of what is done."""
    words = [word for word, tag in tokenize(asked) if tag[:1] in "vnm" and not EMPTY.fullmatch(word)]
    return all(name in clause for name in named) and all(word in clause for word in words)
