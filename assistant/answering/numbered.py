"""What a numbered part or item holds (第二部分, 第三项): its entries when asked what it includes, else its content."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant import refusing
from assistant.answering import outlining, referred, tree
from assistant.described import described
from assistant.draft import Draft, Statement, combine
from assistant.finding import Finder
from assistant.question import frames
from assistant.question.kind import classify
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label
from corpus.model import Document, Section

MOST = 3  # documents whose part may be meant
_ASKS = rf"(?:什么|啥|哪(?!年|天|里)(?:几|些|{frames.NUMERAL})?|几|多少)"
_ENTRIES = r"(?:[个一些大小]|件|摊|块|项|条|点|章|节|方面|事|活|标题|题目|内容|任务|工作)*"
_FILL = r"(?:的|里头?|里面|中|底下|下面|下头|到底|究竟|主要|都|又|具体|那|这|一共|总共|,)*"
_ENDS = r"(?:来着|的|了|呢|啊|呀)*(?:$|[?,])"
_ITSELF = re.compile(
    rf"^{_FILL}(?:[大小]?标题|题目|名字|名称|原话|咋|怎么)|^(?:主要)?内容|^[呢吧啊?]*$"
    rf"|^{_FILL}(?:讲|说|写|管|抓|谈|规定|要求|叫|关于|列|提|强调|是|有|包括|包含|分|为)(?:的|了|到|是|有|做|过|成|为)*{_ASKS}{_ENTRIES}{_ENDS}"
    rf"|^{_FILL}{_ASKS}{_ENTRIES}{_ENDS}"
)
"""What follows the name of a piece when the piece itself is asked about, and nothing that stands in it."""
_ENTRIES_ASKED = re.compile(
    rf"(?:底下|下面|下设|下头|分|包括)(?:为|成|了|有|是)*(?:哪|几|多少|什么)(?:几|些|{frames.NUMERAL})?[个大小]*(?:条|项|点|节|方面|标题|题目){_ENDS}"
)
_STRETCH = re.compile(rf"第(?:{frames.ORDINAL})段")
"""A stretch of a road or river, which texts count as often as their own paragraphs."""
_STRICT = frozenset({"quantity", "percent", "time", "person", "body", "place"})
Ask = Callable[[Question, Scope], Draft | None]
"""Answers a question from the text."""


def answer(question: Question, scope: Scope, finder: Finder, ask: Ask) -> Draft | None:
    """Return what the numbered section that `question` names holds, or the answer to what it asks of something there."""
    assert question.section is not None
    books = outlining.of_kind(question, list(finder.books(scope)))
    pool = [book.document for book in described(question, books) or books]
    found = [(d, s) for d in pool if (s := referred.find_numbered(d, question.section, question)) is not None]
    if not found:
        with_tree = [d for d in pool if tree.top_sections(d)]
        return referred.no_such_section(with_tree[0], question) if len(with_tree) == 1 else None
    found = [(d, s) for d, s in found if s.label] or found
    if len(found) > MOST:
        return refusing.clarify(question, [d for d, _ in found])
    within = _within(question)
    if within.kind in {"yesno", "fact", "explain", "list"} and not _is_of_itself(question):
        inside = _inside(within, scope, found, ask)
        if inside is not None or within.asked in _STRICT:
            return inside
    drafts = [
        tree.below(d, s, language=question.language) or tree.content(d, s, language=question.language) for d, s in found
    ]
    if len(drafts) > 1:
        drafts = [
            replace(draft, statements=(Statement(f"{label(d)}：", frame=True), *draft.statements))
            for draft, (d, _) in zip(drafts, found, strict=True)
        ]
    return combine(drafts)


def without_things(question: Question, scope: Scope, finder: Finder) -> Question:
    """Return the question without a number that is no part of a document but of a thing told of (河的第6段): that must be met.

    What the texts speak of is such a thing when no document has a part of that number, or when it may be a stretch.
    """
    named = list(frames.SECTION.finditer(question.text))
    if question.section is None or not named:
        return question
    said, any_piece = named[-1].group(), question.section.word == "any"
    books = list(finder.books(scope))
    told = any(said in s.text and not s.heading for book in books for s in book.sentences)
    if not told and not any_piece:
        return question
    is_thing = told and (any_piece or _STRETCH.search(question.text) is not None)
    if is_thing or not any(referred.find_numbered(b.document, question.section, question) for b in books):
        return replace(question, section=None, figures=(*question.figures, said))
    return question


def _is_of_itself(question: Question) -> bool:
    """Say whether the named piece is what is asked about (第15条管的是哪摊事), not something in it (第1条叫照办的规定)."""
    if question.language == "en":
        return question.kind != "yesno" and len(question.terms) <= 1
    named = list(frames.SECTION.finditer(question.text))
    after = question.text[named[-1].end() :] if named else ""
    return question.kind != "yesno" and (
        len(question.terms) <= 1 or any(pattern.search(after) for pattern in (_ITSELF, _ENTRIES_ASKED))
    )


def _within(question: Question) -> Question:
    """Return what is asked of a piece without the name of that piece, which alone may have made it ask for an outline."""
    text = frames.SECTION.sub("", question.text)
    frame = classify(text, language=question.language)
    kind, asked = (frame.kind, frame.asked) if question.kind == "outline" else (question.kind, question.asked)
    return replace(question, section=None, text=text, kind=kind, asked=asked)


def _inside(question: Question, scope: Scope, found: Sequence[tuple[Document, Section]], ask: Ask) -> Draft | None:
    """Return the answer to a question about something within a numbered section, when that section alone answers it."""
    for document, section in found:
        only = replace(scope, documents=(document.id,), part=section.span)
        draft = ask(question, only)
        quotes = [] if draft is None else [quote for line in draft.statements for quote in line.quotes]
        if draft and draft.status in {"answered", "partial"} and quotes and section.span.contains(quotes[0].span):
            return draft
    return None
