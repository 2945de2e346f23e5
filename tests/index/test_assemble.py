from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedStore, LibraryBusy, ModelMismatch
from index.assemble import open_encoder, open_index
from index.build import LOCK_FILE
from index.config import BUNDLED_MODEL, BundledEncoderConfig, IndexConfig, TransformerEncoderConfig
from index.encoder import TOKENIZER_FILE, BundledEncoder
from index.generation import read_manifest
from tests.index.conftest import LOCKER
from tests.index.small_library import MemoryLibrary

ALONE = IndexConfig(encoder=BundledEncoderConfig(sentence_transformers_from=0))


@pytest.fixture(scope="module")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real sentence-transformers model of another make: static vectors of length 16."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(BUNDLED_MODEL / TOKENIZER_FILE))
    weights = np.random.default_rng(0).standard_normal((tokenizer.get_vocab_size(), 16)).astype(np.float32)
    folder = tmp_path_factory.mktemp("models") / "static-16"
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)]).save(str(folder))
    return folder


def test_open_index_builds_reports_progress_and_opens_again_without_work(tmp_path: Path) -> None:
    library = MemoryLibrary()
    seen: list[tuple[str, int, int]] = []
    index = open_index(tmp_path / "index", library, config=ALONE, progress=lambda *step: seen.append(step))
    assert index.ready_for_meaning
    assert {stage for stage, _, _ in seen} == {"words", "encode", "publish"}
    assert ("encode", 8, 8) in seen
    assert all(0 <= done <= total for _, done, total in seen)
    seen.clear()
    again = open_index(tmp_path / "index", library, config=ALONE, progress=lambda *step: seen.append(step))
    assert seen == []
    assert again.search("故乡") == index.search("故乡")
    assert again.fingerprint == index.fingerprint
    assert again.revision == index.revision == library.revision


def test_without_waiting_words_are_searchable_and_meaning_follows(tmp_path: Path) -> None:
    index = open_index(tmp_path / "index", MemoryLibrary(), config=ALONE, wait=False)
    assert index.search("故乡")[0].passage == "home:0"
    waiting = index.ready_for_meaning
    index.refresh()
    assert (waiting, index.ready_for_meaning) == (False, True)


def test_an_empty_library_is_searched_and_filled_later(tmp_path: Path) -> None:
    library = MemoryLibrary()
    for id_ in ("meeting", "home", "notice"):
        library.remove(id_)
    index = open_index(tmp_path / "index", library, config=ALONE)
    assert index.search("党费") == index.search_words("党费") == index.search_dense("党费") == []
    library.put("new", ["党费每年公布一次。"])
    index.refresh()
    assert index.search("党费")[0].passage == "new:0"


@pytest.mark.parametrize("watched", [False, True])
def test_the_default_build_goes_through_sentence_transformers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, watched: bool
) -> None:
    from sentence_transformers import SentenceTransformer

    given: list[int] = []
    real = SentenceTransformer.encode

    def seen(self: object, texts: list[str], **options: object) -> object:
        given.append(len(texts))
        return real(self, texts, **options)

    monkeypatch.setattr(SentenceTransformer, "encode", seen)
    library = MemoryLibrary({"long": [f"第{n}支部开展主题党日活动。" for n in range(90)]})
    through = open_index(tmp_path / "through", library, progress=(lambda *_: None) if watched else None)
    assert sum(given) == 90
    alone = open_index(tmp_path / "alone", library, config=ALONE)
    assert sum(given) == 90
    ids = [passage.id for passage in library.document("long").passages]
    assert np.array_equal(through.passage_vectors(ids), alone.passage_vectors(ids))


def test_any_sentence_transformers_model_is_one_setting_away(tmp_path: Path, other_model: Path) -> None:
    config = IndexConfig(encoder=TransformerEncoderConfig(folder=other_model))
    index = open_index(tmp_path / "index", MemoryLibrary(), config=config)
    assert index.ready_for_meaning
    assert index.passage_vectors(["home:0"]).shape == (1, 16)
    assert index.search("故乡")[0].passage == "home:0"
    assert index.fingerprint.startswith("static-16@")


def test_another_encoder_is_named_and_words_still_work(tmp_path: Path, other_model: Path) -> None:
    library = MemoryLibrary()
    open_index(tmp_path / "index", library, config=ALONE)
    before = read_manifest(tmp_path / "index")
    config = IndexConfig(encoder=TransformerEncoderConfig(folder=other_model))
    index = open_index(tmp_path / "index", library, config=config)
    assert isinstance(index.meaning_error, ModelMismatch)
    for name in ("e5-small-zhen@", "static-16@"):
        assert name in index.meaning_error.message()
    for call in (index.refresh, lambda: index.search_dense("党费"), lambda: index.encode_question("党费")):
        with pytest.raises(ModelMismatch):
            call()
    hits = index.search("党费多久公布一次")
    assert hits[0].passage == "notice:1"
    assert hits[0].dense is None
    assert not index.ready_for_meaning
    library.put("rain", ["台风蓝色预警。"])
    assert index.search("台风")[0].passage == "rain:0"
    assert read_manifest(tmp_path / "index") == before, "the index of the other encoder was touched"


def test_another_encoder_is_adopted_when_asked_to(tmp_path: Path, other_model: Path) -> None:
    library = MemoryLibrary()
    open_index(tmp_path / "index", library, config=ALONE)
    config = IndexConfig(encoder=TransformerEncoderConfig(folder=other_model), adopt_encoder=True)
    index = open_index(tmp_path / "index", library, config=config)
    assert index.ready_for_meaning
    assert index.passage_vectors(["home:0"]).shape == (1, 16)


def test_same_name_and_length_but_other_weights_is_a_mismatch(tmp_path: Path) -> None:
    library = MemoryLibrary()
    open_index(tmp_path / "index", library, config=ALONE)
    changed = tmp_path / "e5-small-zhen"
    shutil.copytree(BUNDLED_MODEL, changed)
    tokenizer = (changed / TOKENIZER_FILE).read_text(encoding="utf-8")
    (changed / TOKENIZER_FILE).write_text(tokenizer + "\n", encoding="utf-8")
    index = open_index(tmp_path / "index", library, config=IndexConfig(encoder=BundledEncoderConfig(folder=changed)))
    assert isinstance(index.meaning_error, ModelMismatch)


@pytest.mark.parametrize("kind", ["missing", "garbled"])
def test_a_damaged_encoder_leaves_words(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "model"
    if kind == "garbled":
        shutil.copytree(BUNDLED_MODEL, folder)
        (folder / "lower_int8.onnx").write_bytes(b"not a network")
    config = IndexConfig(encoder=BundledEncoderConfig(folder=folder))
    index = open_index(tmp_path / "index", MemoryLibrary(), config=config)
    assert isinstance(index.meaning_error, DamagedStore)
    assert index.search("故乡")[0].passage == "home:0"
    assert not index.ready_for_meaning


def test_a_second_process_searches_while_the_first_writes(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    config = ALONE.model_copy(update={"lock_seconds": 0.1})
    with subprocess.Popen(
        [sys.executable, "-c", LOCKER, str(folder / LOCK_FILE)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            index = open_index(folder, MemoryLibrary(), config=config)
            assert index.search("故乡")[0].passage == "home:0"
            with pytest.raises(LibraryBusy):
                index.refresh()
        finally:
            holder.kill()


def test_settings_are_read_by_kind_and_unknown_ones_refused() -> None:
    config = IndexConfig.model_validate({"encoder": {"kind": "sentence_transformers", "folder": "models/bge"}})
    assert config.encoder == TransformerEncoderConfig(folder=Path("models/bge"))
    assert isinstance(open_encoder(IndexConfig().encoder), BundledEncoder)
    for wrong in ({"encoder": {"kind": "hub"}}, {"candidate": 3}, {"b": 2}):
        with pytest.raises(ValueError, match="validation error"):
            IndexConfig.model_validate(wrong)


def test_every_setting_says_what_it_is() -> None:
    for model in (IndexConfig, BundledEncoderConfig, TransformerEncoderConfig):
        for name, field in model.model_fields.items():
            assert field.description or name == "kind"
