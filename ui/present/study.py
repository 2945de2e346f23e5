"""学习 before and beside a sitting: the modes to choose from, how the learner stands, what the bank is doing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.quiz.model import TYPES
from assistant.quiz.study.choosing import MASTERED_RUN
from assistant.quiz.study.desk import EXAM_MINUTES, EXAM_SIZES, Overview
from assistant.quiz.study.progress import FORECAST_DAYS, Progress
from assistant.quiz.study.records import MODES, Mode
from ui.present.charts import bars, share
from ui.present.markup import button, element, escape
from ui.text.study import StudyWords

Offered = Sequence[tuple[str, str]]
"""What a list offers: (value, label)."""


@dataclass(frozen=True, slots=True)
class Shelves:
    """What can be chosen: documents, places, parts grouped by document, outlines grouped by document."""

    documents: Offered = ()
    places: Offered = ()
    sections: Sequence[tuple[str, Offered]] = ()
    outlines: Sequence[tuple[str, Offered]] = ()


def render_home(overview: Overview | None, shelves: Shelves, *, words: StudyWords, notice: str = "") -> str:
    """Return the modes; None in `overview` while nothing is known of the learner yet."""
    cards = "".join(_card(mode, overview, shelves, words=words) for mode in MODES)
    told = element("p", escape(notice), class_="dj-study-told", role="status") if notice else ""
    return element(
        "section",
        element("h2", escape(words.choose), class_="dj-panel-title") + told + element("div", cards, class_="dj-modes"),
        class_="dj-study-home",
        aria_label=words.choose,
    )


def _card(mode: Mode, overview: Overview | None, shelves: Shelves, *, words: StudyWords) -> str:
    about = getattr(words, f"{mode}_about").format(n=MASTERED_RUN)
    count = _count(mode, overview, words=words)
    head = element("h3", escape(mode_name(mode, words=words)))
    head += element("span", escape(count), class_="dj-mode-count") if count else ""
    return element(
        "div",
        element("div", head, class_="dj-mode-head")
        + element("p", escape(about))
        + _fields(mode, shelves, words=words)
        + button("start", words.start, class_="dj-go" if mode == "daily" else "dj-start", data_mode=mode),
        class_=f"dj-mode dj-mode-{mode}",
        data_choices=mode,
    )


def mode_name(mode: Mode, *, words: StudyWords) -> str:
    """Return what a mode is called."""
    return str(getattr(words, mode))


def type_name(type_: str, *, words: StudyWords) -> str:
    """Return what a type of item is called."""
    return str(getattr(words, type_)) if type_ in TYPES else type_


def _count(mode: Mode, overview: Overview | None, *, words: StudyWords) -> str:
    if overview is None:
        return ""
    match mode:
        case "daily" if overview.ready:
            waiting = overview.due + overview.new
            return words.due_new.format(due=overview.due, new=overview.new) if waiting else words.none_today
        case "challenge" if overview.progress.best_challenge:
            return words.best.format(n=overview.progress.best_challenge)
        case "wrong" if overview.progress.wrong:
            return words.open_wrong.format(n=overview.progress.wrong)
        case _:
            return ""


def _fields(mode: Mode, shelves: Shelves, *, words: StudyWords) -> str:
    match mode:
        case "topic":
            types = [(type_, type_name(type_, words=words)) for type_ in TYPES]
            fields = [
                _select("document", words.label_document, _options(shelves.documents, words.any_document)),
                _select("place", words.label_place, _options(shelves.places, words.any_place)),
                _select("section", words.label_section, _grouped(shelves.sections, words.any_section)),
                _select("type", words.label_type, _options(types, words.any_type)),
            ]
        case "exam":
            sizes = [(str(n), words.items_count.format(n=n)) for n in EXAM_SIZES]
            times = [(str(n), words.minutes_count.format(n=n)) for n in EXAM_MINUTES]
            fields = [
                _select("count", words.label_count, _options(sizes, None, chosen=str(EXAM_SIZES[1]))),
                _select("minutes", words.label_minutes, _options(times, None, chosen=str(EXAM_MINUTES[1]))),
            ]
        case "recite" if shelves.outlines:
            fields = [_select("outline", words.label_outline, _grouped(shelves.outlines, None))]
        case _:
            return ""
    return element("div", "".join(fields), class_="dj-fields")


def _select(name: str, label: str, options: str) -> str:
    return element("label", element("span", escape(label)) + element("select", options, name=name), class_="dj-field")


def _options(offered: Offered, any_: str | None, *, chosen: str = "") -> str:
    first = element("option", escape(any_), value="") if any_ is not None else ""
    rest = (element("option", escape(label), value=value, selected=value == chosen) for value, label in offered)
    return first + "".join(rest)


def _grouped(groups: Sequence[tuple[str, Offered]], any_: str | None) -> str:
    first = element("option", escape(any_), value="") if any_ is not None else ""
    return first + "".join(element("optgroup", _options(offered, None), label=name) for name, offered in groups)


def render_standing(overview: Overview, titles: dict[str, str], *, words: StudyWords) -> str:
    """Return how the learner stands: counters, forecast, activity, mastery by document."""
    progress = overview.progress
    tiles = _tiles(overview, words=words)
    body = tiles
    if progress.total:
        body += _forecast(progress, words=words) + _activity(progress, words=words)
    else:
        body += element("p", escape(words.nothing_yet), class_="dj-hint")
    if overview.ready and progress.topics:
        body += _mastery(progress, titles, words=words)
    heading = element("h2", escape(words.standing), class_="dj-panel-title")
    return element("section", heading + body, class_="dj-standing", aria_label=words.standing)


def _tiles(overview: Overview, *, words: StudyWords) -> str:
    progress = overview.progress
    rate = f"{progress.right / progress.total:.0%}" if progress.total else "—"
    mastered = words.of.format(n=progress.mastered, total=overview.items) if overview.ready else str(progress.mastered)
    longest = words.longest.format(n=progress.best_streak) if progress.best_streak > progress.streak else ""
    tiles = (
        (words.tile_streak, words.days.format(n=progress.streak), longest),
        (words.tile_today, str(progress.today), ""),
        (words.tile_rate, rate, ""),
        (words.tile_mastered, mastered, ""),
    )
    return element(
        "dl",
        "".join(
            element(
                "div",
                element("dt", escape(name))
                + element("dd", escape(value) + (element("small", escape(more)) if more else "")),
                class_="dj-tile",
            )
            for name, value, more in tiles
        ),
        class_="dj-tiles",
    )


def _forecast(progress: Progress, *, words: StudyWords) -> str:
    last = FORECAST_DAYS - 1
    labels = {0: words.today, last // 2: words.day_after.format(n=last // 2), last: words.day_after.format(n=last)}
    hint = words.forecast_hint.format(n=sum(progress.forecast), today=progress.forecast[0])
    return _plot(words.forecast, hint, bars(progress.forecast, now=0, labels=labels, title=f"{words.forecast} {hint}"))


def _activity(progress: Progress, *, words: StudyWords) -> str:
    last = FORECAST_DAYS - 1
    labels = {0: words.days_ago.format(n=last), last // 2: words.days_ago.format(n=last - last // 2), last: words.today}
    return _plot(words.activity, "", bars(progress.days, now=last, labels=labels, title=words.activity))


def _plot(title: str, hint: str, drawing: str) -> str:
    said = element("p", escape(hint), class_="dj-hint") if hint else ""
    return element("div", element("h3", escape(title)) + said + drawing, class_="dj-plot")


def _mastery(progress: Progress, titles: dict[str, str], *, words: StudyWords) -> str:
    rows: list[str] = []
    for topic in progress.topics:
        open_ = topic.seen - topic.mastered
        numbers = (
            f"{words.mastered} {topic.mastered} · {words.seen} {topic.seen} · {words.unseen} {topic.items - topic.seen}"
        )
        name = titles.get(topic.document, topic.document)
        drawn = share(
            (("dj-share-mastered", topic.mastered), ("dj-share-seen", open_)), topic.items, title=f"{name}: {numbers}"
        )
        rows.append(
            element(
                "li",
                element("span", escape(name), class_="dj-mastery-name")
                + drawn
                + element("span", escape(numbers), class_="dj-mastery-numbers"),
            )
        )
    return _plot(words.mastery, words.mastery_hint, element("ul", "".join(rows), class_="dj-mastery"))


def render_stock_line(sentence: str, *, busy: bool = False, ready: bool = False) -> str:
    """Return the line that says what the bank of items is doing; ``ready`` lets the page redraw its counts."""
    dots = element("span", "", class_="dj-dots") if busy else ""
    return element("p", escape(sentence) + dots, class_="dj-notice", role="status", data_ready=ready)
