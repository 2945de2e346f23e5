"""Encoders by way of sentence-transformers: the bundled one as a module of it, and any other model of the library.

Nothing here is imported on the way of a single question: sentence-transformers and torch take about ten seconds.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule

from corpus.errors import DamagedStore
from index.encoder import (
    PASSAGE_PROMPT,
    QUESTION_PROMPT,
    OnnxSession,
    embed_side_by_side,
    fingerprint_of,
)
from index.model import Vectors


class OnnxModule(InputModule):  # type: ignore[misc]  # sentence-transformers ships no types
    """A sentence-transformers module around `OnnxSession`: tokenises, runs, pools and scales to unit length."""

    def __init__(self, session: OnnxSession, *, workers: int = 1) -> None:
        super().__init__()
        self.session = session
        self.workers = workers

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """Return ``input_ids`` and ``attention_mask``, int64 (n, longest), padded with 1."""
        rows = [self.session.tokens((prompt or "") + text) for text in inputs]
        longest = max(map(len, rows), default=0)
        ids = torch.ones((len(rows), longest), dtype=torch.int64)
        mask = torch.zeros_like(ids)
        for at, row in enumerate(rows):
            ids[at, : len(row)] = torch.tensor(row)
            mask[at, : len(row)] = 1
        return {"input_ids": ids, "attention_mask": mask}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Add ``sentence_embedding`` (n, d) float32; each row is run alone, without its padding."""
        lengths = features["attention_mask"].sum(dim=1).tolist()
        rows = [ids[:length].cpu().numpy() for ids, length in zip(features["input_ids"], lengths, strict=True)]
        vectors = embed_side_by_side(
            self.session.embed, rows, workers=self.workers, dimension=self.get_embedding_dimension()
        )
        features["sentence_embedding"] = torch.from_numpy(vectors)
        return features

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        *_, upper = self.session.load()
        return int(upper.get_outputs()[0].shape[-1])

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Copy the model's files to `output_path`."""
        for file in sorted(self.session.folder.iterdir()):
            if file.is_file():
                shutil.copyfile(file, Path(output_path) / file.name)

    @classmethod
    def load(cls, model_name_or_path: str, **_: Any) -> OnnxModule:
        """Open the module from a folder written by `save`."""
        return cls(OnnxSession(Path(model_name_or_path)))


def as_sentence_transformer(session: OnnxSession, *, workers: int = 1) -> SentenceTransformer:
    """Return the bundled encoder as a ``SentenceTransformer`` with the prompts ``query`` and ``document``."""
    return SentenceTransformer(
        modules=[OnnxModule(session, workers=workers)],
        prompts={"query": QUESTION_PROMPT, "document": PASSAGE_PROMPT},
        similarity_fn_name="cosine",
        device="cpu",
    )


class TransformerEncoder:
    """Any sentence-transformers model from a local folder; satisfies `index.model.Encoder`.

    The prompts are the model's own (``query`` and ``document``, where it has them).
    """

    def __init__(self, folder: Path, *, device: str = "cpu", batch: int = 16) -> None:
        if not folder.is_dir():
            raise DamagedStore(f"语义模型文件夹不存在（{folder.name}）")
        self.folder = folder
        self.batch = batch
        self._model = SentenceTransformer(str(folder), device=device, local_files_only=True)
        self._fingerprint: str | None = None

    @property
    def fingerprint(self) -> str:
        """Folder name and SHA-256 over all of its files."""
        if self._fingerprint is None:
            names = sorted(f.relative_to(self.folder).as_posix() for f in self.folder.rglob("*") if f.is_file())
            self._fingerprint = fingerprint_of(self.folder, names)
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    def encode_question(self, text: str) -> Vectors:
        """Return one question as ``(d,) float32`` of unit length."""
        vector = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return np.ascontiguousarray(vector, dtype=np.float32)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return passages as ``(n, d) float32``, rows of unit length, in order."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode_document(
            list(texts), normalize_embeddings=True, batch_size=self.batch, show_progress_bar=False
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)
