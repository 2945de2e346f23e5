"""Planted faults: does each metric see the fault it was made for, and only that?

From answers that are right, faulty copies are made by rule: a wrong key, a changed number, a citation moved to its
neighbour, an invented quotation, and an unanswerable question answered. Each copy must be flagged by the metric made
for it; the untouched answers must not be.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.model import Answer, Citation
from corpus.model import Document, Span
from corpus.sentences import split_sentences
from eval.cases import Case
from eval.evidence import Located
from eval.judge import judge
from eval.metrics.citations import citation_score, covers
from eval.metrics.false_answer import false_answer
from eval.metrics.figure_attribution import figure_attribution
from eval.metrics.verbatim import verbatim
from eval.wording import holds

Fault = Literal["wrong_key", "changed_number", "moved_citation", "invented_quotation", "answered_unanswerable"]
FAULTS: tuple[Fault, ...] = (
    "wrong_key",
    "changed_number",
    "moved_citation",
    "invented_quotation",
    "answered_unanswerable",
)
_FIGURE = re.compile(r"(?<![\d.·\[])\d+(?:\.\d+)?(?![\d.·\]])")


@dataclass(frozen=True, slots=True)
class Item:
    """A case with its evidence and an answer to it."""

    case: Case
    answer: Answer
    evidence: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class Detection:
    """How often the metric for `fault` flagged planted copies and clean answers."""

    fault: Fault
    planted: int
    flagged: int
    clean: int
    falsely: int

    @property
    def sensitivity(self) -> float:
        """Share of planted faults that were flagged."""
        return self.flagged / self.planted if self.planted else 0.0

    @property
    def false_alarm(self) -> float:
        """Share of clean answers that were flagged."""
        return self.falsely / self.clean if self.clean else 0.0


def detect(
    items: Sequence[Item], documents: Mapping[str, Document], *, each: int = 20, seed: int = 0
) -> list[Detection]:
    """Plant up to `each` faults of every kind in the right ones of `items` and count what is flagged."""
    source = random.Random(seed)
    found: list[Detection] = []
    for fault in FAULTS:
        clean = [item for item in items if _suits(item, fault) and judge(item.case, item.answer, item.evidence).correct]
        copies = [copy for item in clean if (copy := plant(item, fault, items, documents, source)) is not None]
        drawn = source.sample(copies, min(each, len(copies)))
        found.append(
            Detection(
                fault=fault,
                planted=len(drawn),
                flagged=sum(flags(item, fault, documents) for item in drawn),
                clean=len(clean),
                falsely=sum(flags(item, fault, documents) for item in clean),
            )
        )
    return found


def flags(item: Item, fault: Fault, documents: Mapping[str, Document]) -> bool:
    """Say whether the metric made for `fault` objects to this answer."""
    match fault:
        case "wrong_key":
            return not judge(item.case, item.answer, item.evidence).content_right
        case "changed_number":
            figures = figure_attribution(item.answer, documents)
            return figures is not None and bool(figures.errors)
        case "moved_citation":
            cited = citation_score(item.answer.citations, item.evidence)
            return cited is not None and cited.recall < 1
        case "invented_quotation":
            quotes = verbatim(item.answer, documents)
            return quotes is not None and quotes.rate < 1
        case "answered_unanswerable":
            return false_answer(item.case, item.answer) == 1.0


def plant(
    item: Item, fault: Fault, items: Sequence[Item], documents: Mapping[str, Document], source: random.Random
) -> Item | None:
    """Return a copy of the item with the fault, or None when it offers no place for it."""
    makers: dict[Fault, Callable[[], Answer | None]] = {
        "wrong_key": lambda: _wrong_key(item, items, source),
        "changed_number": lambda: _changed_number(item.answer, source),
        "moved_citation": lambda: _moved(item, documents),
        "invented_quotation": lambda: _invented(item.answer, source),
        "answered_unanswerable": lambda: _asserted(item, items, source),
    }
    answer = makers[fault]()
    return None if answer is None else replace(item, answer=answer)


def _suits(item: Item, fault: Fault) -> bool:
    """Say whether this answer can carry the fault at all; the clean share is counted over these."""
    match fault:
        case "wrong_key":
            return bool(item.case.expect.short) and bool(item.answer.short)
        case "changed_number":
            return item.answer.status == "answered" and any(True for _ in _own_figures(item.answer))
        case "moved_citation":
            return item.case.answerable and bool(item.answer.citations) and bool(item.evidence)
        case "invented_quotation":
            return bool(item.answer.citations)
        case "answered_unanswerable":
            return item.case.trap and item.answer.status == "not_found"


def _wrong_key(item: Item, items: Sequence[Item], source: random.Random) -> Answer | None:
    """Give the answer of another question."""
    accepted = item.case.expect.short
    others = [
        other.answer.short
        for other in items
        if other.answer.short
        and not any(holds(other.answer.short, one) or holds(one, other.answer.short) for one in accepted)
    ]
    if not others or not item.answer.short:
        return None
    wrong = source.choice(others)
    text = item.answer.answer.replace(item.answer.short, wrong)
    return replace(item.answer, short=wrong, answer=text)


def _own_figures(answer: Answer) -> Iterator[re.Match[str]]:
    """Yield the figures of the answer's text that its quotes state too: those are the facts."""
    cited = "".join(citation.quote for citation in answer.citations)
    for match in _FIGURE.finditer(answer.answer):
        at_line_start = not answer.answer[: match.start()].rsplit("\n", 1)[-1].strip(" -*#")
        if match.group() in cited and match.group() not in answer.question and not at_line_start:
            yield match


def _changed_number(answer: Answer, source: random.Random) -> Answer | None:
    """Change one figure of the answer's text to one that no quote states."""
    places = list(_own_figures(answer))
    if not places:
        return None
    match = source.choice(places)
    cited = "".join(citation.quote + citation.title + (citation.date or "") for citation in answer.citations)
    old = match.group()
    for offset in (101, 31, 29, 13, 7):  # far first: a small one may happen to count the document's parts
        new = f"{float(old) + offset:g}" if "." in old else str(int(old) + offset)
        if new not in cited and new not in answer.question:
            text = answer.answer[: match.start()] + new + answer.answer[match.end() :]
            return replace(answer, answer=text)
    return None


def _moved(item: Item, documents: Mapping[str, Document]) -> Answer | None:
    """Move every citation to the nearest sentence of its document that is no evidence."""
    moved: list[Citation] = []
    for citation in item.answer.citations:
        document = documents[citation.document]
        gold = [span for piece in item.evidence if piece.document == citation.document for span in piece.spans]
        free = [
            span
            for span in split_sentences(document.text)
            if len(span) > 8 and not any(covers(span, one) or span.overlaps(one) for one in gold)
        ]
        if not free:
            return None
        neighbour = min(free, key=lambda span: abs(span.start - citation.start))
        moved.append(_cited(citation, neighbour, document))
    return replace(item.answer, citations=tuple(moved))


def _cited(citation: Citation, span: Span, document: Document) -> Citation:
    raw = document.offsets.raw_span(span)
    return replace(
        citation, quote=span.of(document.text), start=span.start, end=span.end, raw_start=raw.start, raw_end=raw.end
    )


def _invented(answer: Answer, source: random.Random) -> Answer | None:
    """Change two neighbouring signs of one quote, or put words into quotation marks that stand nowhere."""
    if not answer.citations:
        return None
    if source.random() < 0.5:
        return replace(answer, answer=f"{answer.answer}文件强调“凡事预则立不预则废久久为功”。[{answer.citations[0].n}]")
    at = source.randrange(len(answer.citations))
    quote = answer.citations[at].quote
    middle = len(quote) // 2
    false = quote[:middle] + "不再" + quote[middle + 2 :]
    cited = tuple(replace(one, quote=false) if place == at else one for place, one in enumerate(answer.citations))
    return replace(answer, citations=cited)


def _asserted(item: Item, items: Sequence[Item], source: random.Random) -> Answer | None:
    """Answer an unanswerable question with what was said to another."""
    others = [other.answer for other in items if other.case.answerable and other.answer.status == "answered"]
    if not others:
        return None
    return replace(source.choice(others), question=item.answer.question)
