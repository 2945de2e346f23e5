"""Where the gold evidence of a case stands, and whether it still stands there.

Evidence is words; this finds them in the stored texts of today's library. A document that changed under a case makes
the case stale, which is an error that names it and never a silently wrong score.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.model import Document, Span
from eval.cases import Case, Evidence
from eval.wording import overlap


@dataclass(frozen=True, slots=True)
class Located:
    """Evidence found in the stored text: every place where the quote stands, and the section of the first."""

    document: str
    spans: tuple[Span, ...]
    section: int | None


def locate_evidence(case: Case, documents: Mapping[str, Document]) -> tuple[Located, ...]:
    """Find the case's evidence in the stored texts.

    Raises:
        ValueError: a document is not there, a quote no longer stands in it, or its hash differs (a stale case).
    """
    return _locate(case, case.evidence, documents)


def locate_near(case: Case, documents: Mapping[str, Document]) -> tuple[Located, ...]:
    """Find the passages that come closest to a case that nothing answers.

    Raises:
        ValueError: as for `locate_evidence`.
    """
    return _locate(case, case.near, documents)


def _locate(case: Case, pieces: Sequence[Evidence], documents: Mapping[str, Document]) -> tuple[Located, ...]:
    found: list[Located] = []
    for piece in pieces:
        document = documents.get(piece.document)
        if document is None:
            raise ValueError(f"题目 {case.id} 的依据文档 {piece.document} 不在资料库中")
        if piece.sha256 is not None and piece.sha256 != quote_hash(piece.quote):
            raise ValueError(f"题目 {case.id} 的依据已被改动，与记录的校验值不符")
        spans = tuple(occurrences(document.text, piece.quote))
        if not spans:
            raise ValueError(f"题目 {case.id} 已过期：依据“{piece.quote[:20]}…”不在 {piece.document} 的正文中")
        section = document.section_at(spans[0].start)
        found.append(Located(piece.document, spans, section.index if section else None))
    return tuple(found)


def cluster_of(case: Case, located: Sequence[Located]) -> str:
    """Return the unit that the bootstrap resamples: the section of what was located, or the case when nothing was."""
    if not located:
        return f"case:{case.id}"
    first = located[0]
    return f"{first.document}#{'-' if first.section is None else first.section}"


def occurrences(text: str, quote: str) -> Iterable[Span]:
    """Yield each place of `quote` in `text`, in order; nothing for an empty quote."""
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield Span(at, at + len(quote))
        at = text.find(quote, at + 1)


def quote_hash(quote: str) -> str:
    """Return the SHA-256 of the quote's UTF-8 bytes."""
    return hashlib.sha256(quote.encode()).hexdigest()


def completed(case: Case) -> Case:
    """Return the case with the hash of each quote and the overlap of question and evidence filled in."""
    joined = "\n".join(piece.quote for piece in case.evidence)
    share = overlap(case.question, joined)
    return replace(
        case,
        evidence=tuple(replace(piece, sha256=quote_hash(piece.quote)) for piece in case.evidence),
        overlap=None if share is None else round(share, 3),
    )
