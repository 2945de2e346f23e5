"""Scanned pages and pictures of pages: recognised by rapidocr with the models it ships, page by page, offline."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from corpus.errors import UnreadableFile
from corpus.raw import RawDocument
from corpus.readers.builder import RawBuilder
from corpus.readers.limits import MAX_PIXELS, MAX_SCANNED_PAGES
from corpus.readers.margins import PlacedLine, indent_lines
from corpus.readers.pdf import load_page, needs_recognition, open_pdf
from corpus.readers.pdf_lines import page_lines, page_text
from corpus.readers.plain import quality_warnings

Pixels = npt.NDArray[np.uint8]
RENDER_DPI = 170  # body text of official documents (16 pt) comes out about 38 pixels high
MAX_SIDE = 2600  # pixels; larger pictures are made smaller, which loses no characters at usual sizes
FINDING_SIDE = 1280  # pixels of the smaller picture in which lines are looked for; they are read in the large one
MIN_SCORE = 0.5  # of a line, as the recogniser judges itself
DOUBTFUL_SCORE = 0.8  # the mean of a page below which the reader is warned
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")


@dataclass(frozen=True, slots=True)
class _Line:
    """A recognised line; positions in pixels."""

    left: float
    right: float
    top: float
    height: float
    text: str
    score: float


def count_images(path: Path) -> int:
    """Return how many pages a picture file has.

    Raises:
        UnreadableFile: damaged, too many pages, or more pixels than any scan has.
    """
    with _open_image(path) as image:
        pages = int(getattr(image, "n_frames", 1))
        if pages > MAX_SCANNED_PAGES:
            raise _too_many()
        for index in range(pages):
            image.seek(index)
            _check_pixels(*image.size)
        return pages


def recognise(path: Path, *, progress: Callable[[int, int], None]) -> RawDocument:
    """Recognise a scanned PDF or a picture; PDF pages that have a text layer keep it.

    Raises:
        UnreadableFile: damaged, too many pages, or no text on any of them.
    """
    with path.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    builder = RawBuilder("application/pdf" if is_pdf else "image")
    scores: list[float] = []
    engine = _engine()
    for page in _pdf_pages(path) if is_pdf else _image_pages(path):
        builder.begin_page()
        if isinstance(page.content, list):
            texts = page.content
        else:
            lines = _recognise_page(engine, page.content)
            texts = indent_lines([PlacedLine(line.text, line.left, line.right) for line in lines])
            scores.extend(line.score for line in lines)
        for text in texts:
            builder.add_line(text)
        progress(page.number, page.count)
    if not any(character.isalnum() for character in builder.text):
        raise UnreadableFile("没有识别到文字", hint="请换一份更清晰的扫描件，或提供电子版")
    builder.warn("由扫描件识别而来，引用前请核对原件")
    if scores and sum(scores) / len(scores) < DOUBTFUL_SCORE:
        builder.warn("扫描件不够清晰，识别结果可能有错")
    for warning in quality_warnings(builder.text):
        builder.warn(warning)
    return builder.build()


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    count: int
    content: list[str] | Pixels


def _pdf_pages(path: Path) -> Iterator[_Page]:
    with open_pdf(path) as pdf:
        pictures = 0
        for index in range(len(pdf)):
            page = load_page(pdf, index)
            text = page_text(page)
            if not needs_recognition(page, text):
                yield _Page(index + 1, len(pdf), page_lines(page))
                page.close()
                continue
            pictures += 1
            if pictures > MAX_SCANNED_PAGES:
                raise _too_many()
            width, height = page.get_size()
            scale = min(RENDER_DPI / 72, MAX_SIDE / max(width, height, 1))
            picture = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=False).to_numpy()
            yield _Page(index + 1, len(pdf), np.ascontiguousarray(picture[..., :3]) if picture.ndim == 3 else picture)
            page.close()


def _image_pages(path: Path) -> Iterator[_Page]:
    with _open_image(path) as image:
        count = int(getattr(image, "n_frames", 1))
        for index in range(count):
            image.seek(index)
            _check_pixels(*image.size)
            try:
                frame = ImageOps.exif_transpose(image).convert("RGB")
            except (OSError, SyntaxError, ValueError) as error:
                raise _damaged() from error
            frame.thumbnail((MAX_SIDE, MAX_SIDE))
            yield _Page(index + 1, count, np.asarray(frame)[..., ::-1].copy())


def _recognise_page(engine: Any, pixels: Pixels) -> list[_Line]:
    found = engine(pixels)
    if found.boxes is None or found.txts is None or found.scores is None:
        return []
    lines = []
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        if score < MIN_SCORE or not text.strip():
            continue
        top, bottom = float(box[:, 1].min()), float(box[:, 1].max())
        left, right = float(box[:, 0].min()), float(box[:, 0].max())
        lines.append(_Line(left, right, (top + bottom) / 2, bottom - top, text, float(score)))
    return _in_reading_order(lines)


def _in_reading_order(lines: list[_Line]) -> list[_Line]:
    """Join the boxes that stand on one line, from left to right, lines from top to bottom."""
    rows: list[list[_Line]] = []
    for line in sorted(lines, key=lambda one: one.top):
        if rows and abs(rows[-1][0].top - line.top) < 0.5 * min(rows[-1][0].height, line.height):
            rows[-1].append(line)
        else:
            rows.append([line])
    joined = []
    for row in rows:
        row.sort(key=lambda one: one.left)
        text = " ".join(one.text for one in row)
        score = math.fsum(one.score for one in row) / len(row)
        joined.append(_Line(row[0].left, row[-1].right, row[0].top, row[0].height, text, score))
    return joined


def _engine() -> Any:
    """Build the recogniser; it is slow to start and is used for all pages of a file."""
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return RapidOCR(
        params={"Global.log_level": "critical", "Det.limit_type": "max", "Det.limit_side_len": FINDING_SIDE}
    )


def _open_image(path: Path) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # the size is checked here, before anything is decoded, with a sentence of our own
    try:
        return Image.open(path, formats=_FORMATS)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise _damaged() from error


def _check_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise UnreadableFile(f"图片有 {width}×{height} 像素，太大", hint="请缩小后再添加")


def _too_many() -> UnreadableFile:
    return UnreadableFile(f"扫描页超过 {MAX_SCANNED_PAGES} 页", hint="请拆分后再添加")


def _damaged() -> UnreadableFile:
    return UnreadableFile("图片已损坏")
