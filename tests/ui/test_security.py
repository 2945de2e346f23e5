"""The holes that Gradio had over the years, tried on the running page; and those that are ours to close."""

from __future__ import annotations

import http.client
import json
from pathlib import Path

import pytest

from tests.ui.conftest import RunningPage, running_page
from ui.launch import PARKED

pytestmark = pytest.mark.slow

API = "/gradio_api"


def request(
    served: RunningPage,
    path: str,
    *,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=90)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    finally:
        connection.close()


def upload(served: RunningPage, name: str, content: bytes, **headers: str) -> tuple[int, bytes]:
    body = (
        b'--edge\r\nContent-Disposition: form-data; name="files"; filename="'
        + name.encode()
        + b'"\r\nContent-Type: application/octet-stream\r\n\r\n'
        + content
        + b"\r\n--edge--\r\n"
    )
    kind = {"Content-Type": "multipart/form-data; boundary=edge", **headers}
    status, _, answer = request(served, f"{API}/upload", method="POST", headers=kind, body=body)
    return status, answer


def test_the_page_carries_the_security_headers(served: RunningPage) -> None:
    status, headers, body = request(served, "/")
    assert status == 200
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "server" not in headers
    assert "党建知答".encode() in body


def test_a_lent_name_reaches_nothing(served: RunningPage) -> None:
    spoofed = {"Host": "rebind.example.com", "Origin": "https://evil.example"}
    for path in ("/", "/config", f"{API}/queue/data?session_hash=x"):
        status, headers, _ = request(served, path, headers=spoofed)
        assert status == 421
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example"])
def test_another_site_can_neither_ask_nor_upload(served: RunningPage, origin: str) -> None:
    body = json.dumps({"data": [], "fn_index": 0, "session_hash": "x"}).encode()
    kind = {"Content-Type": "application/json", "Origin": origin}
    status, headers, _ = request(served, f"{API}/queue/join", method="POST", headers=kind, body=body)
    assert status == 403
    assert "access-control-allow-origin" not in headers
    assert upload(served, "a.txt", b"x", Origin=origin)[0] == 403
    assert upload(served, "a.txt", b"x", **{"Sec-Fetch-Site": "cross-site"})[0] == 403


def test_another_site_gets_no_leave_in_advance(served: RunningPage) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    status, headers, _ = request(served, f"{API}/queue/join", method="OPTIONS", headers=asked)
    assert status == 403
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path",
    [
        f"{API}/file=/etc/passwd",
        f"{API}/file=../../etc/passwd",
        f"{API}/file=%2e%2e/%2e%2e/etc/passwd",
        f"{API}/file=/proc/self/environ",
        f"{API}/file=pyproject.toml",
        f"{API}/file=http://169.254.169.254/latest",
        f"{API}/proxy=http://127.0.0.1:1/x",
        "/file=/etc/passwd",
        "/static/../../../../etc/passwd",
        "/assets/..%2f..%2f..%2fpyproject.toml",
        "/theme.css/../../etc/passwd",
        "/custom_component/x/client/component/../../../../etc/passwd",
    ],
)
def test_no_file_of_the_machine_is_served(served: RunningPage, path: str) -> None:
    status, _, body = request(served, path)
    assert status >= 400
    assert b"root:" not in body
    assert b"[project]" not in body


def test_no_file_of_the_home_is_served(served: RunningPage) -> None:
    parked = served.home / PARKED  # what this page's own visitor uploaded; how that comes back is tested below
    files = [file for file in served.home.rglob("*") if file.is_file() and not file.is_relative_to(parked)]
    assert files
    for file in files[:20]:
        assert request(served, f"{API}/file={file}")[0] >= 400


@pytest.mark.parametrize(
    "path", [f"{API}/info", f"{API}/openapi.json", "/openapi.json", "/docs", "/redoc", "/monitoring"]
)
def test_the_interface_is_not_described(served: RunningPage, path: str) -> None:
    assert request(served, path)[0] == 404


def test_an_uploaded_page_comes_back_as_a_download(served: RunningPage) -> None:
    status, answer = upload(served, "x.html", b"<script>alert(1)</script>")
    assert status == 200
    path = json.loads(answer)[0]
    assert Path(path).is_relative_to(served.home)
    status, headers, _ = request(served, f"{API}/file={path}")
    if status == 200:
        assert headers["content-disposition"].startswith("attachment")
        assert "text/html" not in headers["content-type"]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["../../../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "a" * 300 + ".txt"])
def test_an_uploads_name_cannot_leave_its_folder(served: RunningPage, name: str) -> None:
    status, answer = upload(served, name, b"x")
    if status == 200:
        for path in json.loads(answer):
            assert Path(path).resolve().is_relative_to(served.home / "uploads")
    assert not Path("/etc/evil.txt").exists()


def test_an_upload_beyond_the_limit_is_refused(served: RunningPage) -> None:
    assert upload(served, "big.txt", b"x" * (51 * 1024 * 1024))[0] == 413


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"null",
        b'{"fn_index": "x"}',
        b'{"data": {}, "fn_index": 99999}',
        b'{"data":' + b"[" * 5_000,
        b"\xff\xfe",
    ],
)
@pytest.mark.parametrize("path", ["queue/join", "run/predict"])
def test_nonsense_ends_without_a_traceback(served: RunningPage, path: str, body: bytes) -> None:
    status, _, answer = request(
        served, f"{API}/{path}", method="POST", headers={"Content-Type": "application/json"}, body=body
    )
    assert status >= 400
    assert b"Traceback" not in answer
    assert b"site-packages" not in answer


def test_a_huge_request_is_refused(served: RunningPage) -> None:
    body = json.dumps({"data": ["x" * 2_000_000], "fn_index": 0, "session_hash": "x"}).encode()
    kind = {"Content-Type": "application/json"}
    assert request(served, f"{API}/queue/join", method="POST", headers=kind, body=body)[0] == 413


@pytest.mark.parametrize("path", ["/etc/passwd", "http://169.254.169.254/latest", "../../../etc/passwd"])
def test_a_path_in_place_of_an_upload_is_not_read(served: RunningPage, path: str) -> None:
    """A request that names a file where an uploaded one belongs must neither read it nor go and fetch it."""
    config = json.loads(request(served, "/config")[2])
    kind = {"Content-Type": "application/json"}
    uploads = [each for each in config["dependencies"] if any(name == "upload" for _, name in each["targets"])]
    assert uploads
    for each in uploads:
        file = {"path": path, "url": path, "orig_name": "x.txt", "meta": {"_type": "gradio.FileData"}}
        rest = ["", "", "zh"][: len(each["inputs"]) - 1]
        body = {"data": [[file], *rest], "fn_index": each["id"], "session_hash": "probe"}
        status, _, answer = request(
            served, f"{API}/queue/join", method="POST", headers=kind, body=json.dumps(body).encode()
        )
        assert status == 403
        assert b"root:" not in answer


def test_a_page_for_other_machines_needs_a_login(home: Path) -> None:
    import subprocess
    import sys

    from tests.ui.conftest import ROOT

    refused = subprocess.run(
        [sys.executable, "-m", "ui.launch", "--host", "0.0.0.0", "--home", str(home)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )
    assert refused.returncode == 1
    assert "登录" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_with_a_login_nothing_is_shown_without_it(page_home: Path) -> None:
    with running_page(page_home, environment={"DANGJIAN_AUTH": "cadre:secret"}) as locked:
        assert request(locked, "/config")[0] == 401
        assert request(locked, f"{API}/queue/data?session_hash=x")[0] == 401
        assert b"components" not in request(locked, "/")[2].replace(b'"components":[]', b"")
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        wrong = request(locked, "/login", method="POST", headers=kind, body=b"username=cadre&password=guess")
        assert wrong[0] == 400
        right = request(locked, "/login", method="POST", headers=kind, body=b"username=cadre&password=secret")
        assert right[0] == 200
        assert "HttpOnly" in right[1]["set-cookie"]


def test_a_busy_port_is_told_in_one_sentence(served: RunningPage) -> None:
    import subprocess
    import sys

    from tests.ui.conftest import ROOT

    second = subprocess.run(
        [sys.executable, "-m", "ui.launch", "--port", str(served.port), "--home", str(served.home)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )
    assert second.returncode == 1
    assert len(second.stderr.strip().splitlines()) == 1
    assert str(served.port) in second.stderr
