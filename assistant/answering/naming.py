"""What a question wants listed: the noun it names."""

from __future__ import annotations

from assistant.question.model import Question
from assistant.question.terms import tokenize
from assistant.question.words import load_words


def head_of(question: Question) -> str:
    """Return the noun that is to be listed (哪三大示范应用 → 应用), or nothing."""
    words = [
        w for w, tag in tokenize(question.focus) if (len(w) > 1 or tag[:1] == "n") and w not in load_words("stopwords")
    ]
    return words[-1] if words else ""
