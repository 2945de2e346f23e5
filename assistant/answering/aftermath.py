"""What follows from a case that a question puts in everyday words (分太低会怎么处理): the sentence that says so of its matter."""

from __future__ import annotations

import re

from assistant.consequences import CASES, CLASSES, cases, consequences
from assistant.deciding import passes_locks
from assistant.described import describing
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Candidate, Sentence
from assistant.finding import Finder
from assistant.question.model import Question, Term
from assistant.question.terms import match
from assistant.scoping import Scope
from assistant.wording import label, say

MATTER_LEAST = 0.5  # of the weight of what the case is of, which the sentence or what stands above it must hold
AHEAD = 0.2  # how much more of it than any other sentence on such a case
LIKE = 0.6  # what a noun counts of which the sentence has the leading character (牌子: 摘牌)
TITLED = 0.8  # what a word counts that only the title holds
_ASKED = re.compile(
    r"会(?:被|给)?(?:怎么|咋|如何|怎样)|有(?:什么|啥|何)(?:样的)?(?:后果|影响|下场|惩罚|处罚|处理|说法|结果)|"
    r"(?:怎么|咋|如何)(?:办|处理|处置|收拾|弄|罚|整)(?:[?,。]|$)|会(?:挨|受|遭)(?:什么|啥)"
)
_OUTCOME = re.compile(r"会(?:怎么样|咋样|怎样|如何)(?:[?,。]|$)|后果|下场|(?:什么|啥)影响")
_FOLLOWS = re.compile(r"处理|罚|赔|停[止用]|不予|不再|不作|不算|不计|视为|自动|影响|低于|不足\d|不满\d|(?<!不)超过")
_SPECIAL = frozenset({"absent", "faked", "complained"})
"""Cases that a text can only tell in such words; a low figure or a delay has many."""
_OF_ASKING = re.compile(r"后果|影响|下场|处理|处置|惩罚|处罚|结果|说法|要是|如果|老是|总是|还是|一直|以后|之后")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the one sentence that tells what follows from the asked case in its matter; None when none or several do."""
    asked = _ASKED.search(question.text)
    put = cases(question.text)
    if asked is None or not put or question.kind != "explain" or question.language == "en":
        return None
    terms = [term for term in describing(question) if not term.entity and not _is_of_the_case(term)]
    found: list[tuple[float, Book, Sentence]] = []
    for book in finder.books(scope):
        for sentence in book.sentences:
            text = sentence.text
            told = (part for part in text.split(";") if put & cases(part) and consequences(part))
            if sentence.furniture or sentence.heading or not any(told):
                continue
            if passes_locks(question, scope, Candidate(book, sentence, 1.0, 1.0, 0.0)):
                found.append((_share(terms, book, sentence), book, sentence))
    found.sort(key=lambda entry: -entry[0])
    if not found or found[0][0] < MATTER_LEAST or (len(found) > 1 and found[0][0] - found[1][0] < AHEAD):
        return None
    share, book, sentence = found[0]
    document = book.document
    head = Statement(say("according", question.language, label=label(document)).rstrip(), frame=True)
    line = Statement(" ".join(sentence.span.of(document.text).split()), (Quote(document, sentence.span),))
    return Draft("answered", "explain", (head, line), confidence=0.4 + 0.4 * share, documents=(document.id,))


def is_lacking(question: Question, text: str) -> bool:
    """Say whether the question wants to know what will happen, and folded `text` tells of nothing that does, or of no such case."""
    if question.kind != "explain" or not _OUTCOME.search(question.text):
        return False
    put = cases(question.text) & _SPECIAL
    return bool(put and not put & cases(text)) or not (consequences(text) or _FOLLOWS.search(text))


def _is_of_the_case(term: Term) -> bool:
    """Say whether a word tells the case or asks what follows, and so nothing of the matter."""
    told = any(words.search(term.text) for _, words in (*CASES, *CLASSES))
    return told or _OF_ASKING.search(term.text) is not None


def _share(terms: list[Term], book: Book, sentence: Sentence) -> float:
    """Return the share of the matter's weight that the sentence, its paragraph so far and its headings hold."""
    before = [s.text for s in book.paragraph(sentence) if s.order <= sentence.order]
    around = f"{book.heading_path(sentence)} {' '.join(before)}"
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    met = 0.0
    for term in terms:
        like = LIKE if len(term.text) > 1 and term.text[0] in sentence.text else 0.0
        met += term.weight * max(match(term.text, around), TITLED * match(term.text, book.title), like)
    return met / total
