"""The product's table of contents: a question goes in, is understood, looked up, decided, answered, locked and cited."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from assistant import premise, refusing
from assistant.answering import (
    aftermath,
    annexed,
    another,
    card,
    claimed,
    compare,
    compute,
    contact,
    counted,
    crossing,
    definition,
    derived,
    documents,
    enumerated,
    explain,
    fact,
    followed,
    fullname,
    furniture,
    headed,
    labelled,
    listing,
    naming,
    numbered,
    opened,
    outlining,
    picked,
    position,
    put,
    rostered,
    schedule,
    several,
    severally,
    shaped,
    speaker,
    standing,
    table,
    venue,
    vetting,
    vicinity,
    yearname,
    yesno,
)
from assistant.citing.finishing import finished
from assistant.deciding import passes_locks
from assistant.draft import Draft, combine
from assistant.evidence import Candidate, Shelf
from assistant.finding import Finder, Readings, is_read
from assistant.knowledge import Knowledge
from assistant.model import Answer, Status, Turn
from assistant.question import frames
from assistant.question.followup import is_bare, last_question, leans_on_history, merge, reply_after
from assistant.question.model import Question
from assistant.question.pointing import only_points
from assistant.question.understand import clean, is_usable, understand
from assistant.scoping import Scope
from assistant.wording import say
from corpus.library import Library
from index.reader import BundledReader
from index.retrieval import Index

log = logging.getLogger("dangjian.assistant")

UNSURE = 0.5  # confidence below which an answer from elsewhere gives way to one of the document spoken of before
NEARER = 0.2  # how much less sure that one may be
DEEPEST_HISTORY = 6  # turns of follow-ups that are unfolded
# what stands written as a label, a row or a point is asked before running text, in this order
LABELLED = (
    furniture.foot, annexed.answer, fullname.answer, derived.first, standing.answer, card.page, position.piece, yearname.answer,
    schedule.answer, contact.answer, labelled.answer, put.answer, enumerated.answer, table.answer,
)  # fmt: skip
MOST_WARMED = 1500  # passages: as many as the reader remembers, a minute and a half of one core


class Assistant:
    """Answers questions over one library. Threads may share it; it keeps nothing of a conversation."""

    def __init__(
        self, library: Library, index: Index, *, reader: BundledReader | None = None, max_question_chars: int = 2000
    ) -> None:
        self.library = library
        self.index = index
        self._knowledge = Knowledge(library, index)
        self._finder = Finder(library, index, Shelf(), Readings(reader) if reader else None)
        self._limit = max_question_chars

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        scope: Mapping[str, str] | None = None,
        use_llm: bool = True,
    ) -> Answer:
        """Return the answer to one question; refusing is an answer.

        ``scope`` restricts it by ``place``, ``year`` or ``document``. ``history`` completes follow-ups, oldest first.

        Raises:
            InvalidRequest: `scope` has an unknown key or document.
        """
        del use_llm
        started = time.perf_counter()
        text = clean(question[: self._limit * 2])
        if not is_usable(text):
            return self._plain(question, "clarify", "empty", started)
        if len(question) > self._limit:
            return self._plain(question, "clarify", "too_long", started, limit=self._limit)
        understood, inherited = self._understand(text, history, depth=0)
        asked = dict(scope or {})
        if inherited and not (understood.places or understood.titles or understood.numbers):
            asked.setdefault("document", inherited)
        resolved = self._knowledge.current().scoper.resolve(understood, asked)
        draft = self._draft(understood, resolved)
        unsure = draft.status == "answered" and draft.kind != "card" and draft.confidence < UNSURE
        weak = unsure or draft.status in {"not_found", "clarify"}
        if history and "document" not in (scope or {}):
            again = self._carried_on(text, history, scope or {}, draft, weak=weak)
            nearer = draft.confidence - NEARER * (not weak or unsure)
            if again is not None and (again[2].status == "not_found" or again[2].confidence >= nearer):
                understood, resolved, draft = again
        return finished(question, understood, resolved, draft, started)

    def look_up(self, question: str, *, history: Sequence[Turn] = ()) -> tuple[Question, list[tuple[Candidate, bool]]]:
        """Return the understood question and the sentences that may answer it, best first, for those who measure.

        With each sentence goes whether it passes the locks: the subject, figures and years that the question names.
        """
        understood, inherited = self._understand(clean(question), history, depth=0)
        asked = {"document": inherited} if inherited and not understood.places and not understood.titles else {}
        scope = self._knowledge.current().scoper.resolve(understood, asked)
        found = self._finder.candidates(understood, scope)
        return understood, [(candidate, passes_locks(understood, scope, candidate)) for candidate in found]

    def warm(self, *, most: int = MOST_WARMED, stopped: Callable[[], bool] = lambda: False) -> int:
        """Make ready what the first questions would otherwise wait for; return how many passages were made ready.

        A library of more than `most` passages is left as it is. Each passage takes one core 15 to 35 ms, and `stopped`
        is asked before each. Questions may be asked meanwhile.
        """
        readings = self._finder.readings
        books, passages = [], 0
        for i in self.library.ids():
            book = self._finder.shelf.open(self.library.document(i))
            books.append(book)
            passages += len(book.passages)
            if passages > most or stopped():
                return 0
        if readings is None or not books:
            return 0
        self.look_up(books[0].title)  # opens what opens at first use: words, encoder, reader
        done = 0
        for book in books:
            for passage in filter(is_read, book.passages.values()):
                if stopped():
                    return done
                readings.prepare([passage], book.title)
                done += 1
        return done

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    def _understand(self, text: str, history: Sequence[Turn], *, depth: int) -> tuple[Question, str | None]:
        """Return the understood question and the document that a follow-up inherits from the answer before."""
        understood = understand(text, self._knowledge.current().lexicon)
        before = last_question(history) if history and depth < DEEPEST_HISTORY else None
        if before is None or not (
            leans_on_history(text, understood.places) or is_bare(understood) or only_points(understood.text)
        ):
            return understood, None
        reply = reply_after(history, at=len(before[1]))
        previous, inherited = self._understand(clean(before[0]), before[1], depth=depth + 1)
        merged = understand(merge(understood.text, previous, understood.places), self._knowledge.current().lexicon)
        if not merged.places and not merged.numbers and not merged.titles:
            merged = replace(merged, places=previous.places, years=merged.years or previous.years)
        return merged, None if understood.places else inherited or self._document_of(previous, reply)

    def _carried_on(
        self, text: str, history: Sequence[Turn], asked: Mapping[str, str], draft: Draft, *, weak: bool
    ) -> tuple[Question, Scope, Draft] | None:
        """Return what the document spoken of before says, when the `draft` of a question as it stands alone is `weak`.

        Tried in turn: what stands beside the answer before, which may go before any other draft; the question as it is;
        and the question before with its topic exchanged.
        """
        before, known = last_question(history), self._knowledge.current()
        alone = understand(text, known.lexicon)
        if before is None or frames.OUT_OF_PURPOSE.search(text) or not (weak or followed.asks_further(alone)):
            return None
        previous, inherited = self._understand(clean(before[0]), before[1], depth=1)
        reply = reply_after(history, at=len(before[1]))
        document = inherited or self._document_of(previous, reply)
        if document is None:
            return None
        scope = known.scoper.resolve(previous, {**asked, "document": document})
        near = vicinity.Vicinity(self._finder, self._knowledge.put, scope)
        if followed.asks_further(alone):
            told = followed.told_by(reply, self._finder.shelf.open(self.library.document(document)))
            other = draft if draft.status == "answered" else None
            if further := followed.answer(previous, told or self._draft(previous, scope), alone, near, other):
                return alone, scope, further
        for question in (alone, understand(merge(alone.text, previous, alone.places), known.lexicon)) if weak else ():
            scope = known.scoper.resolve(question, {**asked, "document": document})
            if refusing.outside_library(question, scope) is None and question.kind != "chitchat":
                found = self._from_text(question, scope)
                if found is not None and another.tells(previous, question, found):
                    again = followed.says_again(previous, alone, found, reply)
                    return question, scope, refusing.not_found(question, scope, self._finder) if again else found
        again = followed.says_again(previous, alone, draft, reply)
        if draft.status == "answered" and (again or not another.tells(previous, alone, draft)):
            return alone, scope, refusing.not_found(alone, scope, self._finder)
        return None

    def _document_of(self, question: Question, reply: str = "") -> str | None:
        """Return the one document that a question was answered from, or None.

        When the question alone does not tell, the words of the reply to it do.
        """
        scope = self._knowledge.current().scoper.resolve(question)
        if scope.documents is not None and len(scope.documents) == 1:
            return scope.documents[0]
        found = self._draft(question, scope).documents
        if len(found) == 1 or not reply:
            return found[0] if len(found) == 1 else None
        within = None if scope.documents is None else frozenset(scope.documents)
        return next(
            (hit.document for hit in self.index.search(f"{question.text} {reply}", k=1, documents=within)), None
        )

    def _draft(self, question: Question, scope: Scope) -> Draft:
        if question.kind == "chitchat":
            return refusing.chitchat(question, self.library)
        if frames.OUT_OF_PURPOSE.search(question.text):
            return refusing.out_of_purpose(question)
        if refused := refusing.outside_library(question, scope):
            detail = question.kind in {"fact", "yesno", "explain"}  # no whole document, which is not there
            return (self._premise(question, scope) if detail and not scope.absent_places else None) or refused
        if corrected := refusing.wrong_speech(question, self.library, scope):
            return corrected
        if back := refusing.asked_back(question, scope, self._finder):  # a label that one document states is enough
            found = labelled.answer(question, scope, self._finder)
            many = contact.is_of_many(question, scope, self._finder)
            return found if found is not None and len(found.documents) == 1 and not many else back
        found = self._answer(question, scope)
        if found is not None and found.status != "not_found":
            return refusing.without_absent_years(question, scope, found)
        corrected = self._premise(question, scope) or found
        return (
            corrected
            or refusing.too_bare(question, scope, self._finder)
            or refusing.not_found(question, scope, self._finder)
        )

    def _premise(self, question: Question, scope: Scope) -> Draft | None:
        """Return what is found by asking again without the place, body or year: mostly that it is said of another one."""
        bare = premise.free(question)
        whole = question.section is not None or question.language == "en" or question.kind == "compare"
        if bare is None or whole or table.lacks(question, scope, self._finder):
            return None
        elsewhere = self._from_text(bare, Scope())
        if elsewhere is not None and premise.names_all(question, elsewhere):
            return elsewhere
        return premise.correct(question, scope, bare, self._finder, self._from_text)

    def _answer(self, question: Question, scope: Scope) -> Draft | None:
        found = self._from_text(question, scope)
        if found is not None or question.kind in {"card", "documents", "outline", "compare"}:
            return found
        return furniture.answer(question, scope, self._finder)

    def _from_text(self, question: Question, scope: Scope) -> Draft | None:
        whole = vetting.vet(question, scope, self._finder, self._found(question, scope))

        def ask(text: str, documents: tuple[str, ...]) -> Draft | None:
            part, within = self._knowledge.put(text, scope, documents)
            if part.kind in {"chitchat", "documents"} or refusing.outside_library(part, within):
                return None
            found = vetting.vet(part, within, self._finder, self._found(part, within))
            other = self._premise(part, within) if found is None or found.status == "not_found" else None
            pool = documents or within.documents
            return other if other and set(other.documents) <= set(pool or other.documents) else found

        near = vicinity.Vicinity(self._finder, self._knowledge.put, scope)
        return severally.answer(question, whole, ask, near)

    def _found(self, question: Question, scope: Scope) -> Draft | None:
        finder = self._finder
        question = numbered.without_things(question, scope, finder)
        for named in (picked.answer, shaped.answer, headed.titled):
            if found := named(question, scope, finder):
                return found
        if question.kind in {"outline", "list", "explain"} and (
            found := crossing.answer(question, scope, finder) or counted.answer(question, scope, finder)
        ):
            return found
        if (
            question.section is not None
            and question.kind != "compute"
            and (found := numbered.answer(question, scope, finder, self._from_text))
        ):
            return found
        if found := outlining.count(question, scope, finder):
            return found
        if found := speaker.answer(question, scope, finder):
            day = card.answer(question, scope, finder) if question.kind == "card" else None
            return combine([found, day]) if day is not None and day.status == "answered" else found
        for told in () if compare.is_of_words(question) else LABELLED:
            if found := told(question, scope, finder):
                return found
        if found := compare.answer(question, scope, finder, ask=self._aside):
            return found
        match question.kind:
            case "card":
                return card.answer(question, scope, finder) or self._content(question, scope)
            case "documents":
                return documents.answer(question, scope, finder)
            case "compute":
                return (
                    derived.answer(question, scope, finder)
                    or compute.answer(question, scope, finder)
                    or compare.worked_out(question, scope, finder, ask=self._aside)
                    or compute.stated(question, scope, finder)
                )
            case "compare":
                return None if len(question.places) > 1 else self._content(question, scope)
            case "yesno":
                found = claimed.answer(question, self._aside)
                if found or claimed.is_of_a_speaker(question):
                    return found
                if found := claimed.decided(question, self._aside, yesno.answer(question, scope, finder)):
                    return found
                found = explain.answer(question, scope, finder)
                about = found and claimed.is_about(question, found) and yesno.is_of_matter(question, found)
                return yesno.correct(question, found) if found and about else None
            case "fact":
                strict = question.asked in {"quantity", "percent", "time", "person", "place", "body"}
                strict = strict or naming.asks_for_thing(question)
                for valued in (
                    derived.answer, position.answer, venue.answer, fact.answer, opened.answer, explain.of_times
                ):  # fmt: skip
                    if found := valued(question, scope, finder):
                        return found
                return listing.count(question, scope, finder) if strict else explain.answer(question, scope, finder)
            case "outline" | "list" | "explain" | "chitchat":
                return self._content(question, scope)
        assert_never(question.kind)

    def _aside(self, text: str, documents: tuple[str, ...] | None = None) -> Draft | None:
        """Return the answer to one side of a comparison, asked as a question of its own, of `documents` when given."""
        question = understand(text, (known := self._knowledge.current()).lexicon)
        scope = known.scoper.resolve(question)
        if documents is not None:
            scope = replace(scope, documents=scope.within(documents) or documents)
        closed = question.kind in {"compare", "chitchat", "documents"} or claimed.find_claim(question) is not None
        if closed or refusing.outside_library(question, scope):
            return None  # a claim that is put as a claim again would be asked without end
        found = self._from_text(question, scope)
        return found if found is not None and found.status == "answered" else None

    def _content(self, question: Question, scope: Scope) -> Draft | None:
        finder = self._finder
        if found := listing.signed(question, scope, finder):
            return found
        if question.spelled_out or (question.definition_of and not question.aspect):
            found = definition.answer(question, scope, finder)
            noun = question.spelled_out[:1] in "二三四五六七八九十" and "“" not in question.text
            if found is not None and (found.status == "answered" or question.definition_of or not noun):
                return found
        lists = (headed.answer, rostered.surely, outlining.answer, listing.answer, rostered.answer)
        for told in lists if question.kind in {"outline", "list"} or several.asks(question) else ():
            if found := told(question, scope, finder):
                return found
        for told in (headed.content, aftermath.answer) if question.kind == "explain" else ():
            if found := told(question, scope, finder):
                return found
        found = explain.answer(question, scope, finder)
        named = question.kind == "list" or several.names_all(question)
        return None if found and named and not listing.enumerates(question, found) else found

    def _plain(self, question: str, status: Status, key: str, started: float, **values: object) -> Answer:
        language = "en" if question.isascii() and any(c.isalpha() for c in question) else "zh"
        text = say(key, language, **values)
        return Answer(question, status, "chitchat", text, ms=round((time.perf_counter() - started) * 1000, 1))
