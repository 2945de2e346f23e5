"""A value that was found in a sentence, whatever its kind: figure, date, name, body or place."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.evidence import Candidate
from corpus.model import Span

FOCUS_LEAST = 0.5  # a value counts when at least this share of what was asked about stands beside it


@dataclass(frozen=True, slots=True)
class Found:
    """A value in a candidate sentence: its spans in the sentence, and how well it fits, in [0, 1]."""

    candidate: Candidate
    spans: tuple[Span, ...]
    fit: float

    @property
    def short(self) -> str:
        """The value or values as they stand in the text."""
        start, text = self.candidate.sentence.span.start, self.candidate.document.text
        return "、".join(Span(start + s.start, start + s.end).of(text) for s in self.spans)
