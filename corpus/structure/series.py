"""Series inside a paragraph: 一是…；二是…；三是…, 第一，…第二，…, 首先…其次…, ①…②…, （1）…（2）…

A series is at least two markers in order, each at the start of a clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Span
from corpus.sentences import split_sentences
from corpus.structure.labels import Label, find_label
from corpus.structure.node import Node, read_first_words

_MARK = re.compile(
    r"第[一二三四五六七八九十]{1,3}(?:[种类个][是为：:，,]|[，,、：:是要])|[一二三四五六七八九十]{1,3}[是要抓]|其[一二三四五六七八九][，,、：:]|(?:首先|其次|再次|再者|最后)[，,、]|"
    r"[①-⑳⑴-⒇]|[（(](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[）)]|[0-9]{1,2}[.．、](?![0-9])"
)
_CLAUSE_START = "。；;：:，,！？!?”）)、— \n"
_STRONG_START = "。；;：:\n"
_FAMILIES = frozenset({"first", "shi", "yao", "zhua", "qi", "order", "circle", "nump", "cnp", "num"})


MOST = 40
"""Series in one paragraph beyond which it is no prose; no tree is made of it."""


@dataclass(frozen=True, slots=True)
class SeriesItem:
    """One item: its label, and its words up to the next item."""

    label: Label
    span: Span


def find_series(text: str, span: Span) -> list[list[SeriesItem]]:
    """Return the series inside the paragraph `span`, each with at least two items, outer ones first."""
    marks: dict[str, list[Label]] = {}
    for match in _MARK.finditer(text, span.start, span.end):
        at = match.start()
        label = find_label(text, at, span.end)
        if label is None or label.number is None or label.family not in _FAMILIES:
            continue
        if at > span.start and not _opens_clause(text, at, label.family):
            continue
        marks.setdefault(label.family, []).append(label)
    chains = [chain for labels in marks.values() for chain in _chain(labels)]
    if len(chains) > MOST:
        return []
    chains.sort(key=lambda chain: chain[0].printed.start)
    return _nest([_items(text, chain, span.end) for chain in chains])


def _opens_clause(text: str, at: int, family: str) -> bool:
    before = text[at - 1]
    if family == "circle":
        return True
    if family == "num":
        return before in _STRONG_START
    if family in ("nump", "cnp"):
        # 见第（1）项 refers, ：（1）… enumerates
        return before in _CLAUSE_START
    return before in _CLAUSE_START


def _chain(labels: list[Label]) -> list[list[Label]]:
    chains: list[list[Label]] = []
    current: list[Label] = []
    for label in labels:
        number = label.number or 0
        last = current[-1].number or 0 if current else 0
        follows = number == last + 1 if label.family != "order" else last < number
        if current and follows:
            current.append(label)
            continue
        if len(current) >= 2:
            chains.append(current)
        current = [label] if number == 1 else []
    if len(current) >= 2:
        chains.append(current)
    return chains


def _items(text: str, chain: list[Label], end: int) -> list[SeriesItem]:
    starts = [label.printed.start for label in chain]
    spans = [_trim(text, s, e) for s, e in zip(starts, [*starts[1:], starts[-1]], strict=True)][:-1]
    single = all(len(split_sentences(text, span)) == 1 for span in spans)
    tail = Span(starts[-1], end)
    spans.append(split_sentences(text, tail)[0] if single else _trim(text, tail.start, tail.end))
    return [SeriesItem(label, span) for label, span in zip(chain, spans, strict=True)]


def _trim(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _nest(series: list[list[SeriesItem]]) -> list[list[SeriesItem]]:
    """Drop a series that crosses the border of an item of an earlier one."""
    kept: list[list[SeriesItem]] = []
    for candidate in series:
        whole = Span(candidate[0].span.start, candidate[-1].span.end)
        fits = True
        for other in kept:
            reach = Span(other[0].span.start, other[-1].span.end)
            if reach.overlaps(whole) and not any(item.span.contains(whole) for item in other):
                fits = False
        if fits:
            kept.append(candidate)
    return kept


def add_series(text: str, owner: Node, paragraph: Span) -> None:
    """Add the series of `paragraph` below `owner`, inner series below the items of outer ones."""
    added: list[Node] = []
    for items in find_series(text, paragraph):
        nodes = [_make(text, item, position) for position, item in enumerate(items, start=1)]
        inside = [n for n in added if n.start <= items[0].span.start and items[-1].span.end <= n.end]
        above = max(inside, key=lambda n: n.start) if inside else owner
        for node in nodes:
            above.adopt(node)
        added.extend(nodes)


def _make(text: str, item: SeriesItem, position: int) -> Node:
    heading, title, _ = read_first_words(text, item.span, item.label.body)
    return Node(
        key=item.label.key, kind=item.label.kind, label=item.label.printed.of(text).strip(), number=position,
        heading=heading, title=title, start=item.span.start, end=item.span.end, run_in=True, in_paragraph=True,
    )  # fmt: skip
