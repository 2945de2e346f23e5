"""What a text takes for its theme, handle or aim: 以X为主题, 以Y为抓手. Such a role is told by that form and no other word."""

from __future__ import annotations

import re
from typing import Final

from assistant.deciding import LIGHT, passes_locks
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.folding import fold
from assistant.question.model import Question, Term
from assistant.question.terms import match
from assistant.refusing import not_found
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Span

MET_LEAST: Final = 0.8
_ROLES = "主题|抓手|牵引|总?目标|重点|主线|统领|引领|关键|契机|载体|突破口|切入点|着力点|支撑|导向|纽带|根本"
_WHAT = r"(?:什么|啥|哪(?:个|些|一[个项])?)"
_ASKED = (
    re.compile(rf"(?:以|拿|把){_WHAT}(?:来)?(?:作|当|做)?(?:作|为|成)?(?P<role>{_ROLES})"),
    re.compile(rf"(?P<role>{_ROLES})(?:到底|究竟|具体)?(?:是|为|叫){_WHAT}(?=[?呢啊]*$)"),
    re.compile(rf"{_WHAT}(?:是|作为|当作?)(?:了)?(?P<role>{_ROLES})(?=[?呢啊]*$)"),
)
_PUT = re.compile(rf"以(?P<what>(?:“[^”]{{2,60}}”|[^,;:。以“”]){{1,60}}?)为(?P<role>{_ROLES})")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return what the text says it takes for the asked role in the question's matter; None when nothing or several."""
    asked = next((hit for pattern in _ASKED if (hit := pattern.search(question.text))), None)
    if asked is None or question.kind not in {"explain", "fact", "list", "outline"}:
        return None
    role = asked["role"]
    if asked.re is _ASKED[0] and not any(role in book.folded for book in finder.books(scope)):
        return not_found(question, scope, finder)
    told = [
        (Candidate(book, sentence, 0, 0, 0), hit)
        for book in finder.books(scope)
        for sentence in book.sentences
        if not sentence.furniture and role in sentence.text
        for hit in _PUT.finditer(sentence.text)
        if hit["role"] == role
    ]
    matter = [t for t in question.terms if not t.entity and t.weight >= LIGHT and t.text not in asked.group()]
    met = [(c, hit) for c, hit in told if _is_of(matter, c) and passes_locks(question, scope, c)]
    if len(met) > 1:
        met = [(c, hit) for c, hit in met if _is_beside(matter, c, hit)]
    if len(met) != 1:
        return None
    ((candidate, hit),) = met
    document, start = candidate.document, candidate.sentence.span.start
    span = Span(start + hit.start("what"), start + hit.end("what"))
    short = span.of(document.text).strip("“”")
    source = say("according", question.language, label=label(document))
    line = Statement(f"**{short}**", (Quote(document, span),))
    text = " ".join(candidate.sentence.span.of(document.text).split("\n"))
    proof = Statement(f"{source}“{text}”", (Quote(document, candidate.sentence.span),))
    return Draft("answered", "fact", (line, proof), short=short, confidence=0.8, documents=(document.id,))


def _is_of(matter: list[Term], candidate: Candidate) -> bool:
    """Say whether the matter stands in the sentence, above it, or in the document's title."""
    around = f"{candidate.book.title} {candidate.book.heading_path(candidate.sentence)} {candidate.sentence.text}"
    return all(match(term.text, around) >= MET_LEAST for term in matter)


def _is_beside(matter: list[Term], candidate: Candidate, hit: re.Match[str]) -> bool:
    """Say whether the form stands right at the matter; with none but the document's own, before its first part."""
    own = [term for term in matter if term.text not in candidate.book.title]
    if not own:
        return candidate.sentence.section is None
    text = candidate.sentence.text
    end = (
        min(at for at in (text.find(mark, hit.end()) for mark in ",;。、") if at >= 0)
        if re.search("[,;。、]", text[hit.end() :])
        else len(text)
    )
    return all(match(term.text, fold(text[hit.start() : end])) >= MET_LEAST for term in own)
