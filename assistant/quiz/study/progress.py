"""What the answers add up to: counters, days in a row, mastery by topic, the forecast of reviews, learned difficulty."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.quiz.model import QuizItem
from assistant.quiz.study.choosing import MASTERED_RUN
from assistant.quiz.study.memory import Memory
from assistant.quiz.study.notebook import local_day
from assistant.quiz.study.records import Past

MATURE_DAYS = 21.0
"""An item whose memory lasts three weeks counts as mastered. Source: Anki's manual calls such cards mature."""

FORECAST_DAYS = 14
LEARNED_FROM = 4.0
"""The estimated difficulty weighs as much as so many answers when the true one is learned."""


@dataclass(frozen=True, slots=True)
class Topic:
    """How far one document is known: items in it, items answered at least once, items mastered."""

    document: str
    items: int
    seen: int
    mastered: int


@dataclass(frozen=True, slots=True)
class Progress:
    """All that the page plots. ``forecast`` counts reviews for today (what is overdue included) and the days after.

    ``new_today`` counts the new items of today's daily set; what an exam asked first does not use up its measure.
    """

    today: int = 0
    today_right: int = 0
    total: int = 0
    right: int = 0
    streak: int = 0
    best_streak: int = 0
    best_challenge: int = 0
    seen: int = 0
    mastered: int = 0
    wrong: int = 0
    new_today: int = 0
    topics: tuple[Topic, ...] = ()
    forecast: tuple[int, ...] = ()
    days: tuple[int, ...] = ()


def sum_up(
    answers: Sequence[Past], memories: Mapping[str, Memory], items: Mapping[str, QuizItem], *, now: int
) -> Progress:
    """Return the sums at `now` (ms of study time). Retired items count in what was done, not in what is known."""
    today = date.fromisoformat(local_day(now))
    of_today = [one for one in answers if one.day == today.isoformat()]
    first: dict[str, Past] = {}
    for one in answers:
        first.setdefault(one.item, one)
    alive = {id_: memory for id_, memory in memories.items() if id_ in items}
    studied = {date.fromisoformat(one.day) for one in answers}
    per_day = Counter(one.day for one in answers)
    span = [today - timedelta(days=back) for back in range(FORECAST_DAYS - 1, -1, -1)]
    return Progress(
        today=len(of_today),
        today_right=sum(one.right for one in of_today),
        total=len(answers),
        right=sum(one.right for one in answers),
        streak=_streak(studied, today),
        best_streak=_longest(studied),
        best_challenge=_best_challenge(answers),
        seen=len(alive),
        mastered=sum(is_mastered(memory) for memory in alive.values()),
        wrong=sum(bool(memory.wrongs) and memory.run < MASTERED_RUN for memory in alive.values()),
        new_today=sum(one.mode == "daily" and one.day == today.isoformat() for one in first.values()),
        topics=_topics(items, alive),
        forecast=_forecast(alive.values(), today, now=now),
        days=tuple(per_day[day.isoformat()] for day in span),
    )


def is_mastered(memory: Memory) -> bool:
    """Say whether the item is known for weeks, and its mistakes made good."""
    return memory.stability >= MATURE_DAYS and memory.run >= (MASTERED_RUN if memory.wrongs else 1)


def learned_difficulty(item: QuizItem, *, right: int, wrong: int) -> int:
    """Return the difficulty 1-5 of `item`: the estimate, drawn towards the share of wrong answers as they come in."""
    prior = (item.difficulty - 1) / 4
    share = (prior * LEARNED_FROM + wrong) / (LEARNED_FROM + right + wrong)
    return 1 + round(4 * share)


def _streak(studied: Iterable[date], today: date) -> int:
    """Return for how many days in a row there were answers, up to today, or up to yesterday while today is young."""
    days = set(studied)
    at = today if today in days else today - timedelta(days=1)
    count = 0
    while at in days:
        count += 1
        at -= timedelta(days=1)
    return count


def _longest(studied: Iterable[date]) -> int:
    best = run = 0
    last: date | None = None
    for day in sorted(studied):
        run = run + 1 if last is not None and day - last == timedelta(days=1) else 1
        best, last = max(best, run), day
    return best


def _best_challenge(answers: Iterable[Past]) -> int:
    rights: Counter[str] = Counter()
    for one in answers:
        if one.mode == "challenge" and one.right:
            rights[one.sitting] += 1
    return max(rights.values(), default=0)


def _topics(items: Mapping[str, QuizItem], memories: Mapping[str, Memory]) -> tuple[Topic, ...]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for id_, item in items.items():
        count = counts[item.topic.document]
        count[0] += 1
        if id_ in memories:
            count[1] += 1
            count[2] += is_mastered(memories[id_])
    return tuple(Topic(document, *count) for document, count in counts.items())


def _forecast(memories: Iterable[Memory], today: date, *, now: int) -> tuple[int, ...]:
    counts = [0] * FORECAST_DAYS
    for memory in memories:
        day = (date.fromisoformat(local_day(max(memory.due, now))) - today).days
        if 0 <= day < FORECAST_DAYS:
            counts[day] += 1
    return tuple(counts)
