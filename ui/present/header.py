"""The page's header: its name, and the switches for language and light."""

from __future__ import annotations

from ui.present.markup import button, element, escape
from ui.text import Words


def render_header(*, words: Words) -> str:
    """Return the header."""
    name = element("h1", escape(words.product), class_="dj-product")
    tagline = element("p", escape(words.tagline), class_="dj-tagline")
    light = element(
        "button", escape(words.dark), type="button", class_="dj-switch", data_act="light", data_dark=words.dark,
        data_light=words.light,
    )  # fmt: skip
    language = button(
        "language", words.switch_language, class_="dj-switch", title=words.switch_language_hint,
        aria_label=words.switch_language_hint, lang=words.switch_language_tag,
    )  # fmt: skip
    brand = element("div", name + tagline, class_="dj-brand")
    return element(
        "div",
        brand + element("div", light + language, class_="dj-switches"),
        class_="dj-header",
        data_language=words.language_tag,
    )
