"""Counting, killing at, and failing the system calls by which this process changes files, those of SQLite included.

SQLite lets its system calls be replaced (``xSetSystemCall``); Python's are attributes of `os`. Install in a child
process only: nothing is put back. A sync makes no difference to what the next process sees after SIGKILL, so SQLite's
own syncs, which cannot be replaced, need no point of their own: the points before and after stand for it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

_Pointer = ctypes.c_void_p


class _Vfs(ctypes.Structure):
    """The head of ``sqlite3_vfs`` (version 3). Source: sqlite3.h."""

    _fields_ = (
        ("iVersion", ctypes.c_int),
        ("szOsFile", ctypes.c_int),
        ("mxPathname", ctypes.c_int),
        ("pNext", _Pointer),
        ("zName", ctypes.c_char_p),
        ("pAppData", _Pointer),
        ("methods", _Pointer * 12),
        ("xCurrentTimeInt64", _Pointer),
        ("xSetSystemCall", ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, ctypes.c_char_p, _Pointer)),
        ("xGetSystemCall", ctypes.CFUNCTYPE(_Pointer, _Pointer, ctypes.c_char_p)),
    )


_PROTOTYPES: dict[str, tuple[Any, ...]] = {
    "open": (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_int),
    "write": (ctypes.c_ssize_t, ctypes.c_int, _Pointer, ctypes.c_size_t),
    "pwrite": (ctypes.c_ssize_t, ctypes.c_int, _Pointer, ctypes.c_size_t, ctypes.c_int64),
    "pwrite64": (ctypes.c_ssize_t, ctypes.c_int, _Pointer, ctypes.c_size_t, ctypes.c_int64),
    "ftruncate": (ctypes.c_int, ctypes.c_int, ctypes.c_int64),
    "fallocate": (ctypes.c_int, ctypes.c_int, ctypes.c_int64, ctypes.c_int64),
    "unlink": (ctypes.c_int, ctypes.c_char_p),
}
_NEEDS_ROOM = frozenset({"write", "pwrite", "pwrite64", "fallocate", "os.write", "os.open"})
_PYTHON = ("open", "write", "fsync", "replace", "rename", "unlink", "close", "ftruncate")

Point = Callable[[str], bool]
"""Called before each system call with its name; says whether the call must fail for want of room."""


class Counter:
    """Counts system calls and kills this process at the n-th, or fails all that need room from the n-th on."""

    def __init__(self, *, kill_at: int = 0, full_from: int = 0) -> None:
        self.kill_at = kill_at
        self.full_from = full_from
        self.count = 0

    def __call__(self, name: str) -> bool:
        self.count += 1
        if self.count == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return bool(self.full_from) and self.count >= self.full_from and name in _NEEDS_ROOM


def find_sqlite() -> Path | None:
    """Return the SQLite library this process uses, None when it is built into Python and cannot be reached."""
    import sqlite3

    sqlite3.connect(":memory:").close()
    found = re.search(r"(/\S*libsqlite3\.so\S*)", Path("/proc/self/maps").read_text()) if os.name == "posix" else None
    return Path(found.group(1)) if found else None


def install(point: Point) -> list[object]:
    """Put `point` before every system call that changes files; keep what is returned while the process lives."""
    kept: list[object] = []
    library = find_sqlite()
    if library is None:
        raise RuntimeError("SQLite's system calls cannot be reached")
    sqlite = ctypes.CDLL(str(library))
    sqlite.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    vfs = sqlite.sqlite3_vfs_find(None)
    for name, prototype in _PROTOTYPES.items():
        kind = ctypes.CFUNCTYPE(*prototype, use_errno=True)
        original = vfs.contents.xGetSystemCall(ctypes.cast(vfs, _Pointer), name.encode())
        if original:
            replaced = kind(_before(point, name, kind(original)))
            vfs.contents.xSetSystemCall(ctypes.cast(vfs, _Pointer), name.encode(), ctypes.cast(replaced, _Pointer))
            kept.append(replaced)
    for name in _PYTHON:
        setattr(os, name, _before_python(point, f"os.{name}", getattr(os, name)))
    return kept


def _before(point: Point, name: str, original: Any) -> Any:
    def call(*arguments: Any) -> int:
        if name == "open" and not arguments[1] & (os.O_CREAT | os.O_TRUNC):
            return int(original(*arguments))
        if point(name):
            if name == "fallocate":
                return errno.ENOSPC
            ctypes.set_errno(errno.ENOSPC)
            return -1
        return int(original(*arguments))

    return call


def _before_python(point: Point, name: str, original: Any) -> Any:
    def call(*arguments: Any, **options: Any) -> Any:
        if name == "os.open" and not arguments[1] & os.O_CREAT:
            return original(*arguments, **options)
        if point(name):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return original(*arguments, **options)

    return call
