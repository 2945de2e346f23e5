"""Since when and for how long a rule stands: the day it was passed, the day it takes effect, how long it is tried."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.answering import card
from assistant.described import about, described, describing
from assistant.draft import Draft, Quote, Statement, combine
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.model import Status
from assistant.question.model import Question
from assistant.question.terms import coverage
from assistant.scoping import Scope
from assistant.wording import label
from corpus.model import Span

_WHEN = r"(?:(?:打|从|自|是|在|由|到)?(?:哪(?:一)?[天日年月](?:哪月)?|什么时候|啥时候|何时|几时|几月几[日号]|几号)(?:起|开始|正式|才|算|就|的)*)"
_DAY = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
_BODY = r"[^,;。()\n]{0,40}"
_WRITTEN_BODY = r"(?:本|该|此)(?:办法|细则|规定|规则|条例|方案|意见|制度|章程|规程|要点|清单|标准|指引)"


@dataclass(frozen=True, slots=True)
class _Standing:
    """One such statement: how it is named and asked for, and how documents word it; ``value`` is the group asked for."""

    name: str
    asked: re.Pattern[str]
    told: re.Pattern[str]


_STANDINGS: Final = (
    _Standing(
        "通过日期",
        re.compile(rf"{_WHEN}(?:由[^,。?]{{0,8}})?(?:开会|会议|讨论|研究|表决|审议)*(?:通过|审定)|(?:审议)?通过(?:的)?(?:日期|时间)|(?:审议)?通过(?:是)?{_WHEN}"),
        re.compile(rf"(?P<value>{_DAY}){_BODY}通过"),
    ),
    _Standing(
        "施行日期",
        re.compile(
            rf"{_WHEN}(?:施行|实施|执行|生效|试行|实行|算数|作数|用(?=起来|[?,。]|$))|(?:施行|实施|执行|生效|试行|实行)(?:的)?(?:日期|时间|起始)|(?:施行|生效|执行|试行|实行)(?:是)?{_WHEN}"
        ),
        re.compile(rf"自(?P<value>{_DAY}|(?:公布|发布|印发|下发|通过)之日)起(?:正式)?(?:施行|实施|执行|生效|试行|实行)"),
    ),
    _Standing(
        "试行期",
        re.compile(r"试(?:行|用|着)?(?:期限?)?(?:是|为|有|要|到|定)?(?:多久|多长(?:时间)?|几个?[年月]|多少个?[年月]|什么时候|哪天)|有效期(?:限)?(?:是|为|有|到)?(?:多久|多长(?:时间)?|几个?[年月]|什么时候)"),
        re.compile(
            rf"(?:{_WRITTEN_BODY}(?:的)?(?:试行期?限?|有效期?限?)|试行期限?)(?:为|是)?(?P<value>[\d一二两三四五六]+(?:年|个月))"
        ),
    ),
)  # fmt: skip
FIT_LEAST = 0.6  # of the weight of a question's words that the document's card must hold
MOST = 3


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return what the described documents tell of their standing; None when they do not tell, or none is asked for."""
    asked = [one for one in _STANDINGS if one.asked.search(question.text)]
    if not asked or question.language == "en" or question.kind in {"yesno", "compare", "compute", "documents"}:
        return None
    if question.kind == "card":
        fields = card.answer(question, scope, finder)
        books = [finder.shelf.open(finder.library.document(i)) for i in fields.documents] if fields else []
    else:
        fields, books = None, _meant(question, scope, finder, asked)
    drafts = [draft for book in books if (draft := _told(question, book, asked)) is not None]
    if not 0 < len(drafts) <= MOST or (fields is not None and fields.status == "clarify"):
        return None
    return combine([fields, *drafts]) if fields is not None else combine(drafts)


def _meant(question: Question, scope: Scope, finder: Finder, asked: Sequence[_Standing]) -> list[Book]:
    """Return the documents that the words of the question besides the asking ones describe."""
    rest = question.text
    for one in asked:
        rest = one.asked.sub(" ", rest)
    bare = replace(question, terms=tuple(term for term in question.terms if term.text in rest))
    terms = describing(bare)
    books = list(finder.books(scope))
    meant = described(bare, books) if len(books) > 1 and not scope.named else books
    return [book for book in meant if not terms or coverage(terms, f"{about(book)} {book.title}") >= FIT_LEAST]


def _told(question: Question, book: Book, asked: Sequence[_Standing]) -> Draft | None:
    lines: list[Statement] = []
    shorts: list[str] = []
    for one in asked:
        hit = one.told.search(book.folded)
        if hit is None:
            continue
        quote = Quote(book.document, Span(*hit.span()))
        value = Span(*hit.span("value")).of(book.document.text)
        shorts.append(value)
        lines.append(Statement(f"{label(book.document)}：{one.name}：**{value}**", (quote,)))
    if not lines:
        return None
    status: Status = "answered" if len(lines) == len(asked) else "partial"
    return Draft(
        status, question.kind, tuple(lines), short="；".join(shorts), confidence=0.85, documents=(book.document.id,)
    )
