"""What it is to read a file: bytes in, understood document out, here or in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from corpus.model import Document

Pages = Callable[[int, int], None]
"""Called with (pages done, pages in all) while scanned pages are recognised."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a file gave, and the most memory it took (bytes, 0 where nobody counted)."""

    document: Document
    memory: int = 0


class Reader(Protocol):
    """Reads and understands one file. `corpus.sandbox.Sandbox` for what people upload, `DirectReader` for our own."""

    def read(
        self,
        path: Path,
        *,
        id: str,  # noqa: A002 — the field's name everywhere
        name: str,
        source: str,
        sha256: str,
        facts: Mapping[str, Any],
        progress: Pages | None = None,
    ) -> Reading:
        """Read and understand the file at `path`.

        Raises:
            UnreadableFile: nothing can be read from it; the sentence says why and what to do.
        """
        ...

    def close(self) -> None:
        """Give back what reading holds."""
        ...


class DirectReader:
    """Reads in this process and without limits: for files that come with the product, never for strangers'."""

    def read(
        self,
        path: Path,
        *,
        id: str,  # noqa: A002 — as above
        name: str,
        source: str,
        sha256: str,
        facts: Mapping[str, Any],
        progress: Pages | None = None,
    ) -> Reading:
        """Read and understand the file at `path`; see `Reader.read`."""
        from corpus.readers.read import Scanned, read_file, recognise_file
        from corpus.understanding import understand

        raw = read_file(path, name=name)
        if isinstance(raw, Scanned):
            raw = recognise_file(path, progress=progress or (lambda done, pages: None))
        return Reading(understand(raw, id=id, name=name, source=source, raw_sha256=sha256, facts=facts))

    def close(self) -> None:
        """Do nothing; there is nothing to give back."""
