"""学习: choose a way to practise, answer one item at a time, read why."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from assistant.quiz.model import QuizItem
from assistant.quiz.study.choosing import Limits
from assistant.quiz.study.desk import Choice, Desk, Overview
from assistant.quiz.study.given import Given, read_given
from assistant.quiz.study.naming import plain_title
from assistant.quiz.study.pool import Stock
from assistant.quiz.study.progress import learned_difficulty
from assistant.quiz.study.recital import find_outlines
from assistant.quiz.study.records import MODES, Mode
from assistant.quiz.study.sitting import Sitting
from ui.failures import plainly, sentence_for
from ui.learner import Learner, know_learner
from ui.present.outcome import render_full, render_outcome, render_side, render_summary
from ui.present.question import render_question
from ui.present.study import Shelves, render_home, render_standing, render_stock_line
from ui.shelf import Shelf
from ui.shell import Shell, area, pressed, pressed_number
from ui.text import Language, words
from ui.text.study import StudyWords, study_words

POLL_SECONDS = 0.4
DESK_SCRIPT = """
watch('value', () => window.dangjian.showItem(element));
new IntersectionObserver((seen) => {
  if (seen.some((one) => one.isIntersecting) && !element.dataset.seen) { element.dataset.seen = '1'; trigger('seen', {}); }
}).observe(element);
"""
STOCK_SCRIPT = "watch('value', () => { if (element.querySelector('[data-ready]')) trigger('ready', {}); });"
SIDE_SCRIPT = "watch('value', () => window.dangjian.showEvidence(element));"

Update = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Seat:
    """What one session holds: the sitting, the choice it came from, whether its exam ran out of time."""

    choice: Choice | None = None
    sitting: Sitting | None = None
    late: bool = False


class StudyPage:
    """The tab's components and what its events do. One object serves all sessions and keeps nothing of any."""

    name = "study"

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self._turn = threading.Lock()
        self._desk: Desk | None = None
        w = study_words(shell.settings.language)
        self.seat = gr.State(Seat())
        self.who = shell.learner
        with gr.Row(elem_classes="dj-study", equal_height=False):
            with gr.Column(scale=7, min_width=320, elem_classes="dj-left"):
                self.notice = area("", elem_id="dj-study-notice", events=("ready",), then=STOCK_SCRIPT)
                self.desk = area(
                    render_home(None, Shelves(), words=w),
                    elem_id="dj-study",
                    events=("start", "answer", "reveal", "hint", "next", "report", "leave", "timeup", "source", "again", "home"),
                    then=DESK_SCRIPT,
                )  # fmt: skip
            with gr.Column(scale=5, min_width=320, elem_classes="dj-right"):
                self.side = area("", elem_id="dj-study-side", then=SIDE_SCRIPT)
        self._wire()

    def _wire(self) -> None:
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        held = [self.seat, self.who, self.shell.language]
        drawn = [self.seat, self.who, self.desk, self.side, self.notice]
        for event in ("answer", "reveal", "hint", "next", "report", "leave", "timeup", "source", "home"):
            getattr(self.desk, event)(getattr(self, event), held, drawn, **quiet)
        for event in ("start", "again"):
            getattr(self.desk, event)(getattr(self, event), held, drawn, concurrency_limit=None, **quiet)
        self.desk.seen(self.seen, held, [self.notice], concurrency_limit=None, **quiet)
        self.notice.ready(self.redraw_home, held, drawn, **quiet)
        self.shell.blocks.load(self.arrive, held, drawn, concurrency_limit=None, **quiet)
        self.shell.language.change(self.redraw, held, drawn, **quiet)
        self.shell.revision.change(self.redraw_home, held, drawn, **quiet)

    # ---- events

    async def arrive(self, seat: Seat, who: str, language: Language, request: gr.Request) -> AsyncIterator[Update]:
        """Give the browser its name, and draw the tab once the assistant is open."""
        learner = know_learner(who, request)
        yield {self.who: learner.kept}
        while not self.shell.engine.ready:
            await asyncio.sleep(POLL_SECONDS)
        yield await asyncio.to_thread(self._try, lambda: self._draw(seat, learner.name, language), language)

    async def seen(self, seat: Seat, who: str, language: Language, request: gr.Request) -> AsyncIterator[Update]:
        """Make the items while the learner looks at the tab for the first time, and say how far that is."""
        while not self.shell.engine.ready:
            await asyncio.sleep(POLL_SECONDS)
        w = study_words(language)
        try:
            while (stock := self._open_desk().pool.stock()) is None:
                yield {self.notice: render_stock_line(self._making(w), busy=True)}
                await asyncio.sleep(POLL_SECONDS)
            yield {self.notice: self._stock_line(stock, language)}
        except Exception as error:
            yield {self.notice: render_stock_line(sentence_for(error, language=language))}

    async def start(
        self, seat: Seat, who: str, language: Language, request: gr.Request, event: gr.EventData
    ) -> AsyncIterator[Update]:
        """Begin a sitting in the pressed mode, waiting for the items if they are still being made."""
        mode: Mode = next((one for one in MODES if one == pressed(event, "mode")), "daily")
        document, _, outline = pressed(event, "outline").partition("|")
        inside, _, section = pressed(event, "section").partition("|")
        limits = Limits(
            pressed(event, "document") or inside or None, pressed(event, "place") or None, section or None,
            frozenset(one for one in [pressed(event, "type")] if one),
        )  # fmt: skip
        choice = Choice(
            mode, limits if mode == "topic" else Limits(), _number(pressed(event, "count")), _number(pressed(event, "minutes")),
            document or None, _number(outline, zero=True),
        )  # fmt: skip
        async for update in self._begin(choice, who, language, request):
            yield update

    async def again(
        self, seat: Seat, who: str, language: Language, request: gr.Request, event: gr.EventData
    ) -> AsyncIterator[Update]:
        """Begin once more what was chosen before."""
        async for update in self._begin(seat.choice or Choice("daily"), who, language, request):
            yield update

    async def _begin(self, choice: Choice, who: str, language: Language, request: gr.Request) -> AsyncIterator[Update]:
        learner, w = know_learner(who, request), study_words(language)
        try:
            while not self.shell.engine.ready:
                yield {self.notice: render_stock_line(words(language).loading, busy=True)}
                await asyncio.sleep(POLL_SECONDS)
            desk = self._open_desk()
            while (stock := desk.pool.stock()) is None:
                yield {self.notice: render_stock_line(self._making(w), busy=True)}
                await asyncio.sleep(POLL_SECONDS)
            if stock.failure is not None:
                raise stock.failure
            yield await asyncio.to_thread(self._seated, choice, stock, learner, language)
        except Exception as error:
            yield {self.notice: render_stock_line(sentence_for(error, language=language))}

    def _seated(self, choice: Choice, stock: Stock, learner: Learner, language: Language) -> Update:
        """Return the tab with a new sitting, or with the one sentence that says why there is none."""
        sitting = self._open_desk().sit(learner.name, choice, stock, now=time.monotonic())
        if sitting.items:
            update = self._draw(Seat(choice, sitting), learner.name, language)
        else:
            notice = _nothing(choice, stock, study_words(language))
            update = self._draw(Seat(choice), learner.name, language, notice=notice)
        return {**update, self.who: learner.kept}

    @plainly
    def answer(self, seat: Seat, who: str, language: Language, request: gr.Request, event: gr.EventData) -> Update:
        """Record what was given, and only then show its result."""
        learner, sitting = know_learner(who, request), seat.sitting
        if sitting is None or sitting.item is None or pressed_number(event, "n") != sitting.at:
            return {self.notice: ""}
        given = read_given(pressed(event, "given"))
        if given.empty and not given.points and not (sitting.item.type == "short" and sitting.revealed):
            return self._draw(seat, learner.name, language, notice=study_words(language).give_first)
        return self._draw(self._answered(seat, sitting, given), learner.name, language)

    @plainly
    def reveal(self, seat: Seat, who: str, language: Language, request: gr.Request, event: gr.EventData) -> Update:
        """Lay the points of a short answer open."""
        return self._changed(seat, who, language, request, lambda sitting: sitting.with_points())

    @plainly
    def hint(self, seat: Seat, who: str, language: Language, request: gr.Request, event: gr.EventData) -> Update:
        """Show the passage with the key hidden."""
        return self._changed(seat, who, language, request, lambda sitting: sitting.with_hint())

    @plainly
    def next(self, seat: Seat, who: str, language: Language, request: gr.Request, event: gr.EventData) -> Update:
        """Go on to the next item, or to the end."""
        return self._changed(seat, who, language, request, lambda sitting: sitting.next(now=time.monotonic()))

    @plainly
    def report(self, seat: Seat, who: str, language: Language, request: gr.Request, event: gr.EventData) -> Update:
        """Keep that the item just judged is bad."""
        reason = pressed(event, "reason")

        def reported(sitting: Sitting) -> Sitting:
            return self._open_desk().report(sitting, sitting.results[-1].item, reason) if sitting.judged else sitting

        return self._changed(seat, who, language, request, reported)

    @plainly
    def leave(self, seat: Seat, who: str, language: Language, request: gr.Request, event: gr.EventData) -> Update:
        """End the sitting: an exam is handed in, anything else stops here."""
        if seat.sitting is not None and not seat.sitting.results and seat.sitting.mode != "exam":
            return self._draw(Seat(seat.choice), know_learner(who, request).name, language)
        return self._changed(seat, who, language, request, lambda sitting: sitting.ended())

    @plainly
    def timeup(self, seat: Seat, who: str, language: Language, request: gr.Request, event: gr.EventData) -> Update:
        """Hand the exam in because its time has run out."""
        sitting = seat.sitting
        if sitting is None or sitting.over or (sitting.left(time.monotonic()) or 0) > 1:
            return {self.notice: ""}
        return self._draw(replace(seat, sitting=sitting.ended(), late=True), know_learner(who, request).name, language)

    @plainly
    def source(self, seat: Seat, who: str, language: Language, request: gr.Request, event: gr.EventData) -> Update:
        """Open the document behind a piece of evidence."""
        item = self._shown_item(seat, pressed(event, "item"))
        if item is None:
            return {self.notice: ""}
        n, w = pressed_number(event, "n", default=0), study_words(language)
        return {self.side: render_full(item, n, self.shell.shelf(), words=w, page=words(language))}

    @plainly
    def home(self, seat: Seat, who: str, language: Language, request: gr.Request, event: gr.EventData) -> Update:
        """Go back to the modes."""
        return self._draw(Seat(seat.choice), know_learner(who, request).name, language)

    @plainly
    def redraw(self, seat: Seat, who: str, language: Language, request: gr.Request) -> Update:
        """Draw everything in `language`."""
        update = self._draw(seat, know_learner(who, request).name, language) if self.shell.engine.ready else {}
        if self._desk is not None and (stock := self._desk.pool.stock()) is not None and seat.sitting is None:
            update[self.notice] = self._stock_line(stock, language)
        return update

    @plainly
    def redraw_home(self, seat: Seat, who: str, language: Language, request: gr.Request) -> Update:
        """Draw the modes and the counters anew; a sitting goes on undisturbed."""
        if seat.sitting is not None or not self.shell.engine.ready:
            return {self.seat: seat}
        update = self._draw(seat, know_learner(who, request).name, language)
        del update[self.notice]
        return update

    # ---- drawing

    def _changed(self, seat: Seat, who: str, language: Language, request: gr.Request, change: Any) -> Update:
        if seat.sitting is None:
            return {self.notice: ""}
        after = replace(seat, sitting=change(seat.sitting))
        return self._draw(after, know_learner(who, request).name, language)

    def _answered(self, seat: Seat, sitting: Sitting, given: Given) -> Seat:
        """Return the seat after the answer was recorded; one that came too late hands the exam in instead."""
        now = time.monotonic()
        late = sitting.left(now) == 0
        return replace(seat, sitting=self._open_desk().answer(sitting, given, now=now), late=late)

    def _try(self, draw: Any, language: Language) -> Update:
        try:
            return dict(draw())
        except Exception as error:
            return {self.notice: render_stock_line(sentence_for(error, language=language))}

    def _draw(self, seat: Seat, learner: str, language: Language, *, notice: str = "") -> Update:
        """Return the whole tab as it stands for `seat`."""
        w, page = study_words(language), words(language)
        sitting, shelf = seat.sitting, self.shell.shelf()
        desk, now = self._open_desk(), time.monotonic()
        update: Update = {self.seat: seat, self.notice: ""}
        if sitting is None:
            overview = self._overview(learner)
            update[self.desk] = render_home(overview, self._shelves(shelf), words=w, notice=notice)
            update[self.side] = render_standing(overview, _titles(shelf), words=w)
        elif sitting.over or sitting.item is None:
            overview = self._overview(learner)
            best = overview.progress.best_challenge
            update[self.desk] = render_summary(
                sitting, now=now, best=best, shelf=shelf, words=w, page=page, late=seat.late
            )
            update[self.side] = render_standing(overview, _titles(shelf), words=w)
        elif sitting.judged:
            item = sitting.results[-1].item
            update[self.desk] = render_outcome(
                sitting, now=now, study_now=desk.notebook.now(learner), shelf=shelf, words=w, page=page,
                difficulty=self._difficulty(item),
            )  # fmt: skip
            update[self.side] = render_full(item, 0, shelf, words=w, page=page)
        else:
            difficulty = self._difficulty(sitting.item)
            update[self.desk] = render_question(sitting, now=now, words=w, difficulty=difficulty, notice=notice)
            update[self.side] = render_side(sitting, words=w)
        return update

    def _shown_item(self, seat: Seat, id_: str) -> QuizItem | None:
        """Return the item whose result the learner may see."""
        sitting = seat.sitting
        if sitting is None or (sitting.mode == "exam" and not sitting.over):
            return None
        return next((result.item for result in sitting.results if result.item.id == id_), None)

    def _difficulty(self, item: QuizItem) -> int:
        right, wrong = self._open_desk().notebook.tallies().get(item.id, (0, 0))
        return learned_difficulty(item, right=right, wrong=wrong)

    def _overview(self, learner: str) -> Overview:
        desk = self._open_desk()
        return desk.overview(learner, desk.pool.peek())

    def _open_desk(self) -> Desk:
        with self._turn:
            if self._desk is None:
                self._desk = Desk(self.shell.settings.home, self.shell.engine.assistant().library)
            return self._desk

    def _making(self, w: StudyWords) -> str:
        desk = self._open_desk()
        documents = len(self.shell.engine.assistant().library.ids())
        return w.making.format(n=documents, seconds=round(desk.pool.seconds))

    def _stock_line(self, stock: Stock, language: Language) -> str:
        w = study_words(language)
        if stock.failure is not None:
            return render_stock_line(sentence_for(stock.failure, language=language))
        if not stock.items:
            return render_stock_line(w.no_items if stock.documents else w.empty_library, ready=True)
        said = w.made.format(items=len(stock.items), documents=stock.documents)
        said += w.made_retired.format(n=len(stock.retired)) if stock.retired else ""
        return render_stock_line(said, ready=True)

    def _shelves(self, shelf: Shelf) -> Shelves:
        """Return what the lists of the modes offer."""
        documents = shelf.documents()
        stock = self._open_desk().pool.peek()
        sections: dict[str, dict[str, None]] = {}
        for item in stock.items.values() if stock is not None else ():
            if item.topic.section:
                sections.setdefault(item.topic.document, {})[item.topic.section] = None
        places = sorted({d.card.place.value for d in documents if d.card.place is not None and not d.card.masked})
        outlines = [
            (title, [(f"{document.id}|{'' if one.section is None else one.section}", one.name) for one in found])
            for document in documents
            if (found := find_outlines(document)) and (title := plain_title(document))
        ]
        return Shelves(
            documents=[(document.id, plain_title(document)) for document in documents],
            places=[(place, place) for place in places],
            sections=[
                (plain_title(document), [(f"{document.id}|{section}", section) for section in sections[document.id]])
                for document in documents
                if document.id in sections
            ],
            outlines=outlines,
        )


def _titles(shelf: Shelf) -> dict[str, str]:
    return {document.id: plain_title(document) for document in shelf.documents()}


def _number(text: str, *, zero: bool = False) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None
    return number if number or (zero and number == 0) else None


def _nothing(choice: Choice, stock: Stock, w: StudyWords) -> str:
    """Return why there is nothing to ask, as one plain sentence."""
    if not stock.documents:
        return w.empty_library
    if choice.mode == "recite":
        return w.recite_empty
    if not stock.items:
        return w.no_items
    match choice.mode:
        case "daily":
            return w.daily_done
        case "wrong":
            return w.wrong_empty
        case _:
            return w.topic_empty


def build(shell: Shell) -> StudyPage:
    """Build the tab inside the open Gradio context."""
    return StudyPage(shell)
