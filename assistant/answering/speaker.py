"""Who gave a speech, and in which office: the line below its title; or that the text names nobody."""

from __future__ import annotations

import re

from assistant.described import described
from assistant.draft import Draft, Quote, Statement
from assistant.finding import Finder
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Card, Document

_ASKED = re.compile(
    r"(?:谁|哪(?:一|个|位)?(?:位|个)?(?:领导|同志|干部)?|什么人|哪个人)(?:在(?:会上|那))?(?:来)?(?:讲|作|做|发表|致|说)(?:的|了|过)?(?:这|那)?(?:篇|个|番)?(?:的)?(?:讲话|话|致辞|报告|党课|发言)"
    r"|(?:讲话|致辞|发言|报告|党课)(?:稿)?(?:的)?(?:人|者|领导|同志)?(?:到底|究竟)?(?:是|叫)(?:谁|哪位|哪个领导|什么(?:人|名字|职务))|(?:讲话|致辞|发言)(?:的)?(?:人|者|领导)[^,。?]{0,4}(?:什么|啥|何)(?:职务|身份|官|人)"
    r"|(?:讲话|致辞|报告|党课|发言)(?:稿)?是(?:谁|哪位(?:领导)?)(?:讲|作|做|写|发表|说)的|谁的(?:讲话|致辞|发言)"
)
_OFFICE = re.compile(
    r"书记|主任|部长|局长|[省市区县镇乡州]长|主席|委员|常委|院长|校长|处长|秘书长|厅长|行长|会长|主任委员"
)


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the speaker of the one speech that is described; that nobody is named, where the speech is anonymous; else None."""
    if _ASKED.search(question.text) is None:
        return None
    books = [book for book in finder.books(scope) if _is_speech(book.document.card)]
    if len(books) > 1:
        books = described(question, books)
    if len(books) != 1:
        return None
    document = books[0].document
    author = document.card.author
    if author is not None and author.span is not None and (_OFFICE.search(author.value) or not document.card.masked):
        value = " ".join(author.value.split())
        line = Statement(
            f"{label(document)}：{say('speaker', question.language)}**{value}**", (Quote(document, author.span),)
        )
        return Draft("answered", "fact", (line,), short=value, confidence=0.9, documents=(document.id,))
    return _nobody(question, document)


def _nobody(question: Question, document: Document) -> Draft:
    title = document.card.titles[0].span if document.card.titles else None
    line = Statement(say("speaker_unnamed", question.language), frame=True)
    near = (Quote(document, title),) if title is not None else ()
    return Draft("not_found", question.kind, (line,), nearest=near, confidence=0.0)


def _is_speech(card: Card) -> bool:
    return any(re.search(r"讲话|致辞|发言|党课", title.value) for title in card.titles)
