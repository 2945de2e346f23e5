"""A figure that follows from those that one sentence states: last year's, the change, the rest, the whole of equal parts.

63人,比去年同期多21人 tells last year's 42; 由11份减到4份 tells seven; 29名书记中兼职的27名 tells that two are not; 每期80人
tells two courses' 160. Nothing is worked out unless both figures stand there, and the working is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise

from assistant.answering import points
from assistant.answering.compute import plain
from assistant.answering.earlier import asked_year, changes, is_against, is_year
from assistant.answering.matter import agrees, is_of_matter, lead_of
from assistant.answering.moved import moves
from assistant.answering.parts import Result, listed, locked, rest_of
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.quantities import Quantity, compatible, find_quantities
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.operation import LEFT, NOT, SINCE, TOGETHER, is_changed
from assistant.question.terms import match, tokenize
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.numerals import read_number

NEAR = 16  # characters between the whole and its part
_NO = re.compile(r"未|没|不(?!含|包)|尚|无|非")
_REST = re.compile(r"^[^。;\d]{0,16}[,;]\s*(?:其余|剩余|余下|剩下|其他|其它)")
_SPENT = re.compile(r"(?:支出?|发放|使用|用于|用去|拨付|下拨|列支|花费|花|兑现|发)[了出]?[^,;。]{0,2}$")
_AUXILIARY = re.compile(r"[被能得完成了过掉好着有上到]")
_EACH = re.compile(
    r"每一?(?P<unit>半年|季度|月|期|批|场|次|轮|年|周|天|班|组|站|家|个|人|名|位|户|支|讲|间|处|件|项|份|队)(?P<apart>[^;。]{0,14})$"
)
_IN_A_YEAR = {"半年": 2.0, "季度": 4.0, "月": 12.0}
_YEARLY = re.compile(r"一年|全年|每年|一整年|年度")
_NAMED = re.compile(r"“?(?P<number>双?十|百|\d+|[二三四五六七八九])(?:佳|强|优|星|大)(?![\u3400-\u9fff]{0,2}[个名家])")
_HEDGE = re.compile(r"^(?:至少|不少于|不低于|不超过|约|近|超过?)")
_KINDS = {"男": "女", "女": "男"}
Working = Callable[[Question, Candidate], Iterable[Result]]


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the figure that follows from those that one supporting sentence states; None when none or several do."""
    if question.asked not in {"quantity", "percent"} or question.kind in {"yesno", "documents", "card"}:
        return None
    if added := points.answer(question, scope, finder):
        return added
    if question.language == "en":
        rest = rest_of(question, scope, finder) if len(question.slots) == 1 else None
        return _draft(question, rest) if rest else None
    together = TOGETHER.search(question.text) is not None
    asked = _of_one_figure(question) if together else question
    if len(asked.slots) == 1 and (result := rest_of(asked, scope, finder)):
        return _draft(question, result)
    if together and len(asked.slots) == 1 and (result := listed(asked, scope, finder)):
        return _draft(question, result)
    for working in _workings(asked, together=together):
        free = asked if working is _whole else replace(asked, years=(), kind="compute")
        results = [
            result
            for candidate in locked(free, scope, finder, of=asked)
            if working is not _rest or _is_of_years(asked, candidate)
            for result in working(asked, candidate)
        ]
        if results and len({(r.value, r.unit) for r in results}) == 1:
            return _draft(question, results[0])
        if results:
            return None
    return None


def _workings(question: Question, *, together: bool) -> list[Working]:
    text = question.text
    found: list[Working] = []
    if is_changed(text):
        return [_change]
    if LEFT.search(text) or NOT.search(text) or _kind_left(question):
        found.append(_rest)
    if asked_year(question):
        found.append(_previous)
    if together or _YEARLY.search(text):
        found.append(_whole)
    return found


def _of_one_figure(question: Question) -> Question:
    """Return the question without its words for a sum, and without a figure that those stand behind (几期全加起来有多少人)."""
    slots, hits = list(question.slots), list(frames.QUANTITY.finditer(question.text))
    while len(slots) > 1 and len(hits) == len(slots) and TOGETHER.match(question.text, hits[0].end()):
        del slots[0], hits[0]
    said = "|".join(hit.group() for hit in TOGETHER.finditer(question.text))
    return replace(
        question,
        slots=tuple(replace(slot, focus=TOGETHER.sub("", slot.focus)) for slot in slots),
        terms=tuple(term for term in question.terms if term.text not in said),
    )


def _figures(text: str) -> list[Quantity]:
    return [q for q in find_quantities(text) if q.value is not None and q.unit and not q.ordinal]


def _previous(question: Question, candidate: Candidate) -> Iterable[Result]:
    """Yield the asked year's figure: stated beside the later one, or told by its distance from that."""
    year, text = asked_year(question), candidate.sentence.text
    assert year is not None
    figures, document = _figures(text), candidate.document
    own = _own_year(candidate)
    for change in changes(text):
        this, by = change.now, change.by
        alike = this.unit == by.unit or (this.unit, by.unit) == ("%", "个百分点")
        if not alike or not is_against(change, year, document, own=own) or not agrees(question, this):
            continue
        if not is_of_matter(question, candidate, lead_of(text, min(this, by, key=_start), figures)):
            continue
        now, less = _values(this, by)
        value = now - less if change.risen else now + less
        working = f"{plain(now)} {'−' if change.risen else '+'} {plain(less)} = {plain(value)}"
        yield Result(candidate, value, this.unit, working)
    for move in moves(text):
        old = move.before
        stated = move.year and is_year(move.year, year, document, own=own) and agrees(question, old)
        if stated and is_of_matter(question, candidate, lead_of(text, min(old, move.now, key=_start), figures)):
            yield Result(candidate, old.value or 0.0, old.unit, "")


def _own_year(candidate: Candidate) -> int | None:
    """Return the year that a sentence is of: stated there or above it, else the one year in the title (2025年工作总结)."""
    stated = candidate.book.year_of(candidate.sentence)
    titled = set(re.findall(r"(?:19|20)\d{2}(?=年)", candidate.book.title))
    return stated if stated is not None or len(titled) != 1 else int(titled.pop())


def _is_of_years(question: Question, candidate: Candidate) -> bool:
    """Say whether the title, a heading or the sentence names the asked years, though it may speak of a later one as well."""
    text = f"{candidate.book.title} {candidate.book.heading_path(candidate.sentence)} {candidate.sentence.text}"
    return all(f"{year}年" in text or year == _own_year(candidate) for year in question.years)


def _start(quantity: Quantity) -> int:
    return quantity.span.start


def _change(question: Question, candidate: Candidate) -> Iterable[Result]:
    """Yield the distance of a figure from what it was before, when it has changed the way that is asked."""
    hit, text = is_changed(question.text), candidate.sentence.text
    assert hit is not None
    since = SINCE.search(question.text)
    if "比" in question.text and since is None:
        return  # of two matters, not of two times
    figures = _figures(text)
    for move in moves(text):
        old, new = _values(move.before, move.now)
        if move.before.unit != move.now.unit or not agrees(question, move.now) or old == new:
            continue
        if since and not _is_since(question, move.year, since["year"], candidate):
            continue
        slower = move.now.unit in {"天", "分钟", "小时", "个工作日", "工作日"} and hit["more"] == "慢"
        if (new > old) is not (slower or (hit["more"] is not None and hit["more"] != "慢")):
            continue
        if is_of_matter(question, candidate, lead_of(text, min(move.before, move.now, key=_start), figures)):
            more, less = max(old, new), min(old, new)
            unit = "个百分点" if move.now.unit == "%" else move.now.unit
            yield Result(candidate, more - less, unit, f"{plain(more)} − {plain(less)} = {plain(more - less)}")


def _is_since(question: Question, said: str, asked: str, candidate: Candidate) -> bool:
    """Say whether the year of the earlier figure is the one compared with: 上年 is before the year that is asked about."""
    if not said or asked[:1].isdigit() or not said[:1].isdigit():
        return bool(said) and (said[:4] == asked[:4] or not (said + asked)[:1].isdigit())
    before, own = int(said[:4]) + 1, candidate.document.card.year or 0
    named = [year for year in question.years if year != int(said[:4])]
    return before in named if named else before in {own, own - 1}


def _kind_left(question: Question) -> str:
    """Return the kind that is all of a whole but the asked one (女党员 for 男党员); empty when none is."""
    hit = re.search(r"(?P<kind>[男女])(?=[\u3400-\u9fff]{2})", question.text)
    return _KINDS[hit["kind"]] if hit else ""


def _rest(question: Question, candidate: Candidate) -> Iterable[Result]:
    """Yield how many of a whole are not of the kind whose number stands beside it."""
    text = candidate.sentence.text
    negated, other = NOT.search(question.text), _kind_left(question)
    what = negated["what"] if negated else other
    quantities = _figures(text)
    moved = {(m.before.span, m.now.span) for m in moves(text)}
    for whole, part in pairwise(quantities):
        between, after = text[whole.span.end : part.span.start], text[part.span.end :]
        now, kind = _values(whole, part)
        if (whole.span, part.span) in moved or not compatible(whole.unit, part.unit) or now <= kind:
            continue
        if re.search("[。;]", between) or not agrees(question, part) or _counts_another(text, whole, part):
            continue
        near = between[-8:]
        if re.search("其中|[里中]有?$", between):  # 38处,其中16处24小时开放: the part may be named behind its figure
            near = between[-8:] + re.split(r"[,;。]", after)[0][:NEAR]
        if _NO.search(near):
            continue
        if other and not (near.endswith(other) or re.search(rf"{other}[\u3400-\u9fff]{{0,4}}$", between)):
            continue
        told = bool(other) or (what and _is_told(what, near))
        if LEFT.search(question.text):
            spent = whole.unit.endswith("元") and whole.unit == part.unit and _SPENT.search(between) is not None
            told = told or _REST.match(after) is not None or (spent and not negated)
        joined = len(between) <= NEAR or "其中" in between or (what and what in near)
        if told and joined and is_of_matter(question, candidate, text[: part.span.end]):
            yield Result(candidate, now - kind, part.unit, f"{plain(now)} − {plain(kind)} = {plain(now - kind)}")


def _is_told(what: str, near: str) -> bool:
    """Say whether the words beside a figure say what is denied: 已整改 of 没改, 正式点到人头的 of 没点到人头."""
    core = _AUXILIARY.sub("", what) or what
    if len(core) == 1:
        return core in near
    told = match(what, near) >= (0.6 if len(what) > 3 else 0.8)
    return told or re.search(".?".join(map(re.escape, core)), near) is not None


def _counts_another(text: str, whole: Quantity, part: Quantity) -> bool:
    """Say whether the part is a number of something else than the whole: 检查支部40个,发现问题15个."""
    between = text[whole.span.end : part.span.start]
    last = next(iter(reversed(tokenize(between))), ("", ""))
    if "其中" in between or last[1][:1] != "n" or len(last[0]) < len("支部") or not between.endswith(last[0]):
        return False
    clause = re.split(r"[,;。]", text[: whole.span.start])[-1] + re.split(r"[,;。]", text[whole.span.end :])[0]
    return match(last[0], clause) < 0.6 and match(last[0], text[: whole.span.start]) < 0.6


def _whole(question: Question, candidate: Candidate) -> Iterable[Result]:
    """Yield the figure of all of several equal parts (两期,每期80人), when the text tells how many they are."""
    text = candidate.sentence.text
    figures = _figures(text)
    if re.search("每(?!年)", question.text):
        return
    for size in figures:
        each = _EACH.search(text[: size.span.start])
        if each is None or not agrees(question, size) or re.search(r"其中|,[^,]*,", each["apart"]):
            continue
        if not is_of_matter(question, candidate):
            continue
        unit, (one,) = each["unit"], _values(size)
        yearly = {_IN_A_YEAR[unit]} if unit in _IN_A_YEAR and _YEARLY.search(question.text) else set()
        together = TOGETHER.search(question.text) is not None  # 一年按多少钱算 asks for that of one, not of all
        number = yearly if unit in _IN_A_YEAR else _numbers(question, candidate, unit, size) if together else set()
        if len(number) == 1:
            (times,) = number
            hedge = _HEDGE.match(size.span.of(text))
            working = f"{plain(times)} × {plain(one)} = {plain(times * one)}"
            yield Result(candidate, times * one, size.unit, working, hedge.group() if hedge else "")


def _numbers(question: Question, candidate: Candidate, unit: str, size: Quantity) -> set[float]:
    """Return how many equal parts there are: by their unit in the sentence, by a name (“十佳”), else in its paragraph."""
    text, book = candidate.sentence.text, candidate.book

    def of(said: str) -> set[float]:
        found = {q.value for q in find_quantities(said) if q.value and q.value > 1 and _is_unit(unit, q.unit)}
        for run in re.finditer(rf"(?P<parts>[^,;。]*?)各[\u3400-\u9fff]{{0,2}}一{unit}", said):
            found.add(1.0 + len(re.findall("、|和", run["parts"])))
        return found

    told = of(text[: size.span.start])
    if not told:
        told = {float(n) for hit in _NAMED.finditer(text[: size.span.start]) if (n := read_number(hit["number"]))}
    if not told:
        told = of(" ".join(s.text for s in book.paragraph(candidate.sentence)))
    asked = {q.value for q in find_quantities(question.text) if q.value and _is_unit(unit, q.unit)}
    return (asked & told) if asked else told


def _is_unit(unit: str, other: str) -> bool:
    return bool(other) and (unit == other or (compatible(unit, other) and compatible(other, unit)))


def _values(*quantities: Quantity) -> tuple[float, ...]:
    return tuple(q.value or 0.0 for q in quantities)


def _draft(question: Question, result: Result) -> Draft:
    document, span = result.candidate.document, result.candidate.sentence.span
    quote = Quote(document, span)
    shown = f"{result.hedge}{plain(result.value)}{result.unit}"
    source = say("according", question.language, label=label(document))
    computed = tuple(re.findall(r"\d+(?:\.\d+)?", f"{shown} {result.working}"))
    working = f"（{result.working}）" if result.working else ""
    line = Statement(
        f"**{shown}**{working}\n\n{source}“{' '.join(quote.text.split())}”",
        (quote,),
        computed=computed if result.working else (),
    )
    return Draft(
        "answered",
        "compute" if result.working else "fact",
        (line,),
        short=shown,
        confidence=min(0.7, result.candidate.score),
        documents=(document.id,),
    )
