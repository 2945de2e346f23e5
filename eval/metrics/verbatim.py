"""Verbatim rate: quotations are what the document says, sign by sign.

Two kinds of quotation are checked: a citation's ``quote`` must be exactly ``text[start:end]`` of the stored text, and
words that the answer puts in “…” (``SHORTEST`` signs or more) must stand in a cited quote, in the title of a cited
document, by which it is named, or in the question.
The value is right quotations / quotations.
Source: defined here; quoted-span check after ALCE and the project's interface (``text[start:end] == quote``).
Edges: an answer without any quotation gives None; spaces and widths inside “…” do not count, in ``quote`` they do;
titles in 《》 are no quotations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.model import Answer
from corpus.model import Document
from eval.wording import folded

SHORTEST = 6  # shorter quoted words are names and terms, not quotations
_QUOTED = re.compile(r"[“「]([^“”「」]+)[”」]")


@dataclass(frozen=True, slots=True)
class VerbatimScore:
    """Share of right quotations; ``invented`` are those that stand nowhere."""

    rate: float
    invented: tuple[str, ...]


def verbatim(answer: Answer, documents: Mapping[str, Document]) -> VerbatimScore | None:
    """Check every quotation of an answer."""
    invented: list[str] = []
    checked = 0
    for citation in (*answer.citations, *answer.nearest):
        checked += 1
        document = documents.get(citation.document)
        if document is None or not citation.quote or document.text[citation.start : citation.end] != citation.quote:
            invented.append(citation.quote)
    shown = (*answer.citations, *answer.nearest)
    cited = folded("".join(one.quote for one in shown))
    titles = {folded(documents[one.document].display_title) for one in shown if one.document in documents}
    asked = folded(answer.question)
    for words in _QUOTED.findall(answer.answer):
        wanted = folded(words)
        if len(wanted) < SHORTEST:
            continue
        checked += 1
        if wanted not in cited and wanted not in asked and not any(wanted in title for title in titles):
            invented.append(words)
    if not checked:
        return None
    return VerbatimScore(rate=1 - len(invented) / checked, invented=tuple(invented))
