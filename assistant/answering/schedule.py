"""A schedule told in lines: a header (日期　时间　课程内容　主讲人　地点), then one line for each entry.

Who teaches what, when and where. A line may have one cell more than the header, where a name stands beside its office.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.described import about, describing, meets
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Document, Span

FEWEST_CELLS, FEWEST_ROWS, MOST_ROWS = 3, 2, 12
MET_LEAST = 0.5  # of the weight of the words that are not of the document, which an entry must hold
Column = Literal["time", "content", "person", "place"]
_CELLS = re.compile(r"(?:[\u3000\t]| {2,})+|(?<=[)）])(?=[\u4e00-\u9fff])")
_HEADERS: dict[Column, re.Pattern[str]] = {
    "time": re.compile(r"日期|时间|日程|时段|星期"),
    "person": re.compile(r"人(?:$|[(（])|教师|老师|讲师|负责|主讲|主持|单位"),
    "place": re.compile(r"地点|场地|教室|会场|会议室|位置"),
    "content": re.compile(r"内容|课程|课题|题目|事项|活动|议程|主题|项目"),
}
_ASKED: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("time", re.compile(r"什么时候|什么时间|啥时候|何时|几点|哪(?:一)?天|几月|几号|时间(?:是|$)")),
    ("place", re.compile(r"哪里|哪儿|在哪|什么地方|何处|哪(?:个|间)(?:教室|地方|会议室|厅|场地)|地点")),
    (
        "person",
        re.compile(r"谁|哪(?:一)?位|哪个(?:老师|人|领导|单位|部门)|什么人|(?:老师|讲师|主讲人?|主持人?)(?:是|叫)"),
    ),
    ("content", re.compile(r"什么|啥|哪些|哪几|安排")),
)
_ENTRY = re.compile(r"^(?:\d{1,2}月\d{1,2}日|\d{1,2}[:：]\d{2}|(?:周|星期)[一二三四五六日天]|第[一二三四五六七]天)")
_DAY = re.compile(r"(?:(?P<month>\d{1,2})月|(?<!\d))(?P<day>\d{1,2})[日号]")
_HOURS = re.compile(r"(?P<from>\d{1,2})[:：]\d{2}(?:\s*[—–~至-]+\s*(?P<to>\d{1,2})[:：]\d{2})?")
_HALVES = {"上午": (0, 12), "早上": (0, 12), "中午": (11, 14), "下午": (12, 18), "晚上": (18, 24), "晚间": (18, 24)}
_PLAIN = re.compile(
    r".*(?:课|堂|课程|老师|讲师|主讲|主持|培训班|班|安排|日程|上午|下午|早上|晚上|中午|时候|时间|地点|教室|上课|讲|第[一二三四五]期)|\d.*"
)
"""Words of a question that say how a schedule is made, or when, and never which of its entries is meant."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a schedule: where it stands, and its cells by the column they are in."""

    span: Span
    cells: dict[Column, str]


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return what the one schedule in scope says of the entries that the question points to; None when none is meant."""
    if question.kind not in {"fact", "list", "outline", "explain"} or question.language == "en":
        return None
    column = next((name for name, pattern in _ASKED if pattern.search(question.text)), None)
    if column is None:
        return None
    meant = [(book.document, entries) for book in finder.books(scope) if (entries := _meant(question, scope, book))]
    if len(meant) != 1 or len(meant[0][1]) > MOST_ROWS:
        return None
    document, entries = meant[0]
    entries = [entry for entry in entries if entry.cells.get(column)]
    return _draft(question, document, entries, column) if entries else None


def find_entries(document: Document) -> list[Entry]:
    """Return the entries of the schedules that a document tells in lines below a header."""
    found: list[Entry] = []
    header: list[Column | None] = []
    for line in re.finditer(r"[^\n]+", document.text):
        cells = [cell.strip() for cell in _CELLS.split(line.group().strip()) if cell.strip()]
        if _ENTRY.match(line.group().strip()):
            if header and len(cells) >= FEWEST_CELLS:
                found.append(Entry(Span(*line.span()), _aligned(header, cells)))
            continue
        columns = [next((name for name, p in _HEADERS.items() if p.search(fold(cell))), None) for cell in cells]
        is_header = len(cells) >= FEWEST_CELLS and "time" in columns and "content" in columns
        header = columns if is_header and not re.search(r"\d", line.group()) else []
    return found if len(found) >= FEWEST_ROWS else []


def _aligned(header: list[Column | None], cells: list[str]) -> dict[Column, str]:
    """Return the cells by column: those before the person's column from the left, those behind it from the right."""
    names = list(header)
    spare = len(cells) - len(header)
    at = names.index("person") if "person" in names else -1
    if spare > 0 and at >= 0:
        names[at:at] = ["person"] * spare
    joined: dict[Column, str] = {}
    for name, cell in zip(names, cells, strict=False):
        if name is not None:
            joined[name] = f"{joined[name]} {cell}" if name in joined else cell
    return joined


def _meant(question: Question, scope: Scope, book: Book) -> list[Entry]:
    """Return the entries that the question points to by day, time of day and words; none when it is of other things."""
    entries = find_entries(book.document)
    card = f"{about(book)} {' '.join(book.headings.values())}"
    if not entries or not all(meets(name, card) for name in (*scope.wanted, *question.bodies)):
        return []
    day, halves = _DAY.search(question.text), [hours for half, hours in _HALVES.items() if half in question.text]
    narrowed = [e for e in entries if (day is None or _is_on(e, day)) and all(_is_in(e, hours) for hours in halves)]
    terms = [t for t in describing(question) if not _PLAIN.fullmatch(t.text)]
    if called := [e for e in narrowed if any(name in question.text for name in _names(e))]:
        return called
    own = [term for term in terms if not meets(term.text, card)]
    if not own:
        every = question.kind == "list" and re.search(r"课|安排|日程|议程", question.text)
        return narrowed if day or halves or every else []
    total = sum(term.weight for term in own)
    shares = [sum(t.weight for t in own if meets(t.text, fold(" ".join(e.cells.values())))) / total for e in narrowed]
    best = max(shares, default=0.0)
    return [entry for entry, share in zip(narrowed, shares, strict=True) if share >= max(MET_LEAST, best - 1e-9)]


def _names(entry: Entry) -> list[str]:
    """Return the words by which a question may name an entry outright: what it is called, and who is named in it."""
    words = [entry.cells.get("content", ""), entry.cells.get("person", "").split(" ")[-1]]
    return [fold(word) for word in words if len(word) >= 2]


def _is_on(entry: Entry, day: re.Match[str]) -> bool:
    own = _DAY.search(entry.cells.get("time", ""))
    return own is not None and own["day"] == day["day"] and day["month"] in (None, own["month"])


def _is_in(entry: Entry, hours: tuple[int, int]) -> bool:
    own = _HOURS.search(entry.cells.get("time", ""))
    if own is None:
        return False
    begin = int(own["from"])
    return begin < hours[1] and int(own["to"] or begin + 1) > hours[0]


def _draft(question: Question, document: Document, entries: list[Entry], column: Column) -> Draft:
    source = Statement(say("according", question.language, label=label(document)), frame=True)
    lines, shorts = [], []
    for entry in entries:
        said = entry.cells[column]
        rest = "，".join(cell for name, cell in entry.cells.items() if name != column)
        lines.append(Statement(f"- **{said}**（{rest}）", (Quote(document, entry.span),)))
        shorts.append(said)
    return Draft(
        "answered",
        question.kind,
        (source, *lines),
        short="；".join(dict.fromkeys(shorts)) if len(set(shorts)) <= 3 else None,
        items=tuple(shorts) if question.kind == "list" else (),
        confidence=0.8,
        documents=(document.id,),
    )
