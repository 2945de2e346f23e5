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
from assistant.scoping import Scope

TITLED_LEAST, TITLED_MOST = 4, 14  # code points of a title's words that are taken out of a question
_REPORTS = re.compile(r"记者|通讯员|[报网社台]|编辑|摄影|供稿|来源")
"""In a byline: one who writes of others, not of his own office (示例市审计局党组书记 甲)."""
_HAN = re.compile(r"[\u3400-\u9fff]+")


def wording(question: Question, scope: Scope, book: Book, passage: str) -> str:
    """Return the question as the reader gets it for folded `passage` of `book`; an English one in its own words."""
    if question.language == "en":
        known = [place.surface for place in question.places if place.name in scope.places]
        text = without_lead(question.text, known)
        for year in scope.years:
            text = re.sub(rf"\b(?:in|for|of|during)\s+{year}\b|\b{year}'s\b", "", text)
        return text.strip(" ,") or question.text
    text = question.asking
    for place in question.places:
        if place.name in scope.places and place.name not in scope.wanted:
            text = text.replace(place.surface, "")
    for year in scope.years:
        text = re.sub(rf"{year}(?:年?度|年(?![底末初])|(?=年))?", "", text)
    about = identity(book)
    for body in question.bodies:
        if stands_in(body, about):
            text = text.replace(body, "") if body in text else text.replace(short_form(body), "")
    text = _untitled(text, book.title, passage)
    return re.sub(r"^[ ,的:在里上]+|[ ,的:]+$", "", text) or question.asking


def identity(book: Book) -> str:
    """Return the folded words that tell whose a document is: its place, issuer and title, and who speaks by what office."""
    card = book.document.card
    said_by = card.author if card.author and not _REPORTS.search(card.author.value) else None
    about = " ".join(field.value for field in (card.place, card.issuer, said_by) if field and not card.masked)
    return f"{fold(about)} {book.title}"


def _untitled(text: str, title: str, passage: str) -> str:
    """Return `text` without the runs of the title's words that the passage does not repeat."""
    for size in range(min(TITLED_MOST, len(title)), TITLED_LEAST - 1, -1):
        for at in range(len(title) - size + 1):
            run = title[at : at + size]
            if run in text and run not in passage and _HAN.fullmatch(run):
                text = text.replace(run, "")
    return text
