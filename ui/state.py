"""What one browser session holds: the conversation and what the panel shows. Values only.

The page keeps these in Gradio's per-session state and nowhere else, so two people never see each other's words.
Each value has one writer: asking writes the conversation, clicking writes the view, so that neither undoes the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.model import Answer, Citation, Turn

QUESTION_LIMIT = 2_000
"""Longest question the page sends on, in characters; a page of an official document has about 700."""

ScopeKey = Literal["place", "year", "document"]
SCOPE_KEYS: tuple[ScopeKey, ...] = ("place", "year", "document")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what came of it. Both `answer` and `failure` are None while the answer is being made."""

    question: str
    scope: Mapping[str, str] = field(default_factory=dict)
    answer: Answer | None = None
    failure: str | None = None

    @property
    def pending(self) -> bool:
        """Say whether the answer is still being made."""
        return self.answer is None and self.failure is None


@dataclass(frozen=True, slots=True)
class Conversation:
    """The exchanges of one session, oldest first."""

    exchanges: tuple[Exchange, ...] = ()

    def history(self) -> tuple[Turn, ...]:
        """Return the finished exchanges as turns, oldest first."""
        turns: list[Turn] = []
        for exchange in self.exchanges:
            if exchange.answer is not None:
                turns += [Turn("user", exchange.question), Turn("assistant", exchange.answer.answer)]
        return tuple(turns)

    def asked(self, question: str, *, scope: Mapping[str, str]) -> Conversation:
        """Return the conversation with a pending exchange at its end."""
        return Conversation((*self.exchanges, Exchange(question, dict(scope))))

    def answered(self, answer: Answer) -> Conversation:
        """Return the conversation with its last exchange answered."""
        return self._with_last(replace(self.exchanges[-1], answer=answer))

    def failed(self, sentence: str) -> Conversation:
        """Return the conversation with its last exchange ended by one plain sentence."""
        return self._with_last(replace(self.exchanges[-1], failure=sentence))

    def answer_at(self, index: int) -> Answer | None:
        """Return the answer of exchange `index`, or None when there is none."""
        return self.exchanges[index].answer if 0 <= index < len(self.exchanges) else None

    def citation_at(self, index: int, n: int, *, near: bool = False) -> Citation | None:
        """Return citation number `n` of exchange `index`; with `near`, the n-th of the nearest passages, from 1."""
        answer = self.answer_at(index)
        if answer is None:
            return None
        if near:
            return answer.nearest[n - 1] if 1 <= n <= len(answer.nearest) else None
        return next((citation for citation in answer.citations if citation.n == n), None)

    def _with_last(self, exchange: Exchange) -> Conversation:
        return Conversation((*self.exchanges[:-1], exchange))


@dataclass(frozen=True, slots=True)
class View:
    """What the panel beside the conversation shows: the sources of an exchange, or one of them opened.

    ``exchange`` -1 means none; ``opened`` 0 means the list of sources; ``near`` counts in the nearest passages.
    """

    exchange: int = -1
    opened: int = 0
    near: bool = False
