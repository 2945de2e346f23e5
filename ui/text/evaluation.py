"""The words of the 评测 tab, in Chinese and in English, beside those of the rest of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.text import Language


@dataclass(frozen=True, slots=True)
class EvaluationWords:
    """Every word that the tab shows of its own; names of measures come with the result."""

    tab: str
    what: str
    none: str
    damaged: str
    lead: str
    measures: str
    measure: str
    value: str
    interval: str
    cases: str
    by_type: str
    kind: str
    source: str
    latency: str


ZH = EvaluationWords(
    tab="评测",
    what="用一组事先定好答案的题目检验回答对不对、出处准不准、该不答时有没有乱答。",
    none="还没有评测结果。运行 dangjian-eval run quick 后，这里显示最近一次的结果。",
    damaged="最近一次评测的结果文件无法读取，请重新运行 dangjian-eval run quick。",
    lead="最近一次评测：题集 {name}，{size} 题；{started} UTC，版本 {commit}。区间为 95 % 区间。",
    measures="各项指标",
    measure="指标",
    value="值",
    interval="95 % 区间",
    cases="题数",
    by_type="按题型",
    kind="题型",
    source="来历：{machine}；题集 SHA-256 {sha}。",
    latency="用时：中位数 {p50} 毫秒，95 分位 {p95} 毫秒。",
)

EN = EvaluationWords(
    tab="Evaluation",
    what="Questions whose answers were settled beforehand tell how often the answers and their sources are right.",
    none="No evaluation yet. After dangjian-eval run quick the latest result is shown here.",
    damaged="The latest result cannot be read; please run dangjian-eval run quick again.",
    lead="Latest run: set {name}, {size} cases; {started} UTC, version {commit}. Intervals are 95 %.",
    measures="Measures",
    measure="Measure",
    value="Value",
    interval="95 % interval",
    cases="Cases",
    by_type="By kind of question",
    kind="Kind",
    source="Source: {machine}; set SHA-256 {sha}.",
    latency="Time: median {p50} ms, 95th percentile {p95} ms.",
)


def evaluation_words(language: Language) -> EvaluationWords:
    """Return the tab's words in `language`."""
    return EN if language == "en" else ZH
