from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from index.model import Vectors
from index.vector_cache import VectorCache, text_hash

ENCODER = "encoder@1"


def vector(seed: int) -> Vectors:
    return np.random.default_rng(seed).standard_normal(384).astype(np.float32)


@pytest.fixture
def cache(tmp_path: Path) -> VectorCache:
    return VectorCache(tmp_path / "vectors.sqlite")


def fill(cache: VectorCache, count: int) -> dict[str, Vectors]:
    vectors = {text_hash(f"text {n}"): vector(n) for n in range(count)}
    cache.store(ENCODER, vectors)
    return vectors


def bytes_on_disk(cache: VectorCache) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(cache.path.parent.glob(cache.path.name + "*")))


def test_vectors_come_back_bit_for_bit(cache: VectorCache) -> None:
    stored = fill(cache, 1200)
    found = VectorCache(cache.path).find(ENCODER, [*stored, text_hash("unknown")], dimension=384)
    assert found.keys() == stored.keys()
    assert all(np.array_equal(found[key], stored[key]) for key in stored)


def test_vectors_of_another_encoder_or_length_are_not_found(cache: VectorCache) -> None:
    stored = fill(cache, 2)
    assert cache.find("encoder@2", stored, dimension=384) == {}
    assert cache.find(ENCODER, stored, dimension=768) == {}


def test_a_changed_vector_is_left_out(cache: VectorCache) -> None:
    first, second = fill(cache, 2)
    with sqlite3.connect(cache.path) as connection:
        blob = bytearray(connection.execute("SELECT vector FROM vectors WHERE text_sha256 = ?", (first,)).fetchone()[0])
        blob[700] ^= 4
        connection.execute("UPDATE vectors SET vector = ? WHERE text_sha256 = ?", (bytes(blob), first))
    connection.close()
    assert cache.find(ENCODER, [first, second], dimension=384).keys() == {second}


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be read as one" * 40])
def test_a_damaged_file_starts_anew(cache: VectorCache, content: bytes) -> None:
    fill(cache, 3)
    cache.clear()
    cache.path.write_bytes(content)
    assert cache.find(ENCODER, [text_hash("text 1")], dimension=384) == {}
    stored = fill(cache, 3)
    assert cache.find(ENCODER, stored, dimension=384).keys() == stored.keys()


@pytest.mark.parametrize("sixteenth", range(16))
def test_a_truncated_file_gives_right_vectors_or_none(cache: VectorCache, sixteenth: int) -> None:
    stored = fill(cache, 60)
    cache.keep_only(stored)  # folds the journal into the one file
    content = cache.path.read_bytes()
    cache.path.write_bytes(content[: len(content) * sixteenth // 16])
    found = cache.find(ENCODER, stored, dimension=384)
    assert all(np.array_equal(found[key], stored[key]) for key in found)
    cache.store(ENCODER, stored)
    assert cache.find(ENCODER, stored, dimension=384).keys() == stored.keys()


def test_vectors_of_removed_texts_leave_the_file(cache: VectorCache) -> None:
    stored = fill(cache, 50)
    cache.keep_only(stored)
    gone, kept = list(stored)[:25], list(stored)[25:]
    before = bytes_on_disk(cache)
    assert all(stored[key].tobytes()[:64] in before for key in gone)
    assert cache.keep_only(kept) == 25
    after = bytes_on_disk(cache)
    assert not any(stored[key].tobytes()[:64] in after or key.encode() in after for key in gone)
    assert all(stored[key].tobytes()[:64] in after for key in kept)
    assert len(after) < len(before)


def take(path: str) -> list[int]:
    return [number for _ in range(20) for number in VectorCache(Path(path)).take_numbers(3)]


def test_numbers_are_given_once_also_to_processes_side_by_side(cache: VectorCache) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        given = [number for numbers in pool.map(take, [str(cache.path)] * 3) for number in numbers]
    assert sorted(given) == list(range(180))
    assert cache.take_numbers(1, at_least=1000) == range(1000, 1001)
    assert cache.take_numbers(1).start == 1001
