"""A result as a page to read: one HTML file without script or network, and the same as Markdown.

Every miss is shown with question, answer and evidence side by side. Computes nothing but tables; numbers come from
`eval.result`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from eval.names import STATUS_NAMES, TYPE_NAMES, metric_name
from eval.plots import Bar, bar_plot, curve_plot, histogram_plot
from eval.result import Result, Scored, pooled
from eval.statistics.bootstrap import Interval
from eval.statistics.detectable import detectable_difference

HEADLINES = (
    "correct",
    "cited_right",
    "false_answer",
    "over_refusal",
    "figure_error",
    "hit@1",
    "mrr@10",
    "answer_sentence",
)
GROUPS = {
    "part": {"dev": "开发部分", "test": "测试部分"},
    "language": {"zh": "中文提问", "en": "英文提问"},
    "written": {"open": "看着原文写的题", "closed": "未看原文写的题"},
}
GROUP_METRICS = ("correct", "false_answer", "over_refusal")
SETTING_NAMES = {
    "answers": "答案来自",
    "llm": "大模型",
    "index": "索引",
    "documents": "文档数",
    "retriever": "检索方式",
    "passages": "段落数",
    "pool_sha256": "段落的 SHA-256",
}
FAULTS = ("false_answer", "over_refusal", "figure_error")


def store_report(result: Result, folder: Path) -> Path:
    """Write ``report.html`` and ``report.md`` into `folder`; return the HTML file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.md").write_text(report_markdown(result), encoding="utf-8", errors="backslashreplace")
    page = folder / "report.html"
    page.write_text(report_html(result), encoding="utf-8", errors="backslashreplace")
    return page


def report_html(result: Result) -> str:
    """Return the whole page."""
    style = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
    title = f"评测报告：{result.set.name}"
    body = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="lead">{escape(_lead(result))}</p>',
        _cards(result),
        "<h2>各项指标</h2>",
        _metric_table(result),
        *_plots(result),
        "<h2>来历</h2>",
        _provenance_table(result),
        f"<h2>每一个失误（{len(misses(result))}）</h2>",
        *(_miss(one) for one in misses(result)),
    ]
    return page_html(title, style, "\n".join(body))


def page_html(title: str, style: str, body: str) -> str:
    """Return a complete HTML document that loads nothing."""
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{style}</style></head><body>\n{body}\n</body></html>\n"
    )


def report_markdown(result: Result) -> str:
    """Return the tables and the misses as Markdown."""
    lines = [
        f"# 评测报告：{result.set.name}",
        "",
        _lead(result),
        "",
        "| 指标 | 值 | 95 % 区间 | 题数 |",
        "|---|---|---|---|",
    ]
    for key in result.metrics():
        interval = result.measured(key)
        if interval:
            lines.append(f"| {metric_name(key).zh} | {interval.mean:.1%} | {_range(interval)} | {interval.n} |")
    lines += [f"| {name} | {value} | | |" for name, value in _pooled_rows(result)]
    lines += [
        "",
        f"## 按题型（{metric_name(result.main_metric()).zh}）",
        "",
        "| 题型 | 值 | 95 % 区间 | 题数 |",
        "|---|---|---|---|",
    ]
    for bar in _type_bars(result):
        lines.append(f"| {bar.label} | {bar.mean:.1%} | {bar.low:.0%}–{bar.high:.0%} | {bar.n} |")
    lines += ["", "## 来历", "", *(f"- {name}：{value}" for name, value in _provenance_rows(result))]
    lines += ["", f"## 失误（{len(misses(result))}）", ""]
    for one in misses(result):
        reasons = "；".join(one.detail.get("reasons", ())) or "未命中"
        lines.append(
            f"- `{one.id}` {_flat(one.question)} → {_flat(str(one.detail.get('answer', '')))[:120]}（{_flat(reasons)}）"
        )
    return "\n".join(lines) + "\n"


def misses(result: Result) -> tuple[Scored, ...]:
    """Return the cases on which something went wrong, in order."""
    return tuple(one for one in result.cases if _missed(one, result))


def _missed(case: Scored, result: Result) -> bool:
    if case.scores.get(result.main_metric(), 1.0) < 1 or case.scores.get("cited_right", 1.0) < 1:
        return True
    if case.scores.get("verbatim", 1.0) < 1:
        return True
    if case.scores.get("counterfactual", 1.0) < 1:
        return True
    return any(case.scores.get(key, 0.0) > 0 for key in FAULTS)


def _lead(result: Result) -> str:
    clusters = len({one.cluster for one in result.cases})
    more = len(result.cases) - result.set.size
    swapped = f"（另换条件再问 {more} 次）" if more else ""
    return (
        f"{result.set.size} 题{swapped}，分属 {clusters} 处依据；"
        f"{result.provenance.started[:16].replace('T', ' ')} UTC，"
        f"用时 {result.provenance.seconds:.0f} 秒，版本 {result.provenance.commit}。"
        "区间为按依据段落重抽样的 95 % 区间。"
    )


def _cards(result: Result) -> str:
    cells = []
    for key in HEADLINES:
        interval = result.measured(key)
        if interval:
            cells.append(
                f'<div class="card"><b>{interval.mean:.1%}</b>{escape(metric_name(key).zh)}'
                f"<br><span>{_range(interval)} · {interval.n} 题</span></div>"
            )
    return f'<div class="cards">{"".join(cells)}</div>'


def _metric_table(result: Result) -> str:
    rows = []
    for key in result.metrics():
        interval = result.measured(key)
        if interval:
            name = metric_name(key)
            arrow = "↑" if name.rises else "↓"
            rows.append(
                f"<tr><td>{escape(name.zh)} <span class=soft>{arrow}</span></td>"
                f"<td class=n>{interval.mean:.1%}</td><td class=n>{_range(interval)}</td><td class=n>{interval.n}</td>"
                f'<td class="soft about">{escape(name.about)}</td></tr>'
            )
    rows += [
        f"<tr><td>{escape(name)}</td><td class=n>{escape(value)}</td><td></td><td></td><td class=about></td></tr>"
        for name, value in _pooled_rows(result)
    ]
    head = "<tr><th>指标</th><th class=n>值</th><th class=n>95 % 区间</th><th class=n>题数</th>"
    head += "<th class=about>含义</th></tr>"
    return f"<table>{head}{''.join(rows)}</table>"


def _pooled_rows(result: Result) -> list[tuple[str, str]]:
    values = pooled(result)
    rows: list[tuple[str, str]] = []
    if values["auroc"] is not None:
        rows.append(("该答与不该答的区分度 AUROC", f"{values['auroc']:.3f}"))
    if values["risk_coverage_area"] is not None:
        rows.append(("风险—覆盖曲线下面积", f"{values['risk_coverage_area']:.3f}"))
    if values["latency"]:
        rows.append(("用时中位数 / 95 分位", f"{values['latency']['p50']:.0f} / {values['latency']['p95']:.0f} ms"))
    return rows


def _plots(result: Result) -> Iterable[str]:
    name = metric_name(result.main_metric()).zh
    yield f"<h2>按题型：{escape(name)}</h2>"
    yield bar_plot(_type_bars(result), title=f"按题型：{name}")
    quarters = _bars(result, result.by_overlap(), {f"Q{at}": f"第 {at} 四分位" for at in range(1, 5)})
    if quarters:
        yield "<h2>按与原文的字面重合度（第一四分位重合最少）</h2>"
        yield bar_plot(quarters, title="按字面重合度")
    groups = _group_rows(result)
    if groups:
        yield "<h2>按部分、语言和写法</h2>"
        yield table_html(("", *(metric_name(key).zh for key in GROUP_METRICS)), groups)
    values = pooled(result)
    if values["risk_coverage"]:
        yield "<h2>风险与覆盖</h2>"
        points = [(float(x), float(y)) for x, y in values["risk_coverage"]]
        yield curve_plot(points, title="风险与覆盖", across="作答的题目占比", up="其中答错的占比")
    times = [one.detail["ms"] for one in result.cases if one.detail.get("ms", 0) > 0]
    if times and values["latency"]:
        yield "<h2>用时</h2>"
        marks = [("中位数", values["latency"]["p50"]), ("95 分位", values["latency"]["p95"])]
        yield histogram_plot(times, title="每题用时", marks=marks)


def _type_bars(result: Result) -> list[Bar]:
    return _bars(result, result.by_type(), TYPE_NAMES)


def _group_rows(result: Result) -> list[tuple[str, ...]]:
    """Return correctness, false answers and over-refusals by part, language and way of writing."""
    rows: list[tuple[str, ...]] = []
    for field, names in GROUPS.items():
        for value, name in names.items():
            cases = [one for one in result.cases if one.detail.get(field) == value]
            cells = [_mean_and_range(result.measured(key, cases)) for key in GROUP_METRICS]
            if any(cells):
                rows.append((name, *cells))
    return rows


def _mean_and_range(interval: Interval | None) -> str:
    return f"{interval.mean:.1%} {_range(interval)}" if interval else ""


def _bars(result: Result, groups: dict[str, tuple[Scored, ...]], names: dict[str, str]) -> list[Bar]:
    bars: list[Bar] = []
    for key, cases in groups.items():
        interval = result.measured_group(cases)
        if interval:
            bars.append(Bar(names.get(key, key), interval.mean, interval.low, interval.high, interval.n))
    return bars


def _provenance_rows(result: Result) -> list[tuple[str, str]]:
    source = result.provenance
    return [
        ("题集", f"{result.set.name}（{result.set.part}），{result.set.size} 题，SHA-256 {result.set.sha256[:16]}…"),
        ("能看出的最小差别", _smallest(result.set.size)),
        ("版本", source.commit),
        ("机器", source.machine),
        ("开始", source.started),
        ("用时", f"{source.seconds:.1f} 秒"),
        *((SETTING_NAMES.get(name, name), value) for name, value in source.settings.items()),
    ]


def _smallest(cases: int) -> str:
    """Say which difference between two runs a set of this size can show."""
    told = []
    for share in (0.05, 0.1, 0.2):
        least = detectable_difference(cases=cases, disagree=share)
        words = f"{least * 100:.1f} 个百分点" if least is not None else "看不出"
        told.append(f"{share:.0%} 的题结果不同时 {words}")
    return "；".join(told)


def _provenance_table(result: Result) -> str:
    rows = (
        f"<tr><td class=soft>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in _provenance_rows(result)
    )
    return f"<table>{''.join(rows)}</table>"


def _miss(case: Scored) -> str:
    detail = case.detail
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in detail.get("reasons", ()))
    before = "".join(
        f"<pre class=soft>{escape(turn['role'])}：{escape(turn['content'])}</pre>" for turn in detail.get("history", ())
    )
    cited = "".join(_quote(one) for one in detail.get("citations", ()) or detail.get("nearest", ()))
    gold = "".join(_quote(one) for one in detail.get("evidence", ()))
    if not gold:
        near = "".join(_quote(one) for one in detail.get("near", ()))
        gold = f'<p class="soft">资料中没有依据{"，最接近的是：" if near else ""}</p>{near}'
    return (
        f"<details><summary><small>{escape(case.id)} · {escape(TYPE_NAMES.get(case.type, case.type))}</small>"
        f"{escape(case.question) or '（空）'}</summary><ul class=why>{reasons}</ul>{before}<div class=sides>"
        f"<div><h3>{escape(_answered_as(detail))}</h3>"
        f"<pre>{escape(str(detail.get('answer', '')))}</pre>{cited}</div>"
        f"<div><h3>应有</h3><pre>{escape(_expected(detail))}</pre>{gold}</div></div></details>"
    )


def _quote(piece: dict[str, Any]) -> str:
    source = piece.get("title") or piece.get("document", "")
    return f"<blockquote>{escape(piece.get('quote', ''))}<br><span class=soft>{escape(source)}</span></blockquote>"


def _answered_as(detail: Any) -> str:
    status = str(detail.get("status", ""))
    return f"回答（{STATUS_NAMES.get(status, status)}）" if status else "回答"


def _expected(detail: Any) -> str:
    expect = detail.get("expect", {})
    lines = [" / ".join(STATUS_NAMES.get(one, one) for one in expect.get("status", ()))]
    if expect.get("short"):
        lines.append("短答案：" + " / ".join(expect["short"]))
    lines += ["应含：" + " / ".join(group) for group in expect.get("contains", ())]
    lines += [f"{at}. {group[0]}" for at, group in enumerate(expect.get("items", ()), start=1)]
    if expect.get("forbidden"):
        lines.append("不该说：" + "；".join(expect["forbidden"]))
    return "\n".join(line for line in lines if line)


def _range(interval: Interval) -> str:
    return f"[{interval.low:.1%}, {interval.high:.1%}]"


def _flat(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def table_html(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return an HTML table of escaped cells, the first column as words, the others as numbers."""
    top = "".join(f"<th{' class=n' if at else ''}>{escape(cell)}</th>" for at, cell in enumerate(head))
    lines = (
        "<tr>" + "".join(f"<td{' class=n' if at else ''}>{escape(cell)}</td>" for at, cell in enumerate(row)) + "</tr>"
        for row in rows
    )
    return f"<div class=wide><table><tr>{top}</tr>{''.join(lines)}</table></div>"
