"""The one place that chooses a reader for a file; runs inside the reading process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from corpus.errors import UnreadableFile
from corpus.raw import RawDocument
from corpus.readers.limits import MAX_TEXT_FILE
from corpus.readers.plain import decode_text, require_text
from corpus.readers.sniffing import HEAD, Media, sniff, sniff_text

_HOW_TO_CONVERT = "请用 WPS 或 Word 打开，另存为 .docx 后再添加"


@dataclass(frozen=True, slots=True)
class Scanned:
    """The file has pages but no text; they must be recognised, which takes longer."""

    pages: int


def read_file(path: Path, *, name: str) -> RawDocument | Scanned:
    """Read the file at `path` by its content; `name` is what people call it.

    Raises:
        UnreadableFile: nothing can be read from it; the sentence says why and what to do.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    match sniff(head):
        case Media.EMPTY:
            raise UnreadableFile("文件是空的")
        case Media.PDF:
            from corpus.readers.pdf import read_pdf

            pdf = read_pdf(path)
            return Scanned(pdf) if isinstance(pdf, int) else pdf
        case Media.ZIP:
            from corpus.readers.package import read_package

            return read_package(path)
        case Media.IMAGE:
            from corpus.readers.scan import count_images

            return Scanned(count_images(path))
        case Media.OLE:
            raise _refuse_ole(path)
        case Media.RTF:
            raise UnreadableFile("不支持 .rtf 文件", hint=_HOW_TO_CONVERT)
        case Media.OTHER_BINARY:
            raise UnreadableFile("它不是文档", hint="请确认选对了文件")
        case Media.TEXT | Media.HTML | Media.MARKDOWN:
            return _read_text(path, name)
        case other:
            assert_never(other)


def recognise_file(path: Path, *, progress: Callable[[int, int], None]) -> RawDocument:
    """Recognise the text on the pages of a scanned file; `progress` is told (pages done, pages in all).

    Raises:
        UnreadableFile: there is no text on them.
    """
    from corpus.readers.scan import recognise

    return recognise(path, progress=progress)


def _read_text(path: Path, name: str) -> RawDocument:
    if path.stat().st_size > MAX_TEXT_FILE:
        raise UnreadableFile(f"文本超过 {MAX_TEXT_FILE >> 20} MB", hint="请拆分后再添加")
    data = path.read_bytes()
    text, warnings = decode_text(data)
    match sniff_text(text, name):
        case Media.HTML:
            from corpus.readers.html import read_html

            return read_html(text, warnings=warnings)
        case Media.MARKDOWN:
            from corpus.readers.markdown import read_markdown

            return read_markdown(text, warnings=warnings)
        case _:
            require_text(text)
            return RawDocument(text=text, media=Media.TEXT, warnings=warnings)


def _refuse_ole(path: Path) -> UnreadableFile:
    """Say what an OLE file is: an encrypted docx hides inside one, and so does every .doc and .wps."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableFile("文件已加密，需要密码", hint="请在 WPS 或 Word 中去掉密码，另存后再添加")
    if "Workbook".encode("utf-16-le") in data or "PowerPoint Document".encode("utf-16-le") in data:
        return UnreadableFile("不支持旧版表格和演示文稿", hint="请把需要的文字另存为 .docx 或 .txt 后再添加")
    return UnreadableFile("不支持旧版 .doc 和 .wps 文件", hint=_HOW_TO_CONVERT)
