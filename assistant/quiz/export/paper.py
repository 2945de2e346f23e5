"""A printable paper and its key as Word files, grouped by type, with the source of every answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.quiz.export import layout
from assistant.quiz.model import HOLE, LETTERS, TYPES, ItemType, QuizItem
from assistant.quiz.study.naming import source_line
from corpus.durable import write_file

if TYPE_CHECKING:
    from corpus.model import Document

HEADINGS: dict[ItemType, str] = {
    "single": "单项选择题（每题只有一个正确选项）",
    "multiple": "多项选择题（每题有两个或两个以上正确选项）",
    "judge": "判断题（正确的打“√”，错误的打“×”）",
    "blank": "填空题",
    "order": "排序题（写出正确的先后次序）",
    "match": "连线题（写出对应的字母）",
    "short": "简答题",
}
ORDINALS = "一二三四五六七"
WRITING_LINES = 6
SHORT_OPTION = 9  # characters; options no longer than this stand two in a row

Find = Callable[[str], "Document | None"]


def write_paper(items: Sequence[QuizItem], file: Path, *, title: str) -> None:
    """Write the paper to `file`: no answer stands in it.

    Raises:
        OSError: the file cannot be written; what was there before is untouched.
    """
    document = layout.new_document()
    _title(document, title)
    layout.add_line(document, "单位：____________　姓名：____________　得分：________", centered=True, after=14)
    for number, item in _numbered(document, items, asked=True):
        _question(document, number, item)
    _save(document, file)


def write_key(items: Sequence[QuizItem], file: Path, *, title: str, find: Find) -> None:
    """Write the key to `file`: for every item its answer and, like a footnote, where the document says so.

    Raises:
        OSError: the file cannot be written; what was there before is untouched.
    """
    document = layout.new_document()
    _title(document, f"{title}参考答案")
    for number, item in _numbered(document, items, asked=False):
        _answer(document, number, item, find)
    _save(document, file)


def _title(document: Any, title: str) -> None:
    layout.add_line(document, title, font=layout.TITLE, size=layout.TITLE_SIZE, line=34, centered=True, after=16)


def _numbered(document: Any, items: Iterable[QuizItem], *, asked: bool) -> Iterable[tuple[int, QuizItem]]:
    """Yield the items by type with running numbers, writing each type's heading before its first.

    With `asked` the heading says how to answer.
    """
    by_type = {type_: [item for item in items if item.type == type_] for type_ in TYPES}
    number = 0
    for ordinal, type_ in zip(ORDINALS, (t for t in TYPES if by_type[t]), strict=False):
        heading = f"{ordinal}、{HEADINGS[type_] if asked else HEADINGS[type_].partition('（')[0]}"
        layout.add_line(document, heading, font=layout.HEADING, indent=2, keep=True)
        for item in by_type[type_]:
            number += 1
            yield number, item


def _question(document: Any, number: int, item: QuizItem) -> None:
    stem = item.stem.replace(HOLE, "＿＿＿＿＿＿")
    room = "（　　）" if item.type in ("single", "multiple", "judge") else ""
    layout.add_line(document, f"{number}. {stem}{room}", indent=2, keep=bool(item.options or item.left))
    if item.type == "match":
        _pairs(document, item)
    elif item.type == "short":
        for _ in range(WRITING_LINES):
            layout.add_line(document, "＿" * 26)
    elif item.type != "judge":
        _options(document, item.options)
    if item.type in ("order", "match"):
        layout.add_line(document, "答：＿＿＿＿＿＿＿＿＿＿＿＿", indent=2, after=4)


def _options(document: Any, options: Sequence[str]) -> None:
    lettered = [f"{letter}. {option}" for letter, option in zip(LETTERS, options, strict=False)]
    if options and max(map(len, options)) <= SHORT_OPTION:
        for at in range(0, len(lettered), 2):
            layout.add_columns(document, lettered[at : at + 2])
        return
    for line in lettered:
        layout.add_line(document, line, indent=2)


def _pairs(document: Any, item: QuizItem) -> None:
    table = document.add_table(rows=max(len(item.left), len(item.right)), cols=2)
    for at, row in enumerate(table.rows):
        for cell, words, mark in zip(row.cells, (item.left, item.right), (str(at + 1), LETTERS[at]), strict=True):
            paragraph = cell.paragraphs[0]
            text = f"{mark}. {words[at]}" if at < len(words) else ""
            layout.add_run(paragraph, text, font=layout.BODY, size=layout.BODY_SIZE)


def _answer(document: Any, number: int, item: QuizItem, find: Find) -> None:
    layout.add_line(document, f"{number}. {written_answer(item)}", indent=2, keep=True)
    if item.type == "short":
        for n, point in enumerate(item.points, 1):
            layout.add_line(document, f"（{n}）{point.text}", indent=2, keep=True)
    sources = dict.fromkeys(source_line(citation, find(citation.document)) for citation in item.citations)
    layout.add_line(
        document, f"〔出处〕{'；'.join(sources)}", font=layout.NOTE, size=layout.NOTE_SIZE, line=layout.NOTE_LINE,
        indent=2, after=6,
    )  # fmt: skip


def written_answer(item: QuizItem) -> str:
    """Return the key as it is written on a printed key."""
    match item.type:
        case "judge":
            return "√" if item.key == ("A",) else f"×（应为：{item.answer}）"
        case "single":
            return f"{''.join(item.key)}（{item.answer}）"
        case "multiple":
            return "".join(item.key)
        case "order":
            return "→".join(item.key)
        case "match":
            return "，".join(item.key)
        case "blank":
            return item.answer
        case _:
            return "要点："


def _save(document: Any, file: Path) -> None:
    import io

    packed = io.BytesIO()
    document.save(packed)
    write_file(file, packed.getvalue())
