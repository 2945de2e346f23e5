"""What stands beside the sentence that told one thing, as the reader sees it when asked another thing of the same matter.

得了大病补多少,从哪出: of all the library the second half may mean anything; of the paragraph that told the first it means
one thing, though it shares no word with it. So it is the reader who finds it, and the kind of the value, the deed that is
spoken of and what the reader says of the first thing again that decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from assistant.answering import fact
from assistant.answering.excerpt import excerpt
from assistant.deciding import passes_locks
from assistant.draft import Draft, Statement
from assistant.evidence import Book, Candidate, Sentence
from assistant.finding import Finder, is_read
from assistant.folding import fold
from assistant.opposed import grades_differ
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.typed import DURATION, LOCATION, holds_kind
from corpus.model import Passage, Span

FARTHEST = 3  # sentences between what is told of one matter, all of one paragraph
SURE = 0.45  # the reader's; near misses of the asked kind that were of the matter had 0.3 at most
SAME_SENTENCE = 0.33  # of how or what something is, asked of the very sentence, which is quoted whole
ALONE = 0.6  # of each thing, when none of them was found by itself
MOST_WORDINGS, MOST_ANCHORS = 4, 3
ROW_LEAST = 0.6  # of the question's weight that a row of a table must hold, as its neighbours are of other things
LONGEST = 30  # code points of words that are given for the answer
_PLACE = re.compile(r"[市区县镇乡村厅室馆楼场园校院站所路街号里巷弄桥港山河湖岛店]$|中心|基地|社区|会场|大厦")
_LASTING = (("天", "日"), ("月",), ("年",), ("小时",))
_LASTS = re.compile(
    r"多久|多长时间|(?:几|多少)(?:个?月|年|天|周|小时)|\bhow long\b|\bhow many (?:years|months|weeks|days)\b"
)
_SOURCE = re.compile(r"从哪(?:儿|里)?(?:出|支|拿|列支|开支|解决)")
"""Asks what money is paid from, which is no place."""
_PAID = re.compile(r"列支|支出|开支|支付|承担|负担|分担|安排|解决|拨付|出资|划拨|保障|列入")
_COUNTED = frozenset({"quantity", "percent", "time"})
_VALUED = frozenset({"quantity", "percent", "time", "person", "place", "body", "name"})
Put = Callable[[str, Scope, tuple[str, ...]], tuple[Question, Scope]]
"""Understands a part of a question of a scope, and tells where to look for it: in the documents, when they are given."""


@dataclass(frozen=True, slots=True)
class Vicinity:
    """Reads the sentences beside one that is known to be of the matter."""

    finder: Finder
    put: Put
    scope: Scope

    def knows_where(self, question: Question) -> bool:
        """Say whether `question` tells by itself which documents it is of."""
        return self.put(question.text, self.scope, ())[1].documents is not None

    def tell(self, wordings: Sequence[str], told: Sequence[Draft]) -> Iterator[Draft]:
        """Yield what the sentences beside those of `told` tell of one thing, in any of its `wordings`, surest first."""
        quotes = {(q.document.id, q.span.start): q for draft in told for line in draft.statements for q in line.quotes}
        found: list[tuple[float, Draft]] = []
        taken = [fold(draft.short) for draft in told if draft.short]
        echo = 0.0
        for quote in quotes.values():
            book = self.finder.shelf.open(quote.document)
            anchors = [s for s in book.sentences if s.span.overlaps(quote.span) and not s.heading and not s.furniture]
            for anchor, wording in product(anchors[:1], wordings[:MOST_WORDINGS]):
                question, scope = self.put(wording, self.scope, (quote.document.id,))
                candidates = self.finder.within(question, scope, book, _passages(book, anchor))
                beside = [c for c in candidates if _is_beside(c.sentence, anchor)]
                found += [(c.support or 0.0, d) for c in beside if (d := _told(question, scope, c, anchor))]
                if (
                    question.asked not in _COUNTED
                ):  # who or what: the reader gives the one thing again when it sees no other
                    echo = max([echo, *(c.support or 0.0 for c in beside if _repeats(c, taken))])
        found.sort(key=lambda one: -one[0])
        return (draft for support, draft in found if support > echo)

    def jointly(self, parts: Sequence[Sequence[str]], fits: Callable[[int, list[Draft]], bool]) -> list[Draft]:
        """Return what one place of the library tells of all things, none of which was found by itself; else nothing.

        Each thing is given by its wordings. Two places that tell all, but not the same, tell nothing.
        """
        found: list[list[Draft]] = []
        for at, wordings in enumerate(parts):
            for anchor in self._alone(wordings):
                told: list[Draft] = []
                for k, others in enumerate(parts):
                    options = [anchor] if k == at else list(self.tell(others, [anchor]))
                    told += [d for d in options if d.confidence >= ALONE and fits(k, [*told, d])][:1]
                if len(told) == len(parts):
                    found.append(told)
        shorts = {tuple(draft.short for draft in told) for told in found}
        return found[0] if len(shorts) == 1 else []

    def _alone(self, wordings: Sequence[str]) -> list[Draft]:
        """Return what the reader is sure of by itself, surest first."""
        found: list[tuple[float, Draft]] = []
        for wording in wordings[:MOST_WORDINGS]:
            question, scope = self.put(wording, self.scope, ())
            for candidate in self.finder.candidates(question, scope):
                if draft := _told(question, scope, candidate, None):
                    found.append((candidate.support or 0.0, draft))
        kept: dict[tuple[str, int], Draft] = {}
        for _, draft in sorted(found, key=lambda one: -one[0]):
            (quote,) = draft.statements[0].quotes
            kept.setdefault((quote.document.id, quote.span.start), draft)
        return list(kept.values())[:MOST_ANCHORS]


def _repeats(candidate: Candidate, taken: Sequence[str]) -> bool:
    """Say whether the reader points to one of the values that were `taken`."""
    read = candidate.read.of(candidate.sentence.text) if candidate.read is not None else ""
    return len(read) > 1 and any(value in read or read in value for value in taken)


def _passages(book: Book, anchor: Sentence) -> list[Passage]:
    """Return the passages that hold the sentences beside `anchor`."""
    spans = [sentence.span for sentence in book.paragraph(anchor) if _is_beside(sentence, anchor)]
    return [p for p in book.passages.values() if is_read(p) and any(p.span.overlaps(span) for span in spans)]


def _is_beside(sentence: Sentence, anchor: Sentence) -> bool:
    return sentence.paragraph == anchor.paragraph and abs(sentence.order - anchor.order) <= FARTHEST


def _told(question: Question, scope: Scope, candidate: Candidate, anchor: Sentence | None) -> Draft | None:
    """Return what the reader points to in a sentence as an answer; None when it is unsure or it is of another kind."""
    sentence, read, support = candidate.sentence, candidate.read, candidate.support or 0.0
    foreign_name = question.language == "en" and question.asked in {"person", "body", "name"}
    least = ALONE if anchor is None or foreign_name else SURE
    if question.kind == "explain" and sentence == anchor:
        least = SAME_SENTENCE
    if read is None or support < least or candidate.share < 1 or sentence.heading or sentence.furniture:
        return None
    if not passes_locks(question, scope, candidate):
        return None
    if candidate.is_row and (candidate.own < ROW_LEAST or anchor not in {None, sentence}):
        return None
    spans = _value(question, candidate, read)
    if not spans or grades_differ(question.text, _clause(sentence.text, spans[0])):
        return None
    quote = excerpt(candidate, question.terms, spans[0])
    start = sentence.span.start
    short = "、".join(Span(start + span.start, start + span.end).of(candidate.document.text) for span in spans)
    line = Statement(f"**{short}**", (quote,))
    kind = question.kind if question.kind == "explain" else "fact"
    return Draft("answered", kind, (line,), short=short, confidence=support, documents=(candidate.document.id,))


def _value(question: Question, candidate: Candidate, read: Span) -> tuple[Span, ...]:
    text, span = candidate.sentence.text, fact.trimmed(read, candidate.sentence.text)
    if _SOURCE.search(question.text):
        span = Span(span.start + len(span.of(text)) - len(span.of(text).lstrip("由从在")), span.end)
        paid = _PAID.search(_clause(text, span) + re.split("[,;。]", text[span.end :])[0])
        return (span,) if paid and 1 < len(span) <= LONGEST else ()
    if question.kind == "explain":
        fits = question.asked != "reason" or holds_kind(question, candidate)
        return (span,) if fits and 1 < len(span) <= LONGEST and ";" not in span.of(text) else ()
    if question.kind != "fact" or question.asked not in _VALUED or len(question.slots) > 1:
        return ()
    if _LASTS.search(question.text) and DURATION.fullmatch(span.of(text)):  # 三年 is no count of things
        return (span,) if _lasts_as_asked(question, span.of(text)) else ()
    if question.asked == "place":
        named = LOCATION.search(read.of(text))
        if named is not None:
            span = Span(read.start + named.start("name"), read.start + named.end("name"))
        return (span,) if _PLACE.search(span.of(text)) else ()
    if question.asked == "time" and not holds_kind(question, candidate):
        return ()
    found = fact.read_value(question, candidate)
    spans = found.spans if found is not None else ()
    return spans if all(_lasts_as_asked(question, span.of(text)) for span in spans) else ()


def _lasts_as_asked(question: Question, value: str) -> bool:
    """Say whether a length of time is counted as the question counts it: 几天 is not told by the 48小时 of another thing."""
    asked = next((group for slot in question.slots for group in _LASTING if slot.unit in group), None)
    return asked is None or any(value.rstrip("以内上下之前").endswith(unit) for unit in asked)


def _clause(text: str, span: Span) -> str:
    start = max(text.rfind(mark, 0, span.start) for mark in ",;:。") + 1
    return text[start : span.end]
