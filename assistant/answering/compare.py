"""A comparison by place or document: what each says on the matter in the same words as the text, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.aligned import aligned
from assistant.answering.compute import ALIKE as ONE_MEASURE
from assistant.answering.compute import ROUGH, plain
from assistant.answering.excerpt import excerpt
from assistant.answering.matter import counts_noun, leading
from assistant.deciding import judge, meets_subject
from assistant.draft import Draft, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.folding import fold
from assistant.quantities import compatible, find_quantities
from assistant.question import frames
from assistant.question.joined import PERIOD
from assistant.question.model import Question
from assistant.question.places import place_core, without_wholes
from assistant.question.sides import ALIKE, APART, CHANGED, FEWEST, FIRST, TOGETHER, WHICH, Sides, find_sides
from assistant.question.terms import coverage, match, tokenize
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Span

KEYS = 3  # words of the question, strongest first, that may name the matter
OF_TITLE = 0.5  # of the question's weight that the title of a document holds that is all of the matter
LIKELY = 0.5  # rank from which the best sentence is more likely of the matter than not
STRONG = 0.6  # of the strongest word's weight that another may name the matter with
KEY_LEAST = 0.8  # the strongest word of the matter compared must stand in a sentence that speaks of it
MOST = 4
SENTENCES = 2
LONGEST = 200  # characters of one sentence; a side is given with what it says around the matter
Ask = Callable[[str, tuple[str, ...] | None], Draft | None]
"""Puts a question of its own, to the documents given or to those that it names."""
EACH = re.compile("各|分别")
_MORE = re.compile("哪|谁")
_TERM = re.compile(r"几[\u4e00-\u9fff]几[\u4e00-\u9fff]")
"""A numbered term (是几级几岗) is no figure."""
_OWN = re.compile(rf"^(?:{PERIOD})|讲话|《")
_ALONG = re.compile(r"(?:下去|下来|出去|出来|上来|上去|起来|过来|过去|进来|进去)$")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DATE = re.compile(r"((?:19|20)\d{2})[年-](?:(\d{1,2})[月-](?:(\d{1,2}))?)?")
_MONEY = {"万元": (1e4, "元"), "亿元": (1e8, "元")}


@dataclass(frozen=True, slots=True)
class Side:
    """One column of a comparison: a name, and where its sentences are looked for."""

    name: str
    scope: Scope


def answer(question: Question, scope: Scope, finder: Finder, *, ask: Ask) -> Draft | None:
    """Return what was asked of each side, or its best sentences; None when no two to four sides are named.

    Two matters of which the same is asked (各是多少, 分别是谁, 哪个多) are put to `ask` one by one.
    """
    question = replace(question, places=without_wholes(question.text, question.places))
    put = find_sides(question)
    subjects = put is not None and bool(put.subjects)
    if question.kind in {"card", "compute", "documents", "chitchat"}:
        return None
    if question.kind == "yesno" and not (subjects and ALIKE.search(question.text)):
        return None
    if put is not None and (subjects or question.kind in {"fact", "compare"}):
        if found := each(question, scope, finder, ask=ask):
            return found
        if put.of_figures and not _TERM.search(put.asked):
            return None  # sentences without the figures that are asked for answer nothing
    if put is not None and subjects:
        return _of_subjects(question, put, scope, finder, ask)
    if question.kind == "compare" or (
        len(question.places) > 1 and (question.kind != "fact" or EACH.search(question.text))
    ):
        sides = _sides(question, scope, finder)
        return _drafted(question, [(side.name, _said(question, side, finder)) for side in sides])
    return None


def is_of_words(question: Question) -> bool:
    """Say whether what several subjects say is asked for, and no figure that a label or a row might tell."""
    put = find_sides(question)
    return put is not None and bool(put.subjects) and not put.of_figures and question.kind != "card"


def _of_subjects(question: Question, put: Sides, scope: Scope, finder: Finder, ask: Ask) -> Draft | None:
    """Return of each subject the name, list or sentences that answer what is asked of it, else its best sentences."""
    sides = _sides(question, scope, finder)
    said = ALIKE.sub(" ", f"{put.topic} {put.names[0].removeprefix(put.subjects[0])} {put.asked}")
    of_matter = replace(question, terms=tuple(term for term in question.terms if term.text in said) or question.terms)
    rows: list[tuple[str, Draft | None]] = []
    for subject, name in zip(put.subjects, put.names, strict=True):
        told = ask(put.question_of(name), None) if put.asked else None
        side = next((s for s in sides if s.name in name or ("讲话" in s.name and "讲话" in name)), None)
        if told is not None and told.short and told.kind == "fact":
            told = replace(told, short=None)  # its sentence says more
        else:
            told = (side and _said(of_matter, side, finder, strict=True)) or told
        rows.append((subject, told))
    return _drafted(question, rows)


def _said(question: Question, side: Side, finder: Finder, *, strict: bool = False) -> Draft | None:
    """Return the best sentences of one side; None when it says nothing of the matter."""
    best = _best(question, side, finder, strict=strict)
    quotes = [excerpt(one, question.terms, _anchor(question, one), limit=LONGEST) for one in best]
    lines = tuple(Statement("", (quote,)) for quote in quotes)
    return Draft("answered", "compare", lines, documents=(best[0].document.id,)) if best else None


def _drafted(question: Question, sides: Sequence[tuple[str, Draft | None]], verdict: str = "") -> Draft | None:
    """Return the sides one under the other, those of which nothing is said told to be missing; None when all are."""
    drafts = [draft for _, draft in sides if draft is not None]
    if not drafts or not FEWEST <= len(sides) <= MOST:
        return None
    rows = [_row(question, name, draft) for name, draft in sides]
    if verdict:
        quotes = tuple(quote for row in rows for quote in row.quotes)
        rows.insert(0, Statement(verdict, quotes, computed=tuple(_NUMBER.findall(verdict))))
    return Draft(
        status="answered" if len(drafts) == len(sides) else "partial",
        kind="compare",
        statements=tuple(rows),
        confidence=0.6,
        documents=tuple(dict.fromkeys(i for draft in drafts for i in draft.documents)),
    )


def each(question: Question, scope: Scope, finder: Finder, *, ask: Ask) -> Draft | None:
    """Return what was asked of two to four matters, each answered on its own, and which is more or what they make together.

    None unless all are answered; of places that are each named, one that the text says nothing of is told to be missing.
    Two figures of one sentence (8家…百强,2家…十强) may both be found only beside the words of each side.
    """
    put = find_sides(question)
    if put is None or (not put.of_figures and (put.subjects or len(question.places) > 1)):
        return None
    figure = put.of_figures
    placed = [_is_placed(question, put, name) for name in put.names]
    answers: list[Draft | None] = []
    if figure and sum(placed) < FEWEST and not frames.TIME.search(put.asked):
        answers = [*_in_one_sentence(question, put.names, scope, finder)]
    if not answers:
        answers = _answers(put, placed, scope, ask, figure=figure)
    drafts = [draft for draft in answers if draft is not None]
    counted = figure and not re.search("哪|谁", put.rest)  # 目标哪个高 counts no 目标
    if counted and not all(
        counts_noun(question, fold(" ".join(q.text for s in d.statements for q in s.quotes))) for d in drafts
    ):
        return None
    told_apart = (put.subjects or len({p.name for p in question.places}) == len(put.names)) and all(placed)
    if not drafts or not _agree(drafts, figure=figure, money="钱" in put.asked) or (None in answers and not told_apart):
        return None
    verdict = _verdict(put, [draft.short for draft in drafts], question.language) if None not in answers else ""
    if not verdict and figure and (APART.search(put.rest) or TOGETHER.search(put.rest)):
        return None  # a sum or difference was asked for, and the figures give none
    units = _units(drafts)
    if not verdict and WHICH.search(put.rest) and not all(compatible(units[0], unit) for unit in units):
        return None  # figures of different measures, none of which is more
    return _drafted(question, list(zip(put.names, answers, strict=True)), verdict)


def _is_placed(question: Question, put: Sides, name: str) -> bool:
    """Say whether a side names the place, the document or the year that it is to be looked for in."""
    own = put.subjects and _OWN.search(name) is not None
    return own or any(place.surface in name for place in question.places)


def worked_out(question: Question, scope: Scope, finder: Finder, *, ask: Ask) -> Draft | None:
    """Return the sum or difference of figures that are each asked for on its own; None when nothing is worked out."""
    put = find_sides(question)
    apart = put is not None and (APART.search(put.rest) or TOGETHER.search(put.rest))
    found = each(question, scope, finder, ask=ask) if apart else None
    return None if found is not None and _is_of_each(found) else found


def _is_of_each(draft: Draft) -> bool:
    """Say whether sums of money are those of one of several that their rows count (3名 | 补助8万元), so that they make no whole."""
    rows = [fold(quote.text) for line in draft.statements for quote in line.quotes if " | " in fold(quote.text)]
    counted = any(re.search(r"(?:^|\| )(?!1[^\d])\d+[名个家支户](?: \||$)", row) for row in rows)
    return counted and draft.statements[0].computed != () and "元" in fold(draft.statements[0].text)


def _answers(put: Sides, placed: Sequence[bool], scope: Scope, ask: Ask, *, figure: bool) -> list[Draft | None]:
    """Return the answer to each side, None for one that has none.

    Sides that do not each name their place are of one document where it speaks of all of them; what answered one side
    does not answer another.
    """
    shared = scope.documents if sum(placed) < FEWEST else None
    found: list[Draft | None] = []
    for name, own in zip(put.names, placed, strict=True):
        before = next((draft.documents for draft in found if draft is not None), None)
        tried = [None] if own or sum(placed) >= FEWEST else [before, shared, *([None] if scope.named else [])]
        answered = (ask(put.question_of(name), documents) for documents in dict.fromkeys(tried))
        taken = [_evidence(draft) for draft in found if draft is not None]
        own = own or not figure or sum(placed) >= FEWEST
        fitting = (
            d for d in answered
            if d is not None and (d.short or not figure) and _evidence(d) not in taken and (own or _names_side(name, d))
        )  # fmt: skip
        found.append(next(fitting, None))
    return found


def _names_side(name: str, draft: Draft) -> bool:
    """Say whether what answered a side has a character of the word that the side ends in (买书: 购置学习书籍)."""
    last = next(iter(reversed(tokenize(_ALONG.sub("", name)))), ("", ""))[0][-2:]
    quoted = fold(
        " ".join(f"{quote.text} {label(quote.document)}" for line in draft.statements for quote in line.quotes)
    )
    return not last or match(last, quoted) > 0 or any(char in quoted for char in last)


def _agree(drafts: Sequence[Draft], *, figure: bool, money: bool) -> bool:
    """Say whether the sides are answered by different figures or words: all by sums of money, or (unless asked for) none."""
    evidence = [_evidence(draft) for draft in drafts]
    units = set(_units(drafts))
    if any(one in evidence[:at] for at, one in enumerate(evidence)) and (figure or len(drafts) < FEWEST):
        return False
    return not ({"元"} < units or {"%"} < units or (money and units != {"元"}))


def _units(drafts: Sequence[Draft]) -> list[str]:
    return [value[1] for draft in drafts if (value := _measure(draft.short or "")) is not None]


def _row(question: Question, name: str, draft: Draft | None) -> Statement:
    if draft is None:
        return Statement(f"- **{name}**：{say('compare_missing', question.language)}", frame=True)
    quotes = tuple({(q.document.id, q.span): q for s in draft.statements for q in s.quotes[:1]}.values())[:SENTENCES]
    computed = (*_NUMBER.findall(name), *(figure for s in draft.statements for figure in s.computed))
    said = draft.short or " ".join(" ".join(q.text.split()) for q in quotes)
    return Statement(f"- **{name}**：{said}", quotes, computed=computed)


def _evidence(draft: Draft) -> tuple[str | None, list[tuple[str, Span]]]:
    """Return the short answer of a side with where it stands."""
    return draft.short, [(q.document.id, q.span) for s in draft.statements for q in s.quotes[:1]]


def _in_one_sentence(question: Question, names: Sequence[str], scope: Scope, finder: Finder) -> list[Draft]:
    """Return the figures that one sentence states of all sides, as drafts; empty when none does."""
    found = aligned(question, names, scope, finder)
    noun = which["what"].rpartition("的")[2] if (which := WHICH.search(question.text)) else ""
    named = len(noun) > 1 and [tag[:1] for _, tag in tokenize(noun)][-1:] == ["n"]
    if named and not all(match(noun, v.candidate.sentence.text) >= KEY_LEAST for v in found):
        return []  # 哪个党员多 is told by figures of 党员, and by no points
    quotes = [excerpt(value.candidate, question.terms, value.spans[0], limit=LONGEST) for value in found]
    return [
        Draft("answered", "fact", (Statement("", (q,)),), short=v.short, documents=(q.document.id,))
        for v, q in zip(found, quotes, strict=True)
    ]


def _verdict(put: Sides, shorts: Sequence[str | None], language: str) -> str:
    """Return what the figures make together, how far they are apart, or which is more (or earlier), as asked; else nothing."""
    values = [value for short in shorts if (value := _measure(short or "")) is not None]
    units = list(dict.fromkeys(unit for _, unit in values))
    if len(values) != len(put.names) or not all(compatible(units[0], unit) for unit in units):
        return ""
    numbers, unit = [number for number, _ in values], units[0]
    rough = "约" if any(ROUGH.search(short or "") for short in shorts) else ""
    if TOGETHER.search(put.rest) and unit not in {"day", "%"}:
        if len(units) > 1 and not any(set(units) <= alike for alike in ONE_MEASURE):
            return ""
        total = sum(numbers)
        working = " + ".join(map(plain, numbers))
        return f"{say('sum', language)}**{rough}{plain(total)}{unit}**（{working} = {plain(total)}）"
    said = []
    which, first = WHICH.search(put.rest), FIRST.search(put.rest)
    if (which or first) and len(set(numbers)) == len(numbers):
        low = first["how"] in "先前" if first else which is not None and which["how"] in "少低早短小"
        name = put.names[numbers.index(min(numbers) if low else max(numbers))]
        what = re.sub("^.*的|得$", "", which["what"]) if which else ""
        how = which["how"] if which else "早" if low else "晚"
        said.append(f"**{name}**{what}更{how}。")
    if (
        len(numbers) == FEWEST
        and numbers[0] != numbers[1]
        and unit != "day"
        and (APART.search(put.rest) or (which is None and CHANGED.search(put.rest)))
    ):
        more, less = max(numbers), min(numbers)
        gap = f"{rough}{plain(more - less)}{'个百分点' if unit == '%' else unit}"
        word = "多" if numbers[1] > numbers[0] else "少"
        said.append(
            f"**{put.names[1]}**比{put.names[0]}{word}**{gap}**（{plain(more)} − {plain(less)} = {plain(more - less)}）。"
        )
    return "".join(said)


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
        exact = [i for i in own if place.name == _place(finder, i)]
        documents = tuple(exact or own) or (None if place.name in scope.wanted else ())
        shared = any(_overlap(side.scope.documents, documents) for side in sides)
        if shared:  # both sides are told of in one document
            sides = [replace(side, scope=replace(side.scope, wanted=(place_core(side.name),))) for side in sides]
        wanted = () if exact and not shared else (place.name,)
        sides.append(Side(place.surface, Scope(documents=documents, wanted=wanted)))
    if question.speech:
        speeches = [i for i in ids if any("讲话" in title.value for title in finder.library.cards()[i].titles)]
        if speeches:
            sides.append(Side(label(finder.library.document(speeches[0])), Scope(documents=tuple(speeches))))
    if len(sides) < FEWEST and scope.documents is not None and (scope.named or not question.places):
        sides = [Side(label(d), Scope(documents=(d.id,))) for d in finder.documents(scope)]
    return sides


def _overlap(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> bool:
    """Say whether two scopes have a document in common; None is all of them."""
    return one is None or other is None or bool(set(one) & set(other))


def _place(finder: Finder, document: str) -> str:
    card = finder.library.cards()[document]
    return place_core(card.place.value) if card.place and not card.masked else ""


def _places(finder: Finder, document: str) -> str:
    card = finder.library.cards()[document]
    return " ".join((_place(finder, document), *card.regions))


def _best(question: Question, side: Side, finder: Finder, *, strict: bool) -> list[Candidate]:
    """Return the sentences of a side that support the question, best first; unless `strict` one that is near when none does."""
    asked = replace(question, bodies=(), aspect="")
    near: list[Candidate] = []
    told = [c for c in finder.candidates(asked, side.scope) if not c.sentence.furniture]
    found = [c for c in told if not c.sentence.heading]
    if side.scope.wanted:  # of a document of several places
        own, others = side.scope.wanted[0], [p.name for p in question.places if p.name != side.scope.wanted[0]]
        found = [c for c in found if own in f"{c.sentence.text} {leading(c)}"]
        found = [
            c
            for c in found
            if own in c.sentence.text or not any(o in f"{c.sentence.text} {leading(c)}" for o in others)
        ]
        near = [c for c in told if c.sentence.heading and own in c.sentence.text]
        near += [c for c in found if own in c.sentence.text]
    spoken = _speaking(question, [c for c in found if meets_subject(asked, side.scope, c)], strict=strict)
    good = spoken or [c for c in found[:10] if judge(asked, side.scope, c).holds]
    if not good and not _MORE.search(question.text):  # all of the document may be of the matter: 品牌巡礼
        good = [c for c in near if not question.terms or coverage(question.terms, c.book.title) >= OF_TITLE][:1]
    if not good and strict:
        good = [c for c in found[:1] if c.score >= LIKELY and meets_subject(asked, side.scope, c)]
    elif not good:
        good = [c for c in found[:1] if not question.terms or coverage(question.terms, c.sentence.text) >= 0.25]
    return good[:SENTENCES] if spoken else good[:1]


def _speaking(question: Question, found: list[Candidate], *, strict: bool) -> list[Candidate]:
    """Return the sentences that hold what is compared: the words in quotes, else the strongest word; fullest first.

    Where none holds the strongest, a weaker one does; with `strict` one that is nearly as strong.
    """
    quoted = [fold(word) for word in re.findall(r"“([^”]{2,20})”", question.text)]
    terms = sorted(question.terms, key=lambda term: -term.weight)
    words = [term.text for term in terms if not strict or term.weight >= STRONG * terms[0].weight]
    for keys in [quoted] if quoted else [[word] for word in words[:KEYS]]:
        spoken = [c for c in found if all(match(key, c.sentence.text) >= KEY_LEAST for key in keys)]
        if spoken:
            exact = [c for c in spoken if all(key in c.sentence.text for key in keys)]
            return sorted(exact or spoken, key=lambda c: -c.own)
    return []
