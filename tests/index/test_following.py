"""An index follows its library: changes, removals, damage, other processes, full disks."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import LibraryBusy
from index.build import LOCK_FILE, Builder
from index.config import IndexConfig
from index.generation import CURRENT
from index.retrieval import Index
from index.segmenter import Segmenter
from tests.index.conftest import LOCKER, CountingEncoder, OpenWith
from tests.index.small_library import TEXTS, MemoryLibrary

QUESTIONS = ["故乡", "几点吃饭", "第一議題", "党费多久公布一次？", "这份通知的有效期是多久", "四风"]


def test_a_change_is_searchable_by_words_at_once_and_by_meaning_after_refresh(
    index: Index, library: MemoryLibrary, encoder: CountingEncoder
) -> None:
    library.put("rain", ["台风蓝色预警期间，全体党员干部取消休假。"])
    encoder.encoded.clear()
    assert index.search("台风预警")[0].passage == "rain:0"
    assert not _ready(index)
    assert index.search("台风预警")[0].dense is None
    assert encoder.encoded == []
    changed = index.refresh()
    assert changed
    assert encoder.encoded == ["台风蓝色预警期间，全体党员干部取消休假。"]
    assert _ready(index)
    assert index.search_dense("台风预警期间可以休假吗")[0].passage == "rain:0"
    assert index.refresh() is False


def _ready(index: Index) -> bool:
    return index.ready_for_meaning


def test_a_removed_document_is_gone_from_every_answer_at_once(index: Index, library: MemoryLibrary) -> None:
    library.remove("notice")
    for question in QUESTIONS:
        for find in (index.search, index.search_words, index.search_dense):
            assert "notice" not in {hit.document for hit in find(question, k=50)}
    with pytest.raises(KeyError):
        index.passage_vectors(["notice:1"])
    assert index.ready_for_meaning


def test_a_removed_document_leaves_no_bytes_behind(tmp_path: Path, index: Index, library: MemoryLibrary) -> None:
    vector = index.passage_vectors(["notice:1"])[0].tobytes()[:48]
    folder = tmp_path / "index"

    def content() -> bytes:
        return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())

    assert vector in content()
    assert "收缴".encode() in content()
    library.remove("notice")
    index.refresh()
    after = content()
    assert vector not in after
    assert "收缴".encode() not in after
    assert b"notice" not in after


def test_nothing_unchanged_is_encoded_again(
    tmp_path: Path, library: MemoryLibrary, index: Index, open_with: OpenWith, encoder: CountingEncoder
) -> None:
    encoder.encoded.clear()
    library.put("home", [TEXTS["home"][0], "食堂改为十二点开饭。"])
    index.refresh()
    assert encoder.encoded == ["食堂改为十二点开饭。"]
    encoder.encoded.clear()
    open_with(tmp_path / "index", library)
    library.revision += 1
    index.refresh()
    assert encoder.encoded == []


@pytest.mark.parametrize("damage", ["truncate", "flip", "delete", "current", "everything"])
def test_a_damaged_index_is_rebuilt_without_encoding(
    tmp_path: Path, library: MemoryLibrary, index: Index, open_with: OpenWith, encoder: CountingEncoder, damage: str
) -> None:
    folder = tmp_path / "index"
    before = [index.search(question, k=9) for question in QUESTIONS]
    files = sorted(folder.glob("gen-*/*"))
    for path in files:
        content = path.read_bytes()
        match damage:
            case "truncate":
                path.write_bytes(content[: len(content) // 2])
            case "flip":
                path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
            case "delete":
                path.unlink()
            case "current":
                (folder / CURRENT).write_text("gen-99999999 " + "0" * 64 + "\n")
            case _:
                path.unlink()
                (folder / CURRENT).unlink(missing_ok=True)
    encoder.encoded.clear()
    again = open_with(folder, library)
    assert encoder.encoded == []
    assert [again.search(question, k=9) for question in QUESTIONS] == before
    assert again.ready_for_meaning
    assert again.refresh() is False


def test_a_damaged_vector_cache_costs_nothing_while_the_generation_is_whole(
    tmp_path: Path, library: MemoryLibrary, index: Index, open_with: OpenWith, encoder: CountingEncoder
) -> None:
    (tmp_path / "index" / "vectors.sqlite").write_bytes(b"x" * 5000)
    encoder.encoded.clear()
    again = open_with(tmp_path / "index", library)
    assert encoder.encoded == []
    library.put("rain", ["台风蓝色预警。"])
    again.refresh()
    assert again.search("台风")[0].passage == "rain:0"


def test_another_reader_follows_what_one_process_published(
    tmp_path: Path, library: MemoryLibrary, index: Index, open_with: OpenWith, encoder: CountingEncoder
) -> None:
    reader = open_with(tmp_path / "index", library)
    library.put("rain", ["台风蓝色预警期间，全体党员干部取消休假。"])
    index.refresh()
    encoder.encoded.clear()
    assert reader.search_dense("台风预警期间可以休假吗")[0].passage == "rain:0"
    assert reader.ready_for_meaning
    assert reader.refresh() is False
    assert encoder.encoded == []


def test_searches_go_on_while_the_index_follows_the_library(index: Index, library: MemoryLibrary) -> None:
    wrong: list[object] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            try:
                hits = index.search("党费公布", k=50)
                ids = {hit.passage for hit in hits}
                if not hits or ids - {f"extra{n}:0" for n in range(6)} - _original():
                    wrong.append(ids)
            except Exception as error:
                wrong.append(error)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    for n in range(6):
        library.put(f"extra{n}", [f"第{n}号文件规定党费每{n + 1}年公布一次。"])
        index.refresh()
        library.remove(f"extra{n}")
    stop.set()
    for asker in askers:
        asker.join()
    assert wrong == []


def _original() -> set[str]:
    return {f"{id_}:{n}" for id_, parts in TEXTS.items() for n in range(len(parts))}


def test_threads_that_index_side_by_side_do_not_mix_up_terms(
    tmp_path: Path, encoder: CountingEncoder, segmenter: Segmenter
) -> None:
    library = MemoryLibrary({f"d{n}": [f"第{n}支部第{n + 7}次组织生活会研究{n}号议题。"] for n in range(60)})
    builder = Builder(tmp_path, library, encoder=encoder, segmenter=segmenter, config=IndexConfig())
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            drafts = list(pool.map(lambda _: builder.draft(None, meaning=False), range(8)))
    finally:
        sys.setswitchinterval(interval)
    terms = segmenter.question_terms("第7支部研究了哪个议题")
    assert all(np.array_equal(d.snapshot.words.scores(terms), drafts[0].snapshot.words.scores(terms)) for d in drafts)
    vocabulary, _ = builder._counted
    assert len(set(vocabulary._numbers.values())) == len(vocabulary)


def test_a_late_and_lesser_snapshot_does_not_replace_a_fuller_one(index: Index, library: MemoryLibrary) -> None:
    lesser = index._builder.draft(None, meaning=False).snapshot
    index._install(lesser, published=False)
    assert index.ready_for_meaning
    assert index.refresh() is False


def test_a_second_writer_is_told_and_a_dead_ones_lock_is_free(
    tmp_path: Path, library: MemoryLibrary, index: Index, encoder: CountingEncoder
) -> None:
    builder = index._builder
    impatient = Index(
        Builder(
            builder.folder,
            library,
            encoder=encoder,
            segmenter=builder.segmenter,
            config=IndexConfig(lock_seconds=0.2),
        )
    )
    library.put("rain", ["台风蓝色预警。"])
    with subprocess.Popen(
        [sys.executable, "-c", LOCKER, str(builder.folder / LOCK_FILE)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LibraryBusy):
            impatient.refresh()
        assert impatient.search("台风")[0].passage == "rain:0"
        holder.kill()
        holder.wait()
        assert impatient.refresh() is True


def test_a_full_disk_costs_only_what_would_have_been_written(
    tmp_path: Path,
    library: MemoryLibrary,
    index: Index,
    open_with: OpenWith,
    encoder: CountingEncoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import errno

    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    library.put("rain", ["台风蓝色预警期间，全体党员干部取消休假。"])
    with monkeypatch.context() as patch:
        patch.setattr("os.write", full)
        assert index.refresh() is True
    assert index.search_dense("台风预警期间可以休假吗")[0].passage == "rain:0"
    encoder.encoded.clear()
    again = open_with(tmp_path / "index", library)
    assert encoder.encoded == []
    assert again.search("台风预警") == index.search("台风预警")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["put", "remove", "refresh", "reopen"]), st.integers(0, 3), st.integers(0, 5)),
        max_size=10,
    )
)
def test_after_any_changes_hits_are_passages_of_the_library_with_their_own_vectors(
    tmp_path_factory: pytest.TempPathFactory,
    open_with: OpenWith,
    encoder: CountingEncoder,
    steps: list[tuple[str, int, int]],
) -> None:
    """Delete-then-add never returns a stranger: what is found is the library's own and scores as its own text does."""
    folder = tmp_path_factory.mktemp("index")
    sentences = [text for texts in TEXTS.values() for text in texts]
    library = MemoryLibrary()
    index = open_with(folder, library)
    for step, document, sentence in steps:
        id_ = f"d{document}"
        match step:
            case "put":
                library.put(id_, sentences[sentence : sentence + 2])
            case "remove":
                if any(held.id == id_ for held in library.documents()):
                    library.remove(id_)
            case "refresh":
                index.refresh()
            case _:
                index = open_with(folder, library, refresh=False)
        passages = {p.id: p.text for held in library.documents() for p in held.passages}
        question = index.encode_question("党费")
        for hit in index.search("党费", k=50):
            assert hit.passage in passages
            if hit.dense is not None:
                own = index.passage_vectors([hit.passage])[0]
                assert hit.dense == pytest.approx(float(own @ question), abs=1e-6)
        assert {hit.passage for hit in index.search("党费", k=50)} <= passages.keys()
    index.refresh()
    passages = {p.id: p.text for held in library.documents() for p in held.passages}
    stored = index.passage_vectors(list(passages))
    assert np.array_equal(stored, encoder.encode_passages(list(passages.values())))
