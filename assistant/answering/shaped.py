"""A list known by its shape: three things that each hold the quoted sign (三个“定”, 四个带“规”的), or so many characters.

The sign and the number tell the run wherever it stands; the other words of the question only choose among several.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering import referred, tree
from assistant.deciding import judge, meets_subject, passes_locks
from assistant.described import meets
from assistant.draft import Draft, Quote, Statement
from assistant.enumerations import find_enumerations
from assistant.evidence import Book, Candidate, Sentence
from assistant.finding import Finder
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.terms import tokenize
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Section, Span
from corpus.numerals import read_number

_MEASURE = r"[个种条样项句类组大]*"
_SIGN = r"“(?P<sign>[\u3400-\u9fff]{1,2})”"
_ASKED = (
    re.compile(
        rf"(?<!第)(?P<n>[二两三四五六七八九十]|几|\d){_MEASURE}(?:词|字)?(?P<holds>都?(?:带|含|有))?(?:的|着)?{_SIGN}(?P<after>[\u3400-\u9fff]*)"
    ),
    re.compile(
        rf"(?:带|含|有|以){_SIGN}字?(?P<place>打头|开头|起头|结尾|收尾)?的?(?:是|有)?(?:那|这|哪)?(?P<n>{frames.NUMERAL}|几)?{_MEASURE}(?=词|字|短语|说法|$|[?,是])"
    ),
    re.compile(rf"{_SIGN}字?(?P<place>打头|开头|起头|结尾|收尾)的?(?:那|这|哪)?(?P<n>{frames.NUMERAL}|几)?{_MEASURE}"),
)
_CHARACTERS = re.compile(rf"(?:哪|靠|用|凭)[^,。?]{{0,2}}?(?P<n>{frames.NUMERAL})个?字")
_BY = frozenset({"通过", "以", "靠", "用", "按照", "按", "凭"})
_MARK = re.compile(r"[的了和与及等地,;:。、!?”]")
LEAST_GLUED = 3  # words that run on without a mark (定人定岗定责), when the question does not say how many
LONGEST_WORD = 4  # characters of a word that ends in the sign and opens an item (获得感成色更足)
LONGEST_CUT = 6  # characters of the items by whose make the first and the last are cut
LONGEST_CLAUSE = 14  # characters of clauses in a row that are told as members
MET_LEAST = 0.15  # of the weight of the other words, which the sentence and what stands around it hold
FREE_LEAST = 0.3  # the same when no number is given
READ = 3  # sentences in which so many characters are looked for
TRUST_LEAST = 0.6
OWN_LEAST = 0.6  # of the weight of the question in a sentence that the reader does not read so


@dataclass(frozen=True, slots=True)
class _Shape:
    sign: str
    count: int | None
    place: str


@dataclass(frozen=True, slots=True)
class _Shaped:
    book: Book
    sentence: Sentence
    items: tuple[Span, ...]
    met: float


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the one run that has the shape asked for; None when none or several have it."""
    if question.language == "en" or question.kind in {"yesno", "compare", "compute", "documents"}:
        return None
    if shape := _find_shape(question.text):
        found = [
            _Shaped(book, sentence, items, _met(question, shape, book, sentence))
            for book in finder.books(scope)
            for sentence in book.sentences
            if not sentence.furniture and shape.sign in sentence.text and _is_in_part(question, book, sentence.span)
            if (items := _items(shape, sentence.text))
            and meets_subject(question, scope, Candidate(book, sentence, 0, 0, 0))
        ]
        if not found and (headed := _headings(question, shape, scope, finder)):
            return headed
        found.sort(key=lambda one: -one.met)
        least = FREE_LEAST if shape.count is None and len(found) > 1 else MET_LEAST
        sure = shape.count is not None and scope.documents is not None and len(found) == 1
        if not found or (found[0].met < least and not sure) or (len(found) > 1 and found[1].met >= found[0].met):
            return None
        return _draft(question, found[0])
    return _of_characters(question, scope, finder)


def _is_in_part(question: Question, book: Book, span: Span) -> bool:
    """Say whether `span` lies in the numbered piece that the question names, if it names one."""
    if question.section is None:
        return True
    part = referred.find_numbered(book.document, question.section, question)
    return part is not None and part.span.contains(span)


def _headings(question: Question, shape: _Shape, scope: Scope, finder: Finder) -> Draft | None:
    """Return the entries of the one section whose headings each hold the sign, as many as are asked for."""
    found: list[tuple[Book, Section]] = []
    for book in finder.books(scope):
        for section in book.document.sections:
            titles = [tree.wording(book.document, child) for child in book.document.children(section.index)]
            if not _is_in_part(question, book, section.span):
                continue
            if len(titles) > 1 and shape.count == len(titles) and all(_holds(shape, title) for title in titles):
                found.append((book, section))
    if len(found) != 1 or scope.documents is None:
        return None
    return tree.below(found[0][0].document, found[0][1], language=question.language)


def lacks_sign(question: Question, items: Sequence[str]) -> bool:
    """Say whether things that hold a sign are asked for (三个“定”) and one of `items` does not hold it; or so many characters."""
    asked = _CHARACTERS.search(question.text)
    if asked and read_number(asked["n"]) != sum(len(_bare(item)) for item in items):
        return True
    shape = _find_shape(question.text)
    return shape is not None and not all(_holds(shape, item) for item in items)


def _find_shape(text: str) -> _Shape | None:
    for pattern in _ASKED:
        if hit := pattern.search(text):
            if (after := hit.groupdict().get("after")) and tokenize(after)[0][1][:1] == "n":
                continue  # 几个“四强”党支部 counts the branches
            said = hit["n"]
            count = read_number(said.replace("两", "二")) if said and said != "几" else None
            place = (hit.groupdict().get("place") or "")[:1]
            if count != 1:
                return _Shape(
                    hit["sign"], count, {"打": "start", "开": "start", "起": "start"}.get(place, "end" if place else "")
                )
    return None


def _items(shape: _Shape, text: str) -> tuple[Span, ...]:
    """Return the members of the first run of folded `text` that each hold the sign, as many as are asked for."""
    for run in find_enumerations(text):
        items = tuple(run.items)
        more = re.match(rf"[”》]?[,、]{re.escape(shape.sign)}", text[items[-1].end :])  # 不甲,不乙,不丙 of four
        if not more and shape.count in {None, len(items)} and all(_holds(shape, item.of(text)) for item in items):
            return _words(shape, text, items)
    if clauses := _clauses(shape, text):
        return clauses
    sign, size = re.escape(shape.sign), len(shape.sign) + 1
    found: list[tuple[int, tuple[Span, ...]]] = []
    for pattern in (rf"(?:[\u3400-\u9fff]{sign})+", rf"(?:{sign}[\u3400-\u9fff])+"):
        for hit in re.finditer(pattern, text):
            words = tuple(Span(at, at + size) for at in range(hit.start(), hit.end(), size))
            enough = len(words) == shape.count if shape.count else len(words) >= LEAST_GLUED
            if enough and len(words) > 1 and len({word.of(text) for word in words}) == len(words):
                ends = _MARK.match(text[hit.end() : hit.end() + 1] or ",") is not None
                found.append((ends - 2 * bool(_MARK.search(hit.group())), words))
    return max(found, key=lambda one: one[0], default=(0, ()))[1]


def _clauses(shape: _Shape, text: str) -> tuple[Span, ...]:
    """Return as many short clauses in a row as are asked for, none more, that all begin or all end with the sign."""
    for at_start in (True, False):
        run: list[Span] = []
        for hit in (*re.finditer("[^,、;:。!?]+", text), None):
            clause = hit.group() if hit else ""
            held = clause.startswith(shape.sign) if at_start else clause.endswith(shape.sign)
            if hit and held and len(clause) <= LONGEST_CLAUSE:
                run.append(Span(*hit.span()))
                continue
            if len(run) == shape.count and len(run) >= LEAST_GLUED:
                return tuple(run)
            run = []
    return ()


def _holds(shape: _Shape, item: str) -> bool:
    bare = item.strip("“”《》")
    if shape.place == "start":
        return bare.startswith(shape.sign)
    return bare.endswith(shape.sign) if shape.place == "end" else shape.sign in bare


def _words(shape: _Shape, text: str, items: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the items as they are asked for: the words that the sign closes when it only opens them (获得感 of 获得感成色更足),
    and the first and last cut to the make of those between (各领域、各系统、各战线|奋战).
    """
    places = [item.start + item.of(text).find(shape.sign) for item in items]
    ends = [at + len(shape.sign) for at in places]
    sizes = {end - item.start for end, item in zip(ends[1:], items[1:], strict=True)}
    opens = all(
        len(shape.sign) < end - item.start < item.end - item.start
        for end, item in zip(ends[1:], items[1:], strict=True)
    )
    if opens and len(sizes) == 1 and not shape.place and max(sizes) <= LONGEST_WORD:
        return tuple(Span(end - max(sizes), end) for end in ends)
    middle = items[1:-1] or items[:1]
    before, size = (
        {place - item.start for place, item in zip(places, items, strict=True) if item in middle},
        {len(i) for i in middle},
    )
    if len(before) != 1 or len(size) != 1:
        return items
    lead, length = before.pop(), size.pop()
    cut = [Span(place - lead, place - lead + length) for place in places]
    if length > LONGEST_CUT:
        return items
    first = cut[0] if cut[0].end == items[0].end and cut[0].start > items[0].start else items[0]
    last = cut[-1] if cut[-1].start == items[-1].start and cut[-1].end < items[-1].end else items[-1]
    return (first, *items[1:-1], last)


def _met(question: Question, shape: _Shape, book: Book, sentence: Sentence) -> float:
    """Return the share of the question's other words that the sentence, its paragraph and its headings hold."""
    terms = [t for t in question.terms if not t.entity and shape.sign not in t.text]
    total = sum(term.weight for term in terms)
    around = " ".join(other.text for other in book.by_paragraph[sentence.paragraph])
    said = f"{book.heading_path(sentence)} {around}"
    own = sum(t.weight for t in terms if meets(t.text, sentence.text))
    near = sum(t.weight for t in terms if meets(t.text, said))
    return (0.6 * own + 0.4 * near) / total if total else 1.0


def _of_characters(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the word of as many characters as are asked for (靠哪三个字: 学查改), which the best sentence has once."""
    asked = _CHARACTERS.search(question.text)
    count = read_number(asked["n"]) if asked else None
    if not count or count < 2:
        return None
    for candidate in finder.candidates(question, scope)[:READ]:
        read = (candidate.trust or 0.0) >= TRUST_LEAST and judge(question, scope, candidate).holds
        if not passes_locks(question, scope, candidate) or not (read or candidate.own >= OWN_LEAST):
            continue
        text = candidate.sentence.text
        found = [hit.span("run") for hit in re.finditer(r"“(?P<run>[^“”]+)”", text) if len(_bare(hit["run"])) == count]
        found += _coined(text, count)
        if len({text[start:end] for start, end in found}) == 1:
            start, end = found[0]
            return _draft(question, _Shaped(candidate.book, candidate.sentence, (Span(start, end),), 1.0))
    return None


def _bare(text: str) -> str:
    return re.sub(r"[^\u3400-\u9fff]", "", text)


def _coined(text: str, size: int) -> list[tuple[int, int]]:
    """Return the words of `size` characters, in no dictionary, that stand between 通过 or 以 and what is done so (通过学查改抓实)."""
    import rjieba

    words = list(rjieba.tag(text))
    starts = [sum(len(word) for word, _ in words[:at]) for at in range(len(words))]
    found: list[tuple[int, int]] = []
    for at, (word, tag) in enumerate(words):
        if tag != "p" or word not in _BY:
            continue
        last = next((k for k in range(at + 3, len(words)) if starts[k] - starts[at + 1] >= size), None)
        inside = words[at + 1 : last] if last else []
        if (
            last
            and starts[last] - starts[at + 1] == size
            and words[last][1][:1] == "v"
            and all(t[:1] == "v" for _, t in inside)
        ):
            found.append((starts[at + 1], starts[last]))
    return found


def _draft(question: Question, found: _Shaped) -> Draft:
    document, sentence = found.book.document, found.sentence
    texts = [Span(sentence.span.start + i.start, sentence.span.start + i.end).of(document.text) for i in found.items]
    quote = Quote(document, sentence.span)
    short = "、".join(texts)
    wording = Statement(say("wording", question.language, text=" ".join(quote.text.split("\n"))), (quote,))
    if len(texts) == 1:
        head = Statement(f"**{short}**", (quote,))
        return Draft("answered", "fact", (head, wording), short=short, confidence=0.7, documents=(document.id,))
    total = say("total", question.language, count=len(texts))
    head = Statement(
        f"{say('according', question.language, label=label(document)).rstrip('：: ')}，{total}", frame=True
    )
    lines = [Statement(f"{n}. {item}", (quote,), computed=(str(n),)) for n, item in enumerate(texts, 1)]
    return Draft(
        "answered",
        "list",
        (head, *lines, wording),
        short=short,
        items=tuple(texts),
        confidence=0.75,
        documents=(document.id,),
    )
