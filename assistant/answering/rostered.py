"""A list chosen by what announces it: the count and the noun that the question names, and the matter that it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering import classes, tree
from assistant.answering.counted import is_to_be_done
from assistant.answering.rosters import Roster, find_rosters
from assistant.answering.wanted import ANY_NOUN, MEASURE, Wanted, find_wanted
from assistant.consequences import agree, differ, is_no_case
from assistant.deciding import judge, passes_locks
from assistant.described import OPENING, about, described, describing, meets, title_block
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question import frames
from assistant.question.bodies import stands_in
from assistant.question.model import Question, Term
from assistant.question.persons import find_persons
from assistant.question.terms import match, tokenize
from assistant.question.words import load_words
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Span
from corpus.numerals import read_number

NOUN_LEAST = 0.8  # how well an announcement must hold the noun: itself, or one that means the same
NAMED_LEAST = 0.7  # how surely the list must be of what is counted or called
SURE = 0.9  # of the same: as good as said
MATTER_LEAST = 0.5  # of the weight of what else the question names, which must stand above, before or in the entries
INSIDE = 0.8  # what a word counts that only the entries hold
LIKE = 0.6  # what a doing counts of which the announcement holds one character
AHEAD = 0.1  # how much better the chosen list must fit than the next
LONGEST_QUOTE = 160  # characters of a sentence that is quoted whole
LONGEST_SHORT = 80  # characters of all entries together
OF_MEANT = 0.1  # what it counts that the question describes the document
OF_READ = 0.15  # what it counts that the reader points to the entries
READ_LEAST = 0.5  # of a list and of the words that are read, which must lie in each other
READ = 8  # best sentences, one of which the reader may trust
BESIDE = 14  # characters before a run in a sentence that may name what it is of
_STATED = re.compile(rf"(?<![第\d])(?P<n>{frames.NUMERAL})(?P<measure>{MEASURE}?)(?=(?P<noun>[^,;:。]{{0,8}}))")
_PARTS = re.compile(r"标题|块|(?<!支)部分|板块|几章")
_PERSONS = re.compile(r"谁|哪(?:几|些)?(?:个|位|名)?人|[几哪][位名]|名单|姓名|清单|项目名")
_AGENDA = re.compile(r"议题|议程|(?:哪|几)(?:几|些)?[件个项]?事(?:项|情)?")
_CASES = re.compile(r"情形|之一的")
_OF_CASES = re.compile(
    r"(?:哪|几|什么|啥)(?:几|些)?(?:个|种|样|类|条)?(?:样的?)?(?:情况|情形|行为|事|问题|毛病|错|$|(?=要|得|会|就|不))"
)
_PLAIN = re.compile(r"[犯碰遇出]|碰[上到]|遇[上到]|出现|发生|查出|被|挨|找|干")
_LABEL = re.compile(r"^[(]?[一二三四五六七八九十\d]+[)、.]+\s*(?:关于|研究|审议|听取|讨论)?|^关于")
_RANKED = re.compile(r"最|前[一二两三四五六七八九十\d几]|排[在名行]?")


@dataclass(frozen=True, slots=True)
class Fit:
    """How a list fits: ``named`` by what is counted or called, ``matter`` by what else is said (1 when nothing is).

    ``meant`` says that the question describes its document, ``read`` that the reader points to its entries before all else.
    """

    roster: Roster
    named: float
    matter: float
    meant: bool = False
    read: bool = False

    @property
    def total(self) -> float:
        """One number to choose by."""
        return self.named + 0.8 * self.matter + OF_MEANT * self.meant + OF_READ * self.read


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the entries of the one list that is announced as what is asked for; None when none or several are."""
    found = _chosen(question, scope, finder)
    return _draft(question, found) if found is not None else None


def surely(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the list that the text counts in the words of a question which counts as well; None when in any doubt."""
    if not find_wanted(question).counts:
        return None
    found = _chosen(question, scope, finder)
    return _draft(question, found) if found is not None and found.named >= SURE else None


def _chosen(question: Question, scope: Scope, finder: Finder) -> Fit | None:
    found = [fit for fit in fits(question, scope, finder) if fit.named >= NAMED_LEAST and fit.matter >= MATTER_LEAST]
    if not found or (len(found) > 1 and found[0].total - found[1].total < AHEAD):
        return None
    return found[0]


def fits(question: Question, scope: Scope, finder: Finder) -> list[Fit]:
    """Return the lists that may be what is asked for, best first; of the document described, where no other is in scope."""
    wanted = find_wanted(question)
    candidates = finder.candidates(question, scope)
    holding = [c for c in candidates[:READ] if judge(question, scope, c).holds]
    books = list(finder.books(scope))
    meant = described(question, books)
    if scope.documents is None:
        books = meant or list({c.document.id: c.book for c in candidates[:READ]}.values())
    found: list[Fit] = []
    for book in books:
        read = [c.sentence.span for c in holding if c.book is book]
        for roster in find_rosters(book):
            for part in _parts(wanted, roster):
                fit = _fit(question, scope, wanted, part, read=read)
                if fit is not None:
                    read_first = _is_read(part, candidates[:1])
                    found.append(replace(fit, meant=book in meant, read=read_first))
    return sorted(found, key=lambda fit: -fit.total)


def _is_read(roster: Roster, first: Sequence[Candidate]) -> bool:
    """Say whether the reader points to the entries of a list, as a whole, in the sentence that is put first."""
    reach = next((c.reach for c in first if c.book is roster.book and c.read is not None), None)
    if reach is None:
        return False
    shared = min(reach.end, roster.span.end) - max(reach.start, roster.span.start)
    return shared >= READ_LEAST * max(len(reach), len(roster.span))


def _parts(wanted: Wanted, roster: Roster) -> list[Roster]:
    """Return a list as it is when it is as long as asked, or its consecutive entries that alone hold the counted noun."""
    if not wanted.counts or len(roster.items) in wanted.counts:
        return [roster]
    for number, _, noun in wanted.phrases:
        held = [at for at, item in enumerate(roster.items) if len(noun) > 1 and noun in item]
        if len(held) == number and held[-1] - held[0] + 1 == number:
            cut = slice(held[0], held[-1] + 1)
            return [replace(roster, entries=roster.entries[cut], items=roster.items[cut], whole=False)]
    return []


def _fit(question: Question, scope: Scope, wanted: Wanted, roster: Roster, *, read: Sequence[Span]) -> Fit | None:
    named = _named(question, wanted, roster)
    if not named or not _is_of(question, scope, wanted, roster):
        return None
    cases = _leads_to_cases(roster)
    rest = _rest(question, wanted, roster, doings=cases)
    above = f"{roster.announced} {roster.above}"
    inside = fold(" ".join(roster.items))
    total = sum(term.weight for term in rest)
    met = sum(term.weight * max(match(term.text, above), INSIDE * match(term.text, inside)) for term in rest)
    if cases:
        met = max(met, sum(term.weight * LIKE * _follows(term.text, roster.announced) for term in rest))
    matter = met / total if total else 1.0
    if cases and agree(question.text, roster.announced):  # 取消命名资格, 会被拿掉: in other words throughout
        matter = max(matter, MATTER_LEAST)
    told = Span(max(0, roster.span.start - len(roster.lead)), roster.span.end)
    trusted = any(told.overlaps(span) for span in read)
    return Fit(roster, named, max(matter, MATTER_LEAST) if trusted or roster.source == "ranks" else matter)


def _leads_to_cases(roster: Roster) -> bool:
    """Say whether cases are what is announced: by the heading or lead of entries, or right before a run in a sentence."""
    loose = roster.source == "sentence"
    return _CASES.search(_right_before(roster.lead[-BESIDE:]) if loose else roster.announced) is not None


def _follows(doing: str, announced: str) -> bool:
    """Say whether what follows from the cases (有下列情形之一的,予以扣减) is the doing asked for in a like word (倒扣)."""
    consequence = re.split(r"之一的|情形", announced)[-1]
    return any(tag[:1] == "v" for _, tag in tokenize(doing)) and any(char in consequence for char in doing)


def _is_of(question: Question, scope: Scope, wanted: Wanted, roster: Roster) -> bool:
    """Say whether the places, bodies, figures and quoted words that the question names are those of the list.

    What must not be done is told with a word that denies.
    """
    if is_to_be_done(question, f"{roster.announced} {fold(' '.join(roster.items))}"):
        return False
    counts = {str(n) for n in wanted.counts}
    figures = tuple(f for f in question.figures if re.sub(r"[^\d]", "", f) not in counts)
    book = roster.book
    if roster.source != "tree":
        sentence = next(s for s in book.sentences if s.span.end > roster.entries[0].start)
        asked = replace(question, figures=figures, kind="list")
        return passes_locks(asked, scope, Candidate(book, sentence, 1.0, 1.0, 0.0))
    inside = book.folded[roster.heading.span.start if roster.heading else 0 : roster.span.end]
    said = f"{about(book)} {title_block(book)} {inside}"
    quoted = re.findall(r"“([^”]{2,20})”", question.text)
    if not all(word in said for word in (*quoted, *figures)):
        return False
    return all(meets(n, about(book)) or n in said or stands_in(n, said) for n in (*scope.wanted, *question.bodies))


def _named(question: Question, wanted: Wanted, roster: Roster) -> float:
    """Return how surely the announcement or the entries are of what the question counts or calls; 0 when they are not."""
    if _PERSONS.search(question.text) and not all(find_persons(item) for item in roster.items):
        return 0.0
    if not _leads_to_cases(roster) and is_no_case(question.text, f"{roster.announced} {fold(' '.join(roster.items))}"):
        return 0.0
    size, loose = len(roster.items), roster.source == "sentence"
    lead = _right_before(roster.lead[-BESIDE:]) if loose else roster.lead
    title = "" if loose else roster.title
    best = 0.0
    for number, measure, noun in wanted.phrases:
        if noun and roster.label and (noun in roster.label or match(noun, lead) >= NOUN_LEAST):
            best = max(best, 0.9)
        if noun and _are_all(noun, roster):
            best = 1.0
        for hit in _STATED.finditer(f"{title};{lead};{roster.after}"):
            if not read_number(hit["n"]) == number == size:
                continue
            if noun and noun not in ANY_NOUN:
                best = max(best, 1.0 if match(noun, hit["noun"]) >= NOUN_LEAST else 0.0)
            elif measure:
                best = max(best, 0.9 if hit["measure"] == measure != "个" else 0.7)
    for noun in wanted.nouns:
        if match(noun, roster.after[:12]) >= NOUN_LEAST or match(noun, title) >= NOUN_LEAST:
            best = max(best, 0.8)
        elif match(noun, lead) >= NOUN_LEAST:
            best = max(best, 0.7)
        if _are_all(noun, roster):
            best = max(best, 0.8)
    plainly = replace(question, terms=tuple(term for term in question.terms if _tells(term.text)))
    if roster.whole and _PARTS.search(question.text) and tree.is_whole_document(plainly, roster.book):
        best = max(best, 0.9)
    if roster.whole and _names_one(question, roster):
        return 0.0
    if roster.whole and _AGENDA.search(question.text) and "会议纪要" in about(roster.book):
        best = max(best, 0.8)
    if _leads_to_cases(roster):
        denies = classes.agrees(question, roster.announced) or agree(question.text, roster.announced)
        if not denies or differ(question.text, roster.announced):
            return 0.0
        best = max(best, 0.8 if _OF_CASES.search(question.text) else 0.0)
    if _states_another(wanted, f"{title};{lead}"):
        return 0.0
    if wanted.counts and not wanted.nouns and any(word in question.text for word in _own_words(title)):
        best = max(best, 0.75)
    if roster.source == "ranks" and _RANKED.search(question.text) and not wanted.nouns:
        best = max(best, 0.9)
    return best


def _states_another(wanted: Wanted, announced: str) -> bool:
    """Say whether the announcement counts the asked noun otherwise: 三家支部的做法 are no four."""
    numbers = {number for number, _, _ in wanted.phrases}
    told = [
        read_number(hit["n"])
        for hit in _STATED.finditer(announced)
        for noun in wanted.nouns
        if noun not in ANY_NOUN and match(noun, hit["noun"]) >= NOUN_LEAST
    ]
    return bool(numbers and told) and not numbers & set(told)


def _right_before(lead: str) -> str:
    """Return the words of a run's own clause before it; with a comma after them (整治乱作为等问题,努力…) only if they count."""
    return lead if _STATED.search(lead) or lead.endswith(":") else re.split("[,;]", lead)[-1]


def _names_one(question: Question, roster: Roster) -> bool:
    """Say whether the question is about one of the entries (其他事项是哪些事, where the last entry is 其他事项)."""
    titles = [_LABEL.sub("", fold(item)) for item in roster.items]
    return any(len(title) > 2 and title in question.text for title in titles)


def _are_all(noun: str, roster: Roster) -> bool:
    """Say whether each entry holds the noun; one character must open or close each (四个“要”, 三项权)."""
    items = [fold(item) for item in roster.items]
    if len(noun) > 1:
        return all(noun in item for item in items)
    return all(item.startswith(noun) for item in items) or all(item.endswith(noun) for item in items)


def _own_words(title: str) -> list[str]:
    """Return the words of a heading that tell it from others (2026年工作打算 → 打算)."""
    dull = load_words("lightwords") | ANY_NOUN
    return [word for word, tag in tokenize(title) if tag[:1] in "nv" and len(word) > 1 and word not in dull]


def _rest(question: Question, wanted: Wanted, roster: Roster, *, doings: bool) -> list[Term]:
    """Return what else the question names: not what is counted or called, nothing that describes the document.

    What is done is left out as well, unless `doings`: of cases, what follows from them is their matter.
    """
    head = f"{about(roster.book)} {title_block(roster.book)} {roster.book.folded[:OPENING]}"
    said = [*wanted.nouns, *(noun for _, _, noun in wanted.phrases if noun)]
    return [
        term
        for term in describing(question)
        if not any(term.text in noun or noun in term.text for noun in said)
        and not meets(term.text, head)
        and _tells(term.text, doings=doings)
    ]


def _tells(word: str, *, doings: bool = False) -> bool:
    """Say whether a word tells a matter: it is no adverb or number, and no mere verb unless `doings` count."""
    if re.match(rf"{frames.NUMERAL}(?:{MEASURE}|$)", word) or _PLAIN.fullmatch(word):
        return False  # 四件 is cut from 四件事
    dull = {"d", "m", "q", "r"} | (set() if doings else {"v"})
    return any(
        (tag[:1] not in dull or tag == "vn") and (tag != "t" or re.search(r"\d", word)) for _, tag in tokenize(word)
    )


def _draft(question: Question, fit: Fit) -> Draft:
    """Return all entries in order, each with its own words, or with the sentence that lists them when that is short."""
    roster = fit.roster
    document = roster.book.document
    source = say("according", question.language, label=label(document)).rstrip("：: ")
    head = Statement(f"{source}，{say('total', question.language, count=len(roster.items))}", frame=True)
    led = tree.below(document, roster.heading, language=question.language) if roster.heading else None
    if led is not None and led.items == roster.items and _leads_to_cases(roster):
        return replace(led, short=_short(roster))  # what follows from the cases stands before them
    told = next((s.span for s in roster.book.sentences if s.span.contains(roster.span)), None)
    if roster.source == "tree" or told is None or len(told) > LONGEST_QUOTE:
        quotes = [Quote(document, span) for span in roster.entries]
    else:
        quotes = [Quote(document, told)] * len(roster.items)
    lines = [
        Statement(item if roster.source == "tree" else f"{n}. {item}", (quote,), computed=(str(n),))
        for n, (item, quote) in enumerate(zip(roster.items, quotes, strict=True), 1)
    ]
    return Draft(
        "answered",
        "outline" if question.kind == "outline" else "list",
        (head, *lines),
        short=_short(roster),
        items=roster.items,
        confidence=min(fit.named, 0.5 + 0.5 * fit.matter),
        documents=(document.id,),
    )


def _short(roster: Roster) -> str | None:
    return "、".join(roster.items) if sum(map(len, roster.items)) <= LONGEST_SHORT else None
