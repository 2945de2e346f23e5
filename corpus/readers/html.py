"""HTML: the text in reading order, with headings, table rows, and what the page itself calls navigation or footer."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from corpus.errors import UnreadableFile
from corpus.raw import RawDocument
from corpus.readers.builder import RawBuilder
from corpus.readers.plain import quality_warnings, require_text

_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "canvas", "iframe", "object", "embed", "applet", "audio"}
    | {"video", "map", "head", "select", "option", "button", "textarea", "input", "datalist"}
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt"}
    | {
        "form",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "header",
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
    }
    | {"pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption"}
)
_FURNITURE = frozenset({"nav", "footer", "aside"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
LONGEST_REPEATED = 200
"""Characters of a cell that spans rows which are said again in each of them."""
_LISTS = frozenset({"ol", "ul"})
_SPANS = frozenset({"span", "em", "i", "a", "label", "small", "font"})
_LABEL = re.compile(r"[【\[]?[\u4e00-\u9fff]{2,6}\s?[：:]")
_SPACES = re.compile(r"[ \t\n\r\f]+")


def read_html(text: str, *, warnings: tuple[str, ...] = ()) -> RawDocument:
    """Read a page whose decoded `text` is given, without scripts, styles and hidden parts; nothing is fetched.

    Raises:
        UnreadableFile: there is no text in it.
    """
    builder = RawBuilder("text/html")
    for warning in warnings:
        builder.warn(warning)
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    cleaned = re.sub(r"^\s*(?:<\?xml[^>]*\?>)?\s*", "", text.lstrip("\ufeff"))
    try:
        root = lxml_html.document_fromstring(cleaned, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile("网页里没有文字") from error
    _Walk(builder).run(root)
    require_text(builder.text)
    for warning in quality_warnings(builder.text):
        builder.warn(warning)
    return builder.build()


class _Walk:
    """Walks the tree without recursion, gathering inline text until a block ends."""

    def __init__(self, builder: RawBuilder) -> None:
        self._builder = builder
        self._line: list[str] = []
        self._heading: int | None = None
        self._furniture = 0
        self._bullet = ""
        self._counts: list[int | None] = []

    def run(self, root: lxml_html.HtmlElement) -> None:
        body = root.find("body")
        pending: list[tuple[lxml_html.HtmlElement, bool]] = [(root if body is None else body, False)]
        while pending:
            element, leaving = pending.pop()
            if leaving:
                self._leave(element)
                continue
            if not self._enter(element):
                self._text(element.tail)
                continue
            pending.append((element, True))
            pending.extend((child, False) for child in reversed(element))
        self._flush()

    def _enter(self, element: lxml_html.HtmlElement) -> bool:
        tag = element.tag
        if not isinstance(tag, str) or tag in _DROPPED or _is_hidden(element):
            return False
        if tag == "br":
            self._flush()
            return False
        if tag == "img":
            return False
        if tag == "table" and not element.xpath(".//table") and _is_data(element):
            self._flush()
            self._table(element)
            return False
        if tag in _BLOCKS or tag in _HEADINGS:
            self._flush()
        if _is_furniture(element):
            self._furniture += 1
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        if tag in _LISTS:
            self._counts.append(_first_count(element) if tag == "ol" else None)
        if tag == "li":
            self._bullet = self._next_bullet()
        if tag in _SPANS and self._line and _LABEL.match((element.text or "").lstrip()):
            # 来源：…</span><span>作者：…: the page's style sets them apart
            self._line.append(" ")
        self._text(element.text)
        return True

    def _leave(self, element: lxml_html.HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCKS or tag in _HEADINGS:
            self._flush()
        if _is_furniture(element):
            self._furniture -= 1
        if tag in _HEADINGS:
            self._heading = None
        if tag in _LISTS:
            self._counts.pop()
        self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self._line.append(text)

    def _flush(self) -> None:
        text = _SPACES.sub(" ", "".join(self._line)).strip(" ")
        self._line.clear()
        if not text:
            return
        bullet, self._bullet = self._bullet, ""
        self._builder.add_line(bullet + text, heading=self._heading, furniture=self._furniture > 0)

    def _next_bullet(self) -> str:
        count = self._counts[-1] if self._counts else None
        if count is None:
            return "• "
        self._counts[-1] = count + 1
        return f"{count}. "

    def _table(self, table: lxml_html.HtmlElement) -> None:
        caption = table.find("caption")
        if caption is not None:
            self._builder.add_line(_SPACES.sub(" ", caption.text_content()).strip(), furniture=self._furniture > 0)
        self._builder.expect_cells(sum(1 for _ in table.iter("td", "th")))
        reaching: dict[int, tuple[int, str]] = {}
        for row in table.iter("tr"):
            self._builder.add_row(_cells(row, reaching), furniture=self._furniture > 0)
        self._builder.add_line("")


def _cells(row: lxml_html.HtmlElement, reaching: dict[int, tuple[int, str]]) -> list[str]:
    """Return the words of a row's cells; a cell of an upper row that reaches down says its words again.

    ``reaching`` holds for each column how many further rows its cell covers, and is brought up to date.
    """
    found: list[str] = []
    column = 0
    for cell in [cell for cell in row if cell.tag in ("td", "th")]:
        column = _fill(found, column, reaching)
        text = _cell_text(cell)
        found.append(text)
        rows = _count_of(cell, "rowspan")
        if rows > 1:
            reaching[column] = (rows - 1, text if len(text) <= LONGEST_REPEATED else "")
        column += _count_of(cell, "colspan")
    _fill(found, column, reaching)
    return found


def _fill(found: list[str], column: int, reaching: dict[int, tuple[int, str]]) -> int:
    while column in reaching:
        rows, text = reaching.pop(column)
        found.append(text)
        if rows > 1:
            reaching[column] = (rows - 1, text)
        column += 1
    return column


def _count_of(cell: lxml_html.HtmlElement, name: str) -> int:
    value = cell.get(name) or ""
    return min(int(value), 1000) if value.isascii() and value.isdigit() and len(value) < 5 and int(value) > 0 else 1


def _cell_text(cell: lxml_html.HtmlElement) -> str:
    for dropped in list(cell.iter(*_DROPPED)):
        dropped.drop_tree()
    return str(cell.text_content())


def _is_data(table: lxml_html.HtmlElement) -> bool:
    """Tell a table of data from one that lays out a page: its cells are short and it has more than one column."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if max((len(row) for row in rows), default=0) < 2:
        return False
    return not any(cell.xpath(".//p[5] | .//h1 | .//h2 | .//h3 | .//div[5]") for row in rows for cell in row)


def _is_furniture(element: lxml_html.HtmlElement) -> bool:
    """Say whether the page itself calls a part navigation or footer; a header is one when it holds the navigation."""
    return element.tag in _FURNITURE or (element.tag == "header" and element.find(".//nav") is not None)


def _is_hidden(element: lxml_html.HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _first_count(element: lxml_html.HtmlElement) -> int:
    start = element.get("start") or ""
    return int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1
