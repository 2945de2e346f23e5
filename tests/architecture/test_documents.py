"""What the README says is so: its settings, its commands, its links, its make targets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from assistant.cli import build_app
from assistant.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")
DECISION_LINES = 20


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def settings_table(language: str) -> str:
    """The table as it has to stand in the README of that language."""
    chinese = language == "zh"
    head = "| 设置 | 默认值 | 单位 | 含义 |" if chinese else "| setting | default | unit | meaning |"
    rows = [head, "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        about = field.json_schema_extra
        assert isinstance(about, dict)
        match name:
            case "home":
                default = "见上" if chinese else "see above"
            case "threads":
                default = "处理器核数，最多 4" if chinese else "cores, at most 4"
            case _:
                assert not field.is_required() and field.default_factory is None, name
                default = "" if field.default is None else f"`{str(field.default).lower()}`"
        unit, meaning = (about["unit_zh"], about["zh"]) if chinese else (about["unit"], field.description)
        rows.append(f"| `{PREFIX}{name.upper()}` | {default} | {unit} | {meaning} |")
    return "\n".join(rows)


def commands() -> set[str]:
    found: set[str] = set()

    def walk(app: typer.Typer, prefix: str) -> None:
        for command in app.registered_commands:
            found.add(f"{prefix} {command.name}")
        for group in app.registered_groups:
            assert group.typer_instance is not None
            walk(group.typer_instance, f"{prefix} {group.name}")

    walk(build_app(), "dangjian")
    return found


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_settings_table_is_the_one_of_the_code(name: str, language: str) -> None:
    between = read(name).split("<!-- settings -->")[1].split("<!-- /settings -->")[0]
    assert between.strip() == settings_table(language)


@pytest.mark.parametrize("name", READMES)
def test_every_command_stands_in_the_readme_and_the_other_way_round(name: str) -> None:
    told = {
        " ".join(words.split())
        for words in re.findall(r"^\| `(dangjian(?: [a-z]+)+)[^`]*` \|", read(name), flags=re.MULTILINE)
    }
    assert told == commands()


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_every_make_target_that_is_named_exists(name: str) -> None:
    named = set(re.findall(r"\bmake ([a-z]+)(?=`|\s*#|\n|\s*$)", read(name), flags=re.MULTILINE))
    existing = set(re.findall(r"^([a-z]+):", read("Makefile"), flags=re.MULTILINE))
    assert named
    assert named <= existing


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "DECISIONS.md", "CHANGELOG.md"])
def test_every_link_and_file_that_is_named_exists(name: str) -> None:
    text = read(name)
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    files = re.findall(r"`((?:assistant|corpus|index|ui|eval|tests)/[\w/.-]+)`", text)
    assert [path for path in [*links, *files] if not (ROOT / path).exists()] == []


def test_decisions_are_short_and_complete() -> None:
    entries = re.split(r"^## ", read("DECISIONS.md"), flags=re.MULTILINE)[1:]
    assert len(entries) >= 6
    for entry in entries:
        title = entry.splitlines()[0]
        assert len(entry.strip().splitlines()) <= DECISION_LINES, title
        for part in ("**Context.**", "**Choice.**", "**Consequence.**", "**Would change our mind.**"):
            assert part in entry, title
