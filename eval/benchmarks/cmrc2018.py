"""CMRC2018: reading comprehension over Chinese Wikipedia, used as retrieval over all its passages.

Takes a folder with ``dev_passages.jsonl`` and ``dev_questions.jsonl`` (``trial`` likewise), or a file or folder of the
public repository ``ymcui/cmrc2018`` in SQuAD style. Tune on trial, report on dev. Licence CC BY-SA 4.0.
Source: Cui et al., A Span-Extraction Dataset for Chinese Machine Reading Comprehension, EMNLP 2019.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from eval.benchmarks.files import field_of, read_lines
from eval.benchmarks.model import Benchmark, BenchmarkQuestion, distinct, require_sound
from eval.benchmarks.squad import load_squad
from eval.errors import UnusableSet

LICENSE = "CC BY-SA 4.0"


def load_cmrc2018(path: Path, *, split: str = "dev") -> Benchmark:
    """Read one split.

    Raises:
        UnusableSet: neither form is there, or a line is damaged.
    """
    name = f"cmrc2018-{split}"
    if path.is_file():
        return replace(load_squad(path, name=name), license=LICENSE)
    if (path / f"{split}_passages.jsonl").is_file():
        return _load_lines(path, name, split)
    for candidate in (path / f"cmrc2018_{split}.json", path / "squad-style-data" / f"cmrc2018_{split}.json"):
        if candidate.is_file():
            return replace(load_squad(candidate, name=name), license=LICENSE)
    raise UnusableSet(f"{path} 里没有 {split}_passages.jsonl，也没有 cmrc2018_{split}.json")


def _load_lines(path: Path, name: str, split: str) -> Benchmark:
    texts, asked = path / f"{split}_passages.jsonl", path / f"{split}_questions.jsonl"
    passages = {
        str(field_of(record, "id", texts, number)): str(field_of(record, "text", texts, number))
        for number, record in read_lines(texts)
    }
    questions = tuple(
        BenchmarkQuestion(
            id=str(field_of(record, "id", asked, number)),
            text=str(field_of(record, "question", asked, number)),
            relevant={str(field_of(record, "gold", asked, number)): 1},
            answers=distinct([str(answer) for answer in record.get("answers", ())]),
        )
        for number, record in read_lines(asked)
    )
    return require_sound(Benchmark(name, passages, questions, license=LICENSE))
