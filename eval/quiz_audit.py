"""Practice items in numbers, and drawn by chance for people to read against the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from corpus.model import Document

COLUMNS = ("编号", "题型", "题干", "答案", "依据", "结论", "说明")
LONGEST_CELL = 200  # characters


def count_items(items: Sequence[Mapping[str, Any]], documents: Mapping[str, Document]) -> Iterator[str]:
    """Yield one line for each figure: types, documents, evidence sentences, most on one, parts with an item."""
    types = Counter(str(item.get("type")) for item in items)
    yield "题型：" + "，".join(f"{name} {number}" for name, number in types.most_common())
    evidence = Counter((str(item["citation"]["document"]), int(item["citation"]["start"])) for item in items)
    per_document = Counter(str(item["citation"]["document"]) for item in items)
    for id_, number in per_document.most_common():
        title = documents[id_].display_title if id_ in documents else "不在资料库"
        yield f"文档：{id_} {number} 题（{title}）"
    yield f"依据：{len(evidence)} 句，同一句最多 {max(evidence.values(), default=0)} 题"
    lengths = [len(str(item.get("stem", ""))) for item in items]
    yield f"题干：超过 80 字的 {sum(length > 80 for length in lengths)} 题，最长 {max(lengths, default=0)} 字"
    missing = list(missing_parts(items, documents))
    yield f"部分：{len(missing)} 个部分没有题" + "".join(f"\n  {name}" for name in missing)


def missing_parts(items: Sequence[Mapping[str, Any]], documents: Mapping[str, Document]) -> Iterator[str]:
    """Yield the leaf sections of `documents`, and the documents without sections, in which no item's evidence stands."""
    met = {(str(one["document"]), int(one["start"])) for item in items for one in item.get("citations", ())}
    for id_, document in documents.items():
        parents = {section.parent for section in document.sections}
        if not document.sections and not any(found == id_ for found, _ in met):
            yield document.display_title
        for section in document.sections:
            if section.index not in parents and not any(
                found == id_ and section.span.start <= at < section.span.end for found, at in met
            ):
                yield f"{document.display_title}：{' '.join(section.heading.of(document.text).split())}"


def draw_table(items: Sequence[Mapping[str, Any]], *, count: int, seed: int) -> Iterator[str]:
    """Yield the lines of a Markdown table of `count` items drawn with `seed`, in the order of the file, to be judged.

    Each item draws its own lot, so that a few items more or less leave the rest of the draw as it was.
    """
    lots = [sha256(f"{seed}|{item.get('id')}".encode()).digest() for item in items]
    chosen = sorted(sorted(range(len(items)), key=lambda at: (lots[at], at))[:count])
    yield "| " + " | ".join(COLUMNS) + " |"
    yield "|" + "---|" * len(COLUMNS)
    for at in chosen:
        item = items[at]
        key = "、".join(map(str, item.get("key") or ()))
        answer = f"{key}：{item.get('answer', '')}" if key else str(item.get("answer", ""))
        stem = str(item.get("stem", ""))
        listed = "；".join(f"{chr(65 + n)} {text}" for n, text in enumerate(item.get("options") or ()))
        if item.get("type") != "judge" and listed:
            stem += f"（{listed}）"
        cells = [item.get("id"), item.get("type"), stem, answer, item["citation"]["quote"], "", ""]
        yield "| " + " | ".join(_cell(str(cell)) for cell in cells) + " |"


def _cell(text: str) -> str:
    plain = " ".join(text.split()).replace("|", "\\|")
    return plain if len(plain) <= LONGEST_CELL else plain[: LONGEST_CELL - 1] + "…"
