"""What the study tab shows: from a learner's seat to its two areas of HTML. No components, no events."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from assistant.quiz.model import QuizItem
from assistant.quiz.study.desk import Choice, Desk, Overview
from assistant.quiz.study.naming import plain_title
from assistant.quiz.study.pool import Stock
from assistant.quiz.study.progress import learned_difficulty
from assistant.quiz.study.recital import find_outlines
from assistant.quiz.study.sitting import Sitting
from ui.failures import sentence_for
from ui.present.outcome import render_full, render_outcome, render_side, render_summary
from ui.present.question import render_question
from ui.present.study import Shelves, render_home, render_standing, render_stock_line
from ui.shelf import Shelf
from ui.shell import Shell
from ui.text import Language, words
from ui.text.study import StudyWords, study_words


@dataclass(frozen=True, slots=True)
class Seat:
    """What one session holds: the sitting, the choice it came from, whether its exam ran out of time."""

    choice: Choice | None = None
    sitting: Sitting | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """The tab as HTML: what one works on, and what stands beside it."""

    main: str
    side: str


class StudyRoom:
    """Draws for all sessions over the one desk of this process, which is opened with the assistant."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._turn = threading.Lock()
        self._desk: Desk | None = None

    def open_desk(self) -> Desk:
        """Return the desk, waiting for the assistant the first time."""
        with self._turn:
            if self._desk is None:
                self._desk = Desk(self._shell.settings.home, self._shell.engine.assistant().library)
            return self._desk

    def draw(self, seat: Seat, learner: str, language: Language, *, notice: str = "") -> Drawn:
        """Return the whole tab as it stands for `seat`."""
        w, page = study_words(language), words(language)
        sitting, shelf, now = seat.sitting, self._shell.shelf(), time.monotonic()
        if sitting is None:
            overview = self._overview(learner)
            home = render_home(overview, self._shelves(shelf), words=w, notice=notice)
            return Drawn(home, render_standing(overview, _titles(shelf), words=w))
        if sitting.over or sitting.item is None:
            overview = self._overview(learner)
            best = overview.progress.best_challenge
            end = render_summary(sitting, now=now, best=best, shelf=shelf, words=w, page=page, late=seat.late)
            return Drawn(end, render_standing(overview, _titles(shelf), words=w))
        if sitting.judged:
            item = sitting.results[-1].item
            outcome = render_outcome(
                sitting, now=now, study_now=self.open_desk().notebook.now(learner), shelf=shelf, words=w, page=page,
                difficulty=self._difficulty(item),
            )  # fmt: skip
            return Drawn(outcome, render_full(item, 0, shelf, words=w, page=page))
        difficulty = self._difficulty(sitting.item)
        question = render_question(sitting, now=now, words=w, difficulty=difficulty, notice=notice)
        return Drawn(question, render_side(sitting, words=w))

    def draw_source(self, seat: Seat, item_id: str, n: int, language: Language) -> str | None:
        """Return the document behind evidence `n` of an item whose result the learner may see; None for any other."""
        sitting = seat.sitting
        if sitting is None or (sitting.mode == "exam" and not sitting.over):
            return None
        item = next((result.item for result in sitting.results if result.item.id == item_id), None)
        if item is None:
            return None
        return render_full(item, n, self._shell.shelf(), words=study_words(language), page=words(language))

    def draw_making(self, language: Language) -> str:
        """Return how far the making of the items is."""
        documents = len(self._shell.engine.assistant().library.ids())
        seconds = round(self.open_desk().pool.seconds)
        return render_stock_line(study_words(language).making.format(n=documents, seconds=seconds), busy=True)

    def draw_stock(self, stock: Stock, language: Language) -> str:
        """Return how many items there are, or the one sentence that says why there are none."""
        w = study_words(language)
        if stock.failure is not None:
            return render_stock_line(sentence_for(stock.failure, language=language))
        if not stock.items:
            return render_stock_line(w.no_items if stock.documents else w.empty_library, ready=True)
        said = w.made.format(items=len(stock.items), documents=stock.documents)
        said += w.made_retired.format(n=len(stock.retired)) if stock.retired else ""
        return render_stock_line(said, ready=True)

    def _difficulty(self, item: QuizItem) -> int:
        right, wrong = self.open_desk().notebook.tallies().get(item.id, (0, 0))
        return learned_difficulty(item, right=right, wrong=wrong)

    def _overview(self, learner: str) -> Overview:
        desk = self.open_desk()
        return desk.overview(learner, desk.pool.peek())

    def _shelves(self, shelf: Shelf) -> Shelves:
        """Return what the lists of the modes offer."""
        documents = shelf.documents()
        stock = self.open_desk().pool.peek()
        sections: dict[str, dict[str, None]] = {}
        for item in stock.items.values() if stock is not None else ():
            if item.topic.section:
                sections.setdefault(item.topic.document, {})[item.topic.section] = None
        places = sorted({d.card.place.value for d in documents if d.card.place is not None and not d.card.masked})
        outlines = [
            (title, [(f"{document.id}|{'' if one.section is None else one.section}", one.name) for one in found])
            for document in documents
            if (found := find_outlines(document)) and (title := plain_title(document))
        ]
        return Shelves(
            documents=[(document.id, plain_title(document)) for document in documents],
            places=[(place, place) for place in places],
            sections=[
                (plain_title(document), [(f"{document.id}|{section}", section) for section in sections[document.id]])
                for document in documents
                if document.id in sections
            ],
            outlines=outlines,
        )


def _titles(shelf: Shelf) -> dict[str, str]:
    return {document.id: plain_title(document) for document in shelf.documents()}


def why_nothing(choice: Choice, stock: Stock, *, words: StudyWords) -> str:
    """Return why there is nothing to ask, as one plain sentence."""
    if not stock.documents:
        return words.empty_library
    if choice.mode == "recite":
        return words.recite_empty
    if not stock.items:
        return words.no_items
    match choice.mode:
        case "daily":
            return words.daily_done
        case "wrong":
            return words.wrong_empty
        case _:
            return words.topic_empty
