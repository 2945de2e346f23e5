"""The entries of the part that a document has for one purpose: 存在的问题, 下一步打算, 已经做的工作; asked in any words for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answering import tree, within
from assistant.described import OPENING, about, describing, meets, title_block
from assistant.draft import Draft, Statement, combine
from assistant.enumerations import find_numbered
from assistant.evidence import Book
from assistant.finding import Finder
from assistant.question.bodies import stands_in
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label
from corpus.model import Section, Span

LONGEST_LEAD = 16  # characters before 一是 that may name the purpose (埠头会也有不足:一是…)
MOST = 3  # documents whose parts are told side by side
LONGEST_PART = 420  # characters of a part that is told whole
_SOME = r"(?:哪(?:些|几)?|几|什么|啥)(?:个|条|点|项|样|方面)?(?:的|主要|突出|具体)*"
_PURPOSES = (
    (
        re.compile(rf"{_SOME}(?:问题|毛病|短板|不足|缺点|弱项|欠缺|不够好?的?(?:地方|方面))|(?:问题|毛病|短板|不足)(?:有|是|都|在|出)+{_SOME}"),
        re.compile(r"^(?:(?:也|还)?(?:存在|有|面临)的?)?(?:主要|突出|一些|以下)*的?(?:问题|不足|短板|差距|困难)(?:和(?:问题|不足|差距))?$"),
    ),
    (
        re.compile(rf"(?:下一?步|接下来|今后|往后|明年|来年|年)[^,。?]{{0,8}}{_SOME}(?:打算|计划|安排|措施)|(?:下一?步|接下来|今后|往后|明年|来年)[^,。?]{{0,6}}(?:打算|准备)?(?:干|做|办|抓)(?:点|些)?{_SOME}|(?:打算|准备)(?:干|做|办|抓|搞)(?:点|些)?{_SOME}"),
        re.compile(r"^(?:(?:20\d\d年|下一?步|下一?阶段|今后|明年)(?:的|重点|工作|主要)*(?:打算|安排|计划|措施|思路|考虑))$"),
    ),
    (
        re.compile(rf"(?:做|干|办|开展)(?:了|过)+{_SOME}(?:工作|事)?(?=$|[?,。])|{_SOME}(?:成效|成绩|做法)|(?:亮点|典型|主要|好的?)*(?:成效|成绩|做法)(?:都|分|有|是|成)+{_SOME}"),
        re.compile(r"^(?:(?:主要|好的?)?(?:工作|做法|成绩|成效)(?:和|及|与)?(?:成效|成绩|做法)|已经?(?:做|开展)的工作|(?:主要|好)的?做法|主要工作|取得的成效)$"),
    ),
)  # fmt: skip
"""How a purpose is asked for, and how a part of a document, or the words before 一是, say that they are for it."""
_SAYING = re.compile(
    r"^(?:说|讲|提|谈|写|存|存在|出|指出|点|点名|总结|通报|报告|述职|里头|里面|自己|当前|目前|工作|主要|方面|认|查)+[到出了过]?$"
)


@dataclass(frozen=True, slots=True)
class _Part:
    book: Book
    section: Section | None
    entries: tuple[Span, ...]


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the entries of the parts for the asked purpose, one of each document that the question describes; else None."""
    purpose = next((pair for pair in _PURPOSES if pair[0].search(question.text)), None)
    if purpose is None or question.figures or question.section is not None or question.language == "en":
        return None
    asked, titled = purpose
    said = asked.sub(" ", question.text)
    terms = [t for t in describing(question) if t.text in said and not _SAYING.match(t.text) and len(t.text) > 1]
    found: list[_Part] = []
    for book in finder.books(scope):
        card = about(book)
        names = [*scope.wanted, *question.bodies]
        if not all(meets(name, card) or stands_in(name, f"{card} {title_block(book)}") for name in names):
            continue
        for part in _parts(book, titled):
            lead = book.headings.get(part.section.index, "") if part.section else _lead(book, part.entries)
            near = f"{card} {lead} {book.folded[:OPENING]}"
            if all(term.entity or meets(term.text, near) for term in terms):
                found.append(part)
    documents = {part.book.document.id for part in found}
    if not found or len(documents) < len(found) or len(found) > MOST:
        return None
    drafts = [draft for part in found if (draft := _draft(question, part)) is not None]
    if len(drafts) < len(found):
        return None
    if len(drafts) > 1:  # two reports of the place have such a part, and the question does not say which
        drafts = [
            replace(draft, statements=(Statement(f"{label(part.book.document)}：", frame=True), *draft.statements))
            for draft, part in zip(drafts, found, strict=True)
        ]
    return combine(drafts)


def _draft(question: Question, part: _Part) -> Draft | None:
    book, section = part.book, part.section
    if section is not None and not part.entries:
        return _said(book, section, question)
    if question.count not in {None, len(part.entries)}:
        return None
    if section is not None and book.document.children(section.index):
        return tree.below(book.document, section, language=question.language, kind="list")
    return within.draft(book, section, part.entries, language=question.language)


def _parts(book: Book, titled: re.Pattern[str]) -> Iterator[_Part]:
    document = book.document
    for section in document.sections:
        if section.title and titled.search(tree.wording(document, section).strip("。:、 ")):
            children = document.children(section.index)
            entries = tuple(child.heading for child in children) or within.entries(book, section)
            yield _Part(book, section, entries)
    seen: set[int] = set()
    for sentence in book.sentences:
        if sentence.heading or sentence.furniture or sentence.paragraph in seen:
            continue
        seen.add(sentence.paragraph)
        paragraph = book.paragraph(sentence)
        start, end = paragraph[0].span.start, paragraph[-1].span.end
        run = find_numbered(book.folded[start:end])
        lead = re.split(r"[,;。]", book.folded[start : start + run.span.start].rstrip(": "))[-1] if run else ""
        if run and 0 < len(lead) <= LONGEST_LEAD and any(titled.search(lead[at:]) for at in range(len(lead))):
            yield _Part(book, None, tuple(Span(start + i.start, start + i.end) for i in run.items))


def _said(book: Book, section: Section, question: Question) -> Draft | None:
    """Return all that a short part says that counts nothing off; a long one would be told in part only."""
    if len(section.span) > LONGEST_PART or question.count is not None:
        return None
    return tree.content(book.document, section, language=question.language, limit=LONGEST_PART)


def _lead(book: Book, entries: tuple[Span, ...]) -> str:
    return book.folded[max(0, entries[0].start - LONGEST_LEAD) : entries[0].start]
