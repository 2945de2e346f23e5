"""Inline SVG drawn by hand: bars with intervals, a curve, a row of times. No script, no network, both colour schemes.

Colours are CSS variables of the page (``--ink``, ``--faint``, ``--mark``), so one drawing serves light and dark.
Lengths are SVG user units; every plot has a title that a screen reader reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 720
ROW = 24
LABEL = 150
VALUE = 120
MOST_DOTS = 60  # a longer curve is drawn as a line alone


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a share in [0, 1] with its interval; ``n`` cases."""

    label: str
    mean: float
    low: float
    high: float
    n: int


def bar_plot(bars: Sequence[Bar], *, title: str) -> str:
    """Draw one row a bar: the share, its interval as a whisker, and both in words."""
    height = ROW * len(bars) + 26
    inner = WIDTH - LABEL - VALUE
    parts = [_open(WIDTH, height, title)]
    for share in (0, 0.25, 0.5, 0.75, 1):
        x = LABEL + share * inner
        parts.append(f'<line x1="{x:.1f}" y1="4" x2="{x:.1f}" y2="{height - 18}" class="grid"/>')
        parts.append(f'<text x="{x:.1f}" y="{height - 4}" class="tick" text-anchor="middle">{share:.0%}</text>')
    for at, bar in enumerate(bars):
        y = 6 + at * ROW
        middle = y + ROW / 2 - 2
        left, right = LABEL + bar.low * inner, LABEL + bar.high * inner
        words = f"{bar.mean:.1%} [{bar.low:.0%}, {bar.high:.0%}]"
        parts += [
            f'<text x="{LABEL - 8}" y="{middle + 4:.1f}" text-anchor="end">{escape(bar.label)}</text>',
            f'<rect x="{LABEL}" y="{y}" width="{max(bar.mean * inner, 1):.1f}" height="{ROW - 6}" class="bar">'
            f"<title>{escape(bar.label)}：{words}，{bar.n} 题</title></rect>",
            f'<line x1="{left:.1f}" y1="{middle:.1f}" x2="{right:.1f}" y2="{middle:.1f}" class="whisker"/>',
            f'<line x1="{left:.1f}" y1="{middle - 4:.1f}" x2="{left:.1f}" y2="{middle + 4:.1f}" class="whisker"/>',
            f'<line x1="{right:.1f}" y1="{middle - 4:.1f}" x2="{right:.1f}" y2="{middle + 4:.1f}" class="whisker"/>',
            f'<text x="{WIDTH - VALUE + 8}" y="{middle + 4:.1f}" class="tick">{bar.mean:.0%} · {bar.n} 题</text>',
        ]
    return "".join((*parts, "</svg>"))


def curve_plot(points: Sequence[tuple[float, float]], *, title: str, across: str, up: str) -> str:
    """Draw a curve of (x, y) with both axes in [0, 1] shares; the y axis is stretched to the largest value."""
    height, left, bottom = 260, 56, 34
    top = max((y for _, y in points), default=0.0)
    ceiling = next(limit for limit in (0.05, 0.1, 0.2, 0.5, 1.0) if top <= limit)
    across_width, up_height = WIDTH - left - 20, height - bottom - 12
    place = [(left + x * across_width, 12 + (1 - y / ceiling) * up_height) for x, y in points]
    parts = [_open(WIDTH, height, title)]
    for share in (0, 0.25, 0.5, 0.75, 1):
        x, y = left + share * across_width, 12 + (1 - share) * up_height
        parts += [
            f'<line x1="{left}" y1="{y:.1f}" x2="{WIDTH - 20}" y2="{y:.1f}" class="grid"/>',
            f'<text x="{left - 6}" y="{y + 4:.1f}" class="tick" text-anchor="end">{share * ceiling:.1%}</text>',
            f'<text x="{x:.1f}" y="{height - bottom + 16}" class="tick" text-anchor="middle">{share:.0%}</text>',
        ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in place)
    parts.append(f'<polyline points="{line}" class="curve"/>')
    dots = [] if len(points) > MOST_DOTS else list(zip(place, points, strict=True))
    parts += [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" class="dot"><title>{escape(across)} {px:.1%}，{escape(up)} {py:.1%}'
        "</title></circle>"
        for (x, y), (px, py) in dots
    ]
    parts.append(f'<text x="{WIDTH - 20}" y="{height - 4}" class="tick" text-anchor="end">{escape(across)} →</text>')
    parts.append(f'<text x="{left + 6}" y="22" class="tick">↑ {escape(up)}</text>')
    return "".join((*parts, "</svg>"))


def histogram_plot(
    values: Sequence[float], *, title: str, marks: Sequence[tuple[str, float]], columns: int = 36
) -> str:
    """Draw how many values fall into each of `columns` equal steps, with named vertical marks (such as p95).

    The axis ends at twice the highest mark, so that one slow outlier does not flatten the rest; what is beyond counts
    in the last column, and the axis says so.
    """
    height, left, bottom = 214, 40, 30
    longest = max((*values, *(value for _, value in marks), 1.0))
    top = min(longest, max((2 * value for _, value in marks), default=longest) or longest)
    counts = [0] * columns
    for value in values:
        counts[min(int(value / top * columns), columns - 1)] += 1
    inner, up = WIDTH - left - 20, height - bottom - 38
    step = inner / columns
    parts = [_open(WIDTH, height, title)]
    for at, count in enumerate(counts):
        tall = up * count / max(*counts, 1)
        parts.append(
            f'<rect x="{left + at * step + 1:.1f}" y="{38 + up - tall:.1f}" width="{step - 2:.1f}" '
            f'height="{tall:.1f}" class="bar"><title>{at * top / columns:.0f}–{(at + 1) * top / columns:.0f} ms：'
            f"{count} 题</title></rect>"
        )
    for at, (name, value) in enumerate(marks):  # each name on a line of its own, since marks may stand close
        x, line = left + inner * value / top, 14 + 15 * at
        place = f'x="{x - 5:.1f}" text-anchor="end"' if x > WIDTH * 0.75 else f'x="{x + 5:.1f}"'
        parts += [
            f'<line x1="{x:.1f}" y1="{line - 10}" x2="{x:.1f}" y2="{38 + up}" class="whisker"/>',
            f'<text {place} y="{line}" class="tick">{escape(name)} {value:.0f} ms</text>',
        ]
    for share in (0, 0.5, 1):
        x = left + share * inner
        anchor, beyond = ("end", f"，最长 {longest:.0f} ms") if share == 1 else ("middle", "")
        words = f"{share * top:.0f} ms{beyond if longest > top else ''}"
        parts.append(f'<text x="{x:.1f}" y="{height - 8}" class="tick" text-anchor="{anchor}">{words}</text>')
    return "".join((*parts, "</svg>"))


def _open(width: int, height: int, title: str) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(title)}</title>"
    )
