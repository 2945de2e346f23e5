"""The evaluation run against the real product: its own gold, planted faults, a regression made on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from assistant.model import Answer
from corpus.model import Document
from eval.cases import Case
from eval.chosen import gold_sets, load_sets
from eval.compare import Comparison, compare
from eval.evidence import Located
from eval.planted import FAULTS, Detection, Item, detect
from eval.quick import draw
from eval.result import Result
from eval.run import ask_all, documents_of, opened_product, run_cases, run_retrieval
from eval.score import locate_all

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    """The development cases with a bare fact, which carry most faults, and a fixed draw of the others."""
    everything = load_sets(["all"], part="dev").cases
    chosen = {case.id for case in draw(everything, size=180)} | {case.id for case in everything if case.expect.short}
    return tuple(case for case in everything if case.id in chosen)


@pytest.fixture(scope="module")
def documents(assistant: Assistant) -> Mapping[str, Document]:
    return documents_of(assistant)


@pytest.fixture(scope="module")
def evidence(cases: tuple[Case, ...], documents: Mapping[str, Document]) -> Mapping[str, tuple[Located, ...]]:
    return locate_all(cases, documents)


@pytest.fixture(scope="module")
def answers(assistant: Assistant, cases: tuple[Case, ...]) -> Mapping[str, Answer]:
    return ask_all(assistant, cases)


@pytest.fixture(scope="module")
def detections(
    cases: tuple[Case, ...],
    answers: Mapping[str, Answer],
    evidence: Mapping[str, tuple[Located, ...]],
    documents: Mapping[str, Document],
) -> Mapping[str, Detection]:
    items = [Item(case, answers[case.id], evidence[case.id]) for case in cases]
    return {one.fault: one for one in detect(items, documents)}


def test_the_gold_sets_are_large_enough_and_no_case_is_stale(documents: Mapping[str, Document]) -> None:
    everything = load_sets(["all"]).cases
    locate_all(everything, documents)
    assert gold_sets()
    assert len(everything) >= 300
    assert sum(not case.answerable or case.trap for case in everything) >= len(everything) / 3
    assert sum(case.type == "near_miss" for case in everything) >= 50
    assert sum(case.written == "closed" for case in everything) >= len(everything) / 2 - 1
    assert all(piece.sha256 for case in everything for piece in case.evidence)


def test_a_set_that_brings_its_own_documents_finds_its_evidence_in_them() -> None:
    chosen = load_sets(["samples"])
    assert chosen.documents
    with opened_product(documents=chosen.documents) as opened:
        library = documents_of(opened)
        found = locate_all(chosen.cases, library)
        shipped = {name for name, document in library.items() if document.source == "shipped"}
    asked = {piece.document for pieces in found.values() for piece in pieces}
    assert asked
    assert asked.isdisjoint(shipped)


def test_the_two_parts_share_no_evidence() -> None:
    pieces: dict[str, set[tuple[str, str]]] = {"dev": set(), "test": set()}
    for case in load_sets(["all"]).cases:
        pieces[case.part].update((piece.document, piece.quote) for piece in case.evidence)
    assert pieces["dev"].isdisjoint(pieces["test"])


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_planted_faults_are_flagged_and_clean_answers_are_not(detections: Mapping[str, Detection], fault: str) -> None:
    found = detections[fault]
    assert found.planted == 20
    assert found.sensitivity >= 0.95
    assert found.clean >= 20
    assert found.false_alarm <= 0.05


@pytest.mark.slow
def test_two_identical_runs_show_no_claim(
    assistant: Assistant, cases: tuple[Case, ...], answers: Mapping[str, Answer]
) -> None:
    once: Result = run_cases(assistant, cases, name="dev", answers=answers)
    again: Result = run_cases(assistant, cases[:25], name="dev")
    assert {one.verdict for one in compare(once, once).metrics} == {"no claim"}
    assert {one.verdict for one in compare(again, once).metrics} == {"no claim"}


@pytest.mark.slow
def test_switching_the_words_off_shows_as_a_significant_loss(assistant: Assistant) -> None:
    everything = load_sets(["all"], part="dev").cases
    whole = run_retrieval(assistant, everything, name="dev", part="fused")
    without = run_retrieval(assistant, everything, name="dev", part="dense")
    found: Comparison = compare(whole, without)
    verdicts = {one.metric: one for one in found.metrics}
    assert verdicts["mrr@10"].verdict == "worse"
    assert verdicts["mrr@10"].difference.high < 0
    assert verdicts["mrr@10"].p_holm < 0.05
