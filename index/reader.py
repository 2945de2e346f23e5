"""The bundled reader: does a passage answer a question, and with which words? No retrieval, no wording of answers.

The encoder's vectors of single tokens (of its middle layer: the last ones are bent towards whole texts), of question
and passage, go side by side through three layers of the reader's own and into a small network of attention. All of it
was trained on reading material written for this product (`index/models/reading`), so that it tells the passage that
answers from the near miss, where the matter is there and the detail is not; retrieval scores cannot. The encoder's
vectors of a passage do not depend on the question: they are made once and remembered.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from corpus.errors import DamagedStore
from index.encoder import PASSAGE_PROMPT, QUESTION_PROMPT, OnnxSession, fingerprint_of

READER_FILE, CONFIG_FILE, SUMS_FILE = "reader.onnx", "reader.json", "SHA256SUMS"
FILES = (READER_FILE, CONFIG_FILE)
LONGEST_ANSWER = 96  # tokens
QUESTION_TOKENS, PAGE_TOKENS = 96, 384  # tokens that are read
FIGURES = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十百千万亿两")
MARKS = frozenset("，。；：、,;:")

Floats = npt.NDArray[np.float32]
Item = TypeVar("Item")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader sees in one passage.

    ``start`` and ``end`` bound the answer's words in the passage (code points). ``support`` in [0, 1] is the estimated
    probability that the passage answers the question; ``affirms`` in [0, 1] that it says yes, if it is a yes-no question.
    """

    start: int
    end: int
    support: float
    affirms: float


@dataclass(frozen=True, slots=True)
class Page:
    """A passage to read: its ``text``, and the ``heading`` (title and headings above it) that tells whose it is."""

    text: str
    heading: str = ""

    @property
    def lead(self) -> str:
        """What is read before the text."""
        return f"{self.heading}：" if self.heading else ""


@dataclass(frozen=True, slots=True, eq=False)  # one is itself: vectors are not compared
class Encoded:
    """A text as the encoder's middle layer sees it: vectors ``(s, d) float16`` of all tokens, prompt and special ones too.

    ``kept`` are the places of the text's own tokens in that row, ``offsets`` those in the text.
    """

    text: str
    vectors: npt.NDArray[np.float16]
    kept: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


class BundledReader:
    """Reads passages with the network that ships with the project. Threads may share it."""

    def __init__(self, folder: Path, encoder: OnnxSession, *, workers: int = 1, remembered: int = 1500) -> None:
        self._folder = folder
        self._encoder = encoder
        self._workers = max(1, workers)
        self._remembered = remembered
        self._pages: OrderedDict[Page, Encoded] = OrderedDict()
        self._lock = Lock()
        self._opened: _Network | None = None

    @property
    def fingerprint(self) -> str:
        """Folder name and SHA-256 of the network.

        Raises:
            DamagedStore: a file is missing.
        """
        return fingerprint_of(self._folder, FILES)

    def prepare(self, pages: Sequence[Page]) -> None:
        """Encode the `pages` that are not remembered; about 20 ms a page and core.

        Raises:
            DamagedStore: the encoder is missing or unreadable.
        """
        self._encoded(pages)

    def _encoded(self, pages: Sequence[Page]) -> list[Encoded]:
        """Return `pages` encoded, in order; what another thread forgets meanwhile is still returned."""
        with self._lock:
            known = {page: self._pages[page] for page in pages if page in self._pages}
            for page in known:
                self._pages.move_to_end(page)
        fresh = [page for page in dict.fromkeys(pages) if page not in known]
        made = self._side_by_side(lambda page: encode_page(self._encoder, page), fresh)
        known.update(zip(fresh, made, strict=True))
        with self._lock:
            self._pages.update({page: known[page] for page in fresh})
            while len(self._pages) > max(self._remembered, len(pages)):
                self._pages.popitem(last=False)
        return [known[page] for page in pages]

    def read(self, question: str, pages: Sequence[Page]) -> list[Reading]:
        """Return one reading for each page, in order.

        Raises:
            DamagedStore: the network is missing or unreadable.
        """
        if not pages:
            return []
        network = self._open()
        written = self._encoded(pages)
        asked = encode_question(self._encoder, question)
        if not question.strip() or not asked.offsets:
            return [Reading(0, 0, 0.0, 0.5) for _ in pages]
        return self._side_by_side(lambda pair: _read_one(network, asked, *pair), list(zip(pages, written, strict=True)))

    def _side_by_side(self, make: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
        """Apply `make` to each item, in order, on as many threads as there are workers; each is a run of its own."""
        if len(items) < 2 or self._workers < 2:
            return [make(item) for item in items]
        with ThreadPoolExecutor(max_workers=min(self._workers, len(items))) as pool:
            return list(pool.map(make, items))

    def _open(self) -> _Network:
        with self._lock:
            if self._opened is None:
                try:
                    stored = json.loads((self._folder / CONFIG_FILE).read_text(encoding="utf-8"))
                    session = _session(self._folder / READER_FILE)
                    self._opened = _Network(session, float(stored["scale"]), float(stored["shift"]))
                except Exception as error:  # onnxruntime raises bare Exception subclasses of its own
                    raise DamagedStore(f"阅读模型无法载入（{self._folder.name}）") from error
            return self._opened


@dataclass(frozen=True, slots=True)
class _Network:
    """The opened file, and what makes a probability of its judgement."""

    session: Any
    scale: float
    shift: float


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _read_one(network: _Network, asked: Encoded, page: Page, written: Encoded) -> Reading:
    lead = len(page.lead)
    inside = [at for at, (start, _) in enumerate(written.offsets) if start >= lead]
    if not inside:
        return Reading(0, 0, 0.0, 0.5)
    spans, judged = network.session.run(
        None,
        {
            "question": asked.vectors.astype(np.float32)[None],
            "passage": written.vectors.astype(np.float32)[None],
            "question_kept": np.asarray(asked.kept, dtype=np.int64),
            "passage_kept": np.asarray(written.kept, dtype=np.int64),
            "question_marks": question_marks(asked.text, asked.offsets, written.text)[None],
            "passage_marks": passage_marks(written.text, written.offsets, asked.text, lead)[None],
        },
    )
    first = inside[0]
    begin, finish = best_span(spans[0, first:, 0], spans[0, first:, 1])
    return Reading(
        written.offsets[first + begin][0] - lead,
        written.offsets[first + finish][1] - lead,
        squash(network.scale * float(judged[0, 0]) + network.shift),
        squash(float(judged[0, 1])),
    )


def damaged_files(folder: Path) -> tuple[str, ...]:
    """Return which files of the reader in `folder` are missing or not, byte for byte, those listed beside them."""
    try:
        listed = dict(line.split(maxsplit=1)[::-1] for line in (folder / SUMS_FILE).read_text("utf-8").splitlines())
    except (OSError, ValueError):
        return (SUMS_FILE,)
    return tuple(
        name
        for name in FILES
        if not (folder / name).is_file() or sha256((folder / name).read_bytes()).hexdigest() != listed.get(name)
    )


def encode_question(encoder: OnnxSession, question: str) -> Encoded:
    """Return a question as the encoder's middle layer sees it; at most `QUESTION_TOKENS` are kept."""
    return _encode(encoder, QUESTION_PROMPT, question, QUESTION_TOKENS)


def encode_page(encoder: OnnxSession, page: Page) -> Encoded:
    """Return a page, its lead included, as the encoder's middle layer sees it; at most `PAGE_TOKENS` are kept."""
    return _encode(encoder, PASSAGE_PROMPT, page.lead + page.text, PAGE_TOKENS)


def _encode(encoder: OnnxSession, prompt: str, text: str, most: int) -> Encoded:
    tokenizer, *_ = encoder.load()
    tokens = tokenizer.encode((prompt + text).encode("utf-8", "replace").decode("utf-8"))
    skip = len(prompt)
    kept = tuple(at for at, (start, end) in enumerate(tokens.offsets) if end > skip and end > start)[:most]
    offsets = tuple((max(0, tokens.offsets[at][0] - skip), tokens.offsets[at][1] - skip) for at in kept)
    return Encoded(text, encoder.middle(tokens.ids).astype(np.float16), kept, offsets)


def shared_pairs(own: str, other: str) -> list[bool]:
    """Say of each character of `own` whether it stands in a pair of characters that `other` holds too."""
    pairs = {other[at : at + 2] for at in range(len(other) - 1)}
    hits = [own[at : at + 2] in pairs for at in range(len(own) - 1)] + [False]
    return [hit or (at > 0 and hits[at - 1]) for at, hit in enumerate(hits)]


def question_marks(question: str, offsets: Sequence[tuple[int, int]], passage: str) -> Floats:
    """Return what is told of each question token, ``(n, 2) float32``: shared with the passage, holds a figure."""
    shared = shared_pairs(question, passage)
    rows = [(any(shared[a:b]), not FIGURES.isdisjoint(question[a:b])) for a, b in offsets]
    return np.asarray(rows, dtype=np.float32).reshape(-1, 2)


def passage_marks(passage: str, offsets: Sequence[tuple[int, int]], question: str, lead: int) -> Floats:
    """Return what is told of each passage token, ``(m, 4) float32``: shared, figure, in the lead, punctuation."""
    shared = shared_pairs(passage, question)
    rows = [
        (any(shared[a:b]), not FIGURES.isdisjoint(passage[a:b]), b <= lead, not MARKS.isdisjoint(passage[a:b]))
        for a, b in offsets
    ]
    return np.asarray(rows, dtype=np.float32).reshape(-1, 4)


def best_span(starts: Floats, ends: Floats, *, longest: int = LONGEST_ANSWER) -> tuple[int, int]:
    """Return (first, last) token of the span with the greatest sum of logits; ties go to the earliest.

    `starts` and `ends` are ``(tokens,)``; a span has at most `longest` tokens.
    """
    sums = starts[:, None] + ends[None, :]
    allowed = np.triu(np.ones_like(sums, dtype=bool)) & ~np.triu(np.ones_like(sums, dtype=bool), k=longest)
    at = int(np.argmax(np.where(allowed, sums, -np.inf)))
    begin, finish = divmod(at, len(ends))
    return begin, finish


def squash(value: float) -> float:
    """Return the logistic function of `value`."""
    return float(1.0 / (1.0 + np.exp(-max(-30.0, min(30.0, value)))))
