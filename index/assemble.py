"""The one place that chooses the index's implementations and puts them together."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import assert_never

from corpus.errors import DamagedStore, DangjianError, LibraryBusy, ModelMismatch
from index.build import Builder
from index.config import (
    BUNDLED_MODEL,
    BUNDLED_READER,
    BundledEncoderConfig,
    EncoderConfig,
    IndexConfig,
    TransformerEncoderConfig,
)
from index.encoder import BundledEncoder, OnnxSession
from index.model import Encoder, PassageSource, Progress
from index.reader import READER_FILE, BundledReader
from index.retrieval import Index
from index.segmenter import Segmenter

log = logging.getLogger("dangjian.index")


def open_encoder(config: EncoderConfig) -> Encoder:
    """Return the configured encoder.

    Raises:
        DamagedStore: its folder is missing or cannot be read.
    """
    match config:
        case BundledEncoderConfig():
            return BundledEncoder(
                config.folder, workers=config.workers, sentence_transformers_from=config.sentence_transformers_from
            )
        case TransformerEncoderConfig():
            from index.sentence_module import TransformerEncoder

            return TransformerEncoder(config.folder, device=config.device, batch=config.batch)
    assert_never(config)


def open_reader(index: Index, *, workers: int) -> BundledReader | None:
    """Return the reader that ships with the project, or None when its files are not there: words then decide alone.

    It reads with the bundled encoder's token vectors, whichever encoder the index uses, and shares it when they agree.
    """
    if not (BUNDLED_READER / READER_FILE).exists():
        log.warning("the reader is missing; words decide alone")
        return None
    encoder = index.encoder
    session = encoder.session if isinstance(encoder, BundledEncoder) else OnnxSession(BUNDLED_MODEL)
    return BundledReader(BUNDLED_READER, session, workers=workers)


def open_index(
    folder: Path,
    library: PassageSource,
    *,
    config: IndexConfig | None = None,
    progress: Progress | None = None,
    wait: bool = True,
) -> Index:
    """Open the index of `library` in `folder`, building or bringing up to date what is not.

    With ``wait=False`` it returns as soon as words can be searched; call `Index.refresh`, on another thread if you
    like, for meaning. When another encoder built the index, or the encoder is damaged, the index searches words only
    and says why in ``meaning_error``. When another process is writing, this one searches what it can and leaves
    publishing to the other.
    """
    chosen = config or IndexConfig()
    folder.mkdir(parents=True, exist_ok=True)
    encoder: Encoder | None = None
    trouble: DangjianError | None = None
    try:
        encoder = open_encoder(chosen.encoder)
    except DamagedStore as error:
        trouble = error
    builder = Builder(folder, library, encoder=encoder, segmenter=Segmenter(), config=chosen)
    if encoder is not None:
        try:
            builder.require_encoder()
        except (DamagedStore, ModelMismatch) as error:
            trouble = error
    index = Index(builder, meaning_error=trouble)
    if trouble is not None:
        log.warning("searching words only: %s", trouble)
    elif wait:
        try:
            index.refresh(progress=progress)
        except LibraryBusy:
            log.warning("another process is writing the index; continuing with what is known")
        except DamagedStore as error:
            index.meaning_error = error
            log.warning("searching words only: %s", error)
    return index
