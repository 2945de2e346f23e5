"""``dangjian ask``: one question for a person or a program, or a file of them."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.console import refuse_usage, say, show, show_json
from assistant.commands.opening import opened_assistant
from assistant.plaintext import legible
from assistant.request import parse_scope, read_history
from corpus.errors import InvalidRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Answer, Citation, Turn

QUOTE_SHOWN = 160  # characters of a quote on the terminal; the JSON has all of it


def ask(
    question: Annotated[list[str] | None, typer.Argument(metavar="[问题]", help="要问的问题。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON 对象。")] = False,
    history: Annotated[Path | None, typer.Option(metavar="FILE", help="对话历史（JSON 列表，旧的在前）。")] = None,
    scope: Annotated[
        str | None, typer.Option(metavar="范围", help="限定范围，如 place=东莞,year=2025,document=ID。")
    ] = None,
    no_llm: Annotated[bool, typer.Option("--no-llm", help="不使用大模型改写措辞。")] = False,
    batch: Annotated[Path | None, typer.Option(metavar="IN.jsonl", help="从文件读取多个问题。")] = None,
    out: Annotated[Path | None, typer.Option(metavar="OUT.jsonl", help="多个问题的结果写到这里（覆盖）。")] = None,
) -> None:
    """回答一个问题并注明出处；或用 --batch 回答一个文件中的许多问题。"""
    if batch is not None or out is not None:
        if question is not None or history is not None or scope is not None:
            refuse_usage("--batch 不能与问题、--history、--scope 同时使用，请写在文件的各行里。")
        if batch is None or out is None:
            refuse_usage("--batch IN.jsonl 和 --out OUT.jsonl 要一起使用。")
        _ask_batch(batch, out, use_llm=not no_llm)
        return
    if question is None:
        refuse_usage('请写出问题，例如：dangjian ask "东莞2025年市直机关党的建设要点有哪些"')
    try:
        limits = parse_scope(legible(scope)) if scope is not None else None
    except InvalidRequest as error:
        refuse_usage(error.detail)
    turns = _load_history(history) if history is not None else ()
    with opened_assistant() as assistant:
        answer = assistant.ask(" ".join(map(legible, question)), history=turns, scope=limits, use_llm=not no_llm)
    if as_json:
        show_json(answer.as_dict())
    else:
        show(render_answer(answer))


def _ask_batch(questions: Path, answers: Path, *, use_llm: bool) -> None:
    from assistant.batch import answer_batch

    if not questions.exists() or questions.is_dir():
        refuse_usage(f"没有名为 {questions} 的问题文件。")
    if answers.is_dir() or not answers.absolute().parent.is_dir():
        refuse_usage(f"结果不能写到 {answers}。")
    if answers.exists() and questions.samefile(answers):
        refuse_usage("问题文件和结果文件是同一个文件。")
    with opened_assistant() as assistant:
        outcome = answer_batch(assistant, questions, answers, use_llm=use_llm)
    say(f"已回答 {outcome.answered} 个问题，{outcome.unreadable} 行无法处理，结果在 {answers}")
    if outcome.failed:
        say(f"{outcome.failed} 个问题在处理时出错，详情已记入日志。")
        raise typer.Exit(1)


def _load_history(file: Path) -> tuple[Turn, ...]:
    if not file.is_file():
        refuse_usage(f"没有名为 {file} 的对话历史文件。")
    try:
        value = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise InvalidRequest(f"对话历史 {file} 不是 UTF-8 的 JSON 文件") from None
    return read_history(value)


def render_answer(answer: Answer) -> str:
    """Return the answer for a terminal: its text, then the numbered sources, then what came closest."""
    blocks = [answer.answer]
    if answer.citations:
        blocks.append("\n".join(["出处：", *_sources(answer.citations, numbered=True)]))
    if answer.nearest:
        blocks.append("\n".join(["最接近的片段（并非答案）：", *_sources(answer.nearest, numbered=False)]))
    if answer.notes:
        blocks.append("\n".join(f"注：{note}" for note in answer.notes))
    if answer.suggestions:
        blocks.append("\n".join(["可以再问：", *(f"· {question}" for question in answer.suggestions)]))
    return "\n\n".join(blocks)


def _sources(citations: Sequence[Citation], *, numbered: bool) -> list[str]:
    """Return the lines of the sources: a document's title once, then its quotes with where they stand."""
    lines: list[str] = []
    for document, group in groupby(citations, key=lambda citation: citation.document):
        del document
        quotes = list(group)
        lines.append(_document(quotes[0]))
        for citation in quotes:
            mark = f"[{citation.n}]" if numbered else "·"
            quote = " ".join(citation.quote.split())
            where = [part for part in (" › ".join(citation.path), _page(citation)) if part]
            if citation.path and quote.rstrip("。.").endswith(citation.path[-1].rstrip("。.")):
                lines.append(f"  {mark} {' · '.join(where)}")  # the heading itself is what is quoted
                continue
            shown = quote if len(quote) <= QUOTE_SHOWN else f"{quote[:QUOTE_SHOWN]}…"
            lines.append(f"  {mark} {' · '.join(where)}" if where else f"  {mark} “{shown}”")
            if where:
                lines.append(f"      “{shown}”")
    return lines


def _document(citation: Citation) -> str:
    date = citation.date
    if date and citation.date_kind == "inferred":
        date += "（推断）"
    place = "原文未具名" if citation.masked else citation.place
    title = citation.title if citation.title.startswith("《") else f"《{citation.title}》"
    return " · ".join(part for part in (title, place, date) if part)


def _page(citation: Citation) -> str:
    page = f"第 {citation.page} 页" if citation.page is not None else ""
    furniture = "网站页面内容，不是正文" if citation.furniture else ""
    return " · ".join(part for part in (page, furniture) if part)
