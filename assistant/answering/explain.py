"""An explanation: two to four sentences of one passage, in the document's order and words."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering import tree
from assistant.deciding import is_of_unnamed_row, judge, opening_subject, passes_locks
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Candidate, Sentence
from assistant.finding import Finder
from assistant.folding import fold
from assistant.quantities import find_quantities
from assistant.question.bodies import stands_in
from assistant.question.model import Question
from assistant.question.terms import coverage
from assistant.scoping import Scope
from assistant.wording import label, say
from corpus.model import Section

HEADING_FIT = 0.7
SENTENCES = 4
CHARACTERS = 420
FAR_BEFORE = 0.6  # share of the rank of the first sentence that one further down must have
SURE = 0.65  # trust of a sentence that is given though the form of the question was not understood
RIVAL, RIVAL_TRUST = (
    0.8,
    0.65,
)  # another document's sentence this close to the best, in words and trust, is given as well


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the sentences that answer, or None when none supports the question."""
    candidates = [c for c in finder.candidates(question, scope) if not c.sentence.furniture]
    if question.kind in {"yesno", "outline"}:  # what a row says is so of its own columns alone
        candidates = [c for c in candidates if not is_of_unnamed_row(question, c)]
    best = next((c for c in candidates[:8] if _may_tell(question, c) and judge(question, scope, c).holds), None)
    if best is not None and any(_is_far_before(question, scope, c, best) for c in candidates[:8]):
        best = None
    heading = tree.best_heading(question, list(finder.books(scope)))
    if heading is not None and heading[2] >= HEADING_FIT and _may_quote_whole(question, scope, *heading[:2]):
        book, section, fit = heading
        sure = question.language == "zh" and (best is None or fit >= best.own)
        if sure or (best is not None and best.sentence.section == section.index):
            draft = tree.content(book.document, section, language=question.language, terms=question.terms)
            if len(draft.statements) > 1:
                return draft
    if best is None:
        return None
    lines: list[Statement] = []
    tops = _rivals(question, scope, candidates, best)
    for top in tops:
        lines.append(Statement(say("according", question.language, label=label(top.document)).rstrip(), frame=True))
        for sentence in _neighbourhood(question, top):
            text = " ".join(sentence.span.of(top.document.text).split("\n"))
            lines.append(Statement(text, (Quote(top.document, sentence.span),)))
    return Draft(
        status="answered",
        kind="explain",
        statements=tuple(lines),
        confidence=min(1.0, best.score),
        documents=tuple(top.document.id for top in tops),
    )


def _may_tell(question: Question, candidate: Candidate) -> bool:
    """Say whether a line may be an answer: no heading, but one that names who was excused, and why, at the head of minutes."""
    return not candidate.sentence.heading or (question.asked == "reason" and ":" in candidate.sentence.text)


def _is_far_before(question: Question, scope: Scope, first: Candidate, best: Candidate) -> bool:
    """Say whether a sentence that is not trusted is ranked far before `best`: then neither of them is an answer."""
    ranked = (first.rank or 0.0) * FAR_BEFORE > (best.rank or 0.0)
    return ranked and not first.sentence.heading and passes_locks(question, scope, first)


def surest(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the one sentence that is put first, when it is surely of what is asked, whatever its form; else None."""
    candidates = finder.candidates(question, scope)[:1]
    sure = [c for c in candidates if (c.trust or 0.0) >= SURE and not c.sentence.furniture and not c.sentence.heading]
    if not sure or is_of_unnamed_row(question, sure[0]) or not judge(question, scope, sure[0]).holds:
        return None
    best = sure[0]
    source = say("according", question.language, label=label(best.document))
    text = " ".join(best.sentence.span.of(best.document.text).split("\n"))
    statement = Statement(f"{source}“{text}”", (Quote(best.document, best.sentence.span),))
    return Draft("answered", "explain", (statement,), confidence=best.score, documents=(best.document.id,))


def of_times(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the sentences that answer 几回 or 几趟 in another measure (6讲) than those words are matched with; else None."""
    if len(question.slots) != 1 or question.slots[0].unit not in {"回", "趟", "遍"}:
        return None
    found = answer(replace(question, kind="explain", asked="text", slots=(), focus=""), scope, finder)
    told = found and " ".join(fold(quote.text) for statement in found.statements for quote in statement.quotes)
    return found if told and find_quantities(told) else None


def _may_quote_whole(question: Question, scope: Scope, book: Book, section: Section) -> bool:
    """Say whether a section may answer as a whole: no body, place or figure was named that only one sentence can meet."""
    if question.bodies or scope.wanted or question.asked == "reason":
        return False
    text = book.folded[section.span.start : section.span.end]
    if not any(len(term.text) > 1 for term in question.terms):  # 计分 is not met by 分
        return False
    return all(figure in text for figure in question.figures) and (not question.aspect or question.aspect in text)


def _rivals(question: Question, scope: Scope, candidates: list[Candidate], best: Candidate) -> list[Candidate]:
    """Return the best sentence, and that of each other document which fits nearly as well when no place was named."""
    if question.places or scope.named or question.bodies or question.speech:
        return [best]
    tops: dict[str, Candidate] = {best.document.id: best}
    for candidate in candidates[:20]:
        close = _strength(candidate) >= RIVAL_TRUST * _strength(best) and candidate.own >= RIVAL * best.own
        if (
            close
            and candidate.document.id not in tops
            and not candidate.sentence.heading
            and judge(question, scope, candidate).holds
        ):
            tops[candidate.document.id] = candidate
    return list(tops.values())[:3]


def _strength(candidate: Candidate) -> float:
    return candidate.words if candidate.trust is None else candidate.trust


def _neighbourhood(question: Question, best: Candidate) -> list[Sentence]:
    """Return the best sentence with those of its paragraph that the reader points to or that go on about the same."""
    paragraph = [s for s in best.book.paragraph(best.sentence) if s.section == best.sentence.section and not s.heading]
    at = paragraph.index(best.sentence) if best.sentence in paragraph else 0
    if not paragraph:
        return [best.sentence]
    chosen = {at}
    if best.reach is not None and best.share > 0:
        chosen |= {i for i, s in enumerate(paragraph) if abs(i - at) < SENTENCES and s.span.overlaps(best.reach)}
    used = sum(len(paragraph[i].span) for i in chosen)
    scores = {i: coverage(question.terms, s.text) for i, s in enumerate(paragraph)}
    for i in sorted(range(len(paragraph)), key=lambda i: (-scores[i], abs(i - at))):
        near = abs(i - at) == 1 and i > at and len(paragraph[at].span) < 60
        if i in chosen or len(chosen) >= SENTENCES or used + len(paragraph[i].span) > CHARACTERS:
            continue
        if scores[i] >= 0.45 * best.own or near:
            chosen.add(i)
            used += len(paragraph[i].span)
    return [paragraph[i] for i in sorted(chosen) if i == at or not _is_of_another(question, paragraph[i])]


def _is_of_another(question: Question, sentence: Sentence) -> bool:
    """Say whether a sentence opens with another body or district as its subject than those that the question names."""
    names = [*question.bodies, *(place.name for place in question.places)]
    subject = opening_subject(sentence.text)
    return (
        bool(names) and subject is not None and not any(name in subject or stands_in(name, subject) for name in names)
    )
