"""Enumerations in running text: quoted runs, 、-runs, parallel clauses, blanks, parallel sentences.

All work is on folded text (ASCII commas, colons and semicolons). Items are spans of it, so the stored text can be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Span
from corpus.numerals import read_number

LONGEST_ITEM = 60
_QUOTED = r"[“《「][^”》」“《]{1,40}[”》」]"
_QUOTED_RUN = re.compile(rf"{_QUOTED}(?:(?:、|和|与|及|以及|,|或)?{_QUOTED})+")
_BLANK_RUN = re.compile(r"[\u3400-\u9fff]{2,12}(?: [\u3400-\u9fff]{2,12}){2,}")
_COUNT_AFTER = re.compile(
    r"^(?:等)?(?P<count>[一二三四五六七八九十两\d]+)(?:个|大|项|点|条|种|类|方面|型|家|名|位|支|场|处|所|部|个方面)+"
)
_COUNT_BEFORE = re.compile(
    r"(?P<count>[一二三四五六七八九十两\d]+)(?:个|大|项|点|条|种|类|方面|型|家|名|位|支|场|处|所|部|个方面)+[^,;。:]{0,12}[:,]?$"
)
_TRAIL = re.compile(r"(?:等.*|(?:[一二三四五六七八九十两\d]+)(?:个|大|项|点|条|种|类|方面|型|个方面)+[^“”]*)$")
_LABEL = re.compile(r"“(?P<count>[三四五六七八九十\d]+)(?:个|大|项|点|条|种|类|型|带头)[^”]{0,8}”[^“]*$")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A run of parallel items. Spans are offsets in the text that was searched; ``stated`` the count the text gives."""

    items: tuple[Span, ...]
    span: Span
    stated: int | None
    open_ended: bool = False

    @property
    def complete(self) -> bool:
        """Whether the count that the text states is the count of the items, or none is stated."""
        return self.stated is None or self.stated == len(self.items)


def find_enumerations(text: str) -> tuple[Enumeration, ...]:
    """Return the enumerations of one folded sentence, in order of their first item; at least two items each."""
    found = [*_quoted(text), *_listed(text), *_parallel(text), *_blanks(text), *_summed(text)]
    return tuple(sorted((e for e in found if len(e.items) >= 2), key=lambda e: e.span))


def find_pairs(text: str, head: str) -> tuple[Enumeration, ...]:
    """Return the pairs A和B of folded `text` whose members both end in the noun `head`."""
    found: list[Enumeration] = []
    for hit in re.finditer(
        rf"(?P<a>[^,;:。、和]{{2,40}}?{re.escape(head)})(?:和|与|及|以及)(?P<b>[^,;:。、]{{1,40}}?{re.escape(head)})",
        text,
    ):
        first = _cut_lead(text, Span(hit.start("a"), hit.end("a")), len(hit["b"]))
        found += _build(text, [first, Span(hit.start("b"), hit.end("b"))])
    return tuple(found)


def _stated(text: str, start: int, end: int) -> int | None:
    after = _COUNT_AFTER.match(text[end : end + 14].lstrip("”》"))
    if after:
        return read_number(after["count"])
    if quoted := re.match(
        r"“(?P<count>[一二三四五六七八九十两\d]+)(?:个|大|项|点|条|种|类|型)[^”]{0,8}”", text[end : end + 16]
    ):
        return read_number(quoted["count"])
    before = _COUNT_BEFORE.search(text[max(0, start - 24) : start])
    return read_number(before["count"]) if before else None


def _build(text: str, items: list[Span], *, open_ended: bool = False) -> Iterator[Enumeration]:
    kept = [item for item in items if 0 < len(item) <= LONGEST_ITEM]
    if len(kept) == len(items) and len(kept) >= 2:
        start, end = kept[0].start, kept[-1].end
        yield Enumeration(tuple(kept), Span(start, end), _stated(text, start, end), open_ended)


def _quoted(text: str) -> Iterator[Enumeration]:
    for run in _QUOTED_RUN.finditer(text):
        items = [
            Span(run.start() + m.start() + 1, run.start() + m.end() - 1) for m in re.finditer(_QUOTED, run.group())
        ]
        if run.group()[0] == "《":
            items = [Span(item.start - 1, item.end + 1) for item in items]
        yield from _build(text, items)


def _listed(text: str) -> Iterator[Enumeration]:
    for clause in re.finditer(r"[^,;:。!?]+", text):
        body = clause.group()
        pieces = _split_top(body)
        if len(pieces) < 2:
            continue
        spans = [Span(clause.start() + start, clause.start() + end) for start, end in pieces]
        spans = _trim(text, spans)
        yield from _build(text, spans, open_ended="等" in text[spans[-1].end : spans[-1].end + 2])


def _split_top(body: str) -> list[tuple[int, int]]:
    """Split a clause at the 、 that stand outside quotes, and between quotes; 和/及 splits the last piece when it is long."""
    depth, start, pieces, commas = 0, 0, [], 0
    for at, char in enumerate(body):
        if char in "“《(「":
            if depth == 0 and at and body[at - 1] in "”》" and start < at:
                pieces.append((start, at))
                start = at
            depth += 1
        elif char in "”》)」":
            depth = max(0, depth - 1)
        elif char == "、" and depth == 0:
            pieces.append((start, at))
            start = at + 1
            commas += 1
    pieces.append((start, len(body)))
    if not commas:
        return []
    last_start, last_end = pieces[-1]
    joint = re.search(r"(?:以及|和|及)(?=[^和及]{2,})", body[last_start:last_end])
    others = any(re.search(r".(?:和|与|及).", body[begin:end]) for begin, end in pieces[:-1])
    if joint and joint.start() >= 2 and not others:
        typical = sorted(end - begin for begin, end in pieces[1:-1] or pieces[:1])[0]
        if joint.start() <= max(typical * 2, 6):
            pieces[-1:] = [(last_start, last_start + joint.start()), (last_start + joint.end(), last_end)]
    return pieces


def _trim(text: str, spans: list[Span]) -> list[Span]:
    """Cut what only leads to the first item and what only closes the last."""
    first, last = spans[0], spans[-1]
    prefix = text[spans[1].start : spans[1].start + 2]
    at = text.find(prefix, first.start + 1, first.end) if len(prefix) == 2 else -1
    typical = sorted(len(span) for span in spans[1:])[(len(spans) - 1) // 2]
    spans[0] = Span(at, first.end) if at > 0 else _cut_lead(text, first, typical)
    tail = text[last.start : last.end]
    closing = _TRAIL.search(tail)
    label = _LABEL.search(tail)
    if label and label.start() >= 2 and read_number(label["count"]) == len(spans):
        spans[-1] = Span(last.start, last.start + label.start())
    elif closing and closing.start() >= 2:
        spans[-1] = Span(last.start, last.start + closing.start())
    elif tail[:1] in "“《" and (end := max(tail.find("”"), tail.find("》"))) > 0:
        spans[-1] = Span(last.start, last.start + end + 1)
    else:
        typical = sorted(len(span) for span in spans[:-1])[(len(spans) - 1) // 2]
        possessive = tail.find("的")
        if possessive >= 2 and abs(possessive - typical) < abs(len(tail) - typical):
            spans[-1] = Span(last.start, last.start + possessive)
    return spans


_GOVERNING = frozenset(
    "是 有 为 以 聚焦 围绕 打造 投身 出台 举办 召开 开展 实施 推进 形成 明确 做到 突出 坚持 包括 涵盖 分为".split()
)


def _cut_lead(text: str, span: Span, typical: int) -> Span:
    """Cut the verb that governs a list from its first item: the cut whose rest comes nearest to the `typical` length.

    A list of verb phrases (加强培训、严格管理) keeps its verbs, because its first item is as long as the others already.
    """
    import rjieba

    opening = text[span.start : span.end]
    if opening[:1] in "“《":
        return span
    best, gap, at = 0, abs(len(opening) - typical), 0
    for word, tag in rjieba.tag(opening):
        at += len(word)
        rest = len(opening) - at
        governs = (tag[:1] == "v" and len(word) >= 2) or tag == "p" or word in _GOVERNING
        if governs and rest >= 2 and abs(rest - typical) < gap:
            best, gap = at, abs(rest - typical)
    for mark in ("“", "《"):
        quoted = opening.find(mark)
        if quoted > best and opening[-1] in "”》" and abs(len(opening) - quoted - typical) <= gap:
            best = quoted
    return Span(span.start + best, span.end)


def _summed(text: str) -> Iterator[Enumeration]:
    """Items joined by plus signs inside quotes: “线上+线下”."""
    for run in re.finditer(r"“([^”+]{1,20}(?:\+[^”+]{1,20})+)”", text):
        items = [Span(run.start(1) + m.start(), run.start(1) + m.end()) for m in re.finditer(r"[^+]+", run.group(1))]
        yield from _build(text, items)


def _parallel(text: str) -> Iterator[Enumeration]:
    """Consecutive clauses that begin alike (要…,要…,要…), or that follow a colon and are of one make."""
    clauses = [Span(m.start(), m.end()) for m in re.finditer(r"[^,;:。!?]+", text)]
    at = 0
    while at < len(clauses):
        head = text[clauses[at].start : clauses[at].end]
        run = [clauses[at]]
        size = 2 if len(head) > 2 else 1
        opening = head[:size] if head[:1] not in {"要"} else head[:1]
        while at + len(run) < len(clauses) and text.startswith(opening, clauses[at + len(run)].start):
            run.append(clauses[at + len(run)])
        if len(run) >= 2 and all(len(span) <= LONGEST_ITEM for span in run):
            yield from _build(text, run)
        at += len(run)
    for colon in re.finditer(":", text):
        after = [span for span in clauses if span.start > colon.start()]
        stated = _COUNT_BEFORE.search(text[max(0, colon.start() - 24) : colon.start() + 1])
        if stated and (count := read_number(stated["count"])) and 2 <= count <= len(after):
            yield from _build(text, after[:count])


def _blanks(text: str) -> Iterator[Enumeration]:
    for run in _BLANK_RUN.finditer(text):
        items = [Span(run.start() + m.start(), run.start() + m.end()) for m in re.finditer(r"\S+", run.group())]
        yield from _build(text, items)
