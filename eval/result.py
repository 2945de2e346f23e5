"""A finished run: every case with its scores, and the summary, as one JSON file. The format is read by the page too.

``result.json`` holds ``format``, ``kind`` (``cases`` or ``benchmark``), ``set``, ``provenance``, ``summary`` (metric →
mean, low, high, n, clusters, zh, en, rises), ``types`` (type → the same for
correctness), ``overlap`` (quartiles), ``pooled`` (AUROC, risk–coverage, latency) and ``cases``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from eval.decoding import decode
from eval.errors import UnusableAnswers
from eval.metrics.abstention import auroc, risk_coverage
from eval.metrics.latency import latency
from eval.names import METRICS, TYPE_NAMES, metric_name
from eval.provenance import Provenance
from eval.statistics.bootstrap import Interval, cluster_bootstrap

FORMAT = 1
RESULT_FILE = "result.json"


@dataclass(frozen=True, slots=True)
class SetInfo:
    """Which questions were asked: ``sha256`` is over their content, ``part`` is ``dev``, ``test`` or ``all``."""

    name: str
    size: int
    sha256: str
    part: str = "all"


@dataclass(frozen=True, slots=True)
class Scored:
    """One case after scoring. ``scores`` holds only the metrics that apply; ``detail`` what a report shows."""

    id: str
    type: str
    cluster: str
    question: str
    scores: Mapping[str, float]
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """A run over a set."""

    kind: str
    set: SetInfo
    provenance: Provenance
    cases: tuple[Scored, ...]

    def measured(self, metric: str, cases: Sequence[Scored] | None = None) -> Interval | None:
        """Return the mean of a metric over the cases to which it applies, with its interval."""
        chosen = [one for one in (self.cases if cases is None else cases) if metric in one.scores]
        return cluster_bootstrap([one.scores[metric] for one in chosen], [one.cluster for one in chosen])

    def metrics(self) -> tuple[str, ...]:
        """Return the metrics that were measured, listed ones first in their order."""
        found = {key for one in self.cases for key in one.scores}
        listed = [metric.key for metric in METRICS if metric.key in found]
        return (*listed, *sorted(found - set(listed)))

    def by_type(self) -> dict[str, tuple[Scored, ...]]:
        """Return the cases of each type, types in the order in which they first occur."""
        found: dict[str, list[Scored]] = {}
        for one in self.cases:
            found.setdefault(one.type, []).append(one)
        return {name: tuple(cases) for name, cases in found.items()}

    def by_overlap(self) -> dict[str, tuple[Scored, ...]]:
        """Return answerable cases by quartile of word overlap with their evidence, ``Q1`` the least."""
        known = [one for one in self.cases if one.detail.get("overlap") is not None and one.detail.get("answerable")]
        ordered = sorted(known, key=lambda one: (one.detail["overlap"], one.id))
        quarters: dict[str, tuple[Scored, ...]] = {}
        for at in range(4):
            piece = ordered[len(ordered) * at // 4 : len(ordered) * (at + 1) // 4]
            if piece:
                quarters[f"Q{at + 1}"] = tuple(piece)
        return quarters

    def main_metric(self) -> str:
        """Return the metric that a table by type shows."""
        return "correct" if self.kind == "cases" else "hit@1"

    def measured_group(self, cases: Sequence[Scored]) -> Interval | None:
        """Return the main metric of a group, or that of changed questions, which have no other."""
        return self.measured(self.main_metric(), cases) or self.measured("counterfactual", cases)


def pooled(result: Result) -> dict[str, Any]:
    """Return what needs all cases at once: AUROC of confidence, risk–coverage, latency in milliseconds."""
    told = [one for one in result.cases if "confidence" in one.detail]
    positive = [one.detail["confidence"] for one in told if one.detail.get("answerable")]
    negative = [one.detail["confidence"] for one in told if not one.detail.get("answerable")]
    tried = [
        (one.detail["confidence"], one.scores.get("correct") == 1.0)
        for one in told
        if one.detail.get("status") in ("answered", "partial")
    ]
    curve = risk_coverage(tried, cases=len(told)) if told else None
    times = latency([one.detail.get("ms", 0.0) for one in result.cases])
    return {
        "auroc": auroc(positive, negative),
        "risk_coverage": [list(point) for point in curve.points] if curve else [],
        "risk_coverage_area": curve.area if curve else None,
        "latency": asdict(times) if times else None,
    }


def as_json(result: Result) -> dict[str, Any]:
    """Return the stored form, summary included."""
    return {
        "format": FORMAT,
        "kind": result.kind,
        "set": asdict(result.set),
        "provenance": asdict(result.provenance),
        "summary": {key: _told(key, result.measured(key)) for key in result.metrics()},
        "types": {
            name: {"zh": TYPE_NAMES.get(name, name)} | _told_mean(result.measured_group(cases))
            for name, cases in result.by_type().items()
        },
        "overlap": {name: _told_mean(result.measured_group(cases)) for name, cases in result.by_overlap().items()},
        "pooled": pooled(result),
        "cases": [asdict(one) for one in result.cases],
    }


def store_result(result: Result, folder: Path) -> Path:
    """Write ``result.json`` into `folder` (made if needed), aside and renamed; return its path."""
    return store_json(as_json(result), folder / RESULT_FILE)


def store_json(value: Mapping[str, Any], path: Path) -> Path:
    """Write one JSON file aside, flush it to the disk and rename it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".part")
    with aside.open("w", encoding="utf-8", errors="backslashreplace") as out:
        json.dump(value, out, ensure_ascii=False, indent=1)
        out.write("\n")
        out.flush()
        os.fsync(out.fileno())
    aside.replace(path)
    return path


def load_result(path: Path) -> Result:
    """Read a stored result; `path` is the file or its folder.

    Raises:
        UnusableAnswers: there is none, or it is damaged or of another format.
    """
    file = path / RESULT_FILE if path.is_dir() else path
    try:
        record = decode(file.read_text(encoding="utf-8"))
        if record["format"] != FORMAT:
            raise UnusableAnswers(f"{file} 的格式是 {record['format']}，这里只认 {FORMAT}")
        cases = tuple(Scored(**one) for one in record["cases"])
        for one in cases:
            if not isinstance(one.scores, dict) or not isinstance(one.detail, dict):
                raise ValueError(one.id)
            if not all(isinstance(value, int | float) for value in one.scores.values()):
                raise ValueError(one.id)
        return Result(
            kind=record["kind"],
            set=SetInfo(**record["set"]),
            provenance=Provenance(**record["provenance"]),
            cases=cases,
        )
    except FileNotFoundError:
        raise UnusableAnswers(f"找不到评测结果 {file}") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnusableAnswers(f"{file} 不是完整的评测结果") from error


def _told(key: str, interval: Interval | None) -> dict[str, Any]:
    name = metric_name(key)
    return {"zh": name.zh, "en": name.en, "rises": name.rises} | _told_mean(interval)


def _told_mean(interval: Interval | None) -> dict[str, Any]:
    return asdict(interval) if interval else {}
