from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.quiz.study.clock import Clock, start_clock
from assistant.quiz.study.grading import RATINGS, Rating
from assistant.quiz.study.memory import LATEST, Memory, recall, review

MINUTE, DAY = 60_000, 86_400_000
NOW = 1_767_225_600_000  # 2026-01-01


def after(*ratings: Rating, gap: int = DAY) -> Memory:
    memory: Memory | None = None
    at = NOW
    for rating in ratings:
        memory = review(memory, rating, at=at)
        at = memory.due if gap < 0 else at + gap
    assert memory is not None
    return memory


def test_the_first_interval_follows_the_rating() -> None:
    """Golden: FSRS-6's initial stabilities 0.212, 1.2931, 2.3065, 8.2956 days, with one step of ten minutes."""
    waits = [review(None, rating, at=NOW).due - NOW for rating in RATINGS]
    assert waits == [10 * MINUTE, 15 * MINUTE, 2 * DAY, 8 * DAY]


def test_intervals_grow_with_right_answers_and_shrink_with_a_wrong_one() -> None:
    one, two, three = after("good"), after("good", "good", gap=-1), after("good", "good", "good", gap=-1)
    assert one.due - one.last < two.due - two.last < three.due - three.last
    missed = after("good", "good", "again", gap=-1)
    assert missed.due - missed.last == 10 * MINUTE
    assert (missed.rights, missed.wrongs, missed.run) == (2, 1, 0)
    assert (three.rights, three.wrongs, three.run) == (3, 0, 3)


def test_what_is_due_is_remembered_nine_times_of_ten() -> None:
    memory = after("good", "good", gap=-1)
    assert 0.88 <= recall(memory, at=memory.due) <= 0.92
    assert recall(memory, at=memory.last) == 1.0


@given(st.lists(st.tuples(st.sampled_from(RATINGS), st.integers(-(10**14), 10**14)), min_size=1, max_size=25))
def test_no_clock_gives_a_negative_interval(steps: list[tuple[Rating, int]]) -> None:
    memory: Memory | None = None
    for rating, moment in steps:
        before = memory
        memory = review(memory, rating, at=moment)
        assert memory.due > memory.last
        assert before is None or memory.last >= before.last
        assert memory.last <= LATEST
        assert memory.stability > 0


@given(st.lists(st.integers(0, LATEST), min_size=1, max_size=30))
def test_study_time_never_runs_backward_and_never_stops(walls: list[int]) -> None:
    clock = start_clock(walls[0])
    for wall in walls:
        moved = clock.at(wall)
        assert moved.study >= clock.study
        assert moved.study >= wall  # due from max(last seen, now)
        assert moved.at(wall + DAY).study == moved.study + DAY
        clock = moved


def test_a_clock_set_back_loses_no_review() -> None:
    """The machine believed in 2030 for one answer: the review it was given still comes ten minutes later."""
    wrong = start_clock(NOW + 4 * 365 * DAY)
    due = review(None, "again", at=wrong.study).due
    mended = wrong.at(NOW)
    assert mended == Clock(wrong.study, NOW)
    assert mended.study < due
    assert mended.at(NOW + 10 * MINUTE).study >= due
