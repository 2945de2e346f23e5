"""Making a quiz: all makers over all documents, everything proved, the best kept, and every part covered."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.quiz.makers.figures import make_figure_matches, make_figures
from assistant.quiz.makers.parts import make_headings, make_office_matches, make_origins, make_outlines, make_parts
from assistant.quiz.makers.pieces import lines_of
from assistant.quiz.makers.purposes import find_aims, make_purposes
from assistant.quiz.makers.runs import find_runs, make_runs
from assistant.quiz.makers.statements import make_cards, make_phrases, make_statements
from assistant.quiz.makers.terms import deeds, find_terms, make_bodies, make_terms
from assistant.quiz.model import TYPES, ItemType, QuizItem
from assistant.quiz.proving import prove
from assistant.quiz.sources import Sources, squeeze
from corpus.model import Document

MOST_PER_SENTENCE = 2
MOST_OF_A_FORM = 2
JITTER = 0.06
"""How far chance may move an item's rank: a seed changes the choice among items of like worth, never the best."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many parts (sections without parts of their own, or whole documents without any) have an item."""

    covered: int
    parts: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuizSet:
    """Items in the order of their documents, what was dropped and why (reason → count), and the coverage."""

    items: tuple[QuizItem, ...]
    dropped: Mapping[str, int]
    merged: int
    proved: int
    coverage: Coverage

    @property
    def kept_back(self) -> int:
        """How many proved and distinct items were not taken."""
        return self.proved - self.merged - len(self.items)

    @property
    def evidence_sentences(self) -> int:
        """How many distinct sentences the items stand on."""
        return len({item.evidence for item in self.items})


def make_quiz(
    documents: Iterable[Document],
    *,
    count: int | None = None,
    types: Collection[ItemType] | None = None,
    scope: Collection[str] | None = None,
    seed: int = 0,
) -> QuizSet:
    """Return `count` proved items (all by default) of `types` (all by default) from the documents with ids in `scope`.

    All `documents` are read, so that a distractor that is true in another of them is found out.
    """
    sources = Sources(documents)
    dropped: Counter[str] = Counter()
    proved: list[QuizItem] = []
    for item in _drafts(sources, scope):
        if types is not None and item.type not in types:
            continue
        faults = prove(item, sources)
        if faults:
            dropped[faults[0].split("“")[0] or "选项不能证明为错"] += 1
        else:
            proved.append(item)
    ranked = _rank(proved, seed=seed)
    distinct = tuple(_merge(ranked))
    chosen = _choose(distinct, count=count, sources=sources)
    inside = [id_ for id_ in sources.documents if scope is None or id_ in scope]
    order = {id_: at for at, id_ in enumerate(sources.documents)}
    chosen.sort(key=lambda i: (order[i.citation.document], i.citation.start, TYPES.index(i.type), i.id))
    coverage = measure_coverage(sources, chosen, inside)
    return QuizSet(tuple(chosen), dict(dropped), len(proved) - len(distinct), len(proved), coverage)


def _drafts(sources: Sources, scope: Collection[str] | None) -> Iterator[QuizItem]:
    terms, runs, aims = find_terms(sources), find_runs(sources), find_aims(sources)
    for document in sources.documents:
        if scope is not None and document not in scope:
            continue
        yield from make_cards(sources, document)
        yield from make_figures(sources, document)
        yield from make_terms(sources, document, terms)
        yield from make_runs(sources, document, runs)
        yield from make_figure_matches(sources, document)
        yield from make_purposes(sources, document, aims)
        yield from make_bodies(sources, document)
        yield from make_office_matches(sources, document, deeds(sources, document))
        yield from make_headings(sources, document)
        yield from make_parts(sources, document)
        yield from make_outlines(sources, document)
        yield from make_phrases(sources, document)
        yield from make_origins(sources, document)
        yield from make_statements(sources, document)


def _rank(items: Iterable[QuizItem], *, seed: int) -> list[QuizItem]:
    rng = random.Random(seed)
    moved = [(item.value + rng.uniform(0, JITTER), item) for item in sorted(items, key=lambda i: i.id)]
    return [item for _, item in sorted(moved, key=lambda pair: (-pair[0], pair[1].id))]


def _merge(items: Iterable[QuizItem]) -> Iterator[QuizItem]:
    """Yield the items that ask nothing that a better one asked already: the same words, or the same key of the same line."""
    seen: set[object] = set()
    for item in items:
        marks: set[object] = {item.id, (item.type, squeeze(item.stem), squeeze(item.answer))}
        if item.claim.kind in ("fill", "statement"):
            marks.add((item.evidence, squeeze(item.claim.was or item.answer).strip("“”《》")))
        if item.claim.kind == "fill" and (item.type == "blank" or not any(c.isdigit() for c in item.answer)):
            marks.add((item.type, item.citation.document, squeeze(item.answer).strip("“”《》")))
        if item.claim.kind == "statement" and item.claim.said and not any(map(str.isdigit, item.claim.was)):
            marks.add(("swap", item.citation.document, squeeze(item.claim.was)))
        if item.claim.kind in ("body", "deed"):
            marks.add((item.evidence, "office"))
        if item.claim.kind == "among":
            marks.add((item.evidence, squeeze(item.claim.was)))
        if item.claim.kind in ("member", "owner", "listed"):
            words = item.answer.split("；") if item.claim.kind == "member" else [item.claim.frame]
            asked = "judged" if item.type == "judge" else "asked"
            marks |= {(asked, item.citation.document, squeeze(each)) for each in words}
        if marks & seen:
            continue
        seen |= marks
        yield item


def _choose(items: tuple[QuizItem, ...], *, count: int | None, sources: Sources) -> list[QuizItem]:
    """Return the best items, at most two on a sentence and of different make, with every part covered first."""
    used: dict[tuple[str, int], list[QuizItem]] = defaultdict(list)
    chosen: list[QuizItem] = []
    taken: set[str] = set()
    wanted = len(items) if count is None else count

    def take(item: QuizItem) -> bool:
        group = used[item.evidence]
        alike = any((item.type, item.claim.kind) == (o.type, o.claim.kind) for o in group)
        if len(chosen) >= wanted or item.id in taken or len(group) >= MOST_PER_SENTENCE or alike:
            return False
        group.append(item)
        taken.add(item.id)
        chosen.append(item)
        return True

    parts: set[tuple[str, int | None]] = set()
    types: set[str] = set()
    for item in items:  # first every part once and every type once
        part = _part(item, sources)
        if (part not in parts or item.type not in types) and take(item):
            parts.add(part)
            types.add(item.type)
    for item in items:  # then every sentence once
        if not used[item.evidence]:
            take(item)
    asked: Counter[tuple[object, ...]] = Counter()
    for item in items:  # then what is left, no form too often over one part
        form = (*_part(item, sources), item.type, item.claim.kind)
        if asked[form] < MOST_OF_A_FORM and take(item):
            asked[form] += 1
    for item in items:
        take(item)
    return chosen


def _part(item: QuizItem, sources: Sources) -> tuple[str, int | None]:
    node = sources.documents[item.citation.document].section_at(item.citation.start)
    return item.citation.document, node.index if node is not None else None


def measure_coverage(sources: Sources, items: Iterable[QuizItem], documents: Iterable[str]) -> Coverage:
    """Return which parts of `documents` have an item whose evidence stands in them."""
    met = {(c.document, c.start) for item in items for c in item.citations}
    missing: list[str] = []
    parts = 0
    for id_ in documents:
        document = sources.documents[id_]
        parents = {section.parent for section in document.sections}
        for section in document.sections:
            if section.index in parents or not lines_of(sources, id_, section):
                continue
            parts += 1
            if not any(d == id_ and section.span.start <= at < section.span.end for d, at in met):
                missing.append(f"{document.display_title}：{sources.title_of(id_, section)}")
        if not document.sections:
            parts += 1
            if not any(d == id_ for d, _ in met):
                missing.append(document.display_title)
    return Coverage(parts - len(missing), parts, tuple(missing))


def retired(item: QuizItem, documents: Mapping[str, Document]) -> bool:
    """Say whether the evidence of `item` is no longer in its document: gone, moved or changed."""
    for citation in (item.citation, *item.citations):
        document = documents.get(citation.document)
        if document is None or document.text[citation.start : citation.end] != citation.quote:
            return True
    return False
