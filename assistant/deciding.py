"""Deciding: does a sentence support what is asked, or does it only resemble it?

Retrieval scores cannot see a near miss, so the decision is made on the sentence: the named bodies and places must be
its subject, the aspect that is asked for must be spoken of, and enough of the question's weight must stand there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asking import identity
from assistant.dated import is_of_another_time, is_only_planned, lacks_the_doing
from assistant.evidence import NO_RECORD, Candidate
from assistant.folding import fold
from assistant.opposed import counted_otherwise, ends_differ, grades_differ, holders_differ
from assistant.quantities import compatible, find_quantities
from assistant.question import frames
from assistant.question.bodies import body_at, find_body, names_same, stands_in
from assistant.question.model import Question, Term
from assistant.question.places import is_generic, part_behind, place_core
from assistant.question.terms import coverage, match
from assistant.question.words import load_words
from assistant.quoted import QUOTED, is_of_another_name
from assistant.reasons import gives_reason
from assistant.scoping import Scope
from assistant.typed import holds_kind
from assistant.weighing import speaks_of_aspect, strongest
from corpus.numerals import CHARACTERS

TRUST_LEAST = {"zh": 0.4, "en": 0.5}
"""`dangjian-eval calibrate`: the most right in all, of questions left out of the fit; of English ones fewer false answers."""
RANK_LEAST = 0.1  # below, most answers to development cases were wrong
OWN_LEAST = (
    0.3  # without a reader, words decide alone; the thresholds were set on the development part of eval/sets/gold.jsonl
)
CONTEXT_LEAST = 0.42
KEY_LEAST = 0.8
RETRIEVAL_HIGH = 0.9
EASED = 0.7  # explanations are asked in other words; a passage both retrievers put first may meet fewer of them
_LOCKED_KINDS = frozenset({"quantity", "percent", "time", "reason", "place"})  # what a sentence must hold to answer
QUOTED_LEAST = 0.8  # how well a quoted term must be met; a slip of the pen may be in it
_GLOSSED = re.compile(r"[”\"]\s*[(（]([\u3400-\u9fff]{2,12})[)）]")
LIGHT = 1.3  # weight of a word that stands everywhere
LEADING = 4  # sentences of the paragraph, the last one this sentence, that may name its subject
_BRACKETED = re.compile(r"\(([\u4e00-\u9fff]{2,12})\)")
_MASKED = re.compile(r"(?P<class>[省市区县]?)(?:[*×✕╳○□]{1,4}|某{1,2})(?P<tail>[局委办部厅署院社会工团])")
_WHOLE = re.compile(r"全[市省国县区]")
_VISITED = re.compile(r"[赴访学援向]$")
_UNPLACED = re.compile(r"^(?:[省市区县]|新区)(?!中)[\u4e00-\u9fff]")
"""A body without the name of its place (区委社会工作部): it belongs to the place that the words around it speak of."""
_LEAD = re.compile(r"^(?:\d+[.、]|[一二三四五六七八九十]+[是要、]|同时,|此外,|其中,|另外,|近年来,|据悉,|会上,|会后,)+")
_YEAR = re.compile(rf"(?<!\d)((?:19|20)\d{{2}})(?=年|[—~-]){NO_RECORD}")
_ONWARD = re.compile(r"今年|本年|来年|明年|新的一年|下一步|下一阶段|下步|今后|打算|安排|计划|目标")


@dataclass(frozen=True, slots=True)
class Support:
    """Whether a candidate supports a question: ``holds`` in all, ``subject`` whether the named subject is met."""

    holds: bool
    subject: bool
    strength: float


def opening_subject(text: str) -> str | None:
    """Return the body or district that opens folded sentence `text` as its subject, or None."""
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    found = body_at(text, start)
    return found if found and not is_generic(found) else None


def governing_subject(candidate: Candidate) -> str | None:
    """Return the subject of a sentence: the body that opens it, or that opens the nearest sentence before it."""
    own = opening_subject(candidate.sentence.text)
    if own is not None:
        return own
    paragraph = candidate.book.paragraph(candidate.sentence)
    for sentence in reversed([s for s in paragraph if s.order < candidate.sentence.order]):
        before = opening_subject(sentence.text)
        if before is not None:
            return before
    return None


def subject_text(candidate: Candidate) -> str:
    """Return the folded words above a sentence that tell what it is about: headings, titles, place and issuer."""
    return f"{identity(candidate.book)} {candidate.book.heading_path(candidate.sentence)}"


def meets_subject(question: Question, scope: Scope, candidate: Candidate) -> bool:
    """Say whether every body and every wanted place that the question names is what the sentence is about."""
    own = candidate.sentence.text
    if _said_of_another_part(question, own) or _is_of_one_body(question, candidate):
        return False
    parts = [part for place in question.places if (part := part_behind(question.text, place.surface, sure=False))]
    only_named = [p.name for p in question.places] if candidate.document.id in scope.beside else []
    names = [*question.bodies, *dict.fromkeys((*scope.wanted, *only_named))]
    card = candidate.document.card
    own_place = place_core(card.place.value) if card.place and not card.masked else ""
    names = [name for name in names if name != own_place and not _is_titled(name, scope, candidate.book.title)]
    missing = [name for name in names if not (name in own or (name in question.bodies and stands_in(name, own)))]
    if parts and not _names_part(parts, candidate):
        return False  # 深圳前海 is not all of Shenzhen
    if not missing:
        return True
    subject = governing_subject(candidate)
    paragraph = [s.text for s in candidate.book.paragraph(candidate.sentence) if s.order <= candidate.sentence.order]
    around = " ".join((subject_text(candidate), *paragraph[-LEADING:]))
    for name in missing:
        surface = next((place.surface for place in question.places if place.name == name), name)
        if (part := part_behind(question.text, surface)) and part in f"{subject or ''} {around} {own}":
            continue
        placed = name in scope.wanted or name in only_named
        unplaced = placed and subject is not None and _UNPLACED.match(subject) is not None
        if subject is not None and not unplaced:
            if name not in subject and not names_same(name, subject):
                return False
        elif (name in scope.wanted and _of_a_larger_whole(name, own, around)) or not (
            name in around or stands_in(name, around)
        ):
            return False
    return True


def _is_of_one_body(question: Question, candidate: Candidate) -> bool:
    """Say whether how many there are in all (深圳有多少名党员) is asked, and the sentence counts those of one body."""
    if question.asked != "quantity" or question.bodies or not question.places or question.language == "en":
        return False
    light = load_words("lightwords")
    if not all(term.text in light or (term.weight <= LIGHT and len(term.text) > 1) for term in question.terms):
        return False
    subject = governing_subject(candidate)
    return (
        subject is not None
        and not any(place.name in subject for place in question.places)
        and not stands_in(subject, identity(candidate.book))
    )


def _names_part(parts: Sequence[str], candidate: Candidate) -> bool:
    """Say whether a smaller place that the question names stands in the sentence, its paragraph, or above it."""
    paragraph = " ".join(s.text for s in candidate.book.paragraph(candidate.sentence))
    around = f"{subject_text(candidate)} {fold(candidate.document.name)} {paragraph}"
    return all(part in around for part in parts)


def _is_titled(name: str, scope: Scope, title: str) -> bool:
    """Say whether the title says that all of the text is of a wanted place (示例县…的做法), whatever its villages are called."""
    at = title.find(name)
    return name in scope.wanted and at >= 0 and _VISITED.search(title[:at]) is None


def part_of_matter(terms: Sequence[Term], text: str) -> str:
    """Return the part of a sentence, between its semicolons, that holds the most of `terms`."""
    return max(text.split(";"), key=lambda part: coverage(terms, part))


def _said_of_another_part(question: Question, own: str) -> bool:
    """Say whether a sentence of parallel parts (支持团市委…;支持市妇联…) says the matter of another body than the asked one."""
    if ";" not in own or not any(stands_in(body, own) for body in question.bodies):
        return False
    terms = [term for term in question.terms if not term.entity]
    part = part_of_matter(terms, own)
    matter = min((at for term in strongest(terms) if (at := part.find(term.text)) >= 0), default=0)
    other = find_body(part[:matter])
    return other is not None and not any(stands_in(b, part) or names_same(b, other) for b in question.bodies)


def _of_a_larger_whole(name: str, own: str, around: str) -> bool:
    """Say whether a sentence speaks of all of a place (全市) that is not the named one: 全区 below 在示例区 is that district."""
    return any(f"{name}{whole.group()[-1]}" not in around for whole in _WHOLE.finditer(own))


def judge(question: Question, scope: Scope, candidate: Candidate) -> Support:
    """Return whether `candidate` supports `question`, from its words alone."""
    subject = meets_subject(question, scope, candidate)
    locked = passes_locks(question, scope, candidate)
    if candidate.trust is not None:
        kind = question.asked not in _LOCKED_KINDS or holds_kind(question, candidate)
        return Support(
            locked
            and kind
            and candidate.trust >= TRUST_LEAST[question.language]
            and (candidate.rank or 0.0) >= RANK_LEAST,
            subject,
            candidate.trust,
        )
    terms = [term for term in question.terms if not term.entity]
    text = candidate.sentence.text
    key = max((match(t.text, text) for t in strongest(terms)), default=1.0)
    eased = EASED if question.kind in {"explain", "yesno"} and candidate.retrieval >= RETRIEVAL_HIGH else 1.0
    enough = candidate.own >= eased * OWN_LEAST and candidate.context >= eased * CONTEXT_LEAST and key >= KEY_LEAST
    aspect = speaks_of_aspect(question, candidate)
    cause = question.asked != "reason" or gives_reason(text)
    return Support(
        locked and enough and aspect and cause,
        subject,
        round(0.5 * candidate.own + 0.5 * candidate.context, 4),
    )


def passes_locks(question: Question, scope: Scope, candidate: Candidate) -> bool:
    """Say whether the sentence is of the subject, states the figures and is of the years and days that the question names."""
    return (
        all(
            _states(question, figure, candidate) or _is_put_to_a_bound(question, candidate)
            for figure in question.figures
        )
        and _names_quoted(question, candidate)
        and _names_bracketed(question, candidate)
        and (question.kind == "yesno" or _names_masked(question, candidate))
        and (scope.named or _names_titled(question, candidate))
        and not is_of_another_name(question, candidate)
        and (question.kind == "yesno" or not _is_opposed(question.text, candidate.sentence.text))
        and not _other_year(question.years or _meant(scope, candidate), candidate, compared="比" in question.text)
        and not _lacks_the_end(question, candidate)
        and (candidate.is_row or not lacks_the_doing(question, candidate.sentence.text))
        and not is_of_another_time(question, candidate.sentence.text)
        and not is_only_planned(question, candidate.sentence.text)
        and meets_subject(question, scope, candidate)
    )


def _names_quoted(question: Question, candidate: Candidate) -> bool:
    """Say whether one of the terms that the question quotes (“反向办”) stands in the sentence or above it.

    A sentence that names nothing of its own is of the name that its paragraph has before it. What an English question
    quotes in English words (“reverse service” (反向办)) stands nowhere, its gloss does.
    """
    quoted = [term for term in QUOTED.findall(question.text) if not any(term in number for number in question.numbers)]
    if question.language == "en":
        quoted = [term for term in quoted if not term.isascii()] + _GLOSSED.findall(question.text)
    if not quoted:
        return True
    around = f"{candidate.book.title} {candidate.book.heading_path(candidate.sentence)} {candidate.sentence.text}"
    if question.kind == "explain" and not QUOTED.search(candidate.sentence.text):
        paragraph = candidate.book.paragraph(candidate.sentence)
        around += " ".join(s.text for s in paragraph if 0 < candidate.sentence.order - s.order < LEADING)
    if any(term in around.replace("、", "") for term in quoted):
        return True  # “约聊谈留” of “约、聊、谈、留”
    if question.kind == "yesno" and any(counted_otherwise(term, around) for term in quoted):
        return True  # “八项行动” is put right from “七项行动”
    return any(all(match(word, around) >= QUOTED_LEAST for word in term.split("、")) for term in quoted)


def _names_bracketed(question: Question, candidate: Candidate) -> bool:
    """Say whether a Chinese name that an English question adds in brackets, and the document has, stands there or above.

    The semi-final (复赛) is not told of by the line of the final; places and bodies are looked after elsewhere.
    """
    if question.language != "en":
        return True
    known = " ".join((*(f"{place.surface} {place.name}" for place in question.places), *question.bodies))
    names = [name for name in _BRACKETED.findall(question.text) if name not in known and name in candidate.book.folded]
    paragraph = [s.text for s in candidate.book.paragraph(candidate.sentence) if s.order <= candidate.sentence.order]
    around = " ".join((candidate.book.title, candidate.book.heading_path(candidate.sentence), *paragraph))
    return not names or any(name in around for name in names)


def _names_masked(question: Question, candidate: Candidate) -> bool:
    """Say whether the masked body that the question writes (市*委) stands in the sentence or above it, as it is written."""
    asked = _masked(question.text)
    paragraph = [s.text for s in candidate.book.paragraph(candidate.sentence) if s.order < candidate.sentence.order]
    own = _masked(candidate.sentence.text) or _masked(" ".join(paragraph[-1:]))
    named = own | _masked(f"{candidate.book.title} {candidate.book.heading_path(candidate.sentence)}")
    alike = (any(tail == t and (not c or not place or c == place) for c, t in named) for place, tail in asked)
    return not own or all(alike)


def _masked(text: str) -> frozenset[tuple[str, str]]:
    """Return the masked bodies that folded `text` names: of what level (市, or nothing), and what they are (局)."""
    return frozenset((hit["class"], hit["tail"]) for hit in _MASKED.finditer(text))


def _names_titled(question: Question, candidate: Candidate) -> bool:
    """Say whether a text that the question names by title (《数据条例》), and that is no document here, stands there."""
    around = f"{candidate.book.title} {candidate.book.heading_path(candidate.sentence)} {candidate.sentence.text}"
    if question.kind == "yesno" or not question.titles:  # a wrong title is put right from what stands there
        return True
    return any(match(title, around) >= QUOTED_LEAST for title in question.titles)


def is_of_unnamed_row(question: Question, candidate: Candidate) -> bool:
    """Say whether the sentence is a row of a table that lacks a body or figure of the question, or the question has none."""
    if not candidate.is_row:
        return False
    text = candidate.sentence.text
    figures = re.findall(r"\d+(?:\.\d+)?", question.text)
    named = [*question.bodies, *figures]
    return not named or not all(name in text or stands_in(name, text) for name in named)


def _is_opposed(asked: str, text: str) -> bool:
    return grades_differ(asked, text) or ends_differ(asked, text) or holders_differ(asked, text)


_END_ASKED = re.compile(
    r"(?:谁|哪|什么|啥)[^,。?]{0,16}?(?<!至)最(?![后近终初新])[\u4e00-\u9fff]{1,2}(?<!能)(?<!可)(?<!只)(?<!不)(?:的|[?,]|$)|"
    r"(?<!至)最(?![后近终初新])[\u4e00-\u9fff]{1,4}?的(?:是|有|为)?(?:谁|哪|什么|啥)"
)
_END_TOLD = re.compile(
    r"最|第一|首要|关键|根本|核心|重中之重|突出|居首|首位|榜首|冠|领先|名列|位列|倒数|垫底|末位|头名|之首"
    r"|\d(?P<unit>[^\d、,;。]{1,3})[^\d,;。、]?[、,][^\d,;。、]{1,10}\d[\d.]*(?P=unit)"
)


def _lacks_the_end(question: Question, candidate: Candidate) -> bool:
    """Say whether the one that is most or least of all is asked for (谁去得最多), and the sentence tells of no order.

    Neither in words nor by several figures that could be set side by side.
    """
    asked = (
        question.asked in {"body", "person", "name", "place", "text"}
        and question.kind in {"fact", "explain"}
        and _END_ASKED.search(question.text)
    )
    return bool(asked) and not candidate.is_row and not _END_TOLD.search(candidate.sentence.text)


def _states(question: Question, figure: str, candidate: Candidate) -> bool:
    """Say whether the figure that the question points by stands in the sentence, beside it, or in a heading above.

    What stands beside tells nothing when the sentence is of others of the same row (第四党支部 for 第六支部).
    """
    own = candidate.sentence.text
    thing = re.search(rf"{figure}党?([\u3400-\u9fff]{{2}})", question.text) if figure[0] == "第" else None
    if thing and figure not in own and re.search(rf"第[\d{CHARACTERS}]+党?{thing[1]}", own):
        return False
    before = candidate.book.before(candidate.sentence)
    near = (
        f"{candidate.book.heading_path(candidate.sentence)} {before.text if before else ''} {candidate.sentence.text}"
    )
    near = f"{candidate.book.title} {near}"
    if figure in near or figure.replace("第一", "首") in near:
        return True
    if figure[0] in CHARACTERS:  # 一千二百多场 of 1200多场
        named = find_quantities(figure)[:1]
        return any(q.value == n.value and compatible(n.unit, q.unit) for n in named for q in find_quantities(near))
    bare = re.sub(r"(?<=\d),(?=\d{3})", "", near)
    return re.sub(r"[^\d.]", "", figure) in re.findall(r"\d+(?:\.\d+)?", bare)


_PUT = re.compile(rf"{frames.PUTS_CASE}|的话|非得|(?:只[有得考打]|[才得打])了?(?=\d)|算不算|够不够|行不行")
_BOUND = re.compile(r"低于|高于|不足|不满|不到|少于|超过|达到|未达|不少于|以上|以下|以内|之内|及以|满(?=\d)|>|<|≥|≤")


def _is_put_to_a_bound(question: Question, candidate: Candidate) -> bool:
    """Say whether a case is put (要是只有80%) and the sentence tells from which bound on what follows (低于85%的…)."""
    return (
        question.kind in {"explain", "yesno"}
        and _PUT.search(question.text) is not None
        and _BOUND.search(candidate.sentence.text) is not None
    )


def _meant(scope: Scope, candidate: Candidate) -> tuple[int, ...]:
    """Return the year that 今年 or 去年 means for the sentence's document, as a tuple; empty when that is left open."""
    year = scope.meant.get(candidate.document.id)
    return () if year is None else (year,)


def _other_year(asked: Sequence[int], candidate: Candidate, *, compared: bool) -> bool:
    """Say whether the sentence is of years that are not asked for: by the text, else by its document's title or date.

    A year that it only compares with (比2024年增加18名) counts when the question compares as well.
    """
    if not asked:
        return False
    hits = _YEAR.finditer(candidate.sentence.text)
    stated = [int(h[1]) for h in hits if compared or candidate.sentence.text[: h.start()][-1:] not in {"比", "较"}]
    if not stated and (year := candidate.book.year_of(candidate.sentence)) is not None:
        stated = [year]
    card = candidate.document.card.year
    if stated:
        return not set(stated) & set(asked) and not (card in asked and min(stated) <= max(asked) <= max(stated))
    spans = [int(year) for year in _YEAR.findall(candidate.book.title)]  # a plan of 2024—2026 is of 2025 as well
    if card is not None and (not spans or _turns(candidate)):
        spans.append(card)
    return bool(spans) and not any(min(spans) <= year <= max(spans) for year in asked)


def _turns(candidate: Candidate) -> bool:
    """Say whether a sentence, or a heading above it, turns from the year in the title to that of the writing (今年, 下一步)."""
    return _ONWARD.search(f"{candidate.book.heading_path(candidate.sentence)} {candidate.sentence.text}") is not None
