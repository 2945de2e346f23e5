"""From a maker's words to a whole item: citations, hash, id, shuffled options, hint and explanation."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from assistant.citing.citations import cite
from assistant.draft import Quote
from assistant.model import Citation
from assistant.quiz.model import HOLE, JUDGED, LETTERS, Claim, ItemType, Point, QuizItem, Topic, evidence_hash
from assistant.quiz.sources import Sources
from corpus.model import Document, Span

HIDDEN = "▇▇▇"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a document that an item stands on."""

    document: Document
    span: Span


def draft(
    sources: Sources,
    type: ItemType,  # noqa: A002 — the field's name in the interface
    evidence: Sequence[Evidence],
    *,
    stem: str,
    claim: Claim,
    value: float,
    right: Sequence[str] = (),
    wrong: Sequence[str] = (),
    accepted: Sequence[str] = (),
    true: str = "",
    pairs: Sequence[tuple[str, str]] = (),
    points: Sequence[tuple[str, Evidence]] = (),
    difficulty: int = 3,
) -> QuizItem:
    """Return the item. What each type needs: ``right``/``wrong`` options, ``accepted`` fillings, the ``true`` statement
    (with ``claim.said`` when the stem is false), ``pairs``, or ``points``. Options are shuffled by the item's own id.
    """
    main = evidence[0]
    citations = tuple(cite(Quote(one.document, one.span), n=n) for n, one in enumerate(evidence, start=1))
    id_ = _identify(type, main, stem, (*right, *accepted, true, *(f"{a}{b}" for a, b in pairs)))
    options: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    answer = ""
    shuffle = random.Random(id_)
    match type:
        case "single" | "multiple":
            options = tuple(shuffle.sample([*right, *wrong], len(right) + len(wrong)))
            key = tuple(LETTERS[at] for at, text in enumerate(options) if text in right)
            answer = "；".join(text for text in options if text in right)
        case "judge":
            options, key, answer = JUDGED, ("B" if claim.said else "A",), true
        case "blank":
            key, answer = tuple(accepted), accepted[0]
        case "order":
            options = _out_of_order(right, shuffle)
            key, answer = tuple(LETTERS[options.index(text)] for text in right), "；".join(right)
        case "match":
            left = tuple(a for a, _ in pairs)
            column = _out_of_order([b for _, b in pairs], shuffle)
            key = tuple(f"{n}-{LETTERS[column.index(b)]}" for n, (_, b) in enumerate(pairs, start=1))
            answer = "；".join(f"{a}—{b}" for a, b in pairs)
        case "short":
            answer = "\n".join(text for text, _ in points)
    return QuizItem(
        id=id_,
        type=type,
        stem=stem,
        options=options,
        key=key,
        answer=answer,
        explanation=_explain(citations, answer, type, claim),
        hint=_hint(citations[0], type, right, accepted, claim),
        citation=citations[0],
        citations=citations,
        evidence_sha256=evidence_hash(citations[0].quote),
        topic=_topic(main),
        difficulty=difficulty,
        claim=claim,
        left=left,
        right=column,
        points=tuple(
            Point(text, cite(Quote(each.document, each.span), n=n)) for n, (text, each) in enumerate(points, start=1)
        ),
        value=value,
    )


def _identify(type_: str, main: Evidence, stem: str, words: Sequence[str]) -> str:
    parts = [type_, main.document.id, str(main.span.start), main.span.of(main.document.text), stem, *words]
    return sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]


def _out_of_order(texts: Sequence[str], shuffle: random.Random) -> tuple[str, ...]:
    """Return `texts` shuffled, never in the order given."""
    mixed = list(texts)
    while mixed == list(texts) and len(set(mixed)) > 1:
        shuffle.shuffle(mixed)
    return tuple(mixed)


def _topic(main: Evidence) -> Topic:
    document, card = main.document, main.document.card
    node = document.section_at(main.span.start)
    top = document.path(node.index)[0] if node is not None else None
    heading = " ".join(top.heading.of(document.text).split()).rstrip("。") if top is not None else None
    return Topic(card.place.value if card.place and not card.masked else None, document.id, heading)


def _explain(citations: Sequence[Citation], answer: str, type_: ItemType, claim: Claim) -> str:
    said = f"原文应为“{claim.was}”，不是“{claim.said}”。" if claim.said else ""
    quotes = "".join(f"“{' '.join(one.quote.split())}”" for one in citations[:3]) + ("等" if len(citations) > 3 else "")
    where = " › ".join(citations[0].path)
    lead = "" if type_ in ("judge", "short") else f"答案：{answer}。"
    return f"{said}{lead}原文：{quotes}" + (f"（{where}）" if where else "")


def _hint(citation: Citation, type_: ItemType, right: Sequence[str], accepted: Sequence[str], claim: Claim) -> str:
    """Return the passage with what is asked for hidden."""
    quote = " ".join(citation.quote.split())
    hidden = [*right, *accepted[:1]] if type_ in ("single", "multiple", "blank", "order") else []
    if claim.said:
        hidden = [claim.was]
    for text in sorted(hidden, key=len, reverse=True):
        quote = quote.replace(text, HIDDEN)
    where = " › ".join(citation.path)
    if claim.kind in ("owner", "listed", "member"):
        return f"{citation.title}：请回想这份材料各部分的标题与分工。" if claim.kind != "member" else f"见：{where}"
    return quote if HIDDEN in quote or type_ == "judge" else f"见：{where or citation.title}"


def fill(frame: str, text: str) -> str:
    """Return the statement `frame` with its hole filled by `text`."""
    return frame.replace(HOLE, text, 1)
