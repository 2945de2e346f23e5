"""The tools agree with each other: pre-commit, make and the continuous integration run the same commands."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def recipe(target: str) -> list[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", text, flags=re.MULTILINE)
    assert found, target
    return [line.strip() for line in found[1].splitlines()]


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))


def test_precommit_and_make_check_run_the_same_commands() -> None:
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"^ +entry: (.+)$", text, flags=re.MULTILINE)
    assert [entry.replace(".venv/bin", "$(BIN)") for entry in entries] == recipe("check")


def test_make_explains_every_target() -> None:
    told = subprocess.run(
        ["make"], cwd=ROOT, capture_output=True, text=True, check=True, env=clean_environment()
    ).stdout
    assert {"help", "install", "run", "test", "check", "fix", "eval", "bench", "clean"} <= targets()
    for target in targets():
        assert f"make {target} " in told


def test_continuous_integration_needs_no_keyboard_and_runs_test_check_and_eval() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text(encoding="utf-8")
    assert "set -euo pipefail" in text
    assert "exec </dev/null" in text
    assert re.findall(r"^make (\w+)", text, flags=re.MULTILINE) == ["test", "check", "eval"]
    subprocess.run(["bash", "-n", script], check=True)


def clean_environment() -> dict[str, str]:
    # make run from within make would otherwise print its folder changes
    return {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "MFLAGS"}
