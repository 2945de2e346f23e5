from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.sandbox import Sandbox
from tests.corpus.hostile import Hostile, hostile_files

MOST_SECONDS = 10.0
MOST_MEMORY = 500_000_000  # bytes
KINDS = hostile_files()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, reader: Sandbox) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("hostile") / "home"
    with Library.open(folder, shipped=False, reader=reader) as opened:
        yield opened


@pytest.mark.parametrize("kind", KINDS, ids=[f"{kind.number}-{kind.name}" for kind in KINDS])
def test_hostile_file_costs_only_itself(kind: Hostile, library: Library, tmp_path: Path) -> None:
    path = tmp_path / kind.name
    kind.make(path)
    before = library.ids()
    beside = sorted(tmp_path.iterdir())
    started = time.monotonic()

    result = library.add(path)

    assert time.monotonic() - started <= MOST_SECONDS
    assert sorted(tmp_path.iterdir()) == beside
    if kind.outcome != "either":
        assert result.outcome == ("refused" if kind.outcome == "refused" else "added"), result.reason
    if result.id is None:
        reason = result.reason or ""
        assert kind.says in reason
        assert kind.lacks == "" or kind.lacks not in reason
        assert reason.startswith("这个文件无法读取") and reason.endswith("。")
        assert "Error" not in reason and "Traceback" not in reason
        assert library.ids() == before
        assert not list((library.folder / "files").glob(".aside-*"))
        return
    document = library.document(result.id)
    assert kind.holds in document.text
    assert kind.lacks == "" or kind.lacks not in document.text
    assert kind.says in "".join(document.warnings)
    assert document.passages
    assert all(passage.span.of(document.text) == passage.text for passage in document.passages)
    library.remove(result.id)


def test_library_is_whole_after_all_of_them(library: Library, reader: Sandbox) -> None:
    assert library.problems() == ()
    assert 0 < reader.most_memory <= MOST_MEMORY
    assert library.ids() == ()
    assert list((library.folder / "files").iterdir()) == []
