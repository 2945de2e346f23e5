"""The title that an issued text has of its own, below the notice that issues it (附的正文自己的题目)."""

from __future__ import annotations

import re

from assistant.answering import card
from assistant.draft import Draft, Quote, Statement
from assistant.finding import Finder
from assistant.question.model import Question
from assistant.scoping import Scope
from assistant.wording import label

_OWN = re.compile(
    r"(?:附|附的|所附|带的|印发的|后头|后面|底下)[^,。?]{0,6}?(?:正文|文本|要点|方案|办法|细则|文件|材料)|正文(?:自己|本身|顶上|开头|上面|的(?:标题|题目))"
)


def answer(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return the last of several titles of the one document meant, when the title of what it issues is asked for."""
    asked = "title" in question.card_fields or re.search("标题|题目", question.text)
    if not asked or question.language == "en" or not _OWN.search(question.text):
        return None
    documents = list(finder.documents(scope))
    if len(documents) != 1 or len(documents[0].card.titles) < 2:
        return None
    document, title = documents[0], documents[0].card.titles[-1]
    quotes = (Quote(document, title.span),) if title.span else ()
    name = card.NAMES["title"][0]
    line = Statement(f"{label(document)}：{name}：**{title.value}**", quotes, frame=not quotes)
    return Draft("answered", "card", (line,), short=title.value, confidence=0.85, documents=(document.id,))
