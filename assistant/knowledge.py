"""What understanding knows of one library: its places, its words and how rare they are. Follows the library's revision."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

from assistant.folding import fold
from assistant.question.model import PlaceReference, Question
from assistant.question.persons import find_persons, romanise
from assistant.question.places import Gazetteer, place_core
from assistant.question.spelling import Speller
from assistant.question.understand import Lexicon, understand
from assistant.scoping import Scope, Scoper
from corpus.library import Library
from corpus.model import Card
from corpus.places import load_gazetteer
from index.retrieval import Index

_TITLE_PLACE = re.compile(r"(?P<name>(?![全各我本某])[\u4e00-\u9fff]{2})[市县](?=(?:19|20)\d\d年|[市县]直|机关|委)")
YEARS_BEFORE, YEARS_AFTER = 5, 2


@dataclass(frozen=True, slots=True)
class Known:
    """The lexicon and the scoper of one revision."""

    revision: int
    lexicon: Lexicon
    scoper: Scoper


class Knowledge:
    """Makes what is known anew whenever the library has changed. Threads may share it."""

    def __init__(self, library: Library, index: Index) -> None:
        self._library = library
        self._index = index
        self._lock = Lock()
        self._known: Known | None = None

    def current(self) -> Known:
        """Return what is known of the library as it is now."""
        revision = self._library.revision
        with self._lock:
            if self._known is None or self._known.revision != revision:
                self._known = self._build(revision)
            return self._known

    def put(self, text: str, scope: Scope, documents: tuple[str, ...] = ()) -> tuple[Question, Scope]:
        """Return a part of a question that is asked within `scope`, understood, and where to look for it.

        That is in `documents` when they are given, else where its own words say, else where the whole question is asked.
        """
        known = self.current()
        part = understand(text, known.lexicon)
        within = known.scoper.resolve(part)
        if documents or not (part.places or part.titles or part.numbers):
            within = replace(within, documents=documents or scope.documents)
        return part, within

    def _build(self, revision: int) -> Known:
        gazetteer = build_gazetteer(self._library)
        text = "\n".join(fold(document.text) for document in self._library.documents())
        names = {
            place_core(field.value)
            for card in self._library.cards().values()
            if (field := card.place) and not card.masked
        }

        speller = Speller(text, names=names)

        @cache
        def romanised() -> Mapping[str, str]:
            return romanise(find_persons(text))

        def find_places(question: str) -> tuple[PlaceReference, ...]:
            return gazetteer.find(question)

        return Known(
            revision,
            Lexicon(self._index.idf, find_places, speller.correct, romanised, _years(self._library)),
            Scoper(self._library, gazetteer),
        )


def _years(library: Library) -> range:
    """Return the years that a question may mean by 25年: those of the library's documents and a few around them."""
    years = [card.year for card in library.cards().values() if card.year]
    return range(min(years) - YEARS_BEFORE, max(years) + YEARS_AFTER + 1) if years else range(0)


def _place_in_title(card: Card) -> str | None:
    """Return the place that a title begins with (甲乙市2026年工作要点), of a document that is known to be of none."""
    hits = [] if card.masked else [hit for title in card.titles if (hit := _TITLE_PLACE.match(fold(title.value)))]
    return hits[0]["name"] if hits else None


def build_gazetteer(library: Library) -> Gazetteer:
    """Return the shipped gazetteer with the places that the library's cards name.

    A district that no document names is recognised only with its class (朝阳区): its bare name is too often a word.
    """
    parents: dict[str, str | None] = {}
    districts: set[str] = set()
    for place in load_gazetteer().places:
        core = place_core(place.full)
        parents.setdefault(core, place_core(place.parent) if place.parent else None)
        if place.level == "district":
            districts.add(core)
        else:
            districts.discard(core)
    named: set[str] = set()
    for card in library.cards().values():
        own = place_core(card.place.value) if card.place and not card.masked else _place_in_title(card)
        if own:
            named.add(own)
            parents.setdefault(own, None)
        for region in card.regions:
            core = place_core(region)
            named.add(core)
            parents.setdefault(core, own if own != core else None)
    return Gazetteer(parents, common=districts - named, named=named)
