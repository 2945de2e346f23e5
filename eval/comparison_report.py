"""A comparison of two runs as text, Markdown and one HTML page."""

from __future__ import annotations

from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from eval.compare import Compared, Comparison
from eval.names import metric_name
from eval.report import page_html, table_html

VERDICTS = {"better": "变好", "worse": "变差", "no claim": "不能断言"}
MOST_SHOWN = 30  # case ids in the text; the HTML and JSON forms name all
HEAD = ("指标", "甲", "乙", "差", "95 % 区间", "p（Holm）", "本题集能看出的最小差", "结论")


def comparison_rows(found: Comparison) -> list[tuple[str, ...]]:
    """Return one row a metric, under the columns of ``HEAD``."""
    return [_row(one) for one in found.metrics]


def comparison_markdown(found: Comparison) -> str:
    """Return the comparison as Markdown."""
    lines = [
        "# 两次评测的比较",
        "",
        *(f"- {line}" for line in _lead(found)),
        "",
        _line(HEAD),
        _line(["---"] * len(HEAD)),
    ]
    lines += [_line(row) for row in comparison_rows(found)]
    lines += [
        "",
        f"由错变对：{_listed(found.mended)}",
        "",
        f"由对变错：{_listed(found.broken)}",
        "",
    ]
    return "\n".join(lines)


def comparison_html(found: Comparison) -> str:
    """Return the comparison as one page that loads nothing."""
    style = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
    body = [
        "<h1>两次评测的比较</h1>",
        *(f'<p class="lead">{escape(line)}</p>' for line in _lead(found)),
        table_html(HEAD, comparison_rows(found)),
        f"<h2>由错变对（{len(found.mended)}）</h2>{_questions(found, found.mended)}",
        f"<h2>由对变错（{len(found.broken)}）</h2>{_questions(found, found.broken)}",
    ]
    return page_html("两次评测的比较", style, "\n".join(body))


def comparison_json(found: Comparison) -> dict[str, Any]:
    """Return the comparison as one JSON object."""
    return {
        "first": {"set": asdict(found.first.set), "provenance": asdict(found.first.provenance)},
        "second": {"set": asdict(found.second.set), "provenance": asdict(found.second.provenance)},
        "shared": found.shared,
        "metrics": [asdict(one) for one in found.metrics],
        "correctness": asdict(found.correctness),
        "answering": asdict(found.answering) if found.answering else None,
        "mended": list(found.mended),
        "broken": list(found.broken),
        "warnings": list(found.warnings),
    }


def store_comparison(found: Comparison, folder: Path) -> Path:
    """Write ``comparison.html`` and ``comparison.md`` into `folder`; return the HTML file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "comparison.md").write_text(comparison_markdown(found), encoding="utf-8")
    page = folder / "comparison.html"
    page.write_text(comparison_html(found), encoding="utf-8")
    return page


def _row(one: Compared) -> tuple[str, ...]:
    gap = one.difference
    least = f"{one.detectable * 100:.1f} 个百分点" if one.detectable is not None else "题太少"
    return (
        metric_name(one.metric).zh,
        f"{one.first:.1%}",
        f"{one.second:.1%}",
        f"{gap.mean * 100:+.1f}",
        f"[{gap.low * 100:+.1f}, {gap.high * 100:+.1f}]",
        f"{one.p_holm:.4f}",
        least,
        VERDICTS[one.verdict],
    )


def _lead(found: Comparison) -> list[str]:
    first, second = found.first, found.second
    lines = [
        f"甲：{first.set.name}，版本 {first.provenance.commit}，{first.provenance.started}",
        f"乙：{second.set.name}，版本 {second.provenance.commit}，{second.provenance.started}",
        f"共同的题目 {found.shared} 道；答对与否：由错变对 {found.correctness.won}，由对变错 {found.correctness.lost}，"
        f"McNemar 精确检验 p {_told_p(found.correctness.p)}",
    ]
    if found.answering is not None:
        lines.append(
            f"作答与否：拒答变作答 {found.answering.won}，作答变拒答 {found.answering.lost}，"
            f"p {_told_p(found.answering.p)}"
        )
    if all(one.verdict == "no claim" for one in found.metrics):
        lines.append("没有一项差别可以断言。")
    return [*lines, *found.warnings]


def _told_p(p: float) -> str:
    return "< 0.0001" if p < 0.0001 else f"= {p:.4f}"


def _questions(found: Comparison, ids: tuple[str, ...]) -> str:
    """Return the cases as a list of ids and questions, so that one sees what kind of thing moved."""
    asked = {one.id: one.question for one in found.second.cases}
    items = (f"<li><small class=soft>{escape(name)}</small> {escape(asked.get(name, ''))}</li>" for name in ids)
    return f"<ul>{''.join(items)}</ul>" if ids else "<p>无</p>"


def _listed(ids: tuple[str, ...]) -> str:
    shown = "、".join(ids[:MOST_SHOWN]) or "无"
    return f"{shown} 等 {len(ids)} 题" if len(ids) > MOST_SHOWN else shown


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"
