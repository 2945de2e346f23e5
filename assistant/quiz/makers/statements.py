"""True statements to judge, runs of fixed phrases to fill in and to order, and what a document's card says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.quiz.drafting import Evidence, draft
from assistant.quiz.makers.pieces import pieces
from assistant.quiz.makers.wording import Setting, balanced, is_self_contained, shown
from assistant.quiz.model import HOLE, Claim, QuizItem
from assistant.quiz.sources import Line, Sources, squeeze, without_opener
from assistant.quiz.words import opens_with_verb
from corpus.model import Span

_RUN = re.compile(r"[\u4e00-\u9fff]{3,6}(?:、[\u4e00-\u9fff]{3,6}){2,5}")
_FORMED = re.compile(r"^(.)[\u4e00-\u9fff]{1,4}(?:、\1[\u4e00-\u9fff]{1,4}){2,4}$")
_FEWEST = 3


def make_statements(sources: Sources, document: str) -> Iterator[QuizItem]:
    """Yield statements to judge that stand word for word in the text."""
    for line in sources.lines(document):
        if line.heading:
            continue
        for at, piece in enumerate(pieces(line, most=2, ideal=28)):
            told = _subject(line, piece) + piece
            yield draft(
                sources, "judge", [Evidence(line.document, line.span)], stem=f"{sources.names[document]}：{shown(told)}。",
                true=piece, claim=Claim("statement", piece), value=0.35 - 0.05 * at, difficulty=1,
            )  # fmt: skip


def _subject(line: Line, piece: str) -> str:
    """Return the subject of the sentence when `piece` is a later predicate of it; empty when it needs none."""
    later = not without_opener(line.text).startswith((piece, line.opening + piece))
    return line.opening if later and line.opening not in piece and opens_with_verb(piece) else ""


def make_phrases(sources: Sources, document: str) -> Iterator[QuizItem]:
    """Yield items over runs of parallel phrases (同谋划、同部署、同推进、同考核): one left out, and their order."""
    for line in sources.lines(document):
        if line.heading:
            continue
        for at, clause in enumerate(line.clauses):
            text = line.clause(at)
            for hit in _RUN.finditer(text):
                yield from _run(sources, line, at, Span(clause.start + hit.start(), clause.start + hit.end()))


def _run(sources: Sources, line: Line, at: int, span: Span) -> Iterator[QuizItem]:
    text = line.document.text
    parts = span.of(text).split("、")
    sizes = {len(part) for part in parts[1:-1]}
    if len(sizes) != 1 or len(set(parts)) != len(parts):
        return
    size = sizes.pop()
    first, last = parts[0][-size:], parts[-1][:size]
    following = text[span.end - len(parts[-1]) + size : span.end - len(parts[-1]) + size + 1]
    whole = [first, *parts[1:-1], last]
    even = all(len(part) == size for part in whole) and (len(parts[0]) == size or size >= 4)
    if not even or (len(parts[-1]) != size) or (re.match(r"[\u4e00-\u9fff]", following) and size < 4):
        return
    start = span.start + len(parts[0]) - size
    setting = Setting(sources, line, at)
    middle = parts[1]
    begin = span.start + len(parts[0]) + 1
    hole = Span(begin, begin + len(middle))
    frame, stem = setting.statement(hole, HOLE), setting.state(hole, HOLE)
    here = [Evidence(line.document, line.span)]
    if frame is not None and stem is not None and middle not in frame:
        yield draft(
            sources, "blank", here, stem=stem, accepted=[middle], claim=Claim("fill", frame), value=0.4, difficulty=4,
        )  # fmt: skip
    formed = _FORMED.match("、".join(whole)) or (text[start - 1] in "“" and text[span.end] in "”")
    lead = text[line.clauses[at].start : start].rstrip("“")
    if formed and len(whole) <= 6 and len(lead) >= 4 and is_self_contained(lead) and balanced(lead):
        yield draft(
            sources, "order", here, stem=f"{setting.name}中有“{shown(lead).replace('“', '‘').replace('”', '’')}……”的提法，请按原文先后排列下列各项。",
            claim=Claim("order"), right=whole, value=0.55, difficulty=3,
        )  # fmt: skip


def make_cards(sources: Sources, document: str) -> Iterator[QuizItem]:
    """Yield questions for number, date, issuer and addressee of a document, as its text states them."""
    tree, name = sources.documents[document], sources.names[document]
    card = tree.card
    if card.number and card.number.span and len(wrong := _near_numbers(card.number.value)) >= _FEWEST:
        yield draft(
            sources, "single", [Evidence(tree, card.number.span)], stem=f"{name}的发文字号是什么？",
            claim=Claim("card", "number"), right=[card.number.span.of(tree.text)], wrong=wrong, value=0.8, difficulty=2,
        )  # fmt: skip
    if card.issued and card.issued.span and card.issued.origin == "text":
        word = card.issued.span.of(tree.text)
        if len(wrong := _near_days(word)) >= _FEWEST:
            yield draft(
                sources, "single", [Evidence(tree, card.issued.span)], stem=f"{name}的成文日期是哪一天？",
                claim=Claim("card", "issued"), right=[word], wrong=wrong, value=0.78, difficulty=2,
            )  # fmt: skip
    if card.issuer and card.issuer.span and card.issuer.origin == "text":
        word = card.issuer.span.of(tree.text)
        hit = re.match(r"中共(?P<place>[\u4e00-\u9fff]{2,6}?[省市县区])", word)
        wrong = [f"中共{hit['place']}委{each}" for each in ("组织部", "宣传部", "办公室")] if hit else []
        if wrong and not any(squeeze(each) in squeeze(tree.text) for each in wrong):
            yield draft(
                sources, "single", [Evidence(tree, card.issuer.span)], stem=f"{name}由哪个机关印发？",
                claim=Claim("card", "issuer"), right=[word], wrong=wrong, value=0.76, difficulty=2,
            )  # fmt: skip


def _near_numbers(number: str) -> list[str]:
    hit = re.search(r"(\d{4})(\D+)(\d+)(?=号)", number)
    if hit is None:
        return []
    year, n = int(hit[1]), int(hit[3])
    made = [(year, n + 2), (year - 1, n), (year, n + 10)]
    return [number[: hit.start()] + f"{y}{hit[2]}{m}" + number[hit.end() :] for y, m in made]


def _near_days(word: str) -> list[str]:
    hit = re.search(r"(\d{1,2})月(\d{1,2})日", word)
    if hit is None:
        return []
    month, day = int(hit[1]), int(hit[2])
    days = [(month, d) for d in (day - 5, day - 10, day + 3) if 1 <= d <= 28] + [(month % 12 + 1, min(day, 28))]
    return [word[: hit.start()] + f"{m}月{d}日" + word[hit.end() :] for m, d in days][:3]
