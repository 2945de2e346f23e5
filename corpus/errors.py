"""The one tree of errors. Each class carries the one sentence that a person may see, in Chinese and English.

DangjianError
├── UnreadableFile      the file cannot be taken in; nothing was stored        → convert or fix the file
├── UnknownDocument     no such document in the library                        → look at the list
├── InvalidRequest      the caller's arguments make no sense                   → correct and call again
├── LibraryBusy         another process is writing                             → wait, then call again
├── CannotWrite         disk full or not writable; all is as it was            → make room, then call again
├── DamagedStore        what lies on disk is not what was written              → dangjian doctor
└── ModelMismatch       index and encoder do not belong together               → choose one of the two

Refusing to answer is a value, not an error.
"""

from __future__ import annotations

from typing import ClassVar


class DangjianError(Exception):
    """Root of all errors that a person is told about. ``detail`` completes the sentence, ``hint`` says what to do."""

    sentence_zh: ClassVar[str] = "操作没有完成"
    sentence_en: ClassVar[str] = "The operation was not completed"

    def __init__(self, detail: str = "", *, hint: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.hint = hint

    def message(self, language: str = "zh") -> str:
        """Return one plain sentence for a person, without a stack trace."""
        english = language.startswith("en")
        sentence = self.sentence_en if english else self.sentence_zh
        colon, stop = (": ", ".") if english else ("：", "。")
        text = f"{sentence}{colon}{self.detail}" if self.detail else sentence
        text = text.rstrip("。.") + stop
        return f"{text}{' ' if english else ''}{self.hint}" if self.hint else text


class UnreadableFile(DangjianError):
    """A file cannot be taken into the library. Nothing of it was stored."""

    sentence_zh = "这个文件无法读取"
    sentence_en = "This file cannot be read"


class UnknownDocument(DangjianError):
    """No document of the library has this id."""

    sentence_zh = "资料库中没有这份文档"
    sentence_en = "The library has no such document"


class InvalidRequest(DangjianError):
    """The caller's arguments make no sense."""

    sentence_zh = "请求无法处理"
    sentence_en = "The request cannot be processed"


class LibraryBusy(DangjianError):
    """Another process holds the writer's lock."""

    sentence_zh = "资料库正在被另一个程序写入，请稍后再试"
    sentence_en = "Another program is writing to the library; please try again shortly"


class CannotWrite(DangjianError):
    """The disk is full, or the folder cannot be written to. What was there before is untouched."""

    sentence_zh = "没有写入：磁盘空间不足，或数据文件夹不可写"
    sentence_en = "Nothing was written: the disk is full, or the data folder is not writable"


class DamagedStore(DangjianError):
    """What lies on disk is not what was written."""

    sentence_zh = "本地数据已损坏，可运行 dangjian doctor 检查"
    sentence_en = "The local data is damaged; run dangjian doctor to check it"


class ModelMismatch(DangjianError):
    """The index was built with another encoder than the one configured."""

    sentence_zh = "索引与当前的语义模型不一致"
    sentence_en = "The index does not belong to the configured encoder"
