"""The files people added, byte for byte, under their SHA-256: what a document is understood anew from.

Names that people gave are never used on disk.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.durable import ASIDE, publish, sync_folder, write_aside
from corpus.errors import UnreadableFile
from corpus.readers.limits import MAX_FILE, MIB

ABANDONED_SECONDS = 3600.0  # an unfinished copy older than this belongs to a process that died


@dataclass(frozen=True, slots=True)
class Copy:
    """A private copy of a file that is being taken in."""

    path: Path
    sha256: str
    size: int


class Originals:
    """A folder of files named by their SHA-256 (hex)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the original with this hash lies or would lie."""
        return self.folder / sha256

    def copy_in(self, path: Path) -> Copy:
        """Copy the file at `path` aside, so that what is read is what is kept whatever happens to it meanwhile.

        Raises:
            UnreadableFile: it cannot be opened, is not a regular file, is empty or too large.
        """
        size = 0

        def counted() -> Iterator[bytes]:
            nonlocal size
            for piece in read_pieces(path):
                size += len(piece)
                yield piece

        aside, sha256 = write_aside(self.folder, counted())
        return Copy(aside, sha256, size)

    def keep(self, copy: Copy) -> None:
        """Make a private copy the stored original."""
        publish(copy.path, self.path(copy.sha256))

    def drop(self, sha256: str) -> None:
        """Delete a stored original if it is there; one that cannot be deleted now is swept later."""
        with suppress(OSError):
            self.path(sha256).unlink(missing_ok=True)
            sync_folder(self.folder)

    def is_whole(self, sha256: str) -> bool:
        """Say whether the stored original is there and has its hash."""
        try:
            return hash_file(self.path(sha256)) == sha256
        except UnreadableFile:
            return False

    def sweep(self, wanted: Collection[str]) -> int:
        """Delete originals no document has and copies a dead process left; return how many. Needs the lock."""
        swept = 0
        for path in self.folder.iterdir():
            if path.name in wanted or not path.is_file():
                continue
            if path.name.startswith(ASIDE) and time.time() - path.stat().st_mtime < ABANDONED_SECONDS:
                continue
            path.unlink(missing_ok=True)
            swept += 1
        return swept


def hash_file(path: Path) -> str:
    """Return the SHA-256 (hex) of a file.

    Raises:
        UnreadableFile: it cannot be opened, is not a regular file, is empty or too large.
    """
    digest = hashlib.sha256()
    for piece in read_pieces(path):
        digest.update(piece)
    return digest.hexdigest()


def read_pieces(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a regular file, at most `MAX_FILE` of them.

    Raises:
        UnreadableFile: see `hash_file`.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise UnreadableFile("找不到这个文件", hint="请检查路径") from error
    except PermissionError as error:
        raise UnreadableFile("没有读取它的权限") from error
    except (OSError, ValueError) as error:
        raise UnreadableFile("文件打不开") from error
    try:
        found = os.fstat(handle)
        if stat.S_ISDIR(found.st_mode):
            raise UnreadableFile("它是文件夹", hint="请选择里面的文件，或按文件夹添加")
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableFile("它不是普通文件，而是管道、设备或套接字")
        if found.st_size == 0:
            raise UnreadableFile("文件是空的")
        total = 0
        while True:
            total += len(piece := _read(handle, found.st_size if total == 0 else 0))
            if not piece:
                return
            if total > MAX_FILE:
                raise _too_large()
            yield piece
    finally:
        os.close(handle)


def _read(handle: int, declared: int) -> bytes:
    if declared > MAX_FILE:
        raise _too_large()
    try:
        return os.read(handle, MIB)
    except OSError as error:
        raise UnreadableFile("读取中断", hint="请检查磁盘后再试") from error


def _too_large() -> UnreadableFile:
    return UnreadableFile(f"文件超过 {MAX_FILE // MIB} MB", hint="请拆分后再添加")
