"""docx: paragraphs and tables in body order, headings by style and outline level, and the numbers Word only displays.

Read from its XML rather than through an object model, so that nothing but text is inflated and every part is checked
before it is parsed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.raw import RawDocument
from corpus.readers.builder import RawBuilder
from corpus.readers.package import Package
from corpus.readers.plain import quality_warnings, require_text
from corpus.readers.word_numbering import Numbering
from corpus.readers.word_styles import Styles, W, read_value

MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAGE_NUMBER = re.compile(r"[\s\-—–—－·第页共/Pageofpage\d]*")
_SKIPPED = frozenset(
    [f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}rt", f"{W}pPr", f"{W}rPr", f"{W}tblPr", f"{W}sectPr", MC_FALLBACK]
)


def read_word(package: Package) -> RawDocument:
    """Read a docx package.

    Raises:
        UnreadableFile: there is no text in it, or a part of it is damaged.
    """
    builder = RawBuilder(MEDIA)
    styles = Styles(_optional(package, "word/styles.xml"))
    numbering = Numbering(_optional(package, "word/numbering.xml"))
    body = package.read_xml("word/document.xml").find(f"{W}body")
    if body is None:
        raise UnreadableFile("文件里没有正文", hint="请用 WPS 或 Word 打开后另存，再添加")
    _add_margins(package, builder, "header")
    _Body(builder, styles, numbering).add(body)
    _add_notes(package, builder)
    _add_margins(package, builder, "footer")
    require_text(builder.text)
    for warning in quality_warnings(builder.text):
        builder.warn(warning)
    return builder.build()


class _Body:
    """Adds block after block; a text box is added after the paragraph that holds it."""

    def __init__(self, builder: RawBuilder, styles: Styles, numbering: Numbering) -> None:
        self._builder = builder
        self._styles = styles
        self._numbering = numbering

    def add(self, container: etree._Element) -> None:
        """Add the blocks of a body, a content control or a cell that only lays out."""
        for block in _blocks(container):
            if block.tag == f"{W}p":
                self._add_paragraph(block)
            else:
                self._add_table(block)

    def _add_paragraph(self, paragraph: etree._Element) -> None:
        boxes: list[etree._Element] = []
        text = _text_of(paragraph, boxes)
        style = self._styles.of(paragraph)
        label = self._numbering.label(style.numbering) if text.strip() else ""
        for line in (label + text.strip(" \t")).split("\n"):
            self._builder.add_line(line, heading=style.level, furniture=style.contents)
        for box in boxes:
            self.add(box)

    def _add_table(self, table: etree._Element) -> None:
        rows = [_cells(row) for row in table.findall(f"{W}tr")]
        self._builder.expect_cells(sum(len(row) for row in rows))
        width = max((sum(span for span, _ in row) for row in rows), default=0)
        if width <= 1:
            for row in rows:
                for _, cell in row:
                    self.add(cell)
            return
        above: dict[int, str] = {}
        for row in rows:
            texts, column = [], 0
            for span, cell in row:
                text = above.get(column, "") if _continues(cell) else _cell_text(cell)
                above[column] = text
                texts.append(text)
                column += span
            self._builder.add_row(texts)
        self._builder.add_line("")


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and tables in order, looking through content controls and insertions."""
    for child in container:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            yield from _blocks(child)


def _text_of(paragraph: etree._Element, boxes: list[etree._Element]) -> str:
    """Return what a reader sees of a paragraph; text boxes inside it are put into `boxes`."""
    pieces: list[str] = []
    pending = [paragraph]
    while pending:
        element = pending.pop()
        tag = element.tag
        if tag in _SKIPPED:
            continue
        if tag == f"{W}txbxContent":
            boxes.append(element)
            continue
        if tag == f"{W}r" and element.find(f"{W}rPr/{W}vanish") is not None:
            continue
        if tag == f"{W}t":
            pieces.append(element.text or "")
        elif tag == f"{W}tab":
            pieces.append("\t")
        elif tag in (f"{W}br", f"{W}cr"):
            pieces.append("" if read_value(element, "type") in ("page", "column") else "\n")
        elif tag == f"{W}noBreakHyphen":
            pieces.append("-")
        pending.extend(reversed(element))
    return "".join(pieces)


def _cells(row: etree._Element) -> list[tuple[int, etree._Element]]:
    """Return the cells of a row with the number of columns each takes."""
    found = []
    for cell in row.iter(f"{W}tc"):
        if cell.getparent() is not row and next(cell.iterancestors(f"{W}tr")) is not row:
            continue
        span = read_value(cell.find(f"{W}tcPr/{W}gridSpan"), "val") or "1"
        found.append((int(span) if span.isdigit() else 1, cell))
    return found


def _continues(cell: etree._Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and read_value(merge, "val") != "restart"


def _cell_text(cell: etree._Element) -> str:
    boxes: list[etree._Element] = []
    return " ".join(_text_of(paragraph, boxes).strip() for paragraph in cell.iter(f"{W}p"))


def _add_notes(package: Package, builder: RawBuilder) -> None:
    """Add footnotes and endnotes after the text, one line each."""
    for kind, shown in (("footnote", "注"), ("endnote", "尾注")):
        root = _optional(package, f"word/{kind}s.xml")
        if root is None:
            continue
        count = 0
        for note in root.findall(f"{W}{kind}"):
            text = _cell_text(note).strip()
            if text and read_value(note, "type") is None:
                count += 1
                builder.add_line(f"［{shown}{count}］{text}")


def _add_margins(package: Package, builder: RawBuilder, kind: str) -> None:
    """Add what stands in page headers or footers, once each and marked; page numbers are nothing to read."""
    seen: set[str] = set()
    for name in package.names():
        folder, file = posixpath.split(name)
        if folder != "word" or not re.fullmatch(rf"{kind}\d*\.xml", file):
            continue
        for paragraph in package.read_xml(name).iter(f"{W}p"):
            text = _text_of(paragraph, []).strip()
            if text and text not in seen and not _PAGE_NUMBER.fullmatch(text):
                seen.add(text)
                builder.add_line(text, furniture=True)


def _optional(package: Package, name: str) -> etree._Element | None:
    return package.read_xml(name) if name in package else None
