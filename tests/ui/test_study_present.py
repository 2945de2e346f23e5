from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.quiz.model import TYPES, Claim, ItemType, QuizItem
from assistant.quiz.study.choosing import MASTERED_RUN
from assistant.quiz.study.desk import Overview
from assistant.quiz.study.given import Given
from assistant.quiz.study.grading import grade
from assistant.quiz.study.progress import Progress, Topic
from assistant.quiz.study.records import Mode, Recorded
from assistant.quiz.study.sitting import Result, Sitting, begin
from tests.assistant.quiz.study_items import TEXT, make_item
from tests.ui.samples import DOCUMENT
from ui.present.outcome import render_full, render_outcome, render_side, render_summary
from ui.present.question import render_question
from ui.present.study import Shelves, render_home, render_standing
from ui.shelf import Shelf
from ui.text import EN as PAGE_EN
from ui.text import ZH as PAGE
from ui.text.study import EN, ZH

CLEVER = "<img src=x onerror=alert(1)>{{7*7}}${alert(1)}"


class OneBook(Shelf):
    """A shelf that holds one document under every name."""

    def __init__(self) -> None:
        self._found = replace(DOCUMENT, text=TEXT + "\n后一段。", sections=(), furniture=(), passages=(), pages=())

    def find_document(self, document: str) -> object:  # type: ignore[override]
        return self._found


def sitting(*items: QuizItem, mode: Mode = "daily", seconds: float | None = None) -> Sitting:
    return begin("甲", mode, items, now=0.0, seconds=seconds, id_="s")


def judged(item: QuizItem, given: Given, *, mode: Mode = "daily", run: int = 1, due: int = 600_000) -> Sitting:
    graded = grade(item, given)
    result = Result(item, given, graded, recorded=Recorded(graded.right, "good", due, run, fresh=True))
    return replace(sitting(item, make_item("judge", "i2"), mode=mode), judged=True, results=(result,))


def question(item: QuizItem, **changes: object) -> str:
    return render_question(replace(sitting(item), **changes), now=1.0, words=ZH, difficulty=3)  # type: ignore[arg-type]


def outcome(at: Sitting) -> str:
    return render_outcome(at, now=1.0, study_now=0, shelf=OneBook(), words=ZH, page=PAGE, difficulty=3)


@pytest.mark.parametrize("type_", TYPES)
def test_a_question_does_not_hold_its_key(type_: ItemType) -> None:
    item = replace(make_item(type_), answer="秘密的答案", explanation="秘密的解释", key=("秘密的键",))
    html = question(item)
    assert "秘密" not in html
    assert TEXT not in html
    assert 'data-n="0"' in html
    if type_ == "short":
        assert "组织部牵头" not in html
        assert "组织部牵头" in question(item, revealed=True)


def test_a_hint_hides_the_key_and_an_exam_offers_none() -> None:
    html = question(make_item("blank"), hinted=True)
    assert "dj-mask" in html and "36个" not in html and "▇" not in html
    exam = render_question(sitting(make_item(), mode="exam", seconds=60.0), now=1.0, words=ZH, difficulty=3)
    assert 'data-act="hint"' not in exam
    assert 'data-left="59"' in exam and 'data-sure="确认交卷？"' in exam


@pytest.mark.parametrize("type_", TYPES)
def test_nothing_in_an_item_becomes_markup(type_: ItemType) -> None:
    plain = make_item(type_)
    item = replace(
        plain, stem=CLEVER + "____", options=tuple(CLEVER + one for one in plain.options), explanation=CLEVER,
        left=tuple(CLEVER + one for one in plain.left), right=tuple(CLEVER + one for one in plain.right),
        points=tuple(replace(point, text=CLEVER) for point in plain.points), hint=CLEVER + "▇▇▇文字文字文字",
    )  # fmt: skip
    given = Given(choices=("A",), text=CLEVER, pairs=("1-A",))
    for html in (question(item, hinted=True, revealed=True), outcome(judged(item, given))):
        assert "<img" not in html and "{{" not in html and "${" not in html


def test_a_verdict_shows_both_answers_and_the_marked_evidence() -> None:
    html = outcome(judged(make_item(), Given(choices=("A",))))
    assert ZH.verdict_wrong in html
    keyed = re.search(r'<div class="dj-option dj-keyed">.*?</div>', html)
    missed = re.search(r'<div class="dj-option dj-missed">.*?</div>', html)
    assert keyed is not None and "36个" in keyed[0] and ZH.right_answer in keyed[0]
    assert missed is not None and "12个" in missed[0] and ZH.your_answer in missed[0]
    assert f"<mark>{TEXT}</mark>" in html
    assert "《示例通知》" in html and ".txt" not in html
    assert ZH.next_minutes.format(n=10) in html
    assert ZH.next_days.format(n=2) in outcome(judged(make_item(), Given(choices=("B",)), due=2 * 86_400_000))


def test_a_false_statement_is_put_right() -> None:
    item = replace(
        make_item("judge"),
        answer="全年建成36个。",
        explanation="原文应为“36个”，不是“63个”。原文：“…”",
        claim=Claim("statement"),
    )
    assert "原文应为“36个”，不是“63个”。正确的表述：全年建成36个。" in outcome(judged(item, Given(choices=("A",))))


def test_the_wrong_book_counts_towards_mastery() -> None:
    html = outcome(judged(make_item(), Given(choices=("B",)), mode="wrong", run=2))
    assert ZH.run.format(run=2, n=MASTERED_RUN) in html
    assert ZH.mastered_now in outcome(judged(make_item(), Given(choices=("B",)), mode="wrong", run=MASTERED_RUN))


def test_the_answer_sheet_of_an_exam_tells_nothing() -> None:
    at = judged(make_item(), Given(choices=("B",)))
    assert "dj-cell-right" in render_side(at, words=ZH)
    exam = replace(at, mode="exam", judged=False, at=1)
    html = render_side(exam, words=ZH)
    assert "dj-cell-right" not in html and "dj-cell-given" in html


def test_the_end_of_an_exam_has_score_and_review() -> None:
    exam = judged(make_item(), Given(choices=("B",)), mode="exam").ended()
    html = render_summary(exam, now=120.0, best=0, shelf=OneBook(), words=ZH, page=PAGE, late=True)
    assert "50 分" in html and ZH.time_up in html
    assert html.count("<details") == 2 and ZH.no_answer in html
    english = render_summary(exam, now=120.0, best=0, shelf=OneBook(), words=EN, page=PAGE_EN)
    assert "50 points" in english


def test_the_full_text_marks_the_evidence_of_each_citation() -> None:
    assert "<mark" in render_full(make_item(), 0, OneBook(), words=ZH, page=PAGE)
    assert "<mark" in render_full(make_item(), 99, OneBook(), words=ZH, page=PAGE)


def test_home_says_what_waits_and_one_sentence_when_nothing_does() -> None:
    waiting = render_home(Overview(Progress(wrong=4), ready=True, due=3, new=7), Shelves(), words=ZH)
    assert "复习 3　新题 7" in waiting and "待掌握 4 题" in waiting
    done = render_home(Overview(Progress(), ready=True), Shelves(), words=ZH, notice=ZH.daily_done)
    assert ZH.none_today in done and ZH.daily_done in done
    assert done.count('data-act="start"') == 6


def test_what_can_be_chosen_is_offered_and_inert() -> None:
    shelves = Shelves(
        [("d1", CLEVER)], [("东莞", "东莞")], [(CLEVER, [("d1|一、x", "一、x")])], [("甲", [("d1|", "甲")])]
    )
    html = render_home(None, shelves, words=ZH)
    assert "<img" not in html
    assert '<option value="d1|一、x">' in html and 'name="outline"' in html


def test_the_plots_are_drawings_with_words_and_reach_nowhere() -> None:
    progress = Progress(
        total=9,
        right=6,
        streak=2,
        best_streak=5,
        topics=(Topic("d", 10, 4, 1),),
        forecast=(3, *(0,) * 12, 2),
        days=(1,) * 14,
    )
    html = render_standing(Overview(progress, ready=True, items=10), {"d": CLEVER}, words=ZH)
    assert html.count("<svg") == 2 and "http" not in html and "<img" not in html
    assert "67%" in html and "最长 5 天" in html
    assert "共 5 题，今天 3 题" in html
    assert 'style="width:10.00%"' in html and 'style="width:30.00%"' in html
    nothing = render_standing(Overview(Progress(), ready=False), {}, words=ZH)
    assert ZH.nothing_yet in nothing and "<svg" not in nothing
