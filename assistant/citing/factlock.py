"""The fact lock: what an answer line states must stand in the quotes it cites.

Figures, dates, document numbers, 《titles》 and quoted phrases of a line are looked up, folded and without blanks, in
the line's own quotes. A line that says more than its quotes is replaced by the quotes themselves.
"""

from __future__ import annotations

import re

from assistant.draft import Statement
from assistant.folding import fold

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_QUOTED = re.compile(r"[“「『《]([^”」』》]{2,60})[”」』》]")


def facts(text: str) -> tuple[str, ...]:
    """Return the figures and quoted phrases of `text`, folded, that must be supported."""
    plain = _squeeze(text)
    return (*_FIGURE.findall(plain), *(found for found in _QUOTED.findall(plain)))


def unsupported(statement: Statement) -> tuple[str, ...]:
    """Return the facts of a statement that its quotes and document cards do not hold; empty when all is supported."""
    if statement.frame and not statement.quotes:
        return ()
    evidence = " ".join(_squeeze(quote.text) for quote in statement.quotes)
    for quote in statement.quotes:
        card = quote.document.card
        names = [
            field.value
            for field in (*card.titles, card.number, card.issued, card.published, card.event, card.place)
            if field
        ]
        evidence += " " + " ".join(_squeeze(name) for name in names) + " " + _squeeze(quote.document.name)
    allowed = {_squeeze(figure) for figure in statement.computed}
    return tuple(fact for fact in facts(statement.text) if fact not in allowed and not _stands(fact, evidence))


def _stands(fact: str, evidence: str) -> bool:
    if not _FIGURE.fullmatch(fact):
        return fact in evidence
    return re.search(rf"(?<![\d.]){re.escape(fact)}(?![\d]|\.\d)", evidence) is not None or str(int(float(fact))).zfill(
        2
    ) in re.findall(r"\d+", evidence)


def _squeeze(text: str) -> str:
    return re.sub(r"\s+|\*\*", "", fold(text))


def lock(statement: Statement) -> Statement:
    """Return the statement when it is supported, else its quotes as they stand."""
    if not unsupported(statement) or not statement.quotes:
        return statement
    return Statement("；".join(f"“{quote.text}”" for quote in statement.quotes), statement.quotes)
