"""What a generation on disk says of itself: formats, encoder, segmenter, revision, counts and a hash for each file."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 1  # raise when the files of a generation change their form; older ones are then rebuilt


class FileRecord(BaseModel):
    """Length and SHA-256 (hex) of one file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bytes: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """The table of contents of a generation. ``next_number`` is above every vector number ever given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    encoder: str
    dimension: int = Field(ge=1)
    segmenter: str
    k1: float
    b: float
    revision: int
    passages: int = Field(ge=0)
    documents: int = Field(ge=0)
    next_number: int = Field(ge=0)
    files: dict[str, FileRecord]
