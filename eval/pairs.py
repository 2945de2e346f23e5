"""Pairs of development questions and the passages that the product finds for them: what the reader may learn from.

Written in the form of the reading material (``index/models/reading``), one passage a line. Test parts are never read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.evidence import Shelf
from assistant.finding import MOST_READ, page_of
from corpus.model import Passage, Span
from eval.cases import Case
from eval.evidence import Located
from eval.looked import looked_up
from index.reader import Page

if TYPE_CHECKING:
    from assistant.service import Assistant

# types of case whose answer is a few words of the evidence
POINTED = {
    "number",
    "who",
    "when",
    "colloquial",
    "paraphrase",
    "fullwidth",
    "typo",
    "traditional",
    "english",
    "multiturn",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with a page. ``answer`` bounds the answering words in the page's text, None when it does not answer."""

    question: str
    type: str
    page: Page
    answer: Span | None


def pairs_of(assistant: Assistant, cases: Iterable[Case]) -> list[Pair]:
    """Return the pairs of the development cases whose answers are read from passages; the best passages of each.

    A passage that holds the evidence of a case that is not to be answered (a wrong premise, say) gives no pair.
    """
    found: list[Pair] = []
    shelf = Shelf()
    for looked in looked_up(assistant, cases):
        places = dict.fromkeys((candidate.sentence.document, candidate.passage) for candidate, _ in looked.sentences)
        for document, name in list(places)[:MOST_READ]:
            book = shelf.open(assistant.library.document(document))
            passage = book.passages[name]
            answer = _answer(looked.case, passage, looked.evidence)
            if answer is None or looked.answerable:
                found.append(Pair(looked.question.asking, looked.case.type, page_of(passage, book.title), answer))
    return found


def _answer(case: Case, passage: Passage, evidence: Sequence[Located]) -> Span | None:
    """Return the words of the passage that answer: the evidence, narrowed to the accepted words where it holds them."""
    for one in evidence:
        for span in one.spans if one.document == passage.document else ():
            if not span.overlaps(passage.span):
                continue
            start = max(span.start, passage.span.start) - passage.span.start
            end = min(span.end, passage.span.end) - passage.span.start
            quote = passage.text[start:end]
            accepted = [word for group in case.expect.contains for word in group] + list(case.expect.short)
            hits = [(quote.find(word), len(word)) for word in accepted if word in quote]
            if hits and case.type in POINTED:
                return Span(start + min(at for at, _ in hits), start + max(at + size for at, size in hits))
            return Span(start, end)
    return None


def store_pairs(pairs: Sequence[Pair], path: Path) -> None:
    """Write `pairs` as reading material, one passage a line."""
    by_page: dict[Page, list[Pair]] = {}
    for pair in pairs:
        by_page.setdefault(pair.page, []).append(pair)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for page, asked in by_page.items():
            questions = [
                {
                    "q": pair.question,
                    "type": pair.type,
                    "answer": pair.answer.of(page.text) if pair.answer else None,
                    **({} if pair.answer else {"why_not": "topic"}),
                }
                for pair in asked
            ]
            record = {"title": page.heading, "head": "", "passage": page.text, "questions": questions}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
