"""Keeping the stored documents what the product would make of them today.

Brings in the shipped documents, understands anew what an older version understood, mends a document whose stored form
is damaged, and deletes files that a crash left behind. Everything starts from the originals.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from corpus.codec import FORMAT, decode_document
from corpus.errors import DamagedStore, LibraryBusy, UnreadableFile
from corpus.model import Card, Document
from corpus.originals import Originals
from corpus.reading import DirectReader, Reader
from corpus.records import Name, Row, list_rows, load_document, names_of, put_document, put_name, require_row
from corpus.shipped import Shipped, facts_stamp, load_shipped
from corpus.store import Store

_UNDERSTANDING = ("readers", "cleaning", "structure", "card", "passages")


class Refresh:
    """Does what is due when a library is opened."""

    def __init__(
        self,
        store: Store,
        originals: Originals,
        reader: Reader,
        *,
        shipped: bool,
        stamp: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._originals = originals
        self._reader = reader
        self._clock = clock
        self._stamp = stamp
        self._wanted = shipped
        self._catalogue: dict[str, Shipped] | None = None

    def run(self) -> None:
        """Do all that is due; writes nothing, and waits for nobody, when nothing is.

        Raises:
            LibraryBusy: something is due, and another process is writing.
        """
        if not os.access(self._store.path, os.W_OK):
            return
        with self._store.read() as connection:
            rows = {row.id: row for row in list_rows(connection)}
            dismissed = {id_ for (id_,) in connection.execute("SELECT id FROM dismissed")}
        if self._wanted or any(row.shipped for row in rows.values()):
            for one in self._shipped().values():
                if one.id not in dismissed and (self._wanted or one.id in rows):
                    self._refresh_shipped(one, rows.get(one.id))
        for row in rows.values():
            if not row.shipped and row.stamp != self._stamp:
                self._understand_anew(row)
        self._sweep()

    def original(self, row: Row) -> Path:
        """Return where the original of a document lies."""
        if row.shipped and row.id in self._shipped():
            return self._shipped()[row.id].path
        return self._originals.path(row.sha256)

    def mend(self, id: str) -> None:  # noqa: A002 — the field's name everywhere
        """Understand a damaged document anew from its original.

        Raises:
            DamagedStore: the original is lost or damaged too.
        """
        with self._store.read() as connection:
            row = require_row(connection, id)
        if row.shipped and id in self._shipped():
            self._put_shipped(self._shipped()[id])
        elif not self._originals.is_whole(row.sha256) or not self._understand_anew(row):
            raise DamagedStore(row.name, hint="请移除这份文档后重新添加")

    def mend_all(self) -> None:
        """Mend every document whose stored form is damaged; see `mend`."""
        with self._store.read() as connection:
            damaged = []
            for row in list_rows(connection):
                try:
                    load_document(connection, row)
                except DamagedStore:
                    damaged.append(row.id)
        for id_ in damaged:
            self.mend(id_)

    def card_as_read(self, connection: sqlite3.Connection, row: Row) -> Card | None:
        """Return the card of a document without hand edits, None when its stored form is damaged."""
        body = connection.execute("SELECT body FROM documents WHERE id = ?", (row.id,)).fetchone()[0]
        try:
            return decode_document(json.loads(body)).card
        except ValueError:
            return None

    def _shipped(self) -> dict[str, Shipped]:
        if self._catalogue is None:
            self._catalogue = {one.id: one for one in load_shipped()}
        return self._catalogue

    def _refresh_shipped(self, one: Shipped, row: Row | None) -> None:
        if row is None or row.stamp != self._shipped_stamp(one):
            self._put_shipped(one)

    def bring_back(self) -> tuple[str, ...]:
        """Bring back the shipped documents that were removed; one that was added again as a file stays as it is."""
        back = []
        with self._store.read() as connection:
            dismissed = [id_ for (id_,) in connection.execute("SELECT id FROM dismissed") if id_ in self._shipped()]
            known = {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM documents")}
        for id_ in dismissed:
            one = self._shipped()[id_]
            if hashlib.sha256(one.path.read_bytes()).hexdigest() not in known:
                self._put_shipped(one)
                back.append(id_)
        with self._store.write() as connection:
            connection.execute("DELETE FROM dismissed WHERE id IN (SELECT id FROM documents)")
        return tuple(back)

    def _put_shipped(self, one: Shipped) -> None:
        document, size = understand_shipped(one)
        with self._store.write() as connection:
            put_document(
                connection, document, size=size, stamp=self._shipped_stamp(one), now=self._clock(), shipped=True
            )
            if not names_of(connection, one.id):
                put_name(connection, one.id, Name(one.name, None))

    def _understand_anew(self, row: Row) -> bool:
        with self._store.read() as connection:
            name = (names_of(connection, row.id) or [Name(row.name, None)])[0]
        try:
            document = self._reader.read(
                self._originals.path(row.sha256),
                id=row.id,
                name=name.name,
                source=row.source,
                sha256=row.sha256,
                facts={},
            ).document
        except (UnreadableFile, OSError):
            return False  # what was understood before is still right, and better than nothing
        with self._store.write() as connection:
            put_document(connection, document, size=row.size, stamp=self._stamp, now=self._clock())
        return True

    def _sweep(self) -> None:
        try:
            with self._store.locked():
                with self._store.read() as connection:
                    wanted = {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM documents")}
                self._originals.sweep(wanted)
        except (LibraryBusy, OSError):
            return  # the next one to open it will

    def _shipped_stamp(self, one: Shipped) -> str:
        content = hashlib.sha256(one.path.read_bytes()).hexdigest()[:12]
        return f"{self._stamp}.{facts_stamp(one.facts)}.{content}"


def understand_shipped(one: Shipped) -> tuple[Document, int]:
    """Understand a shipped document in this process and return it with the size of its file in bytes."""
    data = one.path.read_bytes()
    reading = DirectReader().read(
        one.path,
        id=one.id,
        name=one.name,
        source=one.source,
        sha256=hashlib.sha256(data).hexdigest(),
        facts=one.facts,
    )
    return reading.document, len(data)


def understanding_stamp() -> str:
    """Return what changes when documents would be understood differently: stored format and a hash of our own code."""
    here = Path(__file__).parent
    files = [
        *here.glob("*.py"),
        *here.glob("*.txt"),
        *(path for name in _UNDERSTANDING for path in (here / name).rglob("*.py")),
    ]
    digest = hashlib.sha256()
    for path in sorted(files):
        if path.name in _KEEPING:
            continue
        digest.update(path.relative_to(here).as_posix().encode())
        digest.update(path.read_bytes())
    return f"{FORMAT}.{digest.hexdigest()[:12]}"


_KEEPING = frozenset(
    {"archive.py", "durable.py", "errors.py", "folder.py", "ingest.py", "library.py", "originals.py", "records.py"}
    | {"refresh.py", "reading.py", "sandbox.py", "shipped.py", "store.py", "worker.py"}
)
"""Files that keep documents and do not understand them."""


def _shipped_stamp(one: Shipped) -> str:
    content = hashlib.sha256(one.path.read_bytes()).hexdigest()[:12]
    return f"{understanding_stamp()}.{facts_stamp(one.facts)}.{content}"
