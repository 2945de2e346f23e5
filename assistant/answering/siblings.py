"""Whether what is found stands below a heading beside the one that the question names (初赛考基础, 复赛考实务)."""

from __future__ import annotations

from assistant.described import about, describing, meets
from assistant.evidence import Book
from assistant.folding import fold
from assistant.question.model import Question
from assistant.question.terms import tokenize


def is_of_a_sibling(question: Question, book: Book, at: int) -> bool:
    """Say whether a word of the question titles a section beside that of offset `at`, which never says it itself."""
    document = book.document
    around = [section for section in document.sections if section.span.start <= at < section.span.end]
    own = min(around, key=lambda section: len(section.span), default=None)
    if own is None or not own.title:
        return False
    beside = [s for s in document.children(own.parent) if s.index != own.index and s.title and s.kind != "table"]
    said = f"{about(book)} {book.headings.get(own.index, '')} {fold(own.span.of(document.text))}"
    missed = [term for term in describing(question) if len(term.text) > 1 and not meets(term.text, said)]
    missed = [term for term in missed if not any(tag[:1] == "v" for _, tag in tokenize(term.text))]  # 交给 is no matter
    return any(term.text in fold(section.title.of(document.text)) for term in missed for section in beside)
