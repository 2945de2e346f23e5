"""Points that several things earn or cost together: 承办观摩加4分 and 每篇报道加2分 make six for a branch that did both."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.compute import plain
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Sentence
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question.model import Question
from assistant.question.terms import match, tokenize
from assistant.question.words import load_words
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.numerals import read_number

MET_LEAST = 0.6  # of a thing's own words that the item must hold
AHEAD = 0.15  # how much more of them it must hold than any other item
_ASKED = re.compile(r"(?P<sign>[加扣减])(?:了|到|掉)?(?:几|多少)分|(?:几|多少)分.{0,2}(?P<late>[加扣减])")
_ITEM = re.compile(r"(?P<sign>[加扣减])(?P<points>\d+(?:\.\d+)?)分")
_PER = re.compile(r"(?:每|[缺少漏误]1)(?P<unit>人次|[人名次项个篇条件])")
_CLAUSE = re.compile(r"[^,;|]+")
_CUT = re.compile(r"[,;]?(?:又|还|并且|而且|同时|另外|以及|外加|再加上?)|、")
_COUNT = re.compile(r"(?P<number>\d+|[一二两三四五六七八九十])(?:人次|[人名次项个篇条件位堂场回])")
_CAP = re.compile(r"(?:累计|最多|最高|合计|总共)[^,;。]{0,6}?不?(?:超过?)?[^,;。\d]{0,4}(?P<most>\d+)分")
_LACKING = re.compile(r"[少缺漏误][\u3400-\u9fff]")  # 少开, 缺上: that something lacks, not what
_OTHER = {"减": "扣"}


@dataclass(frozen=True, slots=True)
class _Item:
    sentence: Sentence
    book: Book
    points: float
    per: str
    words: str


def things(question: Question) -> tuple[str, list[str]]:
    """Return the sign of the points asked for (加, 扣) and the things of which they are asked; no things when one only."""
    hit = _ASKED.search(question.text)
    if hit is None or "哪" in question.text:
        return "", []
    sign = hit["sign"] or hit["late"]
    before = question.text[: hit.start()]
    for place in question.places:
        before = before.replace(place.surface, "")
    clauses = [
        [c for c in re.split("[,;]", piece) if len(_tells(c)) > 1 or (_tells(c) and _COUNT.search(c))]
        for piece in _CUT.split(before)
    ]
    pieces = [told[-1] for told in clauses if told]
    return _OTHER.get(sign, sign), pieces if len(pieces) > 1 else []


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the points of all the things named, each of which must be one item's; None when one is not."""
    sign, named = things(question)
    if not named or question.language == "en":
        return None
    found = [draft for book in finder.books(scope) if (draft := _added(question, sign, named, book))]
    return found[0] if len(found) == 1 else None


def _added(question: Question, sign: str, named: list[str], book: Book) -> Draft | None:
    items = [item for s in book.sentences if not s.furniture for item in _items(s, book, sign)]
    if len(items) < len(named):
        return None
    chosen: list[tuple[_Item, float]] = []
    for thing in named:
        scored = sorted(((_met(thing, item, items), at) for at, item in enumerate(items)), reverse=True)
        if scored[0][0] < MET_LEAST or (len(scored) > 1 and scored[0][0] - scored[1][0] < AHEAD):
            return None
        item = items[scored[0][1]]
        count = _COUNT.search(thing)
        times = float(read_number(count["number"].replace("两", "二")) or 1) if count and item.per else 1.0
        if any(item is other for other, _ in chosen):
            return None
        chosen.append((item, times))
    total = sum(item.points * times for item, times in chosen)
    if any(float(hit["most"]) < total for s in book.sentences for hit in _CAP.finditer(s.text)):
        return None
    parts = [plain(i.points) if n == 1 else f"{plain(i.points)} × {plain(n)}" for i, n in chosen]
    working = f"{' + '.join(parts)} = {plain(total)}"
    document = book.document
    quotes = tuple(Quote(document, span) for span in dict.fromkeys(item.sentence.span for item, _ in chosen))
    short = f"{plain(total)}分"
    source = say("according", question.language, label=label(document)).rstrip("：: ")
    head = Statement(
        f"**{short}**（{working}），{source}：",
        quotes,
        computed=tuple(re.findall(r"\d+(?:\.\d+)?", f"{short}{working}")),
    )
    lines = [Statement(f"- “{' '.join(quote.text.split())}”", (quote,)) for quote in quotes]
    return Draft("answered", "compute", (head, *lines), short=short, confidence=0.7, documents=(document.id,))


def _items(sentence: Sentence, book: Book, sign: str) -> list[_Item]:
    """Return the points that a sentence gives or takes, each with its own clause where there are several."""
    clauses = [(hit, said) for said in _CLAUSE.findall(sentence.text) if (hit := _ITEM.search(said))]
    return [
        _Item(
            sentence,
            book,
            float(hit["points"]),
            per["unit"] if (per := _PER.search(said if len(clauses) > 1 else sentence.text)) else "",
            said if len(clauses) > 1 else sentence.text,
        )
        for hit, said in clauses
        if _OTHER.get(hit["sign"], hit["sign"]) == sign
    ]


def _tells(piece: str) -> list[str]:
    """Return the words of a piece that tell what was done, without counts and light words."""
    dull = load_words("stopwords") | load_words("lightwords")
    words = [word for word, tag in tokenize(fold(piece)) if tag[:1] not in {"m", "q", "p", "u", "d", "r"}]
    return [word for word in words if len(word) > 1 and word not in dull and not _LACKING.fullmatch(word)]


def _met(thing: str, item: _Item, items: list[_Item]) -> float:
    """Return the share of a thing's words that an item holds; words that all items hold tell nothing."""
    words = [word for word in _tells(thing) if not all(match(word, other.words) >= 1.0 for other in items)]
    return sum(match(word, item.words) for word in words) / len(words) if words else 0.0
