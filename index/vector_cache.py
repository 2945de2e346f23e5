"""Vectors by text hash and encoder, in SQLite, so that nothing unchanged is ever encoded twice. Holds no text.

A cache: whatever cannot be read back is encoded again. It also hands out vector numbers, which are never reused.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from filelock import FileLock

from index.model import Vectors

log = logging.getLogger("dangjian.index")

FORMAT = 1
CHECK_BYTES = 8
_TABLES = """
CREATE TABLE IF NOT EXISTS vectors (
    encoder TEXT NOT NULL, text_sha256 TEXT NOT NULL, vector BLOB NOT NULL, checksum BLOB NOT NULL,
    PRIMARY KEY (encoder, text_sha256)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;
"""


def text_hash(text: str) -> str:
    """Return the SHA-256 of `text` (hex)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class VectorCache:
    """One SQLite file. Connections are short-lived, so threads and processes may share it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._connect()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            log.warning("the vector cache is damaged and starts anew")
            self.clear()
            connection = self._connect()
        with closing(connection):
            yield connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        try:
            if not connection.execute("PRAGMA user_version").fetchone()[0]:
                # two that turn one new file to WAL at once do not wait for each other: SQLite calls it locked
                with FileLock(f"{self.path}.lock"):
                    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
                    connection.execute("PRAGMA journal_mode = WAL")
                    connection.executescript(_TABLES)
                    connection.execute(f"PRAGMA user_version = {FORMAT}")
            elif connection.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
                raise sqlite3.DatabaseError("another format")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("SELECT count(*) FROM counters").fetchone()
        except sqlite3.DatabaseError:
            connection.close()
            raise
        except OSError as error:  # no room or no right for the lock file
            connection.close()
            raise sqlite3.OperationalError(str(error)) from error
        return connection

    def clear(self) -> None:
        """Delete the cache's files."""
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def find(self, encoder: str, hashes: Iterable[str], *, dimension: int) -> dict[str, Vectors]:
        """Return the vectors ``(d,) float32`` held for these texts; damaged or missing ones are left out."""
        wanted = list(dict.fromkeys(hashes))
        found: dict[str, Vectors] = {}
        try:
            with self._open() as connection:
                for at in range(0, len(wanted), 500):
                    part = wanted[at : at + 500]
                    marks = ",".join("?" * len(part))
                    query = (
                        "SELECT text_sha256, vector, checksum FROM vectors "
                        f"WHERE encoder = ? AND text_sha256 IN ({marks})"
                    )
                    for text, blob, checksum in connection.execute(query, (encoder, *part)):
                        if len(blob) == 4 * dimension and _checksum(encoder, text, blob) == checksum:
                            found[text] = np.frombuffer(blob, dtype="<f4").astype(np.float32)
        except sqlite3.DatabaseError as error:
            log.warning("the vector cache could not be read: %s", error)
        return found

    def store(self, encoder: str, vectors: Mapping[str, Vectors]) -> None:
        """Keep the vectors of texts, given by text hash, in one transaction."""
        rows = []
        for text, vector in vectors.items():
            blob = np.ascontiguousarray(vector, dtype="<f4").tobytes()
            rows.append((encoder, text, blob, _checksum(encoder, text, blob)))
        try:
            self._write("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)", rows)
        except sqlite3.OperationalError as error:  # full or read-only disk: the answer does not hang on a cache
            log.warning("the vector cache could not be written: %s", error)
        except sqlite3.DatabaseError:
            log.warning("the vector cache is damaged and starts anew")
            self.clear()
            self._write("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)", rows)

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(statement, rows)
            connection.execute("COMMIT")

    def keep_only(self, hashes: Iterable[str]) -> int:
        """Delete the vectors of all other texts, overwrite their bytes, and return how many there were."""
        with self._open() as connection:
            connection.execute("CREATE TEMP TABLE kept (text_sha256 TEXT PRIMARY KEY) WITHOUT ROWID")
            connection.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((text,) for text in hashes))
            gone = connection.execute(
                "DELETE FROM vectors WHERE text_sha256 NOT IN (SELECT text_sha256 FROM kept)"
            ).rowcount
            if gone:
                connection.execute("PRAGMA incremental_vacuum").fetchall()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return gone

    def take_numbers(self, count: int, *, at_least: int = 0) -> range:
        """Return `count` new vector numbers, never given before and none below `at_least`."""
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            row = connection.execute("SELECT next FROM counters WHERE name = 'vector'").fetchone()
            first = max(row[0] if row else 0, at_least)
            connection.execute("INSERT OR REPLACE INTO counters VALUES ('vector', ?)", (first + count,))
            connection.execute("COMMIT")
        return range(first, first + count)


def _checksum(encoder: str, text: str, blob: bytes) -> bytes:
    key = hashlib.blake2b(f"{encoder}\0{text}\0".encode(), digest_size=CHECK_BYTES)
    key.update(blob)
    return key.digest()
