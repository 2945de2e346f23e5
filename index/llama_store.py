"""Our vector store behind LlamaIndex's interface, for those who bring their own nodes.

Unlike their FAISS stores it deletes, filters, never gives a number twice, and returns cosines. It lives in memory:
the durable index is `index.retrieval.Index`, and `of_library` fills a store from it without encoding anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self

import numpy as np
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.schema import BaseNode
from llama_index.core.vector_stores.types import (
    BasePydanticVectorStore,
    MetadataFilters,
    VectorStoreQuery,
    VectorStoreQueryMode,
    VectorStoreQueryResult,
)
from llama_index.core.vector_stores.utils import build_metadata_filter_fn

from corpus.errors import InvalidRequest
from corpus.model import Document
from index.llama_nodes import nodes_of
from index.model import Vectors
from index.retrieval import Index
from index.vectors import VectorStore


class PassageVectorStore(BasePydanticVectorStore):  # type: ignore[misc]  # LlamaIndex is not type-checked here
    """Nodes and their unit vectors of length `dimension`; similarity is the cosine."""

    stores_text: bool = True
    is_embedding_query: bool = True
    dimension: int

    _store: VectorStore = PrivateAttr()
    _nodes: dict[str, BaseNode] = PrivateAttr(default_factory=dict)
    _numbers: dict[str, int] = PrivateAttr(default_factory=dict)
    _ids: dict[int, str] = PrivateAttr(default_factory=dict)

    def model_post_init(self, context: Any, /) -> None:
        """Start with an empty store."""
        super().model_post_init(context)
        self._store = VectorStore(self.dimension)

    @classmethod
    def of_library(cls, index: Index, documents: Iterable[Document]) -> Self:
        """Return a store with the passages of `documents` and the vectors that `index` holds for them.

        Raises:
            KeyError: a passage is not in the index, or waits for its vector.
        """
        nodes = [node for document in documents for node in nodes_of(document)]
        vectors = index.passage_vectors([node.node_id for node in nodes])
        store = cls(dimension=vectors.shape[1])
        store._put(nodes, vectors)
        return store

    @classmethod
    def class_name(cls) -> str:
        """Name under which LlamaIndex serialises the class."""
        return "PassageVectorStore"

    @property
    def client(self) -> VectorStore:
        """The store beneath."""
        return self._store

    def add(self, nodes: Sequence[BaseNode], **_: Any) -> list[str]:
        """Store nodes with their embeddings, scaled to unit length; a node known by its id is replaced."""
        if not nodes:
            return []
        vectors = np.array([node.get_embedding() for node in nodes], dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        self._put(nodes, vectors / np.maximum(lengths, 1e-12))
        return [node.node_id for node in nodes]

    def _put(self, nodes: Sequence[BaseNode], vectors: Vectors) -> None:
        latest = {node.node_id: at for at, node in enumerate(nodes)}  # the last of equal ids counts
        self._drop(list(latest))
        numbers = self._store.add(vectors[list(latest.values())])
        for (node_id, at), number in zip(latest.items(), numbers.tolist(), strict=True):
            self._nodes[node_id] = nodes[at].model_copy(update={"embedding": None})
            self._numbers[node_id] = number
            self._ids[number] = node_id

    def _drop(self, node_ids: Iterable[str]) -> None:
        numbers = [self._numbers.pop(node_id) for node_id in node_ids if node_id in self._numbers]
        self._store.delete(numbers)
        for number in numbers:
            self._nodes.pop(self._ids.pop(number))

    def delete(self, ref_doc_id: str, **_: Any) -> None:
        """Delete all nodes of a source document."""
        self._drop([node_id for node_id, node in self._nodes.items() if node.ref_doc_id == ref_doc_id])

    def delete_nodes(self, node_ids: list[str] | None = None, filters: MetadataFilters | None = None, **_: Any) -> None:
        """Delete the nodes with these ids that pass the filters."""
        if node_ids is None and filters is None:
            raise InvalidRequest("delete_nodes needs node ids or filters; clear() deletes all")
        self._drop(self._matching(node_ids=node_ids, filters=filters))

    def get_nodes(self, node_ids: list[str] | None = None, filters: MetadataFilters | None = None) -> list[BaseNode]:
        """Return the nodes with these ids that pass the filters, in order of adding."""
        return [self._nodes[node_id] for node_id in self._matching(node_ids=node_ids, filters=filters)]

    def clear(self) -> None:
        """Delete all nodes; numbers go on from where they were."""
        self._drop(list(self._nodes))

    def query(self, query: VectorStoreQuery, **_: Any) -> VectorStoreQueryResult:
        """Return the nearest nodes among those that ids and filters allow, best first, similarities as cosines.

        Raises:
            InvalidRequest: the query has no embedding or asks for a mode other than the default.
        """
        if query.mode != VectorStoreQueryMode.DEFAULT or query.query_embedding is None:
            raise InvalidRequest(f"only plain vector queries are supported, not {query.mode}")
        question = np.array(query.query_embedding, dtype=np.float32)
        question /= max(float(np.linalg.norm(question)), 1e-12)
        among = None
        if query.node_ids or query.doc_ids or query.filters is not None:
            # their retrievers send empty lists where they mean no restriction
            allowed = self._matching(
                node_ids=query.node_ids or None, doc_ids=query.doc_ids or None, filters=query.filters
            )
            among = np.array(sorted(self._numbers[node_id] for node_id in allowed), dtype=np.int64)
        found = self._store.search(question, k=query.similarity_top_k, among=among)
        ids = [self._ids[number] for number in found.numbers.tolist()]
        return VectorStoreQueryResult(
            nodes=[self._nodes[node_id] for node_id in ids], similarities=found.scores.tolist(), ids=ids
        )

    def _matching(
        self,
        *,
        node_ids: list[str] | None = None,
        doc_ids: list[str] | None = None,
        filters: MetadataFilters | None = None,
    ) -> list[str]:
        passes: Callable[[str], bool] = build_metadata_filter_fn(lambda node_id: self._nodes[node_id].metadata, filters)
        ids = None if node_ids is None else frozenset(node_ids)
        sources = None if doc_ids is None else frozenset(doc_ids)
        return [
            node_id
            for node_id, node in self._nodes.items()
            if (ids is None or node_id in ids) and (sources is None or node.ref_doc_id in sources) and passes(node_id)
        ]
