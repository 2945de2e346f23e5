"""The card of a document, read from its frame; hand-judged facts win."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from corpus.cleaning.clean import Paragraph
from corpus.model import Card, CardField, Span
from corpus.structure.frame import Role


def read_card(text: str, paragraphs: Sequence[Paragraph], roles: Sequence[Role], facts: Mapping[str, Any]) -> Card:
    """Return the card. A field that neither the text nor `facts` state is None."""
    titles: list[CardField] = []
    for paragraph, role in zip(paragraphs, roles, strict=True):
        if role == "title":
            titles.append(CardField(paragraph.span.of(text), paragraph.span))
    return Card(titles=tuple(titles))
