"""The truth on disk: one SQLite database in WAL mode, with one writer by file lock and readers that never wait.

Knows tables, transactions, the revision and compaction; knows nothing of files that people add or of how documents are
understood.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import CannotWrite, DamagedStore, DangjianError, LibraryBusy

SCHEMA_VERSION = 1
BUSY_SECONDS = 5.0  # how long a second writer waits before it is told
COMPACTION_WAIT = 500  # milliseconds for readers to finish; otherwise the log is emptied next time

SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    shipped INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    added TEXT NOT NULL,
    updated TEXT NOT NULL,
    title TEXT,
    date TEXT,
    stamp TEXT NOT NULL,
    passages INTEGER NOT NULL,
    warnings TEXT NOT NULL,
    card TEXT NOT NULL,
    body BLOB NOT NULL,
    body_sha256 TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS documents_sha256 ON documents (sha256);
CREATE TABLE IF NOT EXISTS names (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    path TEXT UNIQUE
);
CREATE INDEX IF NOT EXISTS names_document ON names (document);
CREATE TABLE IF NOT EXISTS edits (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (document, field)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dismissed (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refusals (
    path TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL
);
"""
TABLES = frozenset({"facts", "documents", "names", "edits", "dismissed", "refusals", "sqlite_sequence"})


class Store:
    """Connections to one library database. Threads may share it; processes each open their own."""

    def __init__(self, folder: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.folder = folder
        self.path = folder / "library.db"
        self.busy_seconds = busy_seconds
        self._idle: deque[sqlite3.Connection] = deque()
        self._closed = False
        self._turn = threading.Lock()
        self._lock = FileLock(folder / "library.lock", thread_local=False, preserve_lock_file=True)

    def prepare(self) -> None:
        """Create the tables if need be.

        Raises:
            LibraryBusy: the tables must be made, and another process is writing.
            DamagedStore: the file is not a library of this version.
        """
        if self.path.exists() and self.path.stat().st_size and self._is_ready():
            return
        with self.locked(), self._connected() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")

    def _is_ready(self) -> bool:
        with self.read() as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            strange = [
                name
                for name, kind in connection.execute("SELECT name, type FROM sqlite_master")
                if kind in ("trigger", "view") or (kind == "table" and name not in TABLES)
            ]
        if version > SCHEMA_VERSION:
            raise DamagedStore("资料库由更新版本的程序写入", hint="请升级本程序后再打开")
        if strange:
            raise DamagedStore(f"资料库文件含有不认识的内容 {strange[0]}")
        return bool(version == SCHEMA_VERSION)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside one read transaction, so that all that is read belongs together."""
        with self._connected() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside the one write transaction; commits on leaving, rolls back on any error.

        Raises:
            LibraryBusy: another process held the writer's lock for longer than ``busy_seconds``.
        """
        with self.locked(), self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the writer's lock, against other threads and other processes. A killed holder's lock is free at once."""
        if not self._turn.acquire(timeout=self.busy_seconds):
            raise LibraryBusy
        try:
            try:
                self._lock.acquire(timeout=self.busy_seconds, poll_interval=0.02)
            except Timeout as error:
                raise LibraryBusy from error
            except OSError as error:
                raise CannotWrite(error.strerror or "") from error
            try:
                yield
            finally:
                self._lock.release()
        finally:
            self._turn.release()

    def compact(self) -> bool:
        """Rewrite the database without what was deleted and empty the log; say whether a reader prevented that."""
        with self.locked(), self._connected() as connection:
            connection.execute("VACUUM")
            connection.execute(f"PRAGMA busy_timeout = {COMPACTION_WAIT}")
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            connection.execute(f"PRAGMA busy_timeout = {round(self.busy_seconds * 1000)}")
        return not busy

    def problems(self) -> tuple[str, ...]:
        """Return what SQLite's own check says is wrong, nothing when all is well."""
        try:
            with self.read() as connection:
                lines = [str(row[0]) for row in connection.execute("PRAGMA quick_check(20)")]
        except (sqlite3.DatabaseError, DamagedStore) as error:
            return (str(error),)
        return tuple(line for line in lines if line != "ok")

    def close(self) -> None:
        """Close all idle connections. Connections on loan close when they come back."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            connection.close()
            raise _explain(error) from error
        except BaseException:
            connection.close()
            raise
        if self._closed:
            connection.close()
        else:
            self._idle.append(connection)

    def _place(self) -> tuple[str, bool]:
        """Return how to open the database; in a folder that may only be read, without the files that WAL puts there."""
        if os.access(self.folder, os.W_OK):
            return str(self.path), False
        log = self.path.with_name(f"{self.path.name}-wal")
        pending = log.exists() and log.stat().st_size
        return f"{self.path.as_uri()}?{'mode=ro' if pending else 'immutable=1'}", True

    def _connect(self) -> sqlite3.Connection:
        place, is_uri = self._place()
        try:
            connection = sqlite3.connect(
                place, uri=is_uri, timeout=self.busy_seconds, isolation_level=None, check_same_thread=False
            )
            connection.executescript(
                "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
                "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;"
            )
        except sqlite3.DatabaseError as error:
            raise _explain(error) from error
        return connection


def _explain(error: sqlite3.DatabaseError) -> DangjianError:
    """Say in our own terms what SQLite said."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusy()
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return CannotWrite()
    return DamagedStore("library.db")


def read_fact(connection: sqlite3.Connection, name: str, default: str = "") -> str:
    """Return a stored fact about the library itself, such as ``revision``."""
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return default if row is None else str(row[0])


def write_fact(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Store a fact about the library itself."""
    connection.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))


def next_revision(connection: sqlite3.Connection) -> int:
    """Raise the library's revision by one inside a write transaction and return it."""
    revision = int(read_fact(connection, "revision", "0")) + 1
    write_fact(connection, "revision", str(revision))
    return revision
