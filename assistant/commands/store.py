"""``dangjian build``, ``backup``, ``restore``, ``doctor``: the home as a whole."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.console import say, show, show_json
from assistant.commands.opening import opened_assistant

STATES = {"ok": "正常", "warning": "注意", "failed": "异常"}
CHECKS = {
    "settings": "设置",
    "installation": "安装",
    "disk": "磁盘",
    "encoder": "语义模型",
    "reader": "阅读模型",
    "library": "资料库",
    "index": "索引",
    "study": "学习记录",
    "llm": "大模型",
}


def build() -> None:
    """建立或更新索引，显示进度。"""
    from assistant.commands.console import ProgressLine

    with opened_assistant() as assistant:
        assistant.index.refresh(progress=ProgressLine())
        documents = len(assistant.library.ids())
    say(f"索引已是最新，共 {documents} 份文档。")


def backup(file: Annotated[Path, typer.Argument(metavar="FILE", help="备份写到这个文件。")]) -> None:
    """把数据文件夹整个备份成一个文件。"""
    from assistant.settings import load_settings
    from corpus.archive import backup as write_backup

    done = write_backup(load_settings().home, file)
    say(f"已备份 {done.files} 个文件，共 {_megabytes(done.size)}，在 {file}")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="备份文件。")],
    replace: Annotated[bool, typer.Option("--replace", help="替换现有的全部数据。")] = False,
) -> None:
    """从备份文件恢复整个数据文件夹；已有数据时须加 --replace。"""
    from assistant.settings import load_settings
    from corpus.archive import restore as read_backup

    done = read_backup(file, load_settings().home, replace=replace)
    with opened_assistant() as assistant:
        documents = len(assistant.library.ids())
    say(f"已恢复 {done.files} 个文件，共 {_megabytes(done.size)}；资料库有 {documents} 份文档。")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def doctor(as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False) -> None:
    """检查安装、语义模型、资料库、索引和大模型接口，并说明该怎么办。"""
    from assistant.doctor import Finding, examine
    from assistant.settings import load_settings
    from corpus.errors import DangjianError

    findings: list[Finding] = []
    try:
        checks = examine(load_settings())
    except DangjianError as error:
        checks = iter([Finding("settings", "failed", error.message(), "请改正后再运行。")])
    for finding in checks:
        findings.append(finding)
        if not as_json:
            show(f"[{STATES[finding.state]}] {CHECKS[finding.name]}：{finding.message}{finding.hint}")
    healthy = all(finding.state != "failed" for finding in findings)
    if as_json:
        show_json({"ok": healthy, "checks": [asdict(finding) for finding in findings]})
    if not healthy:
        raise typer.Exit(1)
