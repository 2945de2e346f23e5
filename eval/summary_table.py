"""The table of one run for a README: which set, when, at which version, and every metric with its interval.

One line says where the numbers come from, so that a table copied elsewhere does not lose its date.
"""

from __future__ import annotations

from typing import Literal

from eval.names import metric_name
from eval.result import Result, pooled

HEADS = {
    "zh": ("指标", "值", "95 % 区间", "题数"),
    "en": ("metric", "value", "95 % interval", "cases"),
}
POOLED = {
    "zh": ("该答与不该答的区分度 AUROC", "用时中位数 / 95 分位"),
    "en": ("AUROC of answerable against not", "latency, median / 95th percentile"),
}


def summary_table(result: Result, *, language: Literal["zh", "en"] = "zh") -> str:
    """Return the run as Markdown: its line of provenance and one table."""
    day, clusters = result.provenance.started[:10], len({one.cluster for one in result.cases})
    where = f"{result.provenance.commit}，{result.provenance.machine}"
    if language == "zh":
        told = f"题集 {result.set.name}（{result.set.part}），{result.set.size} 题，{clusters} 处依据；{day}，{where}。"
    else:
        where = where.replace("，", ", ")
        told = f"Set {result.set.name} ({result.set.part}), {result.set.size} cases, {clusters} evidence units; {day}, {where}."
    lines = [told, "", _row(HEADS[language]), "|---|---|---|---|"]
    for key in result.metrics():
        interval = result.measured(key)
        if interval is not None:
            name, arrow = metric_name(key), "↑" if metric_name(key).rises else "↓"
            words = name.zh if language == "zh" else name.en
            between = f"{interval.low:.1%}–{interval.high:.1%}"
            lines.append(_row((f"{words} {arrow}", f"{interval.mean:.1%}", between, str(interval.n))))
    values = pooled(result)
    apart, times = POOLED[language]
    if values["auroc"] is not None:
        lines.append(_row((f"{apart} ↑", f"{values['auroc']:.3f}", "", "")))
    if values["latency"]:
        taken = f"{values['latency']['p50']:.0f} / {values['latency']['p95']:.0f} ms"
        lines.append(_row((f"{times} ↓", taken, "", "")))
    return "\n".join(lines) + "\n"


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
