"""Text at the borders of the process: arguments in, JSON lines out. UTF-8 whatever the locale says."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

# Unicode line ends that JSON leaves alone; a reader that splits text into lines would cut an object at them
_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\u0085\u2028\u2029"}


def require_utf8_mode() -> None:
    """Start this program again in Python's UTF-8 mode when the locale would read file names in another encoding.

    Returns when that is not needed; file names and arguments are then UTF-8 everywhere.
    """
    if sys.getfilesystemencoding().lower().replace("-", "") != "utf8" and not sys.flags.utf8_mode:
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def legible(argument: str) -> str:
    """Return an argument as text: UTF-8, else GB18030, else with a replacement for every byte that is neither."""
    try:
        raw = os.fsencode(argument)
    except UnicodeEncodeError:
        return well_formed(argument)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def well_formed(text: str) -> str:
    """Return `text` with U+FFFD for every lone surrogate, which is half a character and no text."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def json_line(value: Mapping[str, Any]) -> str:
    """Return `value` as JSON on one line, without its end; characters stay as they are."""
    return json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS)
