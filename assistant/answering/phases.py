"""What the phases of one thing make together: 第一期120人;第二期90人 makes 210 for 两期一共, told in one sentence or in a line each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.compute import ROUGH, plain
from assistant.answering.matter import agrees, matter_of, nouns_of
from assistant.described import about
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Sentence
from assistant.finding import Finder
from assistant.quantities import PEOPLE, Quantity, find_quantities
from assistant.question.bodies import stands_in
from assistant.question.model import Question
from assistant.question.operation import TOGETHER
from assistant.question.terms import match
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.numerals import CHARACTERS, read_number

MET_LEAST = 0.6  # how well a noun of the question must be met in the phases, above them, or on the card
MOST = 6
_OF = r"(?P<of>期|批|轮|阶段|场)"
_COUNTED = re.compile(rf"(?<![第\d{CHARACTERS}])(?P<count>[两二三四五六]|[2-6])个?{_OF}(?![\u3400-\u9fff]{{0,2}}工程)")
_NAMED = re.compile(rf"第(?P<number>[{CHARACTERS}\d]+){_OF}")
_TAKING_PART = frozenset(("学员", "人员", "同志"))
_VERB = re.compile(r"(?P<verb>[\u3400-\u9fff]{1,3}?)(?:了|掉|到|过)?(?:多少|几)")
_HOLDS = re.compile(
    r".?(?:一共|[合总共]计|总共|[一拢]共|起来|全算上|一块儿?|一起|下来)|.?(?:[能要会可得须想该]|打算|计划|准备|安排)?(?:[招训办开有来收报去派上学是占]|培训|轮训|参加|参训|安排|计划|容纳|名额)"
)
_EACH = re.compile(r"(?:每|各|人均|平均|不?[超少低]于?过?)[^,;。]{0,8}$")


@dataclass(frozen=True, slots=True)
class _Phase:
    """One phase with its one figure of the asked kind, and the words of its sentence without what differs by phase."""

    number: int
    sentence: Sentence
    figure: Quantity
    frame: str


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the sum over all phases that the question counts or names; None unless one thing has just so many."""
    if question.language == "en" or question.asked != "quantity" or not TOGETHER.search(question.text):
        return None
    asked = _asked(question.text)
    if asked is None or question.kind not in {"fact", "compute"}:
        return None
    of, numbers = asked
    found = [
        (book, phases)
        for book in finder.books(scope)
        for phases in _runs(question, book, of)
        if [phase.number for phase in phases] == numbers and _is_of_it(question, scope, book, phases)
    ]
    return _draft(question, *found[0]) if len(found) == 1 else None


def _asked(text: str) -> tuple[str, list[int]] | None:
    """Return what the phases are called and which are asked for, from the first on; None when folded `text` asks for none."""
    named = list(_NAMED.finditer(text))
    numbers = sorted({read_number(hit["number"].replace("两", "二")) or 0 for hit in named})
    if len(numbers) > 1 and len({hit["of"] for hit in named}) == 1:
        return named[0]["of"], numbers
    counted = None if named else _COUNTED.search(text)
    count = read_number(counted["count"].replace("两", "二")) if counted else None
    return (counted["of"], list(range(1, count + 1))) if counted and count else None


def _runs(question: Question, book: Book, of: str) -> Iterator[list[_Phase]]:
    """Yield the phases of each thing of a document in order: those of one sentence, or of lines that are worded alike."""
    runs: dict[str, list[_Phase]] = defaultdict(list)
    for sentence in book.sentences:
        if not sentence.furniture and not sentence.heading:
            for phase in _phases(question, sentence, of):
                runs[phase.frame].append(phase)
    for phases in runs.values():
        phases.sort(key=lambda phase: phase.number)
        if len({phase.number for phase in phases}) == len(phases) <= MOST:
            yield phases


def _phases(question: Question, sentence: Sentence, of: str) -> Iterator[_Phase]:
    text = sentence.text
    hits = [hit for hit in _NAMED.finditer(text) if hit["of"] == of]
    for at, hit in enumerate(hits):
        end = hits[at + 1].start() if at + 1 < len(hits) else len(text)
        part = re.split("[;。]", text[hit.end() : end])[0]
        own = [q for q in find_quantities(part) if q.value and q.unit not in {"", "日"} and agrees(question, q)]
        own = [q for q in own if not _EACH.search(part[: q.span.start]) and not ROUGH.search(q.span.of(part))]
        number = read_number(hit["number"].replace("两", "二"))
        if len(own) == 1 and number:
            alone = re.sub(rf"[\d{CHARACTERS}]+", "N", text)  # lines that differ by day and number are of one thing
            yield _Phase(number, sentence, own[0], alone if len(hits) == 1 else text)


def _is_of_it(question: Question, scope: Scope, book: Book, phases: list[_Phase]) -> bool:
    """Say whether the phases are of what the question names; those who take part need no name."""
    sentences = {phase.sentence.order: phase.sentence for phase in phases}.values()
    said = " ".join(f"{book.heading_path(s)} {s.text}" for s in sentences)
    around = f"{about(book)} {book.title} {said}"
    persons = all(phase.figure.unit in PEOPLE for phase in phases)
    verb = _VERB.search(question.text)
    if verb is not None and not _HOLDS.fullmatch(verb["verb"]) and match(verb["verb"], said) < 1.0:
        return False  # 两期淘汰了多少人 asks for others
    matter = {term.text for term in matter_of(question)}
    counted = _TAKING_PART.intersection(slot.counted for slot in question.slots) if persons else ()
    return (
        all(noun in counted or match(noun, around) >= MET_LEAST for noun in nouns_of(question) if noun in matter)
        and all(name in around or name in book.folded[:200] for name in scope.wanted)
        and all(stands_in(body, around) for body in question.bodies)
    )


def _draft(question: Question, book: Book, phases: list[_Phase]) -> Draft:
    document = book.document
    values = [phase.figure.value or 0.0 for phase in phases]
    working = f"{' + '.join(map(plain, values))} = {plain(sum(values))}"
    short = f"{plain(sum(values))}{phases[0].figure.unit}"
    quotes = tuple(Quote(document, span) for span in dict.fromkeys(phase.sentence.span for phase in phases))
    told = "".join(f"“{' '.join(quote.text.split())}”" for quote in quotes)
    line = Statement(
        f"**{short}**（{working}）\n\n{say('according', question.language, label=label(document))}{told}",
        quotes,
        computed=tuple(re.findall(r"\d+(?:\.\d+)?", f"{short} {working}")),
    )
    return Draft("answered", "compute", (line,), short=short, confidence=0.7, documents=(document.id,))
