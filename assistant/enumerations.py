"""Enumerations in running text: quoted runs, 、-runs, parallel clauses, blanks, parallel sentences.

All work is on folded text (ASCII commas, colons and semicolons). Items are spans of it, so the stored text can be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.trimming import aligned_tail, cut_lead, trim
from corpus.model import Span
from corpus.numerals import read_number

LONGEST_ITEM = 60
FARTHEST = 5  # a count so many times the items is of something else
_QUOTED = r"[“《「][^”》」“《]{1,40}[”》」]"
_QUOTED_RUN = re.compile(rf"{_QUOTED}(?:(?:、|和|与|及|以及|,|或)?{_QUOTED})+")
_BLANK_RUN = re.compile(r"[\u3400-\u9fff]{2,12}(?: [\u3400-\u9fff]{2,12}){2,}")
_COUNT_AFTER = re.compile(
    r"^(?:等)?(?P<count>[一二三四五六七八九十两\d]+)(?:个|大|项|点|条|种|类|档|方面|型|家|名|位|支|场|处|所|部|门|步|级|个方面)+"
)
_COUNT_BEFORE = re.compile(
    r"(?<!第)(?<![一二三四五六七八九十\d])(?P<count>[一二三四五六七八九十两\d]+)(?:个|大|项|点|条|种|类|方面|型|家|名|位|支|场|处|所|部|门|步|级|个方面)+[^,;。:]{0,12}[:,]?$"
)
_INSIDE = re.compile(r"“([^“”,;:。、]{1,12}(?:、[^“”,;:。、]{1,12})+)”")
_CLAUSES = re.compile(r"“(?P<run>[^“”,;:。]{2,30}(?:,[^“”,;:。]{2,30}){2,})”")
_JOINED = re.compile(
    r"“([^”+—→-]{1,20}(?:\+[^”+—→-]{1,20})+|[\u3400-\u9fff]{1,12}(?:(?:—+|→|-+)[\u3400-\u9fff]{1,12}){2,})”"
)
_LABELLED = re.compile(r"(?:^|(?<=[,;。]))[^,;:。]{2,20}:(?P<run>[^,;:。!?]{2,40}(?:;[^,;:。!?]{2,40})+)(?=[。!?]|$)")
_NOT = re.compile(r"不[^,;:。!?、“”不]{2,16}")
_DENIED = re.compile(rf"{_NOT.pattern}(?:,{_NOT.pattern}){{2,}}")
_LED = re.compile(r"(?:^|(?<=[,;。]))[^,;:。]{2,20}:(?P<run>[^;:。!?]{2,60}(?:;[^;:。!?]{2,60}){2,})(?=[。!?]|$)")
_BRACKETED = re.compile(r"\([^()]{1,40}\)")
_MARKS = re.compile(r"[,;:]")
_FURTHER = re.compile(r"(?:还|也|更|另|再)(?=有)")
"""What may stand before the opening that the last of parallel clauses shares with the others: 有的…,有的…,还有的…."""
_NUMBERED = re.compile(
    r"(?:^|(?<=[,;:。]))(?:第(?P<a>[一二三四五六七八九十])(?:是|,)?|(?P<b>[一二三四五六七八九十])(?:是|要))"
)


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
    text = _BRACKETED.sub(lambda hit: _MARKS.sub(" ", hit.group()), text)  # 甲(女,某局)、乙: the comma parts no clause
    found = [
        *_quoted(text),
        *_inside(text),
        *_listed(text),
        *_parallel(text),
        *_blanks(text),
        *_joined(text),
        *_semicolons(text),
        *_denied(text),
    ]
    return tuple(sorted((e for e in found if len(e.items) >= 2), key=lambda e: e.span))


def opens(clause: str, opening: str) -> bool:
    """Say whether a clause begins as the ones before it do, or so after 还, 也 or 更 (有的…,还有的…)."""
    further = _FURTHER.match(clause)
    return clause.startswith(opening, further.end() if further else 0)


def find_pairs(text: str, head: str) -> tuple[Enumeration, ...]:
    """Return the pairs A和B of folded `text` whose members both end in the noun `head`."""
    found: list[Enumeration] = []
    for hit in re.finditer(
        rf"(?P<a>[^,;:。、和]{{2,40}}?{re.escape(head)})(?:和|与|及|以及)(?P<b>[^,;:。、]{{1,40}}?{re.escape(head)})",
        text,
    ):
        first = cut_lead(text, Span(hit.start("a"), hit.end("a")), [Span(hit.start("b"), hit.end("b"))])
        found += _build(text, [first, Span(hit.start("b"), hit.end("b"))])
    return tuple(found)


def find_numbered(text: str) -> Enumeration | None:
    """Return the items of 一是…二是…三是… in folded `text`, which may be a whole paragraph, or None."""
    labels: list[re.Match[str]] = []
    for hit in _NUMBERED.finditer(text):
        number = read_number(hit["a"] or hit["b"])
        if number == len(labels) + 1 and (not labels or hit.lastgroup == labels[0].lastgroup):
            labels.append(hit)
        elif labels and number == 1:
            break
    if len(labels) < 2:
        return None
    items: list[Span] = []
    for at, label in enumerate(labels):
        rest = text[label.end() : labels[at + 1].start() if at + 1 < len(labels) else len(text)]
        stop = re.search(r"[。!?\n]", rest.rstrip("。;, \n")) if at + 1 == len(labels) else None
        body = rest[: stop.start()] if stop else rest
        items.append(Span(label.end(), label.end() + len(body.rstrip("。;, \n"))))
    return Enumeration(
        tuple(items), Span(labels[0].start(), items[-1].end), _stated(text, labels[0].start(), len(text))
    )


def _stated(text: str, start: int, end: int) -> int | None:
    after = _COUNT_AFTER.match(text[end : end + 14].lstrip("”》"))
    if after:
        return read_number(after["count"])
    if quoted := re.match(
        r"“(?P<count>[一二三四五六七八九十两\d]+)(?:个|大|项|点|条|种|类|型)[^”]{0,8}”", text[end : end + 16]
    ):
        return read_number(quoted["count"])
    before = _COUNT_BEFORE.search(text[max(0, start - 24) : start])
    count = read_number(before["count"]) if before else None
    return None if count == 1 else count  # 进一步统一思想 counts nothing


def _build(text: str, items: list[Span], *, open_ended: bool = False) -> Iterator[Enumeration]:
    kept = [item for item in items if 0 < len(item) <= LONGEST_ITEM]
    if len(kept) == len(items) and len(kept) >= 2:
        start, end = kept[0].start, kept[-1].end
        stated = _stated(text, start, end)
        if stated is not None and stated > FARTHEST * len(kept) and not open_ended:
            stated = None  # 分A、B、C梳理任务232项 counts the tasks, not the items
        yield Enumeration(tuple(kept), Span(start, end), stated, open_ended)


def _quoted(text: str) -> Iterator[Enumeration]:
    for run in _QUOTED_RUN.finditer(text):
        items = [
            Span(run.start() + m.start() + 1, run.start() + m.end() - 1) for m in re.finditer(_QUOTED, run.group())
        ]
        if run.group()[0] == "《":
            items = [Span(item.start - 1, item.end + 1) for item in items]
        yield from _build(text, items)


def _inside(text: str) -> Iterator[Enumeration]:
    """Items within one pair of quotes: “慢、推、虚”; two only before 等, because a slogan is two phrases as well."""
    for run in _INSIDE.finditer(text):
        items = [Span(run.start(1) + m.start(), run.start(1) + m.end()) for m in re.finditer(r"[^、]+", run.group(1))]
        if len(items) > 2 or text.startswith("等", run.end()):
            yield from _build(text, items)
    for run in _CLAUSES.finditer(text):  # “险情在哪里,党组织就建在哪里,党员就战斗在哪里”
        items = [
            Span(run.start("run") + m.start(), run.start("run") + m.end()) for m in re.finditer("[^,]+", run["run"])
        ]
        if len({text[item.end - 2 : item.end] for item in items}) == 1:
            yield from _build(text, items)


def _listed(text: str) -> Iterator[Enumeration]:
    for clause in re.finditer(r"[^,;:。!?]+", text):
        body = clause.group()
        pieces = _split_top(body)
        if len(pieces) < 2:
            continue
        spans = [Span(clause.start() + start, clause.start() + end) for start, end in pieces]
        tail = aligned_tail(text, spans)
        if tail:
            spans = spans[: len(spans) - len(tail) + 1]
            spans[-1] = Span(spans[-1].start, tail[0].start)
            yield from _build(text, tail)
        if len(spans) >= 2:
            spans = trim(text, spans)
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
    bare = re.sub(r"\([^()]*\)", lambda hit: " " * len(hit.group()), body[last_start:last_end])
    joint = re.search(r"(?:以及|和|及)(?=[^和及]{2,})", bare)
    others = any(re.search(r".(?:和|与|及).", body[begin:end]) for begin, end in pieces[:-1])
    if joint and joint.start() >= 2 and not others:
        typical = sorted(end - begin for begin, end in pieces[1:-1] or pieces[:1])[0]
        if joint.start() <= max(typical * 2, 6):
            pieces[-1:] = [(last_start, last_start + joint.start()), (last_start + joint.end(), last_end)]
    return pieces


def _joined(text: str) -> Iterator[Enumeration]:
    """Items joined inside quotes by plus signs (“线上+线下”), or by dashes or arrows as levels and steps are."""
    for run in _JOINED.finditer(text):
        items = [Span(run.start(1) + m.start(), run.start(1) + m.end()) for m in re.finditer(r"[^+—→-]+", run.group(1))]
        yield from _build(text, items)


def _parallel(text: str) -> Iterator[Enumeration]:
    """Consecutive clauses that begin alike (要…,要…,要…), or that follow a colon and are of one make."""
    clauses = [Span(m.start(), m.end()) for m in re.finditer(r"(?:[^,;:。!?]|(?<=\d):(?=\d))+", text)]
    at = 0
    while at < len(clauses):
        head = text[clauses[at].start : clauses[at].end]
        run = [clauses[at]]
        size = 2 if len(head) > 2 else 1
        opening = head[:size] if head[:1] not in {"要"} else head[:1]
        while at + len(run) < len(clauses) and opens(text[clauses[at + len(run)].start :], opening):
            run.append(clauses[at + len(run)])
        if len(run) >= 2 and all(len(span) <= LONGEST_ITEM for span in run):
            yield from _build(text, run)
        at += len(run)
    for colon in re.finditer(":", text):
        after = [span for span in clauses if span.start > colon.start()]
        stated = _COUNT_BEFORE.search(text[max(0, colon.start() - 24) : colon.start() + 1])
        if stated and (count := read_number(stated["count"])) and 2 <= count <= len(after):
            yield from _build(text, after[:count])


def _denied(text: str) -> Iterator[Enumeration]:
    """Clauses that each say what is not done (走访不听汇报,不要材料,不在企业用餐), the first perhaps after its subject."""
    for run in _DENIED.finditer(text):
        yield from _build(
            text, [Span(run.start() + m.start(), run.start() + m.end()) for m in _NOT.finditer(run.group())]
        )


def _semicolons(text: str) -> Iterator[Enumeration]:
    """Clauses between semicolons that one short label leads to (主要不足:A;B;C); two only when none goes on after a comma."""
    for run in (*_LABELLED.finditer(text), *_LED.finditer(text)):
        items = [
            Span(run.start("run") + m.start(), run.start("run") + m.end()) for m in re.finditer(r"[^;]+", run["run"])
        ]
        yield from _build(text, items)


def _blanks(text: str) -> Iterator[Enumeration]:
    for run in _BLANK_RUN.finditer(text):
        items = [Span(run.start() + m.start(), run.start() + m.end()) for m in re.finditer(r"\S+", run.group())]
        yield from _build(text, items)
