"""Questions to start with, made from whatever the library holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.model import Document, Section
from ui.text import Language

MOST = 4

ENUMERATIONS = ("要点", "措施", "任务", "安排", "重点")
"""A title that ends so names a list, and “有哪些” can follow it."""

LONGEST_HEADING = 24
FEWEST_PARTS = 2


def example_questions(documents: Sequence[Document], *, language: Language) -> tuple[str, ...]:
    """Return at most `MOST` questions, each of another kind and each answerable from `documents`."""
    kinds = [_list_of(documents, language), _number_of(documents, language), *_parts_of(documents, language)]
    return tuple(dict.fromkeys(question for question in kinds if question))[:MOST]


def _list_of(documents: Iterable[Document], language: Language) -> str | None:
    for document in documents:
        titles = [t.value for t in document.card.titles if t.value.endswith(ENUMERATIONS)]
        if not titles or document.card.masked:
            continue
        title = min(titles, key=len)
        place = document.card.place.value if document.card.place else ""
        if language == "en":
            return f"What are the main points of {place}《{title}》?"
        return f"{'' if place in title else place}{title}有哪些？"
    return None


def _number_of(documents: Iterable[Document], language: Language) -> str | None:
    for document in documents:
        if document.card.number is None or document.card.title is None:
            continue
        title = document.card.title.strip("《》")
        short = min((t.value.strip("《》") for t in document.card.titles), key=len, default=title)
        if language == "en":
            return f"What is the document number of《{short}》?"
        return f"《{short}》的文号是多少？什么时候印发的？"
    return None


def _parts_of(documents: Iterable[Document], language: Language) -> list[str]:
    """Return one question for each document that has a heading with several headings below it."""
    questions: list[str] = []
    for document in documents:
        section = next((s for s in document.sections if _is_askable(document, s)), None)
        if section is None:
            continue
        heading = section.title.of(document.text).strip()
        template = "What does “{heading}” include?" if language == "en" else "“{heading}”包括哪些内容？"
        questions.append(template.format(heading=heading))
    return questions


def _is_askable(document: Document, section: Section) -> bool:
    heading = section.title.of(document.text).strip()
    if not 4 <= len(heading) <= LONGEST_HEADING or "\n" in heading:
        return False
    return len(document.children(section.index)) >= FEWEST_PARTS
