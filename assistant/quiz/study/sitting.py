"""One sitting: the items of a mode one after the other, and what came of each. Values only; nothing is stored here."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.quiz.model import QuizItem
from assistant.quiz.study.given import Given
from assistant.quiz.study.grading import Graded, grade, rate
from assistant.quiz.study.records import Answered, Mode, Recorded


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one item: None in `recorded` means that its time ran out before it was answered."""

    item: QuizItem
    given: Given
    graded: Graded
    hinted: bool = False
    recorded: Recorded | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """Where a learner stands. Moments (``shown``, ``deadline``, ``begun``) are seconds of a monotonic clock.

    ``judged`` says that the present item's result is being shown; ``revealed`` that a short answer's points are.
    """

    id: str
    learner: str
    mode: Mode
    items: tuple[QuizItem, ...]
    begun: float
    shown: float
    at: int = 0
    hinted: bool = False
    revealed: bool = False
    judged: bool = False
    results: tuple[Result, ...] = ()
    deadline: float | None = None
    over: bool = False
    reported: frozenset[str] = frozenset()

    @property
    def item(self) -> QuizItem | None:
        """The present item, None when the sitting is over."""
        return None if self.over or self.at >= len(self.items) else self.items[self.at]

    @property
    def rights(self) -> int:
        """How many answers were right."""
        return sum(result.graded.right for result in self.results)

    @property
    def score(self) -> int:
        """The score of 100, every item counting the same; what was not answered counts as wrong."""
        return round(100 * self.rights / len(self.items)) if self.items else 0

    def left(self, now: float) -> float | None:
        """Return the seconds left, at least 0, or None when there is no limit."""
        return None if self.deadline is None else max(0.0, self.deadline - now)

    def with_hint(self) -> Sitting:
        """Return the sitting after the hint was looked at; an exam gives none."""
        return self if self.judged or self.mode == "exam" else replace(self, hinted=True)

    def with_points(self) -> Sitting:
        """Return the sitting after the points of a short answer were laid open."""
        return replace(self, revealed=True)

    def answer(self, given: Given, *, now: float) -> Answered | None:
        """Return the answer to record, or None when there is nothing to answer (any more)."""
        item = self.item
        if item is None or self.judged or (self.deadline is not None and now > self.deadline):
            return None
        graded = grade(item, given)
        seconds = max(0.0, now - self.shown)
        rating = rate(graded, hinted=self.hinted, seconds=seconds, item=item)
        return Answered(
            id=f"{self.id}-{self.at}", sitting=self.id, mode=self.mode, item=item, given=given, graded=graded,
            rating=rating, hinted=self.hinted, seconds=seconds,
        )  # fmt: skip

    def answered(self, answer: Answered, recorded: Recorded, *, now: float) -> Sitting:
        """Return the sitting after `answer` was recorded: its result is shown, but in an exam the next item is."""
        result = Result(answer.item, answer.given, answer.graded, answer.hinted, recorded)
        judged = replace(self, results=(*self.results, result), judged=True)
        return judged.next(now=now) if self.mode == "exam" else judged

    def next(self, *, now: float) -> Sitting:
        """Return the sitting at its next item; a challenge ends with the first miss."""
        if self.over or not self.judged:
            return self
        missed = self.mode == "challenge" and not self.results[-1].graded.right
        at = self.at + 1
        return replace(
            self, at=at, judged=False, hinted=False, revealed=False, shown=now, over=missed or at >= len(self.items)
        )

    def ended(self) -> Sitting:
        """Return the sitting ended now; the items of an exam that were not reached count as not answered."""
        if self.over:
            return self
        left = self.items[len(self.results) :] if self.mode == "exam" else ()
        empty = tuple(Result(item, Given(), grade(item, Given())) for item in left)
        return replace(self, over=True, judged=False, results=(*self.results, *empty))

    def with_report(self, item: str) -> Sitting:
        """Return the sitting after the learner reported `item`."""
        return replace(self, reported=self.reported | {item})


def begin(
    learner: str,
    mode: Mode,
    items: Sequence[QuizItem],
    *,
    now: float,
    seconds: float | None = None,
    id_: str | None = None,
) -> Sitting:
    """Return a new sitting over `items`, limited to `seconds` if given."""
    return Sitting(
        id=id_ or secrets.token_hex(12), learner=learner, mode=mode, items=tuple(items), begun=now, shown=now,
        deadline=now + seconds if seconds is not None else None, over=not items,
    )  # fmt: skip
