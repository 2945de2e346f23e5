"""What the product looks at for the development cases whose answers are read: what is fitted and trained on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.evidence import Candidate
from assistant.question.model import Question
from eval.cases import Case
from eval.evidence import Located, locate_evidence

if TYPE_CHECKING:
    from assistant.service import Assistant

KINDS = {"fact", "list", "explain", "yesno"}  # kinds whose answers are read from sentences


@dataclass(frozen=True, slots=True)
class Looked:
    """One case as the product understood it: its sentences, best first, each with whether it passes the locks."""

    case: Case
    question: Question
    sentences: list[tuple[Candidate, bool]]
    evidence: tuple[Located, ...]

    @property
    def answerable(self) -> bool:
        """Whether the case may be answered plainly, from its evidence."""
        return "answered" in self.case.expect.status and bool(self.evidence)


def looked_up(assistant: Assistant, cases: Iterable[Case]) -> Iterator[Looked]:
    """Yield the development cases of the kinds that are read, in order.

    Raises:
        ValueError: a case's evidence no longer stands in its document.
    """
    documents = {name: assistant.library.document(name) for name in assistant.library.ids()}
    for case in cases:
        if case.part != "dev":
            continue
        question, sentences = assistant.look_up(case.question, history=case.history)
        if question.kind in KINDS and question.section is None:
            yield Looked(case, question, sentences, locate_evidence(case, documents))
