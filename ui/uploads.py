"""Taking uploaded files in, one after the other, in a thread of its own: the page only looks how far it is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ui.failures import sentence_for
from ui.present.listing import UploadLine
from ui.text import Language

if TYPE_CHECKING:
    from assistant.service import Assistant

log = logging.getLogger("dangjian.ui")


@dataclass(frozen=True, slots=True)
class Upload:
    """One file that the browser sent: where it lies for now, and the name it had there."""

    path: Path
    name: str


class UploadJob:
    """The files of one upload and where each stands. Written by the working thread, read by the page."""

    def __init__(self, uploads: Sequence[Upload]) -> None:
        self.uploads = tuple(uploads)
        self._lock = threading.Lock()
        self._lines = tuple(UploadLine(upload.name, "waiting") for upload in uploads)
        self._indexed: tuple[int, int] = (0, 0)
        self._failure = ""
        self._finished = False

    @property
    def lines(self) -> tuple[UploadLine, ...]:
        """Where each file stands, in the order of the upload."""
        with self._lock:
            return self._lines

    @property
    def indexed(self) -> tuple[int, int]:
        """How many passages of how many have their meaning indexed; ``(0, 0)`` before that begins."""
        with self._lock:
            return self._indexed

    @property
    def failure(self) -> str:
        """One plain sentence when the index could not be brought up to date."""
        with self._lock:
            return self._failure

    @property
    def read(self) -> bool:
        """Say whether every file has been read or refused."""
        return all(line.outcome not in ("waiting", "running") for line in self.lines)

    @property
    def finished(self) -> bool:
        """Say whether nothing of this job is left to do."""
        with self._lock:
            return self._finished

    def mark(self, position: int, outcome: str, reason: str = "") -> None:
        """Set where the file at `position` stands."""
        with self._lock:
            lines = list(self._lines)
            lines[position] = replace(lines[position], outcome=outcome, reason=reason)
            self._lines = tuple(lines)

    def report(self, stage: str, done: int, total: int) -> None:
        """Take the index's progress."""
        if stage == "encode":
            with self._lock:
                self._indexed = (done, total)

    def finish(self, failure: str = "") -> None:
        """Say that the job is over, and why if badly."""
        with self._lock:
            self._failure, self._finished = failure, True


class UploadQueue:
    """Runs upload jobs in the order in which they came, one at a time."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="dangjian-upload")

    def submit(self, assistant: Assistant, uploads: Sequence[Upload], *, language: Language) -> UploadJob:
        """Queue `uploads`; returns at once. The files are deleted once they were read."""
        job = UploadJob(uploads)
        self._worker.submit(_run, assistant, job, language)
        return job

    def refresh(self, assistant: Assistant) -> None:
        """Queue bringing the index up to date after an edit or a removal; searching by words does not wait for it."""
        self._worker.submit(_refresh, assistant)

    def close(self) -> None:
        """Finish the file in hand, drop the rest."""
        self._worker.shutdown(wait=True, cancel_futures=True)


def _run(assistant: Assistant, job: UploadJob, language: Language) -> None:
    failure = ""
    try:
        for position, upload in enumerate(job.uploads):
            job.mark(position, "running")
            job.mark(position, *_take_in(assistant, upload, language))
        if any(line.outcome in ("added", "updated") for line in job.lines):
            assistant.index.refresh(progress=job.report)
    except Exception as error:
        failure = sentence_for(error, language=language)
    finally:
        job.finish(failure)


def _refresh(assistant: Assistant) -> None:
    try:
        assistant.index.refresh()
    except Exception:
        log.exception("the index could not be brought up to date")


def _take_in(assistant: Assistant, upload: Upload, language: Language) -> tuple[str, str]:
    try:
        ingested = assistant.library.add(upload.path, name=upload.name)
    except Exception as error:
        return "refused", sentence_for(error, language=language)
    finally:
        upload.path.unlink(missing_ok=True)
    return ingested.outcome, ingested.reason or ""
