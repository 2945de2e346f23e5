"""One line or file of JSON from somewhere else, decoded so that nothing but a `ValueError` can come of it."""

from __future__ import annotations

import json
from typing import Any


def decode(text: str) -> Any:
    """Return the value that `text` describes; a byte order mark before it, as some editors write, is passed over.

    Raises:
        ValueError: it is not JSON (then a `json.JSONDecodeError`), or nested deeper than Python can follow.
    """
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        raise ValueError("嵌套太深") from None
