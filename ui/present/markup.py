"""Writing HTML that cannot be broken out of: everything that is not ours goes through `escape`."""

from __future__ import annotations

import html
import re

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and the marks that reverse the reading direction of what follows them."""

TEMPLATE_SIGNS = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;", "@": "&#64;"})
"""What a template engine in the browser might take for its own, were a value ever to pass through it twice."""


def escape(text: str) -> str:
    """Return `text` as inert HTML text, also safe inside a quoted attribute."""
    return html.escape(CONTROLS.sub("\ufffd", text), quote=True).translate(TEMPLATE_SIGNS)


def attributes(**pairs: str | int | bool | None) -> str:
    """Return `` name="value"`` pairs, ready to follow a tag's name.

    ``class_`` gives ``class``, ``data_act`` gives ``data-act``; None and False are left out, True gives a bare name.
    """
    parts: list[str] = []
    for name, value in pairs.items():
        if value is None or value is False:
            continue
        label = name.rstrip("_").replace("_", "-")
        parts.append(f" {label}" if value is True else f' {label}="{escape(str(value))}"')
    return "".join(parts)


def element(tag: str, inner: str = "", **pairs: str | int | bool | None) -> str:
    """Return one element around `inner`, which must already be HTML."""
    return f"<{tag}{attributes(**pairs)}>{inner}</{tag}>"


def button(act: str, label: str, *, class_: str, **pairs: str | int | bool | None) -> str:
    """Return a button that reports `act` to the page; `label` is plain text."""
    return element("button", escape(label), type="button", class_=class_, data_act=act, **pairs)
