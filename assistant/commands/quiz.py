"""``dangjian quiz …``: items made from the library's documents, and studied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.console import refuse_usage, say
from assistant.commands.opening import opened_library

if TYPE_CHECKING:
    from assistant.quiz.making import QuizSet
    from assistant.quiz.model import ItemType
    from corpus.library import Library

MOST_REASONS = 5  # reasons that are told when fewer items can be proved than were asked for


def build_group() -> typer.Typer:
    """Return the commands below ``dangjian quiz``."""
    group = typer.Typer(help="从资料库出题、练习。", no_args_is_help=True, rich_markup_mode=None)
    group.command("make")(make)
    return group


def make(
    count: Annotated[int, typer.Option(metavar="N", min=1, help="题目数量。")],
    out: Annotated[Path, typer.Option(metavar="items.jsonl", help="题目写到这里，每行一题（覆盖）。")],
    seed: Annotated[int, typer.Option(metavar="S", help="随机种子；同一资料库、同一种子，题目逐字节相同。")] = 0,
    types: Annotated[str | None, typer.Option(metavar="题型", help="如 single,judge；默认全部。")] = None,
    scope: Annotated[
        str | None, typer.Option(metavar="范围", help="限定范围，如 place=东莞,year=2025,document=ID。")
    ] = None,
) -> None:
    """出题：每道题都能由原文证明，证明不了的不出。"""
    from assistant.plaintext import json_line
    from assistant.quiz.making import make_quiz

    wanted = _read_types(types) if types is not None else None
    if out.is_dir() or not out.absolute().parent.is_dir():
        refuse_usage(f"题目不能写到 {out}。")
    with opened_library() as library:
        inside = _read_scope(scope, library) if scope is not None else None
        made = make_quiz(library.documents(), count=count, types=wanted, scope=inside, seed=seed)
    lines = [json_line(item.as_dict()) + "\n" for item in made.items]
    out.write_text("".join(lines), encoding="utf-8", newline="")
    say(f"已出 {len(made.items)} 题，依据 {made.evidence_sentences} 句原文，在 {out}")
    if len(made.items) < count:
        say(explain_shortfall(made, count))


def explain_shortfall(made: QuizSet, count: int) -> str:
    """Return why fewer than `count` items were made: how many were proved, merged, kept back and dropped."""
    dropped = sum(made.dropped.values())
    reasons = sorted(made.dropped.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_REASONS]
    told = f"（{'、'.join(f'{reason} {number}' for reason, number in reasons)}）" if reasons else ""
    return (
        f"要 {count} 题，只能给出 {len(made.items)} 题：能证明的有 {made.proved} 题，"
        f"其中与别题重复而合并 {made.merged} 题，同一句已有两题而不取 {made.kept_back} 题；不能证明而舍去 {dropped} 题{told}。"
    )


def _read_types(text: str) -> tuple[ItemType, ...]:
    from assistant.quiz.model import TYPES

    named = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    unknown = [name for name in named if name not in TYPES]
    if unknown or not named:
        refuse_usage(f"没有 {'、'.join(unknown) or '空的'} 题型；可用的是 {','.join(TYPES)}。")
    return tuple(each for each in TYPES if each in named)


def _read_scope(text: str, library: Library) -> tuple[str, ...]:
    from assistant.knowledge import build_gazetteer
    from assistant.plaintext import legible
    from assistant.request import parse_scope
    from assistant.scoping import Scoper
    from corpus.errors import InvalidRequest

    try:
        return Scoper(library, build_gazetteer(library)).documents(parse_scope(legible(text)))
    except InvalidRequest as error:
        refuse_usage(error.detail)
