from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.errors import CannotWrite, DamagedStore, DangjianError, InvalidRequest, LibraryBusy, UnknownDocument
from corpus.library import Ingested, Library
from corpus.reading import DirectReader
from corpus.sandbox import Sandbox
from corpus.shipped import load_shipped
from corpus.store import Store
from tests.conftest import ROOT
from tests.corpus.samples import NOTICE, make_docx

SENTENCE = "示例市的这句话要被彻底移除（样例）"


@pytest.fixture
def library(tmp_path: Path, reader: Sandbox) -> Iterator[Library]:
    with Library.open(tmp_path / "library", shipped=False, reader=reader) as opened:
        yield opened


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def holds(folder: Path, text: str) -> list[str]:
    needles = [text.encode("utf-8"), text.encode("utf-16-le"), json.dumps(text)[1:-1].encode()]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(needle in path.read_bytes() for needle in needles)]


def test_fresh_library_starts_with_the_shipped_documents_and_opens_fast(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        assert library.ids() == tuple(one.id for one in load_shipped())
        revision = library.revision
        for one in load_shipped():
            document = library.document(one.id)
            assert document.names == (one.name,)
            assert document.source == one.source
            raw = one.path.read_text(encoding="utf-8")
            passage = document.passages[-1]
            span = document.offsets.raw_span(passage.span)
            assert raw[span.start] == passage.text[0] and raw[span.end - 1] == passage.text[-1]
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        with Library.open(tmp_path) as library:
            assert len(list(library.documents())) == len(load_shipped())
            assert library.revision == revision
        seconds.append(time.perf_counter() - started)
    assert min(seconds) < 0.1


def test_removed_shipped_document_stays_removed(tmp_path: Path) -> None:
    gone, *kept = [one.id for one in load_shipped()]
    with Library.open(tmp_path) as library:
        library.remove(gone)
    with Library.open(tmp_path) as library:
        assert list(library.ids()) == kept
        with pytest.raises(UnknownDocument):
            library.document(gone)


def test_removed_shipped_documents_can_be_brought_back(tmp_path: Path) -> None:
    first, second, *_ = load_shipped()
    with Library.open(tmp_path / "library") as library:
        library.remove(first.id)
        library.remove(second.id)
        assert library.add(second.path).outcome == "added"
        assert library.restore_shipped() == (first.id,)
        assert first.id in library.ids() and second.id not in library.ids()
        assert library.restore_shipped() == ()
    with Library.open(tmp_path / "library") as library:
        assert first.id in library.ids() and second.id not in library.ids()


def test_same_path_updates_and_keeps_id_place_and_edits(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", NOTICE)
    first = library.add(path)
    other = library.add(write(tmp_path / "b.txt", "示例市另一份（样例）\n\n一、只有一条。\n"))
    assert (first.outcome, other.outcome) == ("added", "added")
    assert first.id and first.id.startswith("doc-") and len(first.id) == 14
    library.edit_card(first.id, {"place": "示例市"})
    assert library.add(path) == Ingested(str(path), first.id, "unchanged")
    before = library.revision
    write(path, NOTICE.replace("860", "861"))
    again = library.add(path)
    assert (again.id, again.outcome) == (first.id, "updated")
    assert library.revision > before
    assert library.ids() == (first.id, other.id)
    document = library.document(first.id)
    assert "861人" in document.text and "860人" not in document.text
    place = document.card.place
    assert place and (place.value, place.origin) == ("示例市", "user")
    assert holds(library.folder / "files", "860人") == []


def test_identical_content_is_one_document_with_several_names(library: Library, tmp_path: Path) -> None:
    first = library.add(write(tmp_path / "a.txt", NOTICE))
    second = library.add(write(tmp_path / "b.txt", NOTICE))
    third = library.add(write(tmp_path / "c.tmp", NOTICE), name="通知.txt")
    assert first.id and (second.id, second.outcome) == (first.id, "unchanged") == (third.id, third.outcome)
    assert library.document(first.id).names == ("a.txt", "b.txt", "通知.txt")
    assert library.status(first.id).names == ("a.txt", "b.txt", "通知.txt")
    assert len(library.ids()) == 1


def test_one_of_two_names_moving_on_leaves_the_other_what_it_was(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", NOTICE)
    first = library.add(path)
    library.add(write(tmp_path / "b.txt", NOTICE))
    write(path, NOTICE.replace("860", "861"))
    moved = library.add(path)
    assert (moved.id, moved.outcome) == (first.id, "updated")
    texts = {document.names: document.text for document in library.documents()}
    assert set(texts) == {("a.txt",), ("b.txt",)}
    assert "861" in texts[("a.txt",)] and "860" in texts[("b.txt",)]
    assert library.add(tmp_path / "b.txt").outcome == "unchanged"
    assert library.problems() == ()


def test_file_that_becomes_equal_to_another_joins_it(library: Library, tmp_path: Path) -> None:
    one = library.add(write(tmp_path / "a.txt", NOTICE))
    path = write(tmp_path / "b.txt", f"{SENTENCE}。\n第二句。\n")
    library.add(path)
    write(path, NOTICE)
    joined = library.add(path)
    assert (joined.id, joined.outcome) == (one.id, "updated")
    assert library.ids() == (one.id,)


def test_upload_updates_by_name_title_and_date_and_years_live_side_by_side(library: Library, tmp_path: Path) -> None:
    upload = tmp_path / "upload.tmp"
    first = library.add(write(upload, NOTICE), name="要点.txt")
    changed = library.add(write(upload, NOTICE.replace("860", "861")), name="要点.txt")
    next_year = library.add(write(upload, NOTICE.replace("2026", "2027")), name="要点.txt")
    other_name = library.add(write(upload, NOTICE.replace("860", "862")), name="别的要点.txt")
    assert (changed.id, changed.outcome) == (first.id, "updated")
    assert (next_year.outcome, other_name.outcome) == ("added", "added")
    assert len(library.ids()) == 3
    assert first.id and "861" in library.document(first.id).text


def test_hand_edit_reaches_card_cards_and_breadcrumbs_and_can_be_taken_back(library: Library, tmp_path: Path) -> None:
    added = library.add(write(tmp_path / "a.txt", NOTICE))
    assert added.id
    read = library.document(added.id)
    edited = library.edit_card(added.id, {"标题": "手改的标题", "place": "样例县", "issued": "2026年3月"})
    assert edited.card.title == "手改的标题" == library.cards()[added.id].title
    assert edited.card.issued and (edited.card.issued.value, edited.card.issued.origin) == ("2026-03", "user")
    assert {passage.breadcrumb[:2] for passage in edited.passages if passage.breadcrumb} == {("样例县", "手改的标题")}
    assert [passage.id for passage in edited.passages] == [passage.id for passage in read.passages]
    cleared = library.edit_card(added.id, {"issued": ""})
    assert cleared.card.issued is None
    back = library.edit_card(added.id, {"issued": None, "title": None, "place": None})
    assert back.card == read.card
    assert back.passages == read.passages
    with pytest.raises(InvalidRequest):
        library.edit_card(added.id, {"issuer": "好的", "nobody": "x"})
    assert library.document(added.id).card == read.card


def test_removed_document_leaves_no_bytes_behind(library: Library, tmp_path: Path) -> None:
    keep = library.add(write(tmp_path / "keep.txt", NOTICE))
    path = write(tmp_path / "secret.txt", "\n".join(f"{SENTENCE}，第{n}遍。" for n in range(300)))
    added = library.add(path)
    assert added.id and holds(library.folder, SENTENCE)
    library.edit_card(added.id, {"title": SENTENCE})
    library.document(added.id)
    library.remove(added.id)
    assert holds(library.folder, SENTENCE) == []
    assert library.ids() == (keep.id,) == tuple(library.cards())
    assert library.problems() == ()
    with pytest.raises(UnknownDocument):
        library.remove(added.id)
    assert library.add(path).outcome == "added"


def test_bytes_go_as_soon_as_no_reader_holds_them(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, shipped=False) as library:
        added = library.add(write(tmp_path / "secret.txt", f"{SENTENCE}。\n" * 200))
        assert added.id
        reader = Store(folder)
        with reader.read() as connection:
            connection.execute("SELECT count(*) FROM documents").fetchone()
            library.remove(added.id)
            assert library.ids() == ()
        reader.close()
    with Library.open(folder, shipped=False):
        assert holds(folder, SENTENCE) == []


def test_refused_file_leaves_a_sentence_until_it_is_added(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x00\x01\x02\x03" * 100)
    refused = library.add(path)
    assert refused.outcome == "refused" and refused.id is None
    [kept] = library.refusals()
    assert (kept.path, kept.name, kept.reason) == (str(path), "a.txt", refused.reason)
    assert library.add(write(path, NOTICE)).outcome == "added"
    assert library.refusals() == ()
    path.write_bytes(b"")
    assert library.add(path).outcome == "refused"
    assert "示例讲堂" in next(library.documents()).text  # the version that could be read stays
    library.forget_refusals()
    assert library.refusals() == ()


def test_missing_files_folders_and_devices_are_refused(library: Library, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, said in [
        (tmp_path / "none.txt", "找不到"),
        (tmp_path, "文件夹"),
        (tmp_path / "pipe", "管道"),
        (Path("/dev/zero"), "设备"),
        (tmp_path / ("长" * 200), "打不开"),
        (tmp_path / "nul\x00.txt", "打不开"),
    ]:
        result = library.add(path)
        assert result.outcome == "refused" and said in (result.reason or ""), path


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../a.txt", "a.txt"),
        ("C:\\temp\\要点.docx", "要点.docx"),
        ("a\nb\x00c.txt", "abc.txt"),
        ("反\u202etxt.exe", "反txt.exe"),
        ("", "未命名"),
        ("..", "未命名"),
        ("CON", "CON"),
        ("<img src=x onerror=alert(1)>.txt", "<img src=x onerror=alert(1)>.txt"),
        ("长" * 300 + ".txt", "长" * 195 + "….txt"),
        ("😀.txt", "😀.txt"),
    ],
)
def test_names_are_only_ever_shown(name: str, shown: str, library: Library, tmp_path: Path) -> None:
    added = library.add(write(tmp_path / "upload", NOTICE), name=name)
    assert added.id
    assert library.document(added.id).name == shown
    [stored] = (library.folder / "files").iterdir()
    assert stored.name == library.document(added.id).raw_sha256


def test_folder_is_added_file_by_file(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deeper").mkdir(parents=True)
    write(folder / "a.txt", NOTICE)
    write(folder / "same.txt", NOTICE)
    make_docx(folder / "deeper" / "b.docx")
    (folder / "deeper" / "loop").symlink_to(folder)
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 broken")
    results = list(library.add_all([folder, folder / "a.txt"]))
    outcomes = {Path(one.path).relative_to(folder).as_posix(): one.outcome for one in results[:-1]}
    assert outcomes == {
        "a.txt": "added",
        "same.txt": "unchanged",
        "bad.pdf": "refused",
        "deeper/loop": "refused",
        "deeper/b.docx": "added",
    }
    assert results[-1].outcome == "unchanged"
    assert len(library.refusals()) == 2


def test_document_is_the_same_object_until_it_changes(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", NOTICE)
    added = library.add(path)
    assert added.id
    first = library.document(added.id)
    library.add(write(tmp_path / "b.txt", "示例市第二份（样例）\n\n一、一条。\n"))
    assert library.document(added.id) is first
    library.add(write(path, NOTICE + "再加一句。\n"))
    assert library.document(added.id) is not first


def test_status_and_times_follow_the_clock(tmp_path: Path) -> None:
    now = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
    with Library.open(tmp_path / "library", shipped=False, clock=lambda: now) as library:
        path = write(tmp_path / "a.txt", NOTICE)
        added = library.add(path)
        assert added.id
        now += timedelta(days=1)
        library.add(write(path, NOTICE + "再加一句。\n"))
        status = library.status(added.id)
        assert (status.added, status.updated) == (now - timedelta(days=1), now)
        assert status.size == path.stat().st_size
        assert status.passages == len(library.document(added.id).passages) > 0
        assert status.source == str(path)


def test_damaged_text_is_mended_from_the_original_and_without_it_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, shipped=False) as library:
        added = library.add(write(tmp_path / "a.txt", NOTICE))
        assert added.id
        whole = library.document(added.id)
        store = Store(folder)
        with store.write() as connection:
            connection.execute("UPDATE documents SET body = replace(body, '860', '999'), revision = revision + 1")
        assert library.problems()
        assert library.document(added.id) == whole
        assert library.problems() == ()
        (folder / "files" / whole.raw_sha256).write_bytes(b"gone")
        with store.write() as connection:
            connection.execute("UPDATE documents SET body = replace(body, '860', '999'), revision = revision + 1")
        with pytest.raises(DamagedStore):
            library.document(added.id)
        store.close()


def test_damaged_card_is_mended_with_its_hand_edits(library: Library, tmp_path: Path) -> None:
    added = library.add(write(tmp_path / "a.txt", NOTICE))
    assert added.id
    whole = library.edit_card(added.id, {"place": "样例县"}).card
    store = Store(library.folder)
    with store.write() as connection:
        connection.execute("UPDATE documents SET card = replace(card, '样例县', '别的县'), revision = revision + 1")
    store.close()
    assert library.cards()[added.id] == whole == library.document(added.id).card


def test_flipped_byte_never_gives_a_wrong_document(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, shipped=False, reader=DirectReader()) as library:
        added = library.add(write(tmp_path / "a.txt", NOTICE * 4))
        library.add(write(tmp_path / "b.txt", "示例市另一份（样例）\n\n一、只有一条。\n"))
        assert added.id
        whole = {document.id: (document.text, document.passages) for document in library.documents()}
        cards = dict(library.cards())
    data = (folder / "library.db").read_bytes()
    found = []
    for number in range(64):
        at = len(data) * number // 64 + 17
        (folder / "library.db").write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        for left in (folder / "library.db-wal", folder / "library.db-shm"):
            left.unlink(missing_ok=True)
        try:
            with Library.open(folder, shipped=False, reader=DirectReader()) as library:
                for document in library.documents():
                    assert whole[document.id] == (document.text, document.passages)
                    assert library.cards()[document.id] == cards[document.id]
                found.append("right")
        except DangjianError:
            found.append("told")
    assert set(found) == {"right", "told"}


def test_older_understanding_is_renewed_on_opening(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, shipped=False) as library:
        added = library.add(write(tmp_path / "a.txt", NOTICE))
        assert added.id
        whole = library.document(added.id)
        library.edit_card(added.id, {"place": "样例县"})
    store = Store(folder)
    with store.write() as connection:
        connection.execute("UPDATE documents SET stamp = 'older', body = '{\"format\": 0}', body_sha256 = ''")
    store.close()
    with Library.open(folder, shipped=False) as library:
        renewed = library.document(added.id)
        assert renewed.text == whole.text
        assert renewed.card.place and renewed.card.place.value == "样例县"
        revision = library.revision
    with Library.open(folder, shipped=False) as library:
        assert library.revision == revision


def test_file_that_is_no_library_is_reported(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(DamagedStore):
        Library.open(tmp_path)


def test_library_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    Library.open(tmp_path, shipped=False).close()
    store = Store(tmp_path)
    with store.write() as connection:
        connection.execute("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(DamagedStore, match="更新版本"):
        Library.open(tmp_path)


def test_many_threads_read_while_one_writes(library: Library, tmp_path: Path) -> None:
    added = library.add(write(tmp_path / "a.txt", NOTICE))
    assert added.id
    stop, errors, reads = threading.Event(), [], []

    def read() -> None:
        try:
            while not stop.is_set():
                for id_ in library.ids():
                    assert library.document(id_).text
                reads.append(library.revision)
                library.cards()
        except Exception as error:  # handed to the test
            errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(8):
        library.add(write(tmp_path / "a.txt", NOTICE + f"第{number}版（样例）。\n"))
        library.add(write(tmp_path / f"{number}.txt", f"示例市第{number}份（样例）\n\n一、一条。\n"))
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(set(reads)) > 1
    assert len(library.ids()) == 9


HOLD = """
import sys, time
from pathlib import Path
from corpus.store import Store
store = Store(Path(sys.argv[1]))
with store.write():
    print("held", flush=True)
    time.sleep(60)
"""


def test_second_writer_is_told_readers_go_on_and_a_killed_holder_is_no_obstacle(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    path = write(tmp_path / "a.txt", NOTICE)
    with Library.open(folder, shipped=False) as library:
        added = library.add(path)
        command = [sys.executable, "-c", HOLD, str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as holder:
            assert holder.stdout and holder.stdout.readline() == b"held\n"
            library._store.busy_seconds = 0.5
            started = time.monotonic()
            with pytest.raises(LibraryBusy):
                library.add(write(tmp_path / "b.txt", NOTICE + "另一份。\n"))
            assert time.monotonic() - started < 5
            assert library.ids() == (added.id,)
            holder.kill()
        assert library.add(tmp_path / "b.txt").outcome == "added"


ADD = """
import sys
from pathlib import Path
from corpus.library import Library
with Library.open(Path(sys.argv[1]), shipped=False) as library:
    for result in library.add_folder(Path(sys.argv[2])):
        assert result.outcome == "added", result
"""


def test_two_processes_adding_at_once_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    Library.open(folder, shipped=False).close()
    running = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        for number in range(6):
            write(tmp_path / name / f"{number}.txt", f"示例市{name}第{number}份（样例）\n\n一、{name}一条。\n")
        running.append(subprocess.Popen([sys.executable, "-c", ADD, str(folder), str(tmp_path / name)], cwd=ROOT))
    assert [process.wait(60) for process in running] == [0, 0]
    with Library.open(folder, shipped=False) as library:
        assert len(library.ids()) == 12
        assert library.problems() == ()


def test_orphan_of_a_crash_is_swept(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, shipped=False) as library:
        library.add(write(tmp_path / "a.txt", NOTICE))
        [kept] = (folder / "files").iterdir()
    write(folder / "files" / ("0" * 64), "an original that was never committed")
    recent, old = write(folder / "files" / ".aside-recent", "x"), write(folder / "files" / ".aside-old", "x")
    os.utime(old, (1, 1))
    with Library.open(folder, shipped=False):
        assert set((folder / "files").iterdir()) == {kept, recent}


# The child only opens a library and leaves; it takes no lock that a thread of this process may hold.
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_folder_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    place = Path(tempfile.mkdtemp())
    try:
        folder = place / "library"
        with Library.open(folder, shipped=False) as library:
            added = library.add(write(place / "a.txt", NOTICE))
        for path in [*folder.rglob("*"), folder, place]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        child = os.fork()
        if child == 0:
            if os.getuid() == 0:
                os.setuid(65534)
            os._exit(_read_only_outcome(folder, added.id or ""))
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
    finally:
        for path in [place, *place.rglob("*")]:
            path.chmod(0o755)
        shutil.rmtree(place)


def _read_only_outcome(folder: Path, id_: str) -> int:
    try:
        library = Library.open(folder, shipped=False)
        if "示例讲堂" not in library.document(id_).text:
            return 1
        library.remove(id_)
    except CannotWrite:
        return 0
    except BaseException:
        return 2
    return 3
