"""``dangjian ingest`` and ``dangjian library …``: documents in, looked at, corrected and out."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.console import ProgressLine, refuse_usage, say, show, show_json
from assistant.commands.opening import opened_assistant, opened_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.library import DocumentStatus
    from corpus.model import Card, CardField, Document, Section, Span

Json = Annotated[bool, typer.Option("--json", help="输出 JSON。")]
Id = Annotated[str, typer.Argument(metavar="ID", help="文档编号，见 dangjian library list。")]

OUTCOMES = {"added": "已添加", "unchanged": "没有变化", "updated": "已更新", "refused": "未能添加"}
ORIGINS = {"text": "", "catalogue": "人工判断", "user": "手工填写", "inferred": "推断"}


def build_group() -> typer.Typer:
    """Return the commands below ``dangjian library``."""
    group = typer.Typer(help="查看和管理资料库。", no_args_is_help=True, rich_markup_mode=None)
    group.command("list")(list_documents)
    group.command("show")(show_document)
    group.command("outline")(outline)
    group.command("card")(card)
    group.command("remove")(remove)
    return group


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="文件或文件夹。")], as_json: Json = False
) -> None:
    """添加文件或文件夹；返回时新内容已可检索。"""
    refused = total = 0
    with opened_assistant() as assistant:
        progress = ProgressLine()
        for row in assistant.library.add_all(paths):
            total += 1
            refused += row.outcome == "refused"
            if as_json:
                show_json(asdict(row))
            else:
                about = "：".join(part for part in (row.id, row.reason) if part)
                show(f"{OUTCOMES[row.outcome]}  {row.path}{f'（{about}）' if about else ''}")
        assistant.index.refresh(progress=progress)
    if total == 0:
        say("没有找到可以添加的文件。")
    elif refused:
        say(f"{total} 个文件中有 {refused} 个未能添加。")
    if refused == total:
        raise typer.Exit(1)


def list_documents(as_json: Json = False) -> None:
    """列出全部文档。"""
    with opened_library() as library:
        for id_, facts in library.cards().items():
            status = library.status(id_)
            if as_json:
                show_json(_summary(status, facts))
            else:
                show(
                    "  ".join(
                        [
                            id_,
                            _place(facts),
                            facts.date.value if facts.date else "日期未标明",
                            facts.title or status.name,
                        ]
                    )
                )


def show_document(
    id_: Id,
    text: Annotated[bool, typer.Option("--text", help="只输出正文（引文的 start、end 即按它计）。")] = False,
    as_json: Json = False,
) -> None:
    """查看一份文档的来源、信息卡，或它的正文。"""
    with opened_library() as library:
        status, document = library.status(id_), library.document(id_)
    if as_json:
        content = {"text": document.text} if text else {}
        show_json({**_summary(status, document.card), **_details(document), **content})
    elif text:
        show(document.text, end="")
    else:
        show(f"{document.display_title}\n编号：{id_}\n来源：{document.source}\n片段：{status.passages}")
        show("\n".join(_card_lines(document.card)))
        for warning in document.warnings:
            show(f"注意：{warning}")


def outline(id_: Id, as_json: Json = False) -> None:
    """查看一份文档的提纲。"""
    with opened_library() as library:
        document = library.document(id_)
    if as_json:
        sections = [_section(document, section) for section in document.sections]
        show_json({"id": id_, "title": document.display_title, "sections": sections})
        return
    show(document.display_title)
    top = min((section.level for section in document.sections), default=0)
    for section in document.sections:
        words = " ".join(section.heading.of(document.text).split())
        show(f"{'  ' * (section.level - top + 1)}{words}")
    if not document.sections:
        show("  （这份文档没有标题）")


def remove(id_: Id, as_json: Json = False) -> None:
    """从资料库和索引中彻底删除一份文档。"""
    with opened_assistant() as assistant:
        title = assistant.library.document(id_).display_title
        assistant.library.remove(id_)
        assistant.index.refresh(progress=ProgressLine())
    if as_json:
        show_json({"id": id_, "outcome": "removed", "title": title})
    else:
        show(f"已删除  {title}（{id_}）")


def card(
    id_: Id,
    changes: Annotated[
        list[str] | None, typer.Argument(metavar="字段=值…", help="如 place=东莞 issued=2025-03-27；值为空表示未标明。")
    ] = None,
    as_json: Json = False,
) -> None:
    """更正信息卡；不写字段时只查看。"""
    edits = _edits(changes or [])
    with opened_assistant() as assistant:
        library = assistant.library
        document = library.edit_card(id_, edits) if edits else library.document(id_)
        if edits:
            assistant.index.refresh(progress=ProgressLine())
    if as_json:
        show_json({"id": id_, "card": _card(document.card)})
    else:
        show("\n".join(_card_lines(document.card)))


def _edits(changes: Sequence[str]) -> dict[str, str | None]:
    edits: dict[str, str | None] = {}
    for change in changes:
        field, equals, value = change.partition("=")
        if not equals or not field.strip():
            refuse_usage(f"“{change}”应写成 字段=值，例如 place=东莞。")
        edits[field.strip()] = value
    return edits


def _summary(status: DocumentStatus, facts: Card) -> dict[str, Any]:
    return {
        "id": status.id,
        "name": status.name,
        "names": list(status.names),
        "title": facts.title,
        "place": facts.place.value if facts.place else None,
        "masked": facts.masked,
        "date": facts.date.value if facts.date else None,
        "date_kind": facts.date_kind,
        "kind": facts.kind.value if facts.kind else None,
        "source": status.source,
        "bytes": status.size,
        "passages": status.passages,
        "added": status.added.isoformat(),
        "updated": status.updated.isoformat(),
        "warnings": list(status.warnings),
    }


def _details(document: Document) -> dict[str, Any]:
    return {
        "raw_sha256": document.raw_sha256,
        "text_sha256": document.text_sha256,
        "characters": len(document.text),
        "furniture": [_span(piece) for piece in document.furniture],
        "pages": [_span(page) for page in document.pages],
        "card": _card(document.card),
    }


def _section(document: Document, section: Section) -> dict[str, Any]:
    return {
        "index": section.index,
        "parent": section.parent,
        "level": section.level,
        "kind": section.kind,
        "label": section.label,
        "number": section.number,
        "title": section.title.of(document.text),
        "heading": section.heading.of(document.text),
        "start": section.span.start,
        "end": section.span.end,
        "run_in": section.run_in,
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _card(facts: Card) -> dict[str, Any]:
    shown = asdict(facts)
    return {
        **shown,
        "title": facts.title,
        "date": facts.date.value if facts.date else None,
        "date_kind": facts.date_kind,
        "year": facts.year,
    }


def _card_lines(facts: Card) -> list[str]:
    from corpus.edits import FIELDS
    from corpus.model import CardField

    lines = [_fact("标题", title) for title in facts.titles] or ["标题：未标明"]
    for field in fields(facts):
        value = getattr(facts, field.name)
        if field.name in FIELDS and (value is None or isinstance(value, CardField)):
            hidden = value is None and field.name == "place" and facts.masked
            lines.append("地点：原文隐去" if hidden else _fact(FIELDS[field.name], value))
    if facts.regions:
        lines.append(f"涉及地区：{'、'.join(facts.regions)}")
    return lines


def _fact(name: str, value: CardField | None) -> str:
    if value is None or not value.value:
        return f"{name}：未标明"
    origin = ORIGINS[value.origin]
    return f"{name}：{value.value}{f'（{origin}）' if origin else ''}"


def _place(facts: Card) -> str:
    if facts.masked:
        return "未具名"
    return facts.place.value if facts.place else "地点未标明"
