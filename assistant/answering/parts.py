"""Parts of a whole that one sentence lists with their figures: what they make together, and what is left for the rest.

一等奖3名、二等奖6名 makes nine; 资金1460万元,其中市里1100万元,其余由区里配套 leaves 360 for the district. The words of
the sentence decide, not the reader, which finds no figure there; so all of it must be said in so many words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.aligned import CONTEXT_LEAST
from assistant.answering.compute import ALIKE, ROUGH, plain
from assistant.answering.matter import agrees, counts_noun
from assistant.deciding import judge, passes_locks
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.quantities import PEOPLE, Quantity, compatible, find_quantities
from assistant.question.model import Question
from assistant.question.sides import find_sides
from assistant.question.terms import coverage, match, tokenize
from assistant.question.words import load_words
from assistant.scoping import Scope
from assistant.weighing import strongest
from corpus.model import Span

READ = 12  # sentences, best first, that may list the parts
BESIDE = 3  # sentences on either side, one of which may be what is asked about rather than the list
AHEAD = 0.05  # of the question's weight that a list must hold more than any other, to be the one that is meant
CLAIM_LEAST = 0.6  # how well the name of a part must meet what is asked about
_NAME = re.compile(r"(?P<mark>[、,]|和|及|以及)(?P<name>[^\d、,;:。]{1,14})")
_FIRST = re.compile(r"[^\d、,;:。]{1,24}$")
_INSIDE = re.compile(r"其中|包括|含|如|例如|比如")
_ALL = re.compile(r"(?:[总一]?共|合计|总计|共计|总额|总投资)(?:[为是达需有计]|需要|投入|安排)*$")
_PERSONS = re.compile(r"个人|人员|人$")
_REST = re.compile(r"[,;](?:其余|剩余|余下|剩下|其它|其他)(?:的|部分|资金)*(?P<what>[^,;。\d]{1,16})(?=[,;。]|$)")
_BY = re.compile(r"(?:增加|减少|增长|提高|下降|[增减升降])[了]?$")
"""What leads a distance from another time, which is no part of a whole."""
_SHORT = 2  # characters that a word must have to tell something


@dataclass(frozen=True, slots=True)
class Result:
    """A figure that was worked out: its value and unit, the working, and the sentence with the operands.

    ``also`` are the spans of other sentences of its document that state an operand.
    """

    candidate: Candidate
    value: float
    unit: str
    working: str
    hedge: str = ""
    also: tuple[Span, ...] = ()


def listed(question: Question, scope: Scope, finder: Finder) -> Result | None:
    """Return what the parts that one sentence lists make together; None when none or several lists may be meant."""
    put = find_sides(question)
    found: list[tuple[float, Result]] = []
    for candidate in locked(question, scope, finder):
        for run in _runs(candidate.sentence.text, inside=put is not None):
            parts = _claimed(run, put.names) if put else [part for part in run if _is_named(question, part, run)]
            if not put and not parts and _is_of_all(question, candidate, run):
                parts = list(run)
            if not counts_noun(question, candidate.sentence.text):
                continue
            if put is None and not all(agrees(question, figure) for _, figure in parts):
                continue
            if len(parts) > 1 and (result := _sum(candidate, parts, kinds=put is not None)):
                found.append((coverage(question.terms, candidate.sentence.text), result))
    found.sort(key=lambda entry: -entry[0])
    alone = len(found) == 1 or (len(found) > 1 and found[0][0] >= found[1][0] + AHEAD)
    return found[0][1] if alone and speaks(question, scope, found[0][1].candidate) else None


def rest_of(question: Question, scope: Scope, finder: Finder) -> Result | None:
    """Return what a whole leaves for the rest that is asked about (其余由区里配套), when the sentence gives it no figure."""
    for candidate in locked(question, scope, finder):
        text = candidate.sentence.text
        rest = _REST.search(text)
        if rest is None:
            continue
        if not speaks(question, scope, candidate):
            continue
        words = [word for word, tag in tokenize(rest["what"]) if _tells(word) and tag[:1] != "v"] or [rest["what"]]
        if min(match(word, question.text) for word in words) < CLAIM_LEAST:
            continue
        figures = [q for q in _figures(text) if q.span.end <= rest.start()]
        inside = next((hit.end() for hit in re.finditer(r"其中", text[: rest.start()])), None)
        summed = next((q for q in figures if _ALL.search(text[: q.span.start])), None)
        if inside is None and summed is not None:
            inside = summed.span.end
        whole = [q for q in figures if inside is not None and q.span.end <= inside][-1:]
        parts = [q for q in figures if inside is not None and q.span.start >= inside]
        if not whole or not parts or {q.unit for q in (*whole, *parts)} != {whole[0].unit}:
            continue
        values = [q.value or 0.0 for q in (*whole, *parts)]
        left = values[0] - sum(values[1:])
        if left > 0 and not any(ROUGH.search(q.span.of(text)) for q in (*whole, *parts)):
            working = f"{' − '.join(map(plain, values))} = {plain(left)}"
            return Result(candidate, left, whole[0].unit, working)
    return None


def is_part(question: Question, text: str, at: int) -> bool:
    """Say whether the figure at place `at` of folded `text` is one of a list of which the question names several."""
    for run in _runs(text):
        named = [part for part in run if _is_named(question, part, run)]
        if len(named) > 1 and any(figure.span.start <= at < figure.span.end for _, figure in run):
            return True
    return False


def _is_named(question: Question, part: tuple[str, Quantity], run: Sequence[tuple[str, Quantity]]) -> bool:
    """Say whether the question names a part by a word that no other part of the list has (主会场, 分会场)."""
    others = " ".join(name for name, _ in run if name != part[0])
    name = part[0].rpartition("由")[2]  # of 评委由专家5人和群众代表4人组成 the first part is 专家
    words = [word for word, tag in tokenize(name) if _tells(word) and tag[:1] != "v"]
    return any(word in question.text and word not in others for word in words)


def locked(
    question: Question,
    scope: Scope,
    finder: Finder,
    *,
    of: Question | None = None,
    rows: bool = False,
    dated: bool = True,
) -> list[Candidate]:
    """Return the best sentences that are of all that the question names, whatever the reader says of them.

    They are those found for `of`, of which `question` may be without the years. Rows of tables only where `rows`; with
    `dated` they are of the year that 今年 or 去年 means.
    """
    best = finder.candidates(of or question, scope)[:READ]
    found = [c for c in best if not (c.sentence.heading or c.sentence.furniture or (c.is_row and not rows))]
    within = scope if dated else replace(scope, meant={})
    return [c for c in found if passes_locks(question, within, c)]


def speaks(question: Question, scope: Scope, candidate: Candidate) -> bool:
    """Say whether a sentence speaks of the matter of the question: by the words in and above it, or as it is judged."""
    return candidate.context >= CONTEXT_LEAST or judge(question, scope, candidate).holds


def _tells(word: str) -> bool:
    return len(word) >= _SHORT and word not in load_words("stopwords")


def _figures(text: str) -> list[Quantity]:
    return [q for q in find_quantities(text) if q.value is not None and q.unit and not q.ordinal]


def _runs(text: str, *, inside: bool = False) -> list[list[tuple[str, Quantity]]]:
    """Return the lists of folded `text`: parts in a row, each a name with its figure and nothing else.

    Those that are led as parts of a whole (其中) only when `inside`.

    Between commas the names must end alike (一等奖3名,二等奖6名), as 检查支部40个,发现问题15个 lists no parts of a whole.
    """
    figures = _figures(text)
    runs: list[list[tuple[str, Quantity]]] = []
    marks = ""
    for at, figure in enumerate(figures):
        name = _NAME.fullmatch(text[figures[at - 1].span.end : figure.span.start]) if at else None
        joined = name is not None and (name["mark"] != "," or (runs[-1][-1][0][-1:] == name["name"][-1:]))
        if name is not None and joined and marks in {"", name["mark"]} and not _INSIDE.match(name["name"]):
            runs[-1].append((name["name"], figure))
            marks = name["mark"] if name["mark"] in {"、", ","} else marks
            continue
        first = _FIRST.search(text[: figure.span.start])
        runs.append([(first.group() if first else "", figure)])
        marks = ""
    if inside:
        runs = [[(_INSIDE.split(run[0][0])[-1], run[0][1]), *run[1:]] for run in runs]
    return [
        run
        for run in runs
        if len(run) > 1 and run[0][0] and not _INSIDE.search(run[0][0]) and not any(_BY.search(name) for name, _ in run)
    ]


def _claimed(run: Sequence[tuple[str, Quantity]], names: Sequence[str]) -> list[tuple[str, Quantity]]:
    """Return the parts that the sides of the question name (支部和个人: all persons are 个人); none when a side has none."""
    claims = [
        [
            part
            for part in run
            if any(match(word, part[0]) >= CLAIM_LEAST for word in _heads(name))
            or (_PERSONS.search(name) and part[1].unit in PEOPLE)
        ]
        for name in names
    ]
    claimed = [part for part in run if any(part in claim for claim in claims)]
    return claimed if all(claims) else []


def _heads(name: str) -> list[str]:
    """Return the word that a side ends in, which is what it is of."""
    return [word for word, _ in tokenize(name) if _tells(word) or word == name][-1:]


def _is_of_all(question: Question, candidate: Candidate, run: Sequence[tuple[str, Quantity]]) -> bool:
    """Say whether all of a list is asked about: by what stands before it or above it, and no part by its own name."""
    names = [name[-3:] for name, _ in run]
    if any(name in question.text for name in names):
        return False
    book, text = candidate.book, candidate.sentence.text
    above = book.heading_path(candidate.sentence)
    counted = " ".join(f"{slot.counted} {slot.unit}" for slot in question.slots)
    strong = [term.text for term in strongest(question.terms) if term.text not in counted]
    before = book.before(candidate.sentence)
    opens = before is not None and text.startswith(run[0][0])  # 初赛考基础。单选40题、多选20题
    lead = f"{above} {before.text if before is not None and opens else ''}{text[: run[0][1].span.start]}"
    met = [word for word in strong if match(word, lead) >= CLAIM_LEAST]
    order = candidate.sentence.order
    beside = " ".join(s.text for s in book.sentences[max(0, order - BESIDE) : order + BESIDE + 1] if s.order != order)
    return bool(met) and not any(word in beside for word in strong if word not in met)


def _sum(candidate: Candidate, parts: Sequence[tuple[str, Quantity]], *, kinds: bool) -> Result | None:
    """Return the sum, without a unit for things and persons that the question itself puts together (`kinds`)."""
    figures = [figure for _, figure in parts]
    units = {figure.unit for figure in figures}
    alike = len(units) == 1 or any(units <= some for some in ALIKE)
    text = candidate.sentence.text
    if any(ROUGH.search(figure.span.of(text)) for figure in figures):
        return None
    if not alike and not (kinds and all(compatible(figures[0].unit, unit) for unit in units)):
        return None
    total = sum(figure.value or 0.0 for figure in figures)
    working = f"{' + '.join(plain(figure.value or 0.0) for figure in figures)} = {plain(total)}"
    return Result(candidate, total, figures[0].unit if alike else "", working)
