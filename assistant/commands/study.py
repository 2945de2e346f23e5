"""``dangjian quiz take`` and ``export``: studying at the terminal, and items on paper, in Anki, as JSON lines."""

from __future__ import annotations

import getpass
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.console import refuse_usage, say, show
from assistant.commands.opening import opened_library
from assistant.plaintext import legible
from assistant.quiz.model import LETTERS, TYPE_NAMES, TYPES
from corpus.errors import DangjianError

if TYPE_CHECKING:
    from assistant.quiz.model import ItemType, QuizItem
    from assistant.quiz.study.desk import Choice, Desk
    from assistant.quiz.study.pool import Stock
    from assistant.quiz.study.sitting import Sitting
    from corpus.library import Library
    from corpus.model import Document

MODE_NAMES = {
    "daily": "每日一练", "topic": "专项", "exam": "模拟考试", "challenge": "挑战", "wrong": "错题本", "recite": "背要点",
}  # fmt: skip
REASON_NAMES = {"wrong_key": "答案有误", "unclear": "题干不清", "trivial": "没有价值"}
FORMATS = ("docx", "anki", "jsonl")
EXPORTED = 50  # items of an export, unless said otherwise
HOW = {
    "single": "输入一个字母", "multiple": "输入几个字母", "judge": "输入 对 或 错", "blank": "输入答案",
    "order": "按先后输入字母", "match": "输入如 1B 2A", "short": "先想好，按回车看要点",
}  # fmt: skip
KEYS = "“?”提示，“!”报告错题，“q”结束"

ModeOption = Annotated[
    str, typer.Option("--mode", metavar="方式", help="、".join(f"{k} {v}" for k, v in MODE_NAMES.items()))
]
ScopeOption = Annotated[
    str | None, typer.Option("--scope", metavar="范围", help="如 place=东莞,document=ID,section=标题。")
]
TypesOption = Annotated[str | None, typer.Option("--types", metavar="题型", help=f"用逗号分开：{','.join(TYPES)}。")]


def add_to(group: typer.Typer) -> None:
    """Add the commands to ``dangjian quiz``."""
    group.command("take")(take)
    group.command("export")(export)


def take(
    mode: ModeOption = "daily",
    count: Annotated[int | None, typer.Option("--count", min=1, max=500, help="题数。")] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", min=1, max=600, help="模拟考试的时间（分钟）。")] = None,
    scope: ScopeOption = None,
    types: TypesOption = None,
    learner: Annotated[
        str | None, typer.Option("--user", metavar="名字", help="学习记录归谁，默认系统用户名。")
    ] = None,
    seed: Annotated[str | None, typer.Option("--seed", help="同样的种子出同样的题。")] = None,
) -> None:
    """在终端里做题：每日一练、专项、模拟考试、挑战、错题本、背要点。"""
    from assistant.quiz.study.desk import Desk
    from assistant.settings import load_settings

    if mode not in MODE_NAMES:
        refuse_usage(f"--mode 只能是 {'、'.join(MODE_NAMES)}。")
    name = legible(learner) if learner is not None else f"terminal:{_system_user()}"
    with opened_library() as library:
        choice = _choice(mode, count, minutes, _scope(scope), _types(types), library)
        desk = Desk(load_settings().home, library)
        stock = _stock(desk)
        sitting = desk.sit(name, choice, stock, now=time.monotonic(), seed=seed)
        if not sitting.items:
            say(_nothing(mode, stock))
            return
        total = len(sitting.items)
        show(f"{MODE_NAMES[mode]}{'' if mode == 'challenge' else f'，共 {total} 题'}。{KEYS}。")
        _finish(desk, _run(desk, sitting, library))


def export(
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="写到这个文件；试卷的答案写在旁边的“-答案.docx”。")
    ],
    format_: Annotated[str | None, typer.Option("--format", help=f"{'、'.join(FORMATS)}；默认看文件名。")] = None,
    count: Annotated[int, typer.Option("--count", min=1, max=100_000, help="题数。")] = EXPORTED,
    types: TypesOption = None,
    scope: ScopeOption = None,
    seed: Annotated[int, typer.Option("--seed", help="同样的资料和种子出同样的题。")] = 0,
    title: Annotated[str, typer.Option("--title", help="试卷或牌组的标题。")] = "党建知识测试题",
) -> None:
    """导出题目：可打印的试卷和答案（docx）、Anki 牌组（apkg）、JSON 行（jsonl）。"""
    from assistant.quiz.export.anki import write_deck
    from assistant.quiz.export.lines import write_lines
    from assistant.quiz.export.paper import write_key, write_paper
    from assistant.quiz.making import make_quiz

    kind = format_ or {".docx": "docx", ".apkg": "anki", ".jsonl": "jsonl"}.get(out.suffix.lower(), "")
    if kind not in FORMATS:
        refuse_usage(f"--format 只能是 {'、'.join(FORMATS)}，或让文件名以 .docx、.apkg、.jsonl 结尾。")
    limits, chosen = _scope(scope), _types(types)
    with opened_library() as library:
        documents = {document.id: document for document in library.documents()}
        inside = {id_ for id_, document in documents.items() if _is_inside(document, limits)}
        made = make_quiz(documents.values(), types=chosen or TYPES, scope=inside, seed=seed, count=count)
    items = [item for item in made.items if "section" not in limits or item.topic.section == limits["section"]]
    if not items:
        raise NoItems
    heading = legible(title)
    if kind == "docx":
        key = out.with_name(f"{out.stem}-答案{out.suffix}")
        write_paper(items, out, title=heading)
        write_key(items, key, title=heading, find=documents.get)
        say(f"已导出 {len(items)} 题：试卷 {out}，答案 {key}")
        return
    if kind == "anki":
        write_deck(items, out, title=heading, find=documents.get)
    else:
        write_lines(items, out)
    say(f"已导出 {len(items)} 题：{out}")


class NoItems(DangjianError):
    """Nothing can be asked about what was chosen."""

    sentence_zh = "所选范围内没有能够证明的题目，请放宽范围或先加入文件"
    sentence_en = "No item can be proved in the chosen scope; widen it or add files first"


def _stock(desk: Desk) -> Stock:
    say("正在根据资料库出题……")
    stock = desk.pool.wait()
    if stock is None or stock.failure is not None:
        if stock is not None and isinstance(stock.failure, DangjianError):
            raise stock.failure
        raise NoItems
    return stock


def _nothing(mode: str, stock: Stock) -> str:
    if not stock.documents:
        return "资料库中还没有文件，请先用 dangjian ingest 加入文件。"
    return {
        "daily": "今天的练习已经做完，没有到期的题目。",
        "wrong": "错题本是空的。",
        "recite": "没有可以背的提纲：请用 --scope document=ID 指定一份有标题的文件。",
    }.get(mode, "所选范围内没有题目，请放宽范围。")


def _run(desk: Desk, sitting: Sitting, library: Library) -> Sitting:
    """Ask item after item until the sitting is over, the learner has had enough, or the input ends."""
    while (item := sitting.item) is not None:
        left = sitting.left(time.monotonic())
        if left is not None and left <= 0:
            show("时间到。")
            return sitting.ended()
        remaining = f"　剩余 {int(left // 60)} 分 {int(left % 60):02d} 秒" if left is not None else ""
        show(f"\n第 {sitting.at + 1} 题（{TYPE_NAMES[item.type]}）{remaining}\n{_question(item)}")
        after = _ask(desk, sitting, item)
        if after is None:
            return sitting.ended()
        if after.mode != "exam" and len(after.results) > len(sitting.results):
            show(_verdict(after, library))
        sitting = after if after.mode == "exam" else after.next(now=time.monotonic())
    return sitting


def _ask(desk: Desk, sitting: Sitting, item: QuizItem) -> Sitting | None:
    """Return the sitting after one answer was recorded; None when the learner stops."""
    from assistant.quiz.study.given import Given, read_typed
    from assistant.quiz.study.hinting import hint_for

    while True:
        line = _read(f"{HOW[item.type]} > ")
        if line is None or line.strip().lower() in ("q", "ｑ"):
            return None
        if line.strip() in ("?", "？"):
            sitting = sitting.with_hint()
            show("考试中没有提示。" if sitting.mode == "exam" else f"提示：{hint_for(item)}")
            continue
        if line.strip() in ("!", "！"):
            sitting = desk.report(sitting, item, "unclear")
            show("已记录，谢谢。这道题以后不再出现。")
            continue
        if item.type == "short":
            show("\n".join(["要点：", *(f"{n}. {point.text}" for n, point in enumerate(item.points, 1))]))
            line = _read("答到了哪几点（如 1 3，没有就按回车）> ")
            if line is None:
                return None
        given = read_typed(item, line)
        if given == Given() and item.type != "short":
            show(f"没有看懂，请{HOW[item.type]}。")
            continue
        return desk.answer(sitting, given, now=time.monotonic())


def _question(item: QuizItem) -> str:
    lines = [item.stem]
    if item.type != "judge":
        lines += [f"  {letter}. {option}" for letter, option in zip(LETTERS, item.options, strict=False)]
    lines += [f"  {n}. {left}" for n, left in enumerate(item.left, 1)]
    lines += [f"  {letter}. {right}" for letter, right in zip(LETTERS, item.right, strict=False)]
    return "\n".join(lines)


def _verdict(sitting: Sitting, library: Library) -> str:
    from assistant.quiz.export.paper import written_answer
    from assistant.quiz.study.naming import source_line

    result = sitting.results[-1]
    item = result.item
    lines = ["✓ 正确" if result.graded.right else f"✗ 不正确，答案：{written_answer(item)}"]
    if item.type == "short":
        lines = [f"答到 {len(result.given.points)}/{len(item.points)} 点"]
    try:
        document: Document | None = library.document(item.citation.document)
    except DangjianError:
        document = None
    lines += [f"原文：{item.citation.quote}", f"出处：{source_line(item.citation, document)}"]
    return "\n".join(lines)


def _finish(desk: Desk, sitting: Sitting) -> None:
    answered = sum(result.recorded is not None for result in sitting.results)
    if sitting.mode == "exam":
        from assistant.quiz.export.paper import written_answer

        show(f"\n得分 {sitting.score}（{sitting.rights}/{len(sitting.items)}）")
        for n, result in enumerate(sitting.results, 1):
            if not result.graded.right:
                show(f"第 {n} 题 {result.item.stem}\n  答案：{written_answer(result.item)}")
    elif sitting.mode == "challenge":
        show(f"\n连对 {sitting.rights} 题。")
    else:
        show(f"\n答了 {answered} 题，答对 {sitting.rights} 题。")
    streak = desk.overview(sitting.learner, None).progress.streak
    show(f"已连续学习 {streak} 天。" if streak else "")


def _read(prompt: str) -> str | None:
    """Return the next line that was typed, None at the end of the input."""
    show(prompt, end="")
    sys.stdout.flush()
    line = sys.stdin.readline()
    return legible(line.rstrip("\r\n")) if line else None


def _choice(
    mode: str,
    count: int | None,
    minutes: int | None,
    limits: dict[str, str],
    types: frozenset[ItemType],
    library: Library,
) -> Choice:
    from assistant.quiz.study.choosing import Limits
    from assistant.quiz.study.desk import Choice
    from assistant.quiz.study.recital import find_outlines
    from assistant.quiz.study.records import MODES

    kind = next(one for one in MODES if one == mode)
    document = limits.get("document")
    if document is not None:
        library.document(document)  # an unknown id is told as such
    outline: int | None = None
    if kind == "recite":
        ids = [document] if document is not None else library.ids()
        outlines = [one for id_ in ids for one in find_outlines(library.document(id_))]
        wanted = [one for one in outlines if "section" not in limits or limits["section"] in one.name]
        document = wanted[0].document if wanted else None
        outline = wanted[0].section if wanted else None
    admitted = Limits(document, limits.get("place"), limits.get("section"), frozenset(types))
    return Choice(kind, admitted, count, minutes, document, outline)


def _scope(scope: str | None) -> dict[str, str]:
    """Return the parts of ``place=东莞,document=ID,section=标题``; commas inside a heading belong to it."""
    found: dict[str, str] = {}
    last = ""
    for part in legible(scope).split(",") if scope else ():
        name, sign, value = part.partition("=")
        if sign and name.strip() in ("place", "document", "section", "year"):
            last = name.strip()
            found[last] = value.strip()
        elif last:
            found[last] += f",{part}"
        else:
            refuse_usage("--scope 写作 place=东莞,document=ID,section=标题。")
    return found


def _types(types: str | None) -> frozenset[ItemType]:
    asked = {one.strip() for one in types.split(",")} if types else set()
    if asked - set(TYPES):
        refuse_usage(f"--types 只能是 {','.join(TYPES)}。")
    return frozenset(one for one in TYPES if one in asked)


def _is_inside(document: Document, limits: dict[str, str]) -> bool:
    card = document.card
    place = card.place.value if card.place is not None and not card.masked else None
    return (
        limits.get("document", document.id) == document.id
        and limits.get("place", place) == place
        and limits.get("year", str(card.year)) == str(card.year)
    )


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "user"
