"""The library: documents in order, their cards, adding, editing, removing. All that other rooms know of the store."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Self

from corpus.edits import apply_edits, check_edit
from corpus.errors import CannotWrite, DamagedStore, InvalidRequest, LibraryBusy
from corpus.folder import find_files
from corpus.ingest import Ingest, Ingested, Outcome, Progress, clean_name
from corpus.model import Card, Document
from corpus.originals import Originals
from corpus.reading import Reader
from corpus.records import (
    DocumentStatus,
    Refusal,
    delete_document,
    edits_of,
    list_refusals,
    list_rows,
    load_cards,
    load_document,
    names_of,
    put_card,
    require_row,
)
from corpus.refresh import Refresh, understanding_stamp
from corpus.sandbox import Sandbox
from corpus.store import Store, read_fact, write_fact

__all__ = ["DocumentStatus", "Ingested", "Library", "Outcome", "Progress", "Refusal"]

CACHED_DOCUMENTS = 256
Clock = Callable[[], datetime]


class Library:
    """资料库: one folder with ``library.db`` and the originals in ``files/``.

    Threads may share a library. Other processes may read and write the same folder: readers never wait, a second writer
    waits up to five seconds and then gets `LibraryBusy`.
    """

    def __init__(self, folder: Path, *, shipped: bool, clock: Clock, reader: Reader) -> None:
        self.folder = folder
        self._clock = clock
        self._store = Store(folder)
        self._originals = Originals(folder / "files")
        self._reader = reader
        self._owns_reader = False
        stamp = understanding_stamp()
        self._ingest = Ingest(self._store, self._originals, self._reader, stamp=stamp, clock=clock)
        self._refresh = Refresh(self._store, self._originals, self._reader, shipped=shipped, stamp=stamp, clock=clock)
        self._cache: OrderedDict[str, tuple[int, Document]] = OrderedDict()
        self._cards: dict[str, tuple[int, Card]] = {}
        self._guard = threading.Lock()

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        shipped: bool = True,
        clock: Clock = lambda: datetime.now(UTC),
        reader: Reader | None = None,
    ) -> Self:
        """Open the library in `folder`, made if need be; with `shipped` a fresh one starts with the shipped documents.

        Documents that an older version of the product understood are understood anew from their originals. Files are
        read by `reader`, by default in a process of their own.

        Raises:
            CannotWrite: the disk is full, or the folder cannot be written to.
            LibraryBusy: there is something to write, and another process is writing.
            DamagedStore: the folder holds something that is not a library of this version.
        """
        try:
            folder = folder.resolve()
            (folder / "files").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWrite(error.strerror or "") from error
        library = cls(folder, shipped=shipped, clock=clock, reader=reader or Sandbox())
        library._owns_reader = reader is None
        try:
            library._store.prepare()
            library._refresh.run()
            library._compact_if_due()
        except BaseException:
            library.close()
            raise
        return library

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def revision(self) -> int:
        """A number that grows with every change, whoever made it; read from disk."""
        with self._store.read() as connection:
            return int(read_fact(connection, "revision", "0"))

    def ids(self) -> tuple[str, ...]:
        """Return the documents' ids in the order of adding."""
        with self._store.read() as connection:
            return tuple(id_ for (id_,) in connection.execute("SELECT id FROM documents ORDER BY position"))

    def cards(self) -> Mapping[str, Card]:
        """Return the card of every document in the order of adding, without loading texts."""
        with self._guard:
            known = dict(self._cards)
        revisions = {id_: revision for id_, (revision, _) in known.items()}
        try:
            with self._store.read() as connection:
                found = load_cards(connection, revisions)
        except DamagedStore:
            self._refresh.mend_all()
            with self._store.read() as connection:
                found = load_cards(connection, revisions)
        fresh = {id_: (revision, card or known[id_][1]) for id_, (revision, card) in found.items()}
        with self._guard:
            self._cards = fresh
        return MappingProxyType({id_: card for id_, (_, card) in fresh.items()})

    def document(self, id: str) -> Document:  # noqa: A002 — the field's name everywhere
        """Return a document; the same object while it does not change.

        Raises:
            UnknownDocument: no document has this id.
            DamagedStore: its bytes are not the ones that were written and its original is lost too.
        """
        with self._store.read() as connection:
            row = require_row(connection, id)
            with self._guard:
                cached = self._cache.get(id)
                if cached and cached[0] == row.revision:
                    self._cache.move_to_end(id)
                    return cached[1]
            try:
                document = load_document(connection, row)
            except DamagedStore:
                document = None
        if document is None:
            self._refresh.mend(id)
            return self.document(id)
        with self._guard:
            self._cache[id] = (row.revision, document)
            self._cache.move_to_end(id)
            while len(self._cache) > CACHED_DOCUMENTS:
                self._cache.popitem(last=False)
        return document

    def documents(self) -> Iterator[Document]:
        """Yield all documents in the order of adding."""
        for id_ in self.ids():
            yield self.document(id_)

    def status(self, id: str) -> DocumentStatus:  # noqa: A002
        """Return what the list of documents shows of one.

        Raises:
            UnknownDocument: no document has this id.
        """
        with self._store.read() as connection:
            row = require_row(connection, id)
            names = tuple(dict.fromkeys(one.name for one in names_of(connection, id)))
        return DocumentStatus(
            *(row.id, row.name, row.source, row.size, row.added, row.updated, row.passages, row.warnings),
            names=names or (row.name,),
        )

    def original(self, id: str) -> Path:  # noqa: A002
        """Return where the original file of a document lies.

        Raises:
            UnknownDocument: no document has this id.
        """
        with self._store.read() as connection:
            row = require_row(connection, id)
        return self._refresh.original(row)

    def add(self, path: Path, *, name: str | None = None, progress: Progress | None = None) -> Ingested:
        """Add one file, and return when it is safely stored. A file that cannot be read is a result, not an error.

        With `name` the file is an upload known by that name; without, it is known by its resolved path, and adding the
        path again updates the document.

        Raises:
            LibraryBusy: another process is writing.
            CannotWrite: the disk is full; the library is as it was.
        """
        return self._ingest.add(path, name=name, progress=progress)

    def add_folder(self, folder: Path, *, progress: Progress | None = None) -> Iterator[Ingested]:
        """Add the files below `folder`, one result for each as it is done; links and special files are refused."""
        for found in find_files(folder):
            if found.skipped:
                yield self._ingest.refuse(found.path, clean_name(found.path.name), found.skipped)
            else:
                yield self.add(found.path, progress=progress)

    def add_all(self, paths: Iterable[Path], *, progress: Progress | None = None) -> Iterator[Ingested]:
        """Add files and folders in the order given."""
        for path in paths:
            if path.is_dir():
                yield from self.add_folder(path, progress=progress)
            else:
                yield self.add(path, progress=progress)

    def remove(self, id: str) -> None:  # noqa: A002
        """Remove a document for good: its rows, its original, and its bytes in the database's files.

        Raises:
            UnknownDocument: no document has this id.
            LibraryBusy: another process is writing.
        """
        with self._store.write() as connection:
            row = require_row(connection, id)
            delete_document(connection, id)
            if row.shipped:
                connection.execute("INSERT OR IGNORE INTO dismissed (id) VALUES (?)", (id,))
            write_fact(connection, "compaction", "due")
        self._originals.drop(row.sha256)
        with self._guard:
            self._cache.pop(id, None)
            self._cards.pop(id, None)
        self._compact_if_due()

    def restore_shipped(self) -> tuple[str, ...]:
        """Bring back the shipped documents that were removed and return their ids.

        Raises:
            LibraryBusy: another process is writing.
        """
        return self._refresh.bring_back()

    def edit_card(self, id: str, changes: Mapping[str, str | None]) -> Document:  # noqa: A002
        """Set fields of a card by hand and return the document. What a person said survives updates of the file.

        An empty value says that the document does not state the field; None takes the hand edit back.

        Raises:
            UnknownDocument: no document has this id.
            InvalidRequest: there is no such field, or a value does not fit it; nothing is changed.
        """
        if not changes:
            raise InvalidRequest("没有要修改的内容")
        checked = [(*check_edit(field, value or ""), value is None) for field, value in changes.items()]
        original = self.document(id)
        with self._store.write() as connection:
            row = require_row(connection, id)
            for field, value, taken_back in checked:
                connection.execute("DELETE FROM edits WHERE document = ? AND field = ?", (id, field))
                if not taken_back:
                    connection.execute(
                        "INSERT INTO edits (document, field, value) VALUES (?, ?, ?)", (id, field, value)
                    )
            as_read = self._refresh.card_as_read(connection, row) or original.card
            put_card(connection, id, apply_edits(as_read, edits_of(connection, id)), self._clock())
        return self.document(id)

    def refusals(self) -> tuple[Refusal, ...]:
        """Return the files that were refused and not added since, the latest first."""
        with self._store.read() as connection:
            return list_refusals(connection)

    def forget_refusals(self) -> None:
        """Empty the list of refused files."""
        with self._store.write() as connection:
            connection.execute("DELETE FROM refusals")

    def problems(self) -> tuple[str, ...]:
        """Check database, documents and originals against their hashes; return one sentence for each that is wrong."""
        found = [f"数据库：{line}" for line in self._store.problems()]
        if found:
            return tuple(found)
        with self._store.read() as connection:
            rows = list_rows(connection)
            for row in rows:
                try:
                    load_document(connection, row)
                except DamagedStore:
                    found.append(f"文档 {row.id} 的内容与写入时不一致")
        for row in rows:
            if not row.shipped and not self._originals.is_whole(row.sha256):
                found.append(f"文档 {row.id} 的原件缺失或已损坏")
        return tuple(found)

    def close(self) -> None:
        """Close files, and the reading process unless it was given. A closed library is not used again."""
        if self._owns_reader:
            self._reader.close()
        self._store.close()

    def _compact_if_due(self) -> None:
        with self._store.read() as connection:
            due = read_fact(connection, "compaction") == "due"
        if not due:
            return
        with suppress(CannotWrite, LibraryBusy):  # it stays due, and is done when the library is opened next
            if self._store.compact():
                with self._store.write() as connection:
                    write_fact(connection, "compaction", "done")
