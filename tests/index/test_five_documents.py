"""The index over the real library and its shipped documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import Assistant
from corpus.library import Library
from index.assemble import open_index
from index.config import BundledEncoderConfig, IndexConfig
from index.retrieval import Index

CONFIG = IndexConfig(encoder=BundledEncoderConfig(sentence_transformers_from=0))


@pytest.fixture(scope="session")
def library(assistant: Assistant) -> Library:
    return assistant.library


@pytest.fixture(scope="session")
def index(assistant: Assistant) -> Index:
    return assistant.index


def test_every_passage_is_found_by_its_own_words_and_meaning(library: Library, index: Index) -> None:
    passages = [passage for document in library.documents() for passage in document.passages]
    assert len(passages) > 100
    assert index.ready_for_meaning
    assert index.passage_vectors([passage.id for passage in passages]).shape == (len(passages), 384)
    long = [passage for passage in passages if len(passage.text) >= 30]
    texts = [passage.text for passage in passages]
    own = [passage for passage in long if texts.count(passage.text) == 1][::3]
    found = [passage.id in {hit.passage for hit in index.search(passage.text, k=3)} for passage in own]
    assert sum(found) / len(found) >= 0.99


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("葵坝公路的项目经历了什么", "葵坝公路"),
        ("如何抓好青年理论武装", "青年"),
        ("怎样纠治形式主义、为基层减负", "减负"),
        ("第一議題制度", "第一议题"),
        ("How should Party branches be standardised?", "党支部"),
    ],
)
def test_a_passage_on_the_matter_is_among_the_first_five(
    library: Library, index: Index, question: str, part: str
) -> None:
    texts = {passage.id: passage.text for document in library.documents() for passage in document.passages}
    assert any(part in texts[hit.passage] for hit in index.search(question, k=5))


def test_scope_holds_for_each_document(library: Library, index: Index) -> None:
    for id_ in library.ids():
        hits = index.search("机关党建工作有哪些要求", k=50, documents=frozenset({id_}))
        assert hits
        assert {hit.document for hit in hits} == {id_}


def test_an_added_file_is_found_and_a_removed_one_is_gone_from_answers_and_files(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", shipped=False) as library:
        index = open_index(tmp_path / "index", library, config=CONFIG)
        sample = tmp_path / "样例.txt"
        text = "示例市党费管理通知\n各支部每季度公布党费收缴情况一次，螺蛳岭支部先行试点。\n"
        sample.write_text(text, encoding="utf-8")
        added = library.add(sample)
        assert added.id is not None
        assert index.search_words("螺蛳岭")[0].document == added.id
        assert index.refresh() is True
        assert index.search_dense("党费多久公布一次")[0].document == added.id
        library.remove(added.id)
        assert index.search("螺蛳岭") == []
        index.refresh()
    kept = b"".join(path.read_bytes() for path in sorted((tmp_path / "index").rglob("*")) if path.is_file())
    assert "螺蛳岭".encode() not in kept
    assert "螺蛳".encode() not in kept
    assert added.id.encode() not in kept
