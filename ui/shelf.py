"""Looking up documents while one page is drawn: each is read once, and one that has gone is simply not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import UnknownDocument

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.model import Document


class Shelf:
    """The documents of `library` by id, remembered as long as this object lives: for one drawing, no longer."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read: dict[str, Document | None] = {}

    def find_document(self, document: str) -> Document | None:
        """Return the document, or None when the library no longer has it."""
        if document not in self._read:
            try:
                self._read[document] = self._library.document(document)
            except UnknownDocument:
                self._read[document] = None
        return self._read[document]

    def documents(self) -> tuple[Document, ...]:
        """Return all documents in the library's order."""
        found = (self.find_document(document) for document in self._library.ids())
        return tuple(document for document in found if document is not None)
