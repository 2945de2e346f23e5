"""Plain text: decoding is all there is to it."""

from __future__ import annotations

from corpus.errors import UnreadableFile
from corpus.raw import RawDocument
from corpus.readers.encoding import common_share, decode
from corpus.readers.limits import MAX_CHARACTERS, MAX_TEXT_FILE

_GARBLED = ("锟斤拷", "烫烫烫", "屯屯屯", "ï¿½", "\ufffd\ufffd\ufffd")


def read_plain(data: bytes, *, media: str = "text/plain") -> RawDocument:
    """Decode a text file.

    Raises:
        UnreadableFile: too long, no text, or an encoding that cannot be told.
    """
    text, warnings = decode_text(data)
    require_text(text)
    return RawDocument(text=text, media=media, warnings=warnings)


def decode_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` and warnings for the reader of the library.

    Raises:
        UnreadableFile: too large, no text, or an encoding that cannot be told.
    """
    if len(data) > MAX_TEXT_FILE:
        raise UnreadableFile(f"文本超过 {MAX_TEXT_FILE >> 20} MB", hint="请拆分后再添加")
    decoded = decode(data)
    warnings = []
    if decoded.invalid:
        warnings.append(f"有 {decoded.invalid} 处字节不是有效的文字，已略去或以 \ufffd 代替")
    warnings.extend(quality_warnings(decoded.text))
    return decoded.text, tuple(warnings)


def require_text(text: str) -> None:
    """Refuse an empty text and one that is too long.

    Raises:
        UnreadableFile: see above.
    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile(f"文字超过 {MAX_CHARACTERS // 10_000} 万字", hint="请拆分后再添加")
    if not any(character.isalnum() for character in text):
        raise UnreadableFile("里面没有文字")


def quality_warnings(text: str) -> tuple[str, ...]:
    """Say so when the text looks as if it had been garbled before it reached us."""
    if any(mark in text for mark in _GARBLED) or common_share(text) < 0.12:
        return ("文字疑似乱码，引用前请核对原件",)
    return ()
