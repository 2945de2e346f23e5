"""What kind of file this is, judged by its first bytes; the file's name is only asked when text could be either."""

from __future__ import annotations

import re
from enum import StrEnum

HEAD = 64 * 1024  # bytes that are looked at


class Media(StrEnum):
    """The kinds of content that are told apart."""

    EMPTY = "empty"
    PDF = "application/pdf"
    ZIP = "application/zip"
    OLE = "application/x-ole-storage"
    RTF = "application/rtf"
    IMAGE = "image"
    OTHER_BINARY = "application/octet-stream"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"


_MAGIC: tuple[tuple[bytes, Media], ...] = (
    (b"PK\x03\x04", Media.ZIP),
    (b"PK\x05\x06", Media.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Media.OLE),
    (b"{\\rtf", Media.RTF),
    (b"\x89PNG\r\n\x1a\n", Media.IMAGE),
    (b"\xff\xd8\xff", Media.IMAGE),
    (b"II*\x00", Media.IMAGE),
    (b"MM\x00*", Media.IMAGE),
    (b"BM", Media.IMAGE),
    (b"\x7fELF", Media.OTHER_BINARY),
    (b"MZ", Media.OTHER_BINARY),
    (b"\x1f\x8b", Media.OTHER_BINARY),
    (b"7z\xbc\xaf\x27\x1c", Media.OTHER_BINARY),
    (b"Rar!\x1a\x07", Media.OTHER_BINARY),
    (b"SQLite format 3\x00", Media.OTHER_BINARY),
    (b"GIF8", Media.OTHER_BINARY),
    (b"ID3", Media.OTHER_BINARY),
    (b"\x00\x00\x00\x18ftyp", Media.OTHER_BINARY),
    (b"\x00\x00\x00\x20ftyp", Media.OTHER_BINARY),
)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S
)
_HTML_TAG = re.compile(
    r"</?(?:div|p|h[1-6]|table|tr|td|ul|ol|li|br|span|a|article|section|strong)(?:\s[^<>]*)?/?>", re.I
)
_ATX = re.compile(r"^#{1,6}[ \t]+\S", re.M)


def sniff(head: bytes) -> Media:
    """Return the kind of content that begins with `head`; text of any sort is ``TEXT``, see `sniff_text`."""
    if not head:
        return Media.EMPTY
    if b"%PDF-" in head[:1024]:
        return Media.PDF
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Media.IMAGE
    for magic, media in _MAGIC:
        if head.startswith(magic):
            if media is Media.IMAGE and magic == b"BM" and not _is_bitmap(head):
                continue
            if magic in (b"MZ", b"ID3") and b"\x00" not in head[:512]:
                continue
            return media
    return Media.TEXT


def sniff_text(text: str, name: str) -> Media:
    """Tell HTML, Markdown and plain text apart; `name` decides only between Markdown and plain text."""
    start = text[:4096].lstrip("\ufeff")
    if _HTML_START.match(start) or len(_HTML_TAG.findall(start)) >= 4:
        return Media.HTML
    if name.lower().endswith((".md", ".markdown")) or len(_ATX.findall(text[:HEAD])) >= 2:
        return Media.MARKDOWN
    return Media.TEXT


def _is_bitmap(head: bytes) -> bool:
    return len(head) > 30 and head[14:18] in (
        b"\x28\x00\x00\x00",
        b"\x7c\x00\x00\x00",
        b"\x6c\x00\x00\x00",
        b"\x0c\x00\x00\x00",
    )
