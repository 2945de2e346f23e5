"""An answer's Markdown as HTML, with its markers ``[1]`` as chips.

Only paragraphs, emphasis, lists, tables, quotes and headings are understood. Links, images, code and raw HTML stay the
characters they are, so nothing that a document says can become a request or a script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ui.present.markup import escape

MARKER = re.compile(r"\[(\d{1,3})\]")

LIST_AFTER_WORDS = re.compile(r"^((?![ \t]*(?:\d{1,9}[.)]|[-*+|>]))[^\n]*\S[^\n]*)\n(?=\d{1,9}\. )", re.MULTILINE)
"""A line of words just above a numbered one: CommonMark begins a list there only at 1, an outline goes on at 4 as well."""

TIED = 2  # characters that go with their chip to the next line: the last one and its full stop

ALIGNMENT = re.compile(r"text-align:(left|right|center)")


def render_markdown(source: str, *, chip: Callable[[int], str | None]) -> str:
    """Return `source` as HTML; a marker ``[n]`` for which `chip` returns HTML is replaced by it, others stay text."""
    parser = (
        MarkdownIt("zero", {"html": False, "linkify": False, "breaks": True})
        .enable(["emphasis", "escape", "newline", "list", "table", "blockquote", "heading", "hr"])
        .disable("text_join")  # which would make an escaped marker one that counts
    )  # fmt: skip
    return _blocks(parser.parse(LIST_AFTER_WORDS.sub(r"\1\n\n", source)), chip=chip)


def _blocks(tokens: Sequence[Token], *, chip: Callable[[int], str | None]) -> str:
    out: list[str] = []
    for token in tokens:
        if token.type == "inline":
            out.append(_inline(token.children or [], chip=chip))
        elif token.hidden:
            continue
        elif token.nesting == 1:
            out.append(f"<{token.tag}{_safe_attributes(token)}>")
        elif token.nesting == -1:
            out.append(f"</{token.tag}>")
        elif token.type == "hr":
            out.append("<hr>")
        else:
            out.append(escape(token.content))
    return "".join(out)


def _safe_attributes(token: Token) -> str:
    start = token.attrGet("start")
    if token.tag == "ol" and isinstance(start, int):
        return f' start="{start}"'
    style = str(token.attrGet("style") or "")
    return f' style="{style}"' if ALIGNMENT.fullmatch(style) else ""


def _inline(tokens: Sequence[Token], *, chip: Callable[[int], str | None]) -> str:
    out: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            out.append("<br>")
        elif token.nesting:
            out.append(f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}>")
        elif token.type == "text":
            out.append(_with_chips(token.content, chip=chip))
        else:
            out.append(escape(token.content))
    return "".join(out)


def _with_chips(text: str, *, chip: Callable[[int], str | None]) -> str:
    out: list[str] = []
    at = 0
    for found in MARKER.finditer(text):
        drawn = chip(int(found.group(1)))
        if drawn is None:
            continue
        before = text[at : found.start()]
        if before:
            kept = len(before.rstrip()) - TIED
            out += [escape(before[: max(kept, 0)]), _tied(escape(before[max(kept, 0) :]), drawn)]
        else:
            out.append(drawn)
        at = found.end()
    out.append(escape(text[at:]))
    return "".join(out)


def _tied(words: str, chip: str) -> str:
    """Return a chip with the `words` (HTML) before it, so that it never begins a line alone."""
    return f'<span class="dj-tied">{words}{chip}</span>'
