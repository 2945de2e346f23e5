from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index.build import Builder
from index.config import BUNDLED_MODEL, IndexConfig
from index.encoder import BundledEncoder
from index.model import PassageSource, Vectors
from index.retrieval import Index
from index.segmenter import Segmenter
from tests.index.small_library import MemoryLibrary


class CountingEncoder(BundledEncoder):
    """The bundled encoder, keeping a list of the passages that it was given."""

    def __init__(self) -> None:
        super().__init__(BUNDLED_MODEL, sentence_transformers_from=0)
        self.encoded: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded.extend(texts)
        return super().encode_passages(texts)


@pytest.fixture(scope="session")
def loaded_encoder() -> CountingEncoder:
    encoder = CountingEncoder()
    encoder.session.load()
    return encoder


@pytest.fixture
def encoder(loaded_encoder: CountingEncoder) -> CountingEncoder:
    """The bundled encoder, loaded once for all tests, its list of encoded passages empty."""
    loaded_encoder.encoded.clear()
    return loaded_encoder


@pytest.fixture(scope="session")
def segmenter() -> Segmenter:
    return Segmenter()


LOCKER = """
import sys, time
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(20)
"""
"""A program that holds the lock file it is given until it is killed."""

OpenWith = Callable[..., Index]


@pytest.fixture
def open_with(encoder: CountingEncoder, segmenter: Segmenter) -> OpenWith:
    """Open an index as `open_index` does, around the encoder that is already loaded."""

    def open_folder(folder: Path, library: PassageSource, *, refresh: bool = True) -> Index:
        folder.mkdir(exist_ok=True)
        index = Index(Builder(folder, library, encoder=encoder, segmenter=segmenter, config=IndexConfig()))
        if refresh:
            index.refresh()
        return index

    return open_folder


@pytest.fixture
def library() -> MemoryLibrary:
    return MemoryLibrary()


@pytest.fixture
def index(tmp_path: Path, library: MemoryLibrary, open_with: OpenWith) -> Index:
    return open_with(tmp_path / "index", library)
