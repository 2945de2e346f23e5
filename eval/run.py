"""Runs a gold set: asks the product in this process, or takes answers from a file, and scores them.

The product is opened over a fresh home with the shipped documents unless a home is named, so that what somebody
added to their own library does not change the result.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.model import Answer
from corpus.library import Library
from corpus.model import Document
from eval.benchmarks.retrieve import Part, search
from eval.cases import Case, case_hash
from eval.counterfactual import counterfactuals
from eval.errors import UnusableSet
from eval.evidence import Located, cluster_of
from eval.found import retrieval_scores
from eval.provenance import provenance
from eval.result import Result, Scored, SetInfo
from eval.score import locate_all, score_all
from index.model import Progress

if TYPE_CHECKING:
    from assistant.service import Assistant

Counted = Callable[[int, int], None]


@contextmanager
def opened_product(
    home: Path | None = None, *, documents: Sequence[Path] = (), progress: Progress | None = None
) -> Iterator[Assistant]:
    """Yield the assistant over `home` as it is, or over a fresh home that is removed afterwards.

    A fresh home holds the shipped documents and `documents`, files or folders that the cases ask about besides.

    Raises:
        UnusableSet: one of `documents` was refused.
    """
    from assistant.compose import open_assistant
    from assistant.settings import load_settings

    with tempfile.TemporaryDirectory(prefix="dangjian-eval-") as fresh:
        settings = load_settings(home=home or Path(fresh))
        if home is None and documents:
            with Library.open(settings.home) as library:
                for row in library.add_all(documents):
                    if row.id is None:
                        raise UnusableSet(f"题集的文档 {row.path} 无法入库：{row.reason}")
        assistant = open_assistant(settings, progress=progress)
        try:
            yield assistant
        finally:
            assistant.close()


def documents_of(assistant: Assistant) -> dict[str, Document]:
    """Return the library's documents by id."""
    return {document.id: document for document in assistant.library.documents()}


def ask_all(
    assistant: Assistant, cases: Sequence[Case], *, use_llm: bool = False, progress: Counted | None = None
) -> dict[str, Answer]:
    """Ask every case, in order, and return the answers by case id."""
    answers: dict[str, Answer] = {}
    for at, case in enumerate(cases, start=1):
        answers[case.id] = ask_case(assistant, case, use_llm=use_llm)
        if progress:
            progress(at, len(cases))
    return answers


def ask_case(assistant: Assistant, case: Case, *, use_llm: bool = False) -> Answer:
    """Ask one case with its history and scope."""
    scope = {name: str(value) for name, value in case.scope.items()} or None
    return assistant.ask(case.question, history=case.history, scope=scope, use_llm=use_llm)


def run_cases(
    assistant: Assistant,
    cases: Sequence[Case],
    *,
    name: str,
    part: str = "all",
    answers: Mapping[str, Answer] | None = None,
    swaps: bool = False,
    use_llm: bool = False,
    progress: Counted | None = None,
) -> Result:
    """Score `cases`. With `answers` nothing is asked; with `swaps` changed questions are asked as well.

    Raises:
        UnusableSet: a case is stale.
        UnusableAnswers: a case has no answer in `answers`.
    """
    started = datetime.now(UTC)
    documents = documents_of(assistant)
    evidence = locate_all(cases, documents)
    given = ask_all(assistant, cases, use_llm=use_llm, progress=progress) if answers is None else answers
    scored = score_all(cases, given, evidence, documents)
    settings = {"answers": "asked in process" if answers is None else "file", "llm": "on" if use_llm else "off"}
    if answers is None:
        scored = tuple(
            _with_retrieval(assistant, case, one, evidence[case.id], documents)
            for case, one in zip(cases, scored, strict=True)
        )
        settings |= {"index": assistant.index.fingerprint, "documents": str(len(documents))}
    if swaps and answers is None:
        scored += counterfactuals(
            cases, given, evidence, documents, ask=lambda case: ask_case(assistant, case, use_llm=use_llm)
        )
    return Result(
        kind="cases",
        set=SetInfo(name, len(cases), case_hash(cases), part),
        provenance=provenance(started=started, ended=datetime.now(UTC), settings=settings),
        cases=scored,
    )


def run_retrieval(assistant: Assistant, cases: Sequence[Case], *, name: str, part: Part) -> Result:
    """Rank the evidence of answerable cases by the bare retriever, whole or one half of it; nothing is answered.

    Raises:
        UnusableSet: a case is stale.
    """
    started = datetime.now(UTC)
    documents = documents_of(assistant)
    asked = [case for case in cases if case.answerable and case.evidence and not case.history]
    evidence = locate_all(asked, documents)
    scored: list[Scored] = []
    for case in asked:
        before = perf_counter()
        ranked = search(assistant.index, case.question, part=part)
        milliseconds = (perf_counter() - before) * 1000
        found = retrieval_scores(ranked, evidence[case.id], documents)
        gold = [{"document": one.document, "quote": one.quote} for one in case.evidence]
        detail = {"answerable": True, "overlap": case.overlap, "ms": milliseconds, "evidence": gold, "top": ranked[:10]}
        scored.append(Scored(case.id, case.type, cluster_of(case, evidence[case.id]), case.question, found, detail))
    settings = {"retriever": part, "index": assistant.index.fingerprint, "documents": str(len(documents))}
    return Result(
        kind="benchmark",
        set=SetInfo(f"{name}-retrieval", len(asked), case_hash(asked)),
        provenance=provenance(started=started, ended=datetime.now(UTC), settings=settings),
        cases=tuple(scored),
    )


def _with_retrieval(
    assistant: Assistant, case: Case, scored: Scored, evidence: Sequence[Located], documents: Mapping[str, Document]
) -> Scored:
    """Add how the bare retriever ranks the evidence; questions that lean on a history are left out."""
    if not case.answerable or not evidence or case.history:
        return scored
    hits = assistant.index.search(case.question, k=10)
    found = retrieval_scores([hit.passage for hit in hits], evidence, documents)
    return replace(scored, scores={**scored.scores, **found})
