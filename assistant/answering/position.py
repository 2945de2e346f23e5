"""Which number a heading has: 加强党员教育管理监督是第几项."""

from __future__ import annotations

import re

from assistant.answering import tree
from assistant.draft import Draft, Statement
from assistant.finding import Finder
from assistant.question.model import Question
from assistant.scoping import Scope

FIT_LEAST = 0.6
_ASKED = re.compile(r"第几(?:个)?(?P<unit>项|条|点|部分|章|方面)|在(?:哪|第几)(?:个)?(?P<part>部分|章)")


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the number of the heading that the question describes, or None."""
    asked = _ASKED.search(question.text)
    if asked is None:
        return None
    found = tree.best_heading(question, list(finder.books(scope)))
    if found is None or found[2] < FIT_LEAST:
        return None
    document, section = found[0].document, found[1]
    if asked["part"] or asked["unit"] in {"部分", "章"}:
        section = document.path(section.index)[0]
    if section.number is None:
        return None
    short = f"第{section.number}{asked['part'] or asked['unit']}"
    line = Statement(
        f"**{short}**：{tree.printed(document, section)}",
        (tree.heading_quote(document, section),),
        computed=(str(section.number),),
    )
    return Draft("answered", "fact", (line,), short=short, confidence=0.8, documents=(document.id,))
