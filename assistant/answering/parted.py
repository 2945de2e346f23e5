"""The entries of the part that a question names by what it is about: 讲理论武装那一块，底下三条题目; 问题那部分有几条."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering import tree, within
from assistant.described import about, meets
from assistant.draft import Draft, Statement
from assistant.evidence import Book
from assistant.model import Status
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import tokenize
from assistant.question.words import load_words
from assistant.wording import say
from corpus.model import Section
from corpus.numerals import read_number

SHARED_LEAST = 0.6  # of the pairs of characters of what a part is said to be about, which its title must hold
_PART = r"(?:一)?(?:个)?(?:大)?(?:部分|板块|块|章|小?节)"
_TOLD = re.compile(rf"(?:讲|写|说|谈|关于)(?:到|了)?(?P<told>[^,。?;讲写说谈]{{2,16}}?)(?:的|的?那|的?这){_PART}")
_BARE = re.compile(rf"(?P<told>[^,。?;的里中]{{2,12}}?)(?:的)?[那这]{_PART}")
_ENTRIES = re.compile(
    rf"(?:几|多少|哪些|{frames.NUMERAL})(?:个|大|小)?(?:条|项|点|节|小节|方面|标题|题目|任务|工作)|标题|题目"
)


_BESIDE = re.compile(
    rf"(?P<way>前|后|上|下)(?:头|面|边|一)(?:个|节|部分|块|章)?(?:又|还|都|的)*(?:是|有|讲|叫|写)?(?:的|了)?(?:哪|什么|啥)(?P<count>几|些|{frames.NUMERAL})?"
)
"""What asks for the headings before or after the part."""


def find_part(question: Question) -> str:
    """Return what the part is about of which the question asks for the entries (理论武装), or nothing."""
    told = _TOLD.search(question.text) or _BARE.search(question.text)
    if told is None or question.section is not None or question.language == "en":
        return ""
    asked = _ENTRIES.search(question.text, told.end()) or _BESIDE.search(question.text, told.end())
    return told["told"] if asked else ""


def answer(question: Question, books: Iterable[Book]) -> Draft | None:
    """Return the entries of the one part meant; None when none or several fit, or their number is not the asked one."""
    said = find_part(question)
    found = [(share, book, part) for book in books if said for share, part in _parts(question, book, said)]
    best = max((share for share, _, _ in found), default=0.0)
    near = [(book, part) for share, book, part in found if share == best]
    if len(near) != 1:
        return None
    book, part = near[0]
    if beside := list(_BESIDE.finditer(question.text)):
        return _neighbours(question, book, part, beside)
    children = book.document.children(part.index)
    entries = within.entries(book, part)
    if question.count not in {None, len(children) or len(entries)}:
        return None
    if entries:
        return within.draft(book, part, entries, language=question.language)
    return tree.below(book.document, part, language=question.language)


def _neighbours(question: Question, book: Book, part: Section, asked: list[re.Match[str]]) -> Draft | None:
    """Return the headings before and after a part, as many as are asked for; in part when there are fewer."""
    document, level = book.document, book.document.children(part.parent)
    at = [section.index for section in level].index(part.index)
    lines: list[Statement] = []
    items: list[str] = []
    short = False
    for hit in asked:
        before = hit["way"] in "前上"
        there = level[:at] if before else level[at + 1 :]
        several = hit["count"] in {"几", "些"}
        most = len(there) if several else read_number((hit["count"] or "一").replace("两", "二")) or 1
        if not there:
            return None
        short = short or most > len(there)
        lines.append(Statement(say("before" if before else "after", question.language), frame=True))
        for section in there[-most:] if before else there[:most]:
            lines.append(Statement(f"- {tree.printed(document, section)}", (tree.heading_quote(document, section),)))
            items.append(tree.printed(document, section))
    head = Statement(f"**{tree.printed(document, part)}**", (tree.heading_quote(document, part),))
    status: Status = "partial" if short else "answered"
    return Draft(status, "list", (head, *lines), items=tuple(items), confidence=0.8, documents=(document.id,))


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
        entries = [tree.wording(book.document, child) for child in book.document.children(part.index)]
        if share < SHARED_LEAST and len(entries) > 1 and all(own in entry for entry in entries):
            share = SHARED_LEAST  # 讲制度那节: each of its entries is of it
        if share >= SHARED_LEAST:
            found.append((share, part))
    return found


def _shared(said: str, title: str) -> float:
    pairs = [said[at : at + 2] for at in range(len(said) - 1)]
    return sum(pair in title for pair in pairs) / len(pairs) if pairs else 0.0
