"""What LlamaIndex does today and why we built our own piece instead. A failure here is good news: ours may go."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
import pytest
from llama_index.core import Settings  # noqa: TID251 — banned in the product; here we show why
from llama_index.core.llms import MockLLM
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.core.response_synthesizers import ResponseMode, get_response_synthesizer
from llama_index.core.retrievers import BaseRetriever, QueryFusionRetriever
from llama_index.core.schema import Document, NodeWithScore, QueryBundle, TextNode
from llama_index.core.utils import get_tokenizer
from llama_index.core.vector_stores.types import VectorStoreQuery
from llama_index.retrievers.bm25 import BM25Retriever
from llama_index.vector_stores.faiss import FaissMapVectorStore, FaissVectorStore

from corpus.model import Passage, Span
from index.llama_nodes import as_node
from index.segmenter import Segmenter
from index.words import Vocabulary, build_words
from tests.index.small_library import make_document

REACHING = (ImportError, ValueError)  # the plug-in for OpenAI is not there, as here; or it is, and misses its key


def unit(axis: int) -> list[float]:
    return [float(axis == n) for n in range(8)]


def node(number: int) -> TextNode:
    return TextNode(id_=f"n{number}", text=f"text {number}", embedding=unit(number))


class Given(BaseRetriever):  # type: ignore[misc]  # LlamaIndex is not type-checked here
    """Returns the nodes it was given."""

    def __init__(self, *nodes: TextNode) -> None:
        super().__init__()
        self.nodes = [NodeWithScore(node=one, score=1.0) for one in nodes]

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return self.nodes


def test_faiss_map_store_returns_a_stranger_after_delete_then_add() -> None:
    store = FaissMapVectorStore(faiss_index=faiss.IndexIDMap2(faiss.IndexFlatL2(8)))
    store.add([node(n) for n in range(4)])
    store.delete_nodes(["n0", "n1"])
    store.add([node(4), node(5)])
    found = store.query(VectorStoreQuery(query_embedding=unit(2), similarity_top_k=1)).ids
    assert found == ["n4"], "n2's own vector now finds n2: their ids are no longer reused"


def test_faiss_store_cannot_delete() -> None:
    with pytest.raises(NotImplementedError):
        FaissVectorStore(faiss_index=faiss.IndexFlatL2(8)).delete("n0")


def test_faiss_store_calls_distances_similarities() -> None:
    store = FaissVectorStore(faiss_index=faiss.IndexFlatL2(8))
    store.add([node(0), node(1)])
    result = store.query(VectorStoreQuery(query_embedding=unit(0), similarity_top_k=2))
    assert result.ids[0] == "0"
    assert result.similarities[0] < result.similarities[1], "the best hit has the lowest similarity"


def test_a_faiss_file_loads_with_a_changed_vector_and_says_nothing(tmp_path: Path) -> None:
    index = faiss.IndexFlatIP(8)
    index.add(np.eye(8, dtype=np.float32))
    path = tmp_path / "vectors.faiss"
    faiss.write_index(index, str(path))
    content = bytearray(path.read_bytes())
    content[-6] ^= 0x40
    path.write_bytes(content)
    loaded = faiss.read_index(str(path))
    assert not np.array_equal(loaded.reconstruct_n(0, 8), np.eye(8, dtype=np.float32))


def test_fusion_and_synthesizers_demand_an_llm_even_when_they_would_not_use_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(REACHING, match=r"(?i)openai"):
        QueryFusionRetriever([Given()], num_queries=1)
    with pytest.raises(REACHING, match=r"(?i)openai"):
        get_response_synthesizer(response_mode=ResponseMode.NO_TEXT)


def test_the_global_settings_reach_for_openai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(REACHING, match=r"(?i)openai"):
        _ = Settings.llm
    with pytest.raises(REACHING, match=r"(?i)openai"):
        _ = Settings.embed_model


def test_fusion_merges_equal_text_of_two_pages_and_counts_ranks_from_zero() -> None:
    first, second = TextNode(id_="page-1", text="同样的话。"), TextNode(id_="page-2", text="同样的话。")
    fusion = QueryFusionRetriever(
        [Given(first), Given(second)], llm=MockLLM(), num_queries=1, mode="reciprocal_rerank", use_async=False
    )
    found = fusion.retrieve("话")
    assert len(found) == 1, "both pages are kept: their fusion no longer merges by text"
    assert found[0].score == pytest.approx(2 / 60)  # 1 / (60 + rank) with the first rank 0


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_bm25_retriever_takes_a_clause_for_a_word_where_ours_finds_it() -> None:
    texts = ["离开故乡多年以后，他回到东莞。", "社区食堂每天开饭。", "党费每年公布一次。"]
    theirs = BM25Retriever.from_defaults(
        nodes=[TextNode(id_=str(n), text=text) for n, text in enumerate(texts)], similarity_top_k=3
    )
    assert [one.score for one in theirs.retrieve("故乡")] == [0.0, 0.0, 0.0]
    segmenter, vocabulary = Segmenter(), Vocabulary()
    counted = [vocabulary.count(segmenter.passage_terms(text)) for text in texts]
    ours = build_words(counted, vocabulary, k1=1.5, b=0.75).scores(segmenter.question_terms("故乡"))
    assert ours[0] > 0
    assert ours[1:].tolist() == [0, 0]


class CleaningSplitter(SentenceSplitter):  # type: ignore[misc]  # as above
    """A splitter that cleans what it cuts, as pipelines do."""

    def split_text(self, text: str) -> list[str]:
        return [chunk.replace("\u3000", "") for chunk in super().split_text(text)]

    def split_text_metadata_aware(self, text: str, metadata_str: str) -> list[str]:
        return self.split_text(text)


def test_node_parser_loses_the_offsets_of_a_text_that_was_cleaned() -> None:
    document = Document(text="第一句\u3000说明情况。" * 9)
    nodes = CleaningSplitter(chunk_size=60, chunk_overlap=0).get_nodes_from_documents([document])
    assert nodes
    assert all(one.start_char_idx is None and one.end_char_idx is None for one in nodes)


def test_our_nodes_carry_the_offsets_of_their_passage() -> None:
    document = make_document("d", ["第一段。", "第二段。"], breadcrumb=("东莞", "一、总体要求"))
    second = as_node(document.passages[1], document)
    assert (second.start_char_idx, second.end_char_idx) == (4, 8)
    assert document.text[second.start_char_idx : second.end_char_idx] == second.text
    assert second.ref_doc_id == "d"
    assert second.get_content(metadata_mode="embed") == "东莞 · 一、总体要求\n第二段。"
    bare = as_node(Passage("d:9", "d", Span(0, 4), "第一段。", "content", None), document)
    assert bare.get_content(metadata_mode="embed") == "第一段。"


def test_sentence_splitter_does_not_cut_at_semicolons_and_tears_words() -> None:
    clauses = [
        "一是加强学习；",
        "二是改进作风；",
        "三是服务群众；",
        "四是严明纪律；",
        "五是抓好落实；",
        "六是总结经验。",
    ]
    chunks = SentenceSplitter(chunk_size=30, chunk_overlap=0).split_text("".join(clauses))
    assert len(chunks) > 1
    assert not chunks[0].endswith("；"), "it cuts between clauses now"


def test_the_default_tokenizer_is_that_of_gpt() -> None:
    assert "cl100k_base" in repr(get_tokenizer())
    assert len(get_tokenizer()("党建引领基层治理")) > len(Segmenter().segment("党建引领基层治理"))


def test_citation_engine_loses_the_passage_and_orders_a_citation_at_any_price() -> None:
    passage = TextNode(id_="passage-7", text="一句话说明情况。" * 40, start_char_idx=100, end_char_idx=420)
    engine = CitationQueryEngine(
        retriever=Given(passage), llm=MockLLM(), citation_chunk_size=64, citation_chunk_overlap=0
    )
    chunks = engine._create_citation_nodes([NodeWithScore(node=passage, score=1.0)])
    assert len(chunks) > 1
    assert all(chunk.node.node_id != "passage-7" and chunk.node.start_char_idx is None for chunk in chunks)
    assert all(chunk.node.text not in passage.text for chunk in chunks), "its quotes are exact slices now"
    (template,) = [prompt for name, prompt in engine.get_prompts().items() if name.endswith("text_qa_template")]
    assert "should include at least one source citation" in template.get_template()
