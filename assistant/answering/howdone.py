"""How something is done that was told to be done (还算不算,咋折): the sentence beside it that has the verb with a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft, Quote, Statement
from assistant.folding import fold
from assistant.wording import label, say
from corpus.model import Span
from corpus.sentences import split_sentences

_HOW = re.compile(r"(?:具体|那|又|要|该|是)*(?:怎么|咋|如何)(?:个)?(?P<verb>[\u4e00-\u9fff]{1,2}?)(?:法|的)?")
_VAGUE = frozenset("办 弄 搞 做 说 样 回 讲 写 管 来 去 走 回事 处理 进行 操作".split())
"""Verbs that say nothing of what is done."""


def answer(clause: str, told: Sequence[Draft], *, language: str = "zh") -> Draft | None:
    """Return the one sentence of the paragraph of what was `told` that says how; None when none or several do."""
    hit = _HOW.fullmatch(clause)
    if hit is None or hit["verb"] in _VAGUE:
        return None
    form = re.compile(rf"{hit['verb']}[\u4e00-\u9fff]{{0,2}}\d")
    found: dict[tuple[str, int], Quote] = {}
    for quote in (quote for draft in told for line in draft.statements for quote in line.quotes):
        text = quote.document.text
        end = text.find("\n", quote.span.end)
        line = Span(text.rfind("\n", 0, quote.span.start) + 1, end if end >= 0 else len(text))
        for span in split_sentences(text, line):
            if form.search(fold(span.of(text))):
                found[quote.document.id, span.start] = Quote(quote.document, span)
    if len(found) != 1:
        return None
    (quote,) = found.values()
    line_of = Statement(f"{say('according', language, label=label(quote.document))}“{quote.text}”", (quote,))
    return Draft("answered", "explain", (line_of,), confidence=0.5, documents=(quote.document.id,))
