"""背要点: an outline put in order and completed from memory, as items made of a document's own headings.

They are exact slices of the tree, so there is nothing to prove; each is judged, remembered and cited like any other item.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from assistant.citing.reference import in_title_marks
from assistant.model import Citation
from assistant.quiz.model import HOLE, LETTERS, Claim, QuizItem, Topic, evidence_hash
from assistant.quiz.study.naming import plain_title
from corpus.model import Document, Section

RUN = 6  # headings put in order at once
FEWEST = 2
SHORTEST = 5  # characters of a heading that can be completed
LONGEST = 60
CLOSING = "。．.：:；;"


@dataclass(frozen=True, slots=True)
class Outline:
    """One level of a document's tree that can be recited. ``section`` None stands for the whole document."""

    document: str
    section: int | None
    name: str
    headings: tuple[str, ...]


def find_outlines(document: Document) -> tuple[Outline, ...]:
    """Return the levels of the tree with at least two headings, the whole document first."""
    found: list[Outline] = []
    for parent in (None, *(section.index for section in document.sections)):
        headings = tuple(_title(document, one) for one in _children(document, parent))
        if len(headings) >= FEWEST and len(set(headings)) == len(headings):
            name = plain_title(document) if parent is None else _printed(document, document.sections[parent])
            found.append(Outline(document.id, parent, name, headings))
    return tuple(found)


def make_recital(document: Document, section: int | None, *, seed: int = 0) -> tuple[QuizItem, ...]:
    """Return the items that recite one level: first the order, in runs of `RUN`, then each heading completed."""
    children = _children(document, section)
    parent = document.sections[section] if section is not None else None
    where = _name(document) + (f"“{_title(document, parent)}”部分" if parent is not None else "")
    items: list[QuizItem] = []
    for at in range(0, len(children), RUN):
        run = children[at : at + RUN]
        if len(run) >= FEWEST:
            whole = len(children) <= RUN
            which = "各部分标题" if whole else f"第{at + 1}至第{at + len(run)}个标题"
            items.append(_order(document, run, f"背要点：按原文先后排列{where}的{which}。", seed=seed))
    for child in children:
        items.extend(_completion(document, child, where))
    return tuple(items)


def _children(document: Document, parent: int | None) -> tuple[Section, ...]:
    """Return the headings of one level that are headings and nothing longer."""
    return tuple(
        one
        for one in document.children(parent)
        if len(one.title) and one.kind != "table" and len(_title(document, one)) <= LONGEST
        and not document.is_furniture(one.heading)
    )  # fmt: skip


def _order(document: Document, run: tuple[Section, ...], stem: str, *, seed: int) -> QuizItem:
    titles = [_title(document, one) for one in run]
    shuffled = titles[:]
    rng = random.Random(f"{seed}{stem}{titles}")
    while shuffled == titles:
        rng.shuffle(shuffled)
    key = tuple(LETTERS[shuffled.index(title)] for title in titles)
    return _item(document, "order", stem, run, options=tuple(shuffled), key=key, answer="；".join(titles))


def _completion(document: Document, child: Section, where: str) -> Iterator[QuizItem]:
    title = _title(document, child)
    if len(title) < SHORTEST:
        return
    comma = re.search(r"[，,；; ]", title[2:-2])
    cut = comma.end() + 2 if comma else (len(title) + 1) // 2
    shown, hidden = title[:cut], title[cut:].strip()
    if not hidden:
        return
    label = child.label.strip()
    label += " " if label[-1:].isalnum() and label[-1:].isascii() else ""
    stem = f"背要点：补全{where}的标题：{label}{shown}{HOLE}"
    yield _item(document, "blank", stem, (child,), key=(hidden,), answer=hidden)


def _item(
    document: Document, type_: str, stem: str, sections: tuple[Section, ...], *, key: tuple[str, ...], answer: str,
    options: tuple[str, ...] = (),
) -> QuizItem:  # fmt: skip
    citations = tuple(_cite(document, one, n) for n, one in enumerate(sections, 1))
    place = document.card.place.value if document.card.place and not document.card.masked else None
    top = document.path(sections[0].index)[0]
    whole = "\n".join(_title(document, one) for one in sections)
    return QuizItem(
        id=sha256(f"recite {document.id} {stem} {whole} {options}".encode()).hexdigest()[:16],
        type="order" if type_ == "order" else "blank",
        stem=stem,
        options=options,
        key=key,
        answer=answer,
        explanation=f"原文：“{citations[0].quote}”" if len(citations) == 1 else f"原文的先后：{answer}",
        hint="",
        citation=citations[0],
        citations=citations,
        evidence_sha256=evidence_hash(citations[0].quote),
        topic=Topic(place, document.id, _title(document, top)),
        difficulty=3,
        claim=Claim("order" if type_ == "order" else "heading", stem),
    )


def _cite(document: Document, section: Section, n: int) -> Citation:
    span, card = section.heading, document.card
    raw = document.offsets.raw_span(span)
    return Citation(
        n=n, document=document.id, title=document.display_title,
        place=card.place.value if card.place and not card.masked else None, masked=card.masked,
        date=card.date.value if card.date else None, date_kind=card.date_kind,
        path=tuple(_printed(document, one) for one in document.path(section.index)),
        quote=span.of(document.text), start=span.start, end=span.end, raw_start=raw.start, raw_end=raw.end,
        page=document.page_of(span.start), furniture=False,
    )  # fmt: skip


def _name(document: Document) -> str:
    return in_title_marks(plain_title(document))


def _title(document: Document, section: Section) -> str:
    return " ".join(section.title.of(document.text).split()).rstrip(CLOSING)


def _printed(document: Document, section: Section) -> str:
    return " ".join(section.heading.of(document.text).split()).rstrip(CLOSING)
