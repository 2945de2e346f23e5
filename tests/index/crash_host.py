"""Kills a writer at every one of its system steps and counts what each kill left behind.

Run as ``python -m tests.index.crash_host ours|llama_index FOLDER``; prints one JSON object. A child is forked for each
point, so that libraries are imported once. Steps are counted from outside, by the interpreter's profile hook, in the
same way for both subjects: before each call of a C function that writes, syncs, renames, opens, closes, removes, or
executes SQL, from the moment the subject turns to the disk.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

STEPS = frozenset(
    {
        *("write", "flush", "fsync", "fdatasync", "truncate", "open", "close"),
        *("replace", "rename", "mkdir", "unlink", "rmdir", "remove"),
        *("execute", "executemany", "executescript", "commit"),
    }
)
MOST_POINTS = 5000
Arm = Callable[[], None]


@dataclass
class Outcome:
    """How often the state after a kill was the old one, the new one, or neither; and where it was neither."""

    old: int = 0
    new: int = 0
    violations: list[str] = field(default_factory=list)


def kill_at(point: int) -> None:
    """Make this process kill itself at its `point`-th step."""
    left = point

    def count(frame: FrameType, event: str, called: Any) -> None:
        nonlocal left
        if event == "c_call" and getattr(called, "__name__", "") in STEPS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)


def run_all(
    base: Path, work: Path, write: Callable[[Path, Arm], None], state: Callable[[Path], str], *, stride: int = 1
) -> Outcome:
    """Kill `write` at its first step, `stride` steps later, and so on until it runs to its end.

    Each time it starts on a fresh copy of `base`. `write` calls what it is given when it begins to touch the disk:
    from there on steps count.

    `state` says ``old``, ``new`` or what is wrong.
    """
    outcome = Outcome()
    for point in range(1, MOST_POINTS, stride):
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(base, work)
        child = os.fork()
        if child == 0:
            write(work, lambda point=point: kill_at(point))  # type: ignore[misc]
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            if os.WEXITSTATUS(status):
                raise RuntimeError("the writer failed by itself")
            if state(work) != "new":
                raise RuntimeError(f"a writer that was left alone gave: {state(work)}")
            return outcome
        found = state(work)
        if found == "old":
            outcome.old += 1
        elif found == "new":
            outcome.new += 1
        else:
            outcome.violations.append(f"{point}: {found}")
    raise RuntimeError("the writer never came to its end")


def ours(folder: Path) -> Outcome:
    """Publish a second revision over a first; both, and the vectors of both, were prepared by the test."""
    from corpus.errors import DamagedStore
    from index.build import Builder
    from index.config import BUNDLED_MODEL, IndexConfig
    from index.encoder import BundledEncoder
    from index.generation import read_generation
    from index.segmenter import Segmenter
    from tests.index.small_library import MemoryLibrary

    encoder = BundledEncoder(BUNDLED_MODEL)
    segmenter = Segmenter()
    assert encoder.fingerprint  # hashed once, before forking
    segmenter.segment("党建")
    libraries = {name: MemoryLibrary(texts) for name, texts in json.loads((folder / "texts.json").read_text()).items()}
    libraries["new"].revision = 2
    rows = {
        name: {p.id: p.text for d in library.documents() for p in d.passages} for name, library in libraries.items()
    }

    def builder(work: Path) -> Builder:
        return Builder(work, libraries["new"], encoder=encoder, segmenter=segmenter, config=IndexConfig())

    def write(work: Path, arm: Arm) -> None:
        writer = builder(work)
        arm()
        with writer.lock():
            writer.complete(writer.draft(None))

    def state(work: Path) -> str:
        try:
            generation = read_generation(work)
        except DamagedStore as error:
            return f"damaged: {error}"
        if generation is None:
            return "nothing"
        name = {1: "old", 2: "new"}[generation.revision]
        if {row.passage for row in generation.rows} != rows[name].keys():
            return f"a mixture of passages under revision {generation.revision}"
        write(work, lambda: None)  # whoever comes next finishes the work, without encoding anything
        after = builder(work).load()
        if after is None or not after.complete or after.revision != 2:
            return "cannot be brought to the new state"
        if encoder.session._loaded is not None:
            return "something was encoded again"
        left = sorted(path.name for path in work.glob(".aside*"))
        return f"left behind {left}" if left or len(list(work.glob("gen-*"))) != 1 else name

    return run_all(folder / "base", folder / "work", write, state)


def llama_index(folder: Path) -> Outcome:
    """Persist a second state over a first with LlamaIndex's default stores: the control.

    Its JSON goes out in hundreds of small writes, so only every 37th step is tried.
    """
    from llama_index.core import StorageContext
    from llama_index.core.data_structs import IndexDict
    from llama_index.core.schema import TextNode

    def nodes(state: str) -> list[TextNode]:
        return [TextNode(id_=f"{state}-{n}", text=f"第{n}条 {state}", embedding=[float(n), 1.0]) for n in range(40)]

    def save(state: str, into: Path, arm: Arm = lambda: None) -> None:
        context = StorageContext.from_defaults()
        context.docstore.add_documents(nodes(state))
        context.vector_store.add(nodes(state))
        context.index_store.add_index_struct(IndexDict(nodes_dict={n.node_id: n.node_id for n in nodes(state)}))
        arm()
        context.persist(persist_dir=str(into))

    def state_of(work: Path) -> str:
        try:
            context = StorageContext.from_defaults(persist_dir=str(work))
        except Exception as error:
            return f"unreadable: {type(error).__name__}"
        held = set(context.docstore.docs)
        vectors = set(context.vector_store.data.embedding_dict)
        (struct,) = context.index_store.index_structs()
        for name in ("old", "new"):
            ids = {node.node_id for node in nodes(name)}
            if held == vectors == set(struct.nodes_dict) == ids:
                return name
        return "a mixture of both states"

    base = folder / "base"
    base.mkdir(parents=True)
    save("old", base)
    return run_all(base, folder / "work", lambda work, arm: save("new", work, arm), state_of, stride=37)


def main() -> None:
    """Run one subject and print its outcome."""
    subject, folder = sys.argv[1], Path(sys.argv[2])
    outcome = ours(folder) if subject == "ours" else llama_index(folder)
    report = {"kills": outcome.old + outcome.new + len(outcome.violations), **vars(outcome)}
    sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
