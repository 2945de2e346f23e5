"""From the library's documents to a complete index: words at once, vectors from the cache or the encoder.

The library is the truth; everything here can be made again from it, and without encoding what the cache knows.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.errors import DamagedStore, LibraryBusy, ModelMismatch, UnknownDocument
from corpus.model import Passage
from index.config import IndexConfig
from index.generation import Generation, Row, publish_generation, read_generation, read_manifest
from index.model import Encoder, PassageSource, Progress, Vectors
from index.segmenter import Segmenter
from index.snapshot import NO_NUMBER, Snapshot
from index.vector_cache import VectorCache, text_hash
from index.vectors import Numbers, VectorStore
from index.words import TermCounts, Vocabulary, WordIndex, build_words

log = logging.getLogger("dangjian.index")

FIRST_ENCODED = 64  # passages of the first step: enough for a long job to be known as one
ENCODE_AT_ONCE = 256  # passages encoded between two writes of the cache: what a crash can cost
LOCK_FILE, CACHE_FILE = "writer.lock", "vectors.sqlite"


@dataclass(frozen=True, slots=True)
class Draft:
    """An index whose words are ready. ``pending`` are the texts that wait for a vector, by text hash."""

    snapshot: Snapshot
    known: Mapping[str, Vectors]
    pending: Mapping[str, str]


def passage_text(passage: Passage) -> str:
    """Return what is embedded and searched by words: the breadcrumb on a line of its own, then the text."""
    return " · ".join(passage.breadcrumb) + "\n" + passage.text if passage.breadcrumb else passage.text


class Builder:
    """Reads the library, keeps the vector cache, writes generations. One process at a time holds its `lock`."""

    def __init__(
        self,
        folder: Path,
        library: PassageSource,
        *,
        encoder: Encoder | None,
        segmenter: Segmenter,
        config: IndexConfig,
    ) -> None:
        self.folder = folder
        self.library = library
        self.encoder = encoder
        self.segmenter = segmenter
        self.config = config
        self.cache = VectorCache(folder / CACHE_FILE)
        self._counting = threading.Lock()  # a search may follow the library while a refresh does
        self._counted: tuple[Vocabulary, dict[str, TermCounts]] = (Vocabulary(), {})

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the writer's lock of this folder; the system frees it when the process dies.

        Raises:
            LibraryBusy: another process kept it longer than ``config.lock_seconds``.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder / LOCK_FILE)
        try:
            lock.acquire(timeout=self.config.lock_seconds)
        except Timeout as error:
            raise LibraryBusy from error
        try:
            yield
        finally:
            lock.release()

    def require_encoder(self) -> Encoder:
        """Return the encoder.

        Raises:
            DamagedStore: there is none, or it cannot be read.
            ModelMismatch: the index on disk was built with another one.
        """
        if self.encoder is None:
            raise DamagedStore("语义模型无法载入")
        mine = self.encoder.fingerprint
        try:
            manifest = read_manifest(self.folder)
        except DamagedStore:
            manifest = None
        if manifest is not None and manifest.encoder != mine and not self.config.adopt_encoder:
            raise ModelMismatch(
                f"索引由 {manifest.encoder} 生成，当前模型为 {mine}", hint="请改回原来的模型，或允许重新编码全部文档。"
            )
        return self.encoder

    def load(self) -> Snapshot | None:
        """Return the current generation if it is whole and belongs to library, encoder and segmenter; else None."""
        if self.encoder is None:
            return None
        try:
            generation = read_generation(self.folder)
        except DamagedStore as error:
            log.warning("the index is damaged and will be rebuilt: %s", error)
            return None
        if generation is None:
            return None
        made = (generation.encoder, generation.segmenter, generation.k1, generation.b, generation.revision)
        wanted = (
            self.encoder.fingerprint,
            self.segmenter.fingerprint,
            self.config.k1,
            self.config.b,
            self.library.revision,
        )
        return Snapshot.of(generation) if made == wanted else None

    def draft(self, previous: Snapshot | None, *, meaning: bool = True, progress: Progress | None = None) -> Draft:
        """Read the library, index its words, and take from the cache the vectors that are known."""
        revision, rows, texts = self._read_library()
        if progress:
            progress("words", 0, len(rows))
        words = self._count_words(rows, texts)
        if progress:
            progress("words", len(rows), len(rows))
        if not meaning or self.encoder is None:
            return Draft(Snapshot(revision, rows, words, np.full(len(rows), NO_NUMBER, np.int64), None), {}, {})
        dimension = self.encoder.dimension
        known = _vectors_of(previous) if previous is not None else {}
        unknown = [row.text_sha256 for row in rows if row.text_sha256 not in known]
        known |= self.cache.find(self.encoder.fingerprint, unknown, dimension=dimension)
        numbers, next_number = self._numbers(rows, known, previous)
        held = np.flatnonzero(numbers != NO_NUMBER)
        vectors = _stack([known[rows[at].text_sha256] for at in held], dimension)
        store = VectorStore.of(numbers[held], vectors, next_number=next_number)
        pending = {row.text_sha256: text for row, text in zip(rows, texts, strict=True) if row.text_sha256 not in known}
        return Draft(Snapshot(revision, rows, words, numbers, store), known, pending)

    def _count_words(self, rows: tuple[Row, ...], texts: list[str]) -> WordIndex:
        """Index the words; a text that this process has cut before is not cut again."""
        with self._counting:
            counted, vocabulary = self._count_terms(rows, texts)
            return build_words(counted, vocabulary, k1=self.config.k1, b=self.config.b)

    def _count_terms(self, rows: tuple[Row, ...], texts: list[str]) -> tuple[list[TermCounts], Vocabulary]:
        vocabulary, before = self._counted
        now: dict[str, TermCounts] = {}
        if len(before) > 2 * len(rows) + 1000:  # most was removed: let its terms go too
            vocabulary, before = Vocabulary(), {}
        for row, text in zip(rows, texts, strict=True):
            key = row.text_sha256
            if key not in now:
                now[key] = before.get(key) or vocabulary.count(self.segmenter.passage_terms(text))
        self._counted = (vocabulary, now)
        return [now[row.text_sha256] for row in rows], vocabulary

    def _read_library(self) -> tuple[int, tuple[Row, ...], list[str]]:
        while True:
            revision = self.library.revision
            rows: list[Row] = []
            texts: list[str] = []
            try:
                for document in self.library.documents():
                    for passage in document.passages:
                        text = passage_text(passage)
                        rows.append(Row(passage.id, document.id, text_hash(text)))
                        texts.append(text)
            except UnknownDocument:
                if self.library.revision == revision:
                    raise
                continue  # it was removed while we read
            if self.library.revision == revision:  # nobody wrote while we read
                return revision, tuple(rows), texts

    def _numbers(
        self, rows: tuple[Row, ...], known: Mapping[str, Vectors], previous: Snapshot | None
    ) -> tuple[Numbers, int]:
        """Keep the numbers of unchanged passages and give new ones to the rest that have a vector."""
        kept: dict[Row, int] = {}
        floor = 0
        if previous is not None and previous.store is not None:
            kept = {row: int(n) for row, n in zip(previous.rows, previous.numbers, strict=True) if n != NO_NUMBER}
            floor = previous.store.next_number
        numbers = np.array(
            [kept.get(row, NO_NUMBER) if row.text_sha256 in known else NO_NUMBER for row in rows], np.int64
        )
        new = [at for at, row in enumerate(rows) if numbers[at] == NO_NUMBER and row.text_sha256 in known]
        if not new:
            return numbers, max(floor, int(numbers.max(initial=-1)) + 1)
        try:
            given = self.cache.take_numbers(len(new), at_least=floor)
        except sqlite3.Error as error:  # read-only or full disk: numbers of this process only
            log.warning("vector numbers could not be recorded: %s", error)
            given = range(floor, floor + len(new))
        numbers[new] = np.arange(given.start, given.stop)
        return numbers, max(floor, given.stop)

    def complete(self, draft: Draft, *, progress: Progress | None = None) -> Snapshot:
        """Encode what is pending, publish the generation, forget removed texts. Needs the writer's lock."""
        encoder = self.require_encoder()
        fresh = self._encode(encoder, draft.pending, progress)
        known = {**draft.known, **fresh}
        rows = draft.snapshot.rows
        numbers, next_number = self._numbers(rows, known, draft.snapshot)
        generation = Generation(
            encoder=encoder.fingerprint,
            segmenter=self.segmenter.fingerprint,
            k1=self.config.k1,
            b=self.config.b,
            revision=draft.snapshot.revision,
            rows=rows,
            numbers=numbers,
            vectors=_stack([known[row.text_sha256] for row in rows], encoder.dimension),
            words=draft.snapshot.words,
            next_number=next_number,
        )
        self._publish(generation, progress)
        return Snapshot.of(generation)

    def _encode(self, encoder: Encoder, pending: Mapping[str, str], progress: Progress | None) -> dict[str, Vectors]:
        fresh: dict[str, Vectors] = {}
        items = list(pending.items())
        at = 0
        while at < len(items):
            part = items[at : at + (FIRST_ENCODED if at == 0 else _step(len(items), watched=progress is not None))]
            if progress:
                progress("encode", at, len(items))
            at += len(part)
            vectors = encoder.encode_passages([text for _, text in part])
            done = {key: vector for (key, _), vector in zip(part, vectors, strict=True)}
            self.cache.store(encoder.fingerprint, done)
            fresh.update(done)
        if progress and items:
            progress("encode", len(items), len(items))
        return fresh

    def _publish(self, generation: Generation, progress: Progress | None) -> None:
        if progress:
            progress("publish", 0, 1)
        try:
            publish_generation(self.folder, generation)
            self.cache.keep_only(row.text_sha256 for row in generation.rows)
        except (OSError, sqlite3.Error) as error:  # full or read-only disk: this process goes on, the next rebuilds
            log.warning("the index could not be written: %s", error)
        if progress:
            progress("publish", 1, 1)


def _vectors_of(snapshot: Snapshot) -> dict[str, Vectors]:
    """Return the vectors that a snapshot holds, by text hash."""
    if snapshot.store is None:
        return {}
    held = np.flatnonzero(snapshot.numbers != NO_NUMBER)
    vectors = snapshot.store.vectors(snapshot.numbers[held])
    return {snapshot.rows[at].text_sha256: vector for at, vector in zip(held, vectors, strict=True)}


def _step(total: int, *, watched: bool) -> int:
    """Return how many passages to encode before the next report, some twenty reports in all."""
    return min(ENCODE_AT_ONCE, max(8, total // 20)) if watched else ENCODE_AT_ONCE


def _stack(vectors: list[Vectors], dimension: int) -> Vectors:
    return np.stack(vectors).astype(np.float32, copy=False) if vectors else np.zeros((0, dimension), np.float32)
