"""What the notebook keeps and gives back: answers, what they came to, reports of bad items. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from assistant.quiz.model import QuizItem
from assistant.quiz.study.given import Given
from assistant.quiz.study.grading import Graded, Rating

Mode = Literal["daily", "topic", "exam", "challenge", "wrong", "recite"]
MODES: tuple[Mode, ...] = get_args(Mode)
Reason = Literal["wrong_key", "unclear", "trivial"]
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer about to be recorded. ``id`` is made before it is sent, so that sending it twice counts once.

    ``seconds`` from the item's being shown; ``sitting`` groups the answers of one sitting.
    """

    id: str
    sitting: str
    mode: Mode
    item: QuizItem
    given: Given
    graded: Graded
    rating: Rating
    hinted: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is stored of an answer. ``fresh`` is False when this answer had been recorded before; ``due`` in ms."""

    right: bool
    rating: Rating
    due: int
    run: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class Past:
    """One stored answer, as statistics read it. ``at`` in ms of study time, ``day`` the local date as ISO."""

    id: str
    sitting: str
    mode: Mode
    item: str
    type: str
    document: str
    place: str | None
    section: str | None
    right: bool
    at: int
    day: str
