"""Figure-attribution errors: a figure that its cited quote does not state, or a figure of another place.

Checked on ``answered`` and ``partial``. Each figure of a sentence must stand in a quote that this sentence cites (by
its markers; a sentence without markers uses the next markers of its paragraph, else all citations). Not counted:
list numbers and ordinals, figures of the question, the cited card's date, number and headings, counts that the cited
document's tree proves (entries below a heading or on one level) or that count the answer's own entries and documents,
and, when something was computed, sums and differences of cited figures of one unit. A figure is of another place when
the question names places, none of them belongs to the cited document, and the sentence names neither the cited place
nor the cited title; a masked document never proves a figure of a named place unless the sentence names its title.
The value of an answer is 1 with at least one error, else 0.
Source: defined here, after the "unsupported number" of FActScore-like checks; places are this project's own concern.
Edges: an answer without figures gives None; a refusal gives None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from assistant.model import Answer, Citation
from corpus.model import Document
from eval.figures import Figure, figures
from eval.places import asked_places, bare, card_places, library_places
from eval.wording import folded, without_enumerator, without_markers

_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?(?:\s*\[\d+\])*")
_MARKER = re.compile(r"\[(\d+)\]")
_COUNTING = "个项部条点"
_LARGEST_SUM = 12  # subsets of more cited figures than this are not enumerated (2^12)


@dataclass(frozen=True, slots=True)
class FigureScore:
    """``errors`` describe each wrongly attributed figure; ``checked`` counts the figures looked at."""

    errors: tuple[str, ...]
    checked: int

    @property
    def value(self) -> float:
        """1.0 when something is wrong, else 0.0."""
        return float(bool(self.errors))


def figure_attribution(answer: Answer, documents: Mapping[str, Document]) -> FigureScore | None:
    """Check every figure of an answer against what is cited for it."""
    if answer.status not in ("answered", "partial"):
        return None
    asked = asked_places(answer.question, library_places(documents))
    free = figures(answer.question)
    counts = _counts(answer, documents)
    errors: list[str] = []
    checked = 0
    for sentence, citations in cited_sentences(answer):
        said = figures(without_enumerator(without_markers(sentence)))
        if not said:
            continue
        checked += len(said)
        proved = [*free, *_stated(citations), *counts]
        if answer.kind == "compute":
            proved += _computed(answer.citations)
        errors += [f"{_plain(one)} 不在所引原文中" for one in said if not any(one.same_as(other) for other in proved)]
        stranger = _stranger(answer, sentence, citations, asked, documents)
        if stranger:
            errors.append(stranger)
    bare_fact = figures(answer.short or "")
    checked += len(bare_fact)
    proved = [*_stated(answer.citations), *counts, *_computed(answer.citations), *free]
    errors += [f"{_plain(one)} 不在所引原文中" for one in bare_fact if not any(one.same_as(other) for other in proved)]
    return FigureScore(errors=tuple(dict.fromkeys(errors)), checked=checked) if checked else None


def cited_sentences(answer: Answer) -> list[tuple[str, tuple[Citation, ...]]]:
    """Return the answer's sentences, each with the citations that are meant to prove it."""
    by_number = {citation.n: citation for citation in answer.citations}
    found: list[tuple[str, tuple[Citation, ...]]] = []
    for line in answer.answer.splitlines():
        waiting: tuple[Citation, ...] = ()
        pieces: list[tuple[str, tuple[Citation, ...]]] = []
        for sentence in reversed(_SENTENCE.findall(line)):
            numbers = [int(number) for number in _MARKER.findall(sentence)]
            own = tuple(by_number[number] for number in numbers if number in by_number)
            waiting = own or waiting
            pieces.append((sentence, waiting or answer.citations))
        found += reversed(pieces)
    return found


def _stated(citations: tuple[Citation, ...]) -> list[Figure]:
    found: list[Figure] = []
    for one in citations:
        found += figures("\n".join((one.quote, one.title, *one.path)))
        found += [Figure(float(piece)) for piece in re.findall(r"\d+", one.date or "")]
    return found


def _counts(answer: Answer, documents: Mapping[str, Document]) -> list[Figure]:
    """Return what may be counted: the answer's entries and documents, and the cited documents' trees."""
    cited = {one.document for one in answer.citations}
    own = {len(answer.items), len(answer.citations), len(cited)}
    below: set[int] = set()
    for name in cited & set(documents):
        tree = documents[name].sections
        below |= set(Counter(section.parent for section in tree).values())
        below |= set(Counter(section.level for section in tree).values())
    counted = [Figure(float(size), unit) for size in below for unit in _COUNTING]
    return [*(Figure(float(size)) for size in own if size), *counted]


def _computed(citations: tuple[Citation, ...]) -> list[Figure]:
    results: list[Figure] = []
    cited = _stated(citations)
    for unit in {one.unit for one in cited}:
        values = sorted({one.value for one in cited if one.unit == unit})[:_LARGEST_SUM]
        for size in range(2, len(values) + 1):
            results += [Figure(sum(chosen), unit) for chosen in combinations(values, size)]
        results += [Figure(abs(one - other), unit) for one, other in combinations(values, 2)]
    return results


def _stranger(
    answer: Answer,
    sentence: str,
    citations: tuple[Citation, ...],
    asked: frozenset[str],
    documents: Mapping[str, Document],
) -> str | None:
    if not asked or not citations:
        return None
    for one in citations:
        if folded(one.title) and folded(one.title) in folded(sentence):
            return None
        if one.masked and answer.status == "answered":
            return f"隐去地名的文档不能证明{'、'.join(sorted(asked))}的数字"
        document = documents.get(one.document)
        own = card_places(document.card) if document else frozenset()
        if one.place:
            own |= {bare(one.place)}
        if not own or own & asked or any(name in sentence for name in own):
            return None
    places = "、".join(sorted({one.place or one.title for one in citations}))
    return f"问的是{'、'.join(sorted(asked))}，所引却是{places}"


def _plain(figure: Figure) -> str:
    return f"{figure.value:g}{figure.unit}"
