from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.durable import publish, sweep_aside, write_aside, write_file


def test_file_appears_whole_under_its_name_only_when_published(tmp_path: Path) -> None:
    aside, sha256 = write_aside(tmp_path, [b"one ", b"two"])
    assert sha256 == hashlib.sha256(b"one two").hexdigest()
    assert [path.name for path in tmp_path.iterdir()] == [aside.name]
    (tmp_path / "target").write_bytes(b"old")
    publish(aside, tmp_path / "target")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("target", b"one two")]


def test_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    write_file(tmp_path / "target", b"old")

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise OSError("the source broke")

    with pytest.raises(OSError, match="the source broke"):
        write_aside(tmp_path, broken())
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("target", b"old")]


def test_sweeping_deletes_unfinished_files_only(tmp_path: Path) -> None:
    write_file(tmp_path / "target", b"kept")
    write_aside(tmp_path, [b"left behind"])
    assert sweep_aside(tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["target"]
