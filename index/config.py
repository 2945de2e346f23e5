"""How the index is set up. Frozen values; reading the environment is `assistant.settings`' work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

BUNDLED_MODEL = Path(__file__).parent / "models" / "e5-small-zhen"
BUNDLED_READER = Path(__file__).parent / "models" / "reader-zh"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BundledEncoderConfig(_Frozen):
    """The encoder that ships with the project, run by onnxruntime."""

    kind: Literal["bundled"] = "bundled"
    folder: Path = Field(default=BUNDLED_MODEL, description="folder of the model")
    workers: int = Field(default=0, ge=0, description="texts encoded side by side; 0 means one per core")
    sentence_transformers_from: int = Field(
        default=64,
        ge=0,
        description="jobs of at least so many passages go through SentenceTransformer.encode; same vectors",
    )


class TransformerEncoderConfig(_Frozen):
    """Any sentence-transformers model in a local folder."""

    kind: Literal["sentence_transformers"] = "sentence_transformers"
    folder: Path = Field(description="folder of the model")
    device: str = Field(default="cpu", description="torch device")
    batch: int = Field(default=16, ge=1, description="passages per forward pass")


EncoderConfig = Annotated[BundledEncoderConfig | TransformerEncoderConfig, Field(discriminator="kind")]


class IndexConfig(_Frozen):
    """Everything that decides what the index finds."""

    encoder: EncoderConfig = Field(
        default_factory=BundledEncoderConfig, description="model that turns text into vectors"
    )
    adopt_encoder: bool = Field(
        default=False, description="encode everything again when the index was built with another encoder"
    )
    k1: float = Field(default=1.5, ge=0, description="BM25 term saturation")
    b: float = Field(default=0.75, ge=0, le=1, description="BM25 length normalisation")
    candidates: int = Field(default=100, ge=1, description="passages each part offers to the fusion")
    question_cache: int = Field(default=256, ge=0, description="questions whose vectors are remembered")
    lock_seconds: float = Field(default=30.0, ge=0, description="seconds to wait for another writer")
