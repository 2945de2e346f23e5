"""Which items a mode asks, and in which order. Pure: the same stock, memories and seed give the same choice."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from assistant.quiz.model import ItemType, QuizItem
from assistant.quiz.study.memory import Memory

DAILY_NEW = 10
DAILY_MOST = 30
"""New items a day, and items of one daily set in all; what is due comes first and waits for nobody."""

MASTERED_RUN = 3
"""已掌握: so many right answers in a row take an item out of the wrong-question book."""

EXAM_TYPES: tuple[ItemType, ...] = ("single", "multiple", "judge", "blank", "order", "match")
"""What an exam can score without the learner's own judgement."""

SAME = 0.12  # how much an item waits for each one taken before it from its document or of its type
JITTER = 0.25  # how far chance moves an item of value in [0, 1]; a day's set varies without losing what matters


@dataclass(frozen=True, slots=True)
class Limits:
    """What a topic is limited to; None means no limit."""

    document: str | None = None
    place: str | None = None
    section: str | None = None
    types: frozenset[str] = field(default_factory=frozenset)

    def admit(self, item: QuizItem) -> bool:
        """Say whether `item` is inside."""
        topic = item.topic
        return (
            (self.document is None or topic.document == self.document)
            and (self.place is None or topic.place == self.place)
            and (self.section is None or topic.section == self.section)
            and (not self.types or item.type in self.types)
        )


@dataclass(frozen=True, slots=True)
class Day:
    """What a learner has to do now: due items, oldest due first, and how many new ones the day still allows."""

    due: tuple[str, ...]
    new: int


def plan_day(memories: Mapping[str, Memory], available: Collection[str], *, now: int, new_today: int) -> Day:
    """Return what is due at `now` (ms) among `available`, and how many new items today's measure leaves."""
    waiting = [(memory.due, id_) for id_, memory in memories.items() if memory.due <= now and id_ in available]
    fresh = sum(id_ not in memories for id_ in available)
    return Day(tuple(id_ for _, id_ in sorted(waiting)), min(fresh, max(0, DAILY_NEW - new_today)))


def choose_daily(
    items: Mapping[str, QuizItem], memories: Mapping[str, Memory], day: Day, *, seed: str
) -> list[QuizItem]:
    """Return the due items and then new ones, the most worth knowing first, from all documents in turn."""
    due = [items[id_] for id_ in day.due][:DAILY_MOST]
    room = min(day.new, DAILY_MOST - len(due))
    return due + spread((item for id_, item in items.items() if id_ not in memories), count=room, seed=seed)


def choose_topic(
    items: Mapping[str, QuizItem], memories: Mapping[str, Memory], limits: Limits, *, count: int, seed: str, now: int
) -> list[QuizItem]:
    """Return at most `count` items inside `limits`: due ones, then new ones, then those due soonest."""
    inside = {id_: item for id_, item in items.items() if limits.admit(item)}
    day = plan_day(memories, inside, now=now, new_today=0)
    new = spread((item for id_, item in inside.items() if id_ not in memories), count=count, seed=seed)
    later = sorted((memories[id_].due, id_) for id_ in inside if id_ in memories and memories[id_].due > now)
    return ([inside[id_] for id_ in day.due] + new + [inside[id_] for _, id_ in later])[:count]


def choose_exam(items: Iterable[QuizItem], *, count: int, seed: str) -> list[QuizItem]:
    """Return a paper: every type that can be scored, shared out evenly, easy types first as on a printed paper."""
    rng = random.Random(seed)
    by_type: dict[str, list[QuizItem]] = {type_: [] for type_ in EXAM_TYPES}
    for item in sorted(items, key=lambda one: one.id):
        if item.type in by_type:
            by_type[item.type].append(item)
    for type_, group in by_type.items():
        by_type[type_] = spread(group, count=count, seed=f"{seed}{rng.random()}")
    taken: dict[str, list[QuizItem]] = defaultdict(list)
    while sum(map(len, taken.values())) < count and any(by_type.values()):
        for type_ in EXAM_TYPES:
            share = 3 if type_ == "single" else 1  # a paper has more single choices than anything else
            for _ in range(share):
                if by_type[type_] and sum(map(len, taken.values())) < count:
                    taken[type_].append(by_type[type_].pop(0))
    return [item for type_ in EXAM_TYPES for item in taken[type_]]


def choose_challenge(items: Iterable[QuizItem], *, seed: str) -> list[QuizItem]:
    """Return all items that are judged by the program, in an order of chance."""
    ordered = sorted((item for item in items if item.type in EXAM_TYPES), key=lambda one: one.id)
    random.Random(seed).shuffle(ordered)
    return ordered


def wrong_book(items: Mapping[str, QuizItem], memories: Mapping[str, Memory]) -> list[QuizItem]:
    """Return the items once missed and not yet mastered, those missed most lately first."""
    open_ = [
        (-memory.last, id_)
        for id_, memory in memories.items()
        if memory.wrongs and memory.run < MASTERED_RUN and id_ in items
    ]
    return [items[id_] for _, id_ in sorted(open_)]


def spread(items: Iterable[QuizItem], *, count: int, seed: str) -> list[QuizItem]:
    """Return the `count` items most worth knowing, with a little chance, each document and each type in its turn.

    Greedy: every item already taken of the same document or type makes the next one of it wait a little longer.
    """
    rng = random.Random(seed)
    left = [(item.value + rng.uniform(0, JITTER), item) for item in sorted(items, key=lambda one: one.id)]
    taken: Counter[str] = Counter()
    found: list[QuizItem] = []
    while left and len(found) < count:

        def worth(pair: tuple[float, QuizItem]) -> float:
            return pair[0] - SAME * (taken[pair[1].topic.document] + taken[pair[1].type])

        best = max(left, key=worth)
        left.remove(best)
        taken.update((best[1].topic.document, best[1].type))
        found.append(best[1])
    return found
