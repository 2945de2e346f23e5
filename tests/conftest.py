"""What every test stands on: no outside connections, no settings of the machine, and one built home shared by all."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.offline import block_outside

if TYPE_CHECKING:
    from assistant.service import Assistant

ROOT = Path(__file__).resolve().parent.parent
ATTEMPTS = pytest.StashKey[list[str]]()

RunDangjian = Callable[..., subprocess.CompletedProcess[str]]


def pytest_configure(config: pytest.Config) -> None:
    for name in [name for name in os.environ if name.startswith("DANGJIAN_")]:
        del os.environ[name]
    config.stash[ATTEMPTS] = block_outside()


@pytest.fixture(autouse=True)
def no_outside_connection(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test that tried to reach another machine, also when the code swallowed the error."""
    attempts = request.config.stash[ATTEMPTS]
    before = len(attempts)
    yield
    assert attempts[before:] == []


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point code that asks the environment for its home at an empty folder, never at the checkout's own."""
    home = tmp_path / "home"
    monkeypatch.setenv("DANGJIAN_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the shipped documents and their index. Shared: read it, never change it."""
    from assistant.compose import open_assistant
    from assistant.settings import load_settings

    folder = tmp_path_factory.mktemp("shared") / "home"
    open_assistant(load_settings(home=folder)).close()
    return folder


@pytest.fixture(scope="session")
def assistant(home: Path) -> Iterator[Assistant]:
    """The assistant over the shared home. Ask it; never change its library."""
    from assistant.compose import open_assistant
    from assistant.settings import load_settings

    opened = open_assistant(load_settings(home=home))
    yield opened
    opened.close()


@pytest.fixture
def copied_home(home: Path, tmp_path: Path) -> Path:
    """A copy of the shared home for a test that changes it."""
    import shutil

    return shutil.copytree(home, tmp_path / "copied-home")


@pytest.fixture(scope="session")
def run_dangjian() -> RunDangjian:
    """Run ``dangjian …`` in a child process that cannot reach other machines."""

    def run(
        *arguments: str, home: Path, environment: dict[str, str] | None = None, stdin: str = "", seconds: float = 300
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tests.offline", "assistant.cli", *arguments],
            cwd=ROOT,
            env={**os.environ, "DANGJIAN_HOME": str(home), **(environment or {})},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )

    return run
