"""Citation precision and recall, decided by the overlap of spans; no model is asked.

A citation supports when it shares at least ``SHARE`` of the shorter of the two spans with a gold evidence span of the
same document. precision = supporting citations / citations, recall = evidence pieces that some citation supports /
evidence pieces.
Source: ALCE (Gao et al., EMNLP 2023) for the two directions; the entailment model there is replaced by gold spans.
Edges: a case without evidence gives None; no citations give precision None and recall 0; evidence that stands in
several places is satisfied by any of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model import Citation
from corpus.model import Span
from eval.evidence import Located

SHARE = 0.5  # evaluation design: a passage counts when it covers half of the evidence


@dataclass(frozen=True, slots=True)
class CitationScore:
    """``precision`` is None when nothing was cited; ``strays`` are the numbers of citations that support nothing."""

    precision: float | None
    recall: float
    strays: tuple[int, ...]


def citation_score(citations: Sequence[Citation], evidence: Sequence[Located]) -> CitationScore | None:
    """Compare an answer's citations with the gold evidence."""
    if not evidence:
        return None
    strays = tuple(one.n for one in citations if not any(supports(one, piece) for piece in evidence))
    found = sum(any(supports(one, piece) for one in citations) for piece in evidence)
    precision = (len(citations) - len(strays)) / len(citations) if citations else None
    return CitationScore(precision=precision, recall=found / len(evidence), strays=strays)


def supports(citation: Citation, evidence: Located) -> bool:
    """Say whether the citation covers enough of one place where the evidence stands."""
    if citation.document != evidence.document:
        return False
    cited = Span(citation.start, citation.end)
    return any(covers(cited, span) for span in evidence.spans)


def covers(cited: Span, evidence: Span) -> bool:
    """Say whether the two spans share at least ``SHARE`` of the shorter one."""
    shared = min(cited.end, evidence.end) - max(cited.start, evidence.start)
    return shared > 0 and shared >= SHARE * min(len(cited), len(evidence))
