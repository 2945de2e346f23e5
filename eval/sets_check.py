"""Looks a gold set over: stale evidence, what is in it, and the fields that can be computed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.model import Document
from eval.cases import Case, as_record, load_cases
from eval.chosen import ALL, QUICK, gold_sets, path_of
from eval.evidence import completed, locate_evidence, locate_near
from eval.names import TYPE_NAMES


def stale_cases(cases: Sequence[Case], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """Return one sentence for each case whose evidence no longer stands in the library."""
    found: list[str] = []
    for case in cases:
        try:
            locate_evidence(case, documents)
            locate_near(case, documents)
        except ValueError as error:
            found.append(str(error))
    return tuple(found)


def files_of(names: Sequence[str]) -> tuple[Path, ...]:
    """Return the files that the names mean."""
    files: list[Path] = []
    for name in names:
        files += gold_sets() if name in (ALL, QUICK) else [path_of(name)]
    return tuple(dict.fromkeys(files))


def fill_file(path: Path) -> None:
    """Write hashes and overlaps into a set, line by line, aside and renamed."""
    cases = load_cases(path)
    aside = path.with_name(path.name + ".part")
    lines = (json.dumps(as_record(completed(case)), ensure_ascii=False) + "\n" for case in cases)
    aside.write_text("".join(lines), encoding="utf-8")
    aside.replace(path)


def count_cases(cases: Sequence[Case]) -> str:
    """Return a line about the set: size, parts, how many are not answerable, and the count of each type."""
    parts = Counter(case.part for case in cases)
    kinds = Counter(case.type for case in cases)
    closed = sum(case.written == "closed" for case in cases)
    traps = sum(not case.answerable or case.trap for case in cases)
    listed = "，".join(f"{TYPE_NAMES[kind]} {count}" for kind, count in kinds.most_common())
    return (
        f"共 {len(cases)} 题（dev {parts['dev']}，test {parts['test']}），不可直接作答 {traps}，"
        f"未看原文写成 {closed}；{listed}"
    )
