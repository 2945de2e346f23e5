"""OFD, the Chinese layout format: the text layer of its pages, lines from top to bottom, glyphs from left to right."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.raw import RawDocument
from corpus.readers.builder import RawBuilder
from corpus.readers.limits import MAX_PAGES
from corpus.readers.margins import PlacedLine, indent_lines
from corpus.readers.package import Package
from corpus.readers.plain import require_text

_SAME_LINE = 0.5  # of the font's size: baselines closer than this are one line
_GAP = 1.2  # of the font's size: a hole wider than this is a space


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text; positions and sizes in millimetres from the page's top left corner."""

    x: float
    y: float
    size: float
    text: str


def read_ofd(package: Package) -> RawDocument:
    """Read the text layer of an OFD package.

    Raises:
        UnreadableFile: it has no text layer, or is damaged.
    """
    builder = RawBuilder("application/ofd")
    pages = _page_files(package)
    if len(pages) > MAX_PAGES:
        raise UnreadableFile(f"页数超过 {MAX_PAGES} 页", hint="请拆分后再添加")
    for page in pages:
        builder.begin_page()
        for line in indent_lines(_lines(_pieces(package.read_xml(page)))):
            builder.add_line(line)
    if not builder.text.strip():
        raise UnreadableFile("这份 OFD 只有图像，没有文字层", hint="请另存为 PDF 后再添加")
    require_text(builder.text)
    return builder.build()


def _page_files(package: Package) -> list[str]:
    found = []
    for document in _texts(package.read_xml("OFD.xml"), "DocRoot"):
        document = document.lstrip("/")
        if document not in package:
            continue
        folder = posixpath.dirname(document)
        for page in package.read_xml(document).iter("{*}Page"):
            place = posixpath.normpath(posixpath.join(folder, page.get("BaseLoc", "").lstrip("/")))
            if place in package:
                found.append(place)
    return found


def _pieces(page: etree._Element) -> list[_Piece]:
    pieces = []
    for item in page.iter("{*}TextObject"):
        left, top, *_ = [*_numbers(item.get("Boundary")), 0.0, 0.0]
        size = next(iter(_numbers(item.get("Size"))), 4.0)
        for code in item.iter("{*}TextCode"):
            x = next(iter(_numbers(code.get("X"))), 0.0)
            y = next(iter(_numbers(code.get("Y"))), 0.0)
            pieces.append(_Piece(left + x, top + y, size, code.text or ""))
    return pieces


def _lines(pieces: list[_Piece]) -> list[PlacedLine]:
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.y, one.x)):
        if lines and abs(lines[-1][0].y - piece.y) <= piece.size * _SAME_LINE:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [_join(sorted(line, key=lambda one: one.x)) for line in lines]


def _join(line: list[_Piece]) -> PlacedLine:
    text = ""
    end = 0.0
    for piece in line:
        if text and piece.x - end > piece.size * _GAP:
            text += " "
        text += piece.text
        end = piece.x + piece.size * sum(0.5 if character < "\u0100" else 1.0 for character in piece.text)
    return PlacedLine(text, line[0].x, end)


def _texts(root: etree._Element, name: str) -> list[str]:
    return [(element.text or "").strip() for element in root.iter(f"{{*}}{name}")]


def _numbers(value: str | None) -> list[float]:
    try:
        return [float(part) for part in (value or "").split()]
    except ValueError:
        return []
