"""The things that one question asks (到会几个人、平均多大), each put as questions of its own, of the matter that they share.

What a comparison asks or a claim says is left to those who answer it whole, and so is what a card tells alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering import because
from assistant.answering.claimed import CLAIMING
from assistant.question import clauses_en, frames
from assistant.question.clauses import find_clauses, is_of_another, of_same_measure, subjects
from assistant.question.kind import classify
from assistant.question.model import Question

FEWEST, MOST = 2, 4
OWN_LEAST = 4  # characters of a clause that can be asked without the matter of the one before it
KINDS = frozenset({"fact", "list", "explain", "outline", "card", "compute", "yesno"})
_OF_BOTH = re.compile(
    r"各(?!单位|级|部门|支部|地|区|县|镇|机关|党|项|类|方面|市|处|科)|分别|哪(?:个|家|边|份)[^,。?]{0,4}(?:多|少|高|低|早|晚|大|长|短)|还是|相差|相比"
)
SINCE = re.compile(r"比(?:去年|前年|上年|上一?年|上届|上期|上次|同期|(?:19|20)\d\d年)")


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things asked: as it was said, and the questions of its own that it may be put as, to be tried in turn.

    ``kind`` is what it asks for by its own words. One that `leans` is asked only beside what told another; one that is
    `measured` asks for the share that the first asks for, at another time.
    """

    said: str
    wordings: tuple[str, ...]
    kind: tuple[str, str]
    leans: bool = False
    measured: bool = False


def find_parts(question: Question) -> tuple[Part, ...]:
    """Return the single things that `question` asks; nothing when it is one."""
    if question.kind not in KINDS or question.choice or CLAIMING.search(question.text):
        return ()
    parts = _english(question) if question.language == "en" else _chinese(question)
    if not FEWEST <= len(parts) <= MOST:
        return ()
    if question.kind in {"card", "compute"}:
        kinds = {classify(part.said, language=question.language).kind for part in parts}
        told = len(question.card_fields) == len(parts)  # 哪家报的、谁写的、几号登的: the card has a field for each
        if told or kinds == {"card"} or (question.kind == "compute" and not SINCE.search(question.text)):
            return ()
    return parts


def _english(question: Question) -> tuple[Part, ...]:
    clauses = clauses_en.find_clauses(question.text)
    return tuple(
        Part(
            clause, clauses_en.carried(clauses[0], clause) if at else clauses_en.put_first(clause), _kind(clause, "en")
        )
        for at, clause in enumerate(clauses)
    )


def _chinese(question: Question) -> tuple[Part, ...]:
    lead, asked = find_clauses(question.text)
    row = all(one.said not in one.puts for one in asked)  # 时间和地点分别是什么 is of each of them, but no comparison
    matters = subjects(lead, asked[0].said, places=[place.surface for place in question.places]) if asked else ()
    if not matters or (_OF_BOTH.search(question.text) and not row):
        return ()
    first = asked[0]
    named = [place.surface for place in question.places]
    parts = [Part(first.said, tuple(f"{lead},{put}".lstrip(",") for put in first.puts), _kind(first.puts[0]))]
    for one in asked[1:]:
        if measured := of_same_measure(first.said, one.said):
            parts.append(Part(one.said, (f"{lead},{measured}".lstrip(","), measured), _kind(measured), measured=True))
            continue
        wordings = [_of(matter, put, named) for matter in matters for put in one.puts]
        kind = _kind(one.puts[0])
        wordings += [_of(matters[-1], put, named, joint="") for put in one.puts[:1]]
        wordings += ["".join([*named, put]) for put in one.puts[:1] if len(frames.STRIP.sub("", put)) >= OWN_LEAST]
        wordings = [] if because.is_bare(one.said) else wordings
        same = is_of_another(one.said)  # asked beside the first alone, of which it has the rest
        parts.append(Part(one.said, tuple(w for w in wordings if same or _kind(w) == kind), kind, same))
    return tuple(parts)


def _of(matter: str, put: str, places: Sequence[str], *, joint: str = ",") -> str:
    """Return a clause as a question of its own: with the places that were named, and the matter that all clauses share."""
    return f"{''.join(place for place in places if place not in f'{matter}{put}')}{matter}{joint}{put}"


def _kind(text: str, language: str = "zh") -> tuple[str, str]:
    """Return what a clause asks for; the words of the subject (截止, 电话) must not change that."""
    frame = classify(text, language=language)
    return frame.kind, frame.asked
