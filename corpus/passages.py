"""片段: the stored text cut into citable pieces. Exact slices, never overlapping, together the whole text but blanks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.cleaning.clean import Paragraph
from corpus.model import Passage, PassageKind, Section, Span
from corpus.sentences import split_clauses, split_sentences
from corpus.structure.frame import Role
from corpus.structure.tree import Tree

TARGET = 220
"""Characters of a passage before it is cut. The encoder reads 512 pieces, about 700 characters; short ones rank better."""
SLACK = 20
SHORTEST = 40
"""A rest shorter than this stays with the passage before it."""


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    kind: PassageKind
    section: int | None


def cut_passages(
    text: str,
    paragraphs: Sequence[Paragraph],
    roles: Sequence[Role],
    tree: Tree,
    *,
    document: str,
    context: tuple[str, ...] = (),
) -> tuple[Passage, ...]:
    """Return the passages of a document in order. `context` (place, title) opens every breadcrumb."""
    pieces = _merge_lists(_pieces(text, paragraphs, roles, tree), tree.sections)
    cut = [part for piece in pieces for part in _cut(text, piece)]
    return tuple(
        Passage(
            id=f"{document}#{ordinal:04d}-{hashlib.sha256(piece.span.of(text).encode('utf-8', 'replace')).hexdigest()[:8]}",
            document=document, span=piece.span, text=piece.span.of(text), kind=piece.kind, section=piece.section,
            breadcrumb=(*context, *_path(text, tree.sections, piece.section)) if piece.kind != "furniture" else (),
        )
        for ordinal, piece in enumerate(cut)
    )  # fmt: skip


def _pieces(text: str, paragraphs: Sequence[Paragraph], roles: Sequence[Role], tree: Tree) -> list[_Piece]:
    """One piece for each paragraph; a heading joins the first paragraph of its own text, short neighbours join."""
    headings = {s.heading.start for s in tree.sections if not s.run_in and s.kind != "table"}
    openings = {s.span.start for s in tree.sections}
    found: list[_Piece] = []
    for at, paragraph in enumerate(paragraphs):
        owner = tree.owners[at]
        kind = _kind(roles[at], paragraph, owner, headings, tree.sections)
        piece = _Piece(paragraph.span, kind, owner)
        last = found[-1] if found else None
        opens = paragraph.span.start in openings
        if last is not None and _joins(last, piece, roles[at], roles[at - 1], opens=opens):
            merged = "content" if "content" in (last.kind, piece.kind) else piece.kind
            found[-1] = _Piece(Span(last.span.start, piece.span.end), merged, piece.section)
        else:
            found.append(piece)
    return found


def _kind(
    role: Role, paragraph: Paragraph, owner: int | None, headings: set[int], sections: Sequence[Section]
) -> PassageKind:
    if role == "furniture":
        return "furniture"
    if owner is not None and paragraph.span.start in headings and sections[owner].heading == paragraph.span:
        return "heading" if _is_bare(sections, owner) else "content"
    if owner is None and role not in ("body", "table"):
        return "header"
    return "heading" if role == "title" else "content"


def _is_bare(sections: Sequence[Section], owner: int) -> bool:
    """A heading line is bare when more stands below it; a line that is its whole section is content."""
    return sections[owner].span.end > sections[owner].heading.end


def _joins(last: _Piece, piece: _Piece, role: Role, before: Role, *, opens: bool) -> bool:
    size = piece.span.end - last.span.start
    if last.kind == "heading":
        return not opens and piece.kind == "content" and last.section == piece.section
    if last.kind != piece.kind or last.section != piece.section or opens or size > TARGET + SLACK:
        return False
    if piece.kind == "header":
        # the title of a second document opens a new piece
        return role != "title" or before in ("title", "number", "issuer", "marking", "source")
    return (role == "table") == (before == "table")


def _merge_lists(pieces: list[_Piece], sections: Sequence[Section]) -> list[_Piece]:
    """A section with items that is short as a whole is one piece: an article with its short items, a short list."""
    found: list[_Piece] = []
    at = 0
    while at < len(pieces):
        whole = _short_section(pieces, at, sections)
        if whole is None:
            found.append(pieces[at])
            at += 1
            continue
        end = at
        while end < len(pieces) and pieces[end].span.end <= sections[whole].span.end:
            end += 1
        if end - at < 2 or any(p.kind not in ("content", "heading") for p in pieces[at:end]):
            found.append(pieces[at])
            at += 1
            continue
        found.append(_Piece(Span(pieces[at].span.start, pieces[end - 1].span.end), "content", whole))
        at = end
    return found


def _short_section(pieces: list[_Piece], at: int, sections: Sequence[Section]) -> int | None:
    """Return the outermost short section that opens with piece `at` and is no part or chapter of its own."""
    best: int | None = None
    node = pieces[at].section
    while node is not None:
        section = sections[node]
        if section.span.start != pieces[at].span.start or len(section.span) > TARGET + SLACK:
            break
        if section.kind in ("article", "item", "heading", "series", "part"):
            best = node
        node = section.parent
    return best


def _cut(text: str, piece: _Piece) -> list[_Piece]:
    if len(piece.span) <= TARGET + SLACK:
        return [piece]
    units: list[Span] = []
    for sentence in split_sentences(text, piece.span):
        if len(sentence) <= TARGET + SLACK:
            units.append(sentence)
            continue
        for clause in split_clauses(text, sentence):
            units.extend(_cut_hard(text, clause))
    spans: list[Span] = []
    for unit in units:
        room = TARGET + SLACK + (SHORTEST if spans and len(spans[-1]) < SHORTEST else 0)
        if spans and (unit.end - spans[-1].start <= room or (len(unit) < SHORTEST and unit is units[-1])):
            spans[-1] = Span(spans[-1].start, unit.end)
        else:
            spans.append(unit)
    return [_Piece(span, piece.kind, piece.section) for span in spans]


def _cut_hard(text: str, clause: Span) -> list[Span]:
    """Cut a clause that is too long at its last comma within reach, else where it must be."""
    found: list[Span] = []
    start = clause.start
    while clause.end - start > TARGET + SLACK:
        reach = start + TARGET
        at = max(text.rfind(mark, start + SHORTEST, reach) for mark in "，,、：: |")
        end = at + 1 if at > 0 else reach
        found.append(_trim(text, start, end))
        start = end
    found.append(_trim(text, start, clause.end))
    return [span for span in found if len(span) > 0]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _path(text: str, sections: Sequence[Section], section: int | None) -> tuple[str, ...]:
    path: list[str] = []
    while section is not None:
        node = sections[section]
        words = node.title.of(text)
        if words and len(words) <= 2 * TARGET:
            path.append(words)
        elif node.label:
            path.append(node.label)
        section = node.parent
    return tuple(reversed(path))
