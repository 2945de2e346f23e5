"""Counted things whose names are asked for (那10个项目都叫什么名字, 名单发我): a count alone is no answer to that.

An enumeration, quoted names, persons or entries of the document are. What a text names only in part (A、B等12项) is
given as such.
"""

from __future__ import annotations

import re

from assistant.answering.excerpt import excerpt
from assistant.answering.unnamed import holds_person
from assistant.deciding import passes_locks
from assistant.draft import Draft, Statement
from assistant.enumerations import Enumeration, find_enumerations, find_numbered
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.folding import fold
from assistant.quantities import Quantity, find_quantities
from assistant.question.model import Question
from assistant.question.terms import coverage, match
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Span

READ = 8  # sentences that may name some of what is counted
FEWEST_QUOTED = 3  # quoted names in the clause that counts them; two may be of something else beside a large count
NAMED_LEAST = 0.35  # of the question's weight that such a sentence holds; set on the practice cases
_UNITS = r"(?:个|项|家|位|名|人|条|件|所|座|支|处|场|部|份|篇|种|类|款|户|批|期|本|首|门|台)"
_NUMBER = r"(?<![第\d一二两三四五六七八九十百])(?:\d+|[一二两三四五六七八九十百]+)"
_END = r"(?:名字|名称|人|单位|呀|啊|呢|来着|的)*(?:$|[?,。!])"
_EACH_NAMED = re.compile(
    rf"{_NUMBER}(?:多|余|来)?{_UNITS}[^,。?!]{{0,14}}?(?:都|各|各自|分别|具体|到底|究竟)*(?:是|叫|有|为)(?:些|了)?(?:什么|啥|谁|哪(?:些|几)?(?:{_UNITS}|{_NUMBER}{_UNITS})?){_END}"
    rf"|(?:哪(?!一{_UNITS}){_NUMBER}{_UNITS}){_END}"
    rf"|{_NUMBER}{_UNITS}[^。?!]{{0,20}}(?:名单|花名册|清单[^。?!]{{0,6}}(?:列|报|给|发)|叫(?:什么|啥)|(?:都|各|分别)(?:是|有)(?:谁|哪|什么|啥))"
    rf"|{_NUMBER}{_UNITS}[^。?!]{{0,20}}?(?:名字|名称|店名|姓名|单位名)[^,。?!]{{0,3}}?(?:发|给|列|报|贴|念|写|说|抄)"
    rf"|(?:名单|花名册)(?:[^,。?!]{{0,3}}(?:发|给|列|报|贴|有|是|在|看|呢|$|[?,])|$)"
    r"|(?:名[字称]|姓名)(?:都|也|全|一一|挨个)?(?:[发给报列念贴]|说一?[下说])"
    rf"|{_NUMBER}{_UNITS}[^。?!]{{0,16}}(?:全(?:部|都)?|都|一一|逐[一个条项]|挨个|一[条项个]一?[条项个]|完整)[^,。?!]{{0,4}}?(?:列|报|说|数|写|念|摆|抄|给)"
)
_ROLL = re.compile(
    r"(?:名单|花名册)(?:有吗|有没有|有么|能(?:发|给)|在吗|给我|发我)|有(?:没有)?[^,。?]{0,16}(?:名单|花名册)(?:吗|么|$|[?])"
)
_JOINING = re.compile(r"^.{2,20}?(?:会同|联合|协同|携手|组织|包括|设有|建成)(?=.{2})")
_NAMING_ON = re.compile(r"[ \u3000]*(?:(?:他们|它们|这些?|名单)?(?:分别|具体)?(?:是|为|有|叫|即)|分别|依次|包括|名单)")
_UNIT_COUNTED = re.compile(_UNITS)


def asks_each(question: Question) -> bool:
    """Say whether the question wants the names of counted things, each of them."""
    if question.asked in {"quantity", "percent", "time", "reason", "manner"} or question.language == "en":
        return False
    if question.kind == "yesno":
        return _ROLL.search(question.text) is not None
    plain = re.sub(r"“[^”]*”", "“”", question.text)  # “四个万家”是什么 asks for a meaning, not for four names
    return question.kind in {"fact", "list", "explain"} and _EACH_NAMED.search(plain) is not None


def names_them(question: Question, draft: Draft) -> bool:
    """Say whether what was found names the things that were counted, in whatever way."""
    count = stated_count(question)
    if len(draft.items) >= 2:
        return True
    quoted = [s for s in draft.statements if s.quotes and not s.frame]
    if count is not None and len(quoted) >= count > 1 and draft.kind != "explain":
        return True
    texts = list(dict.fromkeys(fold(quote.text) for s in quoted for quote in s.quotes))
    if any(
        _clauses_about(text, count) for text in texts if count is not None
    ):  # another sentence's run is of other things
        texts = [text for text in texts if _clauses_about(text, count) or _NAMING_ON.match(text)]
    return any(_named_in(question, text, count) for text in texts)


def in_part(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the few names that a text gives of a larger counted set (A、B等12项), and that it gives no more; else None."""
    count = stated_count(question)
    if count is None:
        return None
    for candidate in finder.candidates(question, scope)[:READ]:
        sentence = candidate.sentence
        if sentence.furniture or sentence.heading or not passes_locks(question, scope, candidate):
            continue
        if coverage(question.terms, sentence.text) < NAMED_LEAST and candidate.own < NAMED_LEAST:
            continue
        for run in find_enumerations(sentence.text):
            if run.stated == count and len(run.items) < count and _counts_what_is_asked(question, sentence.text, run):
                return _part(question, candidate, run, count)
    return None


def stated_count(question: Question) -> int | None:
    """Return how many things the question says there are, or None."""
    found = [q for q in find_quantities(question.text) if _is_count(q)]
    values = [int(q.value) for q in found if q.value is not None and q.value >= 2]
    return values[-1] if values else question.count


def _is_count(quantity: Quantity) -> bool:
    return not quantity.ordinal and _UNIT_COUNTED.fullmatch(quantity.unit) is not None


def _counts_what_is_asked(question: Question, text: str, run: Enumeration) -> bool:
    after = re.split(r"[,;:。]", text[run.span.end :])[0]
    return any(match(term.text, after) >= 0.8 for term in question.terms if not term.entity)


def _named_in(question: Question, text: str, count: int | None) -> bool:
    """Say whether a sentence names things: in the clauses that hold the count, or anywhere when it holds none."""
    numbered = find_numbered(text)
    if numbered is not None and (count is None or len(numbered.items) >= count):
        return True
    parts = _clauses_about(text, count)
    if count is not None and not parts:
        return any(len(run.items) == count for run in find_enumerations(text))
    for part in parts:
        runs = find_enumerations(part)
        if any(len(run.items) >= 2 and (count is None or len(run.items) == count) for run in runs):
            return True
        if count == 2 and re.search(r"[\u4e00-\u9fff”》](?:和|与|及|以及|、)[\u4e00-\u9fff“《]", part):
            return True
        quoted = [name for name in re.findall(r"[“《]([^”》]{2,30})[”》]", part) if name not in question.text]
        if len(quoted) >= min(count or 2, FEWEST_QUOTED):
            return True
        if re.search(r"谁|哪(?:些|几)?位|人", question.text) and holds_person(part):
            return True
    return False


def _clauses_about(text: str, count: int | None) -> list[str]:
    """Return the clauses of a sentence that state the count, each with what a colon introduces."""
    if count is None:
        return [text]
    found: list[str] = []
    for part in re.split(r"[;。]", text):
        clauses = [Span(m.start(), m.end()) for m in re.finditer(r"[^,:]+[,:]?", part)]
        for clause in clauses:
            if any(q.value == count and not q.ordinal for q in find_quantities(clause.of(part))):
                end = len(part) if part[clause.end - 1 : clause.end] == ":" else clause.end
                found.append(part[clause.start : end])
    return found


def _part(question: Question, candidate: Candidate, run: Enumeration, count: int) -> Draft:
    document, start = candidate.document, candidate.sentence.span.start
    items = [" ".join(Span(start + i.start, start + i.end).of(document.text).split()) for i in run.items]
    items[0] = _JOINING.sub("", items[0])
    quote = excerpt(candidate, question.terms, run.span)
    head = say("according", question.language, label=label(document)) + say(
        "named_in_part", question.language, stated=count, count=len(items)
    )
    lines = [Statement(f"{n}. {item}", (quote,), computed=(str(n),)) for n, item in enumerate(items, 1)]
    wording = Statement(say("wording", question.language, text=" ".join(quote.text.split())), (quote,))
    return Draft(
        "partial",
        "list",
        (Statement(head, frame=True), *lines, wording),
        items=tuple(items),
        confidence=0.3,
        documents=(document.id,),
    )
