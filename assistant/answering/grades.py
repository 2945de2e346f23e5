"""The grade of a row: its score in a table, and the sentence of the same document that says which score is which grade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.cells import LEFT_MOST, read_all
from assistant.answering.grid import SCORE, Table, find_figure, header, is_figures
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Sentence
from assistant.finding import Finder
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say

_GRADE = re.compile(r"(?:评)?为“?(?P<grade>[\u4e00-\u9fff]{2,4}?)”?(?:等次)?$")
_RANGE = re.compile(r"(?P<low>\d+(?:\.\d+)?)分?(?:\(含\))?[至到~—-](?P<high>\d+(?:\.\d+)?)分")
_LOW = re.compile(r"(?P<low>\d+(?:\.\d+)?)分(?:\(含\))?(?:及)?以上|不低于(?P<other>\d+(?:\.\d+)?)分")
_HIGH = re.compile(r"(?:不满|低于|不足)(?P<high>\d+(?:\.\d+)?)分|(?P<other>\d+(?:\.\d+)?)分以下")
_ASKED = re.compile(r"(?:什么|哪一?个?|几)(?:等次?|档次?|等级|级别)")
_AROUND = re.compile(r"分|算|等次|等级|档次?|级别|够得?上?|评得?上?|属于|达到|不")


@dataclass(frozen=True, slots=True)
class Band:
    """A grade and its scores, from ``low`` on; up to ``high``, which is its own only when ``closed``."""

    grade: str
    low: float
    high: float
    closed: bool

    def holds(self, score: float) -> bool:
        """Say whether a score is of this grade."""
        return self.low <= score and (score < self.high or (self.closed and score == self.high))


def find_bands(sentence: str) -> tuple[Band, ...]:
    """Return the grades that one folded sentence gives scores for."""
    found: list[Band] = []
    for clause in re.split(r"[,;:。]", sentence):
        grade, span = _GRADE.search(clause), _RANGE.search(clause)
        low, high = _LOW.search(clause), _HIGH.search(clause)
        if grade is None:
            continue
        if span is not None:
            found.append(Band(grade["grade"], float(span["low"]), float(span["high"]), closed=True))
        elif low or high:
            least = float(low["low"] or low["other"]) if low else 0.0
            most = float(high["high"] or high["other"]) if high else float("inf")
            found.append(Band(grade["grade"], least, most, closed=False))
    return tuple(found)


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the grade of the one row that the question names, with score and scale; None when either is not stated once."""
    if question.language == "en" or question.kind not in {"yesno", "explain", "fact"}:
        return None
    for named in read_all(question, scope, finder):
        scales = list(_scales(named.table.book))
        column = _score_column(named.table)
        if len(named.rows) != 1 or named.office or column is None or len(scales) != 1:
            continue
        sentence, bands = scales[0]
        asked = max((b.grade for b in bands if b.grade in question.text), key=len, default="")
        rest = _AROUND.sub("", "".join(named.rest).replace(asked, ""))
        score = find_figure(named.rows[0].cells[column])
        if score is None or len(rest) > LEFT_MOST or not (asked or _ASKED.search(question.text)):
            continue
        held = [band.grade for band in bands if band.holds(float(score["number"]))]
        if len(held) != 1 or set(named.columns) - {column}:
            continue
        return _draft(
            question, named.table, named.called[0], (named.rows[0].cells[column], column), sentence, held[0], asked
        )
    return None


def _scales(book: Book) -> Iterator[tuple[Sentence, tuple[Band, ...]]]:
    for sentence in book.sentences:
        if len(bands := find_bands(sentence.text)) > 1:
            yield sentence, bands


def _score_column(table: Table) -> int | None:
    columns = [at for at in range(len(table.header)) if SCORE.search(header(table, at)[0]) and is_figures(table, at)]
    return columns[0] if len(columns) == 1 else None


def _draft(
    question: Question, table: Table, name: str, cell: tuple[str, int], scale: Sentence, grade: str, asked: str
) -> Draft:
    document = table.book.document
    row = next(row for row in table.rows if row.cells[cell[1]] == cell[0] and name in row.cells)
    score = Statement(f"- {name}，{header(table, cell[1])[0]}：**{cell[0]}分**", (Quote(document, row.span),))
    rule = Statement(f"- {' '.join(scale.span.of(document.text).split())}", (Quote(document, scale.span),))
    told = Statement(f"**{grade}**", (Quote(document, scale.span),))
    source = Statement(say("according", question.language, label=label(document)), frame=True)
    verdict = Statement(say("yes" if grade == asked else "no", question.language), frame=True)
    head = (verdict, told) if asked else (told,)
    refuted = bool(asked) and grade != asked
    return Draft(
        "partial" if refuted and question.kind == "yesno" else "answered",
        "yesno" if asked else "fact",
        (*head, source, score, rule),
        short=grade,
        confidence=0.85,
        documents=(document.id,),
    )
