"""From an answer to numbers: all metrics of one case, and all cases of a set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.model import Answer
from corpus.model import Document
from eval.answers import require_all
from eval.cases import Case, as_record
from eval.errors import UnusableSet
from eval.evidence import Located, cluster_of, locate_evidence, locate_near
from eval.judge import judge, said_entries
from eval.metrics.char_f1 import char_f1
from eval.metrics.citations import citation_score
from eval.metrics.exact_match import exact_match
from eval.metrics.false_answer import false_answer
from eval.metrics.figure_attribution import figure_attribution
from eval.metrics.list_items import list_items
from eval.metrics.number_accuracy import number_accuracy
from eval.metrics.outline import outline_completeness
from eval.metrics.over_refusal import over_refusal
from eval.metrics.verbatim import verbatim
from eval.result import Scored
from eval.wording import without_markers


def locate_all(cases: Sequence[Case], documents: Mapping[str, Document]) -> dict[str, tuple[Located, ...]]:
    """Find the evidence of every case.

    Raises:
        UnusableSet: some cases are stale; names how many and the first few.
    """
    found: dict[str, tuple[Located, ...]] = {}
    stale: list[str] = []
    for case in cases:
        try:
            found[case.id] = locate_evidence(case, documents)
            locate_near(case, documents)
        except ValueError as error:
            stale.append(str(error))
    if stale:
        more = f"（另有 {len(stale) - 3} 题）" if len(stale) > 3 else ""
        raise UnusableSet("；".join(stale[:3]) + more)
    return found


def score_all(
    cases: Sequence[Case],
    answers: Mapping[str, Answer],
    evidence: Mapping[str, tuple[Located, ...]],
    documents: Mapping[str, Document],
) -> tuple[Scored, ...]:
    """Score a set.

    Raises:
        UnusableAnswers: a case has no answer.
    """
    require_all(answers, (case.id for case in cases))
    return tuple(score(case, answers[case.id], evidence[case.id], documents) for case in cases)


def score(case: Case, answer: Answer, evidence: Sequence[Located], documents: Mapping[str, Document]) -> Scored:
    """Score one case with every metric that applies to it."""
    verdict = judge(case, answer, evidence)
    reasons = list(verdict.reasons)
    found: dict[str, float | None] = {
        "correct": float(verdict.correct),
        "right_answer": float(verdict.correct) if case.answerable else None,
        "cited_right": None if verdict.cited_right is None else float(verdict.cited_right),
        "false_answer": false_answer(case, answer),
        "over_refusal": over_refusal(case, answer),
    }
    if case.answerable:
        found |= _content(case, answer)
        found |= _citing(answer, evidence)
    figures = figure_attribution(answer, documents)
    if figures is not None:
        found["figure_error"] = figures.value
        reasons += figures.errors
    quotes = verbatim(answer, documents)
    if quotes is not None:
        found["verbatim"] = quotes.rate
        reasons += [f"引文“{words[:30]}”不是原文" for words in quotes.invented]
    return Scored(
        id=case.id,
        type=case.type,
        cluster=cluster_of(case, evidence or locate_near(case, documents)),
        question=case.question,
        scores={key: value for key, value in found.items() if value is not None},
        detail=_detail(case, answer, reasons),
    )


def _content(case: Case, answer: Answer) -> dict[str, float | None]:
    expect, text = case.expect, without_markers(answer.answer)
    said = said_entries(answer) if answer.status in ("answered", "partial") else ()
    bare = (answer.short or text) if answer.status in ("answered", "partial") else ""
    items = list_items(said, expect.items)
    return {
        "exact_match": exact_match(bare, expect.short),
        "char_f1": char_f1(bare, expect.short),
        "number_accuracy": number_accuracy(text, bare, expect.short, question=case.question),
        "item_recall": items.recall if items else None,
        "item_precision": items.precision if items else None,
        "outline": outline_completeness(said, expect.items) if expect.ordered else None,
    }


def _citing(answer: Answer, evidence: Sequence[Located]) -> dict[str, float | None]:
    if answer.status not in ("answered", "partial"):
        return {}
    cited = citation_score(answer.citations, evidence)
    if cited is None:
        return {}
    return {"citation_recall": cited.recall, "citation_precision": cited.precision}


def _detail(case: Case, answer: Answer, reasons: Sequence[str]) -> dict[str, Any]:
    record = as_record(case)
    return {
        "part": case.part,
        "language": case.language,
        "written": case.written,
        "overlap": case.overlap,
        "answerable": case.answerable,
        "history": record.get("history", []),
        "scope": record.get("scope", {}),
        "expect": record["expect"],
        "evidence": record["evidence"],
        "near": [{"document": one.document, "quote": one.quote} for one in case.near],
        "reasons": list(dict.fromkeys(reasons)),
        "status": answer.status,
        "kind": answer.kind,
        "answer": answer.answer,
        "short": answer.short,
        "items": list(answer.items),
        "confidence": answer.confidence,
        "citations": [
            {"n": one.n, "document": one.document, "title": one.title, "place": one.place, "quote": one.quote}
            for one in answer.citations
        ],
        "nearest": [{"document": one.document, "quote": one.quote} for one in answer.nearest],
        "notes": list(answer.notes),
        "engine": answer.engine,
        "ms": answer.ms,
    }
