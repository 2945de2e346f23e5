"""The conversation: questions, answers with their chips, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.model import Answer, Citation
from assistant.quiz.study.naming import without_ending
from corpus.model import Document
from ui.present.markdown import render_markdown
from ui.present.markup import button, element, escape
from ui.present.reference import copied_answer, reference
from ui.present.scope import render_scope
from ui.state import Conversation, Exchange
from ui.text import Words

FindDocument = Callable[[str], Document | None]

TIP_QUOTE = 80
"""A chip's hover text quotes at most this many characters."""


def no_documents(document: str) -> Document | None:
    """Find nothing: for drawing while the library is not open."""
    del document
    return None


@dataclass(frozen=True, slots=True)
class ConversationView:
    """Draws conversations in one language. ``verdicts`` are those already given, by the exchange's place."""

    words: Words
    find_document: FindDocument = no_documents
    examples: Sequence[str] = ()
    verdicts: Mapping[int, str] = field(default_factory=dict)

    def render(self, conversation: Conversation) -> str:
        """Return the whole conversation; with none yet, a welcome and the examples."""
        if not conversation.exchanges:
            return self._welcome()
        last = len(conversation.exchanges) - 1
        turns = [self._exchange(each, index, last=index == last) for index, each in enumerate(conversation.exchanges)]
        return element(
            "div", "".join(turns), class_="dj-talk", role="log", aria_live="polite",
            aria_label=self.words.conversation_label,
        )  # fmt: skip

    def _welcome(self) -> str:
        heading = element("h2", escape(self.words.welcome)) + element("p", escape(self.words.welcome_more))
        return element("div", heading + _offers(self.words.examples, self.examples), class_="dj-welcome")

    def _exchange(self, exchange: Exchange, index: int, *, last: bool) -> str:
        words = self.words
        asked = escape(exchange.question).replace("\n", "<br>")
        spoken = element("span", escape(words.your_question + words.colon), class_="dj-hidden")
        question = element("div", spoken + asked, class_="dj-question", dir="auto")
        if exchange.failure is not None:
            reply = element("p", escape(exchange.failure), class_="dj-failure", role="alert")
        elif exchange.answer is None:
            reply = element("p", escape(words.searching) + element("span", "", class_="dj-dots"), class_="dj-pending")
        else:
            reply = self._answer(exchange.answer, exchange, index, last=last)
        inner = question + element("div", reply, class_="dj-answer")
        return element("article", inner, class_="dj-exchange", id=f"dj-exchange-{index}")

    def _answer(self, answer: Answer, exchange: Exchange, index: int, *, last: bool) -> str:
        words = self.words
        cited = {citation.n: citation for citation in answer.citations}

        def chip(n: int) -> str | None:
            return self._chip(cited[n], index) if n in cited else None

        scope = render_scope(
            answer.scope, exchange=index, words=words, title_of=self._title_of,
            document_chosen="document" in exchange.scope,
        )  # fmt: skip
        head = _status(answer, words=words) + scope
        out = [element("div", head, class_="dj-answer-head")] if head else []
        class_ = "dj-prose dj-prose-cited" if answer.citations else "dj-prose"
        out.append(element("div", render_markdown(answer.answer, chip=chip), class_=class_))
        if answer.citations:
            out.append(element("p", escape(words.whose_words), class_="dj-whose"))
        if answer.notes:
            notes = "".join(element("li", escape(note)) for note in answer.notes)
            out.append(element("ul", notes, class_="dj-notes", aria_label=words.notes))
        if last:
            out.append(_offers(words.suggestions, answer.suggestions))
        if answer.status != "chitchat":
            out.append(self._tools(answer, index))
        return "".join(out)

    def _title_of(self, document: str) -> str:
        found = self.find_document(document)
        return without_ending(found.display_title) if found is not None else document

    def _chip(self, citation: Citation, index: int) -> str:
        quote = " ".join(citation.quote.split())
        quote = quote if len(quote) <= TIP_QUOTE else quote[:TIP_QUOTE] + "…"
        tip = f"{reference(citation, self.find_document(citation.document), words=self.words)}\n{quote}"
        return element(
            "button", str(citation.n), type="button", class_="dj-chip", data_act="cite", data_exchange=index,
            data_n=citation.n, title=tip, aria_label=self.words.chip_label.format(n=citation.n, title=citation.title),
        )  # fmt: skip

    def _tools(self, answer: Answer, index: int) -> str:
        words = self.words
        references = [
            (each.n, reference(each, self.find_document(each.document), words=words)) for each in answer.citations
        ]
        tools: list[str] = []
        if answer.citations or answer.nearest:
            label = words.show_sources if answer.citations else words.show_nearest
            tools.append(button("sources", label, class_="dj-tool", data_exchange=index))
        copied = copied_answer(answer, references, words=words)
        tools.append(
            button(
                "copy", words.copy, class_="dj-tool", data_text=copied, data_done=words.copied,
                data_sorry=words.copy_failed,
            )
        )  # fmt: skip
        if index in self.verdicts:
            tools.append(element("span", escape(words.thanks_feedback), class_="dj-thanks", role="status"))
        else:
            offered = [("wrong_citation", words.wrong_citation)] if answer.citations else []
            offered.append(("off_topic", words.off_topic))
            tools += [
                button("judge", label, class_="dj-tool", data_exchange=index, data_verdict=verdict)
                for verdict, label in offered
            ]
        return element("div", "".join(tools), class_="dj-tools")


def _offers(label: str, questions: Sequence[str]) -> str:
    """Return questions that can be asked by a click, under their label; empty when there are none."""
    if not questions:
        return ""
    listed = "".join(element("li", button("follow", each, class_="dj-offer", data_question=each)) for each in questions)
    return element("p", escape(label), class_="dj-label") + element("ul", listed, class_="dj-offers")


def _status(answer: Answer, *, words: Words) -> str:
    names = {
        "answered": words.status_answered,
        "partial": words.status_partial,
        "not_found": words.status_not_found,
        "clarify": words.status_clarify,
        "chitchat": words.status_chitchat,
    }
    name = names[answer.status]
    badge = element("span", escape(name), class_=f"dj-status dj-status-{answer.status}") if name else ""
    if answer.engine != "extractive":
        badge += element("span", escape(words.engine_rephrased), class_="dj-origin")
    return badge
