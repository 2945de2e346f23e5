"""Walking a folder of files to add: in order, bounded, never through a link, never twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_FILES = 20_000
MAX_DEPTH = 24
_JUNK = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file to add, or one that is skipped for the reason given."""

    path: Path
    skipped: str = ""


def find_files(folder: Path, *, max_files: int = MAX_FILES) -> Iterator[Found]:
    """Yield the files below `folder`, names in order, files before folders.

    Hidden files and what office programs and systems leave behind are passed over in silence; links, pipes, devices and
    sockets are reported as skipped, and so is all that lies beyond `max_files` or 24 levels deep.
    """
    count = 0
    pending = [(folder, 0)]
    while pending:
        here, depth = pending.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: os.fsencode(entry.name))
        except OSError:
            yield Found(here, "文件夹打不开，已跳过")
            continue
        folders = []
        for entry in entries:
            path = Path(entry.path)
            if entry.name.startswith((".", "~$")) or entry.name.lower() in _JUNK:
                continue
            if count >= max_files:
                yield Found(path, f"文件夹里的文件超过 {max_files} 个，其余已跳过，请分批添加")
                return
            if entry.is_symlink():
                yield Found(path, "它是链接，已跳过")
            elif entry.is_dir(follow_symlinks=False):
                if depth + 1 > MAX_DEPTH:
                    yield Found(path, "文件夹层数太多，已跳过")
                else:
                    folders.append((path, depth + 1))
                continue
            elif entry.is_file(follow_symlinks=False):
                yield Found(path)
            else:
                yield Found(path, "它不是普通文件，而是管道、设备或套接字，已跳过")
            count += 1
        pending.extend(reversed(folders))
