"""Follow-ups: what 那第二部分呢？ 深圳呢？ 它的文号？ leave out, taken from the turns before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model import Turn
from assistant.question import frames
from assistant.question.model import PlaceReference

LONGEST_ELLIPSIS = 16
_ELLIPSIS = re.compile(
    r"^(?:那么?|那么|然后|还有|再|另外|and|what about|how about|,|，| )*(?P<rest>.+?)(?:呢|的呢|怎么样|如何|咧)?[?？!。 ]*$"
)
_PRONOUN = re.compile(
    r"(?:它|这份文件|该文件|这个文件|这份通知|该通知|这个通知|这篇讲话|这篇文章|这篇报道|该文|此文|这份|那份文件|上面(?:的|那份)文件|刚才(?:的|那份)?文件|\bits?\b|this document)"
)
_ASKS = re.compile(r"什么|哪|谁|多少|几|怎么|如何|为什么|吗|what|who|when|which|how|why")


def last_question(history: Sequence[Turn]) -> tuple[str, Sequence[Turn]] | None:
    """Return the user's last message and the history before it, or None."""
    for at in range(len(history) - 1, -1, -1):
        if history[at].role == "user" and history[at].content.strip():
            return history[at].content, history[:at]
    return None


def leans_on_history(text: str, places: tuple[PlaceReference, ...]) -> bool:
    """Say whether folded `text` cannot be understood alone: an ellipsis with 呢, a bare part or place, or a pronoun."""
    if _PRONOUN.search(text):
        return True
    if re.search(r"呢[?？。 ]*$", text) and len(text) <= LONGEST_ELLIPSIS + 8:
        return True
    if re.match(r"^(?:那么?|然后|还有|what about|how about|and )", text) and len(text) <= LONGEST_ELLIPSIS * (
        3 if text.isascii() else 1
    ):
        return True
    if frames.SECTION.search(text) and len(text) <= LONGEST_ELLIPSIS and not places:
        return True
    return len(text) <= LONGEST_ELLIPSIS and not places and any(p.search(text) for _, p in frames.CARD_FIELDS)


def merge(text: str, previous: str, places: tuple[PlaceReference, ...], earlier: tuple[PlaceReference, ...]) -> str:
    """Return the full question that folded follow-up `text` stands for, given the folded question before it.

    A bare place, year or part takes the place of its like in the question before; anything else keeps its own words
    and takes over the places of the question before.
    """
    hit = _ELLIPSIS.match(text)
    rest = (hit["rest"] if hit else text).strip()
    bare = rest
    for place in places:
        bare = bare.replace(place.surface, "")
    section = frames.SECTION.search(rest)
    if places and not re.sub(r"[市的这那里边]", "", bare) and earlier:
        swapped = previous
        for place in earlier[1:]:
            swapped = swapped.replace(place.surface, "")
        return swapped.replace(earlier[0].surface, places[0].surface)
    if places and not re.sub(r"[市的这那里边]", "", bare):
        return f"{places[0].surface}{previous}"
    if re.fullmatch(r"(?:19|20)\d\d年?的?", rest):
        year = rest[:4]
        return (
            re.sub(r"(?:19|20)\d\d", year, previous, count=1)
            if re.search(r"(?:19|20)\d\d", previous)
            else f"{year}年{previous}"
        )
    if section and section.group() == rest.strip("的"):
        if frames.SECTION.search(previous):
            return frames.SECTION.sub(section.group(), previous, count=1)
        return f"{section.group()}讲什么"
    if not _ASKS.search(rest) and not section and not any(p.search(rest) for _, p in frames.CARD_FIELDS):
        return _replace_topic(previous, rest)
    return _PRONOUN.sub("", text) or text


def _replace_topic(previous: str, topic: str) -> str:
    """Return the question before with its topic, the words up to its question word, replaced."""
    asked = _ASKS.search(previous)
    if asked is None:
        return topic
    tail = previous[asked.start() :]
    lead = re.search(r"(?:的)?(?:是|有|要|应该|包括|分别)?$", previous[: asked.start()])
    joint = lead.group() if lead else ""
    return f"{topic}{joint}{tail}"
