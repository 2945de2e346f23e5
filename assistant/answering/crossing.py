"""The cell where the row that a question points at meets the column it asks for; several of them when it asks for several."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering import grid, ruled
from assistant.answering.cells import meant_years
from assistant.answering.columns import EMPTY, HALVES, Ask, asked_columns, find_asks, is_in_half, is_said_of
from assistant.answering.grid import Row, Table, find_tables, header, is_of_its_year
from assistant.answering.pointed import Piece, Pointed, find_pieces, point
from assistant.answering.told import row_unit, told_cells, told_rows
from assistant.deciding import passes_locks
from assistant.described import about, meets, title_block
from assistant.draft import Draft
from assistant.finding import Finder
from assistant.folding import fold
from assistant.quantities import compatible
from assistant.question import frames
from assistant.question.bodies import stands_in
from assistant.question.model import Question
from assistant.question.terms import tokenize
from assistant.question.words import load_words
from assistant.scoping import Scope

READ = 12  # sentences, best first, among which a row is looked for that the reader
TRUST_LEAST, RANK_LEAST = 0.7, 0.3  # trusts so far, and ranks so high
KINDS = frozenset({"fact", "list", "explain", "outline", "compute", "card", "compare"})
_OTHERWISE = re.compile(
    r"没|无|未|除|非|(?<!是)不(?!是)|怎么|如何|为什么|为啥|为何|咋|吗|是不是|有没有|能不能|最(?!多(?!的|[?,]|$))|比.{1,12}[多少高低]|相差|差多少"
)
_SHOWN = re.compile(
    r"[这那该](?:一)?(?:[个项堂节门场次家位件块条期档桩份摊种天]子?)?(?:[课事活](?:儿|情)?|单位|支部|项目|任务|工作|课程|会|岗位?|人|同志|老师)?"
)
"""What points back at the row that was named before it (那堂课, 这摊子)."""
_SEVERAL = re.compile(r"哪(?:些|几)|都(?:有|是)?(?:些)?(?:谁|哪|什么|啥)|有(?:谁|哪)|分别")
_QUOTED = re.compile(r"“([^”]{2,20})”")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the asked cells of the one row meant, from the one table that has them; None in doubt."""
    if question.kind not in KINDS or question.section is not None:
        return None
    drafts = []
    for book in finder.books(scope):
        for table in find_tables(book):
            if is_of_its_year(question, table) and (found := _cross(question, scope, table, finder)):
                drafts.append(found)
    return drafts[0] if len(drafts) == 1 else None


def _cross(question: Question, scope: Scope, table: Table, finder: Finder) -> Draft | None:
    text, asks = bare(question, table), find_asks(question.text)
    if not asks:
        return None
    blank = blank_asks(text)
    around = f"{about(table.book)} {title_block(table.book)} {grid.above(table)}"
    pieces = [piece for piece in find_pieces(blank, table, around) if not _is_done_of_it(piece, blank, asks)]
    pointed = point(blank, table, pieces, asked=text)
    pointed = _of_its_half(pointed, blank) if pointed else None
    if pointed is None or (len(pointed.rows) != 1 and not _wants_several(question, asks, pointed)):
        return None
    row = pointed.rows[0]
    if _OTHERWISE.search(_without(pointed, blank)):
        return None
    columns = _columns(asks, text, table, row, pointed)
    if of_year := grid.of_years(question.years or meant_years(question, scope, table), table):
        fits = len(asks) == 1 and asks[0].kind == "measure" and _is_measured(asks[0], table, row, of_year)
        columns = [of_year] if fits else []
    if len(asks) == 1 and ruled.states_measure(asks[0], row, pointed) and not set(sum(columns, ())) & pointed.columns:
        held = is_of_it(question, scope, row, around)
        return ruled.answer(asks[0], table, row, pointed, blank) if held else None
    if (
        not columns
        or (left := _unsaid(asks, columns, blank, table, row, pointed, around)) is None
        or (left and not _is_trusted(question, scope, row, finder))
        or not is_of_it(question, scope, row, around)
    ):
        return None
    if len(pointed.rows) > 1:
        return told_rows(table, pointed.rows, columns[0][0])
    if frames.SEVERAL_PERSONS.search(question.text) and not any("、" in row.cells[own[0]] for own in columns):
        return None  # one name is not all of them
    cells = tuple(dict.fromkeys(column for group in columns for column in group))
    return told_cells(table, row, cells, called=row.cells[min(pointed.columns)], units=[ask.unit for ask in asks])


def _is_done_of_it(piece: Piece, text: str, asks: list[Ask]) -> bool:
    """Say whether a verb that only the title has stands beside a question word: it is what is asked (谁推荐的), not a title."""
    titled = not piece.cells and piece.column is None
    beside = any(0 <= piece.start - ask.end <= 1 or 0 <= ask.start - piece.end <= 1 for ask in asks)
    return titled and beside and piece.end - piece.start == 2 and _is_verb(text[piece.start : piece.end])


def _is_measured(ask: Ask, table: Table, row: Row, columns: tuple[int, ...]) -> bool:
    """Say whether a row over years is of the asked measure, which stands beside its name (党课进村(次)) or in its cells."""
    unit = next((unit for column in columns if (unit := row_unit(table, row, column))), "")
    asked = "元" if ask.unit == "钱" else ask.unit
    return not asked or unit.endswith(asked) or (bool(unit) and compatible(asked, unit))


def _of_its_half(pointed: Pointed, text: str) -> Pointed:
    """Return what is pointed at, of several rows those in the half of the day that is named."""
    halves = [word for word in HALVES if word in text]
    rows = tuple(row for row in pointed.rows if all(is_in_half(word, " ".join(row.cells)) for word in halves))
    return replace(pointed, rows=rows) if rows and len(pointed.rows) > 1 else pointed


def blank_asks(text: str) -> str:
    """Return folded `text` with blanks for its question words."""
    for ask in find_asks(text):
        text = text[: ask.start] + " " * (ask.end - ask.start) + text[ask.end :]
    return text


def left_over(blank: str, pointed: Pointed) -> list[str]:
    """Return the words of two characters or more that are neither of the table nor empty."""
    left = _SHOWN.sub("\n", _without(pointed, blank))
    return _full(_words(left))


def _wants_several(question: Question, asks: list[Ask], pointed: Pointed) -> bool:
    """Say whether all rows of what the question names are asked for, as many as it says."""
    several = _SEVERAL.search(question.text)
    return several is not None and len(asks) == 1 and question.count in {None, len(pointed.rows)}


def bare(question: Question, table: Table) -> str:
    """Return the folded question with blanks for its places and years, unless rows are told apart by them."""
    lead, mark, asked = question.text.rpartition(":")
    text = " " * len(lead + mark) + asked if find_asks(asked) and not find_asks(lead) else question.text  # 汇报要个数:…
    cells = {fold(cell) for row in table.rows for cell in row.cells}
    for place in question.places:
        if place.surface not in cells:
            text = text.replace(place.surface, " " * len(place.surface))
    if grid.is_over_years(table):  # which year is meant tells the column
        text = re.sub("[前去今]年", "  ", text)
    text = re.sub("头一(?=[批次届期])", " 首", re.sub(r"(?<=月)(\d{1,2})号", r"\1日", text))
    return re.sub(r"(?<!\d)(?:(?:19|20)\d{2}|\d{2}(?=年))年?(?!\d?月)", lambda hit: " " * len(hit.group()), text)


def _columns(asks: list[Ask], text: str, table: Table, row: Row, pointed: Pointed) -> list[tuple[int, ...]]:
    """Return for each question word the columns that it asks for; empty when one of them asks for none."""
    found: list[tuple[int, ...]] = []
    for at, ask in enumerate(asks):
        own = asked_columns(ask, table, row, _near(asks, at, text, pointed), pointed.columns)
        if not own:
            return []
        found.append(own)
    return found


def _near(asks: list[Ask], at: int, text: str, pointed: Pointed) -> str:
    """Return the words beside a question word: from what names the row, a mark or the question word before it, to the next."""
    start, end = _bounds(asks, at, text, pointed)
    return f"{text[start : asks[at].start]} {text[asks[at].end : end]}"


def _bounds(asks: list[Ask], at: int, text: str, pointed: Pointed) -> tuple[int, int]:
    ask = asks[at]
    naming = [piece for piece in pointed.pieces if piece.column is None and len(piece.rows) <= len(pointed.rows)]
    before = [asks[at - 1].end] if at else [0]
    before += [hit.end() for hit in re.finditer(r"[,;。?、]", text) if hit.end() <= ask.start]
    before += [piece.end for piece in naming if piece.end <= ask.start]
    if any(piece.rows for piece in naming):
        before += [hit.end() for hit in _SHOWN.finditer(text) if hit.end() <= ask.start]
    after = [asks[at + 1].start] if at + 1 < len(asks) else [len(text)]
    after += [hit.start() for hit in re.finditer(r"[,;。?、]", text) if hit.start() >= ask.end]
    after += [piece.start for piece in naming if piece.start >= ask.end]
    return max(before), min(after)


def _unsaid(
    asks: list[Ask], columns: list[tuple[int, ...]], blank: str, table: Table, row: Row, pointed: Pointed, around: str
) -> list[str] | None:
    """Return the words that neither row nor columns have, None when one of them tells what is done in another column.

    What the table is found in is none (班里, of a table of the class).
    """
    left = outside = _described(pointed, _without(pointed, blank))
    called = " ".join(fold(row.cells[column]) for column in pointed.columns)
    halves = {word for word in HALVES if is_in_half(word, " ".join(row.cells))}
    spare: list[str] = []
    for at, (ask, own) in enumerate(zip(asks, columns, strict=True)):
        start, end = _bounds(asks, at, blank, pointed)
        said = (*own, *pointed.columns) if ask.kind in {"which", "what"} else own  # 某人负责哪一块 is of both columns
        names = [(header(table, column)[0], f"{fold(row.cells[column])} {called}") for column in said]
        before, after = _words(left[start : ask.start]), _words(left[ask.end : end])
        strange = {
            word
            for word in (*before, *after)
            if word not in halves and not any(is_said_of(word, *name) for name in names)
        }
        doing = [word for word in before if not EMPTY.fullmatch(word)][-1:]  # 花 in 花了多少钱
        if strange.intersection(doing + after):
            return None
        spare += [word for word in before if word in strange]
        outside = outside[:start] + " " * (end - start) + outside[end:]
    every = [(header(table, column)[0], fold(row.cells[column])) for own in columns for column in own]
    return [
        word
        for word in _full([*spare, *_words(outside)])
        if word not in halves
        and not _LEADING.match(word)
        and not (_WITHIN.search(word) and word[:-1] in around)
        and not any(is_said_of(word, *name) for name in every)
    ]


def _is_trusted(question: Question, scope: Scope, row: Row, finder: Finder) -> bool:
    """Say whether the reader holds a row for what is meant, though the question has words of its own for it (校门口堵车)."""
    return any(
        candidate.is_row
        and row.span.overlaps(candidate.sentence.span)
        and (candidate.trust or 0.0) >= TRUST_LEAST
        and (candidate.rank or 0.0) >= RANK_LEAST
        and passes_locks(question, scope, candidate)
        for candidate in finder.candidates(question, scope)[:READ]
    )


def _described(pointed: Pointed, left: str) -> str:
    """Return `left` without what points back at the row, and without what is done to it then (研究…的课题, 参观…那课)."""
    shown = _SHOWN.sub(lambda hit: "\n" * len(hit.group()), left)
    headed = {piece.start for piece in pointed.pieces if piece.column is not None}
    for piece in pointed.pieces:
        end = piece.end + left.startswith("的", piece.end)
        if piece.rows and (end in headed or (shown.startswith("\n", end) and not left.startswith("\n", end))):
            doing = _words(re.split(r"[^\u3400-\u9fff]", shown[: piece.start])[-1])[-1:]
            if doing and _is_verb(doing[0]):
                start = piece.start - len(doing[0])
                shown = shown[:start] + "\n" * len(doing[0]) + shown[piece.start :]
    return shown


def _is_verb(word: str) -> bool:
    return all(tag[:1] == "v" for _, tag in tokenize(word))


def _full(words: list[str]) -> list[str]:
    return [word for word in words if len(word) > 1 and word not in _dull() and not EMPTY.fullmatch(word)]


def _without(pointed: Pointed, text: str) -> str:
    """Return `text` with line ends for all that the table has of it."""
    for piece in pointed.pieces:
        text = text[: piece.start] + "\n" * (piece.end - piece.start) + text[piece.end :]
    return text


_LEADING = re.compile(r"[上到去来进下回][台场堂面前班]$")  # 上台讲几分钟: the way to what is done
_WITHIN = re.compile(r"[里上中内]$")


def _words(text: str) -> list[str]:
    return [word for run in re.split(r"[^\u3400-\u9fffa-z\d.%]+", text) if run for word, _ in tokenize(run)]


def _dull() -> frozenset[str]:
    return load_words("stopwords") | load_words("lightwords")


def is_of_it(question: Question, scope: Scope, row: Row, around: str) -> bool:
    """Say whether the places, bodies, titles and quoted names of the question are the row's or the document's."""
    held = f"{around} {fold(' '.join(row.cells))}"
    quoted = _QUOTED.findall(question.text)
    return (
        all(name in held for name in scope.wanted)
        and all(stands_in(body, held) or meets(body, held) for body in question.bodies)
        and all(meets(name, held) for name in quoted)
        and (scope.named or all(meets(title, around) for title in question.titles))
    )
