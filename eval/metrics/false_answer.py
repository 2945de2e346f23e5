"""False answer: something was asserted that the library does not say.

On a case where a plain answer is wrong (nothing there, detail not there, premise wrong): 1 if the status is
``answered``, or if a forbidden claim is said under whatever status; else 0. The mean is the false-answer rate.
Source: defined here, after the hallucination rate of NoMIRACL (Thakur et al., 2023).
Edges: cases that may be answered give None (a wrong answer there is counted by correctness).
"""

from __future__ import annotations

from assistant.model import Answer
from eval.cases import Case
from eval.judge import said_forbidden


def false_answer(case: Case, answer: Answer) -> float | None:
    """Return 1.0 for a false answer, 0.0 for none, None where it does not apply."""
    if not case.trap:
        return None
    return float(answer.status == "answered" or bool(said_forbidden(case, answer)))
