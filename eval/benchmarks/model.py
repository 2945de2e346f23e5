"""A benchmark as passages and questions, whatever form its files have."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from eval.errors import UnusableSet


@dataclass(frozen=True, slots=True)
class BenchmarkQuestion:
    """``relevant`` maps passage ids to grades (> 0 relevant); ``answers`` are accepted answer strings, if any.

    ``pool`` restricts the search to these passages; None means all (RGB gives each question its own documents).
    """

    id: str
    text: str
    relevant: Mapping[str, int]
    answers: tuple[str, ...] = ()
    pool: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Benchmark:
    """``passages`` maps id to text, in the order of the files."""

    name: str
    passages: Mapping[str, str]
    questions: tuple[BenchmarkQuestion, ...]
    license: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def sha256(self) -> str:
        """Hash over ids, passages, questions and judgements: the exact state that was measured."""
        digest = hashlib.sha256()
        for name, text in self.passages.items():
            digest.update(f"{name}\t{text}\n".encode())
        for one in self.questions:
            digest.update(f"{one.id}\t{one.text}\t{sorted(one.relevant.items())}\t{one.answers}\t{one.pool}\n".encode())
        return digest.hexdigest()

    @property
    def pool_sha256(self) -> str:
        """Hash over the passages alone: two samples of one set share their index."""
        digest = hashlib.sha256()
        for name, text in self.passages.items():
            digest.update(f"{name}\t{text}\n".encode())
        return digest.hexdigest()

    def sample(self, size: int, *, seed: int) -> Benchmark:
        """Return the benchmark with `size` questions drawn without replacement, all passages kept, order kept."""
        if size >= len(self.questions):
            return self
        drawn = sorted(random.Random(seed).sample(range(len(self.questions)), size))
        return replace(self, questions=tuple(self.questions[at] for at in drawn))


def require_sound(benchmark: Benchmark) -> Benchmark:
    """Return the benchmark when it can be measured.

    Raises:
        UnusableSet: it is empty, ids repeat, or a judgement names a passage that does not exist.
    """
    if not benchmark.passages or not benchmark.questions:
        raise UnusableSet(f"{benchmark.name} 里没有段落或没有问题")
    seen: set[str] = set()
    for one in benchmark.questions:
        if one.id in seen:
            raise UnusableSet(f"{benchmark.name} 的问题编号 {one.id} 重复")
        seen.add(one.id)
        lost = next((name for name in one.relevant if name not in benchmark.passages), None)
        if lost is not None:
            raise UnusableSet(f"{benchmark.name} 的问题 {one.id} 指向不存在的段落 {lost}")
    return benchmark


def distinct(answers: Sequence[str]) -> tuple[str, ...]:
    """Return the answers without repetition and without empty ones, in order."""
    return tuple(dict.fromkeys(answer for answer in answers if answer.strip()))
