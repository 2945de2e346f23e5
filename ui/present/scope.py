"""范围: what an answer was restricted to, as chips that can be taken off."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.model import AnswerScope
from ui.present.markup import element, escape
from ui.text import Words

NUMERAL = re.compile(r"\d{1,3}|[一二三四五六七八九十百]{1,4}")


def render_scope(
    scope: AnswerScope,
    *,
    exchange: int,
    words: Words,
    title_of: Callable[[str], str],
    document_chosen: bool = False,
) -> str:
    """Return the line “范围：东莞 · 2025”; empty when the whole library was meant. `title_of` names a document id.

    The documents of a scope are shown when the reader chose one (``document_chosen``): else they are merely those that
    the answer came from, and its sources say so.
    """
    chips = [_chip("place", exchange, place, words=words) for place in scope.places]
    chips += [_chip("year", exchange, str(year), words=words) for year in scope.years]
    chips += [
        _chip("document", exchange, title_of(document), words=words) for document in scope.documents if document_chosen
    ]
    chips += [
        element("span", escape(_section(section, words=words)), class_="dj-scope-part") for section in scope.sections
    ]
    if not chips:
        return ""
    label = element("span", escape(words.scope + words.colon.rstrip()), class_="dj-scope-label")
    return element("div", label + "".join(chips), class_="dj-scope")


def _section(section: str, *, words: Words) -> str:
    """Name a section by its number: documents number their parts 一、二、三 and the items in them 1, 2, 3."""
    if not NUMERAL.fullmatch(section):
        return section
    return (words.scope_item if section.isascii() else words.scope_section).format(n=section)


def _chip(part: str, exchange: int, value: str, *, words: Words) -> str:
    shown = value if len(value) <= 18 else value[:17] + "…"
    inner = escape(shown) + element("span", "×", class_="dj-scope-cross", aria_hidden="true")
    hint = words.scope_remove.format(value=value)
    return element(
        "button", inner, type="button", class_="dj-scope-chip", data_act="widen",
        data_exchange=exchange, data_part=part, data_value=value, title=hint, aria_label=hint,
    )  # fmt: skip


def limit_names(scope: Mapping[str, str], *, words: Words, title_of: Callable[[str], str]) -> str:
    """Return the name of the fold that holds the limits, with those chosen: “限定范围：东莞 · 2025”."""
    chosen = [title_of(value) if key == "document" else value for key, value in scope.items() if value]
    return words.scope_set + (words.colon + " · ".join(chosen) if chosen else "")
