"""Reads the latest evaluation result from the home. The page shows it and measures nothing itself.

The file is written by ``dangjian-eval``; its form has a number, and a file of another form is not shown.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import DamagedStore

FORMAT = 1
LATEST = Path("eval") / "latest.json"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured share with its 95 % interval over ``n`` cases; ``rises`` says that higher is better."""

    zh: str
    en: str
    mean: float
    low: float
    high: float
    n: int
    rises: bool = True


@dataclass(frozen=True, slots=True)
class LatestRun:
    """What the tab shows of the latest run. ``started`` is ISO 8601 in UTC; times in milliseconds or None."""

    name: str
    size: int
    sha256: str
    commit: str
    machine: str
    started: str
    measures: tuple[Measure, ...]
    kinds: tuple[Measure, ...]
    p50: float | None
    p95: float | None


def load_latest_run(home: Path) -> LatestRun | None:
    """Return the latest run, or None when nothing was measured yet.

    Raises:
        DamagedStore: the file is not a result of this form.
    """
    file = home / LATEST
    try:
        record: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if record["format"] != FORMAT:
            raise DamagedStore(str(file))
        times = record["pooled"]["latency"]
        return LatestRun(
            name=str(record["set"]["name"]),
            size=int(record["set"]["size"]),
            sha256=str(record["set"]["sha256"]),
            commit=str(record["provenance"]["commit"]),
            machine=str(record["provenance"]["machine"]),
            started=str(record["provenance"]["started"]),
            measures=_measures(record["summary"]),
            kinds=_measures(record["types"]),
            p50=float(times["p50"]) if times else None,
            p95=float(times["p95"]) if times else None,
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedStore(str(file)) from error


def _measures(record: dict[str, Any]) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            zh=str(one.get("zh", key)),
            en=str(one.get("en", key.replace("_", " "))),
            mean=float(one["mean"]),
            low=float(one["low"]),
            high=float(one["high"]),
            n=int(one["n"]),
            rises=bool(one.get("rises", True)),
        )
        for key, one in record.items()
        if "mean" in one
    )
