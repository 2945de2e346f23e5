"""A row over columns of years (项目 | 2023年 | 2024年): the year in which it was most or least, what the years make together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering import grid
from assistant.answering.cells import meant_years
from assistant.answering.crossing import bare, blank_asks, is_of_it, left_over
from assistant.answering.grid import MEASURED, Row, Table, find_figure, find_tables, header
from assistant.answering.pointed import find_pieces, point
from assistant.described import about, title_block
from assistant.draft import Draft, Quote, Statement
from assistant.finding import Finder
from assistant.folding import fold
from assistant.model import Kind
from assistant.quantities import compatible
from assistant.question import frames
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Span
from corpus.numerals import read_number

_YEAR = re.compile(r"^(20\d\d)年?(?:度)?(?:实际|实绩|完成)?$")
_WHICH = re.compile(r"哪(?:一)?年")
_END = re.compile(r"最(?:(?P<high>[多高大强好])|(?P<low>[少低小差]))")
_TOGETHER = re.compile(
    r"加(?:[在到]?一(?:块儿?|起)|起来)|合(?:起来|计)|一共|总共|共计|总计|累计|总和|(?<![公共])共(?![同党产])"
)
_EACH = re.compile(r"(?:每|各|逐)年(?:各|都|分别)?|分别|各(?:是|有|为)?(?:多少|几)")
_SPAN = re.compile(
    rf"(?:[这近前后]|一共|总共)*(?P<count>\d|{frames.NUMERAL})(?:个)?年(?:里头?|来|间|当中|中|内|下来)*|[这近]几年|历年|几年"
)
_FRAME = re.compile(
    r"[收来去的了是有为在那这哪次场个件名人条项办讲查搞]|(?:哪|每|各|逐)(?:一)?年|年份|多少|[这近]几年|加(?:在|到)?|一(?:块儿?|起)|起来|合计|一共|总共|分别|累计|里头"
)
FEWEST = 2


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return what the one row meant says over the years: the highest or lowest year, the sum, or each; None in doubt."""
    if question.language == "en" or question.section is not None or question.kind in {"documents", "yesno"}:
        return None
    drafts = [
        draft
        for book in finder.books(scope)
        for table in find_tables(book)
        if (draft := _told(question, scope, table)) is not None
    ]
    return drafts[0] if len(drafts) == 1 else None


def year_columns(table: Table) -> dict[int, int]:
    """Return the columns of past years and their years; none when the table has fewer than two."""
    found = {at: int(hit[1]) for at in range(len(table.header)) if (hit := _YEAR.match(header(table, at)[0]))}
    return found if len(found) >= FEWEST else {}


def _told(question: Question, scope: Scope, table: Table) -> Draft | None:
    years, text = year_columns(table), question.text
    end, together = _END.search(text), _TOGETHER.search(text)
    if not years or not ((_WHICH.search(text) and end) or together or _EACH.search(text)):
        return None
    blank = blank_asks(bare(question, table))
    for pattern in (_WHICH, _END, _TOGETHER, _EACH, _SPAN):
        blank = pattern.sub(lambda hit: " " * len(hit.group()), blank)
    around = f"{about(table.book)} {title_block(table.book)} {grid.above(table)}"
    pointed = point(blank, table, find_pieces(blank, table, around), asked=question.text)
    if pointed is None or len(pointed.rows) != 1 or not is_of_it(question, scope, pointed.rows[0], around):
        return None
    row = pointed.rows[0]
    columns = _meant(question.years or meant_years(question, scope, table), question.text, years)
    figures = {at: hit for at in columns if (hit := find_figure(row.cells[at]))}
    rest = [word for word in left_over(blank, pointed) if not _FRAME.fullmatch(word)]
    if rest or len(columns) < FEWEST or len(figures) < len(columns):
        return None
    values = {at: float(hit["number"]) for at, hit in figures.items()}
    counted, own = next((slot.unit for slot in question.slots if slot.unit), ""), _unit(row, columns[0])
    if counted and own and not compatible(counted, own):
        return None  # 结了多少对 asks for no 次
    if _WHICH.search(text) and end:
        return _at_end(table, row, values, low=bool(end["low"]))
    if together:
        return _summed(table, row, values)
    return _draft(table, row, [_line(table, row, at) for at in columns], short=None)


def _meant(named: Sequence[int], text: str, years: dict[int, int]) -> list[int]:
    """Return the columns of the years that are named, or of all when as many are as the question says."""
    if named:
        return [at for at, year in years.items() if year in named]
    said = _SPAN.search(text)
    count = read_number(said["count"]) if said is not None and said["count"] else None
    return list(years) if count in {None, len(years)} else []


def _unit(row: Row, at: int) -> str:
    named = MEASURED.match(fold(row.cells[0]))
    hit = find_figure(row.cells[at])
    return hit["unit"] if hit and hit["unit"] else (named["unit"] or "") if named else ""


def _name(row: Row) -> str:
    hit = MEASURED.match(fold(row.cells[0]))
    return hit["name"] if hit else row.cells[0]


def _at_end(table: Table, row: Row, values: dict[int, float], *, low: bool) -> Draft | None:
    end = min(values.values()) if low else max(values.values())
    best = [at for at, value in values.items() if value == end]
    if len(best) != 1:
        return None
    at = best[0]
    lines = [_line(table, row, column) for column in values]
    short = f"{table.header[at]}（{row.cells[at]}{_unit_of(row, at)}）"
    return _draft(table, row, lines, short=short)


def _summed(table: Table, row: Row, values: dict[int, float]) -> Draft | None:
    unit = _unit(row, next(iter(values)))
    if unit == "%":
        return None
    parts = [f"{value:g}" for value in values.values()]
    total = f"{round(sum(values.values()), 4):.10g}"
    head = Statement(
        f"{say('sum', 'zh')}**{total}{unit}**（{' + '.join(parts)} = {total}）",
        _quotes(table, row),
        computed=(total, *parts),
    )
    lines = [_line(table, row, at) for at in values]
    return _draft(table, row, lines, short=f"{total}{unit}", head=head)


def _unit_of(row: Row, at: int) -> str:
    unit = _unit(row, at)
    return "" if fold(row.cells[at]).endswith(unit) else unit


def _line(table: Table, row: Row, at: int) -> Statement:
    return Statement(f"- {table.header[at]}，{_name(row)}：**{row.cells[at]}{_unit_of(row, at)}**", _quotes(table, row))


def _quotes(table: Table, row: Row) -> tuple[Quote, ...]:
    """Return the row and the header, which states the years."""
    document = table.book.document
    end = document.text.find("\n", table.span.start)
    return (Quote(document, row.span), Quote(document, Span(table.span.start, end)))


def _draft(
    table: Table, row: Row, lines: list[Statement], *, short: str | None, head: Statement | None = None
) -> Draft:
    document = table.book.document
    source = Statement(say("according", "zh", label=label(document)), frame=True)
    statements = (*((head,) if head else ()), source, *lines)
    kind: Kind = "compute" if head else "fact"
    return Draft("answered", kind, statements, short=short, confidence=0.85, documents=(document.id,))
