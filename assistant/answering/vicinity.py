"""What stands beside the sentence that told one thing, as the reader sees it when asked another thing of the same matter.

得了大病补多少,从哪出: of all the library the second half may mean anything; of the paragraph that told the first it means
one thing, though it shares no word with it. So it is the reader who finds it, and the kind of the value, the deed that is
spoken of and what the reader says of the first thing again that decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from assistant.answering import beside, rowmate, valued
from assistant.answering.excerpt import excerpt
from assistant.answering.figures import counts_other
from assistant.deciding import passes_locks
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Candidate, Sentence
from assistant.finding import Finder, is_read
from assistant.folding import fold
from assistant.opposed import grades_differ
from assistant.quantities import find_quantities
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.typed import counted_in
from corpus.model import Passage, Span

FARTHEST = 3  # sentences between what is told of one matter, all of one paragraph
SURE = 0.45  # the reader's; near misses of the asked kind that were of the matter had 0.3 at most
SAME_SENTENCE = 0.33  # of how or what something is, or of what the question counts, asked of the very sentence
ALONE = 0.6  # of each thing, when none of them was found by itself
MOST_WORDINGS, MOST_ANCHORS = 4, 3
BEST_RANK, BEST_TRUST = 0.5, 0.9  # of a sentence that is known to be of the matter by all that was asked
READ_RANK, READ_TRUST = 0.25, 0.4  # of one in which the reader points to all that was asked
ROW_LEAST = 0.6  # of the question's weight that a row of a table must hold, as its neighbours are of other things
_COUNTED = frozenset({"quantity", "percent", "time"})
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
        yield from self._read(wordings, self._anchors(told), [fold(draft.short) for draft in told if draft.short])

    def confirms(self, wordings: Sequence[str], told: Draft) -> bool:
        """Say whether the reader, asked one thing in any of its `wordings`, gives the value that was `told`."""
        value = fold(told.short or "")
        return any(_is_told(value, [fold(d.short or "")]) for d in self._read(wordings, self._anchors([told]), []))

    def _anchors(self, told: Sequence[Draft]) -> list[tuple[Book, Sentence]]:
        """Return the sentences that `told` quotes."""
        quotes = {(q.document.id, q.span.start): q for draft in told for line in draft.statements for q in line.quotes}
        found: list[tuple[Book, Sentence]] = []
        for quote in quotes.values():
            book = self.finder.shelf.open(quote.document)
            touched = [s for s in book.sentences if s.span.overlaps(quote.span) and not s.heading and not s.furniture]
            found += [(book, sentence) for sentence in touched[:1]]
        return found

    def _read(
        self, wordings: Sequence[str], anchors: Sequence[tuple[Book, Sentence]], taken: Sequence[str]
    ) -> Iterator[Draft]:
        """Yield what the sentences beside the `anchors` tell, surest first, unless the reader sees what was `taken` again."""
        found: list[tuple[float, Draft]] = []
        echo = 0.0
        for (book, anchor), wording in product(anchors, wordings[:MOST_WORDINGS]):
            question, scope = self.put(wording, self.scope, (book.document.id,))
            for candidate in self.finder.within(question, scope, book, _passages(book, anchor)):
                if not _is_beside(candidate.sentence, anchor):
                    continue
                draft, support = _told(question, scope, candidate, anchor), candidate.support or 0.0
                if draft is not None and not _is_told(fold(draft.short or ""), taken):
                    found.append((support, draft))
                elif question.asked not in _COUNTED and _repeats(candidate, taken):
                    echo = max(echo, support)  # who or what: the reader gives the one thing again when it sees no other
        found.sort(key=lambda one: -one[0])
        yield from (draft for support, draft in found if support > echo)

    def beside_in_row(self, clause: str, wordings: Sequence[str], told: Sequence[Draft]) -> Draft | None:
        """Return the other cell of the row that told one thing, when `clause` asks for it."""
        ids = {i for draft in told for i in draft.documents}
        for wording in wordings[:1] if len(ids) == 1 else ():
            book = self.finder.shelf.open(self.finder.library.document(min(ids)))
            question, _ = self.put(wording, self.scope, (book.document.id,))
            if found := rowmate.answer(question, clause, told, book):
                return found
        return None

    def together(
        self,
        question: Question,
        parts: Sequence[tuple[str, Sequence[str]]],
        fits: Callable[[int, list[Draft]], bool],
    ) -> list[Draft]:
        """Return what the one sentence that best answers all of `question`, and those beside it, tell of each thing.

        Each thing is given by its clause and its wordings. Nothing when it is not sure that the sentence is of the matter,
        or one thing is not told there.
        """
        best = self._best(question)
        if best is None:
            return self._as_read(question, [clause for clause, _ in parts])
        rows = rowmate.rows_at(best.book, [best.sentence.span]) if best.is_row else []
        told: list[Draft] = []
        for at, (clause, wordings) in enumerate(parts):
            taken = [fold(draft.short) for draft in told if draft.short]
            options = list(self._read(wordings, [(best.book, best.sentence)], taken))
            if not options and len(rows) == 1:
                put, _ = self.put(wordings[0], self.scope, (best.document.id,))
                options = [d for d in [rowmate.of_row(put, clause, *rows[0], taken)] if d is not None]
            if not options and (alone := beside.answer(question, clause, [*told, _quoting(best)])) is not None:
                options = [alone]
            told += [d for d in options if fits(at, [*told, d])][:1]
        return told if len(told) == len(parts) else []

    def _as_read(self, question: Question, clauses: Sequence[str]) -> list[Draft]:
        """Return the values of different kinds that the reader points to at once when asked all (4月14日下午3时).

        Nothing unless each clause has one there and its words stand in the sentence or the title.
        """
        found = [c for c in self.finder.candidates(question, self.scope) if not c.sentence.heading][:1]
        told: list[Draft] = []
        for best in found:
            sure = (best.rank or 0.0) >= READ_RANK and (best.trust or 0.0) >= READ_TRUST and not best.is_row
            if not sure or best.sentence.furniture or best.read is None or not passes_locks(question, self.scope, best):
                return []
            spans = [beside.only_value(question, clause, best.sentence.text, best.read) for clause in clauses]
            quote = Quote(best.document, best.sentence.span)
            for clause, span in zip(clauses, spans, strict=True):
                short = span.of(quote.text) if span is not None else ""
                one = Draft(
                    "answered",
                    "fact",
                    (Statement(f"**{short}**", (quote,)),),
                    short,
                    (),
                    0.5,
                    documents=(quote.document.id,),
                )
                if span is None or spans.count(span) > 1 or not beside.holds_most(question, clause, one):
                    return []
                told.append(one)
        return told

    def _best(self, question: Question) -> Candidate | None:
        """Return the sentence that is known to be of the matter by all that was asked, or None.

        Of the rows of a table, which the reader sees together, it is the one that has most of the question's words.
        """
        found = [c for c in self.finder.candidates(question, self.scope) if not c.sentence.heading]
        best = next(iter(found), None)
        if (
            best is None
            or (best.rank or 0.0) < BEST_RANK
            or (best.trust or 0.0) < BEST_TRUST
            or best.sentence.furniture
        ):
            return None
        if best.is_row:
            rows = [
                c for c in found if c.is_row and c.sentence.section == best.sentence.section and c.book is best.book
            ]
            most = max(c.own for c in rows)
            named = [c for c in rows if c.own == most]
            best = named[0] if len(named) == 1 and most else None
        return best if best is not None and passes_locks(question, self.scope, best) else None

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


def _quoting(candidate: Candidate) -> Draft:
    """Return a sentence as what is known to be of the matter, with no value taken from it."""
    quote = Quote(candidate.document, candidate.sentence.span)
    return Draft("answered", "fact", (Statement("", (quote,)),), documents=(candidate.document.id,))


def _is_told(value: str, taken: Sequence[str]) -> bool:
    return any(value in one or one in value for one in taken)


def _repeats(candidate: Candidate, taken: Sequence[str]) -> bool:
    """Say whether the reader points to one of the values that were `taken`."""
    read = candidate.read.of(candidate.sentence.text) if candidate.read is not None else ""
    return len(read) > 1 and _is_told(read, taken)


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
    named = question.kind == "fact" and question.slots and counted_in(question, question.slots[0])
    if (question.kind == "explain" or named) and sentence == anchor:
        least = SAME_SENTENCE
    if read is None or support < least or candidate.share < 1 or sentence.heading or sentence.furniture:
        return None
    if not passes_locks(question, scope, candidate):
        return None
    if candidate.is_row and (candidate.own < ROW_LEAST if anchor is None else anchor != sentence):
        return None
    spans = valued.value(question, candidate, read)
    figures = [q for q in find_quantities(sentence.text) if q.span in spans]
    if len(question.slots) == 1 and any(counts_other(question.slots[0], q, sentence.text) for q in figures):
        return None
    if not spans or grades_differ(question.text, valued.clause_of(sentence.text, spans[0])):
        return None
    quote = excerpt(candidate, question.terms, spans[0])
    start = sentence.span.start
    short = "、".join(Span(start + span.start, start + span.end).of(candidate.document.text) for span in spans)
    line = Statement(f"**{short}**", (quote,))
    kind = question.kind if question.kind == "explain" else "fact"
    return Draft("answered", kind, (line,), short=short, confidence=support, documents=(candidate.document.id,))
