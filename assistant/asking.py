"""How a question is put to the reader for one passage: without the names that already chose its document. Pure.

A document of one office says “本局” or nothing at all; with the office's name left in the question, which no passage
repeats, the reader takes every passage for another's. Names the document is not of stay, and count against it.
"""

from __future__ import annotations

import re

from assistant.evidence import Book
from assistant.folding import fold
from assistant.question.bodies import short_form, stands_in
from assistant.question.english import without_lead
from assistant.question.model import Question
from assistant.question.terms import tokenize
from assistant.scoping import Scope

_REPORTS = re.compile(r"记者|通讯员|[报网社台]|编辑|摄影|供稿|来源")
"""In a byline: one who writes of others, not of his own office (示例市审计局党组书记 甲)."""

_OFFICE = re.compile(r"[市县区省州旗](?:委|直|政府)|工委|[市县区省州旗][\u4e00-\u9fff]{2,8}[局办厅]$")
"""A publisher that is an office of its place, and no paper: its page is of that place."""


def wording(question: Question, scope: Scope, book: Book) -> str:
    """Return the question as the reader gets it for passages of `book`; an English one in its own words."""
    if question.language == "en":
        known = [p.surface for p in question.places if p.name in scope.places and p.name not in scope.wanted]
        text = without_lead(question.text, known)
        for year in scope.years:
            text = re.sub(rf"\b(?:in|for|of|during)\s+{year}\b|\b{year}'s\b", "", text)
        return text.strip(" ,") or question.text
    text, about = question.text, identity(book)
    for place in question.places:
        chose = place.name in scope.places and place.name not in scope.wanted and book.document.id not in scope.beside
        if chose or place.name in about:
            text = text.replace(place.surface, "")
    for year in scope.years:
        text = re.sub(rf"{year}(?:年?度|年(?![底末初])|(?=年))?", "", text)
    for word, tag in tokenize(text):
        if tag in {"ns", "nt"} and len(word) > 1 and word in about:  # a place that no gazetteer knows
            text = text.replace(word, "")
    for body in question.bodies:
        if stands_in(body, about):
            text = text.replace(body, "") if body in text else text.replace(short_form(body), "")
    return re.sub(r"^[ ,的:在里上]+|[ ,的:]+$", "", text) or question.text


def identity(book: Book) -> str:
    """Return the folded words that tell whose a document is: its place, issuer and title, and who speaks by what office."""
    card = book.document.card
    said_by = card.author if card.author and not _REPORTS.search(card.author.value) else None
    office = card.publisher if card.publisher and _OFFICE.search(card.publisher.value) else None
    about = " ".join(field.value for field in (card.place, card.issuer, said_by, office) if field and not card.masked)
    return f"{fold(about)} {book.title}"
