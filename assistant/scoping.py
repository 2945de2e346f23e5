"""Scope: which documents a question is about, from the places, years, numbers and titles it names.

A place that no document is about may still stand in a text; then it is a word to be met, not a restriction.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.folding import fold
from assistant.question.model import Question
from assistant.question.places import Gazetteer, place_core
from assistant.question.years import relative_year
from corpus.errors import InvalidRequest
from corpus.library import Library
from corpus.model import Card, Span

TITLE_SHARE = 0.72  # share of a title's bigrams that a question must hold to name that document; set on the dev cases
TITLE_LEAST = 6  # bigrams a title must have to be recognised without 《》
_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look. ``documents`` None means everywhere. ``wanted`` are places a text must speak of itself.

    ``absent_places`` and ``absent_years`` were named but nothing in the library is of them. ``meant`` tells for a document which year the
    question means by 今年 or 去年, where the same place has documents of several years. ``beside`` are those documents in
    scope that are of no named place and only name one: what answers from them must be said of that place itself.
    ``part`` is the piece of the one document in which alone to look for sentences.
    """

    documents: tuple[str, ...] | None = None
    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    wanted: tuple[str, ...] = ()
    absent_places: tuple[str, ...] = ()
    absent_years: tuple[int, ...] = ()
    absent_titles: tuple[str, ...] = ()
    named: bool = False
    masked: bool = False
    meant: Mapping[str, int] = field(default_factory=dict)
    beside: frozenset[str] = frozenset()
    part: Span | None = None

    def within(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Return the documents of `ids` that are in scope, in order."""
        return tuple(ids) if self.documents is None else tuple(i for i in ids if i in self.documents)


class Scoper:
    """Resolves scopes against the cards of one library."""

    def __init__(self, library: Library, gazetteer: Gazetteer) -> None:
        self._library = library
        self._gazetteer = gazetteer

    def resolve(self, question: Question, asked: Mapping[str, str] | None = None) -> Scope:
        """Return the scope of `question`, narrowed by `asked` (keys place, year, document) when given.

        Raises:
            InvalidRequest: `asked` has an unknown key, an unknown document or a year that is none.
        """
        cards = self._library.cards()
        pool, places, years = self._narrow(cards, asked or {})
        if named := self._named(question, pool):
            inside = tuple(n for n in named if self._fits_places(pool[n], [p.name for p in question.places]))
            if inside:
                met_places = tuple(
                    p.name for p in question.places if any(self._fits_place(pool[n], p.name) for n in inside)
                )
                years, absent_years, kept = self._by_year(question, list(inside), pool)
                return Scope(
                    tuple(kept),
                    met_places,
                    years,
                    absent_years=absent_years,
                    named=True,
                    masked=all(pool[n].masked for n in kept),
                )
            return Scope(
                inside or named, places, years, named=True, masked=all(pool[n].masked for n in inside or named)
            )
        absent_titles = tuple(n for n in question.numbers)
        found = list(pool)
        wanted: list[str] = []
        absent: list[str] = []
        met: list[str] = list(places)
        of_place: list[str] = []
        beside: list[str] = []
        whole = question.section is not None or question.kind in {"outline", "card"}
        for reference in question.places:
            fitting = [i for i in found if self._fits_place(pool[i], reference.name)]
            if whole:
                fitting = [i for i in fitting if self._is_own(pool[i], reference.name)] or fitting
            if fitting:
                met.append(reference.name)
                of_place += [i for i in fitting if i not in of_place]
                if not whole:
                    beside += [i for i in found if i not in fitting and self._names(pool[i], i, reference.name)]
                own = {place_core(field.value) for i in fitting if (field := pool[i].place) is not None}
                if reference.name not in own or self._gazetteer.parent(reference.name) in own:
                    wanted.append(reference.name)
            elif self._is_mentioned(reference.name, pool):
                wanted.append(reference.name)
            else:
                absent.append(reference.name)
        beside = [i for i in dict.fromkeys(beside) if i not in of_place]
        if of_place:
            found = of_place + beside
        if question.speech and not of_place:
            found = [i for i in found if self._is_speech(pool[i])] or found
        years_met, absent_years, found = self._by_year(question, found, pool)
        meant = self._meant(question, found, pool)
        found = [i for i in found if i not in meant or self._speaks_of_year(pool[i], i, meant[i])]
        everything = len(found) == len(cards)
        return Scope(
            documents=None if everything else tuple(found),
            places=tuple(dict.fromkeys(met)),
            years=(*years, *years_met),
            wanted=tuple(wanted),
            absent_places=tuple(absent),
            absent_years=absent_years,
            absent_titles=absent_titles,
            masked=bool(found) and all(pool[i].masked for i in found),
            meant=meant,
            beside=frozenset(beside),
        )

    def documents(self, asked: Mapping[str, str]) -> tuple[str, ...]:
        """Return the ids of the documents that `asked` (keys place, year, document) leaves, in order.

        Raises:
            InvalidRequest: as for `resolve`.
        """
        pool, _, _ = self._narrow(self._library.cards(), asked)
        return tuple(pool)

    def _narrow(
        self, cards: Mapping[str, Card], asked: Mapping[str, str]
    ) -> tuple[dict[str, Card], tuple[str, ...], tuple[int, ...]]:
        pool = dict(cards)
        places: tuple[str, ...] = ()
        years: tuple[int, ...] = ()
        for key, value in asked.items():
            if key == "document":
                if value not in cards:
                    raise InvalidRequest(f"没有编号为 {value} 的文档")
                pool = {value: cards[value]}
            elif key == "place":
                core = place_core(value)
                pool = {i: card for i, card in pool.items() if self._fits_place(card, core)}
                places = (core,)
            elif key == "year":
                if not re.fullmatch(r"(?:19|20)\d\d", value):
                    raise InvalidRequest(f"年份应为四位数字，例如 2025，而不是 {value}")
                pool = {i: card for i, card in pool.items() if card.year == int(value)}
                years = (int(value),)
            else:
                raise InvalidRequest(f"范围只能用 place、year、document，没有 {key}")
        return pool, places, years

    def _named(self, question: Question, pool: Mapping[str, Card]) -> tuple[str, ...]:
        """Return the documents that the question names by number or by title."""
        numbers = {_plain(number) for number in question.numbers}
        if numbers:
            by_number = tuple(i for i, card in pool.items() if card.number and _plain(card.number.value) in numbers)
            if by_number:
                return by_number
        best: dict[str, float] = {}
        asked = [fold(title) for title in question.titles] or [question.text]
        for i, card in pool.items():
            for named in card.titles:
                title = fold(named.value)
                for text in asked:
                    share = _shared(title, text)
                    if question.titles:
                        share = max(share, _shared(text, title) if len(text) >= 6 else 0.0)
                    if share >= TITLE_SHARE and len(title) > TITLE_LEAST:
                        best[i] = max(best.get(i, 0.0), share)
        top = max(best.values(), default=0.0)
        return tuple(i for i, share in best.items() if share >= top - 0.05)

    def _by_year(
        self, question: Question, found: list[str], pool: Mapping[str, Card]
    ) -> tuple[tuple[int, ...], tuple[int, ...], list[str]]:
        met: list[int] = []
        absent: list[int] = []
        kept: list[str] = []
        for year in question.years:
            exact = [i for i in found if pool[i].year == year]
            whole = question.section is not None or question.kind in {"outline", "card"}
            if whole:  # the year that a title names is its document's own, whenever it was issued
                exact = [i for i in found if title_year(pool[i]) == year] or exact
            mentioned = [
                i for i in found if not whole and i not in exact and f"{year}年" in self._library.document(i).text
            ]
            if exact or mentioned:
                met.append(year)
                kept += [i for i in (*exact, *mentioned) if i not in kept]
            else:
                absent.append(year)
        return tuple(met), tuple(absent), kept or found

    def _meant(self, question: Question, found: Sequence[str], pool: Mapping[str, Card]) -> dict[str, int]:
        """Return the year meant by 今年 or 去年 for each document that its title dates, of places with several such years.

        This year is that of the place's newest. A rule or a notice that no title dates holds in any year.
        """
        relative = relative_year(question.text)
        if relative is None or question.years:
            return {}
        dated = {i: (self._own_place(pool[i]), year) for i in found if (year := title_year(pool[i])) is not None}
        meant: dict[str, int] = {}
        for i, (place, _) in dated.items():
            years = {year for other, year in dated.values() if other == place}
            if place and len(years) > 1:
                meant[i] = max(years) - (relative == "last")
        return meant

    def _speaks_of_year(self, card: Card, i: str, year: int) -> bool:
        text = self._library.document(i).text
        return title_year(card) == year or f"{year}年" in text or (card.year == year + 1 and "去年" in text)

    def _fits_places(self, card: Card, names: Sequence[str]) -> bool:
        return not names or any(self._fits_place(card, name) for name in names)

    def _fits_place(self, card: Card, name: str) -> bool:
        """Say whether a document is of a place: its own, in its title, one of its districts, or its district's city."""
        if card.masked:
            return False
        if card.place is None:
            return self._is_own(card, name)
        own = place_core(card.place.value)
        if own == name or name in {place_core(region) for region in card.regions}:
            return True
        return self._is_own(card, name) or self._gazetteer.parent(own) == name or self._gazetteer.parent(name) == own

    def _names(self, card: Card, i: str, name: str) -> bool:
        """Say whether a document of no known place names this one, or one of another place has a part headed by it.

        A report of several places, say: 示例县：一院连三村.
        """
        document = self._library.document(i)
        if card.masked or name not in document.text:
            return False
        headed = re.compile(rf"{re.escape(name)}[市县区]?[：:]")
        return card.place is None or any(headed.match(s.title.of(document.text)) for s in document.sections)

    @staticmethod
    def _own_place(card: Card) -> str:
        return place_core(card.place.value) if card.place and not card.masked else ""

    def _is_own(self, card: Card, name: str) -> bool:
        """Say whether a place is a document's own, or stands in its title."""
        return self._own_place(card) == name or any(name in fold(title.value) for title in card.titles)

    def _is_mentioned(self, name: str, pool: Mapping[str, Card]) -> bool:
        return any(name in self._library.document(i).text for i in pool)

    @staticmethod
    def _is_speech(card: Card) -> bool:
        return any("讲话" in field.value for field in (*card.titles, *((card.kind,) if card.kind else ())))


def title_year(card: Card) -> int | None:
    """Return the one year that a document's titles name (2025年工作总结), or None."""
    years = {int(year) for title in card.titles for year in _TITLE_YEAR.findall(title.value)}
    return years.pop() if len(years) == 1 else None


def _plain(number: str) -> str:
    return re.sub(r"[\s〔〕\[\]【】()（）第]", "", fold(number))


def _shared(part: str, whole: str) -> float:
    """Return the share of `part`'s character bigrams that `whole` holds."""
    bigrams = {part[i : i + 2] for i in range(len(part) - 1) if not re.search(r"[\s《》“”]", part[i : i + 2])}
    return sum(bigram in whole for bigram in bigrams) / len(bigrams) if bigrams else 0.0
