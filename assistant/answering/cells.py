"""What the cells of a table say: those of a named row and column, two rows over one column, a column's ends or members."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering import grid
from assistant.answering.grid import (
    FIGURE,
    PERSONS,
    Named,
    Row,
    Table,
    find_figure,
    find_tables,
    header,
    is_figures,
    is_of_its_year,
    naming_column,
    read,
)
from assistant.answering.told import answered, cell_of, name_of, row_unit, told_cells, told_rows
from assistant.draft import Draft, Quote, Statement, combine
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question import frames
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import say
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

_DOERS = re.compile(
    r"姓名|名单|人|单位|部门|组织|支部|机关|科室|处室|县区|区县|[县市]区|街道|乡镇|学校|队|组别|选手|委|局|地区|名称"
)
"""Headers of columns that name who may be first or last."""


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
        read(question, table, years=question.years or meant_years(question, scope, table))
        for table in tables
        if any_year or is_of_its_year(question, table)
    ]


_BACK = {"前年": 2, "去年": 1, "上年": 1, "今年": 0, "本年": 0, "明年": -1}


def meant_years(question: Question, scope: Scope, table: Table) -> tuple[int, ...]:
    """Return the years that 今年 or 去年 means for the table's document: as the scope has it, else from its date."""
    document = table.book.document
    if (year := scope.meant.get(document.id)) is not None:
        return (year,)
    dated = document.card.year
    return tuple(dated - back for word, back in _BACK.items() if dated is not None and word in question.text)


def _draft(question: Question, named: Named) -> Draft | None:
    spare = sum(len(word) for word in named.rest if not _EXTREME.fullmatch(word))
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
    if _ENDS.search(question.text) and not _APART.search(question.text):
        ends = [_at_end(named, question.text, low=low) for low in (False, True)]
        return combine([end for end in ends if end]) if all(ends) else None
    if len(named.columns) == 1 and _EACH.search(question.text) and is_figures(named.table, named.columns[0]):
        rows = named.table.rows
        every = replace(named, rows=rows, called=tuple(name_of(named.table, row) for row in rows))
        return _beside(question, every, most=len(rows))
    if _APART.search(question.text):
        return _spread(question, named) if _ENDS.search(question.text) else None
    if extreme := _EXTREME.search(question.text):
        return _at_end(named, question.text, low=bool(extreme["low"] or extreme["last"]))
    return _members(question, named) if question.kind == "list" and _LISTED.search(question.text) else None


def _told(question: Question, named: Named) -> Draft | None:
    """Return the asked cells of the one row."""
    row, table, called = named.rows[0], named.table, named.called[0]
    columns = [column for column in named.columns if fold(row.cells[column]) not in question.text]
    if not columns or len(columns) < len(named.columns) or question.kind in {"compute", "compare"}:
        return None
    if _LISTED.search(question.text) and any(is_figures(table, column) for column in columns):
        return None  # a figure does not say which
    if re.search("多少钱|几块钱", question.text) and not all(
        "元" in row_unit(table, row, column) for column in columns
    ):
        return None
    figured = [column for column in columns if is_figures(table, column)]
    if question.asked == "time" and len(figured) == len(columns) and not grid.is_over_years(table):
        return None  # 哪天整改完 asks for no rate
    counted = question.slots[0].counted if len(question.slots) == 1 else ""
    if counted and len(figured) == len(columns) == 1 and not _is_counted(table, row, columns[0], counted):
        return None  # 小区有多少党员 asks for no number of 小区
    if frames.WHO.search(question.text) and not any(PERSONS.search(header(table, column)[0]) for column in columns):
        return None
    return told_cells(table, row, columns, called=called, units=[slot.unit for slot in question.slots])


def _is_counted(table: Table, row: Row, column: int, counted: str) -> bool:
    """Say whether what is counted stands in the header of its column or in the name of the row."""
    held = f"{header(table, column)[0]} {fold(name_of(table, row))}"
    return any(counted[at : at + 2] in held for at in range(max(1, len(counted) - 1)))


def _checked(question: Question, named: Named) -> Draft | None:
    """Return whether the one named cell is the figure that the question claims."""
    if len(named.rows) != 1 or len(named.columns) != 1:
        return None
    row, column, table = named.rows[0], named.columns[0], named.table
    claimed, stated = FIGURE.search("".join(named.rest)), find_figure(row.cells[column])
    if claimed is None or stated is None:
        return None
    bound = bounded(question)
    same = _keeps(bound, float(stated["number"])) if bound else float(claimed["number"]) == float(stated["number"])
    line = Statement(
        f"- {named.called[0]}，{header(table, column)[0]}：**{cell_of(table, row, column)}**",
        (Quote(table.book.document, row.span),),
    )
    verdict = Statement(say("yes" if same else "no", question.language), frame=True)
    found = answered(table, [line], short="是" if same else None, kind="yesno", head=verdict)
    return found if same else _partial(found)


def _partial(found: Draft) -> Draft:
    return replace(found, status="partial")


def _beside(question: Question, named: Named, *, most: int = MOST) -> Draft | None:
    """Return the cells of several rows in one column, with their sum, difference or order when that is asked."""
    table, column, rows = named.table, named.columns[0], named.rows[:most]
    names = dict(zip(rows, named.called, strict=False))
    document = table.book.document
    lines = [Statement(f"- {names[row]}：{cell_of(table, row, column)}", (Quote(document, row.span),)) for row in rows]
    figures = [find_figure(row.cells[column]) for row in rows]
    values = [float(hit["number"]) for hit in figures if hit]
    unit = row_unit(table, rows[0], column)
    asked = question.text
    if len(values) < len(rows) or not is_figures(table, column):
        return None if question.kind in {"compute", "compare"} else answered(table, lines, kind="fact")
    quotes = tuple(Quote(document, row.span) for row in rows)
    if _APART.search(asked) and len(rows) == 2:
        more, less = max(values), min(values)
        high = rows[values.index(more)]
        low = rows[1] if high is rows[0] else rows[0]
        gap = _plain(more - less)
        points = "个百分点" if unit == "%" else unit
        said = f"**{names[high]}**比{names[low]}多**{gap}{points}**（{_plain(more)} − {_plain(less)} = {gap}）"
        head = Statement(said, quotes, computed=(gap, _plain(more), _plain(less)))
        return answered(table, lines, short=f"{gap}{points}", kind="compute", head=head)
    if _TOGETHER.search(asked) and unit != "%":
        total = _plain(sum(values))
        working = f"{' + '.join(map(_plain, values))} = {total}"
        head = Statement(
            f"{say('sum', question.language)}**{total}{unit}**（{working}）",
            quotes,
            computed=(total, *map(_plain, values)),
        )
        return answered(table, lines, short=f"{total}{unit}", kind="compute", head=head)
    if _WHICH.search(asked) and len(set(values)) == len(values):
        how = _HOW.search(asked)
        fewest = how is not None and how["how"] in "少低短小"
        best = rows[values.index(min(values) if fewest else max(values))]
        head = Statement(f"**{names[best]}**{header(table, column)[0]}更{how['how'] if how else '多'}。", quotes)
        return answered(table, lines, short=names[best], kind="compare", head=head)
    return None if question.kind == "compute" else answered(table, lines, kind=question.kind)


def _summed(question: Question, named: Named) -> Draft | None:
    """Return what a column makes in all rows, when the question says how many rows there are; a stated total is told."""
    table, column = named.table, named.columns[0]
    stated = _ALL.search(question.text)
    rest = "".join(word for word in named.rest if not FIGURE.fullmatch(word))
    if stated is None or rest or read_number(stated["count"]) != len(table.rows) or not is_figures(table, column):
        return None
    if table.totals:
        return _told(question, replace(named, rows=table.totals[:1], called=(name_of(table, table.totals[0]),)))
    return _beside(
        question,
        replace(named, rows=table.rows, called=tuple(name_of(table, row) for row in table.rows)),
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
        Statement(f"- {name_of(table, row)}：{cell_of(table, row, column)}", (Quote(table.book.document, row.span),))
        for row in kept
    ]
    if question.asked == "quantity":
        unit = question.slots[0].unit if question.slots else ""
        head = Statement(f"**{len(kept)}{unit}**", frame=True, computed=(str(len(kept)),))
        return answered(table, lines, short=f"{len(kept)}{unit}", kind="fact", head=head)
    found = answered(table, lines, kind="list")
    return replace(found, items=tuple(name_of(table, row) for row in kept))


def _figures(table: Table, column: int) -> list[re.Match[str]]:
    return [hit for row in table.rows if (hit := find_figure(row.cells[column]))]


def _at_end(named: Named, asked: str, *, low: bool) -> Draft | None:
    """Return the row with the highest or lowest figure of the asked column, or of the only column of figures."""
    table = named.table
    figured = [column for column in range(len(table.header)) if is_figures(table, column)]
    columns = [column for column in named.columns if column in figured] or (figured if len(figured) == 1 else [])
    names = naming_column(table)
    if len(columns) != 1 or names is None:
        return None
    column = columns[0]
    if frames.WHO.search(asked) and not _DOERS.search(header(table, names)[0]):
        return None  # 第一名是谁 asks for no item of the score
    rows = _ending(table, column, low=low)
    lines = [
        Statement(
            f"- **{name_of(table, row)}**，{header(table, column)[0]}：{cell_of(table, row, column)}",
            (Quote(table.book.document, row.span),),
        )
        for row in rows
    ]
    both = len(rows) == 1 and re.search("多少|几", asked)  # 哪家垫底,得了多少: the two things asked
    form = "{}；{}" if both else "{}（{}）"
    short = "；".join(form.format(name_of(table, row), cell_of(table, row, column)) for row in rows)
    return answered(table, lines, short=short if len(rows) <= 2 else None, kind="fact")


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
        question, replace(named, rows=pair, columns=(columns[0],), called=tuple(name_of(table, r) for r in pair))
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
    if frames.SEVERAL_PERSONS.search(question.text) and not PERSONS.search(header(table, column)[0]):
        return None  # 评审课题的专家都有谁 asks for no 课题
    return told_rows(table, table.rows, column)


def _is_of_another_compound(question: Question, table: Table, column: int) -> bool:
    """Say whether the question has the header's end in a word of the document that is none of it (加分项目, not 考核项目)."""
    name = header(table, column)[0]
    for size in range(len(name) - 1, 1, -1):
        at = question.text.find(name[-size:])
        if at >= 2 and name not in question.text:
            compound = question.text[at - 2 : at + size]
            return compound not in name and compound in table.book.folded
    return False


def _plain(number: float) -> str:
    """Return a figure as the table writes it."""
    return f"{round(number, 4):g}" if number % 1 else str(int(number))
