"""Short way for tests to have a text understood."""

from __future__ import annotations

from typing import Any

from corpus.model import Document
from corpus.raw import RawDocument
from corpus.understanding import understand


def read(text: str, *, facts: dict[str, Any] | None = None, **parts: Any) -> Document:
    raw = RawDocument(text, "text/plain", **parts)
    return understand(raw, id="d", name="样例.txt", source="样例", raw_sha256="0" * 64, facts=facts)


def titles(document: Document) -> list[str]:
    return ["  " * (s.level - 1) + s.label + s.title.of(document.text) for s in document.sections]


def lines(document: Document) -> list[str]:
    return document.text.split("\n")
