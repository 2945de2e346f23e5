"""``dangjian``: the assistant on the command line.

This file names the commands and is the edge of the process: it turns errors into one sentence and an exit code
(0 done, 1 the command failed, 2 wrong usage). What each command does stands in `assistant.commands`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import typer

from assistant.commands import console
from corpus.errors import DangjianError

if TYPE_CHECKING:
    from pathlib import Path


def build_app() -> typer.Typer:
    """Return the command tree."""
    from assistant.commands import ask, library, quiz, store, study

    app = typer.Typer(
        name="dangjian",
        help="党建知答：从资料库的文档中回答问题，句句有出处。",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.command("ask")(ask.ask)
    app.command("ingest")(library.ingest)
    app.add_typer(library.build_group(), name="library")
    items = quiz.build_group()
    study.add_to(items)
    app.add_typer(items, name="quiz")
    app.command("build")(store.build)
    app.command("backup")(store.backup)
    app.command("restore")(store.restore)
    app.command("doctor")(store.doctor)
    return app


def main() -> None:
    """Run the command line and leave with its exit code."""
    console.prepare_streams()
    try:
        build_app()(args=console.read_arguments(), prog_name="dangjian")
    except SystemExit as leaving:
        console.flush()
        sys.exit(leaving.code)
    except DangjianError as error:
        _fail(error.message(_language()))
    except OSError as error:
        _record("an operating system error ended the command")
        _fail(f"无法读写文件：{error.strerror or error}{f'（{error.filename}）' if error.filename else ''}。")
    except Exception:
        log = _record("an unexpected error ended the command")
        _fail(f"程序出现意外错误，操作没有完成{f'；详情见 {log}' if log else ''}。")


def _fail(sentence: str) -> NoReturn:
    console.say(" ".join(sentence.split()))
    sys.exit(1)


def _language() -> str:
    from assistant.settings import load_settings

    try:
        return load_settings().language
    except DangjianError:
        return "zh"


def _record(event: str) -> Path | None:
    """Write the current traceback to the log in the home and return its path; None when even that fails."""
    import logging

    from assistant.journal import start_journal
    from assistant.settings import load_settings

    try:
        log = start_journal(load_settings().home)
    except DangjianError:
        return None
    logging.getLogger("dangjian.cli").exception(event)
    return log if log.is_file() else None


if __name__ == "__main__":
    main()
