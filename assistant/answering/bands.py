"""What is laid down for a range of figures (200名以上的单位4名,100名至199名的单位2名): told for the figure that a question states."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.deciding import meets_subject
from assistant.described import about
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.quantities import compatible, find_quantities
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import match, tokenize
from assistant.question.words import load_words
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Span

READ = 12
FEWEST = 2  # ranges of one sentence
_FIGURE = r"(?P<{0}>\d+(?:\.\d+)?)"
_UNIT = r"(?P<unit{0}>[\u4e00-\u9fff%]{{0,3}}?)"
_RANGE = re.compile(
    rf"{_FIGURE.format('low')}{_UNIT.format('a')}(?:\(含\))?(?:至|到|~|—|-){_FIGURE.format('high')}{_UNIT.format('b')}(?=的|[,:]|之间|以内|\d|不|$)"
    rf"|{_FIGURE.format('least')}{_UNIT.format('c')}(?:\(含\))?(?:及)?以上"
    rf"|(?:满|超过|达到)(?P<beyond>\d+(?:\.\d+)?){_UNIT.format('d')}(?=的|[,:])"
    rf"|(?:不足|不满|低于|少于|不到|未满){_FIGURE.format('below')}{_UNIT.format('e')}(?=的|[,:])"
    rf"|{_FIGURE.format('under')}{_UNIT.format('f')}以下"
)
_ASKED_FIGURE = re.compile(
    rf"(?<![第\d])(?P<number>\d+(?:\.\d+)?)(?:多)?(?P<unit>{frames.MEASURES}|分|%)(?P<noun>[\u4e00-\u9fff]{{0,4}})"
)
SPOKEN_LEAST = 0.6  # how well one word that tells what the figure is of must stand in the sentence


@dataclass(frozen=True, slots=True)
class Band:
    """A range of figures, both ends its own unless it is open below; its clause, and where what is laid down begins."""

    low: float
    high: float
    unit: str
    open_below: bool
    clause: Span
    after: int

    def holds(self, figure: float) -> bool:
        """Say whether a figure is of this range."""
        return (figure < self.high if self.open_below else figure <= self.high) and figure >= self.low


def find_bands(text: str) -> list[Band]:
    """Return the ranges of one measure that the clauses of a folded sentence lay something down for."""
    found: list[Band] = []
    for clause in re.finditer(r"[^,;。:]+", text):
        hit = _RANGE.search(clause.group())
        if hit is None or not clause.group()[hit.end() :].strip():
            continue
        unit = next((u for u in (hit["unitb"], hit["unita"], *(hit[f"unit{x}"] for x in "cdef")) if u), "")
        span = Span(*clause.span())
        if hit["low"]:
            found.append(Band(float(hit["low"]), float(hit["high"]), unit, False, span, span.start + hit.end()))
        elif hit["least"] or hit["beyond"]:
            found.append(
                Band(float(hit["least"] or hit["beyond"]), float("inf"), unit, False, span, span.start + hit.end())
            )
        else:
            found.append(
                Band(0.0, float(hit["below"] or hit["under"]), unit, bool(hit["below"]), span, span.start + hit.end())
            )
    return found if len({band.unit for band in found}) == 1 else []


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return what is laid down for the range that the question's figure falls in; None when several sentences or ranges have it.

    The figure must be of what the ranges are of: its measure theirs, and the noun after it in the sentence.
    """
    if question.language == "en" or question.asked != "quantity":
        return None
    stated = list(_ASKED_FIGURE.finditer(question.text))
    if len(stated) != 1:
        return None
    figure, unit, noun = float(stated[0]["number"]), stated[0]["unit"], stated[0]["noun"]
    drafts: list[Draft] = []
    for candidate in finder.candidates(question, scope)[:READ]:
        bands = find_bands(candidate.sentence.text)
        if (
            len(bands) < FEWEST
            or noun[:2] not in candidate.sentence.text
            or not meets_subject(question, scope, candidate)
        ):
            continue
        fitting = [band for band in bands if band.holds(figure) and _are_alike(unit, band.unit)]
        if len(fitting) == 1 and _is_of_all(question, candidate, stated[0].group()):
            drafts += filter(None, [_draft(question, candidate, fitting[0])])
    return drafts[0] if len(drafts) == 1 else None


def _are_alike(asked: str, unit: str) -> bool:
    return not unit or compatible(asked, unit)


def _is_of_all(question: Question, candidate: Candidate, stated: str) -> bool:
    """Say whether what else the question names is spoken of: in the sentence, its paragraph, the headings or the title."""
    book, sentence = candidate.book, candidate.sentence
    paragraph = " ".join(s.text for s in book.paragraph(sentence))
    held = f"{about(book)} {book.heading_path(sentence)} {paragraph}"
    dull = load_words("stopwords") | load_words("lightwords")
    text = question.text.replace(stated, " ")
    for place in question.places:
        text = text.replace(place.surface, " ")
    words = [word for word, tag in tokenize(text) if len(word) > 1 and tag[:1] in "nv" and word not in dull]
    from rjieba import has_word  # 书记班能派 is cut into what is no word, which names nothing

    return all(match(word, held) >= SPOKEN_LEAST or not has_word(word) for word in words)


def _draft(question: Question, candidate: Candidate, band: Band) -> Draft | None:
    """Return the figure that the clause of a range lays down, in the asked measure; None when it has none or several."""
    sentence, document = candidate.sentence, candidate.document
    behind = sentence.text[band.after : band.clause.end]
    wanted = question.slots[0].unit if question.slots else ""
    found = [q for q in find_quantities(behind) if q.unit and (not wanted or compatible(wanted, q.unit))]
    if len(found) != 1:
        return None
    value = found[0].span.of(behind)
    quote = Quote(document, sentence.span)
    told = Statement(f"**{value}**（{band.clause.of(sentence.text)}）", (quote,))
    source = Statement(f"{say('according', 'zh', label=label(document))}“{quote.text.strip()}”", (quote,))
    return Draft("answered", "fact", (told, source), short=value, confidence=0.8, documents=(document.id,))
