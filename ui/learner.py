"""Who studies: the name one logged in with, else a name by chance that the browser keeps. Values only."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Any

STORAGE_KEY = "dangjian.learner"
STORAGE_SECRET = "dangjian-learner"
"""What the browser keeps is scrambled with this so that the page can read it after a restart. It protects nothing: the
name itself, 128 bits of chance, is what others cannot guess."""

_OURS = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Learner:
    """``name`` in the notebook, and what the browser should keep."""

    name: str
    kept: str


def know_learner(kept: object, request: Any) -> Learner:
    """Return who is studying. ``kept`` is what the browser sent, ``request`` Gradio's."""
    token = kept if isinstance(kept, str) and _OURS.fullmatch(kept) else secrets.token_hex(16)
    user = getattr(request, "username", None)
    return Learner(f"login:{user}" if user else f"browser:{token}", token)
