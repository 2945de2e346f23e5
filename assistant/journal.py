"""The log file in the home: what went wrong, for whoever is asked to look into it. No questions, no document text."""

from __future__ import annotations

import logging
from pathlib import Path

LOG_FILE = Path("logs") / "dangjian.log"


def start_journal(home: Path) -> Path:
    """Send warnings and errors of all ``dangjian.*`` loggers to the home's log file and return its path.

    The file is made with its first line. Calling it again for another home moves the journal there.
    """
    file = home / LOG_FILE
    logger = logging.getLogger("dangjian")
    for old in [handler for handler in logger.handlers if isinstance(handler, _Journal)]:
        logger.removeHandler(old)
        old.close()
    journal = _Journal(file)
    journal.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    journal.setLevel(logging.WARNING)
    logger.addHandler(journal)
    logger.propagate = False  # a traceback belongs in the file, not on the terminal
    return file


class _Journal(logging.FileHandler):
    """A file handler that makes its folder late and stays silent when the disk refuses."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, encoding="utf-8", errors="backslashreplace", delay=True)

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record; a log that cannot be written must not end the command that tells of it."""
        try:
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
            super().emit(record)
        except OSError:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Drop the record."""
