"""Killed at any step, a publication leaves the old generation or the new one. LlamaIndex's own stores: the control."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.index.conftest import CountingEncoder, OpenWith
from tests.index.small_library import TEXTS, MemoryLibrary

ROOT = Path(__file__).resolve().parents[2]
CHANGED = {
    **TEXTS,
    "notice": ["各单位于每季度末报送党费收缴台账。"],
    "new": ["新成立的党支部应当在一个月内召开党员大会。"],
}
del CHANGED["home"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a killed process loses nothing that way that it would keep on a disk."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory, prefix="dangjian-") as folder:
        yield Path(folder)


def run_host(subject: str, folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.index.crash_host", subject, str(folder)],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "default"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    sys.stderr.write(
        f"\n{subject}: {report['kills']} kills, old state {report['old']}, new state {report['new']}, "
        f"violations {len(report['violations'])}\n"
    )
    return report


def test_a_publication_killed_at_any_step_leaves_the_old_or_the_new_generation(
    quick_folder: Path, open_with: OpenWith, encoder: CountingEncoder
) -> None:
    index = open_with(quick_folder / "base", MemoryLibrary())
    changed = MemoryLibrary(CHANGED)
    builder = index._builder
    draft = type(builder)(
        builder.folder, changed, encoder=encoder, segmenter=builder.segmenter, config=builder.config
    ).draft(None)
    for key, text in draft.pending.items():
        builder.cache.store(encoder.fingerprint, {key: encoder.encode_passages([text])[0]})
    (quick_folder / "texts.json").write_text(json.dumps({"old": TEXTS, "new": CHANGED}))
    report = run_host("ours", quick_folder)
    assert report["violations"] == []
    assert report["kills"] >= 80
    assert report["old"] > 10
    assert report["new"] > 10


def test_the_same_harness_shows_what_llama_index_loses(quick_folder: Path) -> None:
    """The control: were it to pass, the harness would prove nothing, or their stores would do."""
    report = run_host("llama_index", quick_folder)
    assert report["kills"] >= 20
    assert any("unreadable" in violation for violation in report["violations"])
