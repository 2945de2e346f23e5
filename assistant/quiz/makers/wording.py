"""How a line of a document becomes the words of a stem: the source named, what leads up to a clause kept, no loose ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.quiz.sources import Line, Sources, is_partial, without_opener
from assistant.quiz.words import opens_with_verb
from corpus.model import Span

LONGEST_STEM = 62
"""Characters of a stem beside the name of its source."""
LONGEST_CONTEXT = 50
"""Characters of context that may be carried before a clause, the clause included."""
THIN = 12
"""Characters beside what is asked that a statement must have to be understood alone."""
DANGLING = re.compile(
    r"该(?!市)|此(?!外|次)|(?<!极)其(?!他|中|余|实)|这(?!一)|这一|上述|他们|我们|我市|本市|本单位|大家|你们|您|刚才|刚刚|贵[局委厅部院市县区]|我[局委厅部院区县镇省]|(?<![大全议])会[上前后](?!议)|前者|后者|同志们|它们|以下(?!级)|下面"
)
LABEL = re.compile(
    r"^(?:\d{1,2}[.、．]\s*|[一二三四五六七八九十]+[、是要][，,]?|第[一二三四五六七八九十百]+(?:[，,、]|[条章节][\s　]*)|"
    r"[（(][一二三四五六七八九十\d]+[)）]|[①-⑳]\s*)"
)
_FIRST_PERSON = re.compile(r"我(?!国)")
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’")
_RULING = re.compile(r"^(?:应当|可以|不得|必须|须|需|给予|享受|由)")
_LEANING = re.compile(
    r"^(?:由|被|才|给予|成为|使|让|从而|位列|位居|其中|推动形成|又|既|更|并|以及|进而|切实|最终|甚至|真正|就|也|都|以便|达到|居|占|比|较|同比|不断)"
)
_SOLEMN = re.compile(r"习近平|总书记|党中央|两个维护|两个确立|四个意识|四个自信|中国特色社会主义|二十大|[一二十]+届")
_FRAMING = re.compile(
    r"(?:时|之[前后]|以[前后]|(?<=[日月底])前|以来|期间|过程中|背景下|基础上|方面|契机|通过.*)$|^(?:在|自|当|对于|针对|为了|围绕|聚焦|紧扣|按照|根据|结合|对照|对标|依托|以)"
)
_REPORTED = re.compile(r"^(?:记者|据|会上|会议)")
_CUT = re.compile(r"^(?:并且|并|同时|其中|还将|还|也|以及|而且|更|且|但|据统计|比如|例如)[,，]?")
_HALVES = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})


def shown(text: str) -> str:
    """Return `text` with the full-width marks that Chinese is printed with, and on one line."""
    plain = re.sub(
        r"(?<=\d)([,:.])(?=\d)", lambda m: {",": "\x01", ":": "\x02", ".": "."}[m[1]], " ".join(text.split())
    )
    return plain.translate(_HALVES).replace("\x01", ",").replace("\x02", ":")


def is_self_contained(text: str) -> bool:
    """Say whether `text` points at nothing outside itself."""
    return DANGLING.search(text) is None and _FIRST_PERSON.search(_QUOTED.sub("", text)) is None


def bare(text: str) -> str:
    """Return `text` ready to stand between quotes: its own quotes become single ones."""
    return shown(text).replace("“", "‘").replace("”", "’")


def is_framing(clause: str) -> bool:
    """Say whether `clause` only leads up to what follows it (围绕…, 在…过程中)."""
    return bool(_FRAMING.search(clause))


def is_solemn(text: str) -> bool:
    """Say whether `text` speaks of the leadership or a set political formula, of which no false version is made."""
    return bool(_SOLEMN.search(text))


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

    def _clause(self, at: int) -> str:
        return self.line.clause(at)

    def _range(self, asked: int) -> tuple[int, int]:
        """Return (first, last) clause of the statement: no more than makes it plain. `asked` characters are the hole."""
        clauses = self.line.clauses
        first = last = self.at

        def thin() -> bool:
            return clauses[last].end - clauses[first].start - asked < THIN

        if self.forward or (first == 0 and thin()):
            while last + 1 < len(clauses) and (thin() or last == self.at):
                last += 1
        while first > 0 and (thin() or _LEANING.match(self._clause(first)) or _FRAMING.search(self._clause(first - 1))):
            if clauses[last].end - clauses[first - 1].start > LONGEST_CONTEXT or _REPORTED.match(
                self._clause(first - 1)
            ):
                break
            first -= 1
        while last + 1 < len(clauses) and (
            thin() or _FRAMING.search(self._clause(last)) or _RULING.match(self._clause(last + 1))
        ):
            last += 1
        return first, last

    def statement(self, span: Span, word: str) -> str | None:
        """Return the clause with its context, verbatim but for `span`, which reads `word`; None when it has loose ends."""
        text = self.line.document.text
        first, last = self._range(len(span))
        if first > 0 and is_partial(self.line.text):
            return None
        start, end = self.line.clauses[first].start, self.line.clauses[last].end
        raw = text[start:end]
        start += len(raw) - len(without_opener(raw)) if first == 0 else 0
        cut = _CUT.match(text[start:end]) or LABEL.match(text[start:end])
        start += cut.end() if cut else 0
        if span.start < start:
            return None
        if first > 0 and _LEANING.match(text[start:end]):
            return None
        made = " ".join((text[start : span.start] + word + text[span.end : end]).split("\n"))
        whole = is_self_contained(made) and balanced(made) and not re.search(r"下列|如下", made)
        return made if whole else None

    def subject(self, span: Span) -> str:
        """Return what opens the sentence as its subject, when the statement starts later with a predicate of it."""
        first, _ = self._range(len(span))
        if first == 0 or not opens_with_verb(self._clause(first)) or not is_self_contained(self.line.opening):
            return ""
        return self.line.opening

    def _led(self, span: Span, made: str) -> str:
        subject = self.subject(span)
        return subject + made if subject and subject not in made else made

    def ask(self, span: Span, word: str) -> str | None:
        """Return the stem that asks for `span` with the question word `word`; None when it cannot stand alone."""
        made = self.statement(span, word)
        return self._fit(f"据{self.name}，{shown(self._led(span, made))}？") if made is not None else None

    def state(self, span: Span, word: str) -> str | None:
        """Return the stem that states the clause, `span` reading `word`: for blanks and statements to judge."""
        made = self.statement(span, word)
        return self._fit(f"{self.name}：{shown(self._led(span, made))}。") if made is not None else None

    def _fit(self, stem: str) -> str | None:
        return stem if len(stem) - len(self.name) <= LONGEST_STEM else None
