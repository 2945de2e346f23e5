"""How well a ranking of passages finds gold evidence: spans, not passage ids, so that cutting may change.

A passage is relevant when it covers at least half of the shorter of passage and evidence (`citations.covers`);
recall@10 is over pieces of evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.model import Document, Passage
from eval.evidence import Located
from eval.metrics.citations import covers
from eval.metrics.hit import hit
from eval.metrics.ndcg import ndcg
from eval.metrics.reciprocal_rank import reciprocal_rank


def retrieval_scores(
    ranked: Sequence[str], evidence: Sequence[Located], documents: Mapping[str, Document]
) -> dict[str, float]:
    """Return hit@1, hit@5, recall@10, MRR@10 and nDCG@10 of a ranking for one case with evidence."""
    wanted = {piece.document for piece in evidence}
    passages = [passage for name in wanted for passage in documents[name].passages]
    relevant = {one.id: 1 for one in passages if any(_covers(one, piece) for piece in evidence)}
    by_id = {passage.id: passage for passage in passages}
    first = [by_id[name] for name in ranked[:10] if name in by_id]
    covered = sum(any(_covers(one, piece) for one in first) for piece in evidence)
    found = {
        "hit@1": hit(ranked, relevant, k=1),
        "hit@5": hit(ranked, relevant, k=5),
        "recall@10": covered / len(evidence),
        "mrr@10": reciprocal_rank(ranked, relevant, k=10),
        "ndcg@10": ndcg(ranked, relevant, k=10),
    }
    return {key: value for key, value in found.items() if value is not None}


def _covers(passage: Passage, evidence: Located) -> bool:
    return passage.document == evidence.document and any(covers(passage.span, span) for span in evidence.spans)
