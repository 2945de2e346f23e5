"""A benchmark's passages as a library that the product's own index can be built over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.model import Card, Document, OffsetMap, Passage, Span
from index.vector_cache import text_hash


class PassagePool:
    """Each passage is a document with one passage of the same id; satisfies `index.model.PassageSource`."""

    def __init__(self, passages: Mapping[str, str]) -> None:
        self._documents = tuple(_document(name, text) for name, text in passages.items())

    @property
    def revision(self) -> int:
        """A pool never changes."""
        return 1

    def documents(self) -> Sequence[Document]:
        """Return all documents in the order of the passages."""
        return self._documents


def _document(name: str, text: str) -> Document:
    span = Span(0, len(text))
    digest = text_hash(text)
    return Document(
        id=name,
        name=name,
        source=name,
        raw_sha256=digest,
        text=text,
        text_sha256=digest,
        offsets=OffsetMap(((0, 0, len(text)),)),
        furniture=(),
        card=Card(),
        sections=(),
        passages=(Passage(name, name, span, text, "content", None),),
    )
