from __future__ import annotations

import subprocess
import sys
import threading
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
from tests.index.conftest import CountingEncoder, OpenWith
from tests.index.small_library import TEXTS, MemoryLibrary

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ["故乡", "几点吃饭", "第一議題", "党费多久公布一次？", "这份通知的有效期是多久", "四风"]


@pytest.fixture
def library() -> MemoryLibrary:
    return MemoryLibrary()


@pytest.fixture
def index(tmp_path: Path, library: MemoryLibrary, open_with: OpenWith) -> Index:
    return open_with(tmp_path / "index", library)


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


LOCKER = """
import sys, time
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(20)
"""


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
