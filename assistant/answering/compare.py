"""A comparison by place or document: what each says on the matter in the same words as the text, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.answering.compute import operands
from assistant.answering.excerpt import excerpt
from assistant.deciding import judge, meets_subject
from assistant.draft import Draft, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.folding import fold
from assistant.quantities import find_quantities
from assistant.question.model import Question
from assistant.question.terms import coverage, match
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Span

KEYS = 3  # words of the question, strongest first, that may name the matter
KEY_LEAST = 0.8  # the strongest word of the matter compared must stand in a sentence that speaks of it
FEWEST, MOST = 2, 4
SENTENCES = 2
LONGEST = 200  # characters of one sentence; a side is given with what it says around the matter
Ask = Callable[[str], Draft | None]
_TWO = re.compile(
    r"^(?:(?P<topic>[^,，。?？和与跟、]{2,16})[,，])?(?P<a>[^,，。?？]{2,30}?)(?:和|与|跟|同|、)(?P<b>[^,，。?？]{2,30}?)"
    r"(?:[,，]|(?=各|分别|哪(?:个|份|篇|家)))(?P<rest>.+)$"
)
_CLOSING = re.compile(r"的[^的]{1,6}$")
_PERIOD = re.compile(r"(?:(?:19|20)?\d{2}年|[去今前上]年|第?[一二三四]季度|\d{1,2}月份?|[上下]半年)")
_CHANGED = re.compile(r"(?P<how>[多少增减高低升降])(?:加|少|了|长|低|高)*(?:没有|没|吗|多少|几)")
_OPEN = re.compile(r"多少|几|谁|什么时候|哪天|何时|哪年|什么(?!不同|区别|差异|异同)")
_FIGURE = re.compile(r"多少|几|谁|什么时候|哪天|何时|哪年")
_WHICH = re.compile(
    r"(?:哪(?:个|家|份|边|年|边儿)|谁)(?:的)?(?P<what>[\u4e00-\u9fff]{0,4}?)(?:更)?(?P<how>[多少高低早晚大小长短])(?:一?些|点)?(?=[?？,，。]|$)"
)
_DATED = re.compile(r"的?(?:发布|印发|发文|成文|下发|发|日期|时间)?得?$")
_DATE = re.compile(r"((?:19|20)\d{2})[年-](?:(\d{1,2})[月-](?:(\d{1,2}))?)?")
_MONEY = {"万元": (1e4, "元"), "亿元": (1e8, "元")}


@dataclass(frozen=True, slots=True)
class Side:
    """One column of a comparison: a name, and where its sentences are looked for."""

    name: str
    scope: Scope


def answer(question: Question, scope: Scope, finder: Finder, *, ask: Ask) -> Draft | None:
    """Return for each side its best sentences; None when the question does not name two to four sides.

    Two matters of which the same is asked (各是多少, 分别是谁, 哪个多) are put to `ask` one by one.
    """
    if found := each(question, scope, finder, ask=ask):
        return found
    sides = _sides(question, scope, finder)
    if not FEWEST <= len(sides) <= MOST:
        return None
    rows: list[Statement] = []
    documents: list[str] = []
    met = 0
    for side in sides:
        best = _best(question, side, finder)
        if not best:
            rows.append(Statement(f"- **{side.name}**：{say('compare_missing', question.language)}", frame=True))
            continue
        met += 1
        quotes = tuple(
            excerpt(candidate, question.terms, _anchor(question, candidate), limit=LONGEST) for candidate in best
        )
        rows.append(Statement(f"- **{side.name}**：{' '.join(' '.join(q.text.split()) for q in quotes)}", quotes))
        documents.append(best[0].document.id)
    if not met:
        return None
    return Draft(
        status="answered" if met == len(sides) else "partial",
        kind="compare",
        statements=tuple(rows),
        confidence=0.6,
        documents=tuple(dict.fromkeys(documents)),
    )


def each(question: Question, scope: Scope, finder: Finder, *, ask: Ask) -> Draft | None:
    """Return what was asked of two matters, each answered on its own, and which is more; None unless both are answered.

    Two figures of one sentence (8家…百强,2家…十强) may both be found only beside the words of each side.
    """
    hit = _TWO.match(question.text)
    if hit is None:
        return None
    rest = hit["rest"]
    asked = _asked(rest)
    if not asked or (len(question.places) > 1 and not _FIGURE.search(asked)):
        return None
    names = _names(hit["a"].strip("的 "), hit["b"].strip("的 "), [place.surface for place in question.places])
    topic = f"{hit['topic']}," if hit["topic"] else ""
    figure = _FIGURE.search(asked) is not None
    drafts = [draft for name in names if (draft := ask(f"{topic}{name}{asked}")) and (draft.short or not figure)]
    apart = len(drafts) == len(names) and (not figure or _evidence(drafts[0]) != _evidence(drafts[1]))
    if not apart and figure and len(question.places) < FEWEST:
        drafts = _beside(question, names, scope, finder)
        apart = len(drafts) == len(names)
    if not apart:
        return None  # one figure cannot be that of both
    rows: list[Statement] = []
    for name, draft in zip(names, drafts, strict=True):
        quotes = tuple({(q.document.id, q.span): q for s in draft.statements for q in s.quotes[:1]}.values())[
            :SENTENCES
        ]
        computed = tuple(figure for s in draft.statements for figure in s.computed)
        said = draft.short or " ".join(" ".join(q.text.split()) for q in quotes)
        rows.append(Statement(f"- **{name}**：{said}", quotes, computed=computed))
    if verdict := _verdict(rest, names, [draft.short for draft in drafts]):
        quotes = tuple(quote for row in rows for quote in row.quotes)
        rows.insert(0, Statement(verdict, quotes, computed=tuple(re.findall(r"\d+(?:\.\d+)?", verdict))))
    return Draft(
        status="answered",
        kind="compare",
        statements=tuple(rows),
        confidence=0.6,
        documents=tuple(dict.fromkeys(i for draft in drafts for i in draft.documents)),
    )


def _evidence(draft: Draft) -> tuple[str | None, list[tuple[str, Span]]]:
    """Return the short answer of a side with where it stands."""
    return draft.short, [(q.document.id, q.span) for s in draft.statements for q in s.quotes[:1]]


def _beside(question: Question, names: list[str], scope: Scope, finder: Finder) -> list[Draft]:
    """Return the figures that one sentence states of both sides, as drafts; empty when it does not."""
    if not _FIGURE.search(question.text):
        return []
    found = operands(question, names, scope, finder)
    if len(found) != len(names) or len({(f.candidate.document.id, f.candidate.sentence.order) for f in found}) > 1:
        return []
    document = found[0].candidate.document
    quotes = [excerpt(value.candidate, question.terms, value.spans[0], limit=LONGEST) for value in found]
    return [
        Draft("answered", "fact", (Statement(value.short, (quote,)),), short=value.short, documents=(document.id,))
        for value, quote in zip(found, quotes, strict=True)
    ]


def _names(first: str, second: str, places: list[str]) -> list[str]:
    """Return the names of two sides in full, each with what only one of them says and both mean.

    深圳和中山党员 are 深圳党员 and 中山党员; 投诉22年 and 23年 are of one matter, and of the years 2022 and 2023.
    """
    of = next((hit for hit in _PERIOD.finditer(first) if hit.end() == len(first)), None)
    period = _PERIOD.match(second)
    closing = _CLOSING.search(second)
    if first in places and (own := next((p for p in places if second.startswith(p)), None)):
        first += second.removeprefix(own)
    elif of and period:
        first, second = first + second[period.end() :], first[: of.start()] + second
    elif closing and "的" not in first:
        first += closing.group()
    return [re.sub(r"(?<!\d)(\d{2})(?=年)", r"20\1", name) for name in (first, second)]


def _asked(rest: str) -> str:
    """Return the question that is put to each side: 哪个得分高,各多少分 → 多少分."""
    clauses = [c.strip() for c in re.split(r"[,，。?？]", rest) if c.strip()]
    open_ones = [c for c in clauses if _OPEN.search(c) and not _WHICH.search(c)]
    which = next((hit for c in clauses if (hit := _WHICH.search(c))), None)
    if open_ones:
        what = which["what"].strip("的") if which else ""
        return what + re.sub(r"各自?|分别|都", "", open_ones[0])
    if which is None:
        return ""
    if which["how"] in "早晚" and _DATED.match(which["what"]):
        return "的发布日期是什么时候"
    return f"{which['what']}{'是什么时候' if which['how'] in '早晚' else '是多少'}"


def _verdict(rest: str, names: list[str], shorts: list[str | None]) -> str:
    """Return which side is more (or earlier), or by how much the second is, when that is asked of one measure; else nothing."""
    which, changed = _WHICH.search(rest), _CHANGED.search(rest)
    if not (which or changed) or not all(shorts):
        return ""
    values = [value for short in shorts if (value := _measure(short or "")) is not None]
    if len(values) != 2 or values[0][1] != values[1][1] or values[0][0] == values[1][0]:
        return ""
    (one, unit), (other, _) = values
    if which is None:
        gap = abs(one - other)
        working = f"{max(one, other):g} − {min(one, other):g} = {gap:g}"
        more = "多" if other > one else "少"
        return f"**{names[1]}**比{names[0]}{more}{gap:g}{unit}（{working}）。" if unit != "day" else ""
    smaller = which["how"] in "少低早短小"
    return f"**{names[0 if (one < other) == smaller else 1]}**{re.sub('^的|得$', '', which['what'])}更{which['how']}。"


def _measure(short: str) -> tuple[float, str] | None:
    """Return a stated figure or day as a number and its measure, money in yuan; None when there is not exactly one."""
    if date := _DATE.search(short):
        return float(date[1]) * 10000 + float(date[2] or 0) * 100 + float(date[3] or 0), "day"
    found = find_quantities(fold(short))
    if len(found) != 1 or found[0].value is None:
        return (float(short), "") if re.fullmatch(r"\d+(?:\.\d+)?", short) else None
    factor, unit = _MONEY.get(found[0].unit, (1.0, found[0].unit))
    return found[0].value * factor, unit


def _anchor(question: Question, candidate: Candidate) -> Span | None:
    """Return where the strongest word, or the words in quotes, stand in the sentence; None when they do not."""
    words = [fold(word) for word in re.findall(r"“([^”]{2,20})”", question.text)]
    words += [term.text for term in sorted(question.terms, key=lambda term: -term.weight)[:1]]
    at = next(((candidate.sentence.text.find(w), len(w)) for w in words if w in candidate.sentence.text), None)
    return Span(at[0], at[0] + at[1]) if at else None


def _sides(question: Question, scope: Scope, finder: Finder) -> list[Side]:
    """Return the sides: the named places, the speech beside them, else the documents in scope."""
    ids = finder.library.ids()
    sides: list[Side] = []
    for place in question.places:
        own = [i for i in scope.within(ids) if place.name in _places(finder, i)]
        if own:
            exact = [i for i in own if place.name == _place(finder, i)]
            sides.append(
                Side(place.surface, Scope(documents=tuple(exact or own), wanted=() if exact else (place.name,)))
            )
    if question.speech:
        speeches = [i for i in ids if any("讲话" in title.value for title in finder.library.cards()[i].titles)]
        if speeches:
            sides.append(Side(label(finder.library.document(speeches[0])), Scope(documents=tuple(speeches))))
    if len(sides) < FEWEST and scope.documents is not None:
        sides = [Side(label(d), Scope(documents=(d.id,))) for d in finder.documents(scope)]
    return sides


def _place(finder: Finder, document: str) -> str:
    card = finder.library.cards()[document]
    return (
        card.place.value.removesuffix("市").removesuffix("新区").removesuffix("区")
        if card.place and not card.masked
        else ""
    )


def _places(finder: Finder, document: str) -> str:
    card = finder.library.cards()[document]
    return " ".join((_place(finder, document), *card.regions))


def _best(question: Question, side: Side, finder: Finder) -> list[Candidate]:
    """Return the sentences of a side that support the question, best first; the closest one when none does and it is near."""
    asked = replace(question, bodies=(), aspect="")
    found = [c for c in finder.candidates(asked, side.scope) if not c.sentence.furniture and not c.sentence.heading]
    if side.scope.wanted:
        found = [c for c in found if side.scope.wanted[0] in c.sentence.text] or found
    spoken = _speaking(question, [c for c in found if meets_subject(asked, side.scope, c)])
    good = spoken or [c for c in found[:10] if judge(asked, side.scope, c).holds]
    if not good and side.scope.wanted:
        good = [c for c in found if side.scope.wanted[0] in c.sentence.text][:1]
    if not good:
        good = [c for c in found[:1] if not question.terms or coverage(question.terms, c.sentence.text) >= 0.25]
    return good[:SENTENCES] if spoken else good[:1]


def _speaking(question: Question, found: list[Candidate]) -> list[Candidate]:
    """Return the sentences that hold what is compared: the words in quotes, else the strongest word; fullest first."""
    quoted = [fold(word) for word in re.findall(r"“([^”]{2,20})”", question.text)]
    words = [term.text for term in sorted(question.terms, key=lambda term: -term.weight)]
    for keys in [quoted] if quoted else [[word] for word in words[:KEYS]]:
        spoken = [c for c in found if all(match(key, c.sentence.text) >= KEY_LEAST for key in keys)]
        if spoken:
            exact = [c for c in spoken if all(key in c.sentence.text for key in keys)]
            return sorted(exact or spoken, key=lambda c: -c.own)
    return []
