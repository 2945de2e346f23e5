"""The answer object and its parts: the values that leave the assistant.

Field names are the machine interface, a promise to outside scripts: extend them, never rename or nest them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Status = Literal["answered", "partial", "not_found", "clarify", "chitchat"]
Kind = Literal["fact", "list", "outline", "explain", "compare", "compute", "yesno", "documents", "card", "chitchat"]
Role = Literal["user", "assistant"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation, oldest first in a history."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Citation:
    """出处: an exact slice of a document's stored text that supports a sentence of the answer.

    ``start``/``end`` count code points in the stored text, ``raw_start``/``raw_end`` in the raw text.
    """

    n: int
    document: str
    title: str
    place: str | None
    masked: bool
    date: str | None
    date_kind: str | None
    path: tuple[str, ...]
    quote: str
    start: int
    end: int
    raw_start: int
    raw_end: int
    page: int | None
    furniture: bool


@dataclass(frozen=True, slots=True)
class AnswerScope:
    """范围: what the answer was restricted to. All empty means the whole library."""

    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says to one question.

    ``answer`` is Markdown with markers ``[1]``; marker n belongs to the citation whose ``n`` it is.
    ``short`` is the bare fact, ``items`` the entries of a list or outline; ``confidence`` in [0, 1] ranks answers;
    ``nearest`` is what came closest when nothing answers; ``ms`` is wall time in milliseconds.
    """

    question: str
    status: Status
    kind: Kind
    answer: str
    short: str | None = None
    items: tuple[str, ...] = ()
    confidence: float = 0.0
    scope: AnswerScope = field(default_factory=AnswerScope)
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    engine: str = "extractive"
    ms: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form of the machine interface; every field is present."""
        return asdict(self)
