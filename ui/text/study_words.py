"""What the 学习 tab has words for. One field a word; names in braces are filled in by `str.format`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyWords:
    """Every word that the tab shows of its own; items are in the documents' own words and never translated."""

    tab: str
    choose: str
    daily: str
    daily_about: str
    topic: str
    topic_about: str
    exam: str
    exam_about: str
    challenge: str
    challenge_about: str
    wrong: str
    wrong_about: str
    recite: str
    recite_about: str
    start: str
    due_new: str
    none_today: str
    best: str
    open_wrong: str
    any_document: str
    any_place: str
    any_section: str
    any_type: str
    label_document: str
    label_place: str
    label_section: str
    label_type: str
    label_count: str
    label_minutes: str
    label_outline: str
    items_count: str
    minutes_count: str

    single: str
    multiple: str
    judge: str
    blank: str
    order: str
    match: str
    short: str
    how_single: str
    how_multiple: str
    how_judge: str
    how_blank: str
    how_order: str
    how_match: str
    how_short: str
    true: str
    false: str
    position: str
    position_open: str
    difficulty: str
    submit: str
    next: str
    finish: str
    hint: str
    hint_label: str
    reveal: str
    met: str
    answer_label: str
    keys: str
    leave: str
    leave_exam: str
    leave_sure: str
    sheet: str
    time_left: str

    verdict_right: str
    verdict_wrong: str
    verdict_points: str
    right_answer: str
    your_answer: str
    no_answer: str
    passage: str
    see: str
    next_minutes: str
    next_days: str
    run: str
    mastered_now: str
    report: str
    report_wrong_key: str
    report_unclear: str
    report_trivial: str
    reported: str
    side_before: str
    side_exam: str
    give_first: str

    done: str
    done_rights: str
    score: str
    score_rights: str
    time_up: str
    challenge_over: str
    challenge_all: str
    review: str
    again: str
    back: str
    new_best: str

    standing: str
    tile_streak: str
    tile_today: str
    tile_rate: str
    tile_mastered: str
    days: str
    of: str
    longest: str
    forecast: str
    forecast_hint: str
    today: str
    day_after: str
    activity: str
    days_ago: str
    mastery: str
    mastery_hint: str
    seen: str
    unseen: str
    mastered: str
    nothing_yet: str

    making: str
    made: str
    made_retired: str
    empty_library: str
    no_items: str
    daily_done: str
    wrong_empty: str
    topic_empty: str
    recite_empty: str
