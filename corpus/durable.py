"""Writing files so that a crash leaves the old one or the new one, never a part.

Everything goes through `os` by attribute, one call for each step, so that the fault harness can stop a process at any
of them. For files that SQLite does not keep: originals, archives, index generations.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

ASIDE = ".aside-"
"""Prefix of a file that is not finished. Whoever holds the writer's lock may delete it."""


def write_aside(folder: Path, pieces: Iterable[bytes]) -> tuple[Path, str]:
    """Write `pieces` to a new, synced file in `folder` and return its path with the SHA-256 of its bytes (hex).

    The file's name starts with `ASIDE`; `publish` gives it its own. On any failure the unfinished file is deleted.
    """
    path = folder / f"{ASIDE}{secrets.token_hex(8)}"
    digest = hashlib.sha256()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        try:
            for piece in pieces:
                digest.update(piece)
                rest = memoryview(piece)
                while rest:
                    rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        os.unlink(path)  # noqa: PTH108 — the harness counts os calls
        raise
    return path, digest.hexdigest()


def publish(aside: Path, target: Path) -> None:
    """Give the finished file `aside` its name in one step, replacing what was there, and sync the folder."""
    os.replace(aside, target)  # noqa: PTH105 — as above
    sync_folder(target.parent)


def write_file(target: Path, content: bytes) -> None:
    """Replace `target` by `content` in one durable step."""
    aside, _ = write_aside(target.parent, [content])
    publish(aside, target)


def sync_folder(folder: Path) -> None:
    """Make renames and deletions in `folder` survive power loss, where the system offers it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep_aside(folder: Path) -> int:
    """Delete what unfinished writes left in `folder` and return how many files that were. Needs the writer's lock."""
    found = [path for path in folder.glob(f"{ASIDE}*") if path.is_file()]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)
