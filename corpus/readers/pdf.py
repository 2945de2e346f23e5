"""PDF with a text layer: its words page by page. Nothing inside is run, followed or fetched."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pypdfium2
from pypdfium2 import raw as pdfium

from corpus.errors import UnreadableFile
from corpus.raw import RawDocument
from corpus.readers.builder import RawBuilder
from corpus.readers.encoding import common_share
from corpus.readers.limits import MAX_PAGES
from corpus.readers.pdf_lines import page_lines, page_text
from corpus.readers.pdf_tables import TableFinder, add_page_with_tables
from corpus.readers.plain import quality_warnings, require_text

MEDIA = "application/pdf"
MIN_PAGE_TEXT = 8  # letters; fewer on a page with pictures: its text is in the pictures
MIN_READABLE = 0.12  # share of everyday characters; below it the font's own table is wrong


def read_pdf(path: Path) -> RawDocument | int:
    """Read the text layer, or return the number of pages that are pictures and must be recognised instead.

    Raises:
        UnreadableFile: encrypted, damaged, too many pages, or nothing on them.
    """
    finder = TableFinder(path)
    with open_pdf(path) as pdf, closing(finder):
        builder = RawBuilder(MEDIA)
        scanned = 0
        for index in range(len(pdf)):
            builder.begin_page()
            page = load_page(pdf, index)
            text = page_text(page)
            if needs_recognition(page, text):
                scanned += 1
            tables = finder.find(page, index) if not scanned else []
            if tables:
                add_page_with_tables(builder, page, tables)
            elif not scanned:
                for line in page_lines(page):
                    builder.add_line(line)
            page.close()
    if scanned:
        return scanned
    require_text(builder.text)
    for warning in quality_warnings(builder.text):
        builder.warn(warning)
    return builder.build()


def open_pdf(path: Path) -> pypdfium2.PdfDocument:
    """Open a PDF.

    Raises:
        UnreadableFile: encrypted, damaged, without pages or with too many.
    """
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise UnreadableFile("文件已加密，需要密码", hint="请去掉密码，另存后再添加") from error
        raise UnreadableFile("PDF 的结构已损坏", hint="请用阅读器打开后另存，再添加") from error
    if not len(pdf):
        pdf.close()
        raise UnreadableFile("PDF 里没有页面")
    if len(pdf) > MAX_PAGES:
        pdf.close()
        raise UnreadableFile(f"页数超过 {MAX_PAGES} 页", hint="请拆分后再添加")
    return pdf


def load_page(pdf: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """Return a page.

    Raises:
        UnreadableFile: the page is damaged.
    """
    try:
        return pdf[index]
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(f"PDF 第 {index + 1} 页已损坏", hint="请用阅读器打开后另存，再添加") from error


def needs_recognition(page: pypdfium2.PdfPage, text: str) -> bool:
    """Say whether what a reader sees on the page is not what its text layer says."""
    letters = sum(character.isalnum() for character in text)
    if letters >= MIN_PAGE_TEXT:
        private = sum("\ue000" <= character <= "\uf8ff" or character == "\ufffd" for character in text)
        return private > letters * 0.3 or common_share(text) < MIN_READABLE
    shapes = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
    return any(True for _ in page.get_objects(filter=shapes, max_depth=2))
