"""Two runs side by side, and the pages that tell of them."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pytest

from eval.compare import Compared, compare
from eval.comparison_report import comparison_html, comparison_json, comparison_markdown, store_comparison
from eval.errors import UnusableAnswers
from eval.plots import Bar, bar_plot, curve_plot, histogram_plot
from eval.provenance import Provenance
from eval.report import misses, report_html, report_markdown, store_report
from eval.result import Result, Scored, SetInfo, load_result, pooled, store_result
from eval.summary_table import summary_table

START = datetime(2025, 3, 27, 8, tzinfo=UTC).isoformat()


def run(right: list[bool], *, first: int = 0, sha: str = "a" * 64) -> Result:
    """Return a run of cases in clusters of three, with what a report shows."""
    cases = tuple(
        Scored(
            id=f"c{at:03d}",
            type="number" if at % 2 else "list",
            cluster=f"s{at // 3}",
            question=f"问题<{at}>",
            scores={"correct": float(ok), "over_refusal": float(not ok)},
            detail={
                "status": "answered" if ok else "not_found",
                "answer": "答<b>" if ok else "资料中没有找到",
                "confidence": 0.9 - 0.001 * at,
                "answerable": at % 5 > 0,
                "overlap": (at % 10) / 10,
                "ms": 20.0 + at,
                "expect": {"status": ["answered"], "short": ["735项"]},
                "evidence": [{"document": "jia-2025", "quote": "实现735项<i>"}],
                "reasons": [] if ok else ["应作答，实为未找到"],
            },
        )
        for at, ok in enumerate(right, start=first)
    )
    return Result("cases", SetInfo("示例", len(cases), sha), Provenance("abc", "2 cores", START, 3.0), cases)


def _by_name(found: tuple[Compared, ...]) -> dict[str, Compared]:
    return {one.metric: one for one in found}


def test_two_identical_runs_support_no_claim() -> None:
    one = run([at % 4 > 0 for at in range(120)])
    found = compare(one, one)
    assert {item.verdict for item in found.metrics} == {"no claim"}
    assert (found.mended, found.broken, found.correctness.p) == ((), (), 1.0)
    assert "没有一项差别可以断言" in comparison_markdown(found)


def test_a_real_loss_is_claimed_in_the_metrics_direction() -> None:
    before = run([True] * 120)
    after = run([at % 4 > 0 for at in range(120)])
    found = _by_name(compare(before, after).metrics)
    assert found["correct"].verdict == "worse"
    assert found["over_refusal"].verdict == "worse"  # it rose, and lower is better
    assert found["correct"].difference.mean == pytest.approx(-0.25)
    back = _by_name(compare(after, before).metrics)
    assert (back["correct"].verdict, back["over_refusal"].verdict) == ("better", "better")


def test_a_few_changed_cases_in_a_small_set_support_no_claim() -> None:
    before = [True] * 30
    found = compare(run(before), run([False, *before[1:]]))
    assert _by_name(found.metrics)["correct"].verdict == "no claim"
    assert found.broken == ("c000",)
    assert found.answering is not None
    assert (found.answering.lost, found.answering.won) == (1, 0)


def test_noise_alone_is_seldom_claimed() -> None:
    source = random.Random(4)
    claims = 0
    for _ in range(60):
        before = [source.random() < 0.7 for _ in range(90)]
        after = [ok if source.random() > 0.2 else source.random() < 0.7 for ok in before]
        claims += any(one.verdict != "no claim" for one in compare(run(before), run(after)).metrics)
    assert claims <= 6


def test_runs_over_different_sets_share_what_they_can_and_say_so() -> None:
    found = compare(run([True] * 10), run([True] * 10, first=5, sha="b" * 64))
    assert found.shared == 5
    assert "题集不同" in found.warnings[0]
    with pytest.raises(UnusableAnswers, match="没有共同的题目"):
        compare(run([True] * 3), run([True] * 3, first=50))


def test_a_stored_result_comes_back_equal_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    result = run([True, False, True])
    store_result(result, tmp_path / "a")
    assert load_result(tmp_path / "a") == result
    (tmp_path / "a" / "result.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UnusableAnswers, match="不是完整的评测结果"):
        load_result(tmp_path / "a")
    with pytest.raises(UnusableAnswers, match="找不到评测结果"):
        load_result(tmp_path / "b")


class _Tags(HTMLParser):
    """Collects tags with their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_report_loads_nothing_and_shows_every_miss_with_answer_and_evidence(tmp_path: Path) -> None:
    result = run([at % 4 > 0 for at in range(40)])
    page = store_report(result, tmp_path)
    parsed = _Tags()
    html = page.read_text(encoding="utf-8")
    parsed.feed(html)
    names = {tag for tag, _ in parsed.tags}
    assert not names & {"script", "link", "img", "iframe", "object"}
    assert not any(name in ("src", "href", "onload") for _, attributes in parsed.tags for name in attributes)
    assert "@import" not in html
    assert "url(" not in html
    assert names & {"i", "b"} <= {"b"}  # the quoted <i> stayed text
    assert len(misses(result)) == 10
    assert sum(tag == "details" for tag, _ in parsed.tags) == 10
    for one in misses(result):
        assert one.question in parsed.text
    assert "实现735项<i>" in parsed.text
    assert "资料中没有找到" in parsed.text
    assert sum(tag == "svg" for tag, _ in parsed.tags) == 4  # types, overlap, risk–coverage, latency
    assert "prefers-color-scheme: dark" in html


def test_the_markdown_report_has_the_same_numbers() -> None:
    result = run([at % 4 > 0 for at in range(40)])
    told = report_markdown(result)
    assert "| 全部题目答对 | 75.0% |" in told
    assert "75.0%" in report_html(result)
    assert told.count("\n- `c") == 10


def test_a_comparison_is_told_in_three_forms(tmp_path: Path) -> None:
    found = compare(run([True] * 60), run([at % 3 > 0 for at in range(60)]))
    assert "变差" in comparison_markdown(found)
    assert "变差" in comparison_html(found)
    assert comparison_json(found)["metrics"][0]["verdict"] == "worse"
    assert store_comparison(found, tmp_path).is_file()


def test_pooled_values_are_none_when_nothing_was_asked_of_the_product() -> None:
    bare = Scored("a", "retrieval", "x", "问", {"hit@1": 1.0})
    found = pooled(Result("benchmark", SetInfo("b", 1, "0"), Provenance("c", "m", START, 0.0), (bare,)))
    assert (found["auroc"], found["risk_coverage"], found["latency"]) == (None, [], None)


def test_plots_are_well_formed_and_keep_within_their_frame() -> None:
    from xml.etree import ElementTree

    drawn = [
        bar_plot([Bar("甲<乙", 0.5, 0.25, 0.75, 8), Bar("丙", 0, 0, 0, 1), Bar("丁", 1, 1, 1, 1)], title="t"),
        curve_plot([(0.1, 0.0), (0.9, 0.3)], title="t", across="x", up="y"),
        curve_plot([], title="t", across="x", up="y"),
        histogram_plot([1.0, 5.0, 500.0], title="t", marks=[("p95", 480.0)]),
        histogram_plot([], title="t", marks=[]),
    ]
    for svg in drawn:
        root = ElementTree.fromstring(svg)
        width = float(root.attrib["viewBox"].split()[2])
        for node in root.iter():
            assert float(node.attrib.get("x", 0)) + float(node.attrib.get("width", 0)) <= width or node is root


def test_a_slow_outlier_does_not_flatten_the_row_of_times_and_close_marks_stay_legible() -> None:
    import re

    drawn = histogram_plot([10.0] * 99 + [3_000.0], title="t", marks=[("p50", 10.0), ("p95", 12.0)])
    assert "最长 3000 ms" in drawn
    assert sum(int(count) for count in re.findall(r"：(\d+) 题", drawn)) == 100
    assert "24 ms" in drawn
    lines = re.findall(r'y="(\d+)" class="tick">p', drawn)
    assert len(set(lines)) == 2


@pytest.mark.parametrize(("language", "name"), [("zh", "全部题目答对 ↑"), ("en", "All cases right ↑")])
def test_the_table_for_a_readme_names_its_run_and_holds_the_same_numbers(
    language: Literal["zh", "en"], name: str
) -> None:
    one = run([at % 4 > 0 for at in range(120)])
    told = summary_table(one, language=language)
    first, rows = told.split("\n", 1)
    assert one.set.name in first
    assert START[:10] in first
    measured = one.measured("correct")
    assert measured is not None
    assert f"| {name} | {measured.mean:.1%} | {measured.low:.1%}–{measured.high:.1%} | 120 |" in rows
    assert " ms |" in rows
