"""The real page in a child process on a free loopback port, and a browser to look at it with."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
PAGE_SECONDS = 120.0  # how long a busy machine may take until the page answers
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_OPTIONS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]


@dataclass(frozen=True)
class RunningPage:
    """A page that answers: where it is, where its data lie, and how long it took to answer, in seconds."""

    port: int
    home: Path
    seconds: float

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_page(home: Path, *options: str, environment: dict[str, str] | None = None) -> Iterator[RunningPage]:
    """Run ``dangjian-ui`` with outside sockets blocked; afterwards make sure that it stopped well and tried none."""
    port = free_port()
    command = [sys.executable, "-m", "tests.offline", "ui.launch", "--port", str(port), "--home", str(home), *options]
    started = time.monotonic()
    with (home.parent / f"page-{port}.log").open("w+", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **(environment or {})}, stdout=log, stderr=log)
        try:
            _wait(process, port, started)
            yield RunningPage(port, home, time.monotonic() - started)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            log.seek(0)
            said = log.read()
    assert "OUTSIDE" not in said, said
    assert "Traceback" not in said, said
    assert process.returncode == 0, said


def _wait(process: subprocess.Popen[bytes], port: int, started: float) -> None:
    while time.monotonic() - started < PAGE_SECONDS:
        assert process.poll() is None, f"the page ended with {process.returncode}"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PAGE_SECONDS):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the page did not answer")


@pytest.fixture(scope="session")
def page_home(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of the page's own, since uploads change it."""
    return shutil.copytree(home, tmp_path_factory.mktemp("page") / "home")


@pytest.fixture(scope="session")
def served(page_home: Path) -> Iterator[RunningPage]:
    """The one page that the tests of this folder share."""
    with running_page(page_home) as page:
        yield page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium. It closes with its file, since Playwright keeps an event loop running while it is open."""
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        pytest.fail(f"the browser tests need {CHROMIUM} (Debian: apt-get install chromium fonts-noto-cjk)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        yield opened
        opened.close()
