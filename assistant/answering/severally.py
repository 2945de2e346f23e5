"""Several things asked in one sentence (到会几个人、平均多大): each is asked by itself, of the matter that they share.

What a comparison asks or a claim says is left to those who answer it whole, and so is what a card tells alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.answering import above, because, beside, jointly
from assistant.answering.claimed import CLAIMING
from assistant.answering.misplaced import is_of_another_part
from assistant.answering.vicinity import ALONE, Vicinity
from assistant.draft import Draft, Quote
from assistant.folding import fold
from assistant.question import clauses_en, frames
from assistant.question.clauses import find_clauses, is_of_another, is_same_again, subjects
from assistant.question.kind import classify
from assistant.question.model import Question
from assistant.wording import label

FEWEST, MOST = 2, 4
OWN_LEAST = 4  # characters of a clause that can be asked without the matter of the one before it
FARTHEST = 300  # code points between what is told of one matter
TITLED_LEAST = 0.6  # of the subject's character pairs that a title holds when all of its document is of that matter
KINDS = frozenset({"fact", "list", "explain", "outline", "card", "compute", "yesno"})
_OF_BOTH = re.compile(
    r"各(?!单位|级|部门|支部|地|区|县|镇|机关|党|项|类|方面|市|处|科)|分别|哪(?:个|家|边|份)[^,。?]{0,4}(?:多|少|高|低|早|晚|大|长|短)|还是|相差|相比"
)
_SINCE = re.compile(r"比(?:去年|前年|上年|上一?年|上届|上期|上次|同期|(?:19|20)\d\d年)")
Ask = Callable[[str, tuple[str, ...]], Draft | None]
"""Answers a question of its own; the second argument are the documents to look in, none for those of the whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things asked: as it was said, and the questions of its own that it may be put as, to be tried in turn.

    ``kind`` is what it asks for by its own words. One that `leans` is asked only beside what told another.
    """

    said: str
    wordings: tuple[str, ...]
    kind: tuple[str, str]
    leans: bool = False


def find_parts(question: Question) -> tuple[Part, ...]:
    """Return the single things that `question` asks; nothing when it is one."""
    if question.kind not in KINDS or question.choice or CLAIMING.search(question.text):
        return ()
    parts = _english(question) if question.language == "en" else _chinese(question)
    if not FEWEST <= len(parts) <= MOST:
        return ()
    if question.kind in {"card", "compute"}:
        kinds = {classify(part.said, language=question.language).kind for part in parts}
        told = len(question.card_fields) == len(parts)  # 哪家报的、谁写的、几号登的: the card has a field for each
        if told or kinds == {"card"} or (question.kind == "compute" and not _SINCE.search(question.text)):
            return ()
    return parts


def _english(question: Question) -> tuple[Part, ...]:
    clauses = clauses_en.find_clauses(question.text)
    return tuple(
        Part(
            clause, clauses_en.carried(clauses[0], clause) if at else clauses_en.put_first(clause), _kind(clause, "en")
        )
        for at, clause in enumerate(clauses)
    )


def _chinese(question: Question) -> tuple[Part, ...]:
    lead, asked = find_clauses(question.text)
    row = all(one.said not in one.puts for one in asked)  # 时间和地点分别是什么 is of each of them, but no comparison
    matters = subjects(lead, asked[0].said, places=[place.surface for place in question.places]) if asked else ()
    if not matters or (_OF_BOTH.search(question.text) and not row):
        return ()
    first = asked[0]
    named = [place.surface for place in question.places]
    parts = [Part(first.said, tuple(f"{lead},{put}".lstrip(",") for put in first.puts), _kind(first.puts[0]))]
    for one in asked[1:]:
        wordings = [_of(matter, put, named) for matter in matters for put in one.puts]
        kind = _kind(one.puts[0])
        wordings += [_of(matters[-1], put, named, joint="") for put in one.puts[:1]]
        wordings += ["".join([*named, put]) for put in one.puts[:1] if len(frames.STRIP.sub("", put)) >= OWN_LEAST]
        wordings = [] if because.is_bare(one.said) else wordings
        same = is_of_another(one.said)  # asked beside the first alone, of which it has the rest
        parts.append(Part(one.said, tuple(w for w in wordings if same or _kind(w) == kind), kind, same))
    return tuple(parts)


def _of(matter: str, put: str, places: Sequence[str], *, joint: str = ",") -> str:
    """Return a clause as a question of its own: with the places that were named, and the matter that all clauses share."""
    return f"{''.join(place for place in places if place not in f'{matter}{put}')}{matter}{joint}{put}"


def _kind(text: str, language: str = "zh") -> tuple[str, str]:
    """Return what a clause asks for; the words of the subject (截止, 电话) must not change that."""
    frame = classify(text, language=language)
    return frame.kind, frame.asked


def answer(question: Question, whole: Draft | None, ask: Ask, near: Vicinity | None = None) -> Draft | None:
    """Return the answers to all that was asked, one after the other; some of them in part, else `whole`.

    Later things are looked for in the document that told the first, what is not found then beside what was, as
    `near` sees it.
    """
    if whole is not None and (whole.kind == "compare" or whole.status not in {"answered", "not_found", "partial"}):
        return whole
    if whole is not None and whole.kind == "outline" and frames.NAMED_PARTS.search(question.text):
        return whole  # 一共几章,叫啥: the outline tells both
    parts = find_parts(question)
    if not parts or (whole is not None and whole.short and _tells_all(whole.short, parts, "；，,")):
        return whole
    if whole is not None and whole.short and is_same_again(parts[0].said, parts[1].said):
        return whole
    if whole is not None and not all(
        _is_of_matter(question, whole, value) for value in (whole.short or "").split("、")
    ):
        whole = None
    only = whole.documents if whole is not None and whole.status == "answered" and len(whole.documents) == 1 else ()
    known = question.language != "en" or near is None or near.knows_where(question)
    found = _ask_each(question, parts, ask, near, within=None if known else only)
    if whole is not None and (at := _claims(question, whole, parts)) is not None:
        own, others = found[at], [draft for k, draft in enumerate(found) if draft is not None and k != at]
        fits = own.kind == "outline" if own else not whole.items
        if (
            fits
            and _goes_with(question, whole, others, parts)
            and _is_spoken_of(question, parts[at], whole, others, later=True)
        ):
            found[at] = whole
    for at, part in enumerate(parts):
        told = [draft for draft in found if draft is not None]
        if found[at] is None and because.is_bare(part.said) and question.language != "en":
            found[at] = because.answer(question, told)
        elif found[at] is None and told:
            bare = _beside(question, part, told) if question.language != "en" else None
            found[at] = bare or (next(_near(question, near, part, told), None) if near is not None else None)
    if near is not None and not _is_of_one_sentence(found) and all(part.wordings for part in parts):
        may = partial(_fits, question, parts)
        whole_too = [(question.text,) * (part.kind == (question.kind, question.asked)) for part in parts]
        put = [(part.said, (*own, *part.wordings)) for part, own in zip(parts, whole_too, strict=True)]
        joint: list[Draft | None] = [*near.together(question, put, may)]
        if not all(found) or _is_of_one_sentence(joint):
            found = joint or found
        if not any(found):
            found = list(near.jointly([part.wordings for part in parts], may)) or found
    drafts = [draft for draft in found if draft is not None]
    if whole is not None and len(drafts) == len(parts) and _lists_another(whole, drafts):
        return whole
    if len(drafts) == len(parts):
        return jointly.together(question, [part.said for part in parts], drafts)
    answered = whole is not None and whole.status == "answered"
    missing = [part for part, one in zip(parts, found, strict=True) if one is None]
    if (
        whole is not None
        and answered
        and missing
        and all(part.leans and _holds(question, part, whole) for part in missing)
    ):
        return whole  # 办一件事要几天,原先呢: one sentence has both
    if whole is not None and answered and missing == [parts[0]] and parts[0].kind[0] == "yesno":
        return whole  # 有补贴吗 may only lead to 有的话多少
    decided = any(part.kind[0] == "yesno" and one is not None for part, one in zip(parts, found, strict=True))
    if decided and any(because.is_bare(part.said) for part in missing):
        return jointly.in_part(question, [part.said for part in parts], found, answered=False)
    partly = decided and whole is not None and whole.kind == "yesno"
    if whole is not None and whole.status != "not_found" and (whole.short is None or not drafts) and not partly:
        return whole
    if whole is not None and answered and _tells_all(whole.short or "", parts, "、"):
        return whole
    valued = all(draft.short or draft.kind == "yesno" or (draft.items and draft.kind == "list") for draft in drafts)
    if not drafts or not valued:  # half of an explanation is too vague to stand alone
        return whole
    return jointly.in_part(question, [part.said for part in parts], found, answered=answered)


def _is_of_one_sentence(drafts: Sequence[Draft | None]) -> bool:
    """Say whether each thing was told, and all by one and the same sentence."""
    told = [draft for draft in drafts if draft is not None]
    return len(told) == len(drafts) > 0 and all(_overlaps(draft, told[:1]) for draft in told)


def _holds(question: Question, part: Part, whole: Draft) -> bool:
    return beside.holds_word(question, part.said, whole)


def _lists_another(whole: Draft, drafts: Sequence[Draft]) -> bool:
    """Say whether the question as one found another list than a part of it alone, in the one sentence that tells it all.

    由哪几部分组成 alone is of whatever that sentence lists first; with 实行什么机制 it is of the mechanism.
    """
    lists = [draft.items for draft in drafts if draft.kind == "list"]
    if whole.status != "answered" or not whole.items or len(lists) != 1 or lists[0] == whole.items:
        return False
    told = [quote for statement in whole.statements for quote in statement.quotes]
    quotes = [quote for draft in drafts for statement in draft.statements for quote in statement.quotes]
    return all(any(q.document.id == t.document.id and t.span.contains(q.span) for t in told) for q in quotes)


def _tells_all(short: str, parts: Sequence[Part], marks: str) -> bool:
    """Say whether a short answer has as many figures, parted by `marks`, as there are parts."""
    return any(short.count(mark) + 1 == len(parts) and (mark == "；" or jointly.FIGURE.search(short)) for mark in marks)


def _claims(question: Question, whole: Draft, parts: Sequence[Part]) -> int | None:
    """Return which part the one value that was found for the whole answers: the only one that asks for such a value."""
    if whole.status != "answered":
        return None
    kinds = [part.kind for part in parts]
    if whole.kind == "list" and whole.items:
        return next((at for at, (kind, _) in enumerate(kinds) if kind in {"list", "outline"}), None)
    if whole.short is None or whole.kind != "fact" or question.asked not in {"quantity", "percent", "time", "person"}:
        return None
    alike = [at for at, kind in enumerate(kinds) if kind == (question.kind, question.asked)]
    return alike[0] if len(alike) == 1 else None


def _ask_each(
    question: Question, parts: Sequence[Part], ask: Ask, near: Vicinity | None, *, within: tuple[str, ...] | None
) -> list[Draft | None]:
    """Return the answer to each part that is of one matter with those before it and not the same value again.

    A later clause is asked `within` these documents only, when they are given and none has told a thing yet; of none it
    is not asked. What the sentence that told another part holds for it goes before what another sentence says.
    """
    found: list[Draft | None] = [None] * len(parts)
    documents: tuple[str, ...] = ()
    for again in (False, True):  # what was looked for before a document was known is looked for in it
        for at, part in enumerate(parts):
            pool = documents or (within if at else None)
            if part.leans or found[at] is not None or pool == () or (again and (at or not documents)):
                continue
            others = [draft for draft in found if draft is not None]
            if near is not None and others and (mate := near.beside_in_row(part.said, part.wordings, others)):
                found[at] = mate
                continue
            tried = (ask(wording, pool or ()) for wording in part.wordings)
            fitting = (
                d
                for d in tried
                if d is not None and _decides(d, part) and _goes_with(question, d, others, parts)
                if _is_beside(d, others, part) and _is_spoken_of(question, part, d, others, later=at > 0)
                if not at or _is_confirmed(question, near, part, d)
            )
            draft = found[at] = next(fitting, None)
            if draft is not None and draft.kind in {"fact", "card"} and others and not _overlaps(draft, others):
                found[at] = _beside(question, part, others, strict=draft.kind == "fact")
                found[at] = found[at] or _surely_near(question, near, part, others) or draft
            if draft is not None and len(draft.documents) == 1:
                documents = documents or draft.documents
    return found


def _beside(question: Question, part: Part, others: Sequence[Draft], *, strict: bool = False) -> Draft | None:
    """Return what the sentences that told the `others` hold for a part."""
    put = part.wordings[0].rsplit(",", 1)[-1] if part.wordings else part.said
    told = [draft for draft in others if draft.short or draft.kind in {"yesno", "explain"}]
    found = beside.answer(question, put, told, strict=strict)
    return found if found is not None and _goes_with(question, found, [], ()) else None


def _near(question: Question, near: Vicinity, part: Part, told: Sequence[Draft]) -> Iterator[Draft]:
    """Yield what stands beside the sentences of `told` for a part, and is told of no other, surest first."""
    found = near.tell(part.wordings, told)
    return (
        d
        for d in found
        if _differ([*told, d]) and _goes_with(question, d, [], ()) and _is_done_there(question, part, d)
        if not part.leans or beside.names(question, part.said, d)
    )


def _fits(question: Question, parts: Sequence[Part], at: int, drafts: list[Draft]) -> bool:
    """Say whether the last of `drafts` may be told for one of the parts together with those before it."""
    named = not parts[at].leans or beside.names(question, parts[at].said, drafts[-1])
    return named and _differ(drafts) and _is_done_there(question, parts[at], drafts[-1])


def _is_done_there(question: Question, part: Part, draft: Draft) -> bool:
    """Say whether the sentence that names somebody or something for a part speaks of what he does; of figures it need not."""
    named = part.kind[1] in {"person", "body", "name"}
    return not named or question.language == "en" or beside.speaks_of(question, part.said, draft)


def _surely_near(question: Question, near: Vicinity | None, part: Part, told: Sequence[Draft]) -> Draft | None:
    """Return what stands beside for a part, in the very sentence or surely, so that another place's value gives way."""
    found = _near(question, near, part, told) if near is not None else iter(())
    return next((d for d in found if d.kind == "fact" and (d.confidence >= ALONE or _overlaps(d, told))), None)


def _is_of_matter(question: Question, draft: Draft, value: str) -> bool:
    """Say whether a value of a draft belongs to that of which the question asks, and to no other in the same sentence."""
    quote = _first_quote(draft)
    return quote is None or not value or not is_of_another_part(question, fold(quote.text), fold(value))


def _differ(drafts: Sequence[Draft]) -> bool:
    """Say whether the last of `drafts` is no value that one before it has."""
    return not any(_are_same(drafts[-1].short, other.short) for other in drafts[:-1])


def _overlaps(draft: Draft, others: Sequence[Draft]) -> bool:
    """Say whether the sentence that answers is one of those that told the `others`."""
    quote = _first_quote(draft)
    quotes = [q for one in others for line in one.statements for q in line.quotes]
    return quote is not None and any(q.document.id == quote.document.id and q.span.overlaps(quote.span) for q in quotes)


def _is_beside(draft: Draft, others: Sequence[Draft], part: Part) -> bool:
    """Say whether what answers a later yes or no stands in a paragraph that told another thing: a yes holds of its subject.

    Which place or body somebody is of must stand in that very sentence.
    """
    quote = _first_quote(draft)
    if others and above.asks(part.said):
        return _overlaps(draft, others)
    if part.kind[0] != "yesno" or not others or quote is None:
        return True
    text = quote.document.text
    spans = [other.span for one in others if (other := _first_quote(one)) is not None]
    return any(
        "\n" not in text[min(span.end, quote.span.end) : max(span.start, quote.span.start)].strip() for span in spans
    )


def _is_spoken_of(question: Question, part: Part, draft: Draft, others: Sequence[Draft], *, later: bool) -> bool:
    """Say whether sentences that decide yes or no, headings that are counted and later values are of what is asked."""
    loose = draft.kind in {"yesno", "outline"} or part.kind[0] == "yesno" or (draft.kind == "fact" and later)
    whole = draft.kind == question.kind == "outline" or question.language == "en"
    if not loose or whole or _overlaps(draft, others):
        return True
    return beside.speaks_of(question, part.said, draft)


def _is_confirmed(question: Question, near: Vicinity | None, part: Part, draft: Draft) -> bool:
    """Say whether a value whose sentence has no word of a later clause is of it all the same, as the reader sees it.

    补写记录的是谁,哪年入党: the year of the records is none of his.
    """
    if near is None or draft.kind != "fact" or not draft.short or question.language == "en":
        return True
    return beside.holds_word(question, part.said, draft) or near.confirms(part.wordings, draft)


def _decides(draft: Draft, part: Part) -> bool:
    """Say whether a part is answered; that something is not so answers what is asked either way."""
    return draft.status == "answered" or (part.kind[0] == draft.kind == "yesno" and draft.status == "partial")


def _goes_with(question: Question, draft: Draft, others: Sequence[Draft], parts: Sequence[Part]) -> bool:
    """Say whether an answer is told of the matter that the others are of, and is no value that one of them has already."""
    quote = _first_quote(draft)
    if quote is None or not _is_of_matter(question, draft, draft.short or ""):
        return False
    if draft.kind != "yesno" and any(_are_same(draft.short, other.short) for other in others):
        return False
    quotes = [other for one in others if (other := _first_quote(one)) is not None]
    if any(other.document.id != quote.document.id for other in quotes):
        return False
    near = any(
        max(other.span.start, quote.span.start) - min(other.span.end, quote.span.end) <= FARTHEST for other in quotes
    )
    return near or not quotes or _is_titled(quote, parts[0].said) or _is_own_line(quote)


def _are_same(short: str | None, other: str | None) -> bool:
    """Say whether a value is another one, or part of it (25日 of 每月25日前); 5个 is no part of 15个.

    A name with the office before it is the bare name.
    """
    if not short or not other:
        return False
    named = not jointly.FIGURE.search(short) and short.endswith(other)
    return named or re.search(rf"(?<!\d){re.escape(short)}", other) is not None


def _is_own_line(quote: Quote) -> bool:
    """Say whether a quote is the one line of its label (请假:…), which a document has for all of its matter."""
    label = re.match(r"[\u4e00-\u9fff]{2,6}[:：]", quote.text)
    return label is not None and quote.document.text.count(label.group()) == 1


def _is_titled(quote: Quote, said: str) -> bool:
    """Say whether all of a document is of one matter: its title holds the subject of the first part."""
    subject = re.sub(r"[^\u3400-\u9fff]", "", subjects("", said)[-1] if subjects("", said) else "")
    pairs = [subject[at : at + 2] for at in range(len(subject) - 1)]
    title = fold(label(quote.document))
    return bool(pairs) and sum(pair in title for pair in pairs) >= TITLED_LEAST * len(pairs)


def _first_quote(draft: Draft) -> Quote | None:
    return next((quote for statement in draft.statements for quote in statement.quotes), None)
