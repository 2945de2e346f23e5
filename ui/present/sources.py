"""出处 beside the conversation: a card for each source, and one of them opened in its document."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.model import Answer, Citation
from assistant.quiz.study.naming import without_ending
from corpus.model import Document, Span
from ui.present.card import date_kind_name, masked_badge, readable_date, render_card
from ui.present.markup import button, element, escape
from ui.present.passage import render_text
from ui.text import Words

PATH_SIGN = " › "


def render_sources(answer: Answer | None, *, exchange: int, words: Words) -> str:
    """Return the sources of `answer`, in order; for an answer without any, its nearest passages, named as such."""
    if answer is None or not (answer.citations or answer.nearest):
        empty = words.sources_empty if answer is None else words.sources_none
        return _panel(words.sources, element("p", escape(empty), class_="dj-hint dj-empty"))
    near = not answer.citations
    heading = words.nearest if near else f"{words.sources} · {len(answer.citations)}"
    numbered = list(enumerate(answer.nearest if near else answer.citations, start=1))
    groups = [
        _group([(place, each) for place, each in run], exchange=exchange, words=words, near=near)
        for _, run in groupby(numbered, key=lambda pair: pair[1].document)
    ]
    return _panel(heading, "".join(groups))


def _group(cited: Sequence[tuple[int, Citation]], *, exchange: int, words: Words, near: bool) -> str:
    """Return citations of one document that follow each other: what the document is, then a card for each."""
    first = cited[0][1]
    cards = "".join(
        element("li", source_card(each, exchange=exchange, words=words, near=place if near else 0))
        for place, each in cited
    )
    head = element("h3", escape(without_ending(first.title))) + element(
        "p", _facts(first, words=words), class_="dj-source-facts"
    )
    return element("div", head + element("ol", cards, class_="dj-sources"), class_="dj-source-group")


def source_card(citation: Citation, *, exchange: int, words: Words, near: int = 0) -> str:
    """Return one source as a card that opens its passage. ``near`` > 0 is its place among the nearest passages."""
    quote = " ".join(citation.quote.split())
    sign = "" if near else element("span", str(citation.n), class_="dj-source-number", aria_hidden="true")
    line = sign + element("span", escape(quote), class_="dj-source-quote")
    above = [heading for heading in citation.path if heading.rstrip("。") not in quote]
    lines = [element("span", line, class_="dj-source-line")]
    if above:
        lines.append(element("span", escape(PATH_SIGN.join(above)), class_="dj-source-path"))
    if citation.page is not None or citation.furniture:
        lines.append(element("span", _standing(citation, words=words), class_="dj-source-facts"))
    label = f"{words.chip_label.format(n=citation.n, title=citation.title)}{words.colon}{quote}"
    return element(
        "button", "".join(lines), type="button", class_="dj-source", data_act="cite", data_exchange=exchange,
        data_n=near or citation.n, data_near=1 if near else None, title=words.source_open,
        aria_label=quote if near else label,
    )  # fmt: skip


def render_opened(citation: Citation, document: Document, *, exchange: int, words: Words) -> str:
    """Return the document of `citation` with its card, the cited words marked."""
    back = button("back", words.back_to_sources, class_="dj-link", data_exchange=exchange)
    down = button("reading", words.back_to_answer, class_="dj-link dj-narrow-only")
    badges = masked_badge(words=words) if citation.masked else ""
    if citation.furniture:
        badges += element("span", escape(words.furniture_short), class_="dj-badge")
    heading = without_ending(document.display_title)
    title = element("h2", escape(heading) + badges, class_="dj-opened-title")
    card = element(
        "details",
        element("summary", escape(words.card)) + render_card(document.card, words=words, heading=heading),
        class_="dj-fold",
        open=True,
    )
    text = render_text(document, words=words, cited=Span(citation.start, citation.end))
    head = element("div", element("div", back + down, class_="dj-bar") + title + card, class_="dj-opened-head")
    body = element("div", text, class_="dj-text", lang="zh-CN", tabindex="0")
    return element("section", head + body, class_="dj-opened", aria_label=words.passage_label)


def _panel(heading: str, body: str) -> str:
    return element("section", element("h2", escape(heading), class_="dj-panel-title") + body, aria_label=heading)


def _facts(citation: Citation, *, words: Words) -> str:
    """Return what the document is: its place or that it hides it, and its date."""
    parts: list[str] = []
    if citation.masked:
        parts.append(masked_badge(words=words))
    elif citation.place:
        parts.append(element("span", escape(citation.place)))
    if citation.date:
        kind = date_kind_name(citation.date_kind, words=words)
        shown = readable_date(citation.date, words=words)
        parts.append(element("span", escape(f"{shown} {kind}".strip())))
    else:
        parts.append(element("span", escape(words.untitled_date)))
    return "".join(parts)


def _standing(citation: Citation, *, words: Words) -> str:
    """Return on which page a passage stands, and whether it is website furniture."""
    parts: list[str] = []
    if citation.page is not None:
        parts.append(element("span", escape(words.page_number.format(n=citation.page))))
    if citation.furniture:
        parts.append(element("span", escape(words.furniture_short), class_="dj-badge"))
    return "".join(parts)
