"""Documents in every format, made while the tests run. All are fictitious, of 示例市, and marked 样例."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")

NOTICE = """示例市直属机关工作委员会文件（样例）

示直〔2026〕8号

关于印发《示例市机关党的建设工作要点》的通知

各直属机关党组织：

现将《示例市机关党的建设工作要点》印发给你们，请认真贯彻落实。

一、加强理论武装

1. 抓好集中学习。全年举办读书班12期，培训党员干部860人。
2. 办好示例讲堂。每月安排一次专题辅导。

二、建强基层组织

1. 推进标准化建设。年内完成35个党支部换届。
2. 规范组织生活。开展检查不少于4次。

示例市直属机关工作委员会
2026年2月10日
"""


def make_docx(path: Path) -> Path:
    """Write a docx with headings by style and by outline level, lists, merged cells, header, footer and hidden text."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document: Any = docx.Document()
    document.sections[0].header.paragraphs[0].text = "示例市机关内部资料（样例）"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    document.add_paragraph("示例市机关党建工作规程（样例）", style="Title")
    document.add_heading("总体要求", level=1)
    document.add_paragraph("示例市各级机关党组织应当履行主体责任。")
    document.add_heading("组织建设", level=2)
    document.add_paragraph("建立党员档案", style="List Number")
    document.add_paragraph("按期换届选举", style="List Number")
    document.add_paragraph("联系服务群众", style="List Bullet")
    table = document.add_table(rows=3, cols=3)
    cells = [("单位", "党支部", "党员数"), ("示例市一局", "第一支部", "21人"), ("", "第二支部", "18人")]
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    paragraph = document.add_paragraph("公开的话。")
    hidden = paragraph.add_run("隐藏的话。")
    hidden.font.hidden = True
    outlined = document.add_paragraph("监督检查")
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    outlined._p.get_or_add_pPr().append(level)
    document.add_paragraph("示例市纪检机构每季度抽查一次。")
    document.save(str(path))
    return path


def make_numbered_docx(path: Path, formats: list[tuple[str, str]], paragraphs: list[tuple[int, str]]) -> Path:
    """Write a docx whose one list has the levels `formats` (numFmt, lvlText) and `paragraphs` (level, text).

    A paragraph of a level below 0 is no part of the list.
    """
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document: Any = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:isLgl/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(formats)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for at, text in paragraphs:
        paragraph = document.add_paragraph(text)
        if at < 0:
            continue
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="90"/></w:numPr>'))
    document.save(str(path))
    return path


def make_raw_docx(path: Path, body: str, **parts: str) -> Path:
    """Write a docx from the XML inside its body; `parts` (styles, footnotes, …) are the XML inside their root elements."""
    space = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {space}>{content}</w:{name}>")
    return path


def make_pdf(path: Path, pages: list[str], *, password: str = "", links: bool = False) -> Path:
    """Write a PDF with a text layer, one page for each text."""
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.add_font("noto", fname=str(FONT))
    if password:
        pdf.set_encryption(owner_password=password, user_password=password)
    for text in pages:
        pdf.add_page()
        pdf.set_font("noto", size=12)
        pdf.multi_cell(0, 8, text)
        if links:
            pdf.cell(0, 8, "链接（样例）", link="http://127.0.0.1:9/never")
    if links:
        pdf.embed_file(basename="inside.txt", bytes=b"never read", desc="样例")
    pdf.output(str(path))
    return path


def make_pdf_table(path: Path, before: str, rows: Sequence[tuple[str, ...]], after: str) -> Path:
    """Write a PDF with a ruled table between two paragraphs."""
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.add_font("noto", fname=str(FONT))
    pdf.add_page()
    pdf.set_font("noto", size=12)
    pdf.multi_cell(0, 8, before)
    with pdf.table(first_row_as_headings=False) as table:
        for cells in rows:
            row = table.row()
            for cell in cells:
                row.cell(cell)
    pdf.multi_cell(0, 8, after)
    pdf.output(str(path))
    return path


def draw_page(text: str, *, size: tuple[int, int] = (1000, 700)) -> Any:
    """Draw lines of text on a white page and return the picture."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).multiline_text(
        (60, 60), text, font=ImageFont.truetype(str(FONT), 34), fill="black", spacing=24
    )
    return picture


def make_scan(path: Path, pages: list[str], *, typed: str = "") -> Path:
    """Write a PDF whose pages are pictures of text, after one page of real text if `typed`."""
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    if typed:
        pdf.add_font("noto", fname=str(FONT))
        pdf.add_page()
        pdf.set_font("noto", size=12)
        pdf.multi_cell(0, 8, typed)
    for text in pages:
        pdf.add_page()
        picture = BytesIO()
        draw_page(text).save(picture, format="PNG")
        pdf.image(picture, x=10, y=10, w=190)
    pdf.output(str(path))
    return path


def make_ofd(path: Path, pages: list[list[str]]) -> Path:
    """Write an OFD whose pages hold the lines given, each in two runs, in an order other than that of reading."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "OFD.xml",
            f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        entries = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        package.writestr("Doc_0/Document.xml", f"<ofd:Document {space}><ofd:Pages>{entries}</ofd:Pages></ofd:Document>")
        for number, lines in enumerate(pages):
            objects = []
            for at, line in enumerate(lines):
                half = len(line) // 2
                for x, piece in ((20.0, line[:half]), (20.0 + 4 * half, line[half:])):
                    objects.append(
                        f'<ofd:TextObject Boundary="{x} {20 + at * 8} 100 6" Size="4">'
                        f'<ofd:TextCode X="0" Y="4">{piece}</ofd:TextCode></ofd:TextObject>'
                    )
            layer = f"<ofd:Layer>{''.join(reversed(objects))}</ofd:Layer>"
            content = f"<ofd:Page {space}><ofd:Content>{layer}</ofd:Content></ofd:Page>"
            package.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", content)
    return path
