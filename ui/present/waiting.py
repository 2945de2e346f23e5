"""Short notices above the question box: what is being waited for, or what to do."""

from __future__ import annotations

from ui.engine import Stage
from ui.present.markup import element, escape
from ui.text import Words


def stage_sentence(stage: Stage, *, words: Words) -> str:
    """Return how far opening has come, as one sentence."""
    if not stage.name or stage.total <= 0:
        return words.loading
    names = {
        "read": words.stage_read,
        "encode": words.stage_encode,
        "words": words.stage_words,
        "publish": words.stage_publish,
    }
    return words.loading_step.format(stage=names.get(stage.name, stage.name), done=stage.done, total=stage.total)


def render_notice(sentence: str, *, busy: bool = False) -> str:
    """Return `sentence` as a notice; ``busy`` shows that it will pass by itself."""
    dots = element("span", "", class_="dj-dots") if busy else ""
    return element("p", escape(sentence) + dots, class_="dj-notice", role="status")
