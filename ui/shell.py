"""What every tab of the page is given: the assistant, the settings, and the session's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
