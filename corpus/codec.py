"""Documents and cards as JSON and back: the form in which they are stored and cross process borders.

Every value that is read back is checked for shape; what does not fit raises `ValueError`, never builds half a document.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from corpus.model import Card, CardField, Document, OffsetMap, Passage, Section, Span

FORMAT = 1
"""Number of the stored form. A document of another number is understood anew from its original."""


def encode_card(card: Card) -> dict[str, Any]:
    """Return the JSON form of `card`; fields that are None or empty are left out."""
    found: dict[str, Any] = {}
    for field in fields(card):
        value = getattr(card, field.name)
        if isinstance(value, CardField):
            found[field.name] = _encode_fact(value)
        elif isinstance(value, tuple) and value:
            found[field.name] = [_encode_fact(one) if isinstance(one, CardField) else one for one in value]
        elif isinstance(value, bool | str | int) and value:
            found[field.name] = value
    return found


def decode_card(data: dict[str, Any]) -> Card:
    """Return the card that `encode_card` encoded. Fields this version does not know are dropped."""
    known = {field.name for field in fields(Card)}
    found: dict[str, Any] = {}
    for name, value in data.items():
        if name not in known:
            continue
        if isinstance(value, dict):
            found[name] = _decode_fact(value)
        elif isinstance(value, list):
            found[name] = tuple(_decode_fact(one) if isinstance(one, dict) else one for one in value)
        else:
            found[name] = value
    return Card(**found)


def encode_document(document: Document) -> dict[str, Any]:
    """Return the JSON form of `document`. Passages are kept as spans, since their text is a slice."""
    return {
        "format": FORMAT,
        "id": document.id,
        "name": document.name,
        "source": document.source,
        "raw_sha256": document.raw_sha256,
        "text": document.text,
        "text_sha256": document.text_sha256,
        "offsets": [list(run) for run in document.offsets.runs],
        "furniture": _spans(document.furniture),
        "card": encode_card(document.card),
        "sections": [
            [
                *(one.parent, one.level, one.kind, one.label, one.number),
                *(_span(one.heading), _span(one.title), _span(one.span), one.run_in),
            ]
            for one in document.sections
        ],
        "passages": [
            [one.id, _span(one.span), one.kind, one.section, list(one.breadcrumb)] for one in document.passages
        ],
        "pages": _spans(document.pages),
        "warnings": list(document.warnings),
        "names": list(document.names),
        "extra": dict(document.extra),
    }


def decode_document(data: dict[str, Any]) -> Document:
    """Return the document that `encode_document` encoded.

    Raises:
        ValueError: the data has another format or another shape.
    """
    if data.get("format") != FORMAT:
        raise ValueError(f"format {data.get('format')!r}, expected {FORMAT}")
    try:
        return _decode_document(data)
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"not a stored document: {error!r}") from error


def _decode_document(data: dict[str, Any]) -> Document:
    text = str(data["text"])
    return Document(
        id=data["id"],
        name=data["name"],
        source=data["source"],
        raw_sha256=data["raw_sha256"],
        text=text,
        text_sha256=data["text_sha256"],
        offsets=OffsetMap(tuple((run[0], run[1], run[2]) for run in data["offsets"])),
        furniture=_unspans(data["furniture"]),
        card=decode_card(data["card"]),
        sections=tuple(
            Section(index, parent, level, kind, label, number, Span(*heading), Span(*title), Span(*span), run_in)
            for index, (parent, level, kind, label, number, heading, title, span, run_in) in enumerate(data["sections"])
        ),
        passages=tuple(
            Passage(id_, data["id"], Span(*span), text[span[0] : span[1]], kind, section, tuple(breadcrumb))
            for id_, span, kind, section, breadcrumb in data["passages"]
        ),
        pages=_unspans(data["pages"]),
        warnings=tuple(data["warnings"]),
        names=tuple(data["names"]),
        extra=dict(data["extra"]),
    )


def dump(data: dict[str, Any]) -> bytes:
    """Return compact UTF-8 JSON. Lone surrogates cannot occur: readers replace them."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _encode_fact(fact: CardField) -> dict[str, Any]:
    span = None if fact.span is None else _span(fact.span)
    return {"value": fact.value, "span": span, "origin": fact.origin, "confidence": fact.confidence}


def _decode_fact(data: dict[str, Any]) -> CardField:
    span = None if data["span"] is None else Span(*data["span"])
    return CardField(data["value"], span, data["origin"], data["confidence"])


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [_span(span) for span in spans]


def _unspans(data: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in data)
