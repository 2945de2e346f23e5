"""RGB: each question with its own true and noisy documents; ranking under noise, and rejection.

Lines hold ``id``, ``query``, ``answer`` (strings, or lists of alternatives), ``positive`` and ``negative``. With noise
share r of n documents, ⌊n·r⌋ are negative and the rest positive; at r = 1 none is positive, and the right reply is to
refuse (rejection), which only the asked product can show.
Source: Chen et al., Benchmarking Large Language Models in Retrieval-Augmented Generation, AAAI 2024, §3.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.benchmarks.files import field_of, read_lines
from eval.benchmarks.model import Benchmark, BenchmarkQuestion, distinct, require_sound
from eval.errors import UnusableSet

DOCUMENTS = 5  # documents a question, as in the paper's tables


def load_rgb(path: Path, *, noise: float = 0.6, documents: int = DOCUMENTS, seed: int = 0) -> Benchmark:
    """Read a file; every question is searched in its own `documents` passages only.

    Questions without a positive document at this noise are left out; fewer documents than asked for are used when
    the file has no more.

    Raises:
        UnusableSet: the file is missing or a line is damaged; `noise` lies outside [0, 1].
    """
    if not 0 <= noise <= 1:
        raise UnusableSet("噪声比例应在 0 与 1 之间")
    source = random.Random(seed)
    passages: dict[str, str] = {}
    questions: list[BenchmarkQuestion] = []
    for number, record in read_lines(path):
        identity = str(field_of(record, "id", path, number))
        positive = _texts(field_of(record, "positive", path, number))
        negative = _texts(field_of(record, "negative", path, number))
        noisy = min(int(documents * noise), len(negative))
        good = positive[: max(documents - noisy, 1)] if noise < 1 else []
        bad = negative[:noisy]
        pool = [(f"{identity}-p{at}", text) for at, text in enumerate(good)]
        pool += [(f"{identity}-n{at}", text) for at, text in enumerate(bad)]
        source.shuffle(pool)
        if not good and noise < 1:
            continue
        passages.update(pool)
        questions.append(
            BenchmarkQuestion(
                id=identity,
                text=str(field_of(record, "query", path, number)),
                relevant={f"{identity}-p{at}": 1 for at in range(len(good))},
                answers=_answers(field_of(record, "answer", path, number)),
                pool=tuple(name for name, _ in pool),
            )
        )
    return require_sound(Benchmark(f"rgb-{path.stem}-noise{noise:g}", passages, tuple(questions)))


def _texts(value: Any) -> list[str]:
    """Return the documents; the integration part nests them by sub-question."""
    found: list[str] = []
    for piece in value:
        found += [piece] if isinstance(piece, str) else _texts(piece)
    return found


def _answers(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    flat: list[str] = []
    for piece in value:
        flat += [piece] if isinstance(piece, str) else [str(one) for one in _sequence(piece)]
    return distinct(flat)


def _sequence(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]
