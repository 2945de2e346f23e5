from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from corpus.archive import MANIFEST, backup, restore
from corpus.errors import DamagedStore, InvalidRequest
from corpus.library import Library
from tests.corpus.samples import NOTICE


def make_home(folder: Path) -> Path:
    home = folder / "home"
    source = folder / "notice.txt"
    source.write_text(NOTICE, encoding="utf-8")
    with Library.open(home, shipped=False) as library:
        library.add(source)
    (home / "study").mkdir()
    (home / "study" / "进度.json").write_text('{"样例": 1}', encoding="utf-8")
    return home


def rewrite(file: Path, target: Path, change: dict[str, bytes | None], *, with_manifest: bool = False) -> Path:
    """Copy an archive with members changed, added or (None) left out; `with_manifest` lists them as its own."""
    with zipfile.ZipFile(file) as old:
        members = {name: old.read(name) for name in old.namelist()}
    for name, data in change.items():
        members.pop(name, None)
        if data is not None:
            members[name] = data
    if with_manifest:
        listed = [
            {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in members.items()
            if name != MANIFEST
        ]
        members[MANIFEST] = json.dumps({"format": 1, "files": listed}).encode()
    with zipfile.ZipFile(target, "w") as new:
        for name, data in members.items():
            new.writestr(zipfile.ZipInfo(name), data)
    return target


def test_restored_home_answers_like_the_one_that_was_backed_up(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    file, other = tmp_path / "backup.zip", tmp_path / "other" / "home"
    with Library.open(home, shipped=False) as library:
        written = backup(home, file)  # while it is open
        before = [library.document(id_) for id_ in library.ids()]
    restored = restore(file, other)
    assert restored == written and written.files == 3
    assert (other / "study" / "进度.json").read_text(encoding="utf-8") == '{"样例": 1}'
    with Library.open(other, shipped=False) as library:
        assert [library.document(id_) for id_ in library.ids()] == before
        assert library.problems() == ()


def test_backup_while_another_connection_writes_holds_one_committed_state(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    with closing(sqlite3.connect(home / "library.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM documents")
        backup(home, tmp_path / "backup.zip")
        writer.execute("ROLLBACK")
    restore(tmp_path / "backup.zip", tmp_path / "other")
    with Library.open(tmp_path / "other", shipped=False) as library:
        assert len(library.ids()) == 1


def test_restore_replaces_a_home_only_when_told_to(tmp_path: Path) -> None:
    home, file = make_home(tmp_path), tmp_path / "backup.zip"
    backup(home, file)
    (home / "later.txt").write_text("后来的", encoding="utf-8")
    with pytest.raises(InvalidRequest, match="不是空的"):
        restore(file, home)
    assert (home / "later.txt").exists()
    restore(file, home, replace=True)
    assert not (home / "later.txt").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".aside")] == []


def test_restore_works_where_folders_cannot_be_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, file = make_home(tmp_path), tmp_path / "backup.zip"
    backup(home, file)
    (home / "later.txt").write_text("后来的", encoding="utf-8")
    monkeypatch.setattr("corpus.archive.RENAME_EXCHANGE", 0xFFFF)  # no such flag: the system refuses
    restore(file, home, replace=True)
    assert not (home / "later.txt").exists() and (home / "library.db").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".aside")] == []


def test_backup_inside_the_home_is_refused(tmp_path: Path) -> None:
    home = make_home(tmp_path)
    with pytest.raises(InvalidRequest, match="里面"):
        backup(home, home / "backup.zip")


def test_tampered_backup_leaves_the_home_as_it_was(tmp_path: Path) -> None:
    home, file = make_home(tmp_path), tmp_path / "backup.zip"
    backup(home, file)
    (home / "later.txt").write_text("后来的", encoding="utf-8")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    original = next(name for name in zipfile.ZipFile(file).namelist() if name.startswith("files/"))
    evil_database = tmp_path / "evil.db"
    with closing(sqlite3.connect(evil_database)) as connection:
        connection.executescript("CREATE TABLE t (a); CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM t; END;")
    cut = tmp_path / "cut.zip"
    cut.write_bytes(file.read_bytes()[:-50])
    hostile = [
        rewrite(file, tmp_path / "a.zip", {original: b"changed"}),
        rewrite(file, tmp_path / "b.zip", {original: None}),
        rewrite(file, tmp_path / "c.zip", {"extra.txt": b"x"}),
        rewrite(file, tmp_path / "d.zip", {"../escaped.txt": b"x"}, with_manifest=True),
        rewrite(file, tmp_path / "e.zip", {"/escaped.txt": b"x"}, with_manifest=True),
        rewrite(file, tmp_path / "f.zip", {"a/../../escaped.txt": b"x"}, with_manifest=True),
        rewrite(file, tmp_path / "g.zip", {"C:\\escaped.txt": b"x"}, with_manifest=True),
        rewrite(file, tmp_path / "h.zip", {"library.db": evil_database.read_bytes()}, with_manifest=True),
        rewrite(file, tmp_path / "i.zip", {"library.db": b"SQLite format 3\x00" + bytes(99)}, with_manifest=True),
        rewrite(file, tmp_path / "j.zip", {MANIFEST: b"[]"}),
        rewrite(file, tmp_path / "k.zip", {MANIFEST: None}),
        cut,
    ]
    for one in hostile:
        with pytest.raises(DamagedStore):
            restore(one, home, replace=True)
        assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before, one
    assert not list(tmp_path.rglob("escaped.txt"))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".aside")] == []


def test_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no zip")
    with pytest.raises(DamagedStore):
        restore(tmp_path / "x.zip", tmp_path / "home")
    with pytest.raises(InvalidRequest):
        restore(tmp_path / "none.zip", tmp_path / "home")
    assert not (tmp_path / "home").exists()
