"""Questions for where something belongs: what stands under a heading, under which heading it stands, and in which source."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.quiz.drafting import Evidence, draft
from assistant.quiz.makers.pieces import is_foreign, leaves, lines_of, pieces
from assistant.quiz.makers.wording import bare
from assistant.quiz.model import Claim, QuizItem
from assistant.quiz.sources import Line, Sources, overlap
from assistant.quiz.words import opens_with_verb
from corpus.model import Document, Section, Span


def make_parts(sources: Sources, document: str) -> Iterator[QuizItem]:
    """Yield member, owner, listed and several-of items of the leaf sections of a document."""
    tree = sources.documents[document]
    sections = leaves(sources, document)
    if len(sections) < 4:
        return
    name = sources.names[document]
    by_section = {s.index: lines_of(sources, document, s) for s in sections}
    texts = {s.index: sources.section_text(document, s) for s in sections}
    titles = {s.index: sources.title_of(document, s) for s in sections}
    for section in sections:
        near = sorted((s for s in sections if s is not section), key=lambda s: (abs(s.index - section.index), s.index))
        foreign = [
            p for s in near for line in by_section[s.index] for p in pieces(line, most=1)
            if is_foreign(p, texts[section.index])
        ]  # fmt: skip
        heading = Evidence(tree, section.heading)
        for line in by_section[section.index]:
            here = Evidence(tree, line.span)
            for at, piece in enumerate(pieces(line, most=2)):
                rng = random.Random(f"{document}{line.span.start}{at}")
                chosen = _like(piece, foreign, rng)
                if len(chosen) >= 3:
                    yield draft(
                        sources, "single", [here, heading], stem=_which(tree, name, titles[section.index], [piece]),
                        claim=Claim("member", titles[section.index]), right=[piece], wrong=chosen[:3],
                        value=0.62 - 0.05 * at, difficulty=3,
                    )  # fmt: skip
                others = [
                    titles[s.index] for s in near
                    if is_foreign(piece, texts[s.index]) and overlap(titles[s.index], piece) < 0.5
                    and overlap(titles[s.index], titles[section.index]) < 0.6
                ]  # fmt: skip
                if (
                    len(others) >= 3
                    and overlap(piece, titles[section.index]) < 0.6
                    and titles[section.index] not in piece
                ):
                    yield draft(
                        sources, "single", [here, heading], stem=f"在{name}中，“{bare(piece)}”写在哪一部分？",
                        claim=Claim("owner", piece), right=[titles[section.index]], wrong=others[:3],
                        value=0.58 - 0.05 * at, difficulty=3,
                    )  # fmt: skip
                    yield _listed(sources, document, [here, heading], piece, titles[section.index], others[0], at)
        yield from _several(sources, document, section, titles[section.index], by_section[section.index], foreign)


def _listed(
    sources: Sources, document: str, evidence: list[Evidence], piece: str, title: str, other: str, at: int
) -> QuizItem:
    """Return the statement that `piece` stands under `title`, or falsely under `other`: as chance has it, mostly the latter.

    True statements are easily had from every sentence (`make_statements`); false ones are not.
    """
    false = random.Random(f"{document}{piece}{title}").random() < 0.75
    placed = "“{}”写在“{}”部分"
    return draft(
        sources, "judge", evidence,
        stem=f"在{sources.names[document]}中，{placed.format(bare(piece), bare(other if false else title))}。",
        true=placed.format(bare(piece), bare(title)),
        claim=Claim("listed", piece, was=title, said=other if false else ""), value=0.5 - 0.05 * at,
    )  # fmt: skip


_DIRECTIVE = re.compile(r"通知|要点|方案|意见|计划|函|决定|规划|办法|条例|规定|指引")
_SPOKEN = re.compile(r"讲话|发言|致辞|报告|总结|纪要")


def _which(tree: Document, name: str, title: str, right: list[str]) -> str:
    """Return the question for what stands under `title`: a demand, a measure or plain content, by kind of document."""
    several = len(right) > 1
    kind = tree.card.kind.value if tree.card.kind else ""
    acting = all(opens_with_verb(text) for text in right)
    if acting and _DIRECTIVE.search(kind):
        return f"{name}在“{bare(title)}”部分提出了下列{'哪些' if several else '哪项'}要求？"
    if _SPOKEN.search(kind):
        return f"{name}在“{bare(title)}”部分讲到了下列{'哪些' if several else '哪项'}内容？"
    noun = "做法" if acting else "内容"
    return f"下列{'哪些' if several else '哪项'}{noun}写在{name}的“{bare(title)}”部分？"


def _noun(piece: str) -> str:
    return "做法" if opens_with_verb(piece) else "内容"


def _several(
    sources: Sources, document: str, section: Section, title: str, lines: tuple[Line, ...], foreign: list[str]
) -> Iterator[QuizItem]:
    """Yield one item with two or three right options from different lines of the section, for each set of lines."""
    tree = sources.documents[document]
    own = [(line, found[0]) for line in lines if (found := pieces(line, most=1))]
    for start in range(0, len(own), 3):
        group = own[start : start + 3]
        if len(group) < 2:
            continue
        rng = random.Random(f"{document}{section.index}{start}")
        wrong = _like(group[0][1], [f for f in foreign if all(overlap(f, p) < 0.5 for _, p in group)], rng)[:2]
        if len(group) + len(wrong) < 4:
            continue
        evidence = [*(Evidence(tree, line.span) for line, _ in group), Evidence(tree, section.heading)]
        yield draft(
            sources, "multiple", evidence, stem=_which(tree, sources.names[document], title, [p for _, p in group]),
            claim=Claim("member", title), right=[p for _, p in group], wrong=wrong, value=0.7, difficulty=4,
        )  # fmt: skip


def _like(piece: str, pool: list[str], rng: random.Random) -> list[str]:
    """Return distractors of like length from the nearest of `pool`, no two alike."""
    ranked = sorted(pool[:24], key=lambda p: (abs(len(p) - len(piece)) // 6, rng.random()))
    picked: list[str] = []
    for each in ranked:
        if overlap(each, piece) < 0.5 and all(overlap(each, p) < 0.5 for p in picked):
            picked.append(each)
    return picked


def make_headings(sources: Sources, document: str) -> Iterator[QuizItem]:
    """Yield questions for the title that carries a number, among the titles beside it."""
    tree = sources.documents[document]
    name = sources.names[document]
    for section in tree.sections:
        beside = [s for s in tree.sections if s.parent == section.parent and s.kind == section.kind]
        above = tree.path(section.parent)
        if above and not len(above[-1].title):
            continue  # the entries of an article have no order worth knowing
        cousins = [s for s in tree.sections if s.kind == section.kind and s not in beside and s not in above]
        if (
            section.number is None
            or not _is_named(sources, document, section)
            or len(beside) + len(cousins) < 4
            or len(beside) < 2
        ):
            continue
        if any(b.number != (a.number or 0) + 1 for a, b in pairwise(beside)):
            continue  # with gaps in the numbering the third is not the one numbered 3
        rank = beside.index(section) + 1
        title = sources.title_of(document, section)
        others = sorted([*beside, *cousins], key=lambda s: (s not in beside, abs(s.index - section.index)))
        wrong = [sources.title_of(document, s) for s in others if s is not section]
        if section.parent is None:
            where = f"{name}的第{_han(rank)}部分"
        else:
            parent = sources.title_of(document, tree.sections[section.parent])
            where = f"{name}“{bare(parent)}”部分的第{_han(rank)}{'项' if section.kind == 'item' else '点'}"
        evidence = [Evidence(tree, section.heading)]
        if section.parent is not None:
            evidence.append(Evidence(tree, tree.sections[section.parent].heading))
        yield draft(
            sources, "single", evidence, stem=f"{where}是什么？", claim=Claim("heading", title), right=[title],
            wrong=wrong[:3], value=0.8 if section.parent is None else 0.68, difficulty=3,
        )  # fmt: skip


def _is_named(sources: Sources, document: str, section: Section) -> bool:
    """Say whether a section has a title of its own whose place among others is worth knowing: no bare label, no date."""
    return len(section.title) > 0 and re.match(r"\d{4}年", sources.title_of(document, section)) is None


def _han(number: int) -> str:
    digits = "零一二三四五六七八九十"
    return digits[number] if number <= 10 else f"十{digits[number - 10]}" if number < 20 else str(number)


def make_origins(sources: Sources, document: str) -> Iterator[QuizItem]:
    """Yield questions that tell documents apart: which of these stands in this source."""
    if len(sources.documents) < 2:
        return
    whole = sources.documents[document].text
    name = sources.names[document]
    governed = {line.span for section in leaves(sources, document) for line in lines_of(sources, document, section)}
    lines = [line for line in sources.lines(document) if not line.heading and line.span not in governed]
    pool: list[str] = []
    for other in sources.documents:
        if other != document:
            found = [p for line in sources.lines(other) if not line.heading for p in pieces(line, most=1)]
            pool += [p for p in found if is_foreign(p, whole)][:60]
    for line in lines:
        for at, piece in enumerate(pieces(line, most=2)):
            rng = random.Random(f"{document}{line.span.start}origin{at}")
            wrong = _like_any(piece, pool, rng)
            if len(wrong) >= 3:
                yield draft(
                    sources, "single", [Evidence(line.document, line.span)], stem=f"下列哪项{_noun(piece)}见于{name}？",
                    claim=Claim("member", ""), right=[piece], wrong=wrong[:3], value=0.3 - 0.05 * at, difficulty=4,
                )  # fmt: skip


def _like_any(piece: str, pool: list[str], rng: random.Random) -> list[str]:
    """Return distractors that speak of the like matter: most shared words first, yet none that says the same."""
    ranked = sorted(
        pool, key=lambda p: (-round(min(overlap(p, piece), 0.35), 1), abs(len(p) - len(piece)) // 8, rng.random())
    )
    picked: list[str] = []
    for each in ranked:
        if overlap(each, piece) < 0.45 and all(overlap(each, p) < 0.5 for p in picked):
            picked.append(each)
        if len(picked) == 3:
            break
    return picked


def make_outlines(sources: Sources, document: str) -> Iterator[QuizItem]:
    """Yield short answers (the points of a section), orders (its parts) and matches (parts and what stands in them)."""
    tree = sources.documents[document]
    name = sources.names[document]
    for section in leaves(sources, document):
        lines = lines_of(sources, document, section)[:6]
        title = sources.title_of(document, section)
        if len(lines) >= 2:
            evidence = [Evidence(tree, section.heading), *(Evidence(tree, line.span) for line in lines)]
            yield draft(
                sources, "short", evidence, stem=f"简述{name}中“{bare(title)}”部分的主要内容。", claim=Claim("points", title),
                points=[(line.text, Evidence(tree, line.span)) for line in lines], value=0.75, difficulty=4,
            )  # fmt: skip
    for parent in (None, *tree.sections):
        children = tree.children(None if parent is None else parent.index)
        if not 3 <= len(children) <= 6 or not all(_is_named(sources, document, c) for c in children):
            continue
        where = f"{name}" if parent is None else f"{name}“{bare(sources.title_of(document, parent))}”部分"
        titles = [sources.title_of(document, c) for c in children]
        evidence = [Evidence(tree, c.heading) for c in children]
        unit = "各部分" if parent is None else "各点"
        if parent is None or len(parent.title):
            yield draft(
                sources, "order", evidence, stem=f"按原文先后排列{where}的{unit}。", claim=Claim("order"), right=titles,
                value=0.85 if parent is None else 0.78, difficulty=3,
            )  # fmt: skip
        if parent is not None:
            yield draft(
                sources, "short", [Evidence(tree, parent.heading), *evidence], stem=f"{where}讲了哪几点？",
                claim=Claim("points", sources.title_of(document, parent)),
                points=[(t, e) for t, e in zip(titles, evidence, strict=True)], value=0.83, difficulty=4,
            )  # fmt: skip
        yield from _matches(sources, document, where, children)


def _matches(sources: Sources, document: str, where: str, children: tuple[Section, ...]) -> Iterator[QuizItem]:
    """Yield matches between sibling headings and one piece of each; every round takes the next line of each."""
    tree = sources.documents[document]
    unit = "各部分" if where == sources.names[document] else "各点"
    columns = [[(line, p) for line in lines_of(sources, document, c) for p in pieces(line, most=1)] for c in children]
    for turn in range(min((len(c) for c in columns), default=0)):
        picked = [column[turn] for column in columns][:4]
        kept = list(zip(children[:4], picked, strict=False))
        clean = all(
            is_foreign(piece, sources.section_text(document, other))
            for child, (_, piece) in kept for other, _ in kept if other is not child
        )  # fmt: skip
        if not clean or len(kept) < 3:
            continue
        evidence = [Evidence(tree, line.span) for line, _ in picked] + [Evidence(tree, c.heading) for c, _ in kept]
        yield draft(
            sources, "match", evidence, stem=f"把{where}{unit}的标题与其中写到的内容连起来。", claim=Claim("pairs", "heading"),
            pairs=[(sources.title_of(document, c), piece) for c, (_, piece) in kept], value=0.74, difficulty=4,
        )  # fmt: skip


def make_office_matches(sources: Sources, document: str, deed_of: dict[tuple[int, str], str]) -> Iterator[QuizItem]:
    """Yield matches between offices and what each did, four at a time. ``deed_of`` is keyed (line start, office)."""
    tree = sources.documents[document]
    acting = list(deed_of.items())
    for start in range(0, len(acting) - 2, 3):
        group = acting[start : start + 4]
        offices = [office for (_, office), _ in group]
        if len(group) < 3 or len(set(offices)) != len(offices):
            continue
        spans = [next(line.span for line in sources.lines(document) if line.span.start == at) for (at, _), _ in group]
        yield draft(
            sources, "match", [Evidence(tree, Span(s.start, s.end)) for s in spans],
            stem=f"据{sources.names[document]}，把单位或地区与其做法、成效连起来。", claim=Claim("pairs", "body"),
            pairs=[(office, deed) for (_, office), deed in group], value=0.82, difficulty=4,
        )  # fmt: skip
