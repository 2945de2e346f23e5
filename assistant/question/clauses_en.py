"""The clauses of an English question that each ask something (when was it held and who chaired it). Pure."""

from __future__ import annotations

import re

_WH = r"(?:who|whom|when|where|what|which|why|how)\b"
_CUT = re.compile(
    r"(?:\s*[?;]\s*(?:and\s+)?|\s*,?\s+(?:and|as well as|plus)\s+(?:also\s+)?|\s*,\s+)"
    rf"(?=(?:(?:by|in|on|for|at|to|from|under|within|of|with)\s+)?{_WH})"
)
_RELATIVE = re.compile(r"^(?:which|who|whom|where) (?:was|were|is|are|has|had|the|they|it)\b(?! (?:it|they|the))")
_OPEN = re.compile(rf"\b{_WH}")
_MATTER = re.compile(r"\b(?:the|this|that|its)\s+(?P<matter>.+)$|(?P<han>[\u3400-\u9fff].*)$")
_ASKING = re.compile(rf"^.*?\b{_WH}(?: (?:many|much|long|often))?\s*")
_LAST_VERB = re.compile(
    r"\s+(?:held|take place|took place|convened|start(?:ed)?|begin|began|launched|issued|published|attend(?:ed)?|"
    r"chaired|hosted|organi[sz]ed|open(?:ed)?|led|responsible|there)\b.*$"
)
_PRONOUN = re.compile(r"\b(?:it|they|them|this|that)\b")


def find_clauses(text: str) -> tuple[str, ...]:
    """Return the asking clauses of a folded English question in order; none when it asks one thing."""
    pieces = [piece.strip(" ?,.") for piece in _CUT.split(text)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) > 1 and not _OPEN.search(pieces[0]):  # In Yunxiu, how many … and how long …
        pieces = [f"{pieces[0]}, {pieces[1]}", *pieces[2:]]
    if len(pieces) < 2 or any(_RELATIVE.match(piece) for piece in pieces[1:]):
        return ()
    return tuple(pieces)


def carried(first: str, clause: str) -> tuple[str, ...]:
    """Return a later clause with the matter of the first one, in the wordings to be tried in turn."""
    matter = matter_of(first)
    if not matter:
        return (clause,)
    put = _PRONOUN.sub(f"the {matter}", clause, count=1) if _PRONOUN.search(clause) else f"{clause}, the {matter}"
    lead = first.partition(", ")[0] if ", " in first and not _OPEN.search(first.partition(", ")[0]) else ""
    return (f"{lead}, {put}" if lead else put,)


def matter_of(first: str) -> str:
    """Return the words that the first clause is about: from its article on, without the verb at its end."""
    hit = _MATTER.search(first)
    said = (hit["matter"] or hit["han"]) if hit else _ASKING.sub("", first)
    return _LAST_VERB.sub("", said).strip(" ,?")
