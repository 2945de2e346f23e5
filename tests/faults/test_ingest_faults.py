from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.faults.system_calls import find_sqlite

pytestmark = pytest.mark.skipif(find_sqlite() is None, reason="SQLite is built into this Python and cannot be reached")


def inject(mode: str, folder: Path, *, stride: int = 1, count: int = 0) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.faults.ingest_host", mode, str(folder), str(stride), str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@pytest.mark.parametrize("mode", ["kill", "full"])
def test_fault_at_sampled_system_calls_loses_nothing_acknowledged(mode: str, tmp_path: Path) -> None:
    report = inject(mode, tmp_path, stride=23)
    assert report["violations"] == []
    assert report["unclear_errors"] == []
    assert report["faults"] == report["before"] + report["after"] >= 10


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("mode", ["kill", "full"])
def test_fault_at_every_system_call_loses_nothing_acknowledged(mode: str, tmp_path: Path) -> None:
    report = inject(mode, tmp_path)
    assert report["violations"] == []
    assert report["unclear_errors"] == []
    assert report["faults"] >= 200


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_kill_at_random_times_loses_nothing_acknowledged(tmp_path: Path) -> None:
    report = inject("random", tmp_path, count=200)
    assert report["violations"] == []
    assert report["faults"] == 200
    assert report["before"] and report["after"]
