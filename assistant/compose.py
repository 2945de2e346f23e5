"""The one place that chooses implementations and puts the product together."""

from __future__ import annotations

from assistant.service import Assistant
from assistant.settings import Settings
from corpus.library import Library
from index.assemble import open_index, open_reader
from index.config import BundledEncoderConfig, EncoderConfig, IndexConfig, TransformerEncoderConfig
from index.model import Progress


def open_assistant(settings: Settings, *, progress: Progress | None = None) -> Assistant:
    """Open library and index under the settings' home, building what is missing, and return the assistant.

    Raises:
        DangjianError: the home cannot be read or written; each with its plain sentence.
    """
    library = Library.open(settings.home)
    config = IndexConfig(encoder=encoder_config(settings), adopt_encoder=settings.adopt_encoder)
    index = open_index(settings.index_folder, library, config=config, progress=progress)
    reader = open_reader(index, workers=settings.threads)
    return Assistant(library, index, reader=reader, max_question_chars=settings.max_question_chars)


def encoder_config(settings: Settings) -> EncoderConfig:
    """Return the configured encoder: the bundled one, or a local sentence-transformers folder."""
    if settings.encoder == "bundled":
        return BundledEncoderConfig(workers=settings.threads)
    from pathlib import Path

    return TransformerEncoderConfig(folder=Path(settings.encoder))
