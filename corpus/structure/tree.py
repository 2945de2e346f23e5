"""The heading tree: every heading, item, series and table of a text, in preorder, and what looks wrong about it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.cleaning.clean import Paragraph
from corpus.model import Section, Span
from corpus.structure.forms import is_date, is_title
from corpus.structure.frame import Role
from corpus.structure.labels import SERIES, Label, find_label
from corpus.structure.node import Node, read_heading, strip_title
from corpus.structure.numbering import check_numbering
from corpus.structure.parallel import find_parallel
from corpus.structure.series import add_series, find_series

_STANDS_ALONE = frozenset({"bare", "barecn"})
_NEEDS_SIBLING = SERIES | _STANDS_ALONE
_LONGEST_HEADING = 60
_NO_HEADING = re.compile(
    r"^(?:[（(].*[)）]|图[为：:0-9一二三]|▲|△|注[：:]|资料图|来源|摄影|表\s?\d|https?:|[A-Za-z0-9\s.,:;'\"()-]+)$|摄[）)]?$|[、—-]$|^[，。、；：）》”’]"
)
_ADDRESS = re.compile(r"^(?:同志们|各位[\u4e00-\u9fff]{0,10}|朋友们|老师们|同学们)[，,！!：:]")


@dataclass(frozen=True, slots=True)
class Tree:
    """Sections in preorder; ``owners`` gives for each paragraph the section it stands in (None outside any)."""

    sections: tuple[Section, ...]
    owners: tuple[int | None, ...]
    warnings: tuple[str, ...]


def build_tree(text: str, paragraphs: Sequence[Paragraph], roles: Sequence[Role]) -> Tree:
    """Build the tree of the paragraphs whose role is body or table; every other role ends all open sections."""
    labels = _find_labels(text, paragraphs, roles)
    plain = _find_plain_headings(text, paragraphs, roles, labels)
    builder = _Builder(text, paragraphs, roles, labels, plain)
    builder.build()
    return builder.finish()


def _find_labels(text: str, paragraphs: Sequence[Paragraph], roles: Sequence[Role]) -> dict[int, Label]:
    """Return the labelled paragraphs. Labels that are also common words count only with a sibling."""
    found: dict[int, Label] = {}
    for at, paragraph in enumerate(paragraphs):
        if roles[at] != "body":
            continue
        label = find_label(text, paragraph.span.start, paragraph.span.end)
        if label is None or (label.family in _STANDS_ALONE and not _stands_alone(text, paragraph.span)):
            continue
        if label.body >= paragraph.span.end and label.family not in ("article", "chapter"):
            continue
        if label.family in SERIES and any(
            s[0].span.start == label.printed.start for s in find_series(text, paragraph.span)
        ):
            continue
        found[at] = label
    seen: dict[str, set[int]] = {}
    for label in found.values():
        if label.family in _NEEDS_SIBLING | {"decimal"} and label.number is not None:
            seen.setdefault(label.family, set()).add(label.number)
    return {at: label for at, label in found.items() if _counts(label, seen)}


def _counts(label: Label, seen: dict[str, set[int]]) -> bool:
    """Say whether a label is one, given the numbers of its family in the text: 一要 needs 二要, 3.15 needs a 3.1."""
    numbers = seen.get(label.family, set())
    if label.family == "decimal":
        return 1 in numbers
    if label.family == "order":
        return 1 in numbers and len(numbers) > 1
    return label.family not in _NEEDS_SIBLING or {1, 2} <= numbers


def _stands_alone(text: str, span: Span) -> bool:
    return len(span) <= 44 and text[span.end - 1] not in "。；;：:，,、" and "。" not in span.of(text)


def _find_plain_headings(
    text: str, paragraphs: Sequence[Paragraph], roles: Sequence[Role], labels: dict[int, Label]
) -> dict[int, int]:
    """Return the unnumbered headings and their hinted level (0 without a hint)."""
    live = [at for at, role in enumerate(roles) if role in ("body", "table")]
    hinted = {at: paragraphs[at].hint or 0 for at in live if paragraphs[at].hint is not None and at not in labels}
    found: list[int] = []
    for position, at in enumerate(live[:-1]):
        if roles[at] != "body" or at in labels or at in hinted:
            continue
        after = live[position + 1]
        if not _looks_like_heading(text, paragraphs[at].span):
            continue
        if any(roles[between] != "furniture" for between in range(at + 1, after)):
            continue  # a sign-off or a note lies between, it heads nothing
        if after in labels:
            if not _is_listed(text, paragraphs, roles, labels, at, after):
                found.append(at)
        elif roles[after] == "table" or _is_prose(text, paragraphs[after].span):
            found.append(at)
    if len(found) == 1 and not hinted:
        only = paragraphs[found[0]].span
        before = found[0] - 1
        if not (
            len(only) <= 20 and before >= 0 and roles[before] == "body" and _is_prose(text, paragraphs[before].span)
        ):
            found = []
    return {**dict.fromkeys(found, 0), **hinted}


def _is_listed(
    text: str, paragraphs: Sequence[Paragraph], roles: Sequence[Role], labels: dict[int, Label], at: int, after: int
) -> bool:
    """Say whether a short line before a label is one of a list (names, units) below the label before it."""
    before = at - 1
    if before < 0 or roles[before] != "body":
        return False
    above = labels.get(before)
    if above is None:
        return _looks_like_heading(text, paragraphs[before].span)
    return above.key == labels[after].key and text[paragraphs[before].span.end - 1] not in "。；;.！!"


def _looks_like_heading(text: str, span: Span) -> bool:
    if not 3 <= len(span) <= _LONGEST_HEADING:
        return False
    line = span.of(text)
    # a date alone on its line is body only in a chronicle, where it heads what happened that day
    return is_date(line) or (is_title(line) and line[-1] not in "！!" and not _NO_HEADING.search(line))


def _is_prose(text: str, span: Span) -> bool:
    return (len(span) >= 20 and text[span.end - 1] in "。！？!?；;：:”）)…") or len(span) >= 80


class _Builder:
    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Paragraph],
        roles: Sequence[Role],
        labels: dict[int, Label],
        plain: dict[int, int],
    ) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.roles = roles
        self.labels = labels
        self.plain = plain
        self.root = Node("root", "part", "", None, Span(0, 0), Span(0, 0), 0, 0)
        self.top = self.root
        self.owners: list[Node | None] = [None] * len(paragraphs)
        self.annexes = sum(1 for role in roles if role == "annex")
        self.last_label = max(labels, default=-1)
        self.places: dict[tuple[str, int], list[int]] = {}
        for at, label in labels.items():
            if label.number is not None:
                self.places.setdefault((label.key, label.number), []).append(at)

    def build(self) -> None:
        last_body = max((at for at, role in enumerate(self.roles) if role == "body"), default=-1)
        in_table: Node | None = None
        for at, paragraph in enumerate(self.paragraphs):
            role = self.roles[at]
            if role == "furniture":
                continue
            if role == "table":
                in_table = self._add_row(at, in_table)
                continue
            in_table = None
            if role == "annex":
                self._open_annex(at)
            elif role == "title" and self.top.key == "annex" and self.top.end == paragraph.span.start - 1:
                self._title_annex(self.top, paragraph.span)
                self._take(at, paragraph.span)
            elif role != "body":
                self.top = self.root
            elif at in self.labels:
                self._open_labelled(at, self.labels[at])
            elif at in self.plain:
                self._open_plain(at)
            else:
                if _ADDRESS.match(paragraph.span.of(self.text)[:20]) and self._is_last_words(at, last_body):
                    self.top = self.root
                self._take(at, paragraph.span)
                if self.top is not self.root:
                    self.top.body.append(paragraph.span)
                else:
                    self.root.body.append(paragraph.span)

    def _is_last_words(self, at: int, last_body: int) -> bool:
        return at > self.root.start and last_body - at <= 3 and self.last_label < at

    def _take(self, at: int, span: Span) -> None:
        if self.top is not self.root:
            self.owners[at] = self.top
            self.top.reach(span.end)

    def _open(self, at: int, node: Node, parent: Node) -> None:
        parent.adopt(node)
        self.top = node
        self._take(at, self.paragraphs[at].span)

    def _open_annex(self, at: int) -> None:
        span = self.paragraphs[at].span
        self.top = self.root
        if not self.root.children and self.annexes == 1:
            return
        match = re.match(r"附\s?(?:件|表|录)\s?[0-9一二三四五六七八九十]{0,3}", span.of(self.text))
        end = span.start + (match.end() if match else 0)
        title = strip_title(self.text, end, span.end)
        node = Node("annex", "part", self.text[span.start : end], None, span, title, span.start, span.end, rank=0)
        self._open(at, node, self.root)

    @staticmethod
    def _title_annex(node: Node, line: Span) -> None:
        """An annex may have its title on the lines below its label."""
        node.heading = Span(node.heading.start, line.end)
        node.title = Span(node.title.start, line.end) if len(node.title) else line

    def _open_labelled(self, at: int, label: Label) -> None:
        span = self.paragraphs[at].span
        heading, title, run_in = read_heading(self.text, label, span)
        printed = label.printed.of(self.text).strip()
        node = Node(
            label.key, label.kind, printed, label.number, heading, title, span.start, span.end,
            run_in=run_in, rank=label.rank, own_line=span, hint=self.paragraphs[at].hint or 0,
        )  # fmt: skip
        self._open(at, node, self._find_parent(at, label))

    def _find_parent(self, at: int, label: Label) -> Node:
        chain = self._open_nodes()
        for node in chain:
            if node.key == label.key and node.parent is not None:
                return node.parent
        if label.rank is None:
            # a series stands below what is open, but not below an item of its own paragraph
            return self.top
        for node in chain:
            if node.rank is None or node.rank < label.rank:
                if node.rank is None and node.key != "root" and self._belongs_above(node, label, at):
                    continue
                return node
            if label.number == 1 and node.number is not None and self._goes_on_later(node, at):
                return node
        return self.root

    def _belongs_above(self, node: Node, label: Label, at: int) -> bool:
        """Say whether an open unnumbered heading or series is no place for `label`, as its siblings stand higher."""
        if node.key in SERIES:
            return label.number != 1 or not self._sibling_follows(node, at)
        return node.kind == "table"

    def _sibling_follows(self, node: Node, at: int) -> bool:
        return node.number is not None and self._goes_on_later(node, at)

    def _goes_on_later(self, node: Node, at: int) -> bool:
        places = self.places.get((node.key, (node.number or 0) + 1), [])
        return bisect_right(places, at) < len(places)

    def _open_nodes(self) -> list[Node]:
        chain: list[Node] = []
        node: Node | None = self.top
        while node is not None:
            chain.append(node)
            node = node.parent
        return chain

    def _open_plain(self, at: int) -> None:
        span = self.paragraphs[at].span
        level = self.plain[at]
        key = f"hint{level}" if level else "plain"
        title = strip_title(self.text, span.start, span.end)
        node = Node(key, "heading", "", None, span, title, span.start, span.end, hint=level)
        parent = self.root
        for open_node in self._open_nodes():
            if open_node.key == key and open_node.parent is not None:
                parent = open_node.parent
                break
            if level and 0 < open_node.hint < level:
                parent = open_node
                break
            if (
                not level
                and open_node.number is not None
                and not open_node.run_in
                and self._goes_on_later(open_node, at)
            ):
                parent = open_node
                break
            if open_node.key == "annex":
                parent = open_node
                break
        self._open(at, node, parent)

    def _add_row(self, at: int, table: Node | None) -> Node:
        span = self.paragraphs[at].span
        if table is None:
            table = Node("table", "table", "", None, span, span, span.start, span.end)
            (self.top if self.top is not self.root else self.root).adopt(table)
        table.reach(span.end)
        self.owners[at] = table
        return table

    def finish(self) -> Tree:
        self._shrink_last_items(self.root)
        self._add_run_in_headings(self.root)
        self._add_series()
        sections: list[Section] = []
        numbers: dict[int, int] = {}
        stack = [(child, None, 1) for child in reversed(self._sorted(self.root))]
        pending: list[tuple[Node, int | None, int]] = list(stack)
        while pending:
            node, parent, level = pending.pop()
            index = len(sections)
            numbers[id(node)] = index
            kind = node.kind
            if level == 1 and kind == "item" and node.number is not None and not node.run_in:
                kind = "part"
            sections.append(
                Section(index, parent, level, kind, node.label, node.number, node.heading, node.title,
                        Span(node.start, node.end), node.run_in)
            )  # fmt: skip
            pending.extend((child, index, level + 1) for child in reversed(self._sorted(node)))
        owners = tuple(None if node is None else numbers.get(id(node)) for node in self.owners)
        return Tree(tuple(sections), owners, check_numbering(sections))

    @staticmethod
    def _sorted(node: Node) -> list[Node]:
        return sorted(node.children, key=lambda child: (child.start, -child.end))

    def _shrink_last_items(self, parent: Node) -> None:
        """What follows the last item of a list whose other items are one paragraph each belongs to the parent."""
        pending = [parent]
        while pending:
            node = pending.pop()
            pending.extend(node.children)
            for key in {child.key for child in node.children}:
                self._shrink_last(node, [child for child in node.children if child.key == key])

    def _shrink_last(self, parent: Node, family: list[Node]) -> None:
        last = family[-1]
        if len(family) < 2 or last.own_line is None or not last.body or last.children or last.rank == 50:
            return
        if any(child.body or child.children for child in family[:-1]) or not _is_item_like(self.text, family):
            return
        keep = last.own_line
        moved = [span for span in last.body if span.start >= keep.end]
        if not moved:
            return
        last.body = [span for span in last.body if span.start < keep.end]
        last.end = keep.end
        for at, owner in enumerate(self.owners):
            if owner is last and self.paragraphs[at].span.start >= keep.end:
                self.owners[at] = None if parent is self.root else parent
        parent.body.extend(moved)

    def _add_run_in_headings(self, root: Node) -> None:
        pending = [root]
        while pending:
            node = pending.pop()
            pending.extend(node.children)
            if any(child.kind != "table" for child in node.children) or len(node.body) < 2:
                continue
            found = find_parallel(self.text, node.body, least=3 if node is root else 2)
            if found:
                self._split_body(node, found)

    def _split_body(self, node: Node, found: dict[int, Span]) -> None:
        by_start = {paragraph.span.start: at for at, paragraph in enumerate(self.paragraphs)}
        current: Node | None = None
        heads = sorted(found)
        single = all(b - a == 1 for a, b in itertools.pairwise(heads))
        for number, paragraph in enumerate(node.body):
            if number in found:
                first = found[number]
                title = strip_title(self.text, first.start, first.end)
                current = Node("opening", "heading", "", None, first, title, paragraph.start, paragraph.end,
                               run_in=True, own_line=paragraph)  # fmt: skip
                node.adopt(current)
            elif number > heads[-1] and single:
                current = None
            if current is not None:
                current.end = paragraph.end
                self.owners[by_start[paragraph.start]] = current

    def _add_series(self) -> None:
        for at, paragraph in enumerate(self.paragraphs):
            if self.roles[at] == "body":
                add_series(self.text, self.owners[at] or self.root, paragraph.span)


def _is_item_like(text: str, family: Sequence[Node]) -> bool:
    """Items are sentences or clauses, or run-in; a heading alone on its line has its text below."""
    return all(node.run_in or text[node.heading.end - 1] in "。；;，," for node in family)
