"""The conversation: questions, answers with their chips, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.model import Answer, Citation
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


def render_conversation(
    conversation: Conversation,
    *,
    words: Words,
    find_document: FindDocument,
    examples: Sequence[str] = (),
    verdicts: Mapping[int, str] | None = None,
) -> str:
    """Return the whole conversation; with none yet, a welcome and `examples`. `verdicts` are those already given."""
    if not conversation.exchanges:
        return _welcome(examples, words=words)
    last = len(conversation.exchanges) - 1
    turns = [
        _exchange(
            exchange,
            index,
            words=words,
            find_document=find_document,
            verdict=(verdicts or {}).get(index),
            last=index == last,
        )
        for index, exchange in enumerate(conversation.exchanges)
    ]
    return element(
        "div", "".join(turns), class_="dj-talk", role="log", aria_live="polite", aria_label=words.conversation_label
    )


def _welcome(examples: Sequence[str], *, words: Words) -> str:
    offers = "".join(element("li", button("follow", each, class_="dj-offer", data_question=each)) for each in examples)
    listed = (
        element("p", escape(words.examples), class_="dj-label") + element("ul", offers, class_="dj-offers")
        if offers
        else ""
    )
    heading = element("h2", escape(words.welcome)) + element("p", escape(words.welcome_more))
    return element("div", heading + listed, class_="dj-welcome")


def _exchange(
    exchange: Exchange, index: int, *, words: Words, find_document: FindDocument, verdict: str | None, last: bool
) -> str:
    asked = element("span", escape(words.your_question), class_="dj-hidden") + escape(exchange.question).replace(
        "\n", "<br>"
    )
    question = element("div", asked, class_="dj-question")
    if exchange.failure is not None:
        reply = element("p", escape(exchange.failure), class_="dj-failure", role="alert")
    elif exchange.answer is None:
        reply = element("p", escape(words.searching) + element("span", "", class_="dj-dots"), class_="dj-pending")
    else:
        reply = _answer(exchange.answer, index, words=words, find_document=find_document, verdict=verdict, last=last)
    return element(
        "article", question + element("div", reply, class_="dj-answer"), class_="dj-exchange", id=f"dj-exchange-{index}"
    )


def _answer(
    answer: Answer, index: int, *, words: Words, find_document: FindDocument, verdict: str | None, last: bool
) -> str:
    def title_of(document: str) -> str:
        found = find_document(document)
        return found.display_title if found is not None else document

    cited = {citation.n: citation for citation in answer.citations}

    def chip(n: int) -> str | None:
        return _chip(cited[n], index, words=words, find_document=find_document) if n in cited else None

    parts = [_status(answer, words=words) + render_scope(answer.scope, exchange=index, words=words, title_of=title_of)]
    out = [element("div", parts[0], class_="dj-answer-head")] if parts[0] else []
    out.append(element("div", render_markdown(answer.answer, chip=chip), class_="dj-prose"))
    if answer.notes:
        notes = "".join(element("li", escape(note)) for note in answer.notes)
        out.append(element("ul", notes, class_="dj-notes", aria_label=words.notes))
    if answer.suggestions and last:
        offers = "".join(
            element("li", button("follow", each, class_="dj-offer", data_question=each)) for each in answer.suggestions
        )
        out.append(
            element("p", escape(words.suggestions), class_="dj-label") + element("ul", offers, class_="dj-offers")
        )
    if answer.status != "chitchat":
        out.append(_tools(answer, index, words=words, find_document=find_document, verdict=verdict))
    return "".join(out)


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


def _chip(citation: Citation, index: int, *, words: Words, find_document: FindDocument) -> str:
    quote = " ".join(citation.quote.split())
    quote = quote if len(quote) <= TIP_QUOTE else quote[:TIP_QUOTE] + "…"
    tip = f"{reference(citation, find_document(citation.document), words=words)}\n{quote}"
    return element(
        "button", str(citation.n), type="button", class_="dj-chip", data_act="cite", data_exchange=index,
        data_n=citation.n, title=tip, aria_label=words.chip_label.format(n=citation.n, title=citation.title),
    )  # fmt: skip


def _tools(answer: Answer, index: int, *, words: Words, find_document: FindDocument, verdict: str | None) -> str:
    references = [(each.n, reference(each, find_document(each.document), words=words)) for each in answer.citations]
    tools: list[str] = []
    if answer.citations or answer.nearest:
        label = words.show_sources if answer.citations else words.show_nearest
        tools.append(button("sources", label, class_="dj-tool", data_exchange=index))
    tools.append(
        button(
            "copy", words.copy, class_="dj-tool", data_text=copied_answer(answer, references, words=words),
            data_done=words.copied, data_sorry=words.copy_failed,
        )
    )  # fmt: skip
    if verdict:
        tools.append(element("span", escape(words.thanks_feedback), class_="dj-thanks", role="status"))
    else:
        if answer.citations:
            tools.append(
                button(
                    "judge", words.wrong_citation, class_="dj-tool", data_exchange=index, data_verdict="wrong_citation"
                )
            )
        tools.append(button("judge", words.off_topic, class_="dj-tool", data_exchange=index, data_verdict="off_topic"))
    return element("div", "".join(tools), class_="dj-tools")
