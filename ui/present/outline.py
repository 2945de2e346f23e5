"""提纲: a document's heading tree, folded and unfolded by the reader."""

from __future__ import annotations

from corpus.model import Document, Section
from ui.present.markup import button, element, escape
from ui.text import Words

OPEN_LEVELS = 1
"""How many levels of the tree are unfolded at first."""


def render_outline(document: Document, *, words: Words) -> str:
    """Return the tree as nested lists in document order; a heading's words lead to it in the text."""
    if not document.sections:
        return element("p", escape(words.outline_empty), class_="dj-hint")
    below: dict[int | None, list[Section]] = {}
    for section in document.sections:
        below.setdefault(section.parent, []).append(section)
    return element("nav", _level(document, below, None, 0), class_="dj-outline", aria_label=words.outline)


def _level(document: Document, below: dict[int | None, list[Section]], parent: int | None, depth: int) -> str:
    entries: list[str] = []
    for section in below.get(parent, []):
        name = button("section", _name(document, section), class_="dj-outline-name", data_section=section.index)
        if section.index in below:
            inner = element("summary", name) + _level(document, below, section.index, depth + 1)
            entries.append(element("li", element("details", inner, open=depth < OPEN_LEVELS)))
        else:
            entries.append(element("li", name))
    return element("ul", "".join(entries))


def _name(document: Document, section: Section) -> str:
    title = " ".join(section.title.of(document.text).split())
    gap = " " if section.label and section.label[-1] in ".．" else ""
    return f"{section.label}{gap}{title}" if not title.startswith(section.label or "\0") else title
