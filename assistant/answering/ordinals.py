"""Runs of ordinals that count one noun in running text: 第一张皮,…。第二张皮,…。第三张皮,…, in one paragraph or several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.evidence import Book
from assistant.question import frames
from corpus.model import Span
from corpus.numerals import read_number

MEASURE = r"(?:大类|大项|大|个|项|条|件|本|点|种|类|级|场|块|道|把|张|门|堂|支|步|关|招|方面|环|句)"
LONGEST = 60  # characters of an entry up to its first stop; a longer one ends at its first comma
_LABEL = re.compile(
    rf"(?:^|(?<=[\n。;:!?”]))[ \u3000]*(?P<label>第(?P<n>{frames.NUMERAL})(?P<noun>{MEASURE}[\u3400-\u9fff]{{0,3}}?))"
    r"(?:[,:、]|(?=就?是))(?:就?是)?[,:]?"
)
_END = re.compile(r"[。;:!?\n]")


@dataclass(frozen=True, slots=True)
class Ordinals:
    """A run: what its ordinals count (张皮), and of each entry the words with its ordinal and without."""

    noun: str
    entries: tuple[Span, ...]
    bare: tuple[Span, ...]


def find_ordinals(book: Book) -> Iterator[Ordinals]:
    """Yield the runs of a document that count one noun from the first on, two entries at least."""
    run: list[re.Match[str]] = []
    for hit in _LABEL.finditer(book.folded):
        number = read_number(hit["n"])
        if run and number == len(run) + 1 and hit["noun"] == run[0]["noun"]:
            run.append(hit)
            continue
        if len(run) > 1:
            yield _run(book, run)
        run = [hit] if number == 1 else []
    if len(run) > 1:
        yield _run(book, run)


def _run(book: Book, labels: list[re.Match[str]]) -> Ordinals:
    bare = []
    for label in labels:
        stop = _END.search(book.folded, label.end())
        end = stop.start() if stop else len(book.folded)
        if end - label.end() > LONGEST and (comma := book.folded.find(",", label.end() + 1, end)) > 0:
            end = comma
        bare.append(Span(label.end(), end))
    entries = tuple(Span(label.start("label"), span.end) for label, span in zip(labels, bare, strict=True))
    return Ordinals(labels[0]["noun"], entries, tuple(bare))
