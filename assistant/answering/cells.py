"""What the cells of a table say: those of a named row and column, two rows over one column, a column's ends or members."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering import grid
from assistant.answering.grid import (
    FIGURE,
    Named,
    Row,
    Table,
    find_tables,
    header,
    is_figures,
    is_of_its_year,
    naming_column,
    read,
)
from assistant.draft import Draft, Quote, Statement
from assistant.finding import Finder
from assistant.folding import fold
from assistant.model import Kind
from assistant.question import frames
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Span
from corpus.numerals import read_number

LEFT_MOST = 1  # characters that a question for a named cell may have besides row, column and frame
MOST = 6  # cells given side by side
_NO_CELL = re.compile(r"没|无|未|除|非(?!公)|(?<!是)不(?!是)|其中|怎么|如何|为什么|为啥|咋|哪些(?:措施|做法|办法|要求)")
_EXTREME = re.compile(
    r"最(?:为)?(?:[多高大长重早]|吃重|要紧)|第一名|头名|榜首|最(?:为)?(?P<low>[少低小短轻晚差])|(?P<last>垫底|倒数第一)"
)
_ENDS = re.compile(r"最[高多大].{0,12}最[低少小]|最[低少小].{0,12}最[高多大]")
_LISTED = re.compile(
    r"哪[些几]|哪[二三四五六七八九十\d]|(?<!第)几[项个条](?=.{1,6}(?:是|指|叫)(?:什么|啥))|(?:都|分别)(?:有|是|列)[了着]?(?:什么|谁)"
)
_TOGETHER = re.compile(r"加起来|加(?:[在到])?一(?:块儿?|起)|一共|总共|合计|合起来|总和|之和|共")
_APART = re.compile(
    r"差(?:了|距)?(?:多少|几)|相差|比.{1,24}[多少高低](?:了|出)?(?:多少|几)|[多少高低](?:了|出)?(?:多少|几)"
)
_BOUND = re.compile(
    rf"(?P<below>低于|少于|不足|不到|未达到|没达到|不满|小于)?(?P<above>不低于|不少于|高于|超过|大于|多于|达到)?[了过]?(?P<figure>{FIGURE.pattern})"
    r"(?:[分个家名人场次项件小时天元])*(?P<least>以上|及以上)?(?P<most>以下)?"
)
_EACH = re.compile(r"(?:各自?|分别)(?:是|为|有|得|派|占|发展)?了?(?:多少|几)")
_ALL = re.compile(rf"(?P<count>\d+|{frames.NUMERAL})(?:家|个|项)(?!百分点)")
_HOW = re.compile(r"(?P<how>[多少高低长短大小])(?:一?些|点)?(?=[?,。]|$)")
_WHICH = re.compile(r"哪(?:个|家|边|一?个|项)|谁")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return what the cells say that the question names in one table; None when it names none or something besides."""
    if question.language == "en" or (_NO_CELL.search(grid.without_rule(question.text)) and not bounded(question)):
        return None
    fitting = [named for named in read_all(question, scope, finder) if not named.unclear and not named.office]
    drafts = [draft for named in fitting if (draft := _draft(question, named)) is not None]
    return drafts[0] if len(drafts) == 1 else None


def read_all(question: Question, scope: Scope, finder: Finder, *, any_year: bool = False) -> list[Named]:
    """Return what the question names of each table in scope; of those of its years only, unless `any_year`."""
    tables = [table for book in finder.books(scope) for table in find_tables(book)]
    return [
        read(question, table, years=question.years or _meant(question, scope, table))
        for table in tables
        if any_year or is_of_its_year(question, table)
    ]


_BACK = {"前年": 2, "去年": 1, "上年": 1, "今年": 0, "本年": 0, "明年": -1}


def _meant(question: Question, scope: Scope, table: Table) -> tuple[int, ...]:
    """Return the years that 今年 or 去年 means for the table's document: as the scope has it, else from its date."""
    document = table.book.document
    if (year := scope.meant.get(document.id)) is not None:
        return (year,)
    dated = document.card.year
    return tuple(dated - back for word, back in _BACK.items() if dated is not None and word in question.text)


def _draft(question: Question, named: Named) -> Draft | None:
    spare = sum(map(len, named.rest))
    claimed = FIGURE.search("".join(named.rest))
    if not named.rows and (bound := bounded(question)) is not None:
        return _within(question, named, bound)
    if named.rows:
        if question.kind == "yesno":
            return _checked(question, named) if spare <= LEFT_MOST + (len(claimed.group()) if claimed else 0) else None
        if spare > LEFT_MOST or claimed:
            return None
        if len(named.rows) > 1 and len(named.columns) == 1:
            return _beside(question, named)
        return _told(question, named) if len(named.rows) == 1 else None
    if question.kind in {"yesno", "card", "documents"}:
        return None
    if len(named.columns) == 1 and _TOGETHER.search(question.text) and _ALL.search(question.text):
        return _summed(question, named)
    if spare:
        return None
    if len(named.columns) == 1 and _EACH.search(question.text) and is_figures(named.table, named.columns[0]):
        rows = named.table.rows
        every = replace(named, rows=rows, called=tuple(_name(named.table, row) for row in rows))
        return _beside(question, every, most=len(rows))
    if _APART.search(question.text):
        return _spread(question, named) if _ENDS.search(question.text) else None
    if extreme := _EXTREME.search(question.text):
        return _at_end(question, named, low=bool(extreme["low"] or extreme["last"]))
    return _members(question, named) if question.kind == "list" and _LISTED.search(question.text) else None


def _told(question: Question, named: Named) -> Draft | None:
    """Return the asked cells of the one row."""
    row, table, called = named.rows[0], named.table, named.called[0]
    columns = [column for column in named.columns if fold(row.cells[column]) not in question.text]
    if not columns or len(columns) < len(named.columns) or question.kind in {"compute", "compare"}:
        return None
    if _LISTED.search(question.text) and any(is_figures(table, column) for column in columns):
        return None  # a figure does not say which
    cells = [told_cell(table, row, column) for column in columns]
    lines = [
        Statement(f"- {called}，{header(table, column)[0]}：**{cell}**", _quotes(table, row, column))
        for column, cell in zip(columns, cells, strict=True)
    ]
    return _answered(question, table, lines, short="；".join(cells), kind="fact")


def _quotes(table: Table, row: Row, column: int) -> tuple[Quote, ...]:
    """Return the row, and the header where it states a figure itself (2024年)."""
    document = table.book.document
    end = document.text.find("\n", table.span.start)
    told = (Quote(document, Span(table.span.start, end)),) if re.search(r"\d", table.header[column]) and end > 0 else ()
    return (Quote(document, row.span), *told)


def _checked(question: Question, named: Named) -> Draft | None:
    """Return whether the one named cell is the figure that the question claims."""
    if len(named.rows) != 1 or len(named.columns) != 1:
        return None
    row, column, table = named.rows[0], named.columns[0], named.table
    claimed, stated = FIGURE.search("".join(named.rest)), FIGURE.fullmatch(fold(row.cells[column]))
    if claimed is None or stated is None:
        return None
    bound = bounded(question)
    same = _keeps(bound, float(stated["number"])) if bound else float(claimed["number"]) == float(stated["number"])
    line = Statement(
        f"- {named.called[0]}，{header(table, column)[0]}：**{told_cell(table, row, column)}**",
        (Quote(table.book.document, row.span),),
    )
    verdict = Statement(say("yes" if same else "no", question.language), frame=True)
    found = _answered(question, table, [line], short="是" if same else None, kind="yesno", head=verdict)
    return found if same else _partial(found)


def _partial(found: Draft) -> Draft:
    return replace(found, status="partial")


def _beside(question: Question, named: Named, *, most: int = MOST) -> Draft | None:
    """Return the cells of several rows in one column, with their sum, difference or order when that is asked."""
    table, column, rows = named.table, named.columns[0], named.rows[:most]
    names = dict(zip(rows, named.called, strict=False))
    document = table.book.document
    lines = [
        Statement(f"- {names[row]}：{told_cell(table, row, column)}", (Quote(document, row.span),)) for row in rows
    ]
    figures = [FIGURE.fullmatch(fold(row.cells[column])) for row in rows]
    values = [float(hit["number"]) for hit in figures if hit]
    unit = _unit(table, rows[0], column)
    asked = question.text
    if len(values) < len(rows) or not is_figures(table, column):
        return None if question.kind in {"compute", "compare"} else _answered(question, table, lines, kind="fact")
    quotes = tuple(Quote(document, row.span) for row in rows)
    if _APART.search(asked) and len(rows) == 2:
        more, less = max(values), min(values)
        high = rows[values.index(more)]
        low = rows[1] if high is rows[0] else rows[0]
        gap = _plain(more - less)
        points = "个百分点" if unit == "%" else unit
        said = f"**{names[high]}**比{names[low]}多**{gap}{points}**（{_plain(more)} − {_plain(less)} = {gap}）"
        head = Statement(said, quotes, computed=(gap, _plain(more), _plain(less)))
        return _answered(question, table, lines, short=f"{gap}{points}", kind="compute", head=head)
    if _TOGETHER.search(asked) and unit != "%":
        total = _plain(sum(values))
        working = f"{' + '.join(map(_plain, values))} = {total}"
        head = Statement(
            f"{say('sum', question.language)}**{total}{unit}**（{working}）",
            quotes,
            computed=(total, *map(_plain, values)),
        )
        return _answered(question, table, lines, short=f"{total}{unit}", kind="compute", head=head)
    if _WHICH.search(asked) and len(set(values)) == len(values):
        how = _HOW.search(asked)
        fewest = how is not None and how["how"] in "少低短小"
        best = rows[values.index(min(values) if fewest else max(values))]
        head = Statement(f"**{names[best]}**{header(table, column)[0]}更{how['how'] if how else '多'}。", quotes)
        return _answered(question, table, lines, short=names[best], kind="compare", head=head)
    return None if question.kind == "compute" else _answered(question, table, lines, kind=question.kind)


def _summed(question: Question, named: Named) -> Draft | None:
    """Return what a column makes in all rows, when the question says how many rows there are; a stated total is told."""
    table, column = named.table, named.columns[0]
    stated = _ALL.search(question.text)
    rest = "".join(word for word in named.rest if not FIGURE.fullmatch(word))
    if stated is None or rest or read_number(stated["count"]) != len(table.rows) or not is_figures(table, column):
        return None
    if table.totals:
        return _told(question, replace(named, rows=table.totals[:1], called=(_name(table, table.totals[0]),)))
    return _beside(
        question,
        replace(named, rows=table.rows, called=tuple(_name(table, row) for row in table.rows)),
        most=len(table.rows),
    )


def bounded(question: Question) -> re.Match[str] | None:
    """Return the bound that a question sets for figures (低于80分, 90分以上), or None."""
    hits = [hit for hit in _BOUND.finditer(question.text) if any(hit[k] for k in ("below", "above", "least", "most"))]
    return hits[0] if len(hits) == 1 else None


def _keeps(bound: re.Match[str], figure: float) -> bool:
    """Say whether a figure keeps a bound; 以上 and 以下 hold the bound itself."""
    limit = float(bound["number"])
    equal = bool(bound["least"] or bound["most"]) or (bound["above"] or "").startswith(("不", "达"))
    return (equal and figure == limit) or (figure < limit if bound["below"] or bound["most"] else figure > limit)


def _within(question: Question, named: Named, bound: re.Match[str]) -> Draft | None:
    """Return the rows whose figure in the one named column keeps the bound: which they are, or how many."""
    table = named.table
    rest = [word for word in named.rest if word not in bound.group()]
    if rest or len(named.columns) != 1 or not is_figures(table, named.columns[0]) or question.kind == "yesno":
        return None
    column = named.columns[0]
    figures = [float(found["number"]) for found in _figures(table, column)]
    kept = [row for row, figure in zip(table.rows, figures, strict=True) if _keeps(bound, figure)]
    if not kept or not (_LISTED.search(question.text) or question.asked == "quantity" or _WHICH.search(question.text)):
        return None
    lines = [
        Statement(f"- {_name(table, row)}：{told_cell(table, row, column)}", (Quote(table.book.document, row.span),))
        for row in kept
    ]
    if question.asked == "quantity":
        unit = question.slots[0].unit if question.slots else ""
        head = Statement(f"**{len(kept)}{unit}**", frame=True, computed=(str(len(kept)),))
        return _answered(question, table, lines, short=f"{len(kept)}{unit}", kind="fact", head=head)
    found = _answered(question, table, lines, kind="list")
    return replace(found, items=tuple(_name(table, row) for row in kept))


def _figures(table: Table, column: int) -> list[re.Match[str]]:
    return [hit for row in table.rows if (hit := FIGURE.fullmatch(fold(row.cells[column])))]


def _at_end(question: Question, named: Named, *, low: bool) -> Draft | None:
    """Return the row with the highest or lowest figure of the asked column, or of the only column of figures."""
    table = named.table
    figured = [column for column in range(len(table.header)) if is_figures(table, column)]
    columns = [column for column in named.columns if column in figured] or (figured if len(figured) == 1 else [])
    if len(columns) != 1 or naming_column(table) is None:
        return None
    column = columns[0]
    rows = _ending(table, column, low=low)
    lines = [
        Statement(
            f"- **{_name(table, row)}**，{header(table, column)[0]}：{told_cell(table, row, column)}",
            (Quote(table.book.document, row.span),),
        )
        for row in rows
    ]
    short = "；".join(f"{_name(table, row)}（{told_cell(table, row, column)}）" for row in rows)
    return _answered(question, table, lines, short=short if len(rows) <= 2 else None, kind="fact")


def _ending(table: Table, column: int, *, low: bool) -> list[Row]:
    values = [float(found["number"]) for found in _figures(table, column)]
    end = min(values) if low else max(values)
    return [row for row, value in zip(table.rows, values, strict=True) if value == end]


def _spread(question: Question, named: Named) -> Draft | None:
    """Return how far the highest figure of the asked column, or of the only one of figures, is from the lowest."""
    table = named.table
    figured = [column for column in range(len(table.header)) if is_figures(table, column)]
    columns = [column for column in named.columns if column in figured] or (figured if len(figured) == 1 else [])
    if len(columns) != 1:
        return None
    high, low = _ending(table, columns[0], low=False)[0], _ending(table, columns[0], low=True)[0]
    pair = (high, low)
    return _beside(
        question, replace(named, rows=pair, columns=(columns[0],), called=tuple(_name(table, r) for r in pair))
    )


def _members(question: Question, named: Named) -> Draft | None:
    """Return the cells of the one named column of words, all of them."""
    table = named.table
    column = named.columns[0] if len(named.columns) == 1 else None
    if column is None or column != naming_column(table):
        return None
    if question.count is not None and question.count != len(table.rows):
        return None
    if _is_of_another_compound(question, table, column):
        return None
    if frames.SEVERAL_PERSONS.search(question.text) and not grid.PERSONS.search(header(table, column)[0]):
        return None  # 评审课题的专家都有谁 asks for no 课题
    items = tuple(row.cells[column] for row in table.rows)
    lines = [
        Statement(f"{n}. {item}", (Quote(table.book.document, row.span),), computed=(str(n),))
        for n, (item, row) in enumerate(zip(items, table.rows, strict=True), 1)
    ]
    count = Statement(say("total", question.language, count=len(items)), frame=True)
    found = _answered(question, table, [count, *lines], kind="list")
    return Draft("answered", "list", found.statements, items=items, confidence=0.85, documents=found.documents)


def _is_of_another_compound(question: Question, table: Table, column: int) -> bool:
    """Say whether the question has the header's end in a word of the document that is none of it (加分项目, not 考核项目)."""
    name = header(table, column)[0]
    for size in range(len(name) - 1, 1, -1):
        at = question.text.find(name[-size:])
        if at >= 2 and name not in question.text:
            compound = question.text[at - 2 : at + size]
            return compound not in name and compound in table.book.folded
    return False


def _answered(
    question: Question,
    table: Table,
    lines: list[Statement],
    *,
    kind: Kind,
    short: str | None = None,
    head: Statement | None = None,
) -> Draft:
    source = Statement(say("according", question.language, label=label(table.book.document)), frame=True)
    statements = (*((head,) if head else ()), source, *lines)
    return Draft("answered", kind, statements, short=short, confidence=0.85, documents=(table.book.document.id,))


def _name(table: Table, row: Row) -> str:
    column = naming_column(table)
    return row.cells[column if column is not None else 0]


def _unit(table: Table, row: Row, column: int) -> str:
    name, unit = header(table, column)
    hit = FIGURE.fullmatch(fold(row.cells[column]))
    if hit is None:
        return ""
    measured = grid.MEASURED.match(fold(_name(table, row)))
    unit = unit or (measured["unit"] if measured and not hit["unit"] else "")  # 党费收缴(元): the row has its measure
    return unit or hit["unit"] or ("分" if re.search(r"分[数值]?$", name) else "")


def told_cell(table: Table, row: Row, column: int) -> str:
    """Return a cell as it is told: a figure with the unit of its header."""
    cell, unit = row.cells[column], _unit(table, row, column)
    return cell if fold(cell).endswith(unit) else f"{cell}{unit}"


def _plain(number: float) -> str:
    """Return a figure as the table writes it."""
    return f"{round(number, 4):g}" if number % 1 else str(int(number))
