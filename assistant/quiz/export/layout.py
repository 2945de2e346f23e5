"""The look of a printed official document, as far as a Word file can carry it.

Source: GB/T 9704-2012: A4, margins 37 / 35 / 28 / 26 mm, title in 小标宋 二号, text in 仿宋 三号 on a fixed line, headings in
黑体 and 楷体, page numbers in 宋体 四号 between dashes. Fonts that a machine lacks fall back to the named substitutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as Word

TITLE, BODY, HEADING, NOTE, NUMBER = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
FALLBACKS = {
    TITLE: "华文中宋;宋体",
    BODY: "仿宋;FangSong;华文仿宋",
    HEADING: "SimHei;微软雅黑",
    NOTE: "楷体;KaiTi;华文楷体",
}
LATIN = "Times New Roman"
TITLE_SIZE, BODY_SIZE, NOTE_SIZE = 22.0, 16.0, 12.0  # points: 二号, 三号, 小四
LINE, NOTE_LINE = 28.0, 20.0  # points
COLUMN = 84  # mm from the margin to a second column


def new_document() -> Word:
    """Return an empty document with the page, the styles and the page numbers set."""
    import docx
    from docx.shared import Mm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(BODY_SIZE)
    _east_asian(normal.element.get_or_add_rPr(), BODY)
    _name_fallbacks(document)
    _number_pages(section)
    return document


def add_line(
    document: Any, text: str, *, font: str = BODY, size: float = BODY_SIZE, line: float = LINE, centered: bool = False,
    indent: float = 0.0, bold: bool = False, after: float = 0.0, keep: bool = False,
) -> Any:  # fmt: skip
    """Add one paragraph and return it. ``indent`` of its first line in characters; ``keep`` with the next one on a page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.line_spacing, shape.space_before, shape.space_after = Pt(line), Pt(0), Pt(after)
    shape.first_line_indent = Pt(indent * size) if indent else None
    shape.keep_with_next = keep
    if centered:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_run(paragraph, text, font=font, size=size, bold=bold)
    return paragraph


def add_columns(document: Any, texts: Sequence[str]) -> Any:
    """Add one paragraph whose `texts` stand in two columns, and return it."""
    from docx.shared import Mm

    paragraph = add_line(document, "\t".join(texts), indent=2)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(COLUMN))
    return paragraph


def add_run(paragraph: Any, text: str, *, font: str, size: float, bold: bool = False) -> Any:
    """Add `text` to a paragraph in an East Asian font, and return the run."""
    from docx.shared import Pt

    run = paragraph.add_run(printable(text))
    run.font.size, run.font.name, run.font.bold = Pt(size), LATIN, bold
    _east_asian(run._element.get_or_add_rPr(), font)
    return run


def printable(text: str) -> str:
    """Return `text` without what XML cannot hold."""
    return "".join(
        c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )


def _east_asian(properties: Any, font: str) -> None:
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:ascii"), LATIN)
    fonts.set(qn("w:hAnsi"), LATIN)


def _name_fallbacks(document: Any) -> None:
    """Write into the font table what may stand in for a font that the reader's machine lacks."""
    from lxml import etree

    part = next((p for p in document.part.package.iter_parts() if str(p.partname) == "/word/fontTable.xml"), None)
    if part is None:
        return
    root = etree.fromstring(part.blob)
    namespace = root.nsmap["w"]
    for name, others in FALLBACKS.items():
        font = etree.SubElement(root, f"{{{namespace}}}font", {f"{{{namespace}}}name": name})
        etree.SubElement(font, f"{{{namespace}}}altName", {f"{{{namespace}}}val": others.replace(";", ",")})
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _number_pages(section: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_run(paragraph, "— ", font=NUMBER, size=14)
    run = add_run(paragraph, "", font=NUMBER, size=14)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._element.append(mark)
    add_run(paragraph, " —", font=NUMBER, size=14)
