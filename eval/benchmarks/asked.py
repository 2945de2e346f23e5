"""Asks the whole product the questions of a benchmark, over a library that holds the benchmark's passages alone.

Each passage becomes a text file that is added as a person would add it. A question with a relevant passage is right when
an accepted answer stands in what was said; one without (RGB's rejection) is right when nothing is asserted.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from assistant.model import Answer
from corpus.library import Library
from eval.benchmarks.model import Benchmark, BenchmarkQuestion
from eval.metrics.char_f1 import char_f1
from eval.metrics.exact_match import exact_match
from eval.metrics.over_refusal import REFUSALS
from eval.provenance import provenance
from eval.result import Result, Scored, SetInfo
from eval.wording import folded, without_markers


def ask_benchmark(benchmark: Benchmark, *, progress: Callable[[int, int], None] | None = None) -> Result:
    """Add the passages to a fresh library without other documents, ask every question, and score the answers."""
    from assistant.compose import open_assistant
    from assistant.settings import load_settings

    started = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="dangjian-eval-") as folder:
        settings_of_run = load_settings(home=Path(folder) / "home")
        with Library.open(settings_of_run.home) as library:
            documents = _add_all(library, benchmark, Path(folder) / "texts")
        assistant = open_assistant(settings_of_run)
        try:
            cases: list[Scored] = []
            for at, question in enumerate(benchmark.questions, start=1):
                cases.append(_scored(question, assistant.ask(question.text, use_llm=False), documents))
                if progress:
                    progress(at, len(benchmark.questions))
            settings = {"index": assistant.index.fingerprint, "documents": str(len(set(documents.values())))}
        finally:
            assistant.close()
    return Result(
        kind="cases",
        set=SetInfo(f"{benchmark.name}-asked", len(benchmark.questions), benchmark.sha256),
        provenance=provenance(started=started, ended=datetime.now(UTC), settings=settings),
        cases=tuple(cases),
    )


def _add_all(library: Library, benchmark: Benchmark, folder: Path) -> dict[str, str]:
    """Replace the library's documents by the passages; return document id by passage id."""
    for name in library.ids():
        library.remove(name)
    folder.mkdir()
    paths = {str(folder / f"{at:06d}.txt"): name for at, name in enumerate(benchmark.passages)}
    for path, name in paths.items():
        Path(path).write_text(benchmark.passages[name], encoding="utf-8")
    found: dict[str, str] = {}
    for row in library.add_all([Path(path) for path in paths]):
        if row.id is not None:
            found[paths[row.path]] = row.id
    return found


def _scored(question: BenchmarkQuestion, answer: Answer, documents: Mapping[str, str]) -> Scored:
    relevant = {documents[name] for name, grade in question.relevant.items() if grade > 0 and name in documents}
    attempted = answer.status in ("answered", "partial")
    text = without_markers(answer.answer)
    held = attempted and any(folded(one) in folded(text) for one in question.answers if folded(one))
    scores: dict[str, float | None]
    if relevant:
        bare = (answer.short or text) if attempted else ""
        scores = {
            "correct": float(held),
            "right_answer": float(held),
            "over_refusal": float(answer.status in REFUSALS),
            "exact_match": exact_match(bare, question.answers),
            "char_f1": char_f1(bare, question.answers),
            "cited_right": float(any(one.document in relevant for one in answer.citations)) if attempted else None,
        }
    else:
        scores = {"correct": float(answer.status != "answered"), "false_answer": float(answer.status == "answered")}
    return Scored(
        id=question.id,
        type="retrieval",
        cluster=next(iter(question.relevant), question.id),
        question=question.text,
        scores={key: value for key, value in scores.items() if value is not None},
        detail={
            "answerable": bool(relevant),
            "status": answer.status,
            "answer": answer.answer,
            "short": answer.short,
            "confidence": answer.confidence,
            "citations": [
                {"document": one.document, "title": one.title, "quote": one.quote} for one in answer.citations
            ],
            "expect": {"contains": [list(question.answers)]} if relevant and question.answers else {},
            "reasons": [] if scores["correct"] else ["没有说出标准答案" if relevant else "资料中没有，仍作了断言"],
            "ms": answer.ms,
        },
    )
