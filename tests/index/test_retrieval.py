from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.retrieval import Index
from tests.index.conftest import CountingEncoder, OpenWith
from tests.index.small_library import TEXTS, MemoryLibrary

QUESTIONS = ["故乡", "几点吃饭", "第一議題", "党费多久公布一次？", "这份通知的有效期是多久", "四风"]


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("故乡", "home:0"),
        ("几点可以吃饭", "home:1"),
        ("第一議題制度由誰落實", "meeting:1"),
        ("党费多久公布一次？", "notice:1"),
        ("这份通知什么时候到期", "notice:2"),
        ("青年學習", "meeting:2"),
    ],
)
def test_search_finds_the_passage_first(index: Index, question: str, passage: str) -> None:
    assert index.search(question, k=1)[0].passage == passage


@pytest.mark.parametrize("question", QUESTIONS)
def test_hits_come_best_first_with_scores_in_range(index: Index, question: str) -> None:
    hits = index.search(question, k=50)
    assert len(hits) == len({hit.passage for hit in hits}) == 8
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 1 and hit.dense is not None and -1 <= hit.dense <= 1 for hit in hits)
    assert all(hit.words is None or hit.words > 0 for hit in hits)
    assert index.search(question, k=3) == hits[:3]


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_part_alone_gives_the_scores_that_were_fused(index: Index, question: str) -> None:
    fused = {hit.passage: hit for hit in index.search(question, k=50)}
    words = index.search_words(question, k=50)
    dense = index.search_dense(question, k=50)
    assert {hit.passage: hit.words for hit in words} == {p: h.words for p, h in fused.items() if h.words is not None}
    for hit in dense:
        assert hit.dense == pytest.approx(fused[hit.passage].dense, abs=1e-6)
    for part in (words, dense):
        assert [hit.score for hit in part] == sorted((hit.score for hit in part), reverse=True)


def test_passages_without_a_word_of_the_question_are_no_word_hits(index: Index) -> None:
    assert index.search_words("量子纠缠") == []
    assert {hit.passage for hit in index.search_words("党费")} == {"notice:1"}


@pytest.mark.parametrize("question", ["", "  \n", "\u3000"])
def test_a_blank_question_finds_nothing(index: Index, question: str) -> None:
    assert index.search(question) == index.search_words(question) == index.search_dense(question) == []


@pytest.mark.parametrize("question", ["😀😀", "\x00\x07", "'; DROP TABLE vectors; --", "\ud800", "党" * 10_000])
def test_a_hostile_question_is_searched_like_any_other(index: Index, question: str) -> None:
    assert len(index.search(question, k=5)) == 5


def test_scope_is_applied_before_the_best_are_chosen(index: Index) -> None:
    for question in QUESTIONS:
        for k in (1, 2, 9):
            hits = index.search(question, k=k, documents=frozenset({"home"}))
            assert len(hits) == min(k, 2)
            assert {hit.document for hit in hits} == {"home"}
        assert {hit.document for hit in index.search_words(question, documents=frozenset({"notice"}))} <= {"notice"}
        assert len(index.search_dense(question, documents=frozenset({"notice", "home"}))) == 5
    assert index.search("故乡", documents=frozenset()) == []
    assert index.search("故乡", documents=frozenset({"unknown"})) == []


def test_furniture_passages_are_found_too(tmp_path: Path, open_with: OpenWith) -> None:
    from dataclasses import replace

    library = MemoryLibrary()
    document = library.document("home")
    marked = tuple(replace(passage, kind="furniture") for passage in document.passages)
    library._documents["home"] = replace(document, passages=marked)
    assert open_with(tmp_path / "index", library).search("食堂")[0].passage == "home:1"


def test_the_breadcrumb_is_searched_by_words_and_meaning(tmp_path: Path, open_with: OpenWith) -> None:
    from tests.index.small_library import make_document

    library = MemoryLibrary()
    library._documents["city"] = make_document("city", ["全年新建阵地三十处。"], breadcrumb=("惠州", "二、阵地建设"))
    index = open_with(tmp_path / "index", library)
    assert index.search_words("惠州")[0].passage == "city:0"
    plain = index._builder.require_encoder().encode_passages(["全年新建阵地三十处。"])[0]
    assert not np.array_equal(index.passage_vectors(["city:0"])[0], plain)


def test_equal_paragraphs_of_two_documents_are_both_found_in_library_order(tmp_path: Path, open_with: OpenWith) -> None:
    texts = {"a": ["其他内容。"], "b": [TEXTS["notice"][1]], "c": [TEXTS["notice"][1]]}
    encoder_calls = open_with(tmp_path / "index", MemoryLibrary(texts))
    hits = encoder_calls.search("党费公布", k=2)
    assert [hit.passage for hit in hits] == ["b:0", "c:0"]
    assert hits[0].score == hits[1].score


def test_segment_and_idf_are_those_of_the_word_index(index: Index) -> None:
    assert {"东莞", "第一议题"} <= set(index.segment("東莞第一議題"))
    assert index.idf("党费") > 0
    assert index.idf("量子") == max(index.idf(term) for term in ("党费", "会议", "量子", "故乡"))
    assert index.idf("会议") < index.idf("党费")


def test_vectors_come_back_in_the_order_asked_for(index: Index, encoder: CountingEncoder) -> None:
    vectors = index.passage_vectors(["notice:1", "home:0"])
    expected = encoder.encode_passages([TEXTS["notice"][1], TEXTS["home"][0]])
    assert np.array_equal(vectors, expected)
    assert index.passage_vectors([]).shape == (0, 384)
    with pytest.raises(KeyError):
        index.passage_vectors(["nobody:0"])


def test_a_question_is_encoded_once_and_its_vector_cannot_be_changed(index: Index) -> None:
    first = index.encode_question("党费")
    assert index.encode_question("党费") is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 1
