from __future__ import annotations

import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.doctor import (
    check_disk,
    check_encoder,
    check_endpoint,
    check_installation,
    check_reader,
    check_study,
    examine,
)
from assistant.quiz.study.notebook import Notebook
from assistant.settings import Settings, load_settings
from index.config import BUNDLED_READER
from index.reader import READER_FILE
from tests.assistant.quiz.study_items import make_item

Reply = tuple[int, bytes, float]
"""Status, body, seconds to wait before."""


@contextmanager
def endpoint(reply: Callable[[str, str], Reply]) -> Iterator[str]:
    """A scripted LLM server on loopback; `reply` gets path and authorization."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body, seconds = reply(self.path, self.headers.get("Authorization", ""))
            time.sleep(seconds)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


def models(*names: str) -> bytes:
    return json.dumps({"data": [{"id": name} for name in names]}).encode()


def test_no_endpoint_is_in_order() -> None:
    assert check_endpoint(load_settings()).state == "ok"


def test_endpoint_is_in_order_when_it_offers_the_model() -> None:
    seen: list[tuple[str, str]] = []

    def reply(path: str, authorization: str) -> Reply:
        seen.append((path, authorization))
        return 200, models("qwen", "other"), 0

    with endpoint(reply) as url:
        found = check_endpoint(load_settings(llm_url=url + "/", llm_model="qwen", llm_key="secret"))
    assert found.state == "ok" and "2" in found.message
    assert seen == [("/v1/models", "Bearer secret")]


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ((200, models("other"), 0), "other"),
        ((401, b"", 0), "401"),
        ((200, b"<html>", 0), "不合规范"),
        ((200, b'{"data": [1]}', 0), "不合规范"),
        ((200, models("qwen"), 3), "没有回应"),
    ],
)
def test_endpoint_that_cannot_be_used_is_told_within_seconds(reply: Reply, told: str) -> None:
    started = time.monotonic()
    with endpoint(lambda path, authorization: reply) as url:
        found = check_endpoint(load_settings(llm_url=url, llm_model="qwen", llm_key="secret"))
        assert time.monotonic() - started < 15
    assert found.state == "failed" and told in found.message and found.hint
    assert "secret" not in found.message + found.hint


def test_endpoint_that_is_not_there_is_told() -> None:
    with endpoint(lambda path, authorization: (200, b"", 0)) as url:
        pass
    assert check_endpoint(load_settings(llm_url=url)).state == "failed"


def test_endpoint_on_the_internet_is_not_called() -> None:
    found = check_endpoint(load_settings(llm_url="http://8.8.8.8/v1"))  # the suite forbids the connection
    assert found.state == "warning" and found.hint


def test_installation_is_complete() -> None:
    assert check_installation().state == "ok"


def test_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("", encoding="utf-8")
    assert check_disk(tmp_path / "home").state == "failed"
    assert check_disk(tmp_path / "not" / "yet" / "there").state != "failed"
    assert not (tmp_path / "not").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert check_disk(tmp_path / "home").state == "failed"


def test_encoder_that_is_missing_is_told(tmp_path: Path) -> None:
    assert check_encoder(load_settings(encoder=str(tmp_path / "nowhere"))).state == "failed"


def test_a_reader_that_is_missing_or_changed_is_told(tmp_path: Path) -> None:
    assert check_reader(BUNDLED_READER).state == "ok"
    folder = tmp_path / BUNDLED_READER.name
    assert check_reader(folder).state == "warning"
    shutil.copytree(BUNDLED_READER, folder)
    assert check_reader(folder).state == "ok"
    content = bytearray((folder / READER_FILE).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / READER_FILE).write_bytes(content)
    told = check_reader(folder)
    assert told.state == "failed" and READER_FILE in told.message and told.hint


def test_every_check_of_a_good_home_is_in_order(home: Path) -> None:
    found = {finding.name: finding.state for finding in examine(Settings(home=home)) if finding.name != "disk"}
    assert found == dict.fromkeys(["installation", "encoder", "reader", "library", "index", "llm"], "ok")


@pytest.mark.parametrize("damage", [lambda body: body[:-1] + bytes([body[-1] ^ 1]), lambda body: "no bytes at all"])
def test_a_document_that_was_changed_on_disk_is_told(copied_home: Path, damage: Callable[[bytes], object]) -> None:
    import sqlite3

    database = sqlite3.connect(copied_home / "library.db")
    (body,) = database.execute("SELECT body FROM documents WHERE position = 1").fetchone()
    database.execute("UPDATE documents SET body = ? WHERE position = 1", (damage(body),))
    database.commit()
    database.close()
    found = {finding.name: finding for finding in examine(Settings(home=copied_home))}
    assert found["library"].state == "failed" and found["library"].hint


def test_study_records_are_looked_at_once_there_are_some(tmp_path: Path) -> None:
    assert list(check_study(tmp_path)) == []
    Notebook(tmp_path).report("甲", make_item(), "unclear")
    assert [(finding.name, finding.state) for finding in check_study(tmp_path)] == [("study", "ok")]
    (tmp_path / "study.db").write_bytes(b"not a database at all" * 300)
    (found,) = check_study(tmp_path)
    assert found.state == "failed" and found.hint


def test_an_index_of_another_library_is_told(copied_home: Path) -> None:
    from corpus.library import Library

    with Library.open(copied_home) as library:
        library.remove(library.ids()[0])
    found = {finding.name: finding for finding in examine(Settings(home=copied_home))}
    assert found["index"].state == "warning" and "dangjian build" in found["index"].hint


def test_a_home_not_yet_made_is_left_unmade(tmp_path: Path) -> None:
    found = {finding.name: finding for finding in examine(Settings(home=tmp_path / "later"))}
    assert found["library"].state == "warning" and "dangjian build" in found["library"].hint
    assert not (tmp_path / "later").exists()
