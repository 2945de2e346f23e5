"""Which rows of a table a question points at: by words of their cells, in part (公路段 for 县公路段党支部), that tell them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.grid import Row, Table, naming_column
from assistant.folding import fold
from assistant.question.words import load_words

LONGEST = 24  # characters that are looked for in one piece
FEWEST = 2  # characters that only one row has and a question must, to mean it without a word of it
SURE = 4  # characters of a piece that outweighs one of two
_TIMED = re.compile(r"\d|[上下中]午|[早晚]上")
_SAID = re.compile(r"[\u3400-\u9fffa-z\d:.%“”]+")
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(r"(?:总|累计)?(?:[次人件场个户]数|数量|总数|数)?(?:[(][^()]{1,4}[)])?$")
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the question that the table has: where it stands, and in which rows and columns; in none when above it."""

    start: int
    end: int
    cells: tuple[tuple[int, int], ...] = ()
    column: int | None = None

    @property
    def rows(self) -> frozenset[int]:
        """The rows that hold it."""
        return frozenset(row for row, _ in self.cells)


@dataclass(frozen=True, slots=True)
class Pointed:
    """The rows that a question points at, the columns by which, and every piece of it that the table or its title has."""

    rows: tuple[Row, ...]
    columns: frozenset[int]
    pieces: tuple[Piece, ...]


def find_pieces(text: str, table: Table, around: str) -> list[Piece]:
    """Return the stretches of folded `text` that title, header or cells have, longest first, none over another.

    What the title has as well tells no row from another.
    """
    header = [fold(cell) for cell in table.header]
    rows = [[fold(cell) for cell in row.cells] for row in table.rows]
    everything = "|".join((around, *header, *(cell for row in rows for cell in row)))
    found: list[Piece] = []
    hits = [(end - start, start, end) for start, end in _held(text, everything)]
    for _, start, end in sorted(hits, key=lambda hit: (-hit[0], hit[1])):
        if any(piece.start < end and start < piece.end for piece in found):
            continue
        said = text[start:end]
        column = next((at for at, cell in enumerate(header) if said in cell), None)
        if said in around:
            found.append(Piece(start, end, column=column))
            continue
        cells = tuple((r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if _holds(cell, said))
        if column is not None or cells:
            found.append(Piece(start, end, cells, column))
    return found


def _held(text: str, everything: str) -> Iterator[tuple[int, int]]:
    """Yield where stretches of two characters or more of `text` stand that `everything` has."""
    for run in _SAID.finditer(text):
        for start in range(run.start(), run.end() - 1):
            for end in range(start + 2, min(start + LONGEST, run.end()) + 1):
                if text[start:end] not in everything:
                    break
                yield start, end


def _holds(cell: str, said: str) -> bool:
    """Say whether a cell holds a piece; one of two characters must be words of it, none that says nothing."""
    if said not in cell:
        return False
    if len(said) > 2:
        return True
    return said not in _dull() and any(
        at in _bounds(cell) and at + 2 in _bounds(cell) for at in range(len(cell) - 1) if cell.startswith(said, at)
    )


@lru_cache(maxsize=1)
def _dull() -> frozenset[str]:
    return load_words("stopwords")


@lru_cache(maxsize=4096)
def _bounds(cell: str) -> frozenset[int]:
    """Return where the words of a cell begin and end."""
    from rjieba import cut_for_search

    bounds = {0, len(cell)}
    for word in cut_for_search(cell, False):  # its words, and the words within them
        bounds |= {end for hit in re.finditer(re.escape(word), cell) for end in hit.span()}
    return frozenset(bounds)


def point(text: str, table: Table, pieces: list[Piece], *, asked: str = "") -> Pointed | None:
    """Return the rows that all telling pieces have in common; None when there is none or they are of different rows.

    A short one that is of another row counts as a word that the table does not have. ``text`` may lack the question words
    that ``asked`` has.
    """
    every = frozenset(range(len(table.rows)))
    left, columns, longest = every, set[int](), 0
    strange = set[Piece]()
    naming = naming_column(table)
    for piece in sorted(pieces, key=lambda p: p.start - p.end):
        rows = piece.rows
        if not rows or rows == every or (piece.column is not None and len(rows) > 1):
            continue
        if not rows & left:
            if piece.end - piece.start == 2 and longest >= SURE and not _TIMED.match(text[piece.start : piece.end]):
                strange.add(piece)
                continue  # 研究流动党员管理的课题, beside a row of another 研究
            return None
        longest = max(longest, piece.end - piece.start)
        if left <= rows:
            continue  # 支部 of a row that is told by more
        left &= rows
        by = {column for row, column in piece.cells if row in left}
        columns |= by & {naming} or by  # 档案 names 档案整理, whose place is 市档案馆
    if left == every and (called := _called(text, table, asked)) is not None:
        left, columns = frozenset({called}), {naming} if naming is not None else set()
    if left == every:
        return None
    left = _spelled_out(text, table, left)
    chosen = tuple(table.rows[at] for at in sorted(left))
    held = [fold(" ".join(row.cells)) for row in chosen]
    if any(ordinal not in one for one in held for ordinal in _ORDINAL.findall(text) if _is_of_rows(ordinal, table)):
        return None
    return Pointed(chosen, frozenset(columns), tuple(piece for piece in pieces if piece not in strange))


def _called(text: str, table: Table, asked: str) -> int | None:
    """Return the one row whose name, without the measure that the question asks for (走亲次数: 走亲几次), the question has.

    The title may have it too.
    """
    naming = naming_column(table)
    names = [fold(row.cells[naming]) for row in table.rows] if naming is not None else []
    held = [
        at
        for at, name in enumerate(names)
        if (hit := _COUNTED.search(name)) and len(core := name[: hit.start()]) > 1 and core in text
        and any(re.search(f"(?:多少|几){measure}", asked) for measure in re.findall(r"[次人件场个户]", hit.group()))
    ]  # fmt: skip
    return held[0] if len(held) == 1 else None


def _spelled_out(text: str, table: Table, left: frozenset[int]) -> frozenset[int]:
    """Return the one of several rows whose name the question has in full, with words between (讲一次党课 for 讲党课); else all."""
    naming = naming_column(table)
    if len(left) < 2 or naming is None:
        return left
    names = {at: fold(table.rows[at].cells[naming]) for at in left}
    whole = [at for at, name in names.items() if re.search(".{0,3}?".join(map(re.escape, name)), text)]
    return frozenset(whole) if len(whole) == 1 else left


def _is_of_rows(ordinal: str, table: Table) -> bool:
    """Say whether rows are told apart by ordinals (县税务局第一党支部), so that another one is another row."""
    return any(_ORDINAL.search(fold(cell)) for row in table.rows for cell in row.cells)


def tells_apart(text: str, table: Table, row: Row, around: str, besides: int) -> bool:
    """Say whether two characters of folded `text` stand in the words of one row alone (献一回血 tells 无偿献血).

    Neither header nor `around` has them, and the cell `besides`, whose figure is held against the question, does not count.
    """
    every = frozenset(fold(" ".join((around, *table.header))))

    def own(of: Row) -> frozenset[str]:
        cells = [fold(cell) for at, cell in enumerate(of.cells) if at != besides]
        return frozenset(
            char for cell in cells if not _DIGIT.search(cell) for char in cell if "\u3400" <= char <= "\u9fff"
        )

    others = frozenset(char for other in table.rows if other is not row for char in own(other))
    return len((own(row) & frozenset(text)) - every - others) >= FEWEST
