"""docx styles: which paragraphs are headings and how deep, which are table of contents, which are numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_BASES = 20  # styles based on styles based on …
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)
_CONTENTS = re.compile(r"(?:toc|目录)\s*[0-9]*(?:\s*heading)?", re.I)


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """``level`` is the heading's level from 1, or None; ``contents`` marks lines of a table of contents.

    ``numbering`` is (numId, level from 0) of the list the paragraph is in.
    """

    level: int | None = None
    contents: bool = False
    numbering: tuple[str, int] | None = None


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {read_value(style, "styleId") or "": style for style in found}
        self._default = next((read_value(s, "styleId") for s in found if _is_default(s)), None)

    def of(self, paragraph: etree._Element) -> ParagraphStyle:
        """Return what the paragraph's own properties and its styles say."""
        own = paragraph.find(f"{W}pPr")
        chain = self._chain(read_value(_find(own, "pStyle"), "val") or self._default)
        properties = [own, *(style.find(f"{W}pPr") for style in chain)]
        names = [read_value(style.find(f"{W}name"), "val") or "" for style in chain]
        contents = any(_CONTENTS.fullmatch(name.strip()) for name in names)
        level = None if contents else _level(properties, names)
        return ParagraphStyle(level, contents, _numbering(properties))

    def _chain(self, style: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while style in self._styles and len(chain) < MAX_BASES:
            chain.append(self._styles[style])
            style = read_value(chain[-1].find(f"{W}basedOn"), "val")
        return chain


def read_value(element: etree._Element | None, name: str) -> str | None:
    """Return the attribute `name` of the Word namespace, None when there is no element or attribute."""
    return None if element is None else element.get(f"{W}{name}")


def _level(properties: list[etree._Element | None], names: list[str]) -> int | None:
    for part in properties:
        outline = read_value(_find(part, "outlineLvl"), "val")
        if outline is not None:
            return int(outline) + 1 if outline.isdigit() and int(outline) < 9 else None
    for name in names:
        found = _HEADING.fullmatch(name.strip())
        if found:
            return int(found.group(1))
    return None


def _numbering(properties: list[etree._Element | None]) -> tuple[str, int] | None:
    number = level = None
    for part in properties:
        inside = _find(part, "numPr")
        number = number or read_value(_find(inside, "numId"), "val")
        level = level or read_value(_find(inside, "ilvl"), "val")
    if number is None or number == "0":
        return None
    return number, int(level) if level and level.isdigit() else 0


def _find(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else element.find(f"{W}{name}")


def _is_default(style: etree._Element) -> bool:
    return read_value(style, "type") == "paragraph" and read_value(style, "default") in ("1", "true", "on")
