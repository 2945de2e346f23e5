"""The entries of the part that a question names by what it is about: 讲理论武装那一块，底下三条题目; 问题那部分有几条."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering import tree, within
from assistant.described import about, meets
from assistant.draft import Draft
from assistant.evidence import Book
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import tokenize
from assistant.question.words import load_words
from corpus.model import Section

SHARED_LEAST = 0.6  # of the pairs of characters of what a part is said to be about, which its title must hold
_PART = r"(?:一)?(?:个)?(?:大)?(?:部分|板块|块|章)"
_TOLD = re.compile(
    rf"(?:讲|写|说|谈|关于)(?:到|了)?(?P<told>[^,。?;讲写说谈]{{2,16}}?)(?:的|的?那|的?这){_PART}"
    rf"|(?P<bare>[^,。?;的里中]{{2,12}}?)(?:的)?[那这]{_PART}"
)
_ENTRIES = re.compile(
    rf"(?:几|多少|哪些|{frames.NUMERAL})(?:个|大|小)?(?:条|项|点|节|小节|方面|标题|题目|任务|工作)|标题|题目"
)


def find_part(question: Question) -> str:
    """Return what the part is about of which the question asks for the entries (理论武装), or nothing."""
    told = _TOLD.search(question.text)
    if told is None or question.section is not None or question.language == "en":
        return ""
    return (told["told"] or told["bare"]) if _ENTRIES.search(question.text, told.end()) else ""


def answer(question: Question, books: Iterable[Book]) -> Draft | None:
    """Return the entries of the one part meant; None when none or several fit, or their number is not the asked one."""
    said = find_part(question)
    found = [(share, book, part) for book in books if said for share, part in _parts(question, book, said)]
    best = max((share for share, _, _ in found), default=0.0)
    near = [(book, part) for share, book, part in found if share == best]
    if len(near) != 1:
        return None
    book, part = near[0]
    children = book.document.children(part.index)
    entries = within.entries(book, part)
    if question.count not in {None, len(children) or len(entries)}:
        return None
    if entries:
        return within.draft(book, part, entries, language=question.language)
    return tree.below(book.document, part, language=question.language)


def _parts(question: Question, book: Book, said: str) -> list[tuple[float, Section]]:
    """Return the titled parts of a document that hold what is said of the part meant, with how much of it they hold."""
    card = about(book)
    if not all(meets(name, card) for name in question.bodies):
        return []
    words = [word for word, _ in tokenize(said) if not meets(word, card)]
    own = "".join(word for word in words if word not in load_words("stopwords")) or "".join(words)
    if not own:
        return []
    found: list[tuple[float, Section]] = []
    for part in tree.top_sections(book.document):
        title = tree.wording(book.document, part) if part.title else ""
        share = 1.0 if title and meets(own, title) else _shared(own, title)
        if share >= SHARED_LEAST:
            found.append((share, part))
    return found


def _shared(said: str, title: str) -> float:
    pairs = [said[at : at + 2] for at in range(len(said) - 1)]
    return sum(pair in title for pair in pairs) / len(pairs) if pairs else 0.0
