from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import UnreadableFile
from corpus.model import Document
from corpus.sandbox import Sandbox
from tests.corpus.samples import NOTICE, make_docx, make_scan


def read(sandbox: Sandbox, path: Path, **options: Any) -> Document:
    reading = sandbox.read(path, id="x", name=path.name, source="x", sha256="0", facts={}, **options)
    return reading.document


def write(path: Path) -> Path:
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_scanned_page_is_recognised_beside_typed_ones(reader: Sandbox, tmp_path: Path) -> None:
    path = make_scan(
        tmp_path / "s.pdf", ["二、抓好工作落实。\n全年培训八百六十人。"], typed="一、加强理论学习（样例）。"
    )
    steps: list[tuple[int, int]] = []
    document = read(reader, path, progress=lambda done, total: steps.append((done, total)))
    assert document.page_of(document.text.index("加强理论学习")) == 1
    assert document.page_of(document.text.index("八百六十")) == 2
    assert steps == [(1, 2), (2, 2)]
    assert any("识别" in warning for warning in document.warnings)


def test_reader_that_hangs_is_ended_at_its_deadline(
    reader: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(reader, write(tmp_path / "a.txt"))
    monkeypatch.setattr("corpus.sandbox.READ_SECONDS", 0.4)
    (tmp_path / "slow.txt").write_text("样例\n" * 200_000, encoding="utf-8")
    started = time.monotonic()
    with pytest.raises(UnreadableFile, match="超时"):
        read(reader, tmp_path / "slow.txt")
    assert time.monotonic() - started < 3
    monkeypatch.undo()
    assert read(reader, write(tmp_path / "a.txt")).passages


def test_reading_process_that_was_killed_is_started_anew(tmp_path: Path) -> None:
    sandbox = Sandbox()
    read(sandbox, write(tmp_path / "a.txt"))
    process = sandbox._held.process
    assert process
    os.kill(process.popen.pid, signal.SIGKILL)
    process.popen.wait()
    assert read(sandbox, write(tmp_path / "a.txt")).passages
    sandbox.close()


def test_killed_while_reading_costs_that_file_only(tmp_path: Path) -> None:
    sandbox = Sandbox()
    read(sandbox, write(tmp_path / "a.txt"))
    process = sandbox._held.process
    assert process
    (tmp_path / "slow.txt").write_text("样例\n" * 200_000, encoding="utf-8")
    killer = threading.Timer(0.5, os.killpg, (process.popen.pid, signal.SIGKILL))
    killer.start()
    with pytest.raises(UnreadableFile, match="意外停止"):
        read(sandbox, tmp_path / "slow.txt")
    killer.join()
    assert read(sandbox, write(tmp_path / "a.txt")).passages
    sandbox.close()


def test_nothing_is_left_running_after_closing(tmp_path: Path) -> None:
    sandbox = Sandbox()
    read(sandbox, write(tmp_path / "a.txt"))
    process = sandbox._held.process
    assert process
    sandbox.close()
    assert process.popen.returncode is not None
    with pytest.raises(ProcessLookupError):
        os.killpg(process.popen.pid, 0)


def test_reading_process_sees_no_secrets_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGJIAN_LLM_API_KEY", "secret-of-the-sample-city")
    sandbox = Sandbox()
    read(sandbox, write(tmp_path / "a.txt"))
    process = sandbox._held.process
    assert process
    environment = Path(f"/proc/{process.popen.pid}/environ").read_bytes()
    assert b"secret-of-the-sample-city" not in environment and b"PATH=" in environment
    sandbox.close()


# The child only tries what it must not do and leaves; it takes no lock that a thread of this process may hold.
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_readers_in_the_process_cannot_write_connect_or_start_programs(tmp_path: Path) -> None:
    from corpus import worker

    outcomes = tmp_path / "outcomes"
    child = os.fork()
    if child == 0:
        handle = os.open(outcomes, os.O_WRONLY | os.O_CREAT)
        worker._limit(5.0, 1 << 31)
        os.lseek(handle, 0, os.SEEK_SET)
        allowed = []
        for name, attempt in _attempts(tmp_path).items():
            try:
                attempt()
                allowed.append(name)
            except OSError:
                pass
        os._exit(len(allowed))
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outcomes"]


def _attempts(folder: Path) -> dict[str, Any]:
    import socket
    import subprocess

    return {
        "write": lambda: (folder / "written").write_text("x"),
        "connect": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
        "program": lambda: subprocess.run(["true"], check=True),
    }


def test_docx_is_read_by_content_whatever_its_name(reader: Sandbox, tmp_path: Path) -> None:
    document = read(reader, make_docx(tmp_path / "misnamed.pdf"))
    assert "示例市各级机关党组织应当履行主体责任" in document.text
