"""Runs a life of a library and injects one fault in it, over and over: at every system call, or at random times.

``python -m tests.faults.ingest_host kill|full|random FOLDER [STRIDE [COUNT]]`` prints one JSON object. Every action of
the life is acknowledged through a pipe as soon as it returns. After each fault the library is opened as the next start
would open it, and must be in the state after the last acknowledged action or after the one under way, in full.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from corpus.codec import encode_card
from corpus.errors import DangjianError
from corpus.library import Library
from corpus.reading import DirectReader
from tests.corpus.samples import NOTICE, make_docx
from tests.faults.system_calls import Counter, install

SECRET = "示例市移除后不留痕迹的一句话（样例）"
MOST_POINTS = 5_000
State = str


@dataclass
class Report:
    """How many faults were injected, how often the action under way had been lost or kept, and what was violated."""

    faults: int = 0
    before: int = 0
    after: int = 0
    unclear_errors: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)


def prepare(folder: Path) -> Path:
    """Write the files that the life of the library takes in, and a library with one document."""
    sources = folder / "sources"
    sources.mkdir(parents=True)
    (sources / "notice.txt").write_text(NOTICE, encoding="utf-8")
    (sources / "notice2.txt").write_text(NOTICE + "三、附则\n本要点自印发之日起施行（样例）。\n", encoding="utf-8")
    (sources / "secret.txt").write_text(f"{SECRET}。\n第二句也要移除。\n" * 40, encoding="utf-8")
    make_docx(sources / "rules.docx")
    first = sources / "first.txt"
    first.write_text("示例市第一份文件（样例）\n\n一、先有它。\n二、它一直在。\n", encoding="utf-8")
    with _open(folder / "base") as library:
        library.add(first)
    return sources


def actions(sources: Path) -> list[Callable[[Library], object]]:
    """Return the actions of the life, in order."""
    current = sources / "current.txt"

    def put(name: str) -> None:
        data = (sources / name).read_bytes()
        if not current.exists() or current.read_bytes() != data:
            current.write_bytes(data)

    def add(name: str) -> Callable[[Library], object]:
        def act(library: Library) -> object:
            put(name)
            return library.add(current)

        return act

    def by_name(library: Library, name: str) -> str:
        return next(id_ for id_ in library.ids() if library.status(id_).name == name)

    return [
        lambda library: library.add(sources / "secret.txt"),
        add("notice.txt"),
        lambda library: library.add(sources / "rules.docx", name="上传的规程.docx"),
        lambda library: library.edit_card(by_name(library, "current.txt"), {"地点": "示例市", "成文日期": "2026-02"}),
        add("notice2.txt"),
        lambda library: library.remove(by_name(library, "secret.txt")),
        lambda library: library.add(sources / "first.txt", name="又一个名字.txt"),
    ]


def read_state(library: Library) -> State:
    """Return all that a reader can see of a library, as one text."""
    found = []
    for document in library.documents():
        if any(passage.span.of(document.text) != passage.text for passage in document.passages):
            raise ValueError("a passage is not a slice")
        found.append(
            [document.id, document.raw_sha256, document.text_sha256, sorted(document.names), encode_card(document.card)]
        )
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


def record_states(base: Path, work: Path, sources: Path) -> list[State]:
    """Run the life without faults and return the state before it and after each action."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(base, work)
    with _open(work) as library:
        states = [read_state(library)]
        for act in actions(sources):
            act(library)
            states.append(read_state(library))
    return states


def run_point(
    base: Path, work: Path, sources: Path, counter: Counter | None, *, kill_after: float = 0.0
) -> tuple[int, int, str]:
    """Run the life in a child on a fresh copy; return its wait status, what it acknowledged and how it failed."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(base, work)
    (sources / "current.txt").unlink(missing_ok=True)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(work, sources, counter, writing)
        os._exit(0)
    os.close(writing)
    if kill_after:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        lines = pipe.read().decode().splitlines()
    return status, lines.count("done"), next((line for line in lines if line not in ("done", "end")), "")


def judge(work: Path, states: list[State], acknowledged: int, report: Report, where: str) -> None:
    """Open what a fault left and hold it against the states it may be in."""
    report.faults += 1
    try:
        with _open(work) as library:
            state, problems = read_state(library), library.problems()
            removed = SECRET not in "".join(document.text for document in library.documents())
    except Exception as error:  # whatever stops a start is the violation we look for
        report.violations.append(f"{where}: {error!r}")
        return
    if problems:
        report.violations.append(f"{where}: {problems[0]}")
    elif state == states[acknowledged]:
        report.before += 1
    elif acknowledged + 1 < len(states) and state == states[acknowledged + 1]:
        report.after += 1
    else:
        report.violations.append(f"{where}: neither the state after action {acknowledged} nor the next")
    if removed and acknowledged > 5 and holds(work, SECRET):
        report.violations.append(f"{where}: bytes of a removed document are still there")


def holds(folder: Path, text: str) -> bool:
    """Say whether any file of a folder has the bytes of `text`."""
    needles = [text.encode("utf-8"), json.dumps(text)[1:-1].encode()]
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return any(needle in content for content in contents for needle in needles)


def run_all(mode: str, folder: Path, *, stride: int = 1, count: int = 0, seed: int = 1) -> Report:
    """Inject faults of one kind: ``kill`` and ``full`` at every `stride`-th call, ``random`` kills `count` times."""
    sources = prepare(folder)
    base, work = folder / "base", folder / "work"
    states = record_states(base, work, sources)
    report = Report()
    if mode == "random":
        started = time.monotonic()
        run_point(base, work, sources, None)
        whole = time.monotonic() - started
        chance = random.Random(seed)
        for number in range(count):
            _, acknowledged, _ = run_point(base, work, sources, None, kill_after=chance.uniform(0.001, whole))
            judge(work, states, acknowledged, report, f"random {number}")
        return report
    for point in range(1, MOST_POINTS, stride):
        counter = Counter(kill_at=point) if mode == "kill" else Counter(full_from=point)
        status, acknowledged, failure = run_point(base, work, sources, counter)
        if failure and not failure.startswith("told: "):
            report.unclear_errors.append(f"{mode} at {point}: {failure}")
        judge(work, states, acknowledged, report, f"{mode} at {point}")
        if os.WIFEXITED(status) and not failure:
            if acknowledged != len(states) - 1:
                raise RuntimeError("the life ended early without a fault")
            return report
    raise RuntimeError("there are more points than were tried")


def _live(work: Path, sources: Path, counter: Counter | None, pipe: int) -> None:
    """Run the life in this process, telling the pipe of each action that returned."""
    say = os.write
    try:
        kept = install(counter) if counter else []
        with _open(work) as library:
            for act in actions(sources):
                act(library)
                say(pipe, b"done\n")
        del kept
    except DangjianError as error:
        say(pipe, f"told: {error.message()}\n".encode())
    except BaseException as error:  # what a person would see as a stack trace
        say(pipe, f"{error!r}\n".replace("\n", " ").encode() + b"\n")


def _open(folder: Path) -> Library:
    return Library.open(folder, shipped=False, reader=DirectReader())


if __name__ == "__main__":
    mode, folder, stride, count = (*sys.argv[1:], "1", "200")[:4]
    result = run_all(mode, Path(folder), stride=int(stride), count=int(count))
    sys.stdout.write(json.dumps(asdict(result), ensure_ascii=False) + "\n")
