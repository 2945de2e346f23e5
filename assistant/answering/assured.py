"""The surest reading: one sentence that reader, words and retrieval all put first, when no other way of answering took it.

Other ways ask for a form: a noun beside the figure, a verb beside the name. What is said in everyday words often meets
none of them, and the sentence is there all the same. It is quoted, without a verdict, when it holds a value of the kind
that was asked for; the question's own value is none.
"""

from __future__ import annotations

import re

from assistant.answering import misplaced
from assistant.answering.claimed import CLAIMING
from assistant.answering.found import Found
from assistant.deciding import is_of_unnamed_row, judge
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Candidate
from assistant.finding import Finder
from assistant.quantities import find_quantities
from assistant.question.model import Question, Slot
from assistant.question.persons import PERSON
from assistant.scoping import Scope
from assistant.typed import CLOCK, LOCATION, TIME, unit_agrees
from assistant.wording import label, say

SURE = {"zh": 0.85, "en": 0.65}  # trust; of 42 refused development questions above it 30 had the right sentence there
_MASK = re.compile(r"[*×]{2}")
_NAME_ASKED = re.compile(r"网址|号码|热线|电话|邮箱|哪个号|几号|名单|名字|[叫名]什么")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the one sentence that is put first, when it is surely of what is asked, whatever its form; else None."""
    candidates = finder.candidates(question, scope)[:1]
    sure = [
        c
        for c in candidates
        if (c.trust or 0.0) >= SURE[question.language] and not c.sentence.furniture and not c.sentence.heading
    ]
    if not sure or is_of_unnamed_row(question, sure[0]) or not judge(question, scope, sure[0]).holds:
        return None
    best = sure[0]
    if question.language == "zh" and not _tells(question, best):
        return None
    source = say("according", question.language, label=label(best.document))
    text = " ".join(best.sentence.span.of(best.document.text).split("\n"))
    statement = Statement(f"{source}“{text}”", (Quote(best.document, best.sentence.span),))
    return Draft("answered", "explain", (statement,), confidence=best.score, documents=(best.document.id,))


def _tells(question: Question, candidate: Candidate) -> bool:
    """Say whether the sentence holds a value of the asked kind that the question does not name itself; lists are no value."""
    text = candidate.sentence.text
    if question.kind == "yesno":
        return CLAIMING.search(question.text) is None  # a claim is put right or left open elsewhere
    if question.kind == "explain":
        return _NAME_ASKED.search(question.text) is None
    if question.kind != "fact":
        return False
    match question.asked:
        case "quantity" | "percent":
            asked = question.slots or (Slot("", ""),)
            told = [q for q in find_quantities(text) if re.sub(r"^\D+", "", q.span.of(text)) not in question.text]
            seen = [q for q in told if candidate.read is not None and q.span.overlaps(candidate.read)]
            own = [Found(candidate, (q.span,), candidate.score) for q in seen]
            other = any(misplaced.is_of_something_else(question, value) for value in own)
            return not other and all(any(unit_agrees(question, slot, q) for q in seen) for slot in asked)
        case "time":
            return any(m.group() not in question.text for form in (TIME, CLOCK) for m in form.finditer(text))
        case "place":
            return LOCATION.search(text) is not None
        case "person":
            return any(
                m["name"] not in question.text and text[m.end() : m.end() + 1] != ":" for m in PERSON.finditer(text)
            )
        case _:
            return False
