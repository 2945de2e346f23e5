"""The house keeps its own rules: one direction, short files, nothing printed, nothing private, nothing hidden."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("assistant", "corpus", "eval", "index", "ui")
HIDING = frozenset({"assistant", "corpus", "eval", "index"})  # also the names of fixtures, variables, a built-in
FORBIDDEN_NAMES = frozenset(
    # words that say nothing
    {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
    # libraries that one of our modules would hide or be taken for
    | {"datasets", "evaluate", "faiss", "torch", "gradio", "tokenizers", "transformers", "bm25s", "opencc", "typer"}
)
MAX_LINES = 400
TALK_LINES = 250
PRINTING = frozenset({"eval/cli.py"})  # other commands write through assistant/commands/console.py
PRIVATE_TEXT = re.compile(
    # a path of one machine, or the host of a package registry or model hub
    r"(?<![\w./-])/(?:work|home/\w|Users/\w|root|opt/(?:pypi|wheels))\b"
    r"|\.\./shared\b|\bpypi\.(?:org|python)|files\.pythonhosted|registry\.npmjs|mirrors?\.(?:aliyun|tuna|ustc)|huggingface\.co|hf-mirror"
)
TOUCHING_ENVIRONMENT = {
    "corpus/sandbox.py": "hands the reading process the few variables it needs instead of all",
    "ui/launch.py": "writes what Gradio reads while it is imported",
}
QUIETENED = {
    '"RapidOCR"': "a library that reports on its own to the terminal",
    '"pdfminer"': "a library that warns of every odd font to the terminal",
}
SEARCHING = {
    "tests/architecture/test_walls.py": "holds the pattern itself",
    "tests/index/test_models.py": "searches the model's file for such paths",
}
HUGE_LINE = 100_000  # characters; longer lines are data


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def sources(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py") if "__pycache__" not in path.parts)


def imports(path: Path) -> Iterator[ast.Import | ast.ImportFrom]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node


def test_imports_run_in_one_direction() -> None:
    ran = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout


def test_no_room_is_imported_bare() -> None:
    """``import eval`` would hide a built-in, ``import index`` any variable of that name."""
    bare = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources(*ROOMS, "tests")
        for node in imports(path)
        if isinstance(node, ast.Import) and any(name.name in HIDING for name in node.names)
    ]
    assert bare == []


def test_no_module_has_an_empty_or_borrowed_name() -> None:
    found = [path for path in sources(*ROOMS) if {path.stem, path.parent.name} & FORBIDDEN_NAMES]
    assert found == []


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in sources(*ROOMS, "tests")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_tests_mirror_the_rooms() -> None:
    allowed = {*ROOMS, "architecture", "faults", "golden", "data", "__pycache__"}
    assert {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "screenshots"} <= allowed


def test_nothing_is_printed_outside_the_command_line() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources(*ROOMS)
        if path.relative_to(ROOT).as_posix() not in PRINTING
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert found == []


def test_files_stay_short() -> None:
    lines = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources(*ROOMS)
    }
    assert {name: count for name, count in lines.items() if count > MAX_LINES} == {}
    long = {name: count for name, count in sorted(lines.items()) if count > TALK_LINES}
    if long:
        with warnings.catch_warnings():
            warnings.simplefilter("default")  # worth a word, not a failure
            warnings.warn(f"more than {TALK_LINES} lines, where to talk about splitting: {long}", stacklevel=1)


def test_only_settings_read_the_environment() -> None:
    toucher = re.compile(r"\bos\.(?:environ|getenv)\b|from os import .*\b(?:environ|getenv)\b")
    found = {
        path.relative_to(ROOT).as_posix()
        for path in sources(*ROOMS)
        if any(toucher.search(line) for line in path.read_text(encoding="utf-8").splitlines())
    }
    assert found == {"assistant/settings.py", *TOUCHING_ENVIRONMENT}


def test_loggers_carry_the_projects_name() -> None:
    names = [
        (path.relative_to(ROOT).as_posix(), name)
        for path in sources(*ROOMS)
        for name in re.findall(r"getLogger\(([^)]*)\)", path.read_text(encoding="utf-8"))
    ]
    assert {name for _, name in names if not name.startswith('"dangjian')} <= set(QUIETENED)


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_says_what_it_is_for(room: str) -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in sources(room)
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_no_machine_path_and_no_registry_in_tracked_text() -> None:
    found: list[str] = []
    for path in tracked_files():
        if path.relative_to(ROOT).as_posix() in SEARCHING or path.stat().st_size > 5_000_000:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
            for number, line in enumerate(text.splitlines(), start=1)
            if len(line) < HUGE_LINE and PRIVATE_TEXT.search(line)
        ]
    assert found == []


def test_every_requirement_is_pinned() -> None:
    """Nothing that this environment holds through our requirements may come at another version elsewhere."""
    from importlib.metadata import PackageNotFoundError, requires, version

    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    pinned = {canonicalize_name(name): pin for name, pin in pins.items()}
    waiting: list[tuple[str, tuple[str, ...]]] = [("dangjian-assistant", ("", "dev"))]
    seen: set[str] = set()
    wrong: list[str] = []
    while waiting:
        name, extras = waiting.pop()
        for line in requires(name) or ():
            wanted = Requirement(line)
            if wanted.marker and not any(wanted.marker.evaluate({"extra": extra}) for extra in extras):
                continue
            key = canonicalize_name(wanted.name)
            if key in seen:
                continue
            seen.add(key)
            try:
                installed = version(key).split("+")[0]
            except PackageNotFoundError:
                wrong.append(f"{key} is not installed")
                continue
            if pinned.get(key) != installed:
                wrong.append(f"{key} {installed} is installed, constraints.txt says {pinned.get(key)}")
            waiting.append((key, ("", *sorted(wanted.extras))))
    assert len(seen) > 100
    assert wrong == []


def requirements(*extras: str) -> set[str]:
    """The names that pyproject.toml asks for, as a package index spells them."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    return {canonicalize_name(Requirement(line).name) for line in lines}


@pytest.mark.parametrize(("folders", "extras"), [(ROOMS, ("llm", "recipe")), (("tests",), ("llm", "dev"))])
def test_every_library_that_is_imported_is_declared(folders: tuple[str, ...], extras: tuple[str, ...]) -> None:
    """A package that only comes along with another one may stop coming."""
    from importlib.metadata import packages_distributions

    from packaging.utils import canonicalize_name

    declared, providers = requirements(*extras), packages_distributions()
    missing: set[str] = set()
    for path in sources(*folders):
        for node in imports(path):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            for name in names:
                top, *below = name.split(".")
                if top in sys.stdlib_module_names or top in (*ROOMS, "tests"):
                    continue
                owners = {str(canonicalize_name(owner)) for owner in providers.get(top, [top])}
                if top == "llama_index":  # one namespace, many packages
                    owners = {canonicalize_name("-".join([top, *below[: 1 if below[0] == "core" else 2]]))}
                if not owners & declared:
                    missing.add(f"{top} ({path.relative_to(ROOT)})")
    assert not missing, "\n".join(sorted(missing))
