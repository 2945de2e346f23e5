"""The documents that come with the product, and what was judged about each by hand.

``corpus/documents/catalogue.json`` is ``{"documents": [{"id", "file", "source", "facts"}, …]}``: a stable id, the file
beside it, where it was published, and the hand-judged facts that are handed to the understanding of a document.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "documents"


@dataclass(frozen=True, slots=True)
class Shipped:
    """One shipped document: its stable id, its file, where it came from and what was judged by hand."""

    id: str
    path: Path
    source: str
    facts: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


def load_shipped(folder: Path = FOLDER) -> tuple[Shipped, ...]:
    """Read the catalogue and return the shipped documents in its order."""
    data = json.loads((folder / "catalogue.json").read_text("utf-8"))
    return tuple(
        Shipped(
            id=entry["id"],
            path=folder / entry["file"],
            source=entry.get("source") or f"shipped:{entry['file']}",
            facts=entry.get("facts", {}),
        )
        for entry in data["documents"]
    )


def facts_stamp(facts: Mapping[str, Any]) -> str:
    """Return a short hash that changes when the hand-judged facts do."""
    if not facts:
        return "-"
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode("utf-8")).hexdigest()[:12]
