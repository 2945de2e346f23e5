"""Finding: a question → ranked passages, from an index that follows its library."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from corpus.errors import DamagedStore, DangjianError
from index.build import Builder
from index.model import Encoder, Hit, Progress, Vectors
from index.snapshot import Snapshot

log = logging.getLogger("dangjian.index")


class Index:
    """The words and meanings of one library; satisfies `index.model.Retriever`. Threads may share it.

    Every search first compares the library's revision (one small read). After a change its words, and what the
    vector cache knows, count at once; `refresh` encodes the rest and publishes a new generation. Build it with
    `index.assemble.open_index`.
    """

    def __init__(self, builder: Builder, *, meaning_error: DangjianError | None = None) -> None:
        self._builder = builder
        self.meaning_error = meaning_error
        """Why meaning cannot be searched (another encoder, a damaged model), or None. Words work regardless."""
        self._turn = threading.Lock()
        self._swap = threading.Lock()
        self._guard = threading.Lock()
        self._snapshot = builder.load() if meaning_error is None else None
        self._published = self._snapshot is not None
        self._encode = lru_cache(maxsize=builder.config.question_cache)(self._encode_question)

    @property
    def revision(self) -> int:
        """The revision of the library that is searched."""
        return self._current().revision

    @property
    def encoder(self) -> Encoder | None:
        """The encoder that makes its vectors, or None when it could not be opened."""
        return self._builder.encoder

    @property
    def fingerprint(self) -> str:
        """Encoder, segmenter and weights: two indexes of one library with the same fingerprint rank alike."""
        encoder = self._builder.encoder
        meaning = encoder.fingerprint if encoder is not None and self.meaning_error is None else "words only"
        config = self._builder.config
        return f"{meaning} | {self._builder.segmenter.fingerprint} | k1={config.k1} b={config.b}"

    @property
    def ready_for_meaning(self) -> bool:
        """Whether every passage of the library can be found by meaning, not by words alone."""
        return self.meaning_error is None and self._current().complete

    def search(self, question: str, *, k: int = 20, documents: frozenset[str] | None = None) -> list[Hit]:
        """Return at most `k` hits by words and meaning together, best first, ties in library order.

        Furniture passages are found like others. `documents` restricts the search before anything is ranked.
        """
        now = self._current()
        if not question.strip() or not now.rows:
            return []
        vector = self._question_vector(question) if now.store is not None else None
        terms = self._builder.segmenter.question_terms(question)
        return now.rank_fused(terms, vector, k=k, candidates=self._builder.config.candidates, documents=documents)

    def search_words(self, question: str, *, k: int = 20, documents: frozenset[str] | None = None) -> list[Hit]:
        """Return at most `k` hits by BM25 alone; passages without any word of the question are left out."""
        return self._current().rank_words(self._builder.segmenter.question_terms(question), k=k, documents=documents)

    def search_dense(self, question: str, *, k: int = 20, documents: frozenset[str] | None = None) -> list[Hit]:
        """Return at most `k` hits by cosine alone.

        Raises:
            ModelMismatch: the index was built with another encoder.
            DamagedStore: the encoder cannot be read.
        """
        self._require_meaning()
        now = self._current()
        if not question.strip() or not now.rows:
            return []
        return now.rank_dense(self._encode(question), k=k, documents=documents)

    def segment(self, text: str) -> list[str]:
        """Return the words of `text` as the word index cuts them: simplified, NFKC, lower case, no punctuation."""
        return self._builder.segmenter.segment(text)

    def idf(self, term: str) -> float:
        """Return how rare a token of `segment` is, ≥ 0; tokens that no passage holds get the maximum."""
        return self._current().words.idf(term)

    def encode_question(self, text: str) -> Vectors:
        """Return the unit vector ``(d,) float32`` of a question; recent ones are remembered.

        Raises:
            ModelMismatch: the index was built with another encoder.
            DamagedStore: the encoder cannot be read.
        """
        self._require_meaning()
        return self._encode(text)

    def passage_vectors(self, ids: Sequence[str]) -> Vectors:
        """Return the stored unit vectors ``(n, d) float32`` of passages, in the order of `ids`.

        Raises:
            KeyError: a passage is unknown or still waits for its vector.
        """
        return self._current().vectors(ids)

    def refresh(self, *, progress: Progress | None = None) -> bool:
        """Follow the library to the end: encode new texts, publish a generation. True when something changed.

        Raises:
            ModelMismatch: the index on disk was built with another encoder.
            DamagedStore: the encoder cannot be read.
            LibraryBusy: another process kept the writer's lock too long.
        """
        self._require_meaning()
        builder = self._builder
        with self._turn:
            if self._published and self._snapshot is not None and self._is_current(self._snapshot):
                return False
            with builder.lock():
                builder.require_encoder()
                loaded = builder.load()
                if loaded is not None:
                    self._install(loaded, published=True)
                    return True
                while True:
                    draft = builder.draft(self._snapshot, progress=progress)
                    self._install(draft.snapshot, published=False)
                    done = builder.complete(draft, progress=progress)
                    self._install(done, published=True)
                    if builder.library.revision == done.revision:
                        return True

    def _is_current(self, snapshot: Snapshot) -> bool:
        return snapshot.complete and snapshot.revision == self._builder.library.revision

    def _install(self, snapshot: Snapshot, *, published: bool) -> Snapshot:
        """Make `snapshot` the one that is searched, unless a fuller one of the same revision came first."""
        with self._guard:
            held = self._snapshot
            if held is None or held.revision != snapshot.revision or snapshot.complete or not held.complete:
                self._snapshot, self._published = snapshot, published
                return snapshot
            return held

    def _current(self) -> Snapshot:
        """Return a snapshot of the library as it is now, with words and cached vectors at least."""
        now = self._snapshot
        if now is not None and now.revision == self._builder.library.revision:
            return now
        with self._swap:
            now = self._snapshot
            if now is not None and now.revision == self._builder.library.revision:
                return now
            meaning = self.meaning_error is None
            loaded = self._builder.load() if meaning else None
            caught_up = loaded or self._builder.draft(now, meaning=meaning).snapshot
            return self._install(caught_up, published=loaded is not None)

    def _question_vector(self, question: str) -> Vectors | None:
        """Return the question's vector, or None when there is no encoder to make it: words answer alone."""
        if self.meaning_error is not None:
            return None
        try:
            return self._encode(question)
        except DamagedStore as error:
            self.meaning_error = error
            log.warning("searching words only: %s", error)
            return None

    def _require_meaning(self) -> None:
        if self.meaning_error is not None:
            raise self.meaning_error

    def _encode_question(self, text: str) -> Vectors:
        if self._builder.encoder is None:
            raise DamagedStore("语义模型无法载入")
        vector = np.array(self._builder.encoder.encode_question(text), dtype=np.float32)
        vector.setflags(write=False)  # it is shared by all who ask the same
        return vector
