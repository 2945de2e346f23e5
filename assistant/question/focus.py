"""What a question word asks about: the words beside 多少, 几, 哪个 and their like."""

from __future__ import annotations

import re

from assistant.question import frames
from assistant.question.model import Slot

_TAIL = re.compile(
    r"(?:是|有|为|达|达到|达成|共|一共|总共|共有|了|的|大概|大约|目前|已经|已|都|约|分别|到底|究竟|要|需要|应|能|可以|占)+$"
)
_HEAD = re.compile(r"^(?:的|了|是|个|左右|以上)+")
_STOP = re.compile(r"[,，。?？!;；:：、]")


def find_slots(text: str) -> tuple[Slot, ...]:
    """Return the figures that folded `text` asks for, in order, each with its unit and the words it is asked of."""
    slots: list[Slot] = []
    previous = 0
    hits = list(frames.QUANTITY.finditer(text))
    for at, hit in enumerate(hits):
        unit = hit.groupdict().get("unit1") or hit.groupdict().get("unit2") or ""
        right_end = hits[at + 1].start() if at + 1 < len(hits) else len(text)
        right = _STOP.split(text[hit.end() : right_end])[0]
        right = _HEAD.sub("", right).strip()
        left = _TAIL.sub("", text[previous : hit.start()].strip())
        focus = right if len(re.sub(r"[^\u3400-\u9fffa-z]", "", right)) >= 2 else left[-10:]
        if re.fullmatch(r"(?:人|党员|项目|活动|次|地方)", right):
            focus = left[-8:] + right
        slots.append(Slot(unit, focus))
        previous = hit.end()
    return tuple(slots)


def find_focus(text: str, pattern: re.Pattern[str]) -> str:
    """Return the words beside the question word that `pattern` finds in folded `text`."""
    hit = pattern.search(text)
    if hit is None:
        return ""
    right = _HEAD.sub("", _STOP.split(text[hit.end() :])[0]).strip(" ?")
    left = _TAIL.sub("", _STOP.split(text[: hit.start()])[-1].strip())
    return right if len(right) >= 2 else left[-12:]
