"""A comparison by place or document: what each says on the matter in the same words as the text, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

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
    r"^(?P<a>[^,，。?？]{2,30}?)(?:和|与|跟|同|、)(?P<b>[^,，。?？]{2,30}?)"
    r"(?:[,，]|(?=的?[^,，的]{0,6}(?:各|分别|哪(?:个|份|篇|家))))(?P<rest>.+)$"
)
_OPEN = re.compile(r"多少|几|谁|什么时候|哪天|何时|哪年|什么(?!不同|区别|差异|异同)")
_FIGURE = re.compile(r"多少|几|谁|什么时候|哪天|何时|哪年")
_WHICH = re.compile(
    r"哪(?:个|家|份|边)(?:的)?(?P<what>[\u4e00-\u9fff]{0,4}?)(?:更)?(?P<how>[多少高低早晚大小长短])(?:一?些|点)?(?=[?？,，。]|$)"
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
    if found := _each(question, ask):
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


def _each(question: Question, ask: Ask) -> Draft | None:
    """Return what was asked of two matters, each answered on its own, and which is more; None unless both are answered."""
    hit = _TWO.match(question.text)
    if hit is None:
        return None
    asked = _asked(hit["rest"])
    if not asked or (len(question.places) > 1 and not _FIGURE.search(asked)):
        return None
    names = [hit["a"].strip("的 "), hit["b"].strip("的 ")]
    places = [place.surface for place in question.places]
    if names[0] in places and (own := next((p for p in places if names[1].startswith(p)), None)):
        names[0] += names[1].removeprefix(own)
    drafts = [ask(f"{name}{asked}") for name in names]
    if _FIGURE.search(asked):
        drafts = [draft if draft and draft.short else None for draft in drafts]
    if not all(drafts):
        return None
    rows: list[Statement] = []
    for name, draft in zip(names, drafts, strict=True):
        if draft is None:
            continue
        quotes = tuple({(q.document.id, q.span): q for s in draft.statements for q in s.quotes[:1]}.values())[
            :SENTENCES
        ]
        computed = tuple(figure for s in draft.statements for figure in s.computed)
        said = draft.short or " ".join(" ".join(q.text.split()) for q in quotes)
        rows.append(Statement(f"- **{name}**：{said}", quotes, computed=computed))
    if verdict := _verdict(hit["rest"], names, [draft.short if draft else None for draft in drafts]):
        quotes = tuple(quote for row in rows for quote in row.quotes)
        rows.insert(0, Statement(verdict, quotes, computed=tuple(re.findall(r"\d+(?:\.\d+)?", verdict))))
    return Draft(
        status="answered",
        kind="compare",
        statements=tuple(rows),
        confidence=0.6,
        documents=tuple(dict.fromkeys(i for draft in drafts if draft for i in draft.documents)),
    )


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
    """Return which side is more (or earlier), when that is asked and both are stated in one measure; else nothing."""
    which = _WHICH.search(rest)
    if which is None or not all(shorts):
        return ""
    values = [_measure(short or "") for short in shorts]
    if values[0] is None or values[1] is None or values[0][1] != values[1][1] or values[0][0] == values[1][0]:
        return ""
    smaller = which["how"] in "少低早短小"
    first = (values[0][0] < values[1][0]) == smaller
    return f"**{names[0 if first else 1]}**{re.sub('^的|得$', '', which['what'])}更{which['how']}。"


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
