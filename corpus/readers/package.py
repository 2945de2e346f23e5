"""Zip packages (docx, OFD): opened with every size counted while it inflates, and never unpacked to disk."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.raw import RawDocument
from corpus.readers.limits import MAX_INFLATED, MAX_MEMBER, MAX_MEMBERS, MIB

_DAMAGED = UnreadableFile("压缩结构已损坏", hint="请用 WPS 或 Word 打开后另存，再添加")
_PIECE = 256 * 1024


class Package:
    """An open zip package whose members are read into memory one at a time, within limits.

    Raises:
        UnreadableFile: on opening: damaged, encrypted, too many members, or names that point outside the package.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError) as error:
            raise _DAMAGED from error
        infos = self._zip.infolist()
        if len(infos) > MAX_MEMBERS:
            raise UnreadableFile(f"压缩包里的文件超过 {MAX_MEMBERS} 个")
        for info in infos:
            _check(info)
        self._infos = {info.filename: info for info in infos}
        self._inflated = 0

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def names(self) -> list[str]:
        """Return the members' names in the order of the package."""
        return list(self._infos)

    def read(self, name: str) -> bytes:
        """Inflate one member.

        Raises:
            UnreadableFile: it is damaged, or it or all members read so far inflate beyond the limits.
        """
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(self._infos[name]) as member:
                while piece := member.read(_PIECE):
                    size += len(piece)
                    self._inflated += len(piece)
                    if size > MAX_MEMBER or self._inflated > MAX_INFLATED:
                        raise UnreadableFile(f"解压后超过 {MAX_MEMBER // MIB} MB，可能是压缩炸弹")
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
            raise _DAMAGED from error
        return b"".join(pieces)

    def read_xml(self, name: str) -> etree._Element:
        """Parse one member as XML without document type, entities or network.

        Raises:
            UnreadableFile: it is damaged or declares a document type, which no office program writes.
        """
        data = self.read(name)
        if any("<!DOCTYPE".encode(encoding) in data for encoding in ("ascii", "utf-16-le", "utf-16-be")):
            raise UnreadableFile("内部含有 XML 外部定义（DTD），出于安全不予读取")
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser=parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _DAMAGED from error
        if root.getroottree().docinfo.doctype:
            raise UnreadableFile("内部含有 XML 外部定义（DTD），出于安全不予读取")
        return root


def read_package(path: Path) -> RawDocument:
    """Read a docx or OFD file; other packages are refused by name.

    Raises:
        UnreadableFile: see above.
    """
    package = Package(path)
    if "word/document.xml" in package:
        from corpus.readers.word import read_word

        return read_word(package)
    if "OFD.xml" in package:
        from corpus.readers.ofd import read_ofd

        return read_ofd(package)
    names = package.names()
    if any(name.startswith("xl/") for name in names):
        raise UnreadableFile("不支持表格文件", hint="请把需要的内容另存为 .docx、.txt 或 PDF 后再添加")
    if any(name.startswith("ppt/") for name in names):
        raise UnreadableFile("不支持演示文稿", hint="请另存为 PDF 后再添加")
    if "META-INF/container.xml" in package or "content.xml" in package:
        raise UnreadableFile("不支持这种电子书或开放文档格式", hint="请另存为 .docx 或 PDF 后再添加")
    raise UnreadableFile("它是压缩包", hint="请先解压，再添加里面的文件")


def _check(info: zipfile.ZipInfo) -> None:
    parts = info.filename.replace("\\", "/").split("/")
    if info.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
        raise UnreadableFile("压缩包里的路径指向包外，出于安全不予读取")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnreadableFile("压缩包里含有链接，出于安全不予读取")
    if info.flag_bits & 0x1:
        raise UnreadableFile("文件已加密，需要密码", hint="请去掉密码，另存后再添加")
    if info.file_size > MAX_INFLATED:
        raise UnreadableFile(f"解压后超过 {MAX_INFLATED // MIB} MB，可能是压缩炸弹")
