"""What the rows of a table say: the cell that is asked for, how many rows there are, the highest and the lowest."""

from __future__ import annotations

import re

from assistant.answering import cells, grades
from assistant.answering.grid import PERSONS, Row, Table, find_tables, is_figures, is_of_its_year, read
from assistant.answering.row import answer as whole_row
from assistant.described import about, describing, meets
from assistant.draft import Draft, Quote, Statement
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question import frames
from assistant.question.model import Question, Term
from assistant.scoping import Scope
from assistant.wording import label, say

MET_LEAST = 0.6  # of the weight of a question's words that card, header and row must hold
MOST_ROWS = 12
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_EXTREME = re.compile(r"最(?P<how>[高多大低少小早晚])")
_COLUMNS: dict[str, re.Pattern[str]] = {
    "person": re.compile(r"人$|姓名|负责|单位|部门"),
    "body": re.compile(r"单位|部门|机关|牵头|责任"),
    "time": re.compile(r"时间|时限|日期|期限"),
    "name": re.compile(r"名称|课题|项目|任务|班次|内容"),
}
"""Which column answers which question word, by its header."""
_NAMED = re.compile(r"叫什么|名字|姓名|哪位|负责人|组长|联系人")
_NAMES = re.compile(r"人$|姓名")
_COUNTERS = frozenset("个项条门期家种类行份")  # measure words that count rows, not what a row measures
_LISTED = re.compile(r"(?:几|多少|哪(?:些|几)?)(?:个|项|条|门|期|家)?(?P<noun>[\u4e00-\u9fff]{2})")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return what the one table that fits says on the question, or None."""
    if question.language == "en":
        return whole_row(question, scope, finder)
    if found := cells.answer(question, scope, finder) or grades.answer(question, scope, finder):
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
    if question.kind == "compute":
        return None  # what is worked out is told by the cells
    if extreme := _EXTREME.search(question.text):
        rows = _at_end(table, rows, highest=extreme["how"] in "高多大晚")
    column = _column(question, table)
    every = len(rows) == len(table.rows)
    if question.asked == "quantity" and question.slots and _counts(question, table):
        return _count(question, table, rows)
    if question.kind == "list" and every and question.count not in {None, len(rows)}:
        return None  # 分哪三类 asks for none of six rows
    if column is None or (every and question.kind != "list") or len(rows) > MOST_ROWS:
        return None
    return _cells(question, table, rows, column)


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


def _column(question: Question, table: Table) -> int | None:
    """Return the column that is asked for: the one whose header the question names last, else by the question word."""
    headers = [fold(cell) for cell in table.header]
    listed = _LISTED.search(question.text)
    if listed and question.asked not in {"quantity", "percent"}:
        for at, header in enumerate(headers):
            if listed["noun"] in header:
                return at
    asked = question.asked
    if asked in {"quantity", "percent"}:
        return None  # a figure is told by its row and column, or not at all
    if _NAMED.search(question.text):
        fitting = [at for at, header in enumerate(headers) if _NAMES.search(header)]
        return fitting[0] if len(fitting) == 1 else None
    if pattern := _COLUMNS.get(asked):
        fitting = [at for at, header in enumerate(headers) if pattern.search(header)]
        if len(fitting) == 1 or (fitting and asked in {"person", "body"}):
            return fitting[0]
    persons = frames.SEVERAL_PERSONS.search(question.text)
    named = [at for at, header in enumerate(headers) if header in question.text and asked == "text"]
    named = [at for at in named if not persons or PERSONS.search(headers[at])]
    return named[-1] if named else None


def _counts(question: Question, table: Table) -> bool:
    """Say whether what is counted are the table's rows: the counted noun stands in the header or names the table."""
    if question.slots[0].unit not in _COUNTERS:
        return False
    noun = question.slots[0].counted or question.slots[0].focus
    if any(is_figures(table, column) for column in read(question, table).columns):
        return False  # what a column counts are not the rows
    words = f"{fold(' '.join(table.header))} {' '.join(table.book.headings.values())}"
    return any(noun[i : i + 2] in words for i in range(len(noun) - 1))


def _cells(question: Question, table: Table, rows: tuple[Row, ...], column: int) -> Draft:
    document = table.book.document
    shorts = [row.cells[column] for row in rows]
    head = Statement(say("according", question.language, label=label(document)), frame=True)
    lines = []
    for row in rows:
        beside = "，".join(
            f"{h}{c}" for at, (h, c) in enumerate(zip(table.header, row.cells, strict=True)) if at != column
        )
        lines.append(Statement(f"- **{row.cells[column]}**（{beside}）", (Quote(document, row.span),)))
    return Draft(
        "answered",
        question.kind,
        (head, *lines),
        short="；".join(shorts) if len(shorts) <= 3 else None,
        items=tuple(shorts) if question.kind == "list" else (),
        confidence=0.85,
        documents=(document.id,),
    )


def _count(question: Question, table: Table, rows: tuple[Row, ...]) -> Draft:
    document = table.book.document
    short = f"{len(rows)}{question.slots[0].unit or '项'}"
    lines = [Statement(f"- {'，'.join(row.cells)}", (Quote(document, row.span),)) for row in rows[:MOST_ROWS]]
    head = Statement(f"**{short}**", frame=True, computed=(str(len(rows)),))
    return Draft("answered", "fact", (head, *lines), short=short, confidence=0.8, documents=(document.id,))


def _figures(table: Table) -> list[tuple[float, Row]]:
    """Return the figures of the one column that holds nothing but figures, with their rows; empty when there is none."""
    for at in range(len(table.header)):
        cells = [row.cells[at] for row in table.rows]
        if (
            all(_FIGURE.fullmatch(cell) for cell in cells)
            and len(set(cells)) > 1
            and cells != list(map(str, range(1, len(cells) + 1)))
        ):
            return [(float(row.cells[at]), row) for row in table.rows]
    return []


def _at_end(table: Table, rows: tuple[Row, ...], *, highest: bool) -> tuple[Row, ...]:
    figures = [(figure, row) for figure, row in _figures(table) if row in rows]
    if not figures:
        return rows
    end = max(f for f, _ in figures) if highest else min(f for f, _ in figures)
    return tuple(row for figure, row in figures if figure == end)
