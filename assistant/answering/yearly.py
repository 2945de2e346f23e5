"""One matter in two years: what two documents of a series, two clauses of one, or two columns of a table state of it.

经费今年比25年涨了多少 is told by 每人每年430元 of one year's plan and 每人每年380元 of the other's. Both figures must be
said of the matter in the same words and counted alike; which year each is of, the title, the clause or the column tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.compute import plain
from assistant.answering.grid import FIGURE, find_tables
from assistant.answering.matter import KEY_LEAST, agrees, leading, matter_of
from assistant.answering.product import products
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Candidate, Sentence
from assistant.finding import Finder
from assistant.folding import fold
from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question.model import Question, Term
from assistant.question.operation import TOGETHER, is_changed
from assistant.question.places import place_core
from assistant.question.terms import coverage, match
from assistant.scoping import Scope, title_year
from assistant.weighing import strongest
from assistant.wording import label, say
from corpus.model import Span

MET_LEAST = 0.6  # of the weight of the matter's words that the figure's clause, with what leads to it, must hold
LED = 0.8  # what a word counts that stands before the figure's own clause
FARTHEST = 10  # years before the newest that 15年 may mean
MOST = 8  # documents nearest to the question that are looked at
OPENING = 300  # characters of a document in which the body stands that it is of
TELLING = 0.6  # of the heaviest word's weight that a word must have to be met in both years or in neither
AHEAD = 0.1  # how much better one figure of a year must be met than any other of that year
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年|(?P<this>今年|本年)|(?P<last>去年|上一?年|头一?年)")
_BOTH = re.compile(r"(?:这|近|前后)?两年|(?:19|20)\d{2}年?(?:和|与|跟|、|到|至)(?:19|20)?\d{2}年?")
_EACH = re.compile(r"分别|各(?:是|有|为|自|多少|几|计划|发展)|各[^,。?]{0,6}(?:多少|几)")
_WHICH = re.compile(r"哪一?年[^,。?]{0,16}?(?P<how>[多少高低长短大小])(?:一?些|点)?(?=[?,。]|$)")
_APART = re.compile(r"相?差(?:了|距)?(?:多少|几)|还差(?:多少|几)")
_OF_ASKING = re.compile(r"[这近前后]*两年|各.?|分别|[最至]少|[最至]多|上限|下限|实际|次数|人数|数量")
_SHORT = re.compile(r"(?<![\d.])(?P<digits>\d{2})年(?!以[上下内]|[内期限制龄]|多(?![多少几了])|党龄)")
_UNIT = re.compile(r"\((?P<unit>[\u3400-\u9fff%]{1,4})[,)]")
_COLUMN = re.compile(r"(?P<year>(?:19|20)\d{2})年?(?P<aim>目标|计划|预期)?")


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that a document states of the matter for a year, how well its words are met, and those that are."""

    book: Book
    span: Span
    value: float
    unit: str
    met: float
    words: frozenset[str]
    working: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """What is stated of two years, the earlier first."""

    early: int
    late: int
    before: Stated
    after: Stated

    @property
    def met(self) -> float:
        """How well both are met."""
        return self.before.met + self.after.met


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return how far the figures of two years are apart, which is more, or both; None unless both are stated alike."""
    if question.language == "en" or question.kind not in {"fact", "compute", "compare"} or len(question.places) > 1:
        return None
    text = question.text
    if not (is_changed(text) or _APART.search(text) or _WHICH.search(text) or _EACH.search(text)):
        return None
    books = _books(question, scope, finder)
    pairs = [pair for group in _groups(books) if (pair := _pair(question, group)) is not None]
    pairs.sort(key=lambda pair: -pair.met)
    if not pairs or (len(pairs) > 1 and pairs[0].met < pairs[1].met + AHEAD):
        return None
    return _draft(question, pairs[0])


def _books(question: Question, scope: Scope, finder: Finder) -> list[Book]:
    """Return the documents nearest to the question, of any year: of the place that is named, else of those in scope."""
    cards = finder.library.cards()
    ids: tuple[str, ...] | None = None if question.years else scope.documents
    if scope.places:
        of_place = (i for i, card in cards.items() if card.place and place_core(card.place.value) in scope.places)
        ids = tuple(of_place)
    found = replace(finder, readings=None).candidates(question, Scope(documents=ids))
    books = {candidate.document.id: candidate.book for candidate in found}
    named = [b for b in books.values() if all(body in f"{b.title} {b.folded[:OPENING]}" for body in question.bodies)]
    return named[:MOST]


def _groups(books: Sequence[Book]) -> Iterator[list[Book]]:
    """Yield each document alone, and the documents of one place whose titles are of different years."""
    yield from ([book] for book in books)
    series: dict[str, list[Book]] = {}
    for book in books:
        card = book.document.card
        if card.place is not None and not card.masked and title_year(card) is not None:
            series.setdefault(place_core(card.place.value), []).append(book)
    yield from (group for group in series.values() if len({title_year(b.document.card) for b in group}) > 1)


def _pair(question: Question, group: Sequence[Book]) -> Pair | None:
    """Return the two asked years with their figures, earlier first."""
    years = _years(question, group)
    if years is None:
        return None
    found = [_best(stated) for year in years if (stated := list(_of_year(question, group, year)))]
    if len(found) != 2 or found[0] is None or found[1] is None:
        return None
    before, after = found
    parallel = before.words == after.words and before.unit == after.unit
    alone = len(group) > 1 and before.book is after.book  # what one document tells, it was asked for by itself
    return Pair(*years, before, after) if parallel and not alone else None


def _years(question: Question, group: Sequence[Book]) -> tuple[int, int] | None:
    """Return the two years that the question compares, in order; those of 今年 and 去年 are told by the documents."""
    titled = sorted({year for book in group if (year := title_year(book.document.card)) is not None})
    newest = titled[-1] if titled else max((book.document.card.year or 0 for book in group), default=0)
    if not newest:
        return None
    short = {2000 + int(hit["digits"]) for hit in _SHORT.finditer(question.text)}
    named = {*question.years, *(year for year in short if newest - FARTHEST <= year <= newest + 1)}
    hits = list(_YEAR.finditer(question.text))
    if any(hit["this"] for hit in hits):
        named.add(newest)
    if any(hit["last"] for hit in hits):
        named.add(max(question.years) - 1 if question.years and not any(h["this"] for h in hits) else newest - 1)
        if len(named) == 1:  # 比去年多几名, of this year's document
            named.add(newest)
    if len(named) < 2 and _BOTH.search(question.text) and len(titled) == 2:
        named |= set(titled)
    return (min(named), max(named)) if len(named) == 2 else None


def _best(stated: Sequence[Stated]) -> Stated | None:
    """Return the figure that is met best, when no other value is met as well."""
    first = max(stated, key=lambda one: one.met)
    others = [one.met for one in stated if (one.value, one.unit) != (first.value, first.unit)]
    return first if first.met >= max(others, default=0.0) + AHEAD else None


def _of_year(question: Question, group: Sequence[Book], year: int) -> Iterator[Stated]:
    """Yield the figures that the documents state of the matter for a year."""
    terms = [term for term in matter_of(question) if not _OF_ASKING.fullmatch(term.text)]
    if not terms:
        return
    for book in group:
        yield from _cells(question, terms, book, year)
        whole = len(group) == 1 or title_year(book.document.card) == year
        for sentence in book.sentences if whole else ():
            if not sentence.furniture and "|" not in sentence.text:
                yield from _figures(question, terms, book, sentence, year)


def _figures(question: Question, terms: Sequence[Term], book: Book, sentence: Sentence, year: int) -> Iterator[Stated]:
    text = sentence.text
    candidate = Candidate(book, sentence, 0.0, 0.0, 0.0)
    above, end = leading(candidate), 0
    if TOGETHER.search(question.text):
        of_year = _year_at(book, sentence, len(text)) == year
        for result in products(question, candidate) if of_year else ():
            words = frozenset(term.text for term in terms if match(term.text, f"{above} {text}") >= KEY_LEAST)
            yield Stated(book, sentence.span, result.value, result.unit, 1.0, words, result.working)
        return
    for figure in find_quantities(text):
        lead = re.split("[;。]", text[end : figure.span.start])[-1] + re.split("[,;。、]", text[figure.span.end :])[0]
        before, end = text[:end], figure.span.end
        if figure.value is None or not figure.unit or figure.ordinal or not agrees(question, figure):
            continue
        if _year_at(book, sentence, figure.span.start) != year:
            continue
        if stated := _stated(terms, lead, f"{before} {above}"):
            met, words = stated
            yield Stated(book, sentence.span, figure.value, figure.unit, met, words)


def _stated(terms: Sequence[Term], lead: str, before: str) -> tuple[float, frozenset[str]] | None:
    """Return how well a figure's own words, and less so those before, meet the matter, with the words met."""
    own = {term: match(term.text, lead) for term in terms}
    led = {term: max(own[term], LED * match(term.text, before)) for term in terms}
    met = sum(term.weight * led[term] for term in terms) / sum(term.weight for term in terms)
    key = max(led[term] for term in strongest(terms)) >= KEY_LEAST and max(own.values()) > 0.0
    heavy = TELLING * max(term.weight for term in terms)
    words = frozenset(term.text for term in terms if led[term] >= MET_LEAST and term.weight >= heavy)
    return (met, words) if met >= MET_LEAST and key else None


def _year_at(book: Book, sentence: Sentence, at: int) -> int | None:
    """Return the year of what stands at a place of a sentence: named last before it, else by its paragraph or the title."""
    card = book.document.card
    own = title_year(card) or card.year
    hits = list(_YEAR.finditer(sentence.text[:at]))[-1:]
    for above in (book.paragraph(sentence)[0].text, book.heading_path(sentence)):
        hits = hits or list(_YEAR.finditer(above))[:1]
    if not hits:
        return own
    if hits[0]["year"]:
        return int(hits[0]["year"])
    return None if own is None else own - bool(hits[0]["last"])


def _cells(question: Question, terms: Sequence[Term], book: Book, year: int) -> Iterable[Stated]:
    """Yield the cells of a year's column in the rows that are of the matter; a column of aims only when aims are asked."""
    for table in find_tables(book):
        heads = [_COLUMN.fullmatch(fold(head)) for head in table.header]
        aims = re.search("目标|计划|预期", question.text) is not None
        columns = [at for at, hit in enumerate(heads) if hit and int(hit["year"]) == year and (aims or not hit["aim"])]
        for row in table.rows if len(columns) == 1 else ():
            name = fold(row.cells[0])
            cell = FIGURE.fullmatch(fold(row.cells[columns[0]]))
            unit = _UNIT.search(name)
            counted = (cell and cell["unit"]) or (unit["unit"] if unit else "")
            asked = [slot.unit for slot in question.slots if slot.unit]
            if cell is None or any(not compatible(one, counted) for one in asked if counted and counted != "%"):
                continue
            if stated := _stated(terms, name, book.title):
                yield Stated(book, row.span, float(cell["number"]), counted, *stated)


def _draft(question: Question, pair: Pair) -> Draft:
    early, late, before, after = pair.early, pair.late, pair.before, pair.after
    text, points = question.text, "个百分点" if after.unit == "%" else after.unit
    said, short, computed = "", None, [f"{early}", f"{late}"]
    if (which := _WHICH.search(text)) and before.value != after.value:
        more = late if (after.value > before.value) is (which["how"] in "多高长大") else early
        said = short = f"{more}年"
        said = f"**{more}年**更{which['how']}。"
    elif is_changed(text) or _APART.search(text):
        gap = plain(round(abs(after.value - before.value), 6))
        high, low = max(before.value, after.value), min(before.value, after.value)
        word = "多" if after.value > before.value else "少"
        said = f"**{late}年**比{early}年{word}**{gap}{points}**（{plain(high)} − {plain(low)} = {gap}）"
        short = f"{gap}{points}" if gap != "0" else None
        computed.append(gap)
    lines = [Statement(said, (_quote(before), _quote(after)), computed=tuple(computed))] if said else []
    for year, one in ((early, before), (late, after)):
        shown = f"{one.working} " if one.working else ""
        value = f"{plain(one.value)}{one.unit}"
        figures = tuple(re.findall(r"\d+(?:\.\d+)?", f"{year} {shown} {value}"))
        source = say("according", question.language, label=label(one.book.document)).rstrip("：: ")
        quoted = " ".join(_quote(one).text.split())
        lines.append(
            Statement(
                f"- {year}年：**{value}**{f'（{shown.strip()}）' if shown else ''}，{source}：“{quoted}”",
                (_quote(one),),
                computed=figures,
            )
        )
    kind = "compute" if short and said and "年" not in short else "compare"
    documents = tuple(dict.fromkeys((before.book.document.id, after.book.document.id)))
    return Draft("answered", kind, tuple(lines), short=short, confidence=0.7, documents=documents)


def _quote(stated: Stated) -> Quote:
    return Quote(stated.book.document, stated.span)
