"""A whole home in one file, and back: every file with its SHA-256, databases copied while they are in use.

Knows folders and files, nothing of what they mean. What can be made again (locks, unfinished writes) is left out.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from corpus.durable import ASIDE, sync_folder, write_aside
from corpus.errors import DamagedStore, InvalidRequest
from corpus.folder import MAX_DEPTH

FORMAT = 1
AT_FDCWD, RENAME_EXCHANGE = -100, 2  # Source: Linux, fcntl.h and fs.h
MANIFEST = "manifest.json"
MAX_FILES = 200_000
MAX_BYTES = 64 << 30  # of a restored home
MAX_MANIFEST = 64 << 20
_PIECE = 1 << 20
_DATABASE = b"SQLite format 3\x00"
_LEFT_OUT = ("-wal", "-shm", "-journal", ".lock")
_TABLES_ONLY = "SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')"


@dataclass(frozen=True, slots=True)
class Archived:
    """What a backup holds: number of files and their bytes in all, before compression."""

    files: int
    size: int


def backup(home: Path, file: Path) -> Archived:
    """Write all of `home` to `file`, which appears only when it is complete.

    Databases are copied by SQLite's own means, so writers may go on; other files are taken as they are.

    Raises:
        InvalidRequest: there is no home, or `file` lies inside it.
        OSError: the disk is full or not writable; nothing is left of the backup.
    """
    home, file = home.resolve(), file.resolve()
    if not home.is_dir():
        raise InvalidRequest("没有可以备份的数据")
    if file.is_relative_to(home):
        raise InvalidRequest("备份文件不能放在数据文件夹里面")
    aside = file.with_name(f"{ASIDE}{secrets.token_hex(8)}")
    entries: list[dict[str, Any]] = []
    try:
        with zipfile.ZipFile(aside, "x", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            for path in _files(home):
                name = path.relative_to(home).as_posix()
                entries.append({"name": name, **_pack(archive, path, name)})
            manifest = {"format": FORMAT, "made": datetime.now(UTC).isoformat(), "files": entries}
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        with aside.open("rb") as written:
            os.fsync(written.fileno())
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(file.parent)
    return Archived(len(entries), sum(entry["size"] for entry in entries))


def restore(file: Path, home: Path, *, replace: bool = False) -> Archived:
    """Make `home` what it was when `file` was written. All is verified aside before the home changes in one step.

    Raises:
        InvalidRequest: the home is not empty and `replace` was not said, or there is no such file.
        DamagedStore: the file is not a whole backup of ours; the home is as it was.
        OSError: the disk is full; the home is as it was.
    """
    home, file = home.resolve(), file.resolve()
    if not file.is_file():
        raise InvalidRequest("找不到备份文件")
    if home.exists() and any(home.iterdir()) and not replace:
        raise InvalidRequest("数据文件夹不是空的", hint="确认要替换现有数据后再恢复")
    home.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=ASIDE, dir=home.parent))
    try:
        restored = _unpack(file, aside)
        _swap(aside, home)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return restored


def _files(home: Path) -> Iterator[Path]:
    """Yield the regular files of a home in order, without links and without what can be made again."""
    for folder, folders, names in os.walk(home, followlinks=False):
        here = Path(folder)
        depth = len(here.relative_to(home).parts)
        folders[:] = sorted(name for name in folders if depth < MAX_DEPTH and not (here / name).is_symlink())
        for name in sorted(names):
            path = here / name
            if name.startswith(ASIDE) or name.endswith(_LEFT_OUT) or not stat.S_ISREG(path.lstat().st_mode):
                continue
            yield path


def _pack(archive: zipfile.ZipFile, path: Path, name: str) -> dict[str, Any]:
    with path.open("rb") as opened:
        is_database = opened.read(len(_DATABASE)) == _DATABASE
    if not is_database:
        return _pack_file(archive, path, name)
    with tempfile.TemporaryDirectory(prefix="dangjian-") as folder:
        copy = Path(folder) / "copy.db"
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        return _pack_file(archive, copy, name)


def _pack_file(archive: zipfile.ZipFile, path: Path, name: str) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
        while piece := source.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            target.write(piece)
    return {"size": size, "sha256": digest.hexdigest()}


def _unpack(file: Path, folder: Path) -> Archived:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = _read_manifest(archive)
            for name, entry in entries.items():
                target = folder.joinpath(*PurePosixPath(name).parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                _unpack_file(archive, name, entry, target)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _damaged("备份文件不完整或已损坏") from error
    return Archived(len(entries), sum(entry["size"] for entry in entries.values()))


def _read_manifest(archive: zipfile.ZipFile) -> dict[str, dict[str, Any]]:
    """Return what the manifest lists by name, once everything about it has been checked."""
    names = archive.namelist()
    if MANIFEST not in names or archive.getinfo(MANIFEST).file_size > MAX_MANIFEST:
        raise _damaged("它不是本程序的备份文件")
    data = json.loads(archive.read(MANIFEST))
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("files"), list):
        raise _damaged("备份文件的版本不认识")
    entries: dict[str, dict[str, Any]] = {}
    for entry in data["files"]:
        if not isinstance(entry, dict) or not isinstance(entry.get("size"), int) or entry["size"] < 0:
            raise _damaged("备份清单有误")
        name = entry.get("name")
        if not isinstance(name, str) or not _is_inside(name) or name in entries:
            raise _damaged("备份清单里的路径指向别处")
        entries[name] = entry
    if len(entries) > MAX_FILES or sum(entry["size"] for entry in entries.values()) > MAX_BYTES:
        raise _damaged("备份文件太大")
    if sorted(names) != sorted([*entries, MANIFEST]):
        raise _damaged("备份内容与清单不一致")
    return entries


def _is_inside(name: str) -> bool:
    """Say whether `name` is a plain relative path: the only kind that `backup` writes."""
    parts = name.split("/")
    return not any(part in ("", ".", "..") or set(part) & set("\\:\x00") for part in parts) and len(parts) <= MAX_DEPTH


def _unpack_file(archive: zipfile.ZipFile, name: str, entry: dict[str, Any], target: Path) -> None:
    def pieces() -> Iterator[bytes]:
        left = entry["size"]
        with archive.open(name) as member:
            while piece := member.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise _damaged(f"{name} 与清单不一致")
                yield piece

    aside, sha256 = write_aside(target.parent, pieces())
    if sha256 != entry.get("sha256"):
        raise _damaged(f"{name} 与清单不一致")
    aside.replace(target)
    with target.open("rb") as opened:
        is_database = opened.read(len(_DATABASE)) == _DATABASE
    if is_database:
        _check_database(target, name)


def _check_database(path: Path, name: str) -> None:
    """Refuse a database that is damaged or would run something of its own when it is opened."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            strange = connection.execute(_TABLES_ONLY).fetchone()[0]
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.DatabaseError as error:
        raise _damaged(f"{name} 不是完好的数据库") from error
    if strange or not sound:
        raise _damaged(f"{name} 不是完好的数据库")


def _swap(aside: Path, home: Path) -> None:
    """Put the finished folder in the home's place, in one step where the system can, and delete the old one."""
    if not home.exists():
        aside.rename(home)
    elif _exchange(aside, home):
        shutil.rmtree(aside, ignore_errors=True)
    else:
        former = home.with_name(f"{ASIDE}{secrets.token_hex(8)}")
        home.rename(former)
        try:
            aside.rename(home)
        except OSError:
            former.rename(home)
            raise
        shutil.rmtree(former, ignore_errors=True)
    sync_folder(home.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step; say whether this system and file system can."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    return bool(rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)


def _damaged(reason: str) -> DamagedStore:
    return DamagedStore(reason, hint="现有数据没有改动")
