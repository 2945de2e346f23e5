"""信息卡: a document's card as a list of terms, what is absent said to be so."""

from __future__ import annotations

from corpus.model import Card, CardField
from ui.present.markup import element, escape
from ui.text import Words


def readable_date(iso: str, *, words: Words) -> str:
    """Return an ISO prefix as people write it: 2025年3月27日 in Chinese, unchanged in English."""
    parts = iso.split("-")
    if not words.date_units or len(parts) > len(words.date_units) or not all(part.isdigit() for part in parts):
        return iso
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, words.date_units, strict=False))


def date_kind_name(kind: str | None, *, words: Words) -> str:
    """Return what kind of date it is, in words; empty when unknown."""
    names = {
        "issued": words.date_issued,
        "event": words.date_event,
        "published": words.date_published,
        "inferred": words.date_inferred,
    }
    return names.get(kind or "", "")


def masked_badge(*, words: Words) -> str:
    """Return the badge of a document that hides its subject."""
    return element("span", escape(words.masked), class_="dj-badge dj-badge-masked", title=words.masked_hint)


def render_card(card: Card, *, words: Words, heading: str = "") -> str:
    """Return the card: six fields always (未标明 when absent), the rare ones only when stated.

    A title that already stands above the card as its ``heading`` is not said again.
    """
    others = (title for title in card.titles if title.value != heading)
    titles = "".join(element("div", escape(title.value) + _origin(title, words=words)) for title in others)
    missing = element("span", escape(words.not_stated), class_="dj-missing")
    place = masked_badge(words=words) if card.masked else _value(card.place, words=words) or missing
    rows = [
        (words.field_issuer, _value(card.issuer, words=words) or missing),
        (words.field_number, _value(card.number, words=words) or missing),
        (_date_label(card, words=words), _value(card.date, words=words, date=True) or missing),
        (words.field_place, place),
        (words.field_kind, _value(card.kind, words=words) or missing),
    ]
    if titles or not card.titles:
        rows.insert(0, (words.field_title, titles or missing))
    rare = [
        (words.field_signer, card.signer, False),
        (words.field_addressee, card.addressee, False),
        (words.field_printed, card.printed, True),
        (words.field_published, card.published, True),
        (words.field_event, card.event, True),
        (words.field_classification, card.classification, False),
        (words.field_publisher, card.publisher, False),
        (words.field_author, card.author, False),
    ]
    rows += [
        (label, _value(field, words=words, date=date))
        for label, field, date in rare
        if field is not None and field is not card.date
    ]
    body = "".join(
        element("div", element("dt", escape(label)) + element("dd", value), class_=_row_class(label, words=words))
        for label, value in rows
    )
    return element("dl", body, class_="dj-card", aria_label=words.card)


def _row_class(label: str, *, words: Words) -> str:
    wide = (words.field_title, words.field_issuer, words.field_addressee)
    return "dj-card-row dj-card-row-wide" if label in wide else "dj-card-row"


def _date_label(card: Card, *, words: Words) -> str:
    if card.date is None:
        return words.field_date
    if card.date is card.published:
        return words.field_published
    if card.date is card.event:
        return words.field_event
    return words.field_printed if card.date is card.printed else words.field_issued


def _value(field: CardField | None, *, words: Words, date: bool = False) -> str:
    if field is None or not field.value:
        return ""
    shown = readable_date(field.value, words=words) if date else field.value
    return escape(shown) + _origin(field, words=words)


def _origin(field: CardField, *, words: Words) -> str:
    names = {
        "catalogue": words.origin_catalogue,
        "user": words.origin_user,
        "inferred": words.origin_inferred,
    }
    name = names.get(field.origin)
    return f" {element('span', escape(name), class_='dj-origin')}" if name else ""
