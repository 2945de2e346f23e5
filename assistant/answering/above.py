"""Which community, district or branch somebody is of, asked with who it is: told by the heading or line that opens the text.

Newspapers name it once, in front (东渡区:“渡口红”…), and speak of its people below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft, Quote, Statement
from assistant.folding import fold
from assistant.question.model import Question
from assistant.question.terms import match, tokenize
from assistant.question.words import load_words
from corpus.model import Document, Span

_ASKED = re.compile(
    r"(?:是|在|属于?|来自|归)?哪(?:一)?(?:个|家|些)?(?P<class>社区|小区|街道|[市区县镇乡村局委办处科院校]|支部|学校|医院)(?:里|上)?(?:的|人|的人)?$"
)
_NUMBERED = r"(?:[一二三四五六七八九十\d]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)])?"
_LONGEST = 12  # characters of a name that opens a line
_SHORT_LINE = re.compile(r"^[^。\n]{2,30}$", re.MULTILINE)
_BACK = 3  # short lines before the sentence, which plain text has for headings
MET_LEAST = 0.8


def asks(clause: str) -> bool:
    """Say whether a clause asks only which one of a class of places or bodies something is of (是哪个社区的)."""
    return _ASKED.search(clause) is not None


def answer(question: Question, clause: str, told: Sequence[Draft]) -> Draft | None:
    """Return the name of the asked class that opens the line or a heading above what was told, innermost first; or None.

    What else the clause names (姚知远是哪个区的) must stand in the sentence that was told.
    """
    asked = _ASKED.search(clause)
    quotes = {(q.document.id, q.span.start): q for draft in told for line in draft.statements for q in line.quotes}
    if asked is None:
        return None
    names = [place.surface for place in question.places]
    words = [word for word in _words(clause[: asked.start()]) if not any(word in name for name in names)]
    held = [q for q in quotes.values() if all(match(word, fold(q.text)) >= MET_LEAST for word in words)]
    if len(held) != 1:
        return None
    (quote,) = held
    opened = next(
        (span for opening in _openings(quote) if (span := _name(quote.document, opening, asked["class"]))), None
    )
    if opened is None:
        return None
    short = opened.of(quote.document.text)
    line = Statement(f"**{short}**", (Quote(quote.document, opened),))
    return Draft("answered", "fact", (line,), short=short, confidence=0.5, documents=(quote.document.id,))


def _words(text: str) -> list[str]:
    skipped = load_words("stopwords") | load_words("lightwords")
    return [word for word, _ in tokenize(text) if len(word) > 1 and word not in skipped]


def _openings(quote: Quote) -> list[Span]:
    """Return the line that a quote stands in, the headings above it, innermost first, and the short lines before it."""
    text, at = quote.document.text, quote.span.start
    end = text.find("\n", at)
    line = Span(text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text))
    above = [s for s in quote.document.sections if s.span.contains(quote.span)]
    headings = [s.heading for s in sorted(above, key=lambda s: len(s.span))]
    return [
        line,
        *headings,
        *reversed([Span(*hit.span()) for hit in _SHORT_LINE.finditer(text, 0, line.start)][-_BACK:]),
    ]


def _name(document: Document, opening: Span, of: str) -> Span | None:
    """Return the name that ends in `of` at the beginning of a line or heading, before a colon or all of it; or None."""
    other = "(?<!社)(?<!小)" if of == "区" else ""
    pattern = rf"{_NUMBERED}(?P<name>[\u4e00-\u9fff]{{1,{_LONGEST}}}?{other}{of})(?=:|$)"
    hit = re.match(pattern, fold(opening.of(document.text)).strip())
    lead = len(opening.of(document.text)) - len(opening.of(document.text).lstrip())
    if hit is None:
        return None
    return Span(opening.start + lead + hit.start("name"), opening.start + lead + hit.end("name"))
