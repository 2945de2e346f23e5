"""One matter in two years: what two documents of a series, two clauses of one, or two columns of a table state of it.

经费今年比25年涨了多少 is told by 每人每年430元 of one year's plan and 每人每年380元 of the other's. Both figures must be
said of the matter in the same words and counted alike; which year each is of, the title, the clause or the column tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from assistant.answering.compute import plain
from assistant.answering.earlier import Change, changes
from assistant.answering.grid import FIGURE, above, find_tables
from assistant.answering.matter import KEY_LEAST, agrees, leading, matter_of, nouns_of
from assistant.answering.moved import moves
from assistant.answering.product import products
from assistant.described import title_block
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Candidate, Sentence
from assistant.finding import Finder
from assistant.folding import fold
from assistant.model import Kind
from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question.joined import TURN
from assistant.question.model import Question, Term
from assistant.question.operation import TOGETHER, is_changed
from assistant.question.places import place_core
from assistant.question.terms import match, tokenize
from assistant.scoping import Scope, title_year
from assistant.weighing import strongest
from assistant.wording import label, say
from corpus.model import Span

MET_LEAST = 0.6  # of the weight of the matter's words that the figure's clause, with what leads to it, must hold
LED = 0.8  # what a word counts that stands before the figure's own clause
UNDATED = 9999  # this year, where nothing tells which it is
FARTHEST = 10  # years before the newest that 15年 may mean
MOST = 8  # documents nearest to the question that are looked at
OPENING = 300  # characters of a document in which the body stands that it is of
TELLING = 0.6  # of the heaviest word's weight that a word must have to be met in both years or in neither
AHEAD = 0.1  # how much better one figure of a year must be met than any other of that year
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年|(?P<this>今年|本年)|(?P<last>[去前]年|上一?年|头一?年|前一年)")
_LOOKS_BACK = re.compile(r"20\d\d年(?:度|[^,。]{0,20}(?:总结|述职|报告|公报|盘点))")
"""A title by which its year is over for those who ask: 去年 is then the year of the title."""
_BOTH = re.compile(r"(?:这|近|前后)?两年|(?:19|20)\d{2}年?(?:和|与|跟|、|到|至)(?:19|20)?\d{2}年?")
_EACH = re.compile(r"分别|各(?:是|有|为|自|多少|几|计划|发展)|各[^,。?]{0,6}(?:多少|几)")
_WHICH = re.compile(r"哪一?年[^,。?]{0,16}?(?P<how>[多少高低长短大小])(?:一?些|点)?(?=[?,。]|$)")
_APART = re.compile(r"相?差(?:了|距)?(?:多少|几)|还差(?:多少|几)")
_MOST = re.compile(r"最[高低多少长短大小]的")
_OF_ASKING = re.compile(r"[这近前后]*两年|各.?|分别|[最至]少|[最至]多|上限|下限|实际|次数|人数|数量")
_SHORT = re.compile(r"(?<![\d.])(?P<digits>\d{2})年(?!以[上下内]|[内期限制龄]|多(?![多少几了])|党龄)")
_LABEL = re.compile(r"^[(]?[\d一二三四五六七八九十]+[)、.．]\s*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
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
    if not (is_changed(text) or _APART.search(text) or _WHICH.search(text) or _EACH.search(text) or TURN.match(text)):
        return None
    if TURN.match(text):  # the same is asked twice
        question = replace(question, slots=question.slots[:1])
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
        ids = tuple(dict.fromkeys((*of_place, *(ids or ()))))  # a bulletin may name its place in the text alone
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
    if (given := _given(question)) is not None:
        return _against(question, group, years, given)
    before, after = (_best(list(_of_year(question, group, year))) for year in years)
    if before is None or after is None:
        return None
    parallel = before.words == after.words and before.unit == after.unit
    alone = len(group) > 1 and before.book is after.book  # what one document tells, it was asked for by itself
    return Pair(*years, before, after) if parallel and not alone else None


def _given(question: Question) -> Quantity | None:
    """Return the one figure that the question states of one of its years (去年要材料214次,今年少多少次), or None."""
    said = [q for q in find_quantities(question.text) if q.value and q.unit not in {"", "年"} and not q.ordinal]
    return said[0] if len(said) == 1 and question.text[said[0].span.start].isdigit() else None


def _against(question: Question, group: Sequence[Book], years: tuple[int, int], given: Quantity) -> Pair | None:
    """Return the figure that the question states with the other year's: stated in its paragraph, of the same noun."""
    found: list[Pair] = []
    for book in group if len(group) == 1 else ():
        alike = [
            (s, q) for s in book.sentences if not s.furniture for q in find_quantities(s.text) if q.unit == given.unit
        ]
        for (s, q), (other, figure) in permutations(alike, 2):
            if q.value != given.value or figure.value in {None, given.value} or other.paragraph != s.paragraph:
                continue
            own, others = _year_at(book, s, q.span.start), _year_at(book, other, figure.span.start)
            if {own, others} != set(years) or not _shares_noun(question, _clause(s, q), _clause(other, figure)):
                continue
            one = Stated(book, s.span, q.value or 0.0, q.unit, 1.0, frozenset())
            two = Stated(book, other.span, figure.value or 0.0, figure.unit, 1.0, frozenset())
            found.append(Pair(*years, one, two) if own == years[0] else Pair(*years, two, one))
    return found[0] if len(found) == 1 else None


def _clause(sentence: Sentence, figure: Quantity) -> str:
    return re.split("[,;:。]", sentence.text[: figure.span.start])[-1]


def _shares_noun(question: Question, *texts: str) -> bool:
    nouns = [word for word, tag in tokenize(question.text) if tag[:1] == "n" and len(word) > 1]
    return any(all(noun in text for text in texts) for noun in nouns)


def _years(question: Question, group: Sequence[Book]) -> tuple[int, int] | None:
    """Return the two years that the question compares, in order; those of 今年 and 去年 are told by the documents."""
    titled = sorted({year for book in group if (year := title_year(book.document.card)) is not None})
    newest = titled[-1] if titled else max((book.document.card.year or 0 for book in group), default=0)
    newest = newest or UNDATED
    short = {2000 + int(hit["digits"]) for hit in _SHORT.finditer(question.text)}
    named = {*question.years, *(year for year in short if newest - FARTHEST <= year <= newest + 1)}
    hits = list(_YEAR.finditer(question.text))
    if any(hit["this"] for hit in hits):
        named.add(newest)
    last = [hit for hit in hits if hit["last"]]
    if last:
        named.add(max(question.years) - 1 if question.years and not any(h["this"] for h in hits) else newest - 1)
        if len(last) > 1 or any(hit.group() == "前年" for hit in last):  # 去年比头一年
            back = 0 if any(_LOOKS_BACK.search(b.title) for b in group if title_year(b.document.card) == newest) else 1
            named = {newest - back, newest - back - 1}
        if len(named) == 1:  # 比去年多几名, of this year's document
            named.add(newest)
    if len(named) < 2 and _BOTH.search(question.text) and len(titled) == 2:
        named |= set(titled)
    return (min(named), max(named)) if len(named) == 2 else None


def _best(stated: Sequence[Stated]) -> Stated | None:
    """Return the figure that is met best, when no other value is met as well."""
    if not stated:
        return None
    first = max(stated, key=lambda one: one.met)
    others = [one.met for one in stated if (one.value, one.unit) != (first.value, first.unit)]
    return first if first.met >= max(others, default=0.0) + AHEAD else None


def _of_year(question: Question, group: Sequence[Book], year: int) -> Iterator[Stated]:
    """Yield the figures that the documents state of the matter for a year."""
    terms = [term for term in matter_of(question) if not _OF_ASKING.fullmatch(term.text)]
    if question.speech:
        terms = [term for term in terms if term.text not in {"讲话", "领导"}]
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
    own = _LABEL.sub("", text).rstrip("。;")
    above, end = leading(candidate).replace(own, ""), 0  # the heading of a point may be the point itself
    if TOGETHER.search(question.text):
        of_year = _year_at(book, sentence, len(text)) == year
        bare = replace(question, terms=tuple(terms))
        for result in products(bare, candidate) if of_year else ():
            words = frozenset(term.text for term in terms if match(term.text, f"{above} {text}") >= KEY_LEAST)
            yield Stated(book, sentence.span, result.value, result.unit, 1.0, words, result.working)
        return
    changed = changes(text)
    left = {move.before.span for move in moves(text)}  # 由16小时调整为12小时: sixteen is of before
    for change in changed:
        yield from _undone(question, terms, book, sentence, change, year)
    for figure in find_quantities(text):
        lead = re.split("[;。]", text[end : figure.span.start])[-1] + re.split("[,;。、]", text[figure.span.end :])[0]
        before, end = text[:end], figure.span.end
        if figure.value is None or not figure.unit or figure.ordinal or not agrees(question, figure):
            continue
        of_before = figure.span in left and not _YEAR.search(text[: figure.span.start])
        if of_before or any(figure.span == change.by.span for change in changed):
            continue
        if _year_at(book, sentence, figure.span.start) != year or (
            _MOST.search(lead) and not _MOST.search(question.text)
        ):
            continue
        _, inside, part = lead.partition("其中")
        if inside and max(match(term.text, part) for term in terms) < KEY_LEAST:
            continue  # of some of it only
        if stated := _stated(terms, lead, f"{before} {above}"):
            met, words = stated
            yield Stated(book, sentence.span, figure.value, figure.unit, met, words)


def _undone(
    question: Question, terms: Sequence[Term], book: Book, sentence: Sentence, change: Change, year: int
) -> Iterator[Stated]:
    """Yield the figure of the earlier year that a later one is compared with (91.3%,比2024年提高2.8个百分点: 88.5%)."""
    now, by, text = change.now, change.by, sentence.text
    own = _year_at(book, sentence, now.span.start)
    earlier = int(change.year[:4]) if change.year[:1].isdigit() else own - 1
    if earlier != year or not compatible(now.unit, by.unit) or not agrees(question, now):
        return
    if stated := _stated(
        terms, re.split("[;。,]", text[: now.span.start])[-1], f"{text[: now.span.start]} {book.title}"
    ):
        met, words = stated
        first, less = now.value or 0.0, by.value or 0.0
        value = round(first - less if change.risen else first + less, 6)
        working = f"{plain(first)} {'−' if change.risen else '+'} {plain(less)} = {plain(value)}"
        yield Stated(book, sentence.span, value, now.unit, met, words, working)


def _stated(terms: Sequence[Term], lead: str, before: str) -> tuple[float, frozenset[str]] | None:
    """Return how well a figure's own words, and less so those before, meet the matter, with the words met."""
    own = {term: match(term.text, lead) for term in terms}
    led = {term: max(own[term], LED * match(term.text, before)) for term in terms}
    met = sum(term.weight * led[term] for term in terms) / sum(term.weight for term in terms)
    key = max(led[term] for term in strongest(terms)) >= KEY_LEAST and max(own.values()) > 0.0
    heavy = TELLING * max(term.weight for term in terms)
    words = frozenset(term.text for term in terms if led[term] >= MET_LEAST and term.weight >= heavy)
    return (met, words) if met >= MET_LEAST and key else None


def _year_at(book: Book, sentence: Sentence, at: int) -> int:
    """Return the year of what stands at a place of a sentence: named last before it, else by its paragraph or the title."""
    card = book.document.card
    own = title_year(card) or card.year or UNDATED
    hits = list(_YEAR.finditer(sentence.text[:at]))[-1:]
    for higher in (book.paragraph(sentence)[0].text, book.heading_path(sentence)):
        hits = hits or list(_YEAR.finditer(higher))[:1]
    if not hits:
        return own
    if hits[0]["year"]:
        return int(hits[0]["year"])
    return own - (2 if hits[0].group() == "前年" else bool(hits[0]["last"]))


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
            around = f"{name} {title_block(book)} {above(table)}"
            if any(noun[:2] not in around and match(noun, around) < 1.0 for noun in nouns_of(question)):
                continue  # 社区满意率 is no 对方支部满意率, 党费 no 联建经费
            if stated := _stated(terms, name, book.title):
                yield Stated(book, row.span, float(cell["number"]), counted, *stated)


def _draft(question: Question, pair: Pair) -> Draft:
    text, before, after = question.text, pair.before, pair.after
    early, late = _called(pair.early), _called(pair.late)
    unit = "个百分点" if after.unit == "%" else after.unit
    gap = plain(round(abs(after.value - before.value), 6))
    said, short = "", None
    kind: Kind = "compare"
    if (which := _WHICH.search(text)) and before.value != after.value:
        short = late if (after.value > before.value) is (which["how"] in "多高长大") else early
        said = f"**{short}**更{which['how']}。"
    elif gap != "0" and (is_changed(text) or _APART.search(text)):
        high, low = max(before.value, after.value), min(before.value, after.value)
        word = "多" if after.value > before.value else "少"
        said = f"**{late}**比{early}{word}**{gap}{unit}**（{plain(high)} − {plain(low)} = {gap}）"
        short, kind = f"{gap}{unit}", "compute"
    lines = [_line(question, year, one) for year, one in ((early, before), (late, after))]
    if said:
        quotes = tuple(quote for line in lines for quote in line.quotes)
        lines.insert(0, Statement(said, quotes, computed=tuple(_NUMBER.findall(said))))
    documents = tuple(dict.fromkeys((before.book.document.id, after.book.document.id)))
    return Draft("answered", kind, tuple(lines), short=short, confidence=0.7, documents=documents)


def _called(year: int) -> str:
    return {UNDATED: "今年", UNDATED - 1: "去年"}.get(year, f"{year}年")


def _line(question: Question, year: str, stated: Stated) -> Statement:
    quote = Quote(stated.book.document, stated.span)
    working = f"（{stated.working}）" if stated.working else ""
    told = f"- {year}：**{plain(stated.value)}{stated.unit}**{working}"
    source = say("according", question.language, label=label(quote.document)).rstrip("：: ")
    said = f"{told}，{source}：“{' '.join(quote.text.split())}”"
    return Statement(said, (quote,), computed=tuple(_NUMBER.findall(told)))
