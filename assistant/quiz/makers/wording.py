"""How a line of a document becomes the words of a stem: the source named, what leads up to a clause kept, no loose ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.quiz.sources import Line, Sources, without_opener
from corpus.model import Span

LONGEST_STEM = 110
LONGEST_CONTEXT = 64
DANGLING = re.compile(
    r"该(?!市)|此(?!外|次)|(?<!极)其(?!他|中|余|实)|这(?!一)|这一|上述|他们|我们|我市|本市|本单位|大家|前者|后者|同志们|它们|以下(?!级)|下面"
)
_CUT = re.compile(r"^(?:并且|并|同时|其中|还将|还|也|以及|而且|更|且|但|据统计|比如|例如)[,，]?")
_HALVES = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})


def shown(text: str) -> str:
    """Return `text` with the full-width marks that Chinese is printed with, and on one line."""
    plain = re.sub(r"(?<=\d)([,:.])(?=\d)", lambda m: {",": "\x01", ":": "\x02", ".": "."}[m[1]], " ".join(text.split()))
    return plain.translate(_HALVES).replace("\x01", ",").replace("\x02", ":")


def is_self_contained(text: str) -> bool:
    """Say whether `text` points at nothing outside itself."""
    return DANGLING.search(text) is None


def balanced(text: str) -> bool:
    """Say whether every quote, bracket and title that opens in `text` closes in it."""
    return all(text.count(a) == text.count(b) for a, b in ("“”", "《》", "（）", "()"))


@dataclass(frozen=True, slots=True)
class Setting:
    """A clause in its sentence, with what is needed before (and with ``forward`` after) it to be understood alone."""

    sources: Sources
    line: Line
    at: int
    forward: bool = False

    @property
    def name(self) -> str:
        """How the stem names the source."""
        return self.sources.names[self.line.document.id]

    def _range(self) -> tuple[int, int]:
        """Return (first, last) clause of the statement: back to the sentence's start while that stays short."""
        clauses = self.line.clauses
        first = self.at
        while first > 0 and clauses[self.at].end - clauses[first - 1].start <= LONGEST_CONTEXT:
            first -= 1
        last = self.at
        least = 18 if self.forward else 10
        while last + 1 < len(clauses) and (
            clauses[last].end - clauses[first].start < least or (self.forward and last == self.at)
        ):
            last += 1
        return first, last

    def statement(self, span: Span, word: str) -> str | None:
        """Return the clause with its context, verbatim but for `span`, which reads `word`; None when it has loose ends."""
        text = self.line.document.text
        first, last = self._range()
        start, end = self.line.clauses[first].start, self.line.clauses[last].end
        if first == 0:
            start += len(text[start:end]) - len(without_opener(text[start:end]))
        cut = _CUT.match(text[start:end])
        start += cut.end() if cut else 0
        if span.start < start:
            return None
        made = " ".join((text[start : span.start] + word + text[span.end : end]).split("\n"))
        return made if is_self_contained(made) and balanced(made) else None

    def ask(self, span: Span, word: str) -> str | None:
        """Return the stem that asks for `span` with the question word `word`; None when it cannot stand alone."""
        made = self.statement(span, word)
        if made is None:
            return None
        first, _ = self._range()
        body = self.line.body
        lead = f"{body}在有关工作中，" if first > 0 and body and body not in made else ""
        stem = f"据{self.name}，{lead}{shown(made)}？"
        return stem if len(stem) <= LONGEST_STEM + 40 else None
