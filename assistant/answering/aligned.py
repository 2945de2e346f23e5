"""Figures that one sentence states of several matters, each given to the matter it stands beside.

共建项目1156个,书记揭榜攻坚项目113个 answers for both when both are asked about; asked one by one, a figure may be taken
for the other's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations

from assistant.answering.found import Found
from assistant.deciding import passes_locks
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question.model import Question
from assistant.question.terms import match, tokenize
from assistant.question.words import load_words
from assistant.scoping import Scope
from corpus.model import Span

READ = 12  # sentences, best first, that may state all figures
MOST = 8  # figures of one sentence that are tried against each other
CONTEXT_LEAST = 0.5  # of the question's weight that the sentence with its surroundings must meet
MET_LEAST = 0.8  # how well a word must be met
LEAST = 0.3  # of what tells a matter from the others that must stand beside its figure
_NUMBER = re.compile(r".{0,2}数|数量|数目|总数|金额|规模|场次|人次")
_UNIT_WORD = re.compile(r"场次|人次|公里|(?<=的)[座个家项条名支](?=数)")
_ASIDE = re.compile(r"\([^()]*\)")  # 大巴士(25座以上)每辆1500元: what is in brackets is a condition
UNIT_NAMED = 0.3  # of a word, when the figure has the very unit that is asked for
FAR = 1000.0  # characters: nearness only decides between figures whose words are met alike


def aligned(question: Question, names: Sequence[str], scope: Scope, finder: Finder) -> list[Found]:
    """Return the figure that one sentence states of each of `names`, in order; empty when no sentence does so of all."""
    places = [place.surface for place in question.places]
    words = [_telling(name, [*places, *(other for other in names if other != name)]) for name in names]
    if len(names) < 2 or not all(words):
        return []
    units = [*(slot.unit for slot in question.slots if slot.unit), *_UNIT_WORD.findall(names[0])]
    unit = units[0] if units else ""
    for candidate in finder.candidates(question, scope)[:READ]:
        if candidate.sentence.heading or candidate.sentence.furniture or candidate.context < CONTEXT_LEAST:
            continue
        if not passes_locks(question, scope, candidate):
            continue
        if spans := _assigned(candidate, words, unit):
            return [Found(candidate, (span,), candidate.score) for span in spans]
    return []


def _telling(name: str, others: Sequence[str]) -> list[str]:
    """Return the words of a name that tell it from the others: no words for a number (场数, 数量), no places."""
    light = load_words("stopwords")
    words = [word for word, tag in tokenize(name) if word not in light and (len(word) > 1 or tag[:1] in {"n", "m"})]
    return [word for word in words if not _NUMBER.fullmatch(word) and not any(word in other for other in others)]


def _assigned(candidate: Candidate, words: Sequence[Sequence[str]], unit: str) -> tuple[Span, ...]:
    """Return the figures of a sentence so that each stands beside its words best, when one way does so for all."""
    text = candidate.sentence.text
    aside = [Span(*hit.span()) for hit in _ASIDE.finditer(text)]
    figures = [q for q in find_quantities(text) if q.value is not None and q.unit and not q.ordinal]
    figures = [q for q in figures if not any(span.contains(q.span) for span in aside)]
    figures = [q for q in figures if not unit or compatible(unit, q.unit)][:MOST]
    fits = [
        [
            _fit(own, own[-1:] if at < len(words) - 1 else (own[0], own[-1]), figure, figures, text, unit)
            for figure in figures
        ]
        for at, own in enumerate(words)
    ]
    ways = [
        (sum(fit[at] for fit, at in zip(fits, way, strict=True)), [-at for at in way], way)
        for way in permutations(range(len(figures)), len(words))
        if all(fit[at] >= LEAST for fit, at in zip(fits, way, strict=True))
    ]
    if not ways:
        return ()
    return tuple(figures[at].span for at in max(ways)[2])


def _fit(
    words: Sequence[str], heads: Sequence[str], figure: Quantity, figures: Sequence[Quantity], text: str, unit: str
) -> float:
    """Return the share of `words` that stand beside the figure, a little more when they are near or it has the asked unit.

    0 without one of `heads`, the matter itself: a name may begin with what belongs to all (岩泉的…), the last end in it.
    Beside it stands what its clause holds, or of a clause with several figures (35个支部、3个小组) its part of the list.
    """
    piece = _around(figure, text, ",;:。")
    if sum(other.span.overlaps(piece) for other in figures) > 1:
        piece = _around(figure, text, ",;:。、")
    beside = piece.of(text)
    met = [word for word in words if match(word, beside) >= MET_LEAST]
    if not set(heads) & set(met):
        return 0.0
    at = figure.span.start - piece.start
    away = min((abs(beside.find(word) - at) for word in met if word in beside), default=len(beside))
    return (len(met) + UNIT_NAMED * (figure.unit == unit)) / len(words) - away / FAR


def _around(figure: Quantity, text: str, marks: str) -> Span:
    start = max(text.rfind(mark, 0, figure.span.start) for mark in marks) + 1
    ends = [at for mark in marks if (at := text.find(mark, figure.span.end)) >= 0]
    return Span(start, min(ends, default=len(text)))
