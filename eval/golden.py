"""What a golden file holds of a document: tree, furniture, card, warnings, in a form that people can read and check.

The goldens themselves lie with the tests; here is only how a document is written down to be compared with one.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from corpus.model import Card, CardField, Document, Section, Span

EDGE = 12
"""Characters shown of each end of a furniture span."""


def view(document: Document) -> dict[str, Any]:
    """Return the checked facts of `document`."""
    return {
        "tree": [_line(document, section) for section in document.sections],
        "furniture": [_edges(document.text, span) for span in document.furniture],
        "card": _card(document.card),
        "warnings": list(document.warnings),
    }


def _line(document: Document, section: Section) -> str:
    indent = "  " * (section.level - 1)
    title = section.title.of(document.text).replace("\n", " ")
    return f"{indent}{section.kind} [{section.label}] {title}{' ~' if section.run_in else ''}"


def _edges(text: str, span: Span) -> str:
    words = span.of(text).replace("\n", "⏎")
    return words if len(words) <= 2 * EDGE else f"{words[:EDGE]}…{words[-EDGE:]}"


def _card(card: Card) -> dict[str, Any]:
    found: dict[str, Any] = {"titles": [title.value for title in card.titles]}
    for field in dataclasses.fields(card):
        value = getattr(card, field.name)
        if isinstance(value, CardField):
            found[field.name] = value.value if value.origin == "text" else f"{value.value} ({value.origin})"
    found["masked"] = card.masked
    found["regions"] = list(card.regions)
    return found
