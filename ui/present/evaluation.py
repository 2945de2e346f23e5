"""The latest evaluation as tables with a bar for each share and a whisker for its interval."""

from __future__ import annotations

from collections.abc import Sequence

from ui.measured import LatestRun, Measure
from ui.present.markup import element, escape
from ui.text import Language
from ui.text.evaluation import EvaluationWords, evaluation_words

WIDTH = 220  # units of the drawing
HEIGHT = 18
BAR_CLASS = "dj-measured-bar"  # a narrow page leaves this column out; the numbers say the same


def render_evaluation(run: LatestRun | None, *, language: Language) -> str:
    """Return the whole tab; None says how to measure."""
    words = evaluation_words(language)
    if run is None:
        explained = (
            element("h2", escape(words.tab)) + element("p", escape(words.what)) + element("p", escape(words.none))
        )
        return element("div", explained, class_="dj-evaluation-none", role="status")
    lead = words.lead.format(name=run.name, size=run.size, started=_moment(run.started), commit=run.commit)
    measures = _table(words.measure, run.measures, words=words, language=language, arrows=True)
    tables = element("div", element("h3", escape(words.measures)) + measures)
    if run.kinds:
        kinds = _table(words.kind, run.kinds, words=words, language=language)
        tables += element("div", element("h3", escape(words.by_type)) + kinds)
    parts = [
        element("p", escape(lead), class_="dj-notice"),
        element("div", tables, style="display:flex;flex-wrap:wrap;gap:0 40px;align-items:flex-start"),
    ]
    if run.p50 is not None and run.p95 is not None:
        sentence = words.latency.format(p50=f"{run.p50:.0f}", p95=f"{run.p95:.0f}")
        parts.append(element("p", escape(sentence), class_="dj-notice"))
    source = words.source.format(machine=run.machine, sha=run.sha256[:16])
    parts.append(element("p", escape(source), class_="dj-notice"))
    return element("div", "".join(parts), class_="dj-prose dj-evaluation")


def render_damaged(*, language: Language) -> str:
    """Return the notice that the stored result cannot be read."""
    return element("p", escape(evaluation_words(language).damaged), class_="dj-notice", role="status")


def _table(
    head: str, measures: Sequence[Measure], *, words: EvaluationWords, language: Language, arrows: bool = False
) -> str:
    cells = (
        element("th", escape(head), scope="col")
        + element("th", escape(words.value), scope="col")
        + element("th", "", scope="col", class_=BAR_CLASS)
        + element("th", escape(words.interval), scope="col")
        + element("th", escape(words.cases), scope="col")
    )
    rows = "".join(_row(one, language=language, arrows=arrows) for one in measures)
    return element("table", element("thead", element("tr", cells)) + element("tbody", rows))


def _row(one: Measure, *, language: Language, arrows: bool) -> str:
    name = one.en if language == "en" else one.zh
    cells = (
        element("th", escape(f"{name} {'↑' if one.rises else '↓'}" if arrows else name), scope="row")
        + element("td", f"{one.mean:.1%}")
        + element("td", _bar(one), class_=BAR_CLASS)
        + element("td", f"{one.low:.1%} – {one.high:.1%}")
        + element("td", str(one.n))
    )
    return element("tr", cells)


def _bar(one: Measure) -> str:
    """Return a bar of the mean with a whisker over the interval; the numbers stand beside it in words."""
    middle = HEIGHT / 2
    left, right = one.low * WIDTH, one.high * WIDTH
    frame = f'<rect x="0" y="4" width="{WIDTH}" height="{HEIGHT - 8}" fill="var(--dj-line)"/>'
    bar = f'<rect x="0" y="4" width="{one.mean * WIDTH:.1f}" height="{HEIGHT - 8}" fill="var(--dj-mark-line)"/>'
    whisker = f'<path d="M{left:.1f} {middle}H{right:.1f}" stroke="var(--dj-ink)" stroke-width="2"/>'
    return (
        f'<svg width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">'
        f"{frame}{bar}{whisker}</svg>"
    )


def _moment(started: str) -> str:
    return started[:16].replace("T", " ")
