"""Small plots as inline SVG: bars over days, shares of a whole. The numbers stand beside them in words."""

from __future__ import annotations

from collections.abc import Sequence

from ui.present.markup import element, escape

WIDTH, HEIGHT, FOOT = 336, 92, 18  # units of the drawing; the foot holds the labels


def bars(values: Sequence[int], *, now: int, labels: dict[int, str], title: str) -> str:
    """Return one bar for each value, its number above it; ``labels`` stand below the bars they index, ``now`` is today's."""
    if not values:
        return ""
    top, step = max(1, *values), WIDTH / len(values)
    room = HEIGHT - FOOT - 16
    parts: list[str] = []
    for at, value in enumerate(values):
        tall = room * value / top if value else 1.5
        left, y = at * step + 2, HEIGHT - FOOT - tall
        kind = "dj-bar-now" if at == now else "dj-bar-day"
        parts.append(
            f'<rect class="{kind}" x="{left:.1f}" y="{y:.1f}" width="{step - 4:.1f}" height="{tall:.1f}" rx="1.5"/>'
        )
        if value:
            parts.append(f'<text class="dj-bar-value" x="{left + step / 2 - 2:.1f}" y="{y - 4:.1f}">{value}</text>')
    for at, label in labels.items():
        anchor = "start" if at == 0 else "end" if at == len(values) - 1 else "middle"
        x = {"start": 2.0, "end": WIDTH - 2.0}.get(anchor, at * step + step / 2)
        parts.append(
            f'<text class="dj-bar-label" x="{x:.1f}" y="{HEIGHT - 3}" text-anchor="{anchor}">{escape(label)}</text>'
        )
    return (
        f'<svg class="dj-chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
        f"{''.join(parts)}</svg>"
    )


def share(parts: Sequence[tuple[str, int]], whole: int, *, title: str) -> str:
    """Return a bar of `whole` filled by `parts`, each (CSS class, count)."""
    pieces = "".join(
        element("span", "", class_=kind, style=f"width:{100 * count / whole:.2f}%")
        for kind, count in parts
        if count and whole
    )
    return element("div", pieces, class_="dj-share", role="img", aria_label=title)
