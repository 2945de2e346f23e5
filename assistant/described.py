"""Which documents a question describes without naming them: 教育局发给城管的那封函, 村级经费的方案."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.evidence import Book
from assistant.folding import fold
from assistant.question import frames
from assistant.question.model import Question, Term
from assistant.question.persons import find_persons
from assistant.question.terms import match
from assistant.question.words import load_words

SHARE_LEAST = 0.35  # of the question's weight that title and card must meet; what is asked about need not stand there
MATCH_LEAST = 0.6
NEAR = 0.85  # documents this close to the best are meant as well
DROPPED = 2  # characters that may be left out between two of a short form: 城市管理 is 城管, 业主委员会 is 业委会
KINDS = re.compile(r"通知|函|通报|公告|公示|决定|意见|方案|办法|条例|规定|纪要|讲话|报告|总结|指引|要点|新闻|报道|稿")
PRESS = "新闻 报道 通讯 文章 稿"  # what a piece of news is called
OPENING = 200  # characters in which a speech names its speaker
_ADDRESS = re.compile(r"^[^\n。,]{0,12}(?:同志们|各位[^\n。,]{0,8}|朋友们|同志)[::]", re.MULTILINE)
HEAD_LINES = 4
LONGEST_HEAD = 40  # characters of a line of the head
DROPPED_BODY = 8  # the same before the last character of a body's name
_MEASURED = re.compile(rf"^[封份篇个项部条则本](?=(?:{KINDS.pattern})$)")
_SENT = re.compile(
    r"^(?:发给|发|出|印|送|写给|印发|下发|发布|那封|这封|最后|开头|末尾|后面|前面|里面|其中|下面|一共|总共)$"
)
"""Words of a question that tell how a document went out or where in it to look, never which one it is."""
DIVIDING = re.compile(
    rf"^(?:(?:一共|总共|共|都)?(?:分|列|由|写|抓)(?:成|为|作|了|出)?|总共|组成|构成|从头到尾|[前后上下]半(?:截|段|部分|部)?|半截|[大小]?标题|目录|框架|结构|提纲|大纲|章节|一文|每章|各章|"
    rf"(?:哪|几|{frames.NUMERAL})?个?大?(?:块|部分|板块|章|段))$"
)
"""Words of a question about how a document is divided, never about its matter."""


def described(question: Question, books: Iterable[Book]) -> list[Book]:
    """Return the books whose title, kind, issuer, addressee and place the question describes best, in order given.

    Empty when the question's words meet no card well enough to tell one document from the others.
    """
    terms = describing(question)
    total = sum(term.weight for term in terms)
    pool = list(books)
    asked_kind = KINDS.search(question.text)
    if len(pool) < 2:
        return pool
    if not total:
        return [book for book in pool if asked_kind and asked_kind.group() in about(book)]
    scores = []
    for book in pool:
        card = about(book)
        met = sum(term.weight for term in terms if meets(_MEASURED.sub("", term.text), card))
        scores.append(met + (0.1 * total if asked_kind and asked_kind.group() in card else 0.0))
    best = max(scores)
    if best < SHARE_LEAST * total:
        return []
    return [book for book, score in zip(pool, scores, strict=True) if score >= NEAR * best]


def describing(question: Question) -> list[Term]:
    """Return the terms of a question that may describe its document: not those that name a field of the card."""
    light = load_words("lightwords")
    return [
        term
        for term in question.terms
        if (term.text not in light or KINDS.fullmatch(term.text))
        and not _SENT.match(term.text)
        and not is_dividing(question, term)
        and not any(pattern.search(term.text) for _, pattern in frames.CARD_FIELDS)
    ]


def is_dividing(question: Question, term: Term) -> bool:
    """Say whether a term of a question for a document's parts only tells of the division (三大块, 后半截)."""
    asks = any(frame.search(question.text) for frame in (frames.DIVISION, frames.STRUCTURE, frames.PARTS))
    return asks and DIVIDING.match(term.text) is not None


def meets(word: str, text: str) -> bool:
    """Say whether folded `text` holds a word, a word like it, or the long form of a short one."""
    return match(word, text) >= MATCH_LEAST or stands_for(word, text)


def stands_for(word: str, text: str) -> bool:
    """Say whether a word of two to four characters is short for words of folded `text` (业委会 for 业主委员会)."""
    if not 2 <= len(word) <= 4 or not re.fullmatch(r"[\u3400-\u9fff]+", word):
        return False
    gaps = [DROPPED] * (len(word) - 1)
    if word[-1] in "局委办厅部院":  # 城管局 is 城市管理和综合执法局
        gaps[-1] = DROPPED_BODY
    pattern = word[0] + "".join(f"[\\u3400-\\u9fff]{{0,{n}}}{c}" for n, c in zip(gaps, word[1:], strict=True))
    return re.search(pattern, text) is not None


def about(book: Book) -> str:
    """Return the folded words of the card that a question may describe a document by."""
    card = book.document.card
    fields = (
        *card.titles,
        *(field for field in (card.kind, card.issuer, card.addressee, card.place, card.publisher) if field),
    )
    named = [*(field.value for field in fields), *_speakers(book)]
    press = PRESS if card.kind and card.kind.value in PRESS else ""
    return fold(" ".join([*named, press]) if named else book.document.name)


def title_block(book: Book) -> str:
    """Return the folded short lines at the head of a document: its titles, and whose it is (某局党组书记　某某)."""
    lines = [line.strip() for line in book.folded[:OPENING].split("\n") if line.strip()]
    return " ".join(line for line in lines[:HEAD_LINES] if len(line) <= LONGEST_HEAD and not re.search("[,;。|]", line))


def _speakers(book: Book) -> tuple[str, ...]:
    """Return the persons named above a document's first words of address or first section, as a speech names its speaker."""
    head = book.folded[:OPENING]
    first = min((section.heading.start for section in book.document.sections), default=OPENING)
    address = _ADDRESS.search(head)
    return find_persons(head[: min(first, address.start() if address else 0)])
