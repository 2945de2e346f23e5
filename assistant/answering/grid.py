"""Which rows and columns of a table a question names, and which of its words are of neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.described import about, meets, title_block
from assistant.evidence import Book
from assistant.folding import fold
from assistant.question import frames
from assistant.question.bodies import stands_in
from assistant.question.model import Question
from assistant.question.terms import tokenize
from assistant.question.words import load_words
from corpus.model import Span
from corpus.numerals import read_number

_CELLS = re.compile(r"\s*[|\t]\s*")
_RULE = re.compile(r"^[\s|:\-—]+$")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
FIGURE = re.compile(rf"(?P<number>{_NUMBER.pattern})(?P<unit>%?)")
_MEASURED_FIGURE = re.compile(rf"(?P<number>{_NUMBER.pattern})(?P<unit>%|[\u4e00-\u9fff]{{0,3}})")
MEASURED = re.compile(r"^(?P<name>.+?)(?:[(](?P<unit>[^()]{1,4})[)])?$")
"""A header, or the name of a row, with the measure in brackets after it: 志愿服务（小时）."""
PERSONS = re.compile(r"人$|[者员]$|姓名|负责|单位|部门|对象")
_TOTAL = re.compile(r"^(?:合计|总计|小计|总分|满分|总数)$")
_PLACED = re.compile(r"^[省市区县](?=..)")
_QUOTED = re.compile(r"“[^”]{2,20}”")
_OFFICE = "局委办厅部院署社"
_OF_OFFICE = re.compile(rf"^[\u4e00-\u9fff]{{2,10}}?(?<![干支内全])[{_OFFICE}](?=.)")
_ASKING = re.compile(r"多少|(?<![哪好])几|百分之[几多]")
_BY_CLASS = (
    (
        re.compile(r"哪(?:一?个|家)?(?:局|单位|部门|机关)|哪家(?=$|[?,负牵])|(?:由|归)谁|谁(?=牵头|负责)"),
        re.compile(r"单位|部门|牵头|责任"),
    ),
    (re.compile(r"什么时候|啥时候|何时|哪天|几月(?:份)?|什么时间"), re.compile(r"时间|时限|日期|期限")),
    (
        re.compile(r"从哪(?:儿|里)?(?:来|取|调|查)|(?<!从)哪(?:儿|里)?来的|(?:靠|凭|看)(?:什么|啥)(?:数据|材料)?定"),
        re.compile(r"来源|依据"),
    ),
    (
        re.compile(r"(?:怎么|咋|如何)(?:个)?(?:扣|打|加|计|算|评|给|得)(?:分)?法?"),
        re.compile(r"(?:评分|扣分|计分|打分|评价|考核)?(?:办法|标准|要点|细则|方法|规则)$"),
    ),
)
"""Which column a question word asks for by its class, where only one is of it."""
_EACH = re.compile(r"各|分别")
SCORE = re.compile(r"分$|分[数值]$")
_RATE = re.compile(r"率$|比例$|占比$|比重$")
LONGEST = 30  # characters of a cell that names its row
_PHRASES = re.compile(r"[;。]")
_LOOSE = re.compile(rf"吃重|要紧|[打评]分表|(?:多少|几)(?:{frames.MEASURES})?")  # words that the tokenizer takes apart
_WHICH = re.compile(r"哪(?:一?[个家项]|些|几[个家项])(?P<noun>单位|部门|机关|街道|社区|支部|项目|[局委办镇乡县区市])")
_ROWS = re.compile(rf"[这那]?(?P<count>\d+|{frames.NUMERAL})(?:家|个|项|条|类)(?!百分点)")
_MONEY = re.compile(r"(?:批|拨|给|花|投|用|安排)?的?(?:钱|资金|经费|款)|(?<=多少)[万元]+")
BESIDE = 8  # characters between a header's words and the question word that asks for it
_FRAME = re.compile(
    r"(?![加扣减]分)(?:加(?:起来|到|在)?|起来|一块儿?|一起|一共|总共|合计|总和|相差|分别|各自?|总计|[打评]分表|[下附]?[列表](?:格)?|里面|场次|人次|举办|开展|"
    r"分数|分值|得分|多少|百分之几|时间|时长|数量|[人个次件]数|吃重|要紧|得到|拿到|查|下来|今年|去年|年度|"
    r"[这那该一]一?[项块条]|啥|谁家?|哪[一些几]?|[是有为得达比跟和与同及的了呢吗吧呀啊几最多少高低大小长短早晚重轻分里中上内差占打干做办考拿批钱拨花万元一个家项条门样])+"
)
"""Words of a question about a table that name neither a row nor a column."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its place in the document and its cells, as they stand."""

    span: Span
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document: the header's cells and the rows below it; a closing row of totals is kept apart."""

    book: Book
    span: Span
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """What of a table a question names: rows and columns in its order, and the words left over.

    ``called`` are the cells by which it names the rows; ``unclear`` says that words of it fit several
    rows or columns, ``office`` is a named body that has no row.
    """

    table: Table
    rows: tuple[Row, ...]
    called: tuple[str, ...]
    columns: tuple[int, ...]
    rest: tuple[str, ...]
    unclear: bool = False
    office: str = ""


_POINTS = re.compile("[加扣减]分")  # what is done to points is no frame of a question for them


def without_rule(text: str) -> str:
    """Return folded `text` without what asks for the column of rules (怎么扣分), which is no question for a manner at large."""
    return _BY_CLASS[-1][0].sub(" ", text)


def find_tables(book: Book) -> list[Table]:
    """Return the tables of a document that have a header and at least two rows of as many cells."""
    text = book.document.text
    found: list[Table] = []
    for section in book.document.sections:
        if section.kind != "table":
            continue
        rows = [Row(span, tuple(_CELLS.split(span.of(text).strip(" |\t")))) for span in _lines(text, section.span)]
        rows = [row for row in rows if len(row.cells) > 1 and not _RULE.match(row.span.of(text))]
        if len(rows) < 3:
            continue
        width = len(rows[0].cells)
        body = [row for row in rows[1:] if len(row.cells) == width]
        totals = tuple(row for row in body if any(_TOTAL.match(fold(cell)) for cell in row.cells[:2]))
        kept = tuple(row for row in body if row not in totals)
        if len(kept) >= 2:
            found.append(Table(book, section.span, rows[0].cells, kept, totals))
    return found


def _lines(text: str, span: Span) -> list[Span]:
    return [
        Span(span.start + m.start(), span.start + m.end()) for m in re.finditer(r"[^\n]+", text[span.start : span.end])
    ]


def header(table: Table, column: int) -> tuple[str, str]:
    """Return the folded name of a column and the unit that stands in brackets after it: 志愿服务（小时）."""
    hit = MEASURED.match(fold(table.header[column]).strip())
    return (hit["name"], hit["unit"] or "") if hit else ("", "")


def find_figure(cell: str) -> re.Match[str] | None:
    """Return the number and the measure of a cell that is nothing else (25分, 100%, 486), or None."""
    return _MEASURED_FIGURE.fullmatch(fold(cell).strip())


def is_figures(table: Table, column: int) -> bool:
    """Say whether a column holds figures of one measure alone, and is not the one that counts the rows."""
    cells = [row.cells[column] for row in table.rows]
    units = {hit["unit"] if (hit := find_figure(cell)) else None for cell in cells}
    return None not in units and len(units) == 1 and cells != [str(n) for n in range(1, len(cells) + 1)]


def naming_column(table: Table) -> int | None:
    """Return the first column of words of which no two are alike: it names the rows."""
    for column in range(len(table.header)):
        cells = [row.cells[column] for row in table.rows]
        if _is_words(table, column) and len(set(cells)) == len(cells):
            return column
    return None


def _is_words(table: Table, column: int) -> bool:
    cells = [fold(row.cells[column]) for row in table.rows]
    return not any(_NUMBER.match(cell) or len(cell) > LONGEST or _PHRASES.search(cell) for cell in cells)


def read(question: Question, table: Table, *, years: Sequence[int] = ()) -> Named:
    """Return what of `table` the question names; `years` are those it is of, which a column of a year answers."""
    text = question.text
    cells = {fold(cell) for row in table.rows for cell in row.cells}
    for place in question.places:
        if place.surface in cells:  # rows of towns or districts are told apart by it
            continue
        text = _blank(text, [(at.start(), at.end()) for at in re.finditer(re.escape(place.surface), text)])
    text = re.sub(r"(?<!\d)(?:19|20)\d{2}年?", lambda hit: " " * len(hit.group()), text)
    rows, called, taken, doubtful = _rows(text, table)
    office = next((body for body in question.bodies if _is_missing(body, question.text, taken)), "")
    left = _blank(text, taken)
    columns, of_columns, vague = _columns(left, table)
    columns = tuple(sorted({*columns, *of_years(years, table)}))
    left = _WHICH.sub(lambda hit: _without_class(hit, table), _blank(left, of_columns))
    left = _LOOSE.sub(
        " ", _ROWS.sub(lambda hit: "" if read_number(hit["count"]) == len(table.rows) else hit.group(), left)
    )
    figured = tuple(column for column in columns if is_figures(table, column))
    if figured and (named := naming_column(table)) in columns:
        columns = tuple(column for column in columns if column != named)  # 8家单位有多少党员 asks for the second
    around = f"{about(table.book)} {above(table)}"
    words = dict.fromkeys((*_words(left), *_POINTS.findall(left)))
    rest = tuple(word for word in words if not meets(word, around) and word != office)
    if office and (meets(office, around) or stands_in(office, title_block(table.book))):
        office = ""
    return Named(table, rows, called, columns, rest, doubtful or vague, office)


def of_years(years: Sequence[int], table: Table) -> tuple[int, ...]:
    """Return the columns of the asked years where the columns are years (2024年 | 2025年 | 2026年目标)."""
    stated = {at: re.findall(r"20\d\d", header(table, at)[0]) for at in range(len(table.header))}
    stated = {at: found for at, found in stated.items() if found}
    return tuple(at for at, found in stated.items() if len(stated) > 1 and set(map(int, found)) & set(years))


def is_over_years(table: Table) -> bool:
    """Say whether the columns of a table are years."""
    return sum(re.search(r"20\d\d", header(table, at)[0]) is not None for at in range(len(table.header))) > 1


def _without_class(hit: re.Match[str], table: Table) -> str:
    """Return the words after 哪个 that are not what the table's rows are: none of 哪个局 where they are bureaus."""
    column = naming_column(table)
    noun = hit["noun"]
    if column is None:
        return noun
    rows = sum(fold(row.cells[column]).endswith(noun) for row in table.rows)
    return "" if noun in header(table, column)[0] or rows * 2 >= len(table.rows) else noun


def _is_missing(body: str, text: str, taken: list[tuple[int, int]]) -> bool:
    at = text.find(body)
    return at >= 0 and not any(start < at + len(body) and at < end for start, end in taken)


def is_of_its_year(question: Question, table: Table) -> bool:
    """Say whether the years that the question names are those of the table: in its title, its lead, or on the card."""
    card = table.book.document.card
    around = f"{table.book.title} {above(table)} {fold(' '.join(table.header))}"
    stated: set[int | None] = {int(year) for year in re.findall(r"(?:19|20)\d{2}", around)} or {card.year}
    return all(year in stated for year in question.years)


def above(table: Table) -> str:
    """Return the folded headings above a table and the line that leads to it."""
    document, folded = table.book.document, table.book.folded
    section = next(s for s in document.sections if s.span == table.span and s.kind == "table")
    lead = folded[: table.span.start].rstrip().rsplit("\n", 1)[-1]
    return f"{table.book.headings.get(section.index, '')} {lead}"


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _words(text: str) -> list[str]:
    dull = load_words("stopwords") | load_words("lightwords")
    words = [word for piece in re.split(r"[^\u3400-\u9fffa-z\d.%]+", text) if piece for word, _ in tokenize(piece)]
    return [word for word in words if word not in dull and not _FRAME.fullmatch(word)]


def _rows(text: str, table: Table) -> tuple[tuple[Row, ...], tuple[str, ...], list[tuple[int, int]], bool]:
    """Return the rows that folded `text` names, by which cells and where, and whether some words name several."""
    hits: list[tuple[int, int, Row, str]] = []
    for column in range(len(table.header)):
        if not _is_words(table, column):
            continue
        for row in (*table.rows, *table.totals):
            at = _named_at(text, fold(row.cells[column]))
            if at is not None:
                hits.append((*at, row, row.cells[column]))
    hits.sort(key=lambda hit: (hit[0] - hit[1], hit[0]))
    kept: list[tuple[int, int, Row, str]] = []
    doubtful = False
    for start, end, row, cell in hits:
        beside = [hit for hit in kept if hit[0] < end and start < hit[1]]
        if not beside:
            kept.append((start, end, row, cell))
        elif any((start, end) == hit[:2] and row is not hit[2] for hit in beside):
            doubtful = True
        doubtful = doubtful or _is_within_another(table, row, cell)
    kept.sort(key=lambda hit: hit[0])
    called: dict[Row, str] = {}
    for *_, row, cell in kept:
        called.setdefault(row, cell)
    return tuple(called), tuple(called.values()), [(start, end) for start, end, *_ in kept], doubtful


def _is_within_another(table: Table, row: Row, cell: str) -> bool:
    """Say whether another row's cell holds the one that names a row (县委组织部、县委宣传部): both are meant."""
    column = row.cells.index(cell)
    core = _PLACED.sub("", fold(cell))
    return any(core in fold(other.cells[column]) for other in table.rows if other is not row)


def _named_at(text: str, cell: str) -> tuple[int, int] | None:
    """Return where `text` names a cell: in its words, without the 市 before it, or in a short form of a body's name.

    A short form may be one half of it (规划局 for 自然资源和规划局), its words in quotes, or leave characters out.
    """
    core = _PLACED.sub("", cell)
    office = _OF_OFFICE.match(core)
    first, _, last = core.partition("和")
    halves = (f"{first}{core[-1]}", last) if last and core[-1] in _OFFICE else ()
    quoted = _QUOTED.findall(cell)
    measured = MEASURED.match(cell)
    if measured and measured["unit"]:  # 党费收缴(元): the row has its measure beside its name
        core = measured["name"]
    for form in dict.fromkeys((cell, core, office.group() if office else "", *halves, *quoted)):
        if len(form) >= 2 and (at := text.find(form)) >= 0:
            return at, at + len(form)
    name = office.group() if office and core not in text else core
    if len(name) < 4 or name[-1] not in _OFFICE:
        return None
    hit = _short_form(name).search(text)
    return hit.span() if hit and len(hit.group()) > 2 else None


@lru_cache(maxsize=512)
def _short_form(name: str) -> re.Pattern[str]:
    return re.compile(name[0] + "".join(f"{re.escape(char)}?" for char in name[1:-1]) + name[-1])


def _columns(text: str, table: Table) -> tuple[tuple[int, ...], list[tuple[int, int]], bool]:
    """Return the columns that `text` names or asks for by their measure, where it does, and whether that is unclear."""
    names = [header(table, column) for column in range(len(table.header))]
    found: list[tuple[int, int, int]] = []
    for column in sorted(range(len(names)), key=lambda at: -len(names[at][0])):
        name = names[column][0]
        for hit in re.finditer(re.escape(name), text) if len(name) > 1 else ():
            if not any(start < hit.end() and hit.start() < end for start, end, _ in found):
                found.append((*hit.span(), column))
                break
    unclear = False
    for asking in _ASKING.finditer(text):
        clause = max(text.rfind(mark, 0, asking.start()) for mark in ",;。?") + 1
        lead = max(clause, asking.start() - BESIDE)
        if any(lead <= start < asking.start() or 0 <= start - asking.end() <= 2 for start, *_ in found):
            continue
        measured, end = _measured(text, asking.end(), names)
        if measured is not None:
            found.append((asking.start(), end, measured))
    for asked, of_class in _BY_CLASS:
        fitting = [at for at in range(len(names)) if of_class.search(names[at][0]) and at != naming_column(table)]
        put = asked.search(text)
        if put is not None and len(fitting) == 1 and fitting[0] not in {at for *_, at in found}:
            found.append((*put.span(), fitting[0]))
    sums = [at for at, (_, unit) in enumerate(names) if unit.endswith("元")]
    if (paid := _MONEY.search(text)) is not None and len(sums) == 1 and sums[0] not in {at for *_, at in found}:
        found.append((*paid.span(), sums[0]))  # 哪个批的钱最多 asks for the one column of money
    if not found or _EACH.search(text):
        more, unclear = _in_part(_blank(text, [(start, end) for start, end, _ in found]), names)
        found += more
    found.sort()
    columns = tuple(dict.fromkeys(column for *_, column in found))
    return columns, [(start, end) for start, end, _ in found], unclear


def _measured(text: str, at: int, names: list[tuple[str, str]]) -> tuple[int | None, int]:
    """Return the one column whose measure stands at `at` (几小时, 几分, 百分之几), and where it ends there."""
    fitting: list[tuple[int, int]] = []
    for column, (name, unit) in enumerate(names):
        if unit and text.startswith(unit, at):
            fitting.append((column, at + len(unit)))
        elif text.startswith("分", at) and not text.startswith("分之", at) and SCORE.search(name):
            fitting.append((column, at + 1))
        elif text[:at].endswith(("百分之几", "百分之多")) and _RATE.search(name):
            fitting.append((column, at))
    return fitting[0] if len(fitting) == 1 else (None, at)


def _in_part(text: str, names: list[tuple[str, str]]) -> tuple[list[tuple[int, int, int]], bool]:
    """Return the column of whose name the text has the beginning or the end (完成率 for 整改完成率); two are unclear."""
    hits: list[tuple[int, int, int, int]] = []
    for column, (name, _) in enumerate(names):
        sizes = range(len(name) - 1, 1, -1)
        part = next((p for n in sizes for p in (name[-n:], name[:n]) if p in text), None)
        if part is not None:
            hits.append((len(part), text.find(part), text.find(part) + len(part), column))
    best = max((size for size, *_ in hits), default=0)
    kept = [(start, end, column) for size, start, end, column in hits if size == best]
    return (kept, False) if len(kept) <= 1 else ([], True)
