"""What a body is charged with: the items whose label (责任部门：宣传部), or the rows whose column, gives it the charge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering import tree
from assistant.answering.grid import find_tables, header
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question import frames
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Span

_CHARGE = r"(?:牵头|负责|承担|主抓|主办|分管|管|领)(?:办理|落实|推进|的|了|着)*"
_WHAT = rf"(?:哪(?:些|几|{frames.NUMERAL})(?:个|项|件|条|样)?|(?:些|点)?(?:什么|啥)|几(?:项|件|个))"
_TASK = r"(?:任务|工作|事项?|项目|活儿?|要点|内容)"
_BODY = r"(?P<{}>[\u4e00-\u9fff]{{1,12}}?(?:[局委办厅部院署科处室站队会校]|中心|街道|[镇乡]))"
_ASKED = (
    re.compile(rf"(?:归|由){_BODY.format('a')}(?:来|去)?{_CHARGE}{_TASK}?(?:分别|都)?(?:有|是)?{_WHAT}{_TASK}?"),
    re.compile(rf"{_BODY.format('b')}(?:都|要|得|分别|一共|具体)*{_CHARGE}{_WHAT}{_TASK}?"),
    re.compile(rf"{_BODY.format('c')}{_CHARGE}{_TASK}?(?:都|分别)?(?:有|是|包括){_WHAT}{_TASK}?"),
    re.compile(rf"{_WHAT}{_TASK}?(?:是)?(?:归|由|该){_BODY.format('d')}(?:来|去)?{_CHARGE}"),
)
_LABEL = re.compile(
    r"(?:责任|牵头|负责|承办|主办)(?:单位|部门|科室|处室)?[:：][ \u3000]*(?P<value>[^\n。；;）)]{2,60})"
)
_COLUMN = re.compile(r"牵头|责任|负责|承办|主办")
_TASKS = re.compile(r"任务|项目|工作|事项|内容|名称|课题|措施")
_PARTED = re.compile(r"[、，,；;]|(?<=[局委办部科室会])和")
_OUTER = re.compile(r"^(?:里|中|上|下|的|要点|方案|办法|文件|通知)+")


@dataclass(frozen=True, slots=True)
class _Charge:
    """One thing that a body is charged with: as it is told, where it stands, and by which of its names the body is given."""

    told: str
    quotes: tuple[Quote, ...]
    body: str


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return all that the asked body is charged with in the one document that says so; None when none or several do.

    A short name (宣传部) that may be one of two bodies of the document (市委宣传部, 工委宣传部) is not answered.
    """
    hit = next((met for form in _ASKED if (met := form.search(question.text))), None)
    if hit is None or question.language == "en":
        return None
    body = _without_place(question, next(filter(None, hit.groupdict().values())))
    found = [(book, charges) for book in finder.books(scope) if (charges := list(_charges(book, body)))]
    if len(found) != 1 or len({charge.body for charge in found[0][1]}) > 1:
        return None
    book, charges = found[0]
    items = tuple(charge.told for charge in charges)
    if question.count not in {None, len(items)}:
        return None
    source = say("according", question.language, label=label(book.document)).rstrip("：: ")
    head = Statement(f"{source}，{say('total', question.language, count=len(items))}", frame=True)
    lines = [Statement(f"{n}. {charge.told}", charge.quotes, computed=(str(n),)) for n, charge in enumerate(charges, 1)]
    return Draft("answered", "list", (head, *lines), items=items, confidence=0.85, documents=(book.document.id,))


def _without_place(question: Question, said: str) -> str:
    """Return the name of the body as it was said, without the place and the document before it."""
    for place in question.places:
        said = said.split(place.surface)[-1]
    said = re.split(r"(?:要点|方案|办法|文件|通知|会议|年)(?:里头?|中|上|的)?", said)[-1]
    return _OUTER.sub("", said)


def _charges(book: Book, body: str) -> Iterator[_Charge]:
    document = book.document
    if len(body) < 2:
        return
    for section in document.sections:
        if section.kind == "table" or document.children(section.index) or not section.title:
            continue
        text = document.text[section.span.start : section.span.end]
        for hit in _LABEL.finditer(text):
            if named := _named(body, hit["value"]):
                start = section.span.start + hit.start()
                quotes = (
                    tree.heading_quote(document, section),
                    Quote(document, Span(start, start + len(hit.group().rstrip()))),
                )
                yield _Charge(tree.printed(document, section), quotes, named)
    for table in find_tables(book):
        columns = [at for at in range(len(table.header)) if _COLUMN.search(header(table, at)[0])]
        told = [at for at in range(len(table.header)) if _TASKS.search(header(table, at)[0]) and at not in columns]
        if len(columns) != 1 or len(told) != 1:
            continue
        for row in table.rows:
            if named := _named(body, row.cells[columns[0]]):
                yield _Charge(row.cells[told[0]], (Quote(document, row.span),), named)


def _named(body: str, value: str) -> str:
    """Return the part of `value` that is the body: its very name, or a longer one that ends in it; nothing when none is."""
    parts = [fold(part.strip()) for part in _PARTED.split(value)]
    return next((p for p in parts if p == body), next((p for p in parts if p.endswith(body)), ""))
