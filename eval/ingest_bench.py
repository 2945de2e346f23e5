"""How fast files become searchable, in the whole product: a library of made-up files, and one of them changed.

The passages are made of the domain's own words with a fixed seed. Every one is read, cut and encoded for real.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

SEED = 20250327
CHARACTERS_EACH = 190
"""Of a passage, as in the shipped documents."""
PARTS, ITEMS = 4, 5
"""Of a file: so many parts with so many items, each item a passage."""
GOAL_SHARE = 1 / 200
"""Of a full build, for one changed file among 10,000 passages."""


@dataclass(frozen=True, slots=True)
class IngestBench:
    """Seconds, and passages in all and encoded; rates are of this machine with the threads that are set."""

    passages: int
    read_seconds: float
    index_seconds: float
    words_a_second: float
    changed_seconds: float
    changed_encoded: int
    changed_passages: int

    @property
    def share(self) -> float:
        """What taking in one changed file costs, as a share of taking in all."""
        return self.changed_seconds / (self.read_seconds + self.index_seconds)

    @property
    def encoded_a_second(self) -> float:
        """Passages that become searchable by meaning in a second, words included, on all cores."""
        return self.passages / self.index_seconds


def measure_ingest(passages: int) -> IngestBench:
    """Take in files of `passages` passages in all, then one of them with other words, in one process."""
    from assistant.compose import open_assistant
    from assistant.settings import load_settings
    from index.segmenter import Segmenter

    encoded: list[int] = []

    def told(stage: str, done: int, total: int) -> None:
        if stage == "encode" and done == 0:
            encoded.append(total)

    segmenter = Segmenter()
    terms = segmenter.terms
    files = max(1, passages // (PARTS * ITEMS))
    with tempfile.TemporaryDirectory(prefix="dangjian-bench-") as name:
        folder = Path(name) / "files"
        folder.mkdir()
        for number in range(files):
            _write(folder, number, terms, seed=SEED + number)
        assistant = open_assistant(load_settings(home=Path(name) / "home"))
        try:
            before = sum(len(document.passages) for document in assistant.library.documents())
            started = perf_counter()
            for _ in assistant.library.add_all([folder]):
                pass
            read = perf_counter() - started
            started = perf_counter()
            assistant.index.refresh()
            indexed = perf_counter() - started
            texts = [passage.text for document in assistant.library.documents() for passage in document.passages]
            started = perf_counter()
            for text in texts[:1000]:
                segmenter.passage_terms(text)
            words = min(1000, len(texts)) / (perf_counter() - started)
            _write(folder, 0, terms, seed=-1)
            started = perf_counter()
            (row,) = assistant.library.add_all([folder / "0000.txt"])
            assistant.index.refresh(progress=told)
            changed = perf_counter() - started
            own = assistant.library.document(row.id or "").passages
        finally:
            assistant.close()
    return IngestBench(len(texts) - before, read, indexed, words, changed, max(encoded, default=0), len(own))


def _write(folder: Path, number: int, terms: Sequence[str], *, seed: int) -> None:
    """Write one file: a title, and parts whose items are one paragraph each."""
    chance = random.Random(seed)
    lines = [f"示例市第{number + 1}份工作要点（样例）"]
    for part in range(PARTS):
        lines.append(f"{'一二三四'[part]}、{''.join(chance.choices(terms, k=4))}")
        for item in range(ITEMS):
            text = f"{item + 1}. "
            while len(text) < CHARACTERS_EACH - 1:
                text += "".join(chance.choices(terms, k=6)) + f"{chance.randrange(1000)}次，"
            lines.append(text[: CHARACTERS_EACH - 1] + "。")
    (folder / f"{number:04}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def ingest_rows(bench: IngestBench) -> list[tuple[str, str]]:
    """Return the figures with their Chinese names and units."""
    return [
        ("添加的片段", f"{bench.passages} 个"),
        ("读入并理解", f"{bench.passages / bench.read_seconds:.0f} 片段/秒"),
        ("可按语义检索", f"{bench.encoded_a_second:.1f} 片段/秒"),
        ("切词", f"{bench.words_a_second:.0f} 片段/秒"),
        (
            "其中一份改动后重新添加",
            f"{bench.changed_seconds:.2f} 秒，为全部添加的 1/{1 / bench.share:.0f}（目标 1/{1 / GOAL_SHARE:.0f}，一万片段时）",
        ),
        ("重新计算语义的片段", f"{bench.changed_encoded} 个（该文档共 {bench.changed_passages} 个）"),
    ]
