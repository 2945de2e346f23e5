"""The card of a document, read from its frame; hand-judged facts win."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.card.dates import FULL_DATE, find_date, find_event, find_title_year, read_date
from corpus.card.facts import apply_facts
from corpus.card.identity import (
    Frame,
    find_addressee,
    find_author,
    find_classification,
    find_issuer,
    find_kind,
    find_number,
    find_publisher,
    find_signer,
    find_titles,
)
from corpus.card.where import find_where
from corpus.cleaning.clean import Paragraph
from corpus.model import Card, CardField, Span
from corpus.structure.frame import Role


def read_card(
    text: str, paragraphs: Sequence[Paragraph], roles: Sequence[Role], facts: Mapping[str, Any] | None = None
) -> Card:
    """Return the card. A field that neither the text nor `facts` state is None.

    Raises:
        InvalidRequest: a fact has no such field or a value that makes no sense.
    """
    frame = Frame(text, paragraphs, roles)
    titles = find_titles(frame)
    kind = find_kind(frame, titles)
    number = find_number(frame)
    issuer = find_issuer(frame)
    where = find_where(frame, issuer, titles)
    issued = _find_issued(frame)
    published = _find_published(frame)
    event = _find_event(frame, kind, published, issued)
    if issued is None and published is None and event is None:
        spans = [title.span for title in titles if title.span]
        days = (found for span in spans if (found := find_date(text, span)) and len(found.value) == 10)
        event = next(days, None) or next((year for span in spans if (year := find_title_year(text, span))), None)
    card = Card(
        titles=titles, number=number, issuer=issuer, signer=find_signer(frame), addressee=find_addressee(frame),
        issued=issued, printed=_find_printed(frame), published=published, event=event, place=where.place, kind=kind,
        classification=find_classification(frame), publisher=find_publisher(frame), author=find_author(frame),
        masked=where.masked, regions=where.regions,
    )  # fmt: skip
    return apply_facts(card, facts or {})


def _find_issued(frame: Frame) -> CardField | None:
    """Return the date under the first sign-off, else the day a rule was adopted, else what a 成文日期 line says."""
    for span in frame.having("source"):
        match = re.search(r"(?:成文|发文|印发|签发|颁布|公布|生成)日期\s?(?:[：:]| \|)\s?", span.of(frame.text))
        if match is not None:
            found = find_date(frame.text, Span(span.start + match.end(), span.end))
            if found is not None:
                return found
    for span in frame.having("date", "signature"):
        found = find_date(frame.text, span)
        if found is not None and (_after_body(frame, span) or not _is_speech_date(frame, span)):
            return found
    for span in frame.having("number"):
        found = find_date(frame.text, span, last=True)
        if found is not None:
            return found
    for span in frame.having("adoption"):
        # a rule is issued when it is made public, where the line says so, else when it was adopted
        public = [
            Span(span.start + m.start(), span.start + m.end())
            for m in re.finditer(r"[^\s、，,；;（(]*?年[^\s、，,；;]*(?:公布|发布|印发)", span.of(frame.text))
        ]
        for part in (*public, span):
            found = find_date(frame.text, part)
            if found is not None:
                return found
    return None


def _after_body(frame: Frame, span: Span) -> bool:
    return any(body.start < span.start for body in frame.having("body"))


def _is_speech_date(frame: Frame, span: Span) -> bool:
    """A date between the title of a speech and its greeting is the day it was given."""
    titles = [title for title in frame.having("title") if title.end <= span.start]
    return bool(titles) and re.search(r"(?:讲话|致辞|发言|报告|党课)", titles[-1].of(frame.text)) is not None


def _find_printed(frame: Frame) -> CardField | None:
    for span in frame.having("printed"):
        found = find_date(frame.text, span, last=True)
        if found is not None:
            return found
    return None


def _find_published(frame: Frame) -> CardField | None:
    """Return the day a source line names (2022-01-17 07:58 来源：…, 发布时间：…)."""
    sheets = frame.having("source")
    head = [p.span for p in frame.paragraphs[:12] if p.furniture and len(p.span) <= 90]
    for span in [*sheets, *(s for s in head if re.search(r"(?:时间|日期)\s?[：:]", s.of(frame.text)))]:
        words = span.of(frame.text)
        for match in FULL_DATE.finditer(words):
            value = read_date(match)
            labelled = re.search(
                r"(?:成文|发文|印发|签发|颁布|公布|生成|施行|实施|生效)(?:日期|时间)\s?(?:[：:]| \|)\s?$",
                words[: match.start()],
            )
            if value is not None and labelled is None:
                return CardField(value, Span(span.start + match.start(), span.start + match.end()))
    return None


def _find_event(
    frame: Frame, kind: CardField | None, published: CardField | None, issued: CardField | None
) -> CardField | None:
    """Return the day of a speech (under its title) or of what a news text or minutes report."""
    name = kind.value if kind else ""
    if name in ("讲话", "致辞", "发言", "报告", "党课", "述职"):
        for span in frame.having("date", "byline"):
            if not _after_body(frame, span):
                found = find_date(frame.text, span)
                if found is not None:
                    return found
        return None
    for span in frame.having("note"):
        if re.match(r"(?:会议|活动)?时间\s?[：:]", span.of(frame.text)):
            found = find_date(frame.text, span)
            if found is not None:
                return found
    if name in ("新闻", "纪要", "简报", "") and not (issued and name == ""):
        body = frame.having("body")
        return find_event(frame.text, body[:3], body, published=published or issued)
    return None
