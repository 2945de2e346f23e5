"""Which questions ``dangjian-eval run SET…`` means: gold sets by name or file, the quick set, or a public benchmark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from eval.benchmarks.beir import load_beir
from eval.benchmarks.cmrc2018 import load_cmrc2018
from eval.benchmarks.drcd import load_drcd
from eval.benchmarks.dureader import load_dureader
from eval.benchmarks.model import Benchmark
from eval.benchmarks.rgb import load_rgb
from eval.cases import Case, load_cases, load_near
from eval.decoding import decode
from eval.errors import UnusableSet

SETS = Path(__file__).parent / "sets"
BenchmarkName = Literal["cmrc2018", "drcd", "dureader", "rgb", "beir"]
BENCHMARKS: tuple[BenchmarkName, ...] = get_args(BenchmarkName)
QUICK = "quick"
ALL = "all"


@dataclass(frozen=True, slots=True)
class CaseSet:
    """Gold cases under one name, ids unique across their files; `documents` are what they need besides the shipped."""

    name: str
    cases: tuple[Case, ...]
    documents: tuple[Path, ...] = ()


def known_sets() -> tuple[Path, ...]:
    """Return the files of the project's own sets, by name."""
    return tuple(sorted(SETS.glob("*.jsonl")))


def gold_sets() -> tuple[Path, ...]:
    """Return those that ask about the shipped documents alone, by name: what ``all`` means."""
    return tuple(file for file in known_sets() if not _list_beside(file).is_file())


def documents_beside(path: Path) -> tuple[Path, ...]:
    """Return the files and folders that a set asks about, listed beside it (``samples.documents.json``); often none.

    The file holds a JSON list of paths, relative to its own folder. They are added to the fresh library of a run.

    Raises:
        UnusableSet: the file is damaged, or names what is not there.
    """
    beside = _list_beside(path)
    if not beside.is_file():
        return ()
    try:
        listed = decode(beside.read_text(encoding="utf-8"))
        found = tuple((beside.parent / str(one)).resolve() for one in listed)
    except (OSError, ValueError, TypeError) as error:
        raise UnusableSet(f"{beside} 不是完整的文档清单") from error
    for one in found:
        if not one.exists():
            raise UnusableSet(f"{beside} 列出的 {one} 不存在")
    return found


def _list_beside(path: Path) -> Path:
    return path.with_name(f"{path.stem}.documents.json")


def load_sets(names: Sequence[str], *, part: str = "all") -> CaseSet:
    """Read gold sets: names in ``eval/sets``, paths of files, or ``all`` of those over the shipped documents.

    Raises:
        UnusableSet: a set is unknown or damaged, an id stands in two sets, or no case is left.
    """
    files: list[Path] = []
    for name in names:
        files += gold_sets() if name in (ALL, QUICK) else [path_of(name)]
    cases: dict[str, Case] = {}
    documents: dict[Path, None] = {}
    for file in dict.fromkeys(files):
        documents |= dict.fromkeys(documents_beside(file))
        near = load_near(file)
        for case in load_cases(file):
            if case.id in cases:
                raise UnusableSet(f"{file} 里的编号 {case.id} 在别的题集中已经用过")
            cases[case.id] = replace(case, near=near.get(case.id, ()))
    chosen = tuple(case for case in cases.values() if part in ("all", case.part))
    if not chosen:
        raise UnusableSet(f"{'、'.join(names)} 里没有属于 {part} 部分的题目")
    return CaseSet("+".join(Path(name).stem for name in names), chosen, tuple(documents))


def path_of(name: str) -> Path:
    """Return the file of one gold set.

    Raises:
        UnusableSet: there is no such set.
    """
    path = Path(name)
    if path.suffix == ".jsonl" or path.is_file():
        return path
    known = {file.stem: file for file in known_sets()}
    if name in known:
        return known[name]
    listed = "、".join([ALL, QUICK, *known, *BENCHMARKS])
    raise UnusableSet(f"没有名为 {name} 的题集，可用的有：{listed}，或一个 .jsonl 文件")


def load_benchmark(name: BenchmarkName, data: Path, *, split: str | None = None, noise: float = 0.6) -> Benchmark:
    """Read a public benchmark from the folder or file that the user has.

    Raises:
        UnusableSet: the files are missing or of another form.
    """
    match name:
        case "cmrc2018":
            return load_cmrc2018(data, split=split or "dev")
        case "drcd":
            return load_drcd(data, split=split or "dev")
        case "dureader":
            return load_dureader(data)
        case "rgb":
            return load_rgb(data, noise=noise)
        case "beir":
            return load_beir(data, split=split or "test")
