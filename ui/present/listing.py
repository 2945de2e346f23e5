"""The library as a list, and one of its documents opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.quiz.study.naming import without_ending
from corpus.model import Document
from ui.present.card import masked_badge, readable_date, render_card
from ui.present.markup import element, escape
from ui.present.outline import render_outline
from ui.present.passage import render_text
from ui.text import Words


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the list. Dates are ISO prefixes; what is not stated is None."""

    id: str
    title: str
    place: str | None
    masked: bool
    date: str | None
    number: str | None
    kind: str | None
    searchable: bool = True

    @classmethod
    def of(cls, document: Document) -> Listed:
        """Return the row of `document`; one without passages, such as an unread scan, cannot be searched."""
        card = document.card
        return cls(
            id=document.id,
            title=without_ending(document.display_title),
            place=card.place.value if card.place and not card.masked else None,
            masked=card.masked,
            date=card.date.value if card.date else None,
            number=card.number.value if card.number else None,
            kind=card.kind.value if card.kind else None,
            searchable=bool(document.passages),
        )

    def matches(self, wanted: str) -> bool:
        """Say whether every word of `wanted` stands somewhere in the row."""
        row = " ".join(part for part in (self.title, self.place, self.date, self.number, self.kind) if part).casefold()
        return all(word in row for word in wanted.casefold().split())


@dataclass(frozen=True, slots=True)
class UploadLine:
    """One uploaded file and where it stands.

    ``outcome`` is ``waiting``, ``running``, ``added``, ``updated``, ``unchanged`` or ``refused``.
    """

    name: str
    outcome: str
    reason: str = ""


def render_listing(
    rows: Sequence[Listed], *, wanted: str, chosen: str | None, words: Words, meaning: bool = True
) -> str:
    """Return the documents that match `wanted` as a list of buttons, in the library's order.

    ``meaning`` False says that the index of meaning is still behind the library.
    """
    if not rows:
        return element("p", escape(words.library_empty), class_="dj-hint")
    shown = [row for row in rows if row.matches(wanted)]
    count = element("p", escape(words.library_count.format(n=len(shown))), class_="dj-label")
    if not meaning:
        count += element("p", escape(words.status_words), class_="dj-hint", role="status")
    if not shown:
        return count + element("p", escape(words.library_no_match), class_="dj-hint")
    entries = "".join(element("li", _row(row, chosen=row.id == chosen, words=words)) for row in shown)
    return count + element("ul", entries, class_="dj-documents", aria_label=words.library_table_label)


def _row(row: Listed, *, chosen: bool, words: Words) -> str:
    facts = [masked_badge(words=words) if row.masked else element("span", escape(row.place or words.not_stated))]
    facts.append(element("span", escape(readable_date(row.date, words=words) if row.date else words.untitled_date)))
    facts += [element("span", escape(fact)) for fact in (row.number, row.kind) if fact]
    state = words.status_ready if row.searchable else words.status_no_text
    facts.append(element("span", escape(state), class_="dj-state" if row.searchable else "dj-state dj-state-partly"))
    inner = element("span", escape(row.title), class_="dj-source-title") + element(
        "span", "".join(facts), class_="dj-source-facts"
    )
    return element(
        "button", inner, type="button", class_="dj-source", data_act="open", data_document=row.id,
        aria_current="true" if chosen else None,
    )  # fmt: skip


def render_document(document: Document | None, *, words: Words) -> str:
    """Return one document: card, outline and text; a hint when none is chosen."""
    if document is None:
        return element("p", escape(words.library_pick), class_="dj-hint dj-empty")
    badge = masked_badge(words=words) if document.card.masked else ""
    parts = [
        element("h2", escape(without_ending(document.display_title)) + badge, class_="dj-opened-title"),
        render_card(document.card, words=words, heading=document.display_title),
    ]
    if document.warnings:
        warned = "".join(element("li", escape(warning)) for warning in document.warnings)
        parts.append(_fold(words.warnings, element("ul", warned, class_="dj-notes"), opened=False))
    parts.append(_fold(words.outline, render_outline(document, words=words), opened=True))
    text = element("div", render_text(document, words=words), class_="dj-text", lang="zh-CN")
    parts.append(_fold(words.document_text, text, opened=not document.sections))
    return element("section", "".join(parts), class_="dj-opened", aria_label=document.display_title)


def _fold(label: str, body: str, *, opened: bool) -> str:
    return element("details", element("summary", escape(label)) + body, class_="dj-fold", open=opened)


def render_uploads(lines: Sequence[UploadLine], *, footing: str, words: Words) -> str:
    """Return where each uploaded file stands, and `footing` (plain text) below."""
    if not lines:
        return ""
    names = {
        "waiting": words.upload_waiting,
        "running": words.upload_running,
        "added": words.upload_added,
        "updated": words.upload_updated,
        "unchanged": words.upload_unchanged,
        "refused": words.upload_refused,
    }
    rows = "".join(
        element(
            "li",
            element("span", escape(line.name), class_="dj-upload-name")
            + element(
                "span", escape(names.get(line.outcome, line.outcome)), class_=f"dj-outcome dj-outcome-{line.outcome}"
            )
            + (element("span", escape(line.reason), class_="dj-upload-reason") if line.reason else ""),
        )
        for line in lines
    )
    foot = element("p", escape(footing), class_="dj-hint", role="status") if footing else ""
    return element("ul", rows, class_="dj-uploads") + foot


def render_refusals(refusals: Mapping[str, str], *, words: Words) -> str:
    """Return the files that could not be added, by name, each with its reason; empty when there are none."""
    if not refusals:
        return ""
    rows = "".join(
        element(
            "li",
            element("span", escape(name), class_="dj-upload-name")
            + element("span", escape(reason), class_="dj-upload-reason"),
        )
        for name, reason in refusals.items()
    )
    return _fold(words.refusals, element("ul", rows, class_="dj-uploads"), opened=True)
