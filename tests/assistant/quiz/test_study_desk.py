from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.quiz.model import QuizItem
from assistant.quiz.study.choosing import (
    DAILY_MOST,
    DAILY_NEW,
    MASTERED_RUN,
    Limits,
    choose_challenge,
    choose_daily,
    choose_exam,
    choose_topic,
    plan_day,
    spread,
    wrong_book,
)
from assistant.quiz.study.desk import Choice, Desk
from assistant.quiz.study.given import Given
from assistant.quiz.study.grading import grade
from assistant.quiz.study.keeping import keep
from assistant.quiz.study.memory import Memory
from assistant.quiz.study.notebook import Notebook, local_day
from assistant.quiz.study.pool import ItemPool, Stock, stands
from assistant.quiz.study.progress import learned_difficulty, sum_up
from assistant.quiz.study.recital import find_outlines, make_recital
from assistant.quiz.study.records import Mode, Past
from assistant.quiz.study.sitting import Sitting, begin
from corpus.library import Library
from tests.assistant.quiz.study_items import make_item

DAY = 86_400_000
NOW = 1_767_225_600_000
RIGHT, WRONG = Given(choices=("B",)), Given(choices=("A",))
TEXT = """示例市机关事务局关于开展红色书架共建活动的通知

各科室：

现将红色书架共建活动有关事项通知如下。

一、活动目标，建成三十六个红色书架

全年建成红色书架36个，每个书架配备图书不少于120册。

二、工作要求，六月底前报送选址方案

各科室应当于6月底前报送书架选址方案。

三、组织领导，明确一名联络员负责到底

各科室应当明确一名联络员。

示例市机关事务局

2025年4月2日
"""


def memory(*, due: int = NOW, last: int = NOW - DAY, run: int = 1, wrongs: int = 0, stability: float = 2.0) -> Memory:
    return Memory(2, None, stability, 5.0, due, last, rights=run, wrongs=wrongs, run=run)


def many(count: int, *, types: str = "single") -> dict[str, QuizItem]:
    kinds = types.split()
    made = [
        make_item(kinds[n % len(kinds)], f"i{n:03}", document=f"d{n % 3}", value=(n % 7) / 10)  # type: ignore[arg-type]
        for n in range(count)
    ]
    return {item.id: item for item in made}


# ---- choosing


def test_a_day_has_what_is_due_and_a_measure_of_new_items() -> None:
    items = many(60)
    memories = {f"i{n:03}": memory(due=NOW - n if n < 5 else NOW + DAY) for n in range(20)}
    day = plan_day(memories, items, now=NOW, new_today=3)
    assert day.due == ("i004", "i003", "i002", "i001", "i000")
    assert day.new == DAILY_NEW - 3
    chosen = choose_daily(items, memories, day, seed="x")
    assert [item.id for item in chosen[:5]] == list(day.due)
    assert len(chosen) == 5 + day.new
    assert not {item.id for item in chosen[5:]} & memories.keys()
    assert {item.topic.document for item in chosen[5:]} == {"d0", "d1", "d2"}
    assert choose_daily(items, memories, day, seed="x") == chosen


def test_too_many_reviews_leave_no_room_for_new_items() -> None:
    items = many(100)
    memories = {f"i{n:03}": memory() for n in range(50)}
    chosen = choose_daily(items, memories, plan_day(memories, items, now=NOW, new_today=0), seed="x")
    assert len(chosen) == DAILY_MOST
    assert all(item.id in memories for item in chosen)


def test_what_is_worth_more_comes_first() -> None:
    items = [make_item("single", f"i{n}", document=f"d{n}", value=n / 5) for n in range(6)]
    assert spread(items, count=1, seed="any")[0].id == "i5"
    assert len(spread(items, count=99, seed="any")) == 6


def test_a_topic_stays_inside_its_limits() -> None:
    items = many(60, types="single blank judge short")
    limits = Limits(document="d1", types=frozenset({"single", "judge"}))
    chosen = choose_topic(items, {}, limits, count=50, seed="x", now=NOW)
    assert {item.topic.document for item in chosen} == {"d1"}
    assert {item.type for item in chosen} <= {"single", "judge"}
    assert choose_topic(items, {}, Limits(place="别处"), count=5, seed="x", now=NOW) == []
    assert choose_topic(items, {}, Limits(section="一、活动目标"), count=5, seed="x", now=NOW) != []


def test_a_paper_holds_every_type_that_can_be_scored_and_no_other() -> None:
    items = many(210, types="single multiple judge blank order match short")
    paper = choose_exam(items.values(), count=20, seed="x")
    assert len({item.id for item in paper}) == 20
    assert {item.type for item in paper} == {"single", "multiple", "judge", "blank", "order", "match"}
    assert [item.id for item in paper] == [item.id for item in choose_exam(items.values(), count=20, seed="x")]
    assert paper != choose_exam(items.values(), count=20, seed="y")
    assert len(choose_exam(many(4).values(), count=20, seed="x")) == 4


def test_a_challenge_asks_everything_by_chance() -> None:
    items = many(30, types="single short")
    chosen = choose_challenge(items.values(), seed="x")
    assert {item.type for item in chosen} == {"single"}
    assert len(chosen) == 15
    assert [item.id for item in chosen] != sorted(item.id for item in chosen)


def test_the_wrong_book_is_left_after_some_right_answers_in_a_row() -> None:
    items = many(5)
    memories = {
        "i000": memory(wrongs=1, run=0, last=NOW - 5),
        "i001": memory(wrongs=2, run=MASTERED_RUN - 1, last=NOW - 1),
        "i002": memory(wrongs=1, run=MASTERED_RUN),
        "i003": memory(wrongs=0),
        "gone": memory(wrongs=1, run=0),
    }
    assert [item.id for item in wrong_book(items, memories)] == ["i001", "i000"]


# ---- sittings


def sit(mode: Mode, count: int = 3, *, seconds: float | None = None) -> Sitting:
    return begin("甲", mode, list(many(count).values()), now=100.0, seconds=seconds, id_="s")


def step(sitting: Sitting, given: Given, notebook: Notebook, *, now: float = 103.0) -> Sitting:
    answer = sitting.answer(given, now=now)
    assert answer is not None
    return sitting.answered(answer, notebook.record("甲", answer), now=now)


def test_a_sitting_shows_each_result_before_it_goes_on(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    one = step(sit("daily"), RIGHT, notebook)
    assert one.judged and one.item is not None and one.at == 0
    assert one.answer(WRONG, now=111.0) is None, "answered twice"
    assert one.next(now=112.0).next(now=113.0).at == 1, "an item was passed over unanswered"
    done = step(step(one.next(now=112.0), WRONG, notebook).next(now=1.0), RIGHT, notebook).next(now=1.0)
    assert done.over and done.item is None
    assert done.rights == 2
    ratings = [result.recorded.rating for result in done.results if result.recorded]
    assert ratings == ["easy", "again", "good"], "the last one took a hundred seconds"


def test_a_hint_costs_the_rating_and_an_exam_gives_none(tmp_path: Path) -> None:
    hinted = step(sit("daily").with_hint(), RIGHT, Notebook(tmp_path))
    assert hinted.results[0].recorded is not None and hinted.results[0].recorded.rating == "hard"
    assert not sit("exam").with_hint().hinted


def test_an_exam_tells_nothing_until_its_end(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    exam = step(sit("exam", 4, seconds=60.0), RIGHT, notebook)
    assert not exam.judged and exam.at == 1
    assert exam.left(130.0) == 30.0
    exam = step(exam, WRONG, notebook)
    assert exam.answer(RIGHT, now=161.0) is None
    ended = exam.ended()
    assert (ended.score, len(ended.results), ended.over) == (25, 4, True)
    assert [result.recorded is None for result in ended.results] == [False, False, True, True]
    assert ended.ended() == ended


def test_a_challenge_ends_with_the_first_miss(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    going = step(sit("challenge"), RIGHT, notebook).next(now=1.0)
    assert not going.over
    assert step(going, WRONG, notebook).next(now=1.0).over


# ---- sums


def past(n: int, *, day: str, right: bool = True, mode: Mode = "daily", sitting: str = "s", at: int = NOW) -> Past:
    return Past(f"a{n}", sitting, mode, f"i{n:03}", "single", "d0", "示例市", "一", right, at, day)


def test_days_in_a_row_and_counters() -> None:
    today, before, older = local_day(NOW), local_day(NOW - DAY), local_day(NOW - 2 * DAY)
    answers = [past(0, day=older), past(1, day=before, right=False), past(2, day=today)]
    sums = sum_up(answers, {}, {}, now=NOW)
    assert (sums.streak, sums.best_streak, sums.today, sums.total, sums.right) == (3, 3, 1, 3, 2)
    assert sums.days[-3:] == (1, 1, 1)
    assert sum_up(answers[:2], {}, {}, now=NOW).streak == 2, "today is not over yet"
    assert sum_up(answers[:1], {}, {}, now=NOW).streak == 0
    assert sum_up([], {}, {}, now=NOW).streak == 0


def test_new_items_of_an_exam_do_not_use_up_the_day() -> None:
    answers = [past(0, day=local_day(NOW)), past(1, day=local_day(NOW), mode="exam")]
    assert sum_up(answers, {}, {}, now=NOW).new_today == 1


def test_mastery_and_forecast() -> None:
    items = many(6)
    memories = {
        "i000": memory(stability=30.0, due=NOW + 3 * DAY),
        "i001": memory(stability=30.0, wrongs=1, run=1, due=NOW - 9 * DAY),
        "i002": memory(due=NOW + DAY),
        "retired": memory(stability=99.0),
    }
    sums = sum_up([], memories, items, now=NOW)
    assert (sums.seen, sums.mastered, sums.wrong) == (3, 1, 1)
    assert sums.forecast[:5] == (1, 1, 0, 1, 0)
    assert {(t.document, t.items, t.seen, t.mastered) for t in sums.topics} == {
        ("d0", 2, 1, 1), ("d1", 2, 1, 0), ("d2", 2, 1, 0),
    }  # fmt: skip


def test_the_best_challenge_counts_one_sitting() -> None:
    today = local_day(NOW)
    answers = [past(n, day=today, mode="challenge", sitting="a" if n < 3 else "b", right=n != 2) for n in range(8)]
    assert sum_up(answers, {}, {}, now=NOW).best_challenge == 5


def test_difficulty_is_learned_from_answers() -> None:
    item = make_item(difficulty=3)
    assert learned_difficulty(item, right=0, wrong=0) == 3
    assert learned_difficulty(item, right=0, wrong=20) == 5
    assert learned_difficulty(item, right=40, wrong=0) == 1


# ---- over a real library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    file = tmp_path / "红色书架.txt"
    file.write_text(TEXT, encoding="utf-8")
    with Library.open(tmp_path / "home", shipped=False) as opened:
        opened.add(file)
        yield opened


def test_an_outline_is_recited_in_order_and_completed(library: Library) -> None:
    document = next(library.documents())
    outline = next(one for one in find_outlines(document) if one.section is None)
    assert len(outline.headings) == 3
    items = make_recital(document, None)
    assert [item.type for item in items] == ["order", "blank", "blank", "blank"]
    assert grade(items[0], Given(choices=items[0].key)).right
    assert list(items[0].options) != items[0].answer.split("；")
    assert "建成三十六个红色书架" not in items[1].stem
    assert grade(items[1], Given(text="建成三十六个红色书架")).right
    assert all(stands(item, {document.id: document}.get) for item in items)
    assert [item.id for item in make_recital(document, None)] == [item.id for item in items]


def make_one(documents: object) -> tuple[QuizItem, ...]:
    assert documents is not None
    return tuple(many(3).values())


def test_an_item_is_retired_when_its_evidence_changes(library: Library, tmp_path: Path) -> None:
    home = tmp_path / "home"
    desk = Desk(home, library)
    stock = desk.pool.wait()
    assert stock is not None and stock.items
    document = next(library.documents())
    sitting = desk.sit("甲", Choice("recite", document=document.id), stock, now=0.0)
    sitting = desk.answer(sitting, Given(choices=sitting.items[0].key[::-1]), now=1.0)
    assert [item.type for item, _ in desk.wrong_items("甲", stock)] == ["order"]
    (tmp_path / "红色书架.txt").write_text(TEXT.replace("六月底", "九月底"), encoding="utf-8")
    library.add(tmp_path / "红色书架.txt")
    assert desk.pool.peek() is None
    changed = desk.pool.wait()
    assert changed is not None
    assert sitting.items[0].id in changed.retired
    assert desk.wrong_items("甲", changed) == []
    overview = desk.overview("甲", changed)
    assert (overview.retired, overview.progress.total, overview.due) == (1, 1, 0)


def test_answers_are_recorded_through_the_desk_and_reported_items_are_gone(library: Library, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "home", library, pool=ItemPool(library, Notebook(tmp_path / "home"), make=make_one))
    stock = desk.pool.wait()
    assert stock is not None
    sitting = desk.sit("甲", Choice("daily"), stock, now=0.0, seed="x")
    assert len(sitting.items) == 3
    after = desk.answer(sitting, WRONG, now=1.0)
    assert len(Notebook(tmp_path / "home").answers("甲")) == 1
    desk.report(after, after.results[0].item, "unclear")
    assert len(desk.sit("甲", Choice("daily"), stock, now=0.0).items) == 2
    assert len(desk.sit("乙", Choice("daily"), stock, now=0.0).items) == 3
    assert desk.answer(after, RIGHT, now=2.0) == after


def test_an_exam_answered_too_late_is_handed_in(library: Library, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "home", library, pool=ItemPool(library, Notebook(tmp_path / "home"), make=make_one))
    stock = desk.pool.wait()
    assert stock is not None
    exam = desk.sit("甲", Choice("exam", minutes=1), stock, now=0.0)
    ended = desk.answer(exam, RIGHT, now=61.0)
    assert ended.over and ended.score == 0
    assert Notebook(tmp_path / "home").answers("甲") == ()


def test_making_does_not_block_and_a_failure_is_told(library: Library, tmp_path: Path) -> None:
    def slow(documents: object) -> tuple[QuizItem, ...]:
        time.sleep(0.3)
        raise ValueError("no items today")

    pool = ItemPool(library, Notebook(tmp_path / "home"), make=slow)
    started = time.monotonic()
    assert pool.stock() is None
    assert time.monotonic() - started < 0.2
    stock = pool.wait()
    assert isinstance(stock, Stock) and isinstance(stock.failure, ValueError)
    assert stock.items == {}


def test_made_items_are_kept_until_document_or_program_changes(library: Library, tmp_path: Path) -> None:
    made: list[int] = []

    def make(documents: object) -> tuple[QuizItem, ...]:
        made.append(1)
        return make_one(documents)

    document = next(library.documents())
    first = keep(tmp_path, make)((document,))
    assert keep(tmp_path, make)((document,)) == first
    assert len(made) == 1
    keep(tmp_path, make)((replace(document, text_sha256="0" * 64),))
    assert len(made) == 2
    (tmp_path / "study-items.json").write_text("{", encoding="utf-8")
    assert keep(tmp_path, make)((document,)) == first
    assert len(made) == 3


def test_evidence_stands_only_where_it_stood(library: Library) -> None:
    document = next(library.documents())
    item = make_recital(document, None)[0]
    assert stands(item, {document.id: document}.get)
    assert not stands(item, lambda id_: None)
    assert not stands(replace(item, evidence_sha256="0" * 64), {document.id: document}.get)
    assert not stands(item, {document.id: replace(document, text="x" + document.text)}.get)
