from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedStore
from index import generation as module
from index.generation import CURRENT, MANIFEST, Generation, Row, publish_generation, read_generation
from index.words import Vocabulary, build_words


def make_generation(revision: int = 1, *, passages: int = 12) -> Generation:
    random = np.random.default_rng(revision)
    vectors = random.standard_normal((passages, 16)).astype(np.float32)
    vocabulary = Vocabulary()
    counted = [vocabulary.count([f"词{n}", f"词{n + 1}", "党建"]) for n in range(passages)]
    return Generation(
        encoder="encoder@1",
        segmenter="segmenter/1",
        k1=1.5,
        b=0.75,
        revision=revision,
        rows=tuple(Row(f"d{n // 3}:{n}", f"d{n // 3}", f"{n:064x}") for n in range(passages)),
        numbers=np.arange(100 * revision, 100 * revision + passages),
        vectors=vectors / np.linalg.norm(vectors, axis=1, keepdims=True),
        words=build_words(counted, vocabulary, k1=1.5, b=0.75),
        next_number=100 * revision + passages,
    )


def same(one: Generation | None, other: Generation) -> bool:
    return (
        one is not None
        and (one.revision, one.rows, one.next_number) == (other.revision, other.rows, other.next_number)
        and np.array_equal(one.vectors, other.vectors)
        and np.array_equal(one.numbers, other.numbers)
        and dict(one.words.terms) == dict(other.words.terms)
        and np.array_equal(one.words.weights, other.words.weights)
    )


def published_files(folder: Path) -> list[Path]:
    return [folder / CURRENT, *sorted(path for path in folder.glob("gen-*/*"))]


def test_a_generation_comes_back_as_it_was_published(tmp_path: Path) -> None:
    assert read_generation(tmp_path) is None
    for revision in (1, 2, 3):
        publish_generation(tmp_path, make_generation(revision))
        assert same(read_generation(tmp_path), make_generation(revision))
    assert len(list(tmp_path.glob("gen-*"))) == 1
    assert not list(tmp_path.glob(".aside*"))


def test_an_empty_generation_comes_back(tmp_path: Path) -> None:
    publish_generation(tmp_path, make_generation(passages=0))
    assert same(read_generation(tmp_path), make_generation(passages=0))


def test_every_truncation_at_a_sixteenth_is_detected(tmp_path: Path) -> None:
    publish_generation(tmp_path, make_generation())
    undetected = []
    for path in published_files(tmp_path):
        content = path.read_bytes()
        for sixteenth in range(16):
            path.write_bytes(content[: len(content) * sixteenth // 16])
            if not _is_refused(tmp_path):
                undetected.append((path.name, sixteenth))
        path.write_bytes(content)
    assert undetected == []
    assert same(read_generation(tmp_path), make_generation())


def test_every_flipped_byte_is_detected(tmp_path: Path) -> None:
    publish_generation(tmp_path, make_generation())
    undetected = []
    for path in published_files(tmp_path):
        content = path.read_bytes()
        for place in {len(content) * n // 64 for n in range(64)}:
            for bit in (1, 128):
                changed = bytearray(content)
                changed[place] ^= bit
                path.write_bytes(changed)
                if not _is_refused(tmp_path):
                    undetected.append((path.name, place, bit))
        path.write_bytes(content)
    assert undetected == []


def test_every_missing_or_swapped_file_is_detected(tmp_path: Path) -> None:
    other, mine = tmp_path / "other", tmp_path / "mine"
    for folder, revision in ((other, 2), (mine, 1)):
        folder.mkdir()
        publish_generation(folder, make_generation(revision))
    for path in published_files(mine):
        content = path.read_bytes()
        path.unlink()
        assert _is_refused(mine), path.name
        foreign = (other / path.relative_to(mine)).read_bytes()
        if foreign != content:
            path.write_bytes(foreign)
            assert _is_refused(mine), path.name
        path.write_bytes(content)


def _is_refused(folder: Path) -> bool:
    try:
        read_generation(folder)
    except DamagedStore:
        return True
    return False


def test_a_newer_format_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FORMAT", 99)
    publish_generation(tmp_path, make_generation())
    monkeypatch.undo()
    with pytest.raises(DamagedStore, match="99"):
        read_generation(tmp_path)


def test_the_manifest_counts_and_hashes_what_lies_there(tmp_path: Path) -> None:
    name = publish_generation(tmp_path, make_generation())
    manifest = json.loads((tmp_path / name / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["passages"] == 12
    assert manifest["documents"] == 4
    assert manifest["revision"] == 1
    on_disk = {path.name: path.stat().st_size for path in (tmp_path / name).iterdir() if path.name != MANIFEST}
    assert {file: record["bytes"] for file, record in manifest["files"].items()} == on_disk


def test_readers_see_whole_generations_while_others_are_published(tmp_path: Path) -> None:
    wanted = {revision: make_generation(revision) for revision in range(1, 31)}
    publish_generation(tmp_path, wanted[1])
    stop = threading.Event()
    seen: list[int] = []
    wrong: list[object] = []

    def read() -> None:
        while not stop.is_set():
            try:
                found = read_generation(tmp_path)
            except Exception as error:
                wrong.append(error)
                return
            if found is None or not same(found, wanted[found.revision]):
                wrong.append(found)
                return
            seen.append(found.revision)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for revision in range(2, 31):
        publish_generation(tmp_path, wanted[revision])
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert len(set(seen)) > 1


def test_a_failed_write_leaves_the_former_generation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Disk full at every single write of a publication."""
    publish_generation(tmp_path, make_generation(1))
    for failing in _every_write():
        with monkeypatch.context() as patch:
            patch.setattr("os.write", failing)
            try:
                publish_generation(tmp_path, make_generation(2))
            except OSError:
                pass
            else:
                break
        assert same(read_generation(tmp_path), make_generation(1))
        assert not list(tmp_path.glob(".aside*")), "an unfinished generation was left behind"
    else:
        pytest.fail("never ran to the end")
    assert same(read_generation(tmp_path), make_generation(2))


def _every_write() -> Iterator[object]:
    import errno
    import os

    real = os.write
    for point in range(1, 40):
        left = [point]

        def failing(handle: int, data: bytes, left: list[int] = left) -> int:
            left[0] -= 1
            if left[0] == 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(handle, data)

        yield failing


def test_revisions_differ_in_the_test_itself() -> None:
    assert not same(make_generation(1), make_generation(2))
    assert not same(replace(make_generation(1), next_number=5), make_generation(1))
