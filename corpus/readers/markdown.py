"""Markdown: its words without its marks; headings, lists, quotes and tables keep their meaning. Nothing is fetched."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.raw import RawDocument
from corpus.readers.builder import RawBuilder
from corpus.readers.plain import quality_warnings, require_text

MAX_NESTING = 40


def read_markdown(text: str, *, warnings: tuple[str, ...] = ()) -> RawDocument:
    """Read Markdown (CommonMark with tables); raw HTML inside it is left out.

    Raises:
        UnreadableFile: there is no text in it.
    """
    builder = RawBuilder("text/markdown")
    for warning in warnings:
        builder.warn(warning)
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    # Every address counts as a link, harmful ones too: of a link only the words are kept.
    parser.validateLink = _is_link  # type: ignore[method-assign]  # the library's own documented hook
    _Walk(builder).run(parser.parse(text.lstrip("\ufeff")))
    require_text(builder.text)
    for warning in quality_warnings(builder.text):
        builder.warn(warning)
    return builder.build()


def _is_link(url: str) -> bool:
    return bool(url)


class _Walk:
    def __init__(self, builder: RawBuilder) -> None:
        self._builder = builder
        self._heading: int | None = None
        self._counts: list[int | None] = []
        self._label = ""
        self._row: list[str] | None = None

    def run(self, tokens: list[Token]) -> None:
        for token in tokens:
            self._step(token)

    def _step(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._heading = int(token.tag[1:])
            case "heading_close":
                self._heading = None
            case "bullet_list_open":
                self._counts.append(None)
            case "ordered_list_open":
                self._counts.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                self._counts.pop()
            case "list_item_open":
                self._label = self._next_label()
            case "tr_open":
                self._row = []
            case "tr_close":
                self._builder.expect_cells(len(self._row or []))
                self._builder.add_row(self._row or [])
                self._row = None
            case "table_close" | "paragraph_close" if self._row is None:
                if not self._counts:
                    self._builder.add_line("")
            case "inline":
                self._inline(_plain(token.children or []))
            case "fence" | "code_block":
                for line in token.content.splitlines():
                    self._builder.add_line(line)

    def _inline(self, text: str) -> None:
        if self._row is not None:
            self._row.append(text)
            return
        label, self._label = self._label, ""
        for line in (label + text).split("\n"):
            self._builder.add_line(line.strip(), heading=self._heading)

    def _next_label(self) -> str:
        count = self._counts[-1] if self._counts else None
        if count is None:
            return "• "
        self._counts[-1] = count + 1
        return f"{count}. "


def _plain(children: list[Token]) -> str:
    """Return the words of inline content; images give their description, links their text, raw HTML nothing."""
    pieces: list[str] = []
    for token in children:
        if token.type in ("text", "code_inline"):
            pieces.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif token.type == "image":
            pieces.append(_plain(token.children or []))
    return "".join(pieces)
