"""Saying no, or asking back: nothing in the library, a wrong premise, too many readings, a greeting."""

from __future__ import annotations

from assistant.deciding import judge, subject_text
from assistant.draft import Draft, Quote, Statement, clip
from assistant.finding import Finder
from assistant.question.bodies import BODY
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.library import Library
from corpus.model import Document

NEAREST = 3
ELSEWHERE_LEAST = 0.72  # a passage of another place must fit this well before a premise is called wrong


def chitchat(question: Question, library: Library) -> Draft:
    """Return a friendly sentence; no search, no citations."""
    text = question.text
    ids = library.ids()
    if any(word in text for word in ("谢", "thank", "辛苦", "再见", "拜拜", "bye", "好的")) or text == "ok":
        key = "thanks"
    elif any(
        word in text for word in ("你是谁", "叫什么", "能", "会", "什么", "介绍", "who", "what", "怎么", "how", "可以")
    ):
        key = "about"
    else:
        key = "greeting"
    example = label(library.document(ids[-1])) + "的要点有哪些？" if ids else ""
    return Draft(
        "chitchat",
        "chitchat",
        (Statement(say(key, question.language, example=example, count=len(ids)), frame=True),),
        confidence=1.0,
    )


def out_of_purpose(question: Question) -> Draft:
    """Return one friendly sentence for what is no matter of the library (weather, poems, code)."""
    return Draft(
        "not_found", "explain", (Statement(say("out_of_purpose", question.language), frame=True),), confidence=0.0
    )


def outside_library(question: Question, scope: Scope) -> Draft | None:
    """Return a refusal when the named place, year or number is not in the library at all, else None."""
    lines: list[str] = []
    if scope.absent_titles and not scope.named and not scope.places:
        lines.append(say("absent_number", question.language, number="、".join(scope.absent_titles)))
    if scope.absent_places and not (scope.places or scope.wanted):
        lines.append(say("absent_place", question.language, place="、".join(scope.absent_places)))
    if scope.absent_years and not scope.years:
        lines.append(say("absent_year", question.language, year="、".join(map(str, scope.absent_years))))
    if not lines:
        return None
    return Draft("not_found", question.kind, tuple(Statement(line, frame=True) for line in lines), confidence=0.0)


def clarify(question: Question, documents: list[Document]) -> Draft:
    """Return the question back with the documents that it may mean."""
    lines = [Statement(f"- {label(d)}", frame=True) for d in documents[:8]]
    head = Statement(say("clarify", question.language), frame=True)
    return Draft("clarify", question.kind, (head, *lines), suggestions=tuple(label(d) for d in documents[:8]))


def premise(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the correction when what is asked is said of another place or body than the one named, else None."""
    if not (question.places or question.bodies) or not question.terms:
        return None
    stripped = [t for t in question.terms if not t.entity]
    if len(stripped) < 2:
        return None
    from dataclasses import replace

    free = replace(question, terms=tuple(stripped), bodies=(), places=())
    for candidate in finder.candidates(free, Scope(), everywhere=True)[:5]:
        support = judge(free, Scope(), candidate)
        if (
            not support.holds
            or candidate.own < ELSEWHERE_LEAST - 0.1
            or candidate.context < ELSEWHERE_LEAST
            or candidate.sentence.furniture
        ):
            continue
        asked = "、".join([*(p.surface for p in question.places), *question.bodies])
        around = subject_text(candidate)
        document = candidate.document
        inside = scope.documents is None or document.id in scope.documents
        quote = Quote(document, candidate.sentence.span)
        if inside and (question.bodies or scope.wanted):
            named = BODY.search(candidate.sentence.text)
            if named is None or any(name in around for name in (*question.bodies, *scope.wanted)):
                continue
            line = say("wrong_body", question.language, actual=named.group(), asked=asked)
        elif document.card.masked:
            line = say("masked_place", question.language, asked=asked)
        elif not inside and document.card.place:
            line = say("wrong_place", question.language, actual=document.card.place.value, asked=asked)
        else:
            continue
        return Draft(
            "partial", question.kind, (Statement(line, (quote,), frame=True),), confidence=0.3, documents=(document.id,)
        )
    return None


def not_found(question: Question, scope: Scope, finder: Finder) -> Draft:
    """Return that the library does not say, with the passages that came closest."""
    near: list[Quote] = []
    for candidate in finder.candidates(question, scope):
        if candidate.sentence.furniture or candidate.sentence.heading:
            continue
        near.append(Quote(candidate.document, clip(candidate.document, candidate.sentence.span)))
        if len(near) == NEAREST:
            break
    key = "not_found_near" if near else "not_found"
    return Draft(
        "not_found",
        question.kind,
        (Statement(say(key, question.language), frame=True),),
        nearest=tuple(near),
        confidence=0.0,
    )
