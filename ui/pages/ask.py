"""问答: questions and answers on the left, their sources and the documents beside them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import gradio as gr

from assistant.quiz.study.naming import without_ending
from ui.examples import example_questions
from ui.failures import plainly, sentence_for
from ui.feedback import record_feedback
from ui.present.conversation import ConversationView
from ui.present.scope import limit_names
from ui.present.sources import render_opened, render_sources
from ui.present.waiting import render_notice, stage_sentence
from ui.shelf import Shelf
from ui.shell import AT_ONCE, QUEUED, Shell, area, pressed, pressed_number
from ui.state import SCOPE_KEYS, Conversation, View
from ui.text import Language, words
from ui.widening import without_limit

POLL_SECONDS = 0.2
"""How often a waiting page looks whether the assistant is open; below what a person notices."""

TALK_SCROLLS = "watch('value', () => window.dangjian.showLast(element));"
PANEL_SCROLLS = "watch('value', () => window.dangjian.showCited(element));"

Update = dict[Any, Any]


class AskPage:
    """The tab's components and what its events do. One object serves all sessions and keeps nothing of any."""

    name = "ask"

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        start: Language = shell.settings.language
        w = words(start)
        self.conversation = gr.State(Conversation())
        self.view = gr.State(View())
        self.verdicts = gr.State({})
        with gr.Row(elem_classes="dj-ask", equal_height=False):
            with gr.Column(scale=7, min_width=320, elem_classes="dj-left"):
                self.talk = area(
                    ConversationView(w).render(Conversation()),
                    elem_id="dj-conversation",
                    events=("cite", "follow", "widen", "judge", "sources"),
                    then=TALK_SCROLLS,
                )
                self.notice = area("", elem_id="dj-notice")
                with gr.Row(elem_classes="dj-composer"):
                    self.box = gr.Textbox(
                        "",
                        placeholder=w.placeholder, label=w.question_label, show_label=False, lines=1, max_lines=6,
                        autofocus=True, scale=8, elem_id="dj-question", container=False,
                    )  # fmt: skip
                    self.send = gr.Button(w.send, variant="primary", scale=0, min_width=80, elem_id="dj-send")
                with gr.Row(elem_classes="dj-below"):
                    self.limits = gr.Accordion(w.scope_set, open=False, elem_classes="dj-limits")
                    with self.limits, gr.Row():
                        self.place = gr.Dropdown(
                            [(w.scope_any_place, "")], value="", label=w.scope_place, min_width=120
                        )
                        self.year = gr.Dropdown([(w.scope_any_year, "")], value="", label=w.scope_year, min_width=120)
                        self.document = gr.Dropdown(
                            [(w.scope_any_document, "")], value="", label=w.scope_document, min_width=160
                        )
                    self.fresh = gr.Button(w.new_conversation, size="sm", scale=0, min_width=96, elem_id="dj-new")
            with gr.Column(scale=5, min_width=320, elem_classes="dj-right"):
                self.panel = area(
                    render_sources(None, exchange=-1, words=w),
                    elem_id="dj-panel",
                    events=("cite", "back"),
                    then=PANEL_SCROLLS,
                )
        self._wire()

    # ---- wiring

    def _wire(self) -> None:
        shell = self.shell
        limits = [self.place, self.year, self.document]
        state = [self.conversation, self.view, self.verdicts, shell.language]
        asked = [self.conversation, self.view, self.talk, self.panel, self.box, self.notice, *limits, self.limits]
        gr.on(
            [self.box.submit, self.send.click], self.ask, [self.box, *state, *limits], asked, **QUEUED
        )  # fmt: skip
        self.talk.follow(self.follow, [*state, *limits], asked, **QUEUED)
        self.talk.widen(self.widen, [*state, *limits], asked, **QUEUED)
        seen = [self.conversation, shell.language]
        shown = [self.view, self.panel, self.notice]
        self.talk.cite(self.cite, seen, shown, **AT_ONCE)
        self.panel.cite(self.cite, seen, shown, **AT_ONCE)
        self.panel.back(
            self.sources, [self.conversation, shell.language], [self.view, self.panel, self.notice], **AT_ONCE
        )
        self.talk.sources(
            self.sources, [self.conversation, shell.language], [self.view, self.panel, self.notice], **AT_ONCE
        )
        self.talk.judge(self.judge, state, [self.verdicts, self.talk, self.notice], **AT_ONCE)
        self.fresh.click(
            self.restart, [shell.language], [*asked, self.verdicts], **AT_ONCE
        )  # fmt: skip
        for limit in limits:
            limit.input(self.name_limits, [shell.language, *limits], [self.limits, self.notice], **AT_ONCE)
        redrawn = [self.talk, self.panel, self.notice, self.box, self.send, self.fresh, *limits, self.limits]
        shell.language.change(self.redraw, [*state, *limits], redrawn, **AT_ONCE)
        shell.revision.change(self.redraw, [*state, *limits], redrawn, **AT_ONCE)
        shell.blocks.load(self.arrive, [*state, *limits], redrawn, concurrency_limit=None, **QUEUED)

    # ---- events

    def ask(
        self, question: str, conversation: Conversation, view: View, verdicts: Mapping[int, str], language: Language,
        place: str | None, year: str | None, document: str | None,
    ) -> Iterator[Update]:  # fmt: skip
        """Answer what stands in the box."""
        yield from self._ask(question, conversation, verdicts, language, _scope(place, year, document))

    def follow(
        self, conversation: Conversation, view: View, verdicts: Mapping[int, str], language: Language,
        place: str | None, year: str | None, document: str | None, event: gr.EventData,
    ) -> Iterator[Update]:  # fmt: skip
        """Ask an example or a suggestion."""
        scope = _scope(place, year, document)
        yield from self._ask(pressed(event, "question"), conversation, verdicts, language, scope)

    def widen(
        self, conversation: Conversation, view: View, verdicts: Mapping[int, str], language: Language,
        place: str | None, year: str | None, document: str | None, event: gr.EventData,
    ) -> Iterator[Update]:  # fmt: skip
        """Ask again without one of the limits that an answer was given under."""
        index, part = pressed_number(event, "exchange"), pressed(event, "part")
        if not 0 <= index < len(conversation.exchanges) or part not in SCOPE_KEYS:
            return
        exchange = conversation.exchanges[index]
        current = _scope(place, year, document)
        kept = {key: value for key, value in current.items() if key != part}
        if exchange.scope.get(part):
            yield from self._ask(exchange.question, conversation, verdicts, language, kept)
            return
        wider = without_limit(exchange.question, part=part, value=pressed(event, "value"))
        yield from self._ask(wider.question, conversation, verdicts, language, kept, fresh=wider.fresh)

    def _ask(
        self, question: str, conversation: Conversation, verdicts: Mapping[int, str], language: Language,
        scope: dict[str, str], *, fresh: bool = False,
    ) -> Iterator[Update]:  # fmt: skip
        w = words(language)
        question = question.strip()
        limit = self.shell.settings.max_question_chars
        if not question or len(question) > limit:
            sentence = w.long_question.format(limit=limit) if question else w.empty_question
            yield {self.notice: render_notice(sentence)}
            return
        history = () if fresh else conversation.history()
        pending = conversation.asked(question, scope=scope)
        view = View(exchange=len(pending.exchanges) - 1)
        yield {
            self.conversation: pending,
            self.view: view,
            self.talk: ConversationView(w, verdicts=verdicts).render(pending),
            self.box: "",
            self.notice: "",
        }
        try:
            answer = self.shell.engine.assistant().ask(question, history=history, scope=scope or None)
            done = pending.answered(answer)
            shelf = self.shell.shelf()
            drawn = self._talk(done, verdicts, language, shelf)
            panel = self._panel(done, view, language, shelf)
        except Exception as error:
            done = pending.failed(sentence_for(error, language=language))
            drawn = ConversationView(w, verdicts=verdicts).render(done)
            panel = render_sources(None, exchange=-1, words=w)
        yield {
            self.conversation: done,
            self.view: view,
            self.talk: drawn,
            self.panel: panel,
            **self._limits(scope, language),
        }

    @plainly
    def cite(self, conversation: Conversation, language: Language, event: gr.EventData) -> Update:
        """Open a citation, or one of the nearest passages, in its document."""
        view = View(
            exchange=pressed_number(event, "exchange"),
            opened=pressed_number(event, "n", default=0),
            near=pressed(event, "near") == "1",
        )
        panel = self._panel(conversation, view, language, self.shell.shelf())
        return {self.view: view, self.panel: panel, self.notice: ""}

    @plainly
    def sources(self, conversation: Conversation, language: Language, event: gr.EventData) -> Update:
        """Show the list of sources of an exchange."""
        view = View(exchange=pressed_number(event, "exchange"))
        panel = self._panel(conversation, view, language, self.shell.shelf())
        return {self.view: view, self.panel: panel, self.notice: ""}

    @plainly
    def judge(
        self,
        conversation: Conversation,
        view: View,
        verdicts: Mapping[int, str],
        language: Language,
        event: gr.EventData,
    ) -> Update:
        """Keep what the reader thinks of an answer."""
        index, verdict = pressed_number(event, "exchange"), pressed(event, "verdict")
        answer = conversation.answer_at(index)
        if answer is None or index in verdicts:
            return {self.notice: ""}
        exchange, before = conversation.exchanges[index], Conversation(conversation.exchanges[:index])
        record_feedback(
            self.shell.settings.home,
            answer,
            verdict,
            at=datetime.now(UTC),
            history=before.history(),
            scope=exchange.scope,
        )
        given = {**verdicts, index: verdict}
        return {self.verdicts: given, self.talk: self._talk(conversation, given, language, self.shell.shelf())}

    @plainly
    def restart(self, language: Language) -> Update:
        """Begin a new conversation; the old one is forgotten."""
        empty, view = Conversation(), View()
        shelf = self.shell.shelf() if self._open else None
        return {
            self.conversation: empty,
            self.view: view,
            self.verdicts: {},
            self.talk: self._talk(empty, {}, language, shelf),
            self.panel: render_sources(None, exchange=-1, words=words(language)),
            self.box: "",
            self.notice: "",
            **self._limits({}, language),
        }

    @plainly
    def name_limits(self, language: Language, place: str | None, year: str | None, document: str | None) -> Update:
        """Write the chosen limits on the fold that holds them."""
        shelf = self.shell.shelf() if self._open else None
        label = limit_names(_scope(place, year, document), words=words(language), title_of=_titles(shelf))
        return {self.limits: gr.update(label=label)}

    async def arrive(
        self, conversation: Conversation, view: View, verdicts: Mapping[int, str], language: Language,
        place: str | None, year: str | None, document: str | None,
    ) -> AsyncIterator[Update]:  # fmt: skip
        """Draw the page for a browser that has just come; while the assistant opens, say how far it is."""
        engine = self.shell.engine
        shown = ""
        while not engine.ready:
            sentence = stage_sentence(engine.stage, words=words(language))
            if sentence != shown:
                shown = sentence
                yield {self.notice: render_notice(sentence, busy=True)}
            await asyncio.sleep(POLL_SECONDS)
        yield self.redraw(conversation, view, verdicts, language, place, year, document)

    def redraw(
        self, conversation: Conversation, view: View, verdicts: Mapping[int, str], language: Language,
        place: str | None, year: str | None, document: str | None,
    ) -> Update:  # fmt: skip
        """Draw everything in `language`, the conversation kept."""
        w = words(language)
        update: Update = {
            self.box: gr.update(placeholder=w.placeholder, label=w.question_label),
            self.send: gr.update(value=w.send),
            self.fresh: gr.update(value=w.new_conversation),
        }
        try:
            shelf = self.shell.shelf()
            update[self.talk] = self._talk(conversation, verdicts, language, shelf)
            update[self.panel] = self._panel(conversation, view, language, shelf)
            update[self.notice] = ""
            return update | self._limits(_scope(place, year, document), language, shelf=shelf)
        except Exception as error:
            reason = w.engine_failed.format(reason=sentence_for(error, language=language))
            return update | {self.notice: render_notice(reason)}

    # ---- drawing

    @property
    def _open(self) -> bool:
        return self.shell.engine.ready

    def _talk(
        self, conversation: Conversation, verdicts: Mapping[int, str], language: Language, shelf: Shelf | None
    ) -> str:
        if shelf is None:
            return ConversationView(words(language), verdicts=verdicts).render(conversation)
        examples = () if conversation.exchanges else example_questions(shelf.documents(), language=language)
        return ConversationView(words(language), shelf.find_document, examples, verdicts).render(conversation)

    def _panel(self, conversation: Conversation, view: View, language: Language, shelf: Shelf) -> str:
        w = words(language)
        citation = conversation.citation_at(view.exchange, view.opened, near=view.near) if view.opened else None
        document = shelf.find_document(citation.document) if citation is not None else None
        if citation is not None and document is not None:
            return render_opened(citation, document, exchange=view.exchange, words=w)
        return render_sources(conversation.answer_at(view.exchange), exchange=view.exchange, words=w)

    def _limits(self, scope: Mapping[str, str], language: Language, *, shelf: Shelf | None = None) -> Update:
        """Return the three lists, offering what the library holds, set to `scope`."""
        w = words(language)
        if shelf is None and self._open:
            shelf = self.shell.shelf()
        documents = shelf.documents() if shelf is not None else ()
        places = sorted({d.card.place.value for d in documents if d.card.place is not None and not d.card.masked})
        years = sorted({str(d.card.year) for d in documents if d.card.year is not None}, reverse=True)
        titles = [(without_ending(d.display_title), d.id) for d in documents]
        offered: list[tuple[Any, str, list[tuple[str, str]], str, str]] = [
            (self.place, "place", [(place, place) for place in places], w.scope_any_place, w.scope_place),
            (self.year, "year", [(year, year) for year in years], w.scope_any_year, w.scope_year),
            (self.document, "document", titles, w.scope_any_document, w.scope_document),
        ]
        update: Update = {}
        kept: dict[str, str] = {}
        for component, key, choices, any_label, label in offered:
            value = scope.get(key, "")
            value = value if any(value == each for _, each in choices) else ""
            kept |= {key: value} if value else {}
            update[component] = gr.update(choices=[(any_label, ""), *choices], value=value, label=label)
        update[self.limits] = gr.update(label=limit_names(kept, words=w, title_of=_titles(shelf)))
        return update


def _scope(place: str | None, year: str | None, document: str | None) -> dict[str, str]:
    chosen = zip(SCOPE_KEYS, (place, year, document), strict=True)
    return {key: value for key, value in chosen if value}


def _titles(shelf: Shelf | None) -> Any:
    def title_of(document: str) -> str:
        found = shelf.find_document(document) if shelf is not None else None
        return without_ending(found.display_title) if found is not None else document

    return title_of


def build(shell: Shell) -> AskPage:
    """Build the tab inside the open Gradio context."""
    return AskPage(shell)
