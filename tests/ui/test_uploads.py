"""Uploads against a real library and index."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.compose import open_assistant
from assistant.service import Assistant
from assistant.settings import load_settings
from ui.uploads import Upload, UploadJob, UploadQueue

pytestmark = pytest.mark.slow


@pytest.fixture
def own(copied_home: Path) -> Iterator[Assistant]:
    opened = open_assistant(load_settings(home=copied_home))
    yield opened
    opened.close()


def wait(job: UploadJob) -> None:
    deadline = time.monotonic() + 120
    while not job.finished:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_each_file_has_its_outcome_and_none_is_left_behind(own: Assistant, tmp_path: Path) -> None:
    text = tmp_path / "parked" / "a" / "通知.txt"
    bad = tmp_path / "parked" / "b" / "x.docx"
    again = tmp_path / "parked" / "c" / "通知.txt"
    for file in (text, bad, again):
        file.parent.mkdir(parents=True)
    text.write_text("示例市民政局关于开展敬老月活动的通知\n\n全市共走访老人4321名。\n", encoding="utf-8")
    bad.write_bytes(b"PK\x03\x04 broken")
    shutil.copy(text, again)
    queue = UploadQueue()
    try:
        job = queue.submit(
            own, [Upload(text, text.name), Upload(bad, bad.name), Upload(again, again.name)], language="zh"
        )
        assert [line.name for line in job.lines] == ["通知.txt", "x.docx", "通知.txt"]
        wait(job)
        assert [line.outcome for line in job.lines] == ["added", "refused", "unchanged"]
        assert job.lines[1].reason.endswith("。")
        assert job.failure == ""
        assert own.index.ready_for_meaning
        assert "4321名" in own.ask("全市共走访老人多少名？").answer
    finally:
        queue.close()
    assert not any(file.exists() for file in (text, bad, again))


def test_a_removal_is_followed_by_the_index(own: Assistant) -> None:
    queue = UploadQueue()
    gone = own.library.ids()[0]
    own.library.remove(gone)
    queue.refresh(own)
    queue.close()
    assert own.index.revision == own.library.revision
    assert all(hit.document != gone for hit in own.index.search("党建"))
