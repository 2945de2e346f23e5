"""Names that a text puts in quotes (“绿色先锋”), and whether a sentence is of the one that a question names, quoted or not."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.evidence import Candidate
from assistant.question.model import Question

QUOTED = re.compile(r"“([^”]{2,20})”")
_SHORT_FOR = re.compile(r"简称:?$")


@lru_cache(maxsize=64)
def quoted_names(text: str) -> frozenset[str]:
    """Return the names of three characters or more that folded `text` quotes, but for those that are short for its subject."""
    hits = (hit for hit in QUOTED.finditer(text) if not _SHORT_FOR.search(text[: hit.start()][-4:]))
    return frozenset(hit[1] for hit in hits if len(hit[1]) > 2)


def is_of_another_name(question: Question, candidate: Candidate) -> bool:
    """Say whether the sentence is of another quoted name than the one asked about: of “绿色先锋” when 红盾护航 is meant.

    What is explained of a name must stand with it: below a heading of it, in a paragraph with it, or in the next.
    """
    book, text = candidate.book, candidate.sentence.text
    explains = question.kind == "explain"
    if not QUOTED.search(text) and not explains:
        return False
    above = book.heading_path(candidate.sentence)
    names = [name for name in quoted_names(book.folded) if name in question.text and name not in book.title]
    if names and explains and not QUOTED.search(text):
        start = book.paragraph(candidate.sentence)[0].order
        text = " ".join(
            s.text for s in (*book.sentences[max(0, start - 1) : start], *book.paragraph(candidate.sentence))
        )
    return bool(names) and not any(name in text or name in above for name in names)
