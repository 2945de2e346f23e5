"""What every tab of the page is given: the assistant, the settings, and the session's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ui.shelf import Shelf

if TYPE_CHECKING:
    from assistant.settings import Settings
    from ui.engine import Engine


@dataclass(frozen=True, slots=True)
class Shell:
    """Shared by all tabs. ``language`` is a session state; ``revision`` one that changes with the library.

    ``learner`` is what the browser keeps of who studies.
    """

    engine: Engine
    settings: Settings
    language: Any
    revision: Any
    learner: Any
    blocks: Any

    def shelf(self) -> Shelf:
        """Return a fresh look at the library's documents, waiting for the assistant."""
        return Shelf(self.engine.assistant().library)


# How the pages' events run. Gradio carries a queued event's result over one stream that all events of a session share,
# and its browser side loses an event that begins in the moment between the server closing that stream and the browser
# hearing of it: the button then does nothing, for ever (seen when 移出 is pressed right after 保存). So whatever answers
# once goes by plain request. Queued stay those that report progress, and those that set a state which others listen
# to (language, revision), since only the queue tells the browser that a state changed.
QUEUED: Mapping[str, Any] = MappingProxyType({"show_progress": "hidden", "api_visibility": "private"})
AT_ONCE: Mapping[str, Any] = MappingProxyType({**QUEUED, "queue": False})

EVENTS = """
const named = {names};
element.addEventListener('click', (event) => {
  const pressed = event.target.closest('[data-act]');
  if (pressed && element.contains(pressed) && named.includes(pressed.dataset.act)) {
    trigger(pressed.dataset.act, {...pressed.dataset});
  }
});
"""


def area(html: str, *, elem_id: str | None = None, events: Sequence[str] = (), then: str = "") -> Any:
    """Return an area of our own HTML whose buttons report `events`; the script `then` runs once, after it is there.

    Each event becomes a listener method of the area: ``area(…, events=("cite",)).cite(handler, …)``.
    """
    import gradio as gr

    listed = "[" + ", ".join(f"'{name}'" for name in events) + "]"
    script = (EVENTS.replace("{names}", listed) if events else "") + then
    return gr.HTML(html, elem_id=elem_id, js_on_load=script or None, apply_default_css=False)


def pressed(event: Any, name: str) -> str:
    """Return what the pressed button said about `name`; empty when it said nothing."""
    data = event._data if isinstance(event._data, dict) else {}
    value = data.get(name, "")
    return value if isinstance(value, str) else ""


def pressed_number(event: Any, name: str, *, default: int = -1) -> int:
    """Return the number that the pressed button said about `name`, or `default`."""
    value = pressed(event, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else default
