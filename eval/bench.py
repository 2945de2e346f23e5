"""Speed and size on this machine: opening, asking, searching, memory. Numbers for people, not a pass or fail."""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from eval.metrics.latency import latency
from eval.provenance import machine
from eval.run import documents_of


@dataclass(frozen=True, slots=True)
class Bench:
    """Seconds for building and opening, milliseconds for questions, MiB of memory at the peak."""

    machine: str
    documents: int
    characters: int
    passages: int
    build_seconds: float
    open_seconds: float
    first_answer_ms: float
    warm_seconds: float
    answer_p50_ms: float
    answer_p95_ms: float
    search_p50_ms: float
    peak_mib: float


def measure_product(questions: Sequence[str], *, rounds: int = 3) -> Bench:
    """Build a fresh home, open it, ask one question cold, make it ready as the page does, ask all `questions` once.

    Searches alone are repeated `rounds` times. There must be at least one question.
    """
    from assistant.compose import open_assistant
    from assistant.settings import load_settings

    with tempfile.TemporaryDirectory(prefix="dangjian-bench-") as folder:
        settings = load_settings(home=Path(folder))
        started = perf_counter()
        open_assistant(settings).close()
        built = perf_counter() - started
        started = perf_counter()
        assistant = open_assistant(settings)
        opened = perf_counter() - started
        try:
            started = perf_counter()
            assistant.ask(questions[0], use_llm=False)
            first = (perf_counter() - started) * 1000
            started = perf_counter()
            assistant.warm()
            warmed = perf_counter() - started
            times: list[float] = []
            for question in questions:
                started = perf_counter()
                assistant.ask(question, use_llm=False)
                times.append((perf_counter() - started) * 1000)
            searches: list[float] = []
            for _ in range(rounds):
                for question in questions:
                    started = perf_counter()
                    assistant.index.search(question)
                    searches.append((perf_counter() - started) * 1000)
            documents = documents_of(assistant)
        finally:
            assistant.close()
    asked, searched = latency(times), latency(searches)
    if asked is None or searched is None:
        raise ValueError("no question was asked")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return Bench(
        machine=machine(),
        documents=len(documents),
        characters=sum(len(one.text) for one in documents.values()),
        passages=sum(len(one.passages) for one in documents.values()),
        build_seconds=round(built, 2),
        open_seconds=round(opened, 2),
        first_answer_ms=round(first, 1),
        warm_seconds=round(warmed, 2),
        answer_p50_ms=round(asked.p50, 1),
        answer_p95_ms=round(asked.p95, 1),
        search_p50_ms=round(searched.p50, 2),
        peak_mib=round(peak, 1),
    )


def bench_rows(bench: Bench) -> list[tuple[str, str]]:
    """Return the numbers with their Chinese names and units."""
    values: dict[str, Any] = asdict(bench)
    names = {
        "machine": ("机器", ""),
        "documents": ("文档", "份"),
        "characters": ("正文", "字"),
        "passages": ("片段", "个"),
        "build_seconds": ("首次建立资料库与索引", "秒"),
        "open_seconds": ("再次打开", "秒"),
        "first_answer_ms": ("打开后的第一问", "毫秒"),
        "warm_seconds": ("预备全部片段", "秒"),
        "answer_p50_ms": ("回答中位数", "毫秒"),
        "answer_p95_ms": ("回答 95 分位", "毫秒"),
        "search_p50_ms": ("检索中位数（问题已编码）", "毫秒"),
        "peak_mib": ("内存峰值", "MiB"),
    }
    return [(zh, f"{values[key]} {unit}".strip()) for key, (zh, unit) in names.items()]
