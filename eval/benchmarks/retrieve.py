"""Runs the product's own index over a benchmark's whole passage pool, untuned, and scores the rankings.

``answer_sentence``: of the sentences of the first passage, the one that holds most of the question's word mass (the
index's own tokens and idf, ties to the earlier one) is taken; 1 if it contains an accepted answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Literal, assert_never

from corpus.sentences import split_sentences
from eval.benchmarks.model import Benchmark, BenchmarkQuestion
from eval.benchmarks.pool import PassagePool
from eval.metrics.hit import hit
from eval.metrics.ndcg import ndcg
from eval.metrics.recall import recall
from eval.metrics.reciprocal_rank import reciprocal_rank
from eval.provenance import provenance
from eval.result import Result, Scored, SetInfo
from eval.wording import folded, overlap
from index.assemble import open_index
from index.config import IndexConfig
from index.model import Hit, Progress
from index.retrieval import Index

Part = Literal["fused", "words", "dense"]
PARTS: tuple[Part, ...] = ("fused", "words", "dense")
DEPTH = 100  # passages ranked a question; the metrics look at ten


def open_pool(
    benchmark: Benchmark, cache: Path, *, config: IndexConfig | None = None, progress: Progress | None = None
) -> Index:
    """Return the index over all passages; vectors are kept in `cache` under the pool's hash and encoded once."""
    folder = cache / benchmark.pool_sha256[:16]
    return open_index(folder, PassagePool(benchmark.passages), config=config, progress=progress)


def measure(
    benchmark: Benchmark,
    index: Index,
    *,
    part: Part = "fused",
    progress: Callable[[int, int], None] | None = None,
) -> Result:
    """Ask every question and score it. `part` chooses the whole retriever or one half of it."""
    started = datetime.now(UTC)
    cases: list[Scored] = []
    for at, question in enumerate(benchmark.questions):
        before = perf_counter()
        pool = frozenset(question.pool) if question.pool is not None else None
        ranked = search(index, question.text, part=part, documents=pool)
        milliseconds = (perf_counter() - before) * 1000
        cases.append(_scored(benchmark, index, question, ranked, milliseconds))
        if progress:
            progress(at + 1, len(benchmark.questions))
    settings = {
        "retriever": part,
        "index": index.fingerprint,
        "passages": str(len(benchmark.passages)),
        "pool_sha256": benchmark.pool_sha256,
    }
    return Result(
        kind="benchmark",
        set=SetInfo(benchmark.name, len(benchmark.questions), benchmark.sha256),
        provenance=provenance(started=started, ended=datetime.now(UTC), settings=settings),
        cases=tuple(cases),
    )


def search(index: Index, question: str, *, part: Part, documents: frozenset[str] | None = None) -> list[str]:
    """Return passage ids, best first, from the whole retriever or from one half of it."""
    found: Sequence[Hit]
    match part:
        case "fused":
            found = index.search(question, k=DEPTH, documents=documents)
        case "words":
            found = index.search_words(question, k=DEPTH, documents=documents)
        case "dense":
            found = index.search_dense(question, k=DEPTH, documents=documents)
        case _:
            assert_never(part)
    return [one.passage for one in found]


def best_sentence(index: Index, question: str, passage: str) -> str:
    """Return the sentence of `passage` that holds most of the question's word mass."""
    wanted = set(index.segment(question))
    best, most = "", -1.0
    for span in split_sentences(passage):
        sentence = span.of(passage)
        mass = sum(index.idf(token) for token in wanted.intersection(index.segment(sentence)))
        if mass > most:
            best, most = sentence, mass
    return best


def _scored(
    benchmark: Benchmark, index: Index, question: BenchmarkQuestion, ranked: list[str], milliseconds: float
) -> Scored:
    gold = next((name for name, grade in question.relevant.items() if grade > 0), "")
    found = {
        "hit@1": hit(ranked, question.relevant, k=1),
        "hit@5": hit(ranked, question.relevant, k=5),
        "recall@10": recall(ranked, question.relevant, k=10),
        "mrr@10": reciprocal_rank(ranked, question.relevant, k=10),
        "ndcg@10": ndcg(ranked, question.relevant, k=10),
    }
    sentence = ""
    if question.answers and ranked:
        sentence = best_sentence(index, question.text, benchmark.passages[ranked[0]])
        held = any(folded(answer) in folded(sentence) for answer in question.answers if folded(answer))
        found["answer_sentence"] = float(held)
    first = benchmark.passages[ranked[0]] if ranked else ""
    missed = found["hit@1"] == 0
    return Scored(
        id=question.id,
        type="retrieval",
        cluster=gold,
        question=question.text,
        scores={key: value for key, value in found.items() if value is not None},
        detail={
            "answerable": True,
            "overlap": overlap(question.text, benchmark.passages.get(gold, "")),
            "answer": sentence or first[:200],
            "expect": {"contains": [[answer] for answer in question.answers]} if missed else {},
            "evidence": [{"document": gold, "quote": benchmark.passages[gold][:400]}] if missed and gold else [],
            "top": ranked[:10],
            "ms": milliseconds,
        },
    )
