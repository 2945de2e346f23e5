"""When an item comes back: FSRS over whole milliseconds of study time, without randomness.

Source: `fsrs` 6 with its default parameters, which its authors fitted to about 700 million reviews of Anki users.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from assistant.quiz.study.grading import Rating

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

RETENTION = 0.9  # share of due items that should still be known
STEP = timedelta(minutes=10)
"""A missed item comes back after this in the same sitting's day; a known new one goes straight to days."""
LONGEST_DAYS = 3_650
LATEST = 4_102_444_800_000  # 2100-01-01, in ms; a clock beyond it is broken
_NUMBERS: dict[Rating, int] = {"again": 1, "hard": 2, "good": 3, "easy": 4}


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of one item. ``due`` and ``last`` in ms since 1970 of study time; ``stability`` in days.

    ``run`` counts right answers since the last wrong one.
    """

    state: int
    step: int | None
    stability: float
    difficulty: float
    due: int
    last: int
    rights: int = 0
    wrongs: int = 0
    run: int = 0


def review(memory: Memory | None, rating: Rating, *, at: int) -> Memory:
    """Return what is remembered after an answer at `at` (ms of study time, never before the last one).

    A time before the last review counts as that time: no interval is negative, and no item comes due before now.
    """
    from fsrs import Card, State
    from fsrs import Rating as Mark

    at = min(max(at, memory.last if memory else 0), LATEST)
    now = datetime.fromtimestamp(at / 1000, UTC)
    card = Card(card_id=1, due=now)
    if memory is not None:
        card = Card(
            card_id=1, state=State(memory.state), step=memory.step, stability=memory.stability,
            difficulty=memory.difficulty, due=now, last_review=datetime.fromtimestamp(memory.last / 1000, UTC),
        )  # fmt: skip
    after, _ = _scheduler().review_card(card, Mark(_NUMBERS[rating]), now)
    right = rating != "again"
    before = memory or Memory(1, 0, 0.0, 0.0, at, at)
    return Memory(
        state=int(after.state), step=after.step, stability=float(after.stability or 0.0),
        difficulty=float(after.difficulty or 0.0), due=max(at, round(after.due.timestamp() * 1000)), last=at,
        rights=before.rights + right, wrongs=before.wrongs + (not right), run=before.run + 1 if right else 0,
    )  # fmt: skip


def recall(memory: Memory, *, at: int) -> float:
    """Return the chance in [0, 1] that the item would be known at `at`."""
    days = max(0, at - memory.last) // 86_400_000
    scheduler = _scheduler()
    card = _card(memory)
    now = datetime.fromtimestamp((memory.last + days * 86_400_000) / 1000, UTC)
    return float(scheduler.get_card_retrievability(card, now))


def _card(memory: Memory) -> Card:
    from fsrs import Card, State

    last = datetime.fromtimestamp(memory.last / 1000, UTC)
    return Card(
        card_id=1, state=State(memory.state), step=memory.step, stability=memory.stability or None,
        difficulty=memory.difficulty, due=last, last_review=last,
    )  # fmt: skip


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=RETENTION, learning_steps=(STEP,), relearning_steps=(STEP,), maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )  # fmt: skip
