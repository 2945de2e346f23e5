"""Generations on disk: written aside, synced, renamed, and only then named in ``CURRENT``. Never changed afterwards.

``CURRENT`` holds the generation's name and the SHA-256 of its manifest, the manifest the SHA-256 of every file. A
reader reads each file whole, checks the bytes it has read, and from then on needs the disk no more; the writer may
therefore delete the former generation at once, and with it the words of removed documents.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import ValidationError

from corpus.durable import ASIDE, sweep_aside, sync_folder, write_aside, write_file
from corpus.errors import DamagedStore
from index.manifest import FORMAT, FileRecord, Manifest
from index.model import Vectors
from index.vectors import Numbers
from index.words import FILES as WORD_FILES
from index.words import TERMS, WordIndex, dump_words, parse_words

CURRENT = "CURRENT"
MANIFEST, PASSAGES, VECTORS, NUMBERS = "manifest.json", "passages.json", "vectors.npy", "numbers.npy"
FILES = (PASSAGES, VECTORS, NUMBERS, *WORD_FILES)
_NAME = re.compile(r"(gen-\d{8}) ([0-9a-f]{64})\n")
_ATTEMPTS = 5  # a reader that meets a generation just replaced reads CURRENT again


@dataclass(frozen=True, slots=True)
class Row:
    """One indexed passage. ``text_sha256`` is of the text that was embedded, breadcrumb included."""

    passage: str
    document: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Generation:
    """A complete index as values: row i has ``numbers[i]`` and the unit vector ``vectors[i]`` (d,)."""

    encoder: str
    segmenter: str
    k1: float
    b: float
    revision: int
    rows: tuple[Row, ...]
    numbers: Numbers
    vectors: Vectors
    words: WordIndex
    next_number: int


def publish_generation(folder: Path, generation: Generation) -> str:
    """Write `generation` and make it the current one; return its name. Needs the writer's lock.

    Raises:
        OSError: the disk is full or read-only; the former generation is still the current one.
    """
    aside = folder / f"{ASIDE}{secrets.token_hex(8)}"
    name = _next_name(folder)
    try:
        os.mkdir(aside, 0o700)  # noqa: PTH102 — as in corpus.durable, one counted os call for each step
        record = _write_files(aside, generation)
        os.replace(aside, folder / name)  # noqa: PTH105 — as above
        sync_folder(folder)
        write_file(folder / CURRENT, f"{name} {record.sha256}\n".encode())
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
        if not _current_line(folder).startswith(name):
            shutil.rmtree(folder / name, ignore_errors=True)
        raise
    _sweep(folder, keep=name)
    return name


def _write_files(aside: Path, generation: Generation) -> FileRecord:
    contents: dict[str, Any] = {
        PASSAGES: [[row.passage, row.document, row.text_sha256] for row in generation.rows],
        VECTORS: generation.vectors,
        NUMBERS: generation.numbers,
        **dump_words(generation.words),
    }
    manifest = Manifest(
        format=FORMAT,
        encoder=generation.encoder,
        dimension=int(generation.vectors.shape[1]),
        segmenter=generation.segmenter,
        k1=generation.k1,
        b=generation.b,
        revision=generation.revision,
        passages=len(generation.rows),
        documents=len({row.document for row in generation.rows}),
        next_number=generation.next_number,
        files={name: _write(aside, name, _encode(value)) for name, value in contents.items()},
    )
    record = _write(aside, MANIFEST, manifest.model_dump_json(indent=1).encode())
    sync_folder(aside)
    return record


def _encode(value: object) -> bytes:
    if isinstance(value, np.ndarray):
        buffer = io.BytesIO()
        np.save(buffer, value, allow_pickle=False)
        return buffer.getvalue()
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _write(folder: Path, name: str, content: bytes) -> FileRecord:
    aside, digest = write_aside(folder, [content])
    os.replace(aside, folder / name)  # noqa: PTH105 — as above
    return FileRecord(bytes=len(content), sha256=digest)


def _next_name(folder: Path) -> str:
    last = max((int(path.name[4:]) for path in folder.glob("gen-????????") if path.name[4:].isdigit()), default=0)
    return f"gen-{last + 1:08d}"


def _sweep(folder: Path, *, keep: str) -> None:
    for path in [*folder.glob("gen-*"), *folder.glob(f"{ASIDE}*")]:
        if path.is_dir() and path.name != keep:
            shutil.rmtree(path, ignore_errors=True)
    sweep_aside(folder)
    sync_folder(folder)


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of the current generation, or None when there is none.

    Raises:
        DamagedStore: it is not what was written, or it is of another format.
    """
    found = _current(folder)
    return None if found is None else found[1]


def read_generation(folder: Path) -> Generation | None:
    """Return the current generation with every byte checked, or None when there is none.

    Raises:
        DamagedStore: it is not what was written, or it is of another format.
    """
    for attempt in range(_ATTEMPTS):
        found = _current(folder)
        if found is None:
            return None
        path, manifest = found
        try:
            contents = {name: _read(path, name, manifest) for name in FILES}
            return _parse(manifest, contents)
        except (OSError, ValueError, KeyError, TypeError) as error:
            if attempt + 1 == _ATTEMPTS or _current_line(folder)[: len(path.name)] == path.name:
                raise DamagedStore(f"索引 {path.name} 不完整") from error
    return None


def _current_line(folder: Path) -> str:
    try:
        return (folder / CURRENT).read_bytes().decode("ascii", "replace")
    except OSError:
        return ""


def _current(folder: Path) -> tuple[Path, Manifest] | None:
    for attempt in range(_ATTEMPTS):
        if not (folder / CURRENT).exists():
            if any(folder.glob("gen-*")):
                raise DamagedStore("索引缺少 CURRENT")
            return None
        line = _current_line(folder)
        match = _NAME.fullmatch(line)
        if match is None:
            raise DamagedStore("索引的 CURRENT 无法读取")
        path = folder / match[1]
        try:
            content = (path / MANIFEST).read_bytes()
            if hashlib.sha256(content).hexdigest() != match[2]:
                raise ValueError("the manifest is not the one that was published")
            manifest = Manifest.model_validate_json(content)
        except (OSError, ValueError, ValidationError) as error:
            if attempt + 1 == _ATTEMPTS or _current_line(folder) == line:
                raise DamagedStore(f"索引 {path.name} 的清单无法读取") from error
            continue
        if manifest.format != FORMAT:
            raise DamagedStore(f"索引格式为 {manifest.format}，本程序需要 {FORMAT}")
        return path, manifest
    return None


def _read(folder: Path, name: str, manifest: Manifest) -> bytes:
    content = (folder / name).read_bytes()
    record = manifest.files[name]
    if len(content) != record.bytes or hashlib.sha256(content).hexdigest() != record.sha256:
        raise ValueError(f"{name} is not what was written")
    return content


def _parse(manifest: Manifest, contents: Mapping[str, bytes]) -> Generation:
    arrays: dict[str, npt.NDArray[Any]] = {
        name: np.load(io.BytesIO(content), allow_pickle=False)
        for name, content in contents.items()
        if name.endswith(".npy")
    }
    rows = tuple(Row(*row) for row in json.loads(contents[PASSAGES].decode("utf-8", "surrogatepass")))
    vectors, numbers = arrays[VECTORS], arrays[NUMBERS]
    if vectors.shape != (len(rows), manifest.dimension) or numbers.shape != (len(rows),):
        raise ValueError("vectors and passages do not fit each other")
    return Generation(
        encoder=manifest.encoder,
        segmenter=manifest.segmenter,
        k1=manifest.k1,
        b=manifest.b,
        revision=manifest.revision,
        rows=rows,
        numbers=np.asarray(numbers, np.int64),
        vectors=np.asarray(vectors, np.float32),
        words=parse_words(arrays, contents[TERMS], passages=len(rows)),
        next_number=manifest.next_number,
    )
