"""Rows of the library: each function is one step inside a transaction that the caller holds."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.codec import decode_card, decode_document, dump, encode_card, encode_document
from corpus.edits import apply_edits, with_card
from corpus.errors import DamagedStore, UnknownDocument
from corpus.model import Card, Document
from corpus.store import next_revision

MAX_REFUSALS = 1_000


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a document; ``path`` is the resolved path it was added from, None for uploads."""

    name: str
    path: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """What the library knows about a document without opening its text."""

    id: str
    name: str
    source: str
    sha256: str
    size: int
    shipped: bool
    revision: int
    added: datetime
    updated: datetime
    stamp: str
    passages: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """A document as the library lists it; ``size`` in bytes of the original, times aware UTC."""

    id: str
    name: str
    source: str
    size: int
    added: datetime
    updated: datetime
    passages: int
    warnings: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken in, with the sentence that says why; nothing else of it is kept."""

    path: str
    name: str
    reason: str
    at: datetime


_COLUMNS = "id, name, source, sha256, size, shipped, revision, added, updated, stamp, passages, warnings"


def find_row(connection: sqlite3.Connection, where: str, value: str) -> Row | None:
    """Return the first document whose column `where` (``id`` or ``sha256``) is `value`."""
    query = f"SELECT {_COLUMNS} FROM documents WHERE {where} = ? ORDER BY position LIMIT 1"
    found = connection.execute(query, (value,)).fetchone()
    return None if found is None else _row(found)


def require_row(connection: sqlite3.Connection, id: str) -> Row:  # noqa: A002 — the field's name everywhere
    """Return the row of document `id`.

    Raises:
        UnknownDocument: there is none.
    """
    found = find_row(connection, "id", id)
    if found is None:
        raise UnknownDocument(id)
    return found


def list_rows(connection: sqlite3.Connection) -> list[Row]:
    """Return all rows in the order of adding."""
    return [_row(found) for found in connection.execute(f"SELECT {_COLUMNS} FROM documents ORDER BY position")]


def find_by_path(connection: sqlite3.Connection, path: str) -> Row | None:
    """Return the document that was added from the resolved `path`."""
    found = connection.execute("SELECT document FROM names WHERE path = ?", (path,)).fetchone()
    return None if found is None else find_row(connection, "id", found[0])


def find_upload(connection: sqlite3.Connection, name: str, document: Document) -> Row | None:
    """Return the upload of the same name whose text has the same title and date as `document`."""
    title, date = _title(document.card), _date(document.card)
    if title is None:
        return None
    found = connection.execute(
        "SELECT documents.id FROM documents JOIN names ON names.document = documents.id"
        " WHERE names.name = ? AND names.path IS NULL AND NOT shipped AND title = ? AND date IS ?"
        " ORDER BY position LIMIT 1",
        (name, title, date),
    ).fetchone()
    return None if found is None else find_row(connection, "id", found[0])


def names_of(connection: sqlite3.Connection, id: str) -> list[Name]:  # noqa: A002
    """Return the names of a document, the first one given first."""
    rows = connection.execute("SELECT name, path FROM names WHERE document = ? ORDER BY rowid", (id,))
    return [Name(name, path) for name, path in rows]


def edits_of(connection: sqlite3.Connection, id: str) -> dict[str, str]:  # noqa: A002
    """Return the hand edits of a document's card by field."""
    return dict(connection.execute("SELECT field, value FROM edits WHERE document = ? ORDER BY field", (id,)))


def load_document(connection: sqlite3.Connection, row: Row) -> Document:
    """Return the document of `row` as it was stored, with its card as edited and all its names.

    Raises:
        DamagedStore: the bytes are not the ones that were written.
    """
    body, digest, card = connection.execute(
        "SELECT body, body_sha256, card FROM documents WHERE id = ?", (row.id,)
    ).fetchone()
    if not isinstance(body, bytes) or _digest(body, card) != digest:
        raise DamagedStore(row.name)
    try:
        document = decode_document(json.loads(body))
        if (document.id, document.raw_sha256) != (row.id, row.sha256):
            raise DamagedStore(row.name)
        return replace(
            with_card(document, decode_card(json.loads(card))),
            name=row.name,
            source=row.source,
            names=tuple(dict.fromkeys(one.name for one in names_of(connection, row.id))),
        )
    except ValueError as error:
        raise DamagedStore(row.name) from error


def load_cards(connection: sqlite3.Connection, known: Mapping[str, int]) -> dict[str, tuple[int, Card | None]]:
    """Return revision and card of every document in order; the card is None where `known` has that revision.

    Raises:
        DamagedStore: the bytes of a card are not the ones that were written.
    """
    found: dict[str, tuple[int, Card | None]] = {}
    fresh: list[str] = []
    for id_, revision in connection.execute("SELECT id, revision FROM documents ORDER BY position"):
        found[id_] = (revision, None)
        if known.get(id_) != revision:
            fresh.append(id_)
    for id_ in fresh:
        query = "SELECT card, body_sha256 FROM documents WHERE id = ?"
        card, digest = connection.execute(query, (id_,)).fetchone()
        if hashlib.sha256(str(card).encode()).hexdigest() != digest.rpartition(" ")[2]:
            raise DamagedStore(id_)
        found[id_] = (found[id_][0], decode_card(json.loads(card)))
    return found


def put_document(
    connection: sqlite3.Connection,
    document: Document,
    *,
    size: int,
    stamp: str,
    now: datetime,
    shipped: bool = False,
) -> None:
    """Insert `document`, or replace the one with its id, which keeps its place, its names and its hand edits.

    When it is stored as it is already, only the stamp is renewed, and nobody has to look at it again.
    """
    body = dump(encode_document(document))
    card = dump(encode_card(apply_edits(document.card, edits_of(connection, document.id)))).decode("utf-8")
    digest = _digest(body, card)
    same = connection.execute(
        "SELECT 1 FROM documents WHERE id = ? AND sha256 = ? AND body_sha256 = ? AND body = ? AND card = ?",
        (document.id, document.raw_sha256, digest, body, card),
    ).fetchone()
    if same:
        connection.execute("UPDATE documents SET stamp = ? WHERE id = ?", (stamp, document.id))
        return
    values = {
        "id": document.id,
        "name": document.name,
        "source": document.source,
        "sha256": document.raw_sha256,
        "size": size,
        "shipped": int(shipped),
        "revision": next_revision(connection),
        "updated": now.isoformat(),
        "title": _title(document.card),
        "date": _date(document.card),
        "stamp": stamp,
        "passages": len(document.passages),
        "warnings": json.dumps(document.warnings, ensure_ascii=False),
        "card": card,
        "body": body,
        "body_sha256": digest,
    }
    changes = ", ".join(f"{name} = excluded.{name}" for name in values if name != "id")
    values["added"] = now.isoformat()
    connection.execute(
        f"INSERT INTO documents ({', '.join(values)}) VALUES ({', '.join(':' + name for name in values)})"
        f" ON CONFLICT (id) DO UPDATE SET {changes}",
        values,
    )


def put_card(connection: sqlite3.Connection, id: str, card: Card, now: datetime) -> None:  # noqa: A002
    """Replace the card that people see."""
    body = connection.execute("SELECT body FROM documents WHERE id = ?", (id,)).fetchone()[0]
    written = dump(encode_card(card)).decode("utf-8")
    connection.execute(
        "UPDATE documents SET card = ?, body_sha256 = ?, revision = ?, updated = ? WHERE id = ?",
        (written, _digest(body, written), next_revision(connection), now.isoformat(), id),
    )


def put_name(connection: sqlite3.Connection, id: str, name: Name) -> bool:  # noqa: A002
    """Give a document another name, taking it from whichever had the same path; say whether anything changed."""
    if name in names_of(connection, id):
        return False
    if name.path is not None:
        connection.execute("DELETE FROM names WHERE path = ?", (name.path,))
    connection.execute("INSERT INTO names (document, name, path) VALUES (?, ?, ?)", (id, name.name, name.path))
    connection.execute("UPDATE documents SET revision = ? WHERE id = ?", (next_revision(connection), id))
    return True


def delete_document(connection: sqlite3.Connection, id: str) -> None:  # noqa: A002
    """Delete a document with its names and edits."""
    connection.execute("DELETE FROM documents WHERE id = ?", (id,))
    next_revision(connection)


def new_id(connection: sqlite3.Connection, sha256: str) -> str:
    """Return an id made of the content's hash that no other document has or had under another content."""
    for length in range(10, len(sha256) + 1, 6):
        id_ = f"doc-{sha256[:length]}"
        if find_row(connection, "id", id_) is None:
            return id_
    raise DamagedStore("文档编号用尽")


def put_refusal(connection: sqlite3.Connection, refusal: Refusal) -> None:
    """Remember why a file was refused; the oldest are forgotten beyond a thousand."""
    connection.execute(
        "INSERT OR REPLACE INTO refusals (path, name, reason, at) VALUES (?, ?, ?, ?)",
        (refusal.path, refusal.name, refusal.reason, refusal.at.isoformat()),
    )
    connection.execute(
        "DELETE FROM refusals WHERE path NOT IN (SELECT path FROM refusals ORDER BY at DESC LIMIT ?)", (MAX_REFUSALS,)
    )


def drop_refusal(connection: sqlite3.Connection, path: str) -> None:
    """Forget that the file at `path` was refused."""
    connection.execute("DELETE FROM refusals WHERE path = ?", (path,))


def list_refusals(connection: sqlite3.Connection) -> tuple[Refusal, ...]:
    """Return the refused files, the latest first."""
    rows = connection.execute("SELECT path, name, reason, at FROM refusals ORDER BY at DESC, path")
    return tuple(Refusal(path, name, reason, datetime.fromisoformat(at)) for path, name, reason, at in rows)


def _digest(body: bytes, card: str) -> str:
    """Return the hashes of a document's two stored parts, which are checked whenever they are read."""
    return f"{hashlib.sha256(body).hexdigest()} {hashlib.sha256(card.encode('utf-8')).hexdigest()}"


def _row(found: tuple[object, ...]) -> Row:
    try:
        return _parse_row(found)
    except (TypeError, ValueError) as error:
        raise DamagedStore("library.db") from error


def _parse_row(found: tuple[object, ...]) -> Row:
    id_, name, source, sha256, size, shipped, revision, added, updated, stamp, passages, warnings = found
    return Row(
        str(id_),
        str(name),
        str(source),
        str(sha256),
        int(str(size)),
        bool(shipped),
        int(str(revision)),
        datetime.fromisoformat(str(added)),
        datetime.fromisoformat(str(updated)),
        str(stamp),
        int(str(passages)),
        tuple(json.loads(str(warnings))),
    )


def _title(card: Card) -> str | None:
    return card.title


def _date(card: Card) -> str | None:
    return card.date.value if card.date else None
