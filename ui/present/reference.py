"""出处 in the form in which an official document names another: “《标题》（文号，日期）第X部分”."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.citing.reference import in_title_marks, place_in_document
from assistant.model import Answer, Citation
from assistant.quiz.study.naming import without_ending
from corpus.model import Document
from ui.present.card import readable_date
from ui.text import Words


def reference(citation: Citation, document: Document | None, *, words: Words) -> str:
    """Return one citation as plain text. What the document does not state is left out."""
    number = document.card.number.value if document is not None and document.card.number else None
    date = readable_date(citation.date, words=words) if citation.date else None
    inside = "，".join(part for part in (number, date) if part)
    return f"{in_title_marks(without_ending(citation.title))}{f'（{inside}）' if inside else ''}{place_in_document(citation.path)}"


def copied_answer(answer: Answer, references: Sequence[tuple[int, str]], *, words: Words) -> str:
    """Return the answer with its numbered sources below, as plain text for a draft."""
    plain = answer.answer.replace("**", "").strip()
    if not references:
        return plain
    lines = [f"[{n}] {text}" for n, text in references]
    return "\n".join([plain, "", words.sources_heading, *lines])
