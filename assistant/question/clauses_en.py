"""The clauses of an English question that each ask something (when was it held and who chaired it). Pure."""

from __future__ import annotations

import re

from assistant.question.english import without_lead

_WH = r"(?:who|whom|whose|when|where|what|which|why|how)\b"
_AT = r"(?:(?:by|in|on|for|at|to|from|under|within|of|with)\s+)?"
_CUT = re.compile(
    r"(?:\s*[?;]\s*(?:and\s+)?|\s*,?\s+(?:and|as well as|plus)\s+(?:also\s+)?|\s*,\s+)"
    rf"(?={_AT}{_WH}|(?:is|are|was|were|do|does|did|can|may|must|should|has|have) (?:it|they|he|she|we|i|there|the|one|people)\b)"
)
_WHEN = rf"{_AT}{_WH}(?:\s+(?:time|date|day|month|year|place|venue|building|room|hall)\b)?"
_BARE = re.compile(rf"(?:^|[,:]\s*|[-–—]\s*){_WHEN}$")
_BARE_LEAD = re.compile(rf"^{_WHEN}\s*")
_AND = re.compile(r"\band\b|\bplus\b|\bas well as\b|[?;]")
_RELATIVE = re.compile(r"^(?:which|who|whom|where) (?:was|were|is|are|has|had|the|they|it)\b(?! (?:it|they|the))")
_TOPIC = re.compile(rf"(?P<topic>[^,?:]{{2,80}}?)(?::| [-–—]) (?={_AT}{_WH})")
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
    told: list[tuple[str, str]] = []
    at, joint = 0, ""
    for hit in _CUT.finditer(text):
        told.append((text[at : hit.start()].strip(" ?,."), joint))
        at, joint = hit.end(), hit.group()
    told = [(piece, mark) for piece, mark in (*told, (text[at:].strip(" ?,."), joint)) if piece]
    if len(told) > 1 and not _OPEN.search(told[0][0]):  # In Yunxiu, how many … and how long …
        told = [(f"{told[0][0]}, {told[1][0]}", ""), *told[2:]]
    for at in range(len(told) - 2, -1, -1):  # when and where does it begin
        if _BARE.search(told[at][0]) and (tail := _BARE_LEAD.sub("", told[at + 1][0])):
            told[at] = (f"{told[at][0]} {tail}", told[at][1])
    if len(told) < 2 or any(_RELATIVE.match(piece) and not _AND.search(mark) for piece, mark in told[1:]):
        return ()
    return tuple(piece for piece, _ in told)


def carried(first: str, clause: str) -> tuple[str, ...]:
    """Return a later clause as a question of its own, in the wordings to be tried in turn.

    With the place to look it up that leads the first one, and with the matter of the first one for a pronoun or beside it.
    """
    if topic := _TOPIC.match(first):
        return _of_topic(topic["topic"], clause)
    opening, mark, rest = first.partition(", ")
    lead = f"{opening}, " if mark and not _OPEN.search(opening) else ""
    matter = matter_of(without_lead(rest if lead else first))
    if not matter:
        return (f"{lead}{clause}",)
    if _PRONOUN.search(clause):
        return (f"{lead}{_PRONOUN.sub(f'the {matter}', clause, count=1)}", f"{lead}{clause}")
    return (f"{lead}{clause}", f"{lead}{clause}, the {matter}")


def put_first(first: str) -> tuple[str, ...]:
    """Return the first clause as a question of its own: with the topic before its colon at its end, and as it is."""
    topic = _TOPIC.match(first)
    return _of_topic(topic["topic"], first[topic.end() :]) if topic else (first,)


def _of_topic(topic: str, clause: str) -> tuple[str, ...]:
    """Return a clause said of a topic (school-gate project: when must it be finished) with the topic in it, and before it."""
    named = _PRONOUN.sub(f"the {topic}", clause, count=1) if _PRONOUN.search(clause) else f"{clause}, the {topic}"
    return (named, f"{topic}: {clause}")


def matter_of(first: str) -> str:
    """Return the words that the first clause is about: from its article on, without the verb at its end."""
    hit = _MATTER.search(first)
    said = (hit["matter"] or hit["han"]) if hit else _ASKING.sub("", first)
    return _LAST_VERB.sub("", said).strip(" ,?")
