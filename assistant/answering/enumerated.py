"""A list of figures in one sentence (甲局96分、乙局91分、丙局88分): its highest and lowest,
their order, how far two are apart, and all of it (各多少分).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.compute import ROUGH, plain
from assistant.answering.matter import KEY_LEAST, MET_LEAST, leading, matter_of
from assistant.answering.parts import locked
from assistant.answering.subheads import asks_annexes
from assistant.described import about, describing, meets
from assistant.draft import Draft, Quote, Statement
from assistant.enumerations import find_enumerations
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.quantities import Quantity, find_quantities
from assistant.question import frames
from assistant.question.model import Question
from assistant.question.sides import APART
from assistant.question.terms import coverage, match
from assistant.scoping import Scope
from assistant.weighing import strongest
from assistant.wording import label, say

NEAR = 3  # sentences beside one that may be of the matter instead
FEWEST = 3  # members of a list of which one is the highest
LONGEST = 14  # characters of a name
_HIGH = r"[高多大重好长贵]|满意|受欢迎|靠前|吃香"
_LOW = r"不(?:满意|受欢迎)|[低少小轻差短]|靠后"
_MOST = re.compile(
    rf"最(?:为|是|不)?(?P<low>{_LOW})|最(?:为|是)?(?P<high>{_HIGH})|(?P<top>第一名?|头名|榜首|排头)|(?P<last>垫底|末位|最后一名|倒数第一)"
)
_ORDER = re.compile(r"从(?P<from>[高低多少大小])到(?P<to>[高低多少大小])|(?:排个|排一下|排个?名)[次序]?|怎么排")
_SCORES = re.compile(r"[占得打评]分|分[数值]|比重|占比")
_WHICH = re.compile(r"哪|谁|什么|啥")
_WHOLE = re.compile(
    rf"(?:各自?|分别)(?:占|是|为|有|设|发|给|得|花|用|计)?了?(?:多少|几)(?:[名个分元人家])?|(?:怎么|咋|如何)(?:分配?|算)的?(?=$|[?,。])"
    r"|(?:花|用)(?:在|到|了)*哪(?:些|几)?(?:个)?(?:地方|方面|上|里|儿)"
    rf"|(?<!从)(?:哪(?:些|几|{frames.NUMERAL})?|(?<!哪)几)(?:个|大)?(?:样|块|[种类]人?|项(?!目)|方面|部分)"
)
"""All of a list is asked for: 各多少, 由哪几块组成, 评分看哪几样."""
_UNIT = re.compile(r"(?:各自?|分别)(?:占|是|为|有|设|发|给|得|花|用|计)?了?(?:多少|几)(?P<unit>[名个分元人家])")
_FRAMING = re.compile(r"来自|组成|构成|包括|包含|涵盖|分[为成]?|设了?|属于|看")
_BOUNDED = re.compile(r"低于|高于|少于|多于|超过|不足|达到|至少|最多")  # what must be, not what makes up a whole
_SPENT = re.compile(r"花[了在到]?|用[了在到]|钱花|钱|经费|资金|开支|支出|花销|开销")
_MARK = re.compile(r"[、,]|和")
_LEAD = re.compile(r"^.*(?:其中|包括|包含|分别[是为]?|依次[是为]?|共计|即|[:“”])")
_CLOSING = re.compile(r"(?:只|仅|各|共|约)?(?:占|(?<![行作])为|是|(?<!所)有|(?<!表)达|(?<!心)得|(?<![统设审会累])计)?$")
_AFFIX = re.compile(r"^[市区县省](?=..)|(?<=..)(?:新区|[市区县])$")
_OF_PERSONS = frozenset({"人", "名", "个", "位"})
_SCORED = frozenset({"分", "%"})


@dataclass(frozen=True, slots=True)
class Member:
    """One of a list: its name as it is listed, and its figure."""

    name: str
    figure: Quantity

    @property
    def value(self) -> float:
        """Its figure as a number."""
        return self.figure.value or 0.0


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return what follows from the one list that fits; None when the question asks nothing of one, or none or several fit."""
    most = list(_MOST.finditer(question.text)) if _WHICH.search(question.text) else []
    order = _ORDER.search(question.text)
    apart = APART.search(question.text) is not None
    divided = frames.DIVISION.search(question.text) and not (
        frames.FIGURES_OF_EACH.search(question.text) or frames.WEIGHED.search(question.text)
    )
    whole = _WHOLE.search(question.text) is not None and not divided
    whole = whole and len(question.places) < 2 and question.kind in {"list", "outline", "fact", "explain"}
    if (
        not (most or order or apart or whole)
        or question.language == "en"
        or question.kind in {"yesno", "card", "documents"}
        or asks_annexes(question)
    ):
        return None
    found: list[Draft] = []
    wholes: list[Draft] = []
    for candidate in locked(question, scope, finder):
        for members in lists(candidate.sentence.text):
            if apart and (draft := _apart(question, candidate, members)):
                found.append(draft)
            elif whole and not (most or order) and _is_whole(question, candidate, members):
                wholes.append(_all(question, candidate, members))
            elif (most or order) and len(members) >= FEWEST and _is_asked(question, candidate, members):
                found.append(
                    _ordered(question, candidate, members, order)
                    if order
                    else _ends(question, candidate, members, most)
                )
    if len(wholes) > 1:  # 评分看哪几样: the longer list is the matter's, the two kinds of judges are beside it
        wholes = [draft for draft in wholes if len(draft.items) >= FEWEST]
    found = found or wholes
    return found[0] if len(found) == 1 or len({draft.short for draft in found}) == 1 else None


def lists(text: str) -> list[list[Member]]:
    """Return the lists of folded `text`: names each with a figure of one unit and nothing else between.

    Between commas they are lists of scores or shares only, as 检查支部40个,发现问题15个 has figures of many things.
    """
    figures = [q for q in find_quantities(text) if q.value is not None and q.unit and not q.ordinal]
    runs: list[list[Member]] = []
    for at, figure in enumerate(figures):
        start = figures[at - 1].span.end if at else 0
        between = text[start : figure.span.start]
        mark = _MARK.match(between)
        name = _CLOSING.sub("", between[mark.end() :] if mark else "")
        alike = bool(runs) and runs[-1][-1].name[-1:] == name[-1:]  # 一等奖3名,二等奖6名
        loose = mark is not None and mark.group() == "," and figure.unit not in _SCORED and not alike
        plainly = mark is not None and 0 < len(name) <= LONGEST and not re.search(r"[,;:。、(]|其中|包括", name)
        if runs and plainly and not loose and runs[-1][-1].figure.unit == figure.unit:
            runs[-1].append(Member(name, figure))
            continue
        first = re.split(r"[,;。、(]", _LEAD.sub("", re.split(r"[;。]", text[start : figure.span.start])[-1]))[-1]
        first = _CLOSING.sub("", re.sub(r"^由(?=..)", "", first))
        if 0 < len(first) <= LONGEST:
            runs.append([Member(first, figure)])
        elif runs:
            runs.append([Member("", figure)])
    runs += _aligned(text, figures)
    kept = [run for run in runs if len(run) > 1 and all(member.name for member in run)]
    return [_without_whole(run, text) for run in kept if not any(ROUGH.search(m.figure.span.of(text)) for m in run)]


def _without_whole(run: list[Member], text: str) -> list[Member]:
    """Return a list without its first member when the others make that up (满分100分,甲占60分,乙占40分).

    One that 、 sets beside the others is their like, whatever they sum up to (警告19名、严重警告11名、留党察看8名).
    """
    others = run[1:]
    beside = text[run[0].figure.span.end : run[0].figure.span.end + 1] == "、"
    made_up = len(others) > 1 and run[0].value == round(sum(m.value for m in others), 6)
    return others if made_up and not beside else run


def _aligned(text: str, figures: Sequence[Quantity]) -> list[list[Member]]:
    """Return names and figures that are listed one after the other (甲、乙、丙三方打分,权重分别为40%、30%、30%)."""
    found: list[list[Member]] = []
    for mark in re.finditer(r"分别(?:各?[占为是])?|各占", text):
        run: list[Quantity] = []
        for figure in figures:
            gap = text[run[-1].span.end if run else mark.end() : figure.span.start]
            if figure.span.start >= mark.end() and gap in ({"、", "和", ","} if run else {""}):
                run.append(figure)
        names = [e for e in find_enumerations(text[: mark.start()]) if len(e.items) == len(run) and e.complete]
        if len(run) > 1 and names:
            found.append([Member(item.of(text), q) for item, q in zip(names[-1].items, run, strict=True)])
    return found


def _is_whole(question: Question, candidate: Candidate, members: Sequence[Member]) -> bool:
    """Say whether the list is all that is asked for: as many as the question says, and what the sentence sums up before."""
    if any(_BOUNDED.search(m.name) or m.name[-1] in "加扣减" for m in members):
        return False
    total = round(sum(m.value for m in members), 6)
    own = [term for term in describing(question) if not meets(term.text, about(candidate.book))]
    if not own and not any(f.search(question.text) for f in (frames.FIGURES_OF_EACH, frames.WEIGHED, _SCORES)):
        return False  # nothing but the document is named
    if question.count not in {None, len(members), total} or not _is_asked(question, candidate, members):
        return False
    text, unit = candidate.sentence.text, members[0].figure.unit
    asked = _UNIT.search(question.text)
    if asked is not None and asked["unit"] not in unit and not {asked["unit"], unit} <= _OF_PERSONS:
        return False
    figures = [q for q in find_quantities(text) if q.unit == unit and q.value is not None]
    inside = [q for q in figures if members[0].figure.span.start <= q.span.start <= members[-1].figure.span.start]
    before = [q for q in figures if q.span.start < members[0].figure.span.start]
    return len(inside) == len(members) and (not before or any(q.value == total for q in before) or unit == "%")


def _all(question: Question, candidate: Candidate, members: Sequence[Member]) -> Draft:
    quote = Quote(candidate.document, candidate.sentence.span)
    source = say("according", question.language, label=label(candidate.document))
    items = tuple(_shown(candidate, m) for m in members)
    lines = [Statement(f"- {item}", (quote,)) for item in items]
    return Draft(
        "answered",
        "list",
        (Statement(f"{source}“{' '.join(quote.text.split())}”", (quote,)), *lines),
        short="、".join(items),
        items=items,
        confidence=0.7,
        documents=(candidate.document.id,),
    )


def _is_asked(question: Question, candidate: Candidate, members: Sequence[Member]) -> bool:
    """Say whether all of the list is asked about: its sentence is of the matter, and no member is named."""
    if any(m.name in question.text for m in members):
        return False
    asking = [hit.group() for form in (_MOST, _ORDER, _SCORES, _WHOLE) for hit in form.finditer(question.text)]
    asking += _FRAMING.findall(question.text)
    if members[0].figure.unit.endswith("元"):
        asking += _SPENT.findall(question.text)  # what is in 元 is money, whatever it is called
    asking = [said for said in asking if said != "分"]  # of 处分 it is no more than a character
    terms = [term for term in matter_of(question) if not any(term.text in said or said in term.text for said in asking)]
    around = f"{leading(candidate)} {candidate.sentence.text}"
    keys = [term.text for term in strongest(terms)]
    if question.count == len(members) and any(_are_of(term.text, members) for term in terms):
        return True  # 四个档次的支部: four, and each of them 支部
    key = max((match(word, around) for word in keys), default=0.0)
    text = candidate.sentence.text
    if keys and not any(match(word, text) >= KEY_LEAST for word in keys) and _said_beside(candidate, keys):
        return False  # 表彰了哪些人: the sentence beside, not this one on 处分
    return key >= KEY_LEAST and coverage(terms, around) >= MET_LEAST


def _are_of(noun: str, members: Sequence[Member]) -> bool:
    return len(noun) > 1 and all(member.name.endswith(noun) for member in members)


def _said_beside(candidate: Candidate, words: Sequence[str]) -> bool:
    """Say whether another sentence below the same heading, with figures of its own, holds one of `words`."""
    book, own = candidate.book, candidate.sentence
    path = book.heading_path(own)
    near = [s for s in book.sentences[max(0, own.order - NEAR) : own.order + NEAR + 1] if s is not own]
    return any(
        not s.heading
        and book.heading_path(s) == path
        and find_quantities(s.text)
        and any(word in s.text for word in words)
        for s in near
    )


def _named(question: Question, members: Sequence[Member]) -> list[Member]:
    """Return the members that the question names, in its order; a longer name before one that it holds (严重警告, 警告)."""
    text, found = question.text, []
    for member in sorted(members, key=lambda m: -len(m.name)):
        forms = dict.fromkeys((member.name, _AFFIX.sub("", member.name)))
        form = next((f for f in forms if len(f) > 1 and f in text), None)
        if form is not None:
            found.append((text.find(form), member))
            text = text.replace(form, "\0" * len(form), 1)
    return [member for _, member in sorted(found, key=lambda entry: entry[0])]


def _apart(question: Question, candidate: Candidate, members: Sequence[Member]) -> Draft | None:
    named = _named(question, members)
    if len(named) != 2 or named[0].value == named[1].value:
        return None
    more, less = sorted(named, key=lambda m: -m.value)
    gap = plain(round(more.value - less.value, 6))
    unit = "个百分点" if more.figure.unit == "%" else more.figure.unit
    working = f"{plain(more.value)} − {plain(less.value)} = {gap}"
    said = f"**{more.name}**比{less.name}多**{gap}{unit}**（{working}）"
    return _told(question, candidate, said, f"{gap}{unit}", computed=re.findall(r"\d+(?:\.\d+)?", f"{gap} {working}"))


def _ends(question: Question, candidate: Candidate, members: Sequence[Member], most: Sequence[re.Match[str]]) -> Draft:
    said = []
    for hit in most:
        low = bool(hit["low"] or hit["last"])
        end = (min if low else max)(m.value for m in members)
        said += [_shown(candidate, m) for m in members if m.value == end]
    said = list(dict.fromkeys(said))
    return _told(question, candidate, "；".join(f"**{one}**" for one in said), "；".join(said))


def _ordered(question: Question, candidate: Candidate, members: Sequence[Member], order: re.Match[str]) -> Draft:
    rising = (order["from"] or "") in {"低", "少", "小"}
    placed = sorted(members, key=lambda m: m.value if rising else -m.value)
    source = say("according", question.language, label=label(candidate.document))
    quote = Quote(candidate.document, candidate.sentence.span)
    lines = [Statement(f"{n}. {_shown(candidate, m)}", (quote,), computed=(str(n),)) for n, m in enumerate(placed, 1)]
    return Draft(
        "answered",
        "list",
        (Statement(f"{source}“{' '.join(quote.text.split())}”", (quote,)), *lines),
        items=tuple(_shown(candidate, m) for m in placed),
        confidence=0.7,
        documents=(candidate.document.id,),
    )


def _shown(candidate: Candidate, member: Member) -> str:
    return f"{member.name}（{member.figure.span.of(candidate.sentence.text)}）"


def _told(question: Question, candidate: Candidate, said: str, short: str, *, computed: Sequence[str] = ()) -> Draft:
    document = candidate.document
    quote = Quote(document, candidate.sentence.span)
    source = say("according", question.language, label=label(document))
    line = Statement(f"{said}\n\n{source}“{' '.join(quote.text.split())}”", (quote,), computed=tuple(computed))
    return Draft(
        "answered", "compute" if computed else "fact", (line,), short=short, confidence=0.7, documents=(document.id,)
    )
