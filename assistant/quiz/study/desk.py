"""The study room's one door: from a learner and a mode to a sitting, from an answer to its stored result."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from assistant.quiz.model import QuizItem
from assistant.quiz.study.choosing import (
    Limits,
    choose_challenge,
    choose_daily,
    choose_exam,
    choose_topic,
    plan_day,
    wrong_book,
)
from assistant.quiz.study.given import Given
from assistant.quiz.study.keeping import keep
from assistant.quiz.study.memory import Memory
from assistant.quiz.study.notebook import Notebook, local_day
from assistant.quiz.study.pool import ItemPool, Stock, make_all, stands
from assistant.quiz.study.progress import Progress, sum_up
from assistant.quiz.study.recital import make_recital
from assistant.quiz.study.records import Mode
from assistant.quiz.study.sitting import Sitting, begin
from corpus.errors import UnknownDocument

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.model import Document

SET_SIZE = 20  # items of a topic or a round of the wrong-question book
EXAM_SIZES = (10, 20, 50)
EXAM_MINUTES = (10, 20, 40)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a learner chose to do. ``section`` is a heading's words for a topic; ``outline`` a section's index or None."""

    mode: Mode
    limits: Limits = field(default_factory=Limits)
    count: int | None = None
    minutes: int | None = None
    document: str | None = None
    outline: int | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """How a learner stands: the sums, and what waits today. ``ready`` says whether the items have been made."""

    progress: Progress
    ready: bool
    items: int = 0
    due: int = 0
    new: int = 0
    retired: int = 0


class Desk:
    """Studies of one home over one library. Learners are told apart by name; threads may share the desk."""

    def __init__(self, home: Path, library: Library, *, pool: ItemPool | None = None) -> None:
        self.notebook = Notebook(home)
        self.pool = pool or ItemPool(library, self.notebook, make=keep(home, make_all))
        self._library = library

    def sit(self, learner: str, choice: Choice, stock: Stock, *, now: float, seed: str | None = None) -> Sitting:
        """Return a new sitting; one without items is over at once. ``now`` in seconds of a monotonic clock."""
        chance = seed if seed is not None else secrets.token_hex(8)
        items = self._choose(learner, choice, stock, chance)
        seconds = 60.0 * (choice.minutes or EXAM_MINUTES[1]) if choice.mode == "exam" else None
        return begin(learner, choice.mode, items, now=now, seconds=seconds)

    def answer(self, sitting: Sitting, given: Given, *, now: float) -> Sitting:
        """Record an answer and return the sitting with its result. What was answered already stays as it is."""
        answer = sitting.answer(given, now=now)
        if answer is None:
            late = sitting.deadline is not None and now > sitting.deadline
            return sitting.ended() if late else sitting
        recorded = self.notebook.record(sitting.learner, answer)
        return sitting.answered(answer, recorded, now=now)

    def report(self, sitting: Sitting, item: QuizItem, reason: str) -> Sitting:
        """Keep that the learner finds `item` bad."""
        self.notebook.report(sitting.learner, item, reason)
        return sitting.with_report(item.id)

    def overview(self, learner: str, stock: Stock | None) -> Overview:
        """Return how the learner stands."""
        now = self.notebook.now(learner)
        memories = self.notebook.memories(learner)
        items = self._open_items(learner, stock, memories) if stock is not None else self.notebook.stored_items()
        progress = sum_up(self.notebook.answers(learner), memories, items, now=now)
        day = plan_day(memories, items.keys(), now=now, new_today=progress.new_today)
        new = day.new if stock is not None else 0
        retired = len(stock.retired & memories.keys()) if stock is not None else 0
        return Overview(progress, stock is not None, len(items), len(day.due), new, retired)

    def wrong_items(self, learner: str, stock: Stock) -> list[tuple[QuizItem, int]]:
        """Return the wrong-question book with how many right answers in a row each item has by now."""
        memories = self.notebook.memories(learner)
        open_ = self._open_items(learner, stock, memories)
        return [(item, memories[item.id].run) for item in wrong_book(open_, memories)]

    def _open_items(self, learner: str, stock: Stock, memories: Mapping[str, Memory]) -> Mapping[str, QuizItem]:
        """Return what can be asked: the made items, and those answered before that still stand; none that was reported."""
        reported = self.notebook.reported(learner)
        open_ = {id_: item for id_, item in stock.items.items() if id_ not in reported}
        missing = memories.keys() - open_.keys() - reported - stock.retired
        if missing:
            stored, documents = self.notebook.stored_items(), _Documents(self._library)
            kept = {id_: stored[id_] for id_ in sorted(missing) if id_ in stored}
            open_ |= {id_: item for id_, item in kept.items() if stands(item, documents.get)}
        return open_

    def _choose(self, learner: str, choice: Choice, stock: Stock, seed: str) -> list[QuizItem]:
        memories = self.notebook.memories(learner)
        items = self._open_items(learner, stock, memories)
        now = self.notebook.now(learner)
        match choice.mode:
            case "daily":
                progress = sum_up(self.notebook.answers(learner), memories, items, now=now)
                day = plan_day(memories, items.keys(), now=now, new_today=progress.new_today)
                return choose_daily(items, memories, day, seed=f"{learner}{local_day(now)}")
            case "topic":
                count = choice.count or SET_SIZE
                return choose_topic(items, memories, choice.limits, count=count, seed=seed, now=now)
            case "exam":
                inside = [item for item in items.values() if choice.limits.admit(item)]
                return choose_exam(inside, count=choice.count or EXAM_SIZES[1], seed=seed)
            case "challenge":
                return choose_challenge(items.values(), seed=seed)
            case "wrong":
                return wrong_book(items, memories)[: choice.count or SET_SIZE]
            case "recite":
                if choice.document is None:
                    return []
                return list(make_recital(self._library.document(choice.document), choice.outline))
            case _:
                assert_never(choice.mode)


class _Documents:
    """The library's documents by id, each read once; those that have gone are not there."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read: dict[str, Document | None] = {}

    def get(self, id_: str) -> Document | None:
        """Return the document, or None."""
        if id_ not in self._read:
            try:
                self._read[id_] = self._library.document(id_)
            except UnknownDocument:
                self._read[id_] = None
        return self._read[id_]
