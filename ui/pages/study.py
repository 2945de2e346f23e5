"""学习: choose a way to practise, answer one item at a time, read why."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.quiz.study.choosing import Limits
from assistant.quiz.study.desk import Choice
from assistant.quiz.study.given import Given, read_given
from assistant.quiz.study.pool import Stock
from assistant.quiz.study.records import MODES, Mode
from assistant.quiz.study.sitting import Sitting
from ui.failures import plainly, sentence_for
from ui.learner import Learner, know_learner
from ui.present.study import Shelves, render_home, render_stock_line
from ui.shell import Shell, area, pressed, pressed_number
from ui.studyroom import Seat, StudyRoom, why_nothing
from ui.text import Language, words
from ui.text.study import study_words

POLL_SECONDS = 0.4
DESK_SCRIPT = """
watch('value', () => window.dangjian.showItem(element));
new IntersectionObserver((seen) => {
  if (!seen.some((one) => one.isIntersecting) || element.dataset.seen) return;
  element.dataset.seen = '1';
  trigger('seen', {});
  const again = setInterval(() => {
    if (document.querySelector('#dj-study-notice p')) clearInterval(again); else trigger('seen', {});
  }, 5000);
}).observe(element);
"""
"""Says once that the tab is looked at; again while nothing came of it, since the queue may lose an event (`ui.shell`)."""
STOCK_SCRIPT = "watch('value', () => { if (element.querySelector('[data-ready]')) trigger('ready', {}); });"
SIDE_SCRIPT = "watch('value', () => window.dangjian.showEvidence(element));"

Update = dict[Any, Any]


class StudyPage:
    """The tab's components and what its events do. One object serves all sessions and keeps nothing of any."""

    name = "study"

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.room = StudyRoom(shell)
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
        self.desk.seen(self.seen, held, [self.notice], concurrency_limit=None, trigger_mode="multiple", **quiet)
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
            yield {self.notice: render_stock_line(words(language).loading, busy=True)}
            await asyncio.sleep(POLL_SECONDS)
        try:
            while (stock := self.room.open_desk().pool.stock()) is None:
                yield {self.notice: self.room.draw_making(language)}
                await asyncio.sleep(POLL_SECONDS)
            yield {self.notice: self.room.draw_stock(stock, language)}
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
        learner = know_learner(who, request)
        try:
            while not self.shell.engine.ready:
                yield {self.notice: render_stock_line(words(language).loading, busy=True)}
                await asyncio.sleep(POLL_SECONDS)
            desk = self.room.open_desk()
            while (stock := desk.pool.stock()) is None:
                yield {self.notice: self.room.draw_making(language)}
                await asyncio.sleep(POLL_SECONDS)
            if stock.failure is not None:
                raise stock.failure
            yield await asyncio.to_thread(self._seated, choice, stock, learner, language)
        except Exception as error:
            yield {self.notice: render_stock_line(sentence_for(error, language=language))}

    def _seated(self, choice: Choice, stock: Stock, learner: Learner, language: Language) -> Update:
        """Return the tab with a new sitting, or with the one sentence that says why there is none."""
        sitting = self.room.open_desk().sit(learner.name, choice, stock, now=time.monotonic())
        if sitting.items:
            update = self._draw(Seat(choice, sitting), learner.name, language)
        else:
            notice = why_nothing(choice, stock, words=study_words(language))
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
            return (
                self.room.open_desk().report(sitting, sitting.results[-1].item, reason) if sitting.judged else sitting
            )

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
        n = pressed_number(event, "n", default=0)
        drawn = self.room.draw_source(seat, pressed(event, "item"), n, language)
        return {self.notice: ""} if drawn is None else {self.side: drawn}

    @plainly
    def home(self, seat: Seat, who: str, language: Language, request: gr.Request, event: gr.EventData) -> Update:
        """Go back to the modes."""
        return self._draw(Seat(seat.choice), know_learner(who, request).name, language)

    @plainly
    def redraw(self, seat: Seat, who: str, language: Language, request: gr.Request) -> Update:
        """Draw everything in `language`."""
        update = self._draw(seat, know_learner(who, request).name, language) if self.shell.engine.ready else {}
        if seat.sitting is None and update and (stock := self.room.open_desk().pool.peek()) is not None:
            update[self.notice] = self.room.draw_stock(stock, language)
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
        return replace(seat, sitting=self.room.open_desk().answer(sitting, given, now=now), late=late)

    def _try(self, draw: Any, language: Language) -> Update:
        try:
            return dict(draw())
        except Exception as error:
            return {self.notice: render_stock_line(sentence_for(error, language=language))}

    def _draw(self, seat: Seat, learner: str, language: Language, *, notice: str = "") -> Update:
        drawn = self.room.draw(seat, learner, language, notice=notice)
        return {self.seat: seat, self.desk: drawn.main, self.side: drawn.side, self.notice: ""}


def _number(text: str, *, zero: bool = False) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None
    return number if number or (zero and number == 0) else None


def build(shell: Shell) -> StudyPage:
    """Build the tab inside the open Gradio context."""
    return StudyPage(shell)
