from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from ui.guard import CLOSED_PATHS, Guard, GuardPolicy, Message, Receive, Scope, Send

LOCAL = GuardPolicy.for_host("127.0.0.1")
JOIN = "/gradio_api/queue/join"
HERE = ("host", "127.0.0.1:7860")


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that reads the whole body and answers with its length."""
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size += len(message["body"])
        if not message.get("more_body"):
            break
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-frame-options", b"ALLOWALL")]})
    await send({"type": "http.response.body", "body": str(size).encode()})


def call(
    *headers: tuple[str, str],
    method: str = "GET",
    path: str = "/",
    policy: GuardPolicy = LOCAL,
    body: Iterable[bytes] = (b"",),
) -> tuple[int | None, dict[str, str], bytes]:
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
    }
    parts = list(body)
    sent: list[Message] = []

    async def receive() -> Message:
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Guard(page, policy)(scope, receive, send))
    if not sent:
        return None, {}, b""
    drawn = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], drawn, sent[1]["body"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:7860", "localhost:1", "LOCALHOST", "[::1]:7860", "localhost."]
)
def test_loopback_names_are_served(host: str) -> None:
    assert call(("host", host))[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "rebind.example.com",
        "127.0.0.1.example.com",
        "localhost.example.com",
        "192.168.1.5:7860",
        "",
        "[::1",
        "evil@127.0.0.2",
    ],
)
def test_other_names_are_refused(host: str) -> None:
    assert call(("host", host))[0] == 421


def test_a_missing_or_doubled_host_is_refused() -> None:
    assert call()[0] == 421
    assert call(HERE, ("host", "rebind.example.com"))[0] == 421


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:7861", "http://localhost:7860", ""]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_foreign_origins_are_refused(origin: str, method: str) -> None:
    assert call(HERE, ("origin", origin), method=method)[0] == 403


def test_the_own_origin_may_post() -> None:
    assert call(HERE, ("origin", "http://127.0.0.1:7860"), ("sec-fetch-site", "same-origin"), method="POST")[0] == 200


def test_a_program_without_a_browsers_headers_may_post() -> None:
    assert call(HERE, method="POST")[0] == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_may_lead_here_but_neither_read_nor_write(site: str) -> None:
    assert call(HERE, ("sec-fetch-site", site), ("sec-fetch-mode", "navigate"))[0] == 200
    assert call(HERE, ("sec-fetch-site", site), ("sec-fetch-mode", "navigate"), method="POST")[0] == 403
    assert call(HERE, ("sec-fetch-site", site), ("sec-fetch-mode", "no-cors"))[0] == 403


@pytest.mark.parametrize("path", CLOSED_PATHS)
def test_descriptions_and_developers_doors_are_closed(path: str) -> None:
    assert call(HERE, path=path)[0] == 404
    assert call(HERE, path=path + "/")[0] == 404
    assert call(HERE, path=path + "x")[0] == 200


@pytest.mark.parametrize(
    "path", ["file=http://169.254.169.254/x", "file=https:/x.example", "file=http%3A//x", "proxy=x"]
)
def test_paths_that_lead_to_other_machines_are_closed(path: str) -> None:
    assert call(HERE, path=f"/gradio_api/{path}")[0] == 404


def test_every_response_carries_the_headers_once() -> None:
    for status, headers, _ in (call(HERE), call(("host", "evil.example"))):
        assert status in (200, 421)
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "http" not in headers["content-security-policy"]


def test_a_large_body_is_refused_by_its_length() -> None:
    assert call(HERE, ("content-length", "1000001"), method="POST")[0] == 413
    assert call(HERE, ("content-length", "-5"), method="POST")[0] == 413
    assert call(HERE, ("content-length", "1000001"), method="POST", path="/gradio_api/upload")[0] == 200


def test_a_large_body_without_a_length_is_refused() -> None:
    start, end = b'{"a":"', b'"}'
    filled = [start, *[b"x" * 300_000] * 3, end]
    assert call(HERE, method="POST", path=JOIN, body=filled)[2] == str(len(b"".join(filled))).encode()
    assert call(HERE, method="POST", path=JOIN, body=[start, *[b"x" * 300_000] * 4, end])[0] == 413


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../secret",
        "http://169.254.169.254/x",
        "https://example.org/x",
        "",
        "/uploads/../x",
        "\x00",
        None,
    ],
)
def test_a_request_cannot_name_a_file_that_nobody_uploaded(path: str | None, tmp_path: Path) -> None:
    policy = GuardPolicy.for_host("127.0.0.1", uploads=tmp_path / "uploads")
    for body in ({"data": [[{"path": path}]]}, {"data": [{"deep": [{"path": path, "url": "x"}]}]}):
        sent = json.dumps(body).encode()
        assert call(HERE, method="POST", path=JOIN, body=[sent], policy=policy)[0] == 403
        assert call(HERE, method="POST", path=JOIN, body=[sent])[0] == 403


def test_a_request_may_name_an_uploaded_file(tmp_path: Path) -> None:
    policy = GuardPolicy.for_host("127.0.0.1", uploads=tmp_path / "uploads")
    sent = json.dumps({"data": [[{"path": str(tmp_path / "uploads" / "abc" / "要点.txt")}]]}).encode()
    assert call(HERE, method="POST", path=JOIN, body=[sent], policy=policy)[0] == 200
    link = tmp_path / "uploads" / "link"
    link.parent.mkdir()
    link.symlink_to("/etc/passwd")
    sent = json.dumps({"data": [[{"path": str(link)}]]}).encode()
    assert call(HERE, method="POST", path=JOIN, body=[sent], policy=policy)[0] == 403


@pytest.mark.parametrize("body", [b"{", b"", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_refused(body: bytes) -> None:
    assert call(HERE, method="POST", path=JOIN, body=[body])[0] == 400


def test_a_page_for_other_machines_takes_addresses_but_no_foreign_names() -> None:
    everywhere = GuardPolicy.for_host("0.0.0.0")
    assert call(("host", "192.168.1.5:7860"), policy=everywhere)[0] == 200
    assert call(("host", "rebind.example.com"), policy=everywhere)[0] == 421
    one = GuardPolicy.for_host("192.168.1.5")
    assert call(("host", "192.168.1.5:7860"), policy=one)[0] == 200
    assert call(("host", "192.168.1.6:7860"), policy=one)[0] == 421


def test_web_sockets_are_not_served() -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    asyncio.run(Guard(page, LOCAL)({"type": "websocket", "path": "/", "headers": []}, receive, send))
    assert sent == []
