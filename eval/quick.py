"""The quick set: a fixed sample of the development cases with a recorded floor, small enough for every change.

``floor.json`` holds the ids of the sample and, by metric, the worst value that passes. A floor is recorded below the
measured value by ``SLACK``, so that one case may change without an alarm and a real loss may not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.cases import Case
from eval.decoding import decode
from eval.errors import BelowFloor, UnusableSet
from eval.names import metric_name
from eval.result import Result, store_json

FLOOR_FILE = Path(__file__).parent / "floor.json"
SIZE = 90
SLACK = 0.02  # about two cases of the sample
GUARDED = ("correct", "right_answer", "cited_right", "false_answer", "over_refusal", "figure_error", "verbatim")


@dataclass(frozen=True, slots=True)
class Floor:
    """``ids`` of the sample in order; ``worst`` maps a metric to the worst mean that passes."""

    ids: tuple[str, ...]
    worst: dict[str, float]


def load_floor(path: Path = FLOOR_FILE) -> Floor:
    """Read the recorded floor.

    Raises:
        UnusableSet: it is missing or damaged.
    """
    try:
        record: Any = decode(path.read_text(encoding="utf-8"))
        return Floor(
            tuple(str(one) for one in record["ids"]), {key: float(value) for key, value in record["worst"].items()}
        )
    except FileNotFoundError:
        raise UnusableSet(f"还没有记录底线 {path.name}，请先运行 dangjian-eval run quick --record") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnusableSet(f"{path} 不是完整的底线记录") from error


def draw(cases: Sequence[Case], *, size: int = SIZE) -> tuple[Case, ...]:
    """Draw a sample of the development part that holds every type in about its share; the same for the same cases."""
    pool = [case for case in cases if case.part == "dev"]
    by_type: dict[str, list[Case]] = {}
    for case in sorted(pool, key=lambda one: hashlib.sha256(one.id.encode()).digest()):
        by_type.setdefault(case.type, []).append(case)
    chosen: set[str] = set()
    for group in by_type.values():
        share = max(1, round(size * len(group) / max(len(pool), 1)))
        chosen.update(case.id for case in group[:share])
    return tuple(case for case in pool if case.id in chosen)


def pick(cases: Sequence[Case], floor: Floor) -> tuple[Case, ...]:
    """Return the recorded sample.

    Raises:
        UnusableSet: a recorded case is no longer in the sets.
    """
    by_id = {case.id: case for case in cases}
    lost = [name for name in floor.ids if name not in by_id]
    if lost:
        raise UnusableSet(
            f"底线记录中的题目 {lost[0]} 已不在题集里", hint="请运行 dangjian-eval run quick --record 重新记录。"
        )
    return tuple(by_id[name] for name in floor.ids)


def floor_of(result: Result) -> Floor:
    """Return the floor that this result would set."""
    worst: dict[str, float] = {}
    for key in GUARDED:
        interval = result.measured(key)
        if interval is None:
            continue
        rises = metric_name(key).rises
        value = interval.mean - SLACK if rises else interval.mean + SLACK
        worst[key] = round(min(max(value, 0.0), 1.0), 4)
    ids = tuple(one.id for one in result.cases if one.type != "counterfactual")
    return Floor(ids=ids, worst=worst)


def store_floor(floor: Floor, path: Path = FLOOR_FILE) -> None:
    """Write the floor."""
    store_json(asdict(floor), path)


def require_floor(result: Result, floor: Floor) -> None:
    """Hold a result against the floor.

    Raises:
        BelowFloor: a metric is worse; names each with both values.
    """
    losses: list[str] = []
    for key, worst in floor.worst.items():
        interval = result.measured(key)
        name = metric_name(key)
        if interval is None:
            losses.append(f"{name.zh}没有测到")
        elif interval.mean < worst - 1e-9 if name.rises else interval.mean > worst + 1e-9:
            losses.append(f"{name.zh} {interval.mean:.1%}（底线 {worst:.1%}）")
    if losses:
        raise BelowFloor("；".join(losses))
