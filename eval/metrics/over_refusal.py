"""Over-refusal: the library says it and the product did not answer.

On an answerable case: 1 if the status is ``not_found``, ``clarify`` or ``chitchat`` and the gold does not allow that
status; else 0. The mean is the over-refusal rate.
Source: defined here, after the "missing" rate of NoMIRACL (Thakur et al., 2023).
Edges: unanswerable cases give None.
"""

from __future__ import annotations

from assistant.model import Answer
from eval.cases import Case

REFUSALS = ("not_found", "clarify", "chitchat")


def over_refusal(case: Case, answer: Answer) -> float | None:
    """Return 1.0 or 0.0, None for a case that is not answerable."""
    if not case.answerable:
        return None
    return float(answer.status in REFUSALS and answer.status not in case.expect.status)
