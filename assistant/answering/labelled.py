"""What a document states after a label of its own: 记录：孙丽, 联系人：吴倩，电话：…, 抄送：…."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.described import described
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.question.model import Question
from assistant.question.words import load_synonyms
from assistant.scoping import Scope
from assistant.wording import label as name_of
from corpus.model import Span

MOST_DOCUMENTS = 2
_FIELD = re.compile(
    r"(?:^|(?<=[\n,;。(\u3000 ]))(?P<label>[\u4e00-\u9fff]{2,6}):[ \u3000]*(?P<value>[^\n;。]{1,120}?)"
    r"(?=[ \u3000,;。]+[\u4e00-\u9fff]{2,6}:|[;。\n)]|$)"
)
_ASKS = re.compile(r"谁|哪|什么|啥|多少|几|何|怎么联系")
_PROSE = re.compile(
    r"[的了]|是$|要求|指出|强调|提出|表示|认为|如下|下列|以下|包括|分别|其中|目标|任务|措施|建议|注意|说明"
)


@dataclass(frozen=True, slots=True)
class _Field:
    book: Book
    label: str
    line: Span
    value: Span


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the labelled values that the question asks for by their labels, or None when no line is labelled so."""
    if not _ASKS.search(question.text) or question.section is not None:
        return None
    fields = [field for book in _books(question, scope, finder) for field in _fields(book) if _asked(field, question)]
    if not fields:
        return None
    first = fields[0].book
    fields = [field for field in fields if field.book is first]
    text = first.document.text
    values = list(dict.fromkeys(field.value.of(text).strip() for field in fields))
    lines = [
        Statement(f"{field.label}：**{field.value.of(text).strip()}**", (Quote(first.document, field.line),))
        for field in fields
    ]
    return Draft(
        status="answered",
        kind="fact",
        statements=(Statement(f"据{name_of(first.document)}：", frame=True), *lines),
        short="；".join(values),
        items=tuple(re.split(r"[、，,]", values[0])) if question.kind == "list" and len(values) == 1 else (),
        confidence=0.8,
        documents=(first.document.id,),
    )


def _books(question: Question, scope: Scope, finder: Finder) -> list[Book]:
    """Return the documents that are meant: those described, else those whose passages come first."""
    meant = described(question, finder.books(scope))
    if 0 < len(meant) <= MOST_DOCUMENTS:
        return meant
    first = [c.book for c in finder.candidates(question, scope)[:3]]
    return list({book.document.id: book for book in first}.values())[:MOST_DOCUMENTS]


def _fields(book: Book) -> list[_Field]:
    found = []
    furniture = [s.span for s in book.sentences if s.furniture]
    for hit in _FIELD.finditer(book.folded):
        line = Span(hit.start("label"), hit.end("value"))
        if _PROSE.search(hit["label"]) or any(span.overlaps(line) for span in furniture):
            continue
        found.append(_Field(book, hit["label"], line, Span(hit.start("value"), hit.end("value"))))
    return found


def _asked(field: _Field, question: Question) -> bool:
    """Say whether the question names a label: itself, its short form (联系电话 → 电话), or a synonym."""
    names = {
        field.label,
        field.label[-2:],
        *load_synonyms().get(field.label, ()),
        *load_synonyms().get(field.label[-2:], ()),
    }
    if field.label.endswith("人"):
        names = {field.label, field.label[:-1], *load_synonyms().get(field.label, ())}
    return any(len(name) >= 2 and name in question.text for name in names)
