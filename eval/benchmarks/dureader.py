"""DuReader-style files: questions from a search engine with their web pages.

Three forms are told apart by their fields: SQuAD style (DuReader-robust), retrieval lines with ``answer_paragraphs``
(DuReader-retrieval), and raw lines with ``documents`` of which some are ``is_selected`` (DuReader 2.0).
Source: He et al., DuReader, MRQA 2018; Qiu et al., DuReader-retrieval, EMNLP 2022.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from eval.benchmarks.files import field_of, read_lines
from eval.benchmarks.model import Benchmark, BenchmarkQuestion, distinct, require_sound
from eval.benchmarks.squad import load_squad
from eval.errors import UnusableSet


def load_dureader(path: Path) -> Benchmark:
    """Read one file.

    Raises:
        UnusableSet: the file is missing or has none of the three forms.
    """
    name = f"dureader-{path.stem}"
    try:
        first = next(read_lines(path), None)
    except UnusableSet:
        if not path.is_file():
            raise
        return load_squad(path, name=name)  # a JSON document of many lines
    if first is None:
        raise UnusableSet(f"{path} 是空的")
    if "data" in first[1]:
        return load_squad(path, name=name)
    passages: dict[str, str] = {}
    ids: dict[str, str] = {}

    def keep(text: str) -> str:
        identity = ids.setdefault(text, f"{len(ids):06d}")
        passages[identity] = text
        return identity

    questions: list[BenchmarkQuestion] = []
    for number, record in read_lines(path):
        try:
            relevant = _relevant(record, keep)
        except (KeyError, TypeError) as error:
            raise UnusableSet(f"{path} 第 {number} 行缺少 answer_paragraphs 或 documents") from error
        if relevant:
            question = str(field_of(record, "question", path, number))
            identity = str(record.get("question_id", number))
            questions.append(
                BenchmarkQuestion(
                    identity, question, relevant, distinct([str(one) for one in record.get("answers", ())])
                )
            )
    return require_sound(Benchmark(name, passages, tuple(questions)))


def _relevant(record: dict[str, Any], keep: Callable[[str], str]) -> dict[str, int]:
    """Keep the line's passages in the pool and return the relevant ones."""
    if "answer_paragraphs" in record:
        return {keep(piece["paragraph_text"]): 1 for piece in record["answer_paragraphs"]}
    relevant: dict[str, int] = {}
    for document in record["documents"]:
        for text in document["paragraphs"]:
            if not text.strip():
                continue
            identity = keep(text)
            best = document.get("most_related_para")
            chosen = best is None or document["paragraphs"][best] == text
            if document.get("is_selected") and chosen:
                relevant[identity] = 1
    return relevant
