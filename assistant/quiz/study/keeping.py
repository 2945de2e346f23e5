"""The made items kept in the home, so that studying begins at once: good for exactly these documents and this program."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.quiz.model import QuizItem, item_from_dict
from corpus.durable import write_file

if TYPE_CHECKING:
    from assistant.quiz.study.pool import Make
    from corpus.model import Document

log = logging.getLogger("dangjian.study")

FILE_NAME = "study-items.json"
FORMAT = 1
MAKING = Path(__file__).resolve().parents[1]  # the package whose code decides what is made


def keep(home: Path, make: Make) -> Make:
    """Return `make` with its last result remembered in `home`. A result that cannot be kept or read is made again."""

    def made(documents: Iterable[Document]) -> tuple[QuizItem, ...]:
        listed = tuple(documents)
        stamp = stamp_of(listed)
        found = _load(home / FILE_NAME, stamp)
        if found is not None:
            return found
        items = make(listed)
        entry = {"format": FORMAT, "stamp": stamp, "items": [item.as_dict() for item in items]}
        try:
            write_file(home / FILE_NAME, json.dumps(entry, ensure_ascii=False).encode())
        except OSError as error:
            log.warning("made items could not be kept: %s", error.strerror)
        return items

    return made


def stamp_of(documents: Iterable[Document]) -> str:
    """Return a hash that changes with any text, tree or card of `documents`, their order, or the code that makes items."""
    digest = hashlib.sha256()
    for file in sorted(MAKING.rglob("*.py")):
        if "study" not in file.relative_to(MAKING).parts and "export" not in file.relative_to(MAKING).parts:
            digest.update(file.read_bytes())
    for document in documents:
        digest.update(f"{document.id} {document.text_sha256} {document.card!r} {document.sections!r}".encode())
    return digest.hexdigest()


def _load(file: Path, stamp: str) -> tuple[QuizItem, ...] | None:
    try:
        entry = json.loads(file.read_text(encoding="utf-8"))
        if entry["format"] != FORMAT or entry["stamp"] != stamp:
            return None
        return tuple(item_from_dict(item) for item in entry["items"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
