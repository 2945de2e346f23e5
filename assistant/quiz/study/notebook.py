"""What each learner answered and when each item comes back: one SQLite file of the home, ``study.db``.

An answer is on disk before its result is shown. Recording it a second time under the same id changes nothing. The answer
and what follows from it are one transaction, so that a killed process leaves both or neither.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from assistant.quiz.model import QuizItem, item_from_dict
from assistant.quiz.study.clock import Clock, start_clock
from assistant.quiz.study.memory import LATEST, Memory, review
from assistant.quiz.study.records import REASONS, Answered, Past, Recorded
from corpus.errors import CannotWrite, DamagedStore, DangjianError, InvalidRequest, LibraryBusy

FILE_NAME = "study.db"
REPORTS = "quiz-reports.jsonl"
VERSION = 1
BUSY_SECONDS = 10.0
LONGEST_NAME = 200  # characters of a learner's name

SCHEMA = """
CREATE TABLE IF NOT EXISTS clocks (learner TEXT PRIMARY KEY, study INTEGER NOT NULL, wall INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS items (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answers (
    learner TEXT NOT NULL, id TEXT NOT NULL, sitting TEXT NOT NULL, mode TEXT NOT NULL, item TEXT NOT NULL,
    type TEXT NOT NULL, document TEXT NOT NULL, place TEXT, section TEXT, given TEXT NOT NULL, correct INTEGER NOT NULL,
    hinted INTEGER NOT NULL, seconds REAL NOT NULL, rating TEXT NOT NULL, due INTEGER NOT NULL, run INTEGER NOT NULL,
    at INTEGER NOT NULL, day TEXT NOT NULL,
    PRIMARY KEY (learner, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answers_at ON answers (learner, at);
CREATE TABLE IF NOT EXISTS memories (
    learner TEXT NOT NULL, item TEXT NOT NULL, state INTEGER NOT NULL, step INTEGER, stability REAL NOT NULL,
    difficulty REAL NOT NULL, due INTEGER NOT NULL, last INTEGER NOT NULL, rights INTEGER NOT NULL,
    wrongs INTEGER NOT NULL, run INTEGER NOT NULL,
    PRIMARY KEY (learner, item)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reports (
    learner TEXT NOT NULL, item TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (learner, item)
) WITHOUT ROWID;
"""
_MEMORY = "state, step, stability, difficulty, due, last, rights, wrongs, run"


def wall_clock() -> int:
    """Return what the machine's clock says, in ms since 1970."""
    return time.time_ns() // 1_000_000


class Notebook:
    """The study records of one home. Threads and processes may share it; each call opens its own connection."""

    def __init__(self, home: Path, *, clock: Callable[[], int] = wall_clock) -> None:
        self.home = home
        self.path = home / FILE_NAME
        self._clock = clock
        self._turn = threading.Lock()

    def record(self, learner: str, answer: Answered) -> Recorded:
        """Store `answer` and what follows from it, durably, and return it; once only for each answer id.

        Raises:
            InvalidRequest: the learner or the answer has no name, or an unusable one.
            LibraryBusy, CannotWrite, DamagedStore: nothing was stored.
        """
        require_name(learner)
        require_name(answer.id)
        with self._writing() as connection:
            known = connection.execute(
                "SELECT correct, rating, due, run FROM answers WHERE learner = ? AND id = ?", (learner, answer.id)
            ).fetchone()
            if known is not None:
                return Recorded(bool(known[0]), known[1], known[2], known[3], fresh=False)
            at = self._tick(connection, learner)
            item = answer.item
            after = review(_memory_of(connection, learner, item.id), answer.rating, at=at)
            connection.execute(
                f"INSERT OR REPLACE INTO memories (learner, item, {_MEMORY}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (learner, item.id, *_row(after)),
            )
            body = json.dumps(item.as_dict(), ensure_ascii=False)
            connection.execute("INSERT OR REPLACE INTO items (id, body) VALUES (?, ?)", (item.id, body))
            connection.execute(
                "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    learner, answer.id, answer.sitting, answer.mode, item.id, item.type, item.topic.document,
                    item.topic.place, item.topic.section, answer.given.as_json(), int(answer.graded.right),
                    int(answer.hinted), max(0.0, answer.seconds), answer.rating, after.due, after.run, at, local_day(at),
                ),
            )  # fmt: skip
        return Recorded(answer.graded.right, answer.rating, after.due, after.run, fresh=True)

    def now(self, learner: str) -> int:
        """Return study time in ms: the wall clock, unless that was set back.

        A jump backward is noted at once, so that waiting reviews come due as time passes even before the next answer.
        """
        wall = self._wall()
        with self._reading() as connection:
            known = _clock_of(connection, learner) if connection is not None else None
        if known is None:
            return wall
        if wall < known.wall:
            with self._writing() as connection:
                return self._tick(connection, learner)
        return known.at(wall).study

    def memories(self, learner: str) -> dict[str, Memory]:
        """Return what is remembered of each item that the learner answered, by item id."""
        with self._reading() as connection:
            if connection is None:
                return {}
            rows = connection.execute(f"SELECT item, {_MEMORY} FROM memories WHERE learner = ?", (learner,))
            return {row[0]: Memory(*row[1:]) for row in rows}

    def answers(self, learner: str) -> tuple[Past, ...]:
        """Return the learner's answers, oldest first."""
        with self._reading() as connection:
            if connection is None:
                return ()
            rows = connection.execute(
                "SELECT id, sitting, mode, item, type, document, place, section, correct, at, day FROM answers"
                " WHERE learner = ? ORDER BY at, id",
                (learner,),
            )
            return tuple(_past(row) for row in rows)

    def stored_items(self) -> dict[str, QuizItem]:
        """Return every item that anybody answered, as it was then, by id."""
        with self._reading() as connection:
            if connection is None:
                return {}
            found: dict[str, QuizItem] = {}
            for id_, body in connection.execute("SELECT id, body FROM items"):
                try:
                    found[id_] = item_from_dict(json.loads(body))
                except (KeyError, TypeError, ValueError):  # written by a version with another form: it is made anew
                    continue
            return found

    def tallies(self) -> Mapping[str, tuple[int, int]]:
        """Return (right, wrong) answers of all learners together for each item, for learning how difficult it is."""
        with self._reading() as connection:
            if connection is None:
                return {}
            rows = connection.execute("SELECT item, sum(rights), sum(wrongs) FROM memories GROUP BY item")
            return {row[0]: (row[1], row[2]) for row in rows}

    def report(self, learner: str, item: QuizItem, reason: str) -> None:
        """Keep that the learner finds `item` bad, for review in ``quiz-reports.jsonl``; it is asked of them no more.

        Raises:
            InvalidRequest: `reason` is none of `REASONS`.
        """
        require_name(learner)
        if reason not in REASONS:
            raise InvalidRequest(f"reason {reason!r}")
        with self._writing() as connection:
            at = self._tick(connection, learner)
            done = connection.execute(
                "INSERT OR IGNORE INTO reports VALUES (?, ?, ?, ?)", (learner, item.id, reason, at)
            )
            if done.rowcount == 0:
                return
            moment = datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds")
            entry = {"format": VERSION, "time": moment, "reason": reason, "item": item.as_dict()}
            _append_line(self.home / REPORTS, json.dumps(entry, ensure_ascii=False))

    def reported(self, learner: str) -> frozenset[str]:
        """Return the ids of the items that the learner reported."""
        with self._reading() as connection:
            if connection is None:
                return frozenset()
            rows = connection.execute("SELECT item FROM reports WHERE learner = ?", (learner,))
            return frozenset(row[0] for row in rows)

    def problems(self) -> tuple[str, ...]:
        """Return what SQLite's own check says is wrong, nothing when all is well."""
        try:
            with self._reading() as connection:
                rows = connection.execute("PRAGMA quick_check(20)") if connection is not None else ()
                return tuple(str(row[0]) for row in rows if row[0] != "ok")
        except DangjianError as error:
            return (error.detail or type(error).__name__,)

    def _wall(self) -> int:
        return min(max(0, self._clock()), LATEST)

    def _tick(self, connection: sqlite3.Connection, learner: str) -> int:
        """Note the present moment for the learner and return it in study time."""
        wall = self._wall()
        known = _clock_of(connection, learner)
        moved = known.at(wall) if known is not None else start_clock(wall)
        connection.execute("INSERT OR REPLACE INTO clocks VALUES (?, ?, ?)", (learner, moved.study, moved.wall))
        return moved.study

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """Lend a connection, or None when nobody has studied yet."""
        if not self.path.is_file():
            yield None
            return
        with self._told(), closing(self._connect()) as connection:
            ready = connection.execute("PRAGMA user_version").fetchone()[0]
            if ready > VERSION:
                raise DamagedStore(FILE_NAME, hint="请升级本程序后再打开")
            yield connection if ready else None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside the one write transaction; it is on disk when this is left without an error."""
        with self._turn, self._told():
            self.home.mkdir(parents=True, exist_ok=True)
            with closing(self._connect()) as connection:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                if version > VERSION:
                    raise DamagedStore(FILE_NAME, hint="请升级本程序后再打开")
                if version == 0:
                    with FileLock(f"{self.path}.lock"):  # SQLite does not wait when two turn a new file to WAL at once
                        connection.execute("PRAGMA journal_mode = WAL")
                        connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.commit()
                except BaseException:
                    connection.rollback()
                    raise

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.executescript(
                "PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
            )
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise _explain(error) from error
        except OSError as error:
            raise CannotWrite(error.strerror or "") from error


def require_name(name: str) -> str:
    """Return `name` when a learner or an answer may be called that.

    Raises:
        InvalidRequest: it is empty, too long, or no text.
    """
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise InvalidRequest("name")
    return name


def local_day(at: int) -> str:
    """Return the date of `at` (ms) where this machine stands, as ISO."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone().date().isoformat()


def _clock_of(connection: sqlite3.Connection, learner: str) -> Clock | None:
    row = connection.execute("SELECT study, wall FROM clocks WHERE learner = ?", (learner,)).fetchone()
    return Clock(*row) if row is not None else None


def _memory_of(connection: sqlite3.Connection, learner: str, item: str) -> Memory | None:
    query = f"SELECT {_MEMORY} FROM memories WHERE learner = ? AND item = ?"
    row = connection.execute(query, (learner, item)).fetchone()
    return Memory(*row) if row is not None else None


def _past(row: tuple[Any, ...]) -> Past:
    id_, sitting, mode, item, type_, document, place, section, correct, at, day = row
    return Past(id_, sitting, mode, item, type_, document, place, section, bool(correct), at, day)


def _row(memory: Memory) -> Iterable[object]:
    return asdict(memory).values()


def _append_line(path: Path, line: str) -> None:
    """Append one line by a single durable write."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, (line + "\n").encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def _explain(error: sqlite3.DatabaseError) -> DangjianError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusy()
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return CannotWrite()
    return DamagedStore(FILE_NAME)
