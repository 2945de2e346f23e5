"""How cells are told: each with its header and measure, the row that it stands in quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.grid import FIGURE, MEASURED, Row, Table, above, find_figure, header, naming_column
from assistant.draft import Draft, Quote, Statement
from assistant.folding import fold
from assistant.model import Kind
from assistant.wording import label, say
from corpus.model import Span

MOST_SHORT = 4  # cells that are told in one line as well


def told_cells(table: Table, row: Row, columns: Sequence[int], *, called: str, units: Sequence[str] = ()) -> Draft:
    """Return cells of one row, each with its header; of the asked `units` the one that the text above the table counts in."""
    counted = [unit for unit in units if unit and f"{unit}数" in above(table)]
    unit = counted[0] if len(counted) == 1 else ""
    cells = [cell_of(table, row, column, unit=unit) for column in columns]
    lines = [
        Statement(f"- {called}，{header(table, column)[0]}：**{cell}**", quotes_of(table, row, column))
        for column, cell in zip(columns, cells, strict=True)
    ]
    return answered(table, lines, short="；".join(cells), kind="fact")


def told_rows(table: Table, rows: Sequence[Row], column: int) -> Draft:
    """Return the cells of one column in several rows, as a list."""
    items = tuple(row.cells[column] for row in rows)
    lines = [
        Statement(f"{n}. {item}", (Quote(table.book.document, row.span),), computed=(str(n),))
        for n, (item, row) in enumerate(zip(items, rows, strict=True), 1)
    ]
    count = Statement(say("total", "zh", count=len(items)), frame=True)
    short = "；".join(items) if len(items) <= MOST_SHORT else None
    return replace(answered(table, [count, *lines], kind="list", short=short), items=items)


def quotes_of(table: Table, row: Row, column: int) -> tuple[Quote, ...]:
    """Return the row, and the header where it states a figure itself (2024年)."""
    document = table.book.document
    end = document.text.find("\n", table.span.start)
    told = (Quote(document, Span(table.span.start, end)),) if re.search(r"\d", table.header[column]) and end > 0 else ()
    return (Quote(document, row.span), *told)


def answered(
    table: Table,
    lines: list[Statement],
    *,
    kind: Kind,
    short: str | None = None,
    head: Statement | None = None,
) -> Draft:
    """Return a draft of lines with the document they are of, after `head`."""
    source = Statement(say("according", "zh", label=label(table.book.document)), frame=True)
    statements = (*((head,) if head else ()), source, *lines)
    return Draft("answered", kind, statements, short=short, confidence=0.85, documents=(table.book.document.id,))


def name_of(table: Table, row: Row) -> str:
    """Return the cell that names a row."""
    column = naming_column(table)
    return row.cells[column if column is not None else 0]


def row_unit(table: Table, row: Row, column: int) -> str:
    """Return the measure of a figure in a row: of its cell, of the header, or beside the name of the row; empty when it has none."""
    name, unit = header(table, column)
    hit = find_figure(row.cells[column])
    if hit is None:
        return ""
    measured = MEASURED.match(fold(name_of(table, row)))
    unit = unit or (measured["unit"] if measured and not hit["unit"] else "")  # 党费收缴(元): the row has its measure
    return unit or hit["unit"] or next((u for u, of in _COUNTED if of.search(name)), "")


_COUNTED = (("分", re.compile(r"分[数值]?$")), ("人", re.compile("人数$")))
"""Headers that are measures themselves."""


def cell_of(table: Table, row: Row, column: int, *, unit: str = "") -> str:
    """Return a cell as it is told: a figure with the unit of its header, or `unit` when neither has one."""
    cell = row.cells[column]
    unit = row_unit(table, row, column) or (unit if FIGURE.fullmatch(fold(cell)) else "")
    return cell if fold(cell).endswith(unit) else f"{cell}{unit}"
