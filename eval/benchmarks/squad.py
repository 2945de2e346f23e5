"""SQuAD-style files: a context with its questions and answers. CMRC2018's and DRCD's published form.

Also CMRC2018's older own form (``context_text``, ``query_text``). Equal contexts become one passage.
Source: Rajpurkar et al., EMNLP 2016; Cui et al., EMNLP 2019; Shao et al., arXiv:1806.00920 (DRCD).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from eval.benchmarks.files import read_json
from eval.benchmarks.model import Benchmark, BenchmarkQuestion, distinct, require_sound
from eval.errors import UnusableSet


def load_squad(path: Path, *, name: str, convert: Callable[[str], str] = str) -> Benchmark:
    """Read one file; `convert` is applied to every text (for instance traditional → simplified).

    Questions marked ``is_impossible`` are left out: their passage does not answer them.

    Raises:
        UnusableSet: the file is missing or of another form.
    """
    record = read_json(path)
    passages: dict[str, str] = {}
    ids: dict[str, str] = {}
    questions: list[BenchmarkQuestion] = []
    try:
        for context, asked in _contexts(record):
            text = convert(context)
            passage = ids.setdefault(text, f"{len(ids):05d}")
            passages[passage] = text
            for identity, question, answers in asked:
                wanted = distinct([convert(answer) for answer in answers])
                questions.append(BenchmarkQuestion(identity, convert(question), {passage: 1}, wanted))
    except (KeyError, TypeError, AttributeError) as error:
        raise UnusableSet(f"{path} 不是 SQuAD 形式的题集") from error
    return require_sound(Benchmark(name, passages, tuple(questions)))


def _contexts(record: Any) -> Iterator[tuple[str, list[tuple[str, str, list[str]]]]]:
    if isinstance(record, list):  # CMRC2018 as first published
        for piece in record:
            asked = [(str(one["query_id"]), one["query_text"], list(one["answers"])) for one in piece["qas"]]
            yield piece["context_text"], asked
        return
    for article in record["data"]:
        for paragraph in article["paragraphs"]:
            asked = [
                (str(one["id"]), one["question"], [answer["text"] for answer in one["answers"]])
                for one in paragraph["qas"]
                if not one.get("is_impossible")
            ]
            yield paragraph["context"], asked
