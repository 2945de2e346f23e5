"""A BEIR or MTEB folder: ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/<split>.tsv``.

A passage is title, line break, text. Grades come from the third column; a TREC table of four columns is read too.
Source: Thakur et al., BEIR, NeurIPS 2021 (datasets and benchmarks).
"""

from __future__ import annotations

from pathlib import Path

from eval.benchmarks.files import field_of, read_lines, read_table
from eval.benchmarks.model import Benchmark, BenchmarkQuestion, require_sound
from eval.errors import UnusableSet


def load_beir(path: Path, *, split: str = "test") -> Benchmark:
    """Read one split; questions without a judgement are left out.

    Raises:
        UnusableSet: a file is missing or a line is damaged.
    """
    corpus, queries, qrels = path / "corpus.jsonl", path / "queries.jsonl", path / "qrels" / f"{split}.tsv"
    passages: dict[str, str] = {}
    for number, record in read_lines(corpus):
        title, text = str(record.get("title") or ""), str(field_of(record, "text", corpus, number))
        passages[_identity(record, corpus, number)] = f"{title}\n{text}" if title.strip() else text
    graded = _judgements(qrels)
    questions: list[BenchmarkQuestion] = []
    for number, record in read_lines(queries):
        identity = _identity(record, queries, number)
        if identity in graded:
            text = str(field_of(record, "text", queries, number))
            questions.append(BenchmarkQuestion(identity, text, graded[identity]))
    return require_sound(Benchmark(f"beir-{path.name}-{split}", passages, tuple(questions)))


def _identity(record: dict[str, object], path: Path, number: int) -> str:
    return str(record["_id"]) if "_id" in record else str(field_of(record, "id", path, number))


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    graded: dict[str, dict[str, int]] = {}
    for number, cells in read_table(path):
        if not cells or (number == 1 and not _is_grade(cells[-1])):
            continue  # the header line
        if len(cells) not in (3, 4) or not _is_grade(cells[-1]):
            raise UnusableSet(f"{path} 第 {number} 行应是 问题、段落、等级 三列")
        question, passage = cells[0], cells[-2]
        graded.setdefault(question, {})[passage] = int(float(cells[-1]))
    return {question: grades for question, grades in graded.items() if any(grade > 0 for grade in grades.values())}


def _is_grade(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
