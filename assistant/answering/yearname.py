"""What a year is called: 收官之年, 强根年, where it is asked what sort of a year it is (今年是个什么年头)."""

from __future__ import annotations

import re

from assistant.deciding import meets_subject
from assistant.described import described
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.question.model import Question
from assistant.question.years import relative_year
from assistant.scoping import Scope
from assistant.wording import label, say

_ASKED = re.compile(
    r"(?:是|算|叫|称|定)(?:个|作|成|做|为|一个)*(?:什么|啥|怎样的?|哪(?:一)?个)(?:样的?)?(?:年头|年份|年)(?=[?,。]|$)"
)
_TOLD = re.compile(
    r"(?P<when>今年|本年|(?:19|20)\d{2}年)(?:是|为|被定为|确定为|定为)(?P<name>[^,;。:]{0,40}?[\u3400-\u9fff](?:之年|年)”?)(?=[,;。]|$)"
)
MOST = 3  # documents that may tell it


def lacks_name(question: Question, text: str) -> bool:
    """Say whether it is asked what a year is called and folded `text` calls none anything."""
    return _ASKED.search(question.text) is not None and _TOLD.search(text) is None


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return what the year asked about is called, by each of the documents meant; None when none or many tell it."""
    if not _ASKED.search(question.text) or question.language == "en":
        return None
    books = described(question, finder.books(scope)) or list(finder.books(scope))
    quoted = re.findall(r"“([^”]{2,12})”", question.text)
    lines: list[Statement] = []
    names: list[str] = []
    for book in books:
        year = book.document.card.year
        for sentence in book.sentences:
            told = None if sentence.furniture else _TOLD.search(sentence.text)
            if told is None or not meets_subject(question, scope, Candidate(book, sentence, 0, 0, 0)):
                continue
            stated = int(told["when"][:4]) if told["when"][0].isdigit() else year
            asked = question.years or ((year,) if relative_year(question.text) == "this" else ())
            if stated not in asked or not all(word in told["name"] for word in quoted):
                continue
            quote, name = Quote(book.document, sentence.span), _whole(told["name"])
            source = say("according", question.language, label=label(book.document))
            lines.append(Statement(f"**{name}**\n\n{source}“{quote.text}”", (quote,)))
            names.append(name)
            break
    if not 0 < len(lines) <= MOST:
        return None
    documents = tuple(dict.fromkeys(quote.document.id for line in lines for quote in line.quotes))
    short = names[0] if len(set(names)) == 1 else None
    return Draft("answered", "fact", tuple(lines), short=short, confidence=0.7, documents=documents)


def _whole(name: str) -> str:
    """Return a name without marks of quotation that only stand around all of it."""
    return name[1:-1] if name[0] == "“" and name.find("”") == len(name) - 1 else name
