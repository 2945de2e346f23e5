from __future__ import annotations

import os
import socket
from pathlib import Path

from corpus.folder import MAX_DEPTH, find_files


def test_files_come_in_order_and_specials_are_reported(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "二.txt").write_text("样例", encoding="utf-8")
    (tmp_path / "a.txt").write_text("样例", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("样例", encoding="utf-8")
    (tmp_path / "~$lock.docx").write_text("样例", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        found = [(one.path.relative_to(tmp_path).as_posix(), one.skipped) for one in find_files(tmp_path)]
    assert [name for name, _ in found] == ["a.txt", "link.txt", "pipe", "socket", "b/loop", "b/二.txt"]
    assert [name for name, skipped in found if not skipped] == ["a.txt", "b/二.txt"]
    reasons = dict(found)
    assert "链接" in reasons["link.txt"] and "链接" in reasons["b/loop"]
    assert "管道" in reasons["pipe"] and "套接字" in reasons["socket"]


def test_walk_is_bounded_in_number_and_depth(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text("样例", encoding="utf-8")
    found = list(find_files(tmp_path, max_files=10))
    assert len(found) == 11 and "其余已跳过" in found[-1].skipped
    deep = tmp_path / "/".join("d" * (MAX_DEPTH + 3))
    deep.mkdir(parents=True)
    (deep / "x.txt").write_text("样例", encoding="utf-8")
    assert [one.skipped for one in find_files(tmp_path)][-1] == "文件夹层数太多，已跳过"


def test_names_that_are_no_text_are_found(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff\xfe.txt")).write_text("样例", encoding="utf-8")
    assert len(list(find_files(tmp_path))) == 1
