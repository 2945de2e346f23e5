"""The bundled encoder: text → unit vectors through onnxruntime alone, without torch.

Dynamic int8 quantises each run by the values in it, so a text's vector would depend on what shares its batch
(cosine down to .996 measured). Therefore every text is a run of its own: vectors repeat bit for bit, and on a CPU
nothing is lost (10.5 texts a second alone, 8.6 to 9.7 in batches of 8 to 32). Cores are used by texts side by side.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from corpus.errors import DamagedStore
from index.model import Vectors

MAX_TOKENS = 512  # positions of the model, special tokens included
QUESTION_PROMPT = "query: "  # Source: model card of multilingual-e5-small
PASSAGE_PROMPT = "passage: "  # as above
LOWER_FILE, UPPER_FILE = (
    "lower_int8.onnx",
    "upper_int8.onnx",
)  # layers 1 to 6 and 7 to 12: the reader needs the first alone
TOKENIZER_FILE = "tokenizer.json"
FILES = (LOWER_FILE, UPPER_FILE, TOKENIZER_FILE)

Item = TypeVar("Item")


class OnnxSession:
    """Tokeniser and network of a model folder, in two halves, loaded once on first use. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any, Any] | None = None

    def load(self) -> tuple[Any, Any, Any]:
        """Return (tokenizer, onnxruntime session of the lower half, of the upper half).

        Raises:
            DamagedStore: a file of the model is missing or unreadable.
        """
        with self._lock:
            if self._loaded is None:
                self._loaded = self._open()
            return self._loaded

    def _open(self) -> tuple[Any, Any, Any]:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # one core per text; more threads spin beside a busy neighbour
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            tokenizer = Tokenizer.from_file(str(self.folder / TOKENIZER_FILE))
            lower, upper = (
                onnxruntime.InferenceSession(str(self.folder / name), options, providers=["CPUExecutionProvider"])
                for name in (LOWER_FILE, UPPER_FILE)
            )
        except Exception as error:  # both libraries raise bare Exception subclasses of their own
            raise DamagedStore(f"语义模型无法载入（{self.folder.name}）") from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS)
        return tokenizer, lower, upper

    def tokens(self, text: str) -> list[int]:
        """Return the token ids of `text`, special tokens included, at most 512."""
        tokenizer, *_ = self.load()
        whole = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate would stop the tokenizer
        ids: list[int] = tokenizer.encode(whole).ids
        return ids

    def embed(self, ids: Sequence[int]) -> Vectors:
        """Return the unit vector ``(d,) float32`` of one tokenised text: the mean of its tokens' vectors."""
        mean = self.hidden(ids).mean(axis=0, dtype=np.float64)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), dtype=np.float32)

    def hidden(self, ids: Sequence[int]) -> Vectors:
        """Return the last layer's vectors ``(tokens, d) float32`` of one tokenised text."""
        _, _, upper = self.load()
        given = {"middle": self.middle(ids)[None], "attention_mask": np.ones((1, len(ids)), dtype=np.int64)}
        return np.asarray(upper.run(None, given)[0][0], dtype=np.float32)

    def middle(self, ids: Sequence[int]) -> Vectors:
        """Return the middle layer's vectors ``(tokens, d) float32`` of one tokenised text; half the work of `hidden`."""
        _, lower, _ = self.load()
        row = np.asarray(ids, dtype=np.int64)[None, :]
        found = lower.run(None, {"input_ids": row, "attention_mask": np.ones_like(row)})
        return np.asarray(found[0][0], dtype=np.float32)


class BundledEncoder:
    """The encoder that ships with the project; satisfies `index.model.Encoder`."""

    def __init__(self, folder: Path, *, workers: int = 0, sentence_transformers_from: int = 64) -> None:
        self.session = OnnxSession(folder)
        self.workers = workers or os.cpu_count() or 1
        self.sentence_transformers_from = sentence_transformers_from
        self._fingerprint: str | None = None
        self._dimension: int | None = None
        self._sentence_transformer: Any = None

    @property
    def fingerprint(self) -> str:
        """Folder name and SHA-256 over network and tokenizer.

        Raises:
            DamagedStore: a file of the model is missing.
        """
        if self._fingerprint is None:
            self._fingerprint = fingerprint_of(self.session.folder, FILES)
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """Length of a vector, from the model's config.json."""
        if self._dimension is None:
            config = json.loads((self.session.folder / "config.json").read_text(encoding="utf-8"))
            self._dimension = int(config["hidden_size"])
        return self._dimension

    def encode_question(self, text: str) -> Vectors:
        """Return one question as ``(d,) float32`` of unit length."""
        return self.session.embed(self.session.tokens(QUESTION_PROMPT + text))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return passages as ``(n, d) float32``, rows of unit length, in order.

        A long job goes through ``SentenceTransformer.encode``, a short one straight to the session: importing
        sentence-transformers costs about ten seconds, more than encoding some sixty passages. Once imported it serves
        the short jobs too. Both ways share `OnnxSession.embed`, so the bits are the same.
        """
        long = 0 < self.sentence_transformers_from <= len(texts)
        if not texts or not (long or self._sentence_transformer):
            return self.encode_directly(texts)
        if self._sentence_transformer is None:
            from index.sentence_module import as_sentence_transformer

            self._sentence_transformer = as_sentence_transformer(self.session, workers=self.workers)
        vectors = self._sentence_transformer.encode(
            list(texts), prompt_name="document", show_progress_bar=False, convert_to_numpy=True
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def encode_directly(self, texts: Sequence[str]) -> Vectors:
        """Encode passages without sentence-transformers; ``(n, d) float32``."""
        return embed_side_by_side(
            lambda text: self.session.embed(self.session.tokens(PASSAGE_PROMPT + text)),
            texts,
            workers=self.workers,
            dimension=self.dimension,
        )


def embed_side_by_side(
    embed: Callable[[Item], Vectors], items: Sequence[Item], *, workers: int, dimension: int
) -> Vectors:
    """Apply `embed` to each item on `workers` threads; ``(n, d) float32`` in order."""
    out = np.zeros((len(items), dimension), dtype=np.float32)
    if workers <= 1 or len(items) <= 1:
        for at, item in enumerate(items):
            out[at] = embed(item)
        return out
    with ThreadPoolExecutor(max_workers=min(workers, len(items))) as pool:
        for at, vector in enumerate(pool.map(embed, items)):
            out[at] = vector
    return out


def fingerprint_of(folder: Path, names: Sequence[str]) -> str:
    """Return ``folder@sha256`` over the named files, names included.

    Raises:
        DamagedStore: one of the files cannot be read.
    """
    whole = hashlib.sha256()
    for name in names:
        try:
            with (folder / name).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise DamagedStore(f"语义模型缺少文件 {folder.name}/{name}") from error
        whole.update(f"{name}\0{digest}\n".encode())
    return f"{folder.name}@{whole.hexdigest()}"
