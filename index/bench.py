"""Measures the index: ``python -m index.bench``. Opening, warm questions, cold start, one changed document.

The passages are made up from the domain's dictionary with a fixed seed. Encoding all of a large library takes minutes,
so by default a sample is encoded for its rate and the vectors of the rest are random ones put into the cache; what is
measured of them (reading, indexing, writing, searching) does not depend on their values. ``--encode-all`` encodes all.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.model import Card, Document, OffsetMap, Passage, Span
from index.assemble import open_index
from index.build import CACHE_FILE, passage_text
from index.config import BUNDLED_MODEL, BundledEncoderConfig, IndexConfig
from index.encoder import BundledEncoder
from index.model import Vectors
from index.segmenter import Segmenter
from index.vector_cache import VectorCache, text_hash

SEED = 20250327
CHARACTERS = 190  # of a passage, as in the shipped documents
PER_DOCUMENT = 20  # passages
SAMPLE = 120  # passages encoded to learn the rate
ROUNDS = 60  # warm questions
COLD_ROUNDS = 3  # fresh processes
GOAL_SHARE = 1 / 200  # of a full build, for one changed document among 10,000 passages

COLD = """
import sys, time
begin = time.perf_counter()
from pathlib import Path
from index.bench import MadeLibrary, settings
from index.assemble import open_index
imported = time.perf_counter()
index = open_index(Path(sys.argv[1]), MadeLibrary(int(sys.argv[2])), config=settings())
opened = time.perf_counter()
index.search("党费收缴使用情况多久公布一次")
print(imported - begin, opened - imported, time.perf_counter() - opened)
"""


def settings() -> IndexConfig:
    """Return the product's configuration without the detour over sentence-transformers."""
    return IndexConfig(encoder=BundledEncoderConfig(sentence_transformers_from=0))


class MadeLibrary:
    """Documents made up from the domain's terms, the same for the same number of passages."""

    def __init__(self, passages: int) -> None:
        self.revision = 1
        terms = Segmenter().terms
        self._documents = [
            _document(f"made-{n}", terms, seed=SEED + n) for n in range((passages + PER_DOCUMENT - 1) // PER_DOCUMENT)
        ]

    def documents(self) -> list[Document]:
        """Return all documents."""
        return self._documents

    def passages(self) -> list[Passage]:
        """Return all passages, in order."""
        return [passage for document in self._documents for passage in document.passages]

    def change_one(self) -> None:
        """Replace the first document by another of the same length."""
        self.revision += 1
        self._documents[0] = _document("made-0", Segmenter().terms, seed=-self.revision)


def _document(id_: str, terms: Sequence[str], *, seed: int) -> Document:
    chance = random.Random(seed)
    passages = []
    for number in range(PER_DOCUMENT):
        text = ""
        while len(text) < CHARACTERS:
            text += "".join(chance.choices(terms, k=6)) + f"{chance.randrange(1000)}次，"
        passages.append(Passage(f"{id_}:{number}", id_, Span(0, 0), text[:CHARACTERS], "content", None))
    return Document(id_, id_, "", "", "", "", OffsetMap(()), (), Card(), (), tuple(passages))


class CountingEncoder(BundledEncoder):
    """The bundled encoder, counting the passages it encodes."""

    encoded = 0

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode and count."""
        self.encoded += len(texts)
        return super().encode_passages(texts)


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of several rounds."""

    seconds: tuple[float, ...]

    @property
    def text(self) -> str:
        """Median and 95th percentile in milliseconds."""
        median, high = np.quantile(self.seconds, [0.5, 0.95]) * 1000
        return f"median {median:.1f} ms, 95th percentile {high:.1f} ms"


def _time(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def _rounds(action: Callable[[str], object], questions: Sequence[str]) -> Timing:
    """Time `action` on each question."""
    seconds = []
    for question in questions:
        begin = time.perf_counter()
        action(question)
        seconds.append(time.perf_counter() - begin)
    return Timing(tuple(seconds))


def measure(passages: int, folder: Path, *, encode_all: bool) -> Iterator[str]:
    """Yield one line for each figure."""
    library = MadeLibrary(passages)
    encoder = CountingEncoder(BUNDLED_MODEL, sentence_transformers_from=0)
    encoder.encode_passages(["预热"])
    held = library.passages()
    sample = min(SAMPLE, len(held))
    encoding = _time(lambda: encoder.encode_passages([passage_text(p) for p in held[:sample]]))
    rate = sample / encoding
    yield f"encoding: {rate:.1f} passages a second on {encoder.workers} cores, {rate / encoder.workers:.1f} on each"
    segmenter = Segmenter()
    segmenter.segment("预热")
    cutting = _time(lambda: [segmenter.passage_terms(p.text) for p in held[:1000]])
    yield f"words: {min(1000, len(held)) / cutting:.0f} passages a second cut into terms"

    if not encode_all:
        chance = np.random.default_rng(SEED)
        rows = chance.standard_normal((len(held), encoder.dimension)).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        cache = VectorCache(folder / CACHE_FILE)
        cache.store(encoder.fingerprint, {text_hash(passage_text(p)): row for p, row in zip(held, rows, strict=True)})
    first = _time(lambda: open_index(folder, library, config=settings()))
    full = first if encode_all else first + len(held) / rate
    yield f"full build of {len(held)} passages: {full:.1f} s" + ("" if encode_all else f" ({first:.1f} s + encoding)")

    opening = Timing(tuple(_time(lambda: open_index(folder, library, config=settings())) for _ in range(5)))
    yield f"opening: {opening.text}"
    index = open_index(folder, library, config=settings())
    index.search("预热")
    asked = [f"{a}和{b}的要求是什么" for a, b in zip(segmenter.terms[:ROUNDS], segmenter.terms[ROUNDS:], strict=False)]
    yield f"warm question, encoding included: {_rounds(index.search, asked).text}"
    yield f"same question again: {_rounds(index.search, asked).text}"
    yield f"words alone: {_rounds(index.search_words, asked).text}"

    index._builder.encoder = encoder
    index.refresh()
    encoder.encoded = 0
    library.change_one()
    library.change_one()
    changed = _time(index.refresh)
    encoder.encoded = 0
    library.change_one()
    changed = min(changed, _time(index.refresh))
    yield (
        f"one changed document ({PER_DOCUMENT} passages): {changed:.2f} s, 1/{full / changed:.0f} of the full build "
        f"(goal at 10,000: 1/{1 / GOAL_SHARE:.0f}), {encoder.encoded} passages encoded"
    )


def measure_cold(passages: int, folder: Path) -> Iterator[str]:
    """Yield the stages of a fresh process, from the import to the first answer."""
    stages = []
    for _ in range(COLD_ROUNDS):
        begin = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", COLD, str(folder), str(passages)], capture_output=True, text=True, check=True
        )
        stages.append([*map(float, done.stdout.split()), time.perf_counter() - begin])
    imported, opened, asked, whole = np.median(stages, axis=0) * 1000
    yield (
        f"cold start: imports {imported:.0f} ms, opening {opened:.0f} ms, first question {asked:.0f} ms, "
        f"process {whole:.0f} ms"
    )


def main() -> None:
    """Measure a small and a large library and write the figures to standard output."""
    parser = argparse.ArgumentParser(prog="python -m index.bench", description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=[200, 10_000], help="sizes of the library")
    parser.add_argument("--encode-all", action="store_true", help="encode every passage instead of a sample")
    options = parser.parse_args()
    for passages in options.passages:
        sys.stdout.write(f"{passages} passages of {CHARACTERS} characters, load {os.getloadavg()[0]:.1f}\n")
        with tempfile.TemporaryDirectory(prefix="dangjian-bench-") as name:
            for line in measure(passages, Path(name), encode_all=options.encode_all):
                sys.stdout.write(f"  {line}\n")
                sys.stdout.flush()
        if passages <= 1000:
            with tempfile.TemporaryDirectory(prefix="dangjian-bench-") as name:
                open_index(Path(name), MadeLibrary(passages), config=settings())
                for line in measure_cold(passages, Path(name)):
                    sys.stdout.write(f"  {line}\n")


if __name__ == "__main__":
    main()
