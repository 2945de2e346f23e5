from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from llama_index.core import StorageContext, VectorStoreIndex
from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode
from llama_index.core.vector_stores.types import (
    FilterOperator,
    MetadataFilter,
    MetadataFilters,
    VectorStoreQuery,
    VectorStoreQueryMode,
)

from corpus.errors import InvalidRequest
from index.llama_nodes import nodes_of
from index.llama_retriever import EncoderEmbedding, PassageRetriever
from index.llama_store import PassageVectorStore
from tests.index.conftest import CountingEncoder, OpenWith
from tests.index.small_library import TEXTS, MemoryLibrary

DIMENSION = 8


def unit(axis: int) -> list[float]:
    return [float(axis == n) for n in range(DIMENSION)]


def node(number: int, *, source: str = "d", year: int = 2025, axis: int | None = None) -> TextNode:
    return TextNode(
        id_=f"n{number}",
        text=f"text {number}",
        embedding=unit(number if axis is None else axis),
        metadata={"year": year},
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=source)},
    )


def ask(store: PassageVectorStore, axis: int, **options: object) -> list[str]:
    found = store.query(VectorStoreQuery(query_embedding=unit(axis), **{"similarity_top_k": 1, **options})).ids
    return list(found or [])


@pytest.fixture
def store() -> PassageVectorStore:
    store = PassageVectorStore(dimension=DIMENSION)
    assert store.add([node(0, source="a"), node(1, source="a", year=2022), node(2, source="b")]) == ["n0", "n1", "n2"]
    return store


def test_delete_then_add_finds_each_node_by_its_own_vector(store: PassageVectorStore) -> None:
    store.delete_nodes(["n0", "n1"])
    store.add([node(4), node(5)])
    assert [ask(store, axis) for axis in (2, 4, 5)] == [["n2"], ["n4"], ["n5"]]
    assert [one.node_id for one in store.get_nodes()] == ["n2", "n4", "n5"]


def test_similarities_are_cosines_best_first(store: PassageVectorStore) -> None:
    store.add([TextNode(id_="long", text="x", embedding=[3.0, 4.0] + [0.0] * 6)])
    result = store.query(VectorStoreQuery(query_embedding=[5.0] + [0.0] * 7, similarity_top_k=2))
    assert result.ids == ["n0", "long"]
    assert result.similarities == pytest.approx([1.0, 0.6])
    assert result.nodes is not None
    assert [one.text for one in result.nodes] == ["text 0", "x"]


def test_delete_removes_all_nodes_of_a_document(store: PassageVectorStore) -> None:
    store.delete("a")
    assert [one.node_id for one in store.get_nodes()] == ["n2"]
    assert ask(store, 0, similarity_top_k=9) == ["n2"]
    store.delete("unknown")


def test_a_node_added_again_replaces_the_former(store: PassageVectorStore) -> None:
    store.add([node(0, axis=7)])
    assert ask(store, 7) == ["n0"]
    assert len(store.get_nodes()) == 3
    store.add([node(3, axis=5), node(3, axis=6)])
    assert ask(store, 6) == ["n3"]
    assert len(store.get_nodes()) == 4


def test_ids_documents_and_filters_restrict_before_the_best_are_chosen(store: PassageVectorStore) -> None:
    year = MetadataFilters(filters=[MetadataFilter(key="year", value=2022, operator=FilterOperator.LTE)])
    assert ask(store, 0, filters=year) == ["n1"]
    assert ask(store, 0, doc_ids=["b"]) == ["n2"]
    assert ask(store, 0, node_ids=["n1", "n2"], similarity_top_k=5) == ["n1", "n2"]
    assert ask(store, 0, doc_ids=["b"], filters=year) == []
    assert [one.node_id for one in store.get_nodes(filters=year)] == ["n1"]
    store.delete_nodes(filters=year)
    assert [one.node_id for one in store.get_nodes()] == ["n0", "n2"]
    store.clear()
    assert store.get_nodes() == []
    assert ask(store, 0) == []


def test_queries_it_cannot_answer_are_refused(store: PassageVectorStore) -> None:
    with pytest.raises(InvalidRequest):
        store.query(VectorStoreQuery(query_embedding=None))
    with pytest.raises(InvalidRequest):
        store.query(VectorStoreQuery(query_embedding=unit(0), mode=VectorStoreQueryMode.HYBRID))
    with pytest.raises(InvalidRequest):
        store.delete_nodes()


steps = st.lists(st.tuples(st.sampled_from(["add", "delete", "source"]), st.integers(0, DIMENSION - 1)), max_size=25)


@settings(deadline=None)
@given(steps)
def test_after_any_changes_a_node_is_found_by_its_vector_or_not_at_all(changes: list[tuple[str, int]]) -> None:
    store = PassageVectorStore(dimension=DIMENSION)
    held: set[int] = set()
    for change, number in changes:
        match change:
            case "add":
                store.add([node(number, source=f"s{number % 3}")])
                held.add(number)
            case "delete":
                store.delete_nodes([f"n{number}"])
                held.discard(number)
            case _:
                store.delete(f"s{number % 3}")
                held = {one for one in held if one % 3 != number % 3}
        for axis in range(DIMENSION):
            result = store.query(VectorStoreQuery(query_embedding=unit(axis), similarity_top_k=1))
            best = result.similarities[0] if result.similarities else 0.0
            assert (best > 0.5) == (axis in held)
            if axis in held:
                assert result.ids == [f"n{axis}"]


def test_a_llama_index_can_be_built_on_store_and_encoder(encoder: CountingEncoder) -> None:
    library = MemoryLibrary()
    store = PassageVectorStore(dimension=encoder.dimension)
    index = VectorStoreIndex(
        nodes=[one for document in library.documents() for one in nodes_of(document)],
        storage_context=StorageContext.from_defaults(vector_store=store),
        embed_model=EncoderEmbedding(encoder),
    )
    found = index.as_retriever(similarity_top_k=2).retrieve("几点可以吃饭")
    assert found[0].node.node_id == "home:1"
    index.delete_ref_doc("home")
    left = index.as_retriever(similarity_top_k=9).retrieve("几点可以吃饭")
    assert {one.node.ref_doc_id for one in left} == {"meeting", "notice"}


def test_a_store_is_filled_from_our_index_without_encoding(
    tmp_path: Path, open_with: OpenWith, encoder: CountingEncoder
) -> None:
    library = MemoryLibrary()
    index = open_with(tmp_path / "index", library)
    encoder.encoded.clear()
    store = PassageVectorStore.of_library(index, library.documents())
    assert encoder.encoded == []
    question = index.encode_question("党费多久公布一次")
    result = store.query(VectorStoreQuery(query_embedding=question.tolist(), similarity_top_k=3))
    assert result.ids == [hit.passage for hit in index.search_dense("党费多久公布一次", k=3)]


def test_our_index_serves_as_their_retriever(tmp_path: Path, open_with: OpenWith) -> None:
    library = MemoryLibrary()
    index = open_with(tmp_path / "index", library)
    found = PassageRetriever(index, library.document, k=3).retrieve("党费多久公布一次")
    hits = index.search("党费多久公布一次", k=3)
    assert [(one.node.node_id, one.score) for one in found] == [(hit.passage, hit.score) for hit in hits]
    assert found[0].node.get_content() == TEXTS["notice"][1]
    scoped = PassageRetriever(index, library.document, documents=frozenset({"home"})).retrieve("党费")
    assert {one.node.ref_doc_id for one in scoped} == {"home"}


def test_embeddings_carry_the_prompts_of_questions_and_passages(encoder: CountingEncoder) -> None:
    embedding = EncoderEmbedding(encoder)
    assert np.allclose(embedding.get_query_embedding("党费"), encoder.encode_question("党费"))
    assert np.allclose(embedding.get_text_embedding("党费"), encoder.encode_passages(["党费"])[0])
    assert embedding.get_text_embedding("党费") != embedding.get_query_embedding("党费")
