"""A follow-up that names no matter: a further thing asked of what the last answer told, so it is looked for beside that.

首批能认几个 — 认上了一家一年给多少钱: of all the library the second may mean anything; of the sentence that told the first,
its neighbours, and the row it stands in, it means one thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering import another, beside
from assistant.answering.vicinity import ALONE, Vicinity
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Sentence
from assistant.folding import fold
from assistant.quantities import find_quantities
from assistant.question import clauses_en
from assistant.question.clauses import of_same_measure, subjects
from assistant.question.model import Question
from assistant.question.terms import match
from assistant.wording import label, say

LONGEST = 24  # characters; a longer one says of what it asks
QUOTED_LEAST = 12  # characters of a quote in a reply that is a sentence and no name
VERBATIM_LEAST = 3  # characters of a reply that stand in one sentence only
PAIRS_LEAST = 6  # different pairs of characters in a reply that tell of which sentence it is
MET_LEAST = 0.7
WORD_LEAST = 0.45
_QUOTED = re.compile(r"“([^\n]+)”")
_BOLD = re.compile(r"\*\*(?P<short>[^*\n]+)\*\*")
_NOTE = re.compile(r"\[\d+\]|\*\*")
_LEAD = re.compile(r"^(?:那么?|然后|还有|再|另外|and|so)[, ]*")
_POINTS = re.compile(r"[这此该]|那个")
"""What points to something said before (有啥情况不受这个限): of another place it would be of something else."""
_END = re.compile(r"[啊呀呢吧哦?。! ]+$")


def asks_further(question: Question) -> bool:
    """Say whether a question may be one of what was spoken of before: short, and of nothing that it names itself."""
    named = bool(question.places or question.titles or question.numbers)
    dated = bool(question.years or question.bodies) and not another.names_another(question.text)
    return not named and not dated and len(question.text) <= LONGEST * (3 if question.language == "en" else 1)


def told_by(reply: str, book: Book) -> Draft | None:
    """Return the sentence of `book` that a reply gives the words of, as an answer; None when no or several sentences do."""
    quoted = [hit for hit in _QUOTED.findall(reply) if len(hit) >= QUOTED_LEAST]
    text = fold(_NOTE.sub("", quoted[-1] if quoted else reply))
    sentences = [s for s in book.sentences if not s.heading and not s.furniture]
    bare = text.strip(" 。")
    best = [s for s in sentences if bare in s.text] if len(bare) >= VERBATIM_LEAST else []
    if len(best) != 1:
        pairs = {bare[at : at + 2] for at in range(len(bare) - 1) if re.fullmatch(r"\w\w", bare[at : at + 2])}
        met = [sum(pair in sentence.text for pair in pairs) for sentence in sentences]
        most = max(met, default=0)
        best = [sentence for count, sentence in zip(met, sentences, strict=True) if count == most]
        if len(pairs) < PAIRS_LEAST or len(best) != 1 or most < MET_LEAST * len(pairs):
            best = _with_figures(bare, sentences)
        if len(best) != 1:
            return None
    line = Statement(reply, (Quote(book.document, best[0].span),))
    bold = _BOLD.search(reply)
    short = bold["short"] if bold else _NOTE.sub("", reply).strip(" 。")
    return Draft("answered", "fact", (line,), short=short, confidence=0.5, documents=(book.document.id,))


def _with_figures(reply: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that state all figures of a short reply (702次: the row with 702)."""
    figures = re.findall(r"\d+(?:\.\d+)?", reply)
    told = [s for s in sentences if figures and not set(figures) - set(re.findall(r"\d+(?:\.\d+)?", s.text))]
    counted = {(q.value, q.unit) for q in find_quantities(reply) if q.unit}
    same = [s for s in told if counted <= {(q.value, q.unit) for q in find_quantities(s.text)}]
    return same if len(same) == 1 else told


def answer(
    previous: Question, told: Draft | None, question: Question, near: Vicinity, other: Draft | None = None
) -> Draft | None:
    """Return what stands beside the answer `told` to the `previous` question on a further one; None when that is not sure.

    Where the question has an `other` answer already, what stands beside must hold as many of its words as that.
    """
    if (
        told is None
        or told.status != "answered"
        or len(told.documents) != 1
        or question.kind not in {"fact", "explain", "list"}
    ):
        return None
    (document,) = told.documents
    book = near.finder.shelf.open(near.finder.library.document(document))
    if (same := another.answer(previous, told, question.text, book)) is not None:
        return _quoted(replace(previous, kind="fact"), same)
    if question.years or question.bodies:
        return None
    if other is not None and other.short and not _is_in(other, told) and _is_of_same_paragraph(told, other):
        return None
    if other is not None and other.short and other.documents == told.documents and _is_of_row(other):
        return None  # the row was found by what both questions name together
    text = _END.sub("", _LEAD.sub("", question.text))
    wordings = _wordings(previous, text)
    cell = near.beside_in_row(text, wordings, [told])
    read = (d for d in near.tell(wordings, [told]) if d.confidence >= (ALONE if d.kind != "fact" or other else 0.0))
    options = (cell, *read, beside.answer(previous, text, [told], strict=True))
    named = re.search(r"呢[?。! ]*$", question.text) is not None  # 退休的呢 asks of them
    fitting = (d for d in options if d is not None and not _is_in(d, told))
    found = next(
        (d for d in fitting if not named or (beside.names(question, text, d) and another.tells(previous, question, d))),
        None,
    )
    pointed = _POINTS.search(text) is not None
    if found is None or (other is not None and not pointed and not _says_as_much(question, text, found, other)):
        return None
    return _quoted(question, found)


def says_again(previous: Question, question: Question, found: Draft, reply: str) -> bool:
    """Say whether an answer is the value of the reply before once more, which is told of another time or of another deed.

    明年想弄到多少 asks for the same measure of another time; of 最后活下来多少 no word stands where 种了多少 is told.
    """
    if not found.short or fold(found.short) not in fold(reply):
        return False
    text = " ".join(fold(quote.text) for line in found.statements for quote in line.quotes)
    words = [term for term in question.terms if not term.entity and len(term.text) > 1]
    unsaid = bool(words) and not any(match(term.text, text) >= WORD_LEAST for term in words)
    return unsaid or bool(of_same_measure(previous.text, question.text))


def _is_in(found: Draft, told: Draft) -> bool:
    """Say whether a value is only that of the answer before, with more or less of the words around it."""
    own, before = found.short or "", told.short or ""
    return own in before or (bool(before) and before in own)


def _is_of_same_paragraph(told: Draft, other: Draft) -> bool:
    """Say whether an answer stands in a paragraph that told the one before: nothing nearer is to be looked for."""
    own, others = ([q for line in one.statements for q in line.quotes] for one in (told, other))
    return any(
        a.document.id == b.document.id
        and "\n" not in a.document.text[min(a.span.end, b.span.end) : max(a.span.start, b.span.start)]
        for a in own
        for b in others[:1]
    )


def _is_of_row(other: Draft) -> bool:
    """Say whether an answer is told by one row of a table."""
    quotes = [quote.text for line in other.statements for quote in line.quotes]
    return bool(quotes) and " | " in quotes[0]


def _says_as_much(question: Question, text: str, found: Draft, other: Draft) -> bool:
    """Say whether what is told beside holds as many words of a follow-up as its other answer, which is of another place."""
    return beside.words_held(question, text, found) >= beside.words_held(question, text, other)


def _quoted(question: Question, found: Draft) -> Draft:
    """Return an answer with the sentence that tells it behind it."""
    (quote,) = found.statements[0].quotes[:1]
    source = say("according", question.language, label=label(quote.document))
    if question.kind == "explain":  # what was read of an explanation is no value
        return replace(found, short=None, statements=(Statement(f"{source}“{quote.text}”", (quote,)),))
    return replace(found, statements=(Statement(f"**{found.short}**\n\n{source}“{quote.text}”", (quote,)),))


def _wordings(previous: Question, text: str) -> list[str]:
    """Return a follow-up as a question of its own: with the matters that the question before is of, in turn, and bare."""
    if previous.language == "en":
        return list(clauses_en.carried((clauses_en.find_clauses(previous.text) or (previous.text,))[-1], text))
    first = previous.text.rstrip("?。 ")
    text = of_same_measure(first, text) or text
    matters = subjects("", first, places=[place.surface for place in previous.places])
    return [*(f"{matter},{text}" for matter in matters), text]
