"""The product's table of contents: a question goes in, is understood, looked up, decided, answered, locked and cited."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from assistant import refusing
from assistant.answering import card, compare, compute, definition, documents, explain, fact, listing, tree, yesno
from assistant.citing.citations import Numbering, cite
from assistant.citing.factlock import lock
from assistant.draft import Draft
from assistant.evidence import Shelf
from assistant.finding import Finder
from assistant.knowledge import Knowledge
from assistant.model import Answer, AnswerScope, Turn
from assistant.question import frames
from assistant.question.followup import last_question, leans_on_history, merge
from assistant.question.model import PlaceReference, Question
from assistant.question.understand import clean, is_usable, understand
from assistant.scoping import Scope
from assistant.wording import say
from corpus.library import Library
from index.retrieval import Index

log = logging.getLogger("dangjian.assistant")

DEEPEST_HISTORY = 6  # turns of follow-ups that are unfolded


class Assistant:
    """Answers questions over one library. Threads may share it; it keeps nothing of a conversation."""

    def __init__(self, library: Library, index: Index, *, max_question_chars: int = 2000) -> None:
        self.library = library
        self.index = index
        self._knowledge = Knowledge(library, index)
        self._finder = Finder(library, index, Shelf())
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
        if (
            inherited
            and not understood.places
            and not understood.titles
            and not understood.numbers
            and "document" not in asked
        ):
            asked.setdefault("document", inherited)
        resolved = self._knowledge.current().scoper.resolve(understood, asked)
        draft = self._draft(understood, resolved)
        return self._finish(question, understood, resolved, draft, started)

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    def _understand(self, text: str, history: Sequence[Turn], *, depth: int) -> tuple[Question, str | None]:
        """Return the understood question and the document that a follow-up inherits from the answer before."""
        understood = understand(text, self._knowledge.current().lexicon)
        before = last_question(history) if history and depth < DEEPEST_HISTORY else None
        if before is None or not leans_on_history(text, understood.places):
            return understood, None
        previous, inherited = self._understand(clean(before[0]), before[1], depth=depth + 1)
        merged = understand(
            merge(text, previous.text, understood.places, previous.places), self._knowledge.current().lexicon
        )
        if not merged.places and not merged.numbers and not merged.titles:
            merged = replace(merged, places=previous.places, years=merged.years or previous.years)
        if understood.places:
            return merged, None
        return merged, inherited or self._document_of(previous)

    def _document_of(self, question: Question) -> str | None:
        """Return the one document that a question was answered from, or None."""
        scope = self._knowledge.current().scoper.resolve(question)
        if scope.documents is not None and len(scope.documents) == 1:
            return scope.documents[0]
        found = self._draft(question, scope).documents
        return found[0] if len(found) == 1 else None

    def _draft(self, question: Question, scope: Scope) -> Draft:
        if question.kind == "chitchat" or frames.CHITCHAT.match(question.text):
            return refusing.chitchat(question, self.library)
        if frames.OUT_OF_PURPOSE.search(question.text):
            return refusing.out_of_purpose(question)
        if refused := refusing.outside_library(question, scope):
            return refused
        found = self._answer(question, scope)
        if found is not None and found.status != "not_found":
            return found
        return (
            refusing.premise(question, scope, self._finder)
            or found
            or refusing.not_found(question, scope, self._finder)
        )

    def _answer(self, question: Question, scope: Scope) -> Draft | None:
        finder = self._finder
        if question.section is not None:
            found = self._section(question, scope)
            if found is not None:
                return found
        match question.kind:
            case "card":
                return card.answer(question, scope, finder) or self._content(question, scope)
            case "documents":
                return documents.answer(question, scope, finder)
            case "compute":
                return compute.answer(question, scope, finder) or fact.answer(question, scope, finder)
            case "compare":
                return compare.answer(question, scope, finder) or self._content(question, scope)
            case "yesno":
                return yesno.answer(question, scope, finder)
            case "fact":
                strict = question.asked in {"quantity", "percent", "time", "person", "place", "body"}
                return fact.answer(question, scope, finder) or (None if strict else explain.answer(question, scope, finder))
            case "outline" | "list" | "explain" | "chitchat":
                return self._content(question, scope)
        assert_never(question.kind)

    def _content(self, question: Question, scope: Scope) -> Draft | None:
        finder = self._finder
        if question.definition_of and (found := definition.answer(question, scope, finder)):
            return found
        if question.kind in {"outline", "list"} and (found := self._outline(question, scope)):
            return found
        if question.kind in {"outline", "list"} and (found := listing.answer(question, scope, finder)):
            return found
        if question.kind == "list" and listing.must_enumerate(question):
            return None
        return explain.answer(question, scope, finder)

    def _outline(self, question: Question, scope: Scope) -> Draft | None:
        """Return the outline of the one document that the question asks about as a whole, or the choice among several."""
        if not frames.OUTLINE.search(question.text) and question.terms:
            return None
        books = list(self._finder.books(scope))
        whole = [book for book in books if tree.is_whole_document(question, book)]
        if not whole:
            return None
        if len(whole) > 3:
            return refusing.clarify(question, [book.document for book in whole])
        newest = self._newest(question, [book.document for book in whole])
        drafts = [found for document in newest if (found := tree.outline(document, language=question.language))]
        if not drafts:
            return None
        if len(drafts) == 1:
            return drafts[0]
        return replace(
            drafts[0],
            statements=tuple(s for found in drafts for s in found.statements),
            items=tuple(item for found in drafts for item in found.items),
            documents=tuple(d for found in drafts for d in found.documents),
            confidence=0.6,
        )

    @staticmethod
    def _newest(question: Question, whole: list) -> list:  # type: ignore[type-arg]
        del question
        return whole

    def _section(self, question: Question, scope: Scope) -> Draft | None:
        """Return what a numbered part or item holds: its entries when asked what it includes, else its content."""
        assert question.section is not None
        documents_in_scope = list(self._finder.documents(scope))
        found = [
            (d, s) for d in documents_in_scope if (s := tree.find_numbered(d, question.section, question)) is not None
        ]
        if not found:
            return None
        if len(found) > 1:
            numbered = [(d, s) for d, s in found if s.label]
            found = numbered or found
        if len(found) > 3:
            return refusing.clarify(question, [d for d, _ in found])
        drafts: list[Draft] = []
        for document, section in found:
            inner = tree.below(document, section, language=question.language)
            drafts.append(inner or tree.content(document, section, language=question.language, terms=question.terms))
        first = drafts[0]
        if len(drafts) == 1:
            return first
        return replace(
            first,
            statements=tuple(s for d in drafts for s in d.statements),
            items=tuple(i for d in drafts for i in d.items),
            documents=tuple(x for d in drafts for x in d.documents),
            confidence=0.5,
        )

    def _finish(self, original: str, question: Question, scope: Scope, draft: Draft, started: float) -> Answer:
        numbering = Numbering()
        lines: list[str] = []
        for statement in draft.statements:
            safe = lock(statement)
            markers = numbering.marker(safe.quotes)
            lines.append(f"{safe.text}{markers}")
        notes = list(draft.notes)
        notes += [say("corrected", question.language, written=w, read=r) for w, r in question.corrected]
        citations = numbering.citations
        if draft.status in {"answered", "partial"} and citations and all(c.masked for c in citations):
            notes.append(say("masked_note", question.language))
        return Answer(
            question=original,
            status=draft.status,
            kind=draft.kind,
            answer=_join(lines),
            short=draft.short if draft.status == "answered" else None,
            items=draft.items,
            confidence=round(max(0.0, min(1.0, draft.confidence)), 4),
            scope=AnswerScope(scope.places, scope.years, draft.documents or (scope.documents or ()), draft.sections),
            citations=citations if draft.status in {"answered", "partial"} else (),
            nearest=tuple(cite(quote, n=n) for n, quote in enumerate(draft.nearest, 1)),
            notes=tuple(notes),
            suggestions=draft.suggestions,
            ms=round((time.perf_counter() - started) * 1000, 1),
        )

    def _plain(self, question: str, status: str, key: str, started: float, **values: object) -> Answer:
        language = "en" if question.isascii() and any(c.isalpha() for c in question) else "zh"
        return Answer(
            question,
            status,
            "chitchat",
            say(key, language, **values),
            ms=round((time.perf_counter() - started) * 1000, 1),
        )  # type: ignore[arg-type]


def _join(lines: list[str]) -> str:
    """Return the lines as Markdown: list items on lines of their own, other lines as paragraphs."""
    text = ""
    for line in lines:
        tight = line.startswith("- ") or line[:2].rstrip(".").isdigit()
        text += ("\n" if tight else "\n\n") + line if text else line
    return text


def places_of(answer: Answer) -> tuple[PlaceReference, ...]:
    """Return the places that an answer was restricted to."""
    return tuple(PlaceReference(name, name) for name in answer.scope.places)
