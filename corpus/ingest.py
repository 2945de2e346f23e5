"""Taking one file into the library: is it new, known or a new version, and what is stored in which order.

The original is copied aside and read without any lock; then, under the writer's lock, it gets its name and one
transaction makes the document visible. A crash anywhere leaves the library as before or as after.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from corpus.errors import CannotWrite, UnreadableFile
from corpus.model import Document
from corpus.originals import Copy, Originals, hash_file
from corpus.reading import Reader
from corpus.records import (
    Name,
    Refusal,
    Row,
    delete_document,
    drop_refusal,
    find_by_path,
    find_row,
    find_upload,
    names_of,
    new_id,
    put_document,
    put_name,
    put_refusal,
    require_row,
)
from corpus.store import Store

Outcome = Literal["added", "unchanged", "updated", "refused"]
Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total); stage is ``read``, ``recognise`` (scanned pages) or ``store``."""

MAX_NAME = 200  # characters of a name that people see
_INVISIBLE = dict.fromkeys(
    [*range(0x20), 0x7F, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file. ``id`` is None when it was refused; then ``reason`` is the sentence that says why."""

    path: str
    id: str | None
    outcome: Outcome
    reason: str | None = None


class Ingest:
    """Adds files to a store, with their originals beside it."""

    def __init__(
        self, store: Store, originals: Originals, reader: Reader, *, stamp: str, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._originals = originals
        self._reader = reader
        self._stamp = stamp
        self._clock = clock

    def add(self, path: Path, *, name: str | None, progress: Progress | None) -> Ingested:
        """Add the file at `path`; with `name` it is an upload, known by that name and not by its path."""
        shown = show_path(path)
        label = clean_name(name if name is not None else path.name)
        try:
            key = None if name is not None else show_path(_resolve(path))
            result = self._add(path, label, key, progress or (lambda stage, done, total: None))
        except UnreadableFile as error:
            return self.refuse(path, label, _sentence(error), upload=name is not None)
        except OSError as error:  # the file's own troubles are UnreadableFile; this is our folder's
            raise CannotWrite(error.strerror or "") from error
        return Ingested(shown, *result)

    def refuse(self, path: Path, label: str, reason: str, *, upload: bool = False) -> Ingested:
        """Remember that a file was not taken in, and why."""
        shown = show_path(path)
        key = label if upload else show_path(_resolve(path))
        with self._store.write() as connection:
            put_refusal(connection, Refusal(key, label, reason, self._clock()))
        return Ingested(shown, None, "refused", reason)

    def _add(self, path: Path, label: str, key: str | None, progress: Progress) -> tuple[str, Outcome]:
        progress("read", 0, 1)
        name = Name(label, key)
        known = self._find_known(hash_file(path), name)
        if known:
            return known
        copy = self._originals.copy_in(path)
        try:
            with self._store.read() as connection:
                own = find_by_path(connection, key) if key is not None else None
                guest = own is not None and (own.shipped or names_of(connection, own.id)[0].path != key)
                id_ = own.id if own and not guest else new_id(connection, copy.sha256)
            document = self._read(copy, id_, name, progress)
            if key is None:
                with self._store.read() as connection:
                    own = find_upload(connection, label, document)
                if own:
                    document = self._read(copy, own.id, name, progress)
            elif guest:
                own = None
            progress("store", 0, 1)
            return self._keep(copy, document, name, own)
        finally:
            copy.path.unlink(missing_ok=True)

    def _find_known(self, sha256: str, name: Name) -> tuple[str, Outcome] | None:
        """Handle content that the library has: it stays one document, with one more name if it came under one."""
        with self._store.read() as connection:
            row = find_row(connection, "sha256", sha256)
            if row is None:
                return None
            if name in names_of(connection, row.id):
                return row.id, "unchanged"
        with self._store.write() as connection:
            row = find_row(connection, "sha256", sha256)
            if row is None:
                return None
            outcome, orphan = self._attach(connection, row, name)
        if orphan:
            self._originals.drop(orphan)
        return row.id, outcome

    def _attach(self, connection: sqlite3.Connection, row: Row, name: Name) -> tuple[Outcome, str | None]:
        """Give `row` a further name; a document that loses its last one to it was replaced, and goes."""
        former = find_by_path(connection, name.path) if name.path is not None else None
        put_name(connection, row.id, name)
        if name.path is not None:
            drop_refusal(connection, name.path)
        if former and former.id != row.id and not former.shipped and not names_of(connection, former.id):
            delete_document(connection, former.id)
            return "updated", former.sha256
        return "unchanged", None

    def _read(self, copy: Copy, id_: str, name: Name, progress: Progress) -> Document:
        return self._reader.read(
            copy.path,
            id=id_,
            name=name.name,
            source=name.path or name.name,
            sha256=copy.sha256,
            facts={},
            progress=lambda done, total: progress("recognise", done, total),
        ).document

    def _keep(self, copy: Copy, document: Document, name: Name, own: Row | None) -> tuple[str, Outcome]:
        """Store a document that was read, as a new one or as the new version of `own`."""
        apart = self._read_guests(own) if own else None
        with self._store.write() as connection:
            row = find_row(connection, "sha256", copy.sha256)
            if row:  # someone else added the same meanwhile
                return row.id, self._attach(connection, row, name)[0]
            updated = own is not None and find_row(connection, "id", own.id) is not None
            if apart and own:
                self._part(connection, own, apart, name)
            self._originals.keep(copy)
            put_document(connection, document, size=copy.size, stamp=self._stamp, now=self._clock())
            put_name(connection, document.id, name)
            drop_refusal(connection, name.path or name.name)
            orphan = own.sha256 if own and updated and not find_row(connection, "sha256", own.sha256) else None
        if orphan:
            self._originals.drop(orphan)
        return document.id, "updated" if updated else "added"

    def _read_guests(self, own: Row) -> Document | None:
        """Understand anew, under an id of its own, a version that other files still have while one of them moves on."""
        with self._store.read() as connection:
            names = names_of(connection, own.id)
            id_ = new_id(connection, own.sha256)
        if len(names) < 2 or not self._originals.path(own.sha256).exists():
            return None
        copy = Copy(self._originals.path(own.sha256), own.sha256, own.size)
        return self._read(copy, id_, names[1], lambda stage, done, total: None)

    def _part(self, connection: sqlite3.Connection, own: Row, apart: Document, name: Name) -> None:
        """Move all names but `name` from `own` to the document `apart`."""
        size = require_row(connection, own.id).size
        others = [one for one in names_of(connection, own.id) if one != name]
        put_document(connection, apart, size=size, stamp=self._stamp, now=self._clock())
        connection.execute("DELETE FROM names WHERE document = ?", (own.id,))
        for one in others:
            put_name(connection, apart.id, one)


def show_path(path: Path) -> str:
    """Return a path as text that can be stored and shown, even when its bytes are no valid UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def clean_name(name: str) -> str:
    """Return a file's name without folders, control characters and characters that turn the writing direction."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    name = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1].translate(_INVISIBLE).strip()
    if len(name) > MAX_NAME:
        stem, dot, suffix = name.rpartition(".")
        suffix = dot + suffix if dot and len(suffix) <= 10 else ""
        name = (stem or name)[: MAX_NAME - len(suffix) - 1] + "…" + suffix
    return name if name not in ("", ".", "..") else "未命名"


def _sentence(error: UnreadableFile) -> str:
    """Return reason and advice as one sentence, which is what a line of a list has room for."""
    return UnreadableFile("，".join(part for part in (error.detail, error.hint) if part)).message()


def _resolve(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path
