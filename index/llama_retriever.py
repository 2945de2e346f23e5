"""Our index as LlamaIndex's ``BaseRetriever`` and our encoder as its ``BaseEmbedding``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from corpus.model import Document
from index.llama_nodes import as_node
from index.model import Encoder, Retriever


class PassageRetriever(BaseRetriever):  # type: ignore[misc]  # LlamaIndex is not type-checked here
    """Retrieves passages by words and meaning together; scores are the fused ones, in [0, 1]."""

    def __init__(
        self,
        retriever: Retriever,
        document: Callable[[str], Document],
        *,
        k: int = 10,
        documents: frozenset[str] | None = None,
    ) -> None:
        super().__init__()
        self._retriever = retriever
        self._document = document
        self._k = k
        self._documents = documents

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._retriever.search(query_bundle.query_str, k=self._k, documents=self._documents)
        found: list[NodeWithScore] = []
        for hit in hits:
            document = self._document(hit.document)
            passage = next(p for p in document.passages if p.id == hit.passage)
            found.append(NodeWithScore(node=as_node(passage, document), score=hit.score))
        return found


class EncoderEmbedding(BaseEmbedding):  # type: ignore[misc]  # LlamaIndex is not type-checked here
    """Any of our encoders, prompts included, for LlamaIndex's own indexes."""

    _encoder: Encoder = PrivateAttr()

    def __init__(self, encoder: Encoder, **options: Any) -> None:
        super().__init__(model_name=encoder.fingerprint, **options)
        self._encoder = encoder

    @classmethod
    def class_name(cls) -> str:
        """Name under which LlamaIndex serialises the class."""
        return "EncoderEmbedding"

    def _get_query_embedding(self, query: str) -> list[float]:
        return list(map(float, self._encoder.encode_question(query)))

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self._encoder.encode_passages(texts).tolist()
        return rows
