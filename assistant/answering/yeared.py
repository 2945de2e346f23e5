"""A row of a table whose columns are years: what they make together (三年一共几次), and the year that is most or least."""

from __future__ import annotations

import re

from assistant.answering.compute import plain
from assistant.answering.grid import FIGURE, MEASURED, Row, Table, find_tables
from assistant.deciding import passes_locks
from assistant.draft import Draft, Quote, Statement
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question.model import Question
from assistant.question.operation import TOGETHER
from assistant.question.terms import match, tokenize
from assistant.scoping import Scope
from assistant.wording import label, say

READ = 12  # sentences, best first, that may be the row
MET_LEAST = 0.6  # how well each word of the row's name must stand in the question
FEWEST = 3  # years; what two make or how they differ is told elsewhere
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年?")
_WHICH = re.compile(r"哪一?年[^,。?]{0,16}?最?(?P<how>[多少高低长短大小])(?:一?些|点)?(?=的?[?,。]|$)")
_ALL = re.compile(r"[这前近后]*(?P<count>[三四五])年|[这历]几?年|(?:19|20)\d{2}年?(?:到|至|—|-|~)")
_COUNTS = {"三": 3, "四": 4, "五": 5}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the sum or the extreme of the one row that the question names; None when it names none or several."""
    which, spanned = _WHICH.search(question.text), _ALL.search(question.text)
    if question.language == "en" or not (which or (spanned and TOGETHER.search(question.text))):
        return None
    found: list[tuple[Table, Row]] = []
    for candidate in finder.candidates(question, scope)[:READ]:
        if not candidate.is_row or not passes_locks(question, scope, candidate):
            continue
        for table in find_tables(candidate.book):
            row = next((row for row in table.rows if row.span.overlaps(candidate.sentence.span)), None)
            if row is not None and _is_named(question, row):
                found.append((table, row))
    count = _COUNTS.get((spanned and spanned["count"]) or "", 0)
    return _draft(question, *found[0], which, count) if len(found) == 1 else None


def _is_named(question: Question, row: Row) -> bool:
    """Say whether each word of the row's name stands in the question."""
    hit = MEASURED.match(fold(row.cells[0]).strip())
    words = [word for word, _ in tokenize(hit["name"]) if len(word) > 1] if hit else []
    return bool(words) and all(match(word, question.text) >= MET_LEAST for word in words)


def _draft(question: Question, table: Table, row: Row, which: re.Match[str] | None, count: int) -> Draft | None:
    measured, told = MEASURED.match(fold(row.cells[0]).strip()), []
    for head, cell in zip(table.header, row.cells, strict=True):
        year, figure = _YEAR.fullmatch(fold(head).strip()), FIGURE.fullmatch(fold(cell).strip())
        if year and figure:
            told.append((year["year"], float(figure["number"]), figure["unit"]))
    if len(told) < FEWEST or (count and len(told) != count):
        return None
    document = table.book.document
    quotes = (Quote(document, row.span),)
    unit = told[0][2] or (measured["unit"] if measured and measured["unit"] else "")
    values = [value for _, value, _ in told]
    if which is not None:
        best = (max if which["how"] in "多高长大" else min)(values)
        if values.count(best) != 1:
            return None
        short = f"{told[values.index(best)][0]}年"
        said = f"**{short}**（{plain(best)}{unit}）；" + "、".join(
            f"{year}年{plain(value)}{unit}" for year, value, _ in told
        )
    elif unit == "%":
        return None
    else:
        short = f"{plain(sum(values))}{unit}"
        said = f"**{short}**（{' + '.join(map(plain, values))} = {plain(sum(values))}）"
    source = say("according", question.language, label=label(document)).rstrip("：: ")
    line = Statement(
        f"{said}，{source}：“{' '.join(quotes[0].text.split())}”", quotes, computed=tuple(_NUMBER.findall(said))
    )
    return Draft("answered", "compute", (line,), short=short, confidence=0.6, documents=(document.id,))
