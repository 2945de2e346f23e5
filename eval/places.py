"""Which places a question names, among the places that the library's documents belong to.

Reads simplified and traditional writing and pinyin (``Dongguan``). Knows no place that no document has.
"""

from __future__ import annotations

from collections.abc import Mapping

from corpus.model import Card, Document

_SUFFIXES = ("新区", "自治区", "省", "市", "区", "县", "镇")


def bare(place: str) -> str:
    """Return a place without its rank (``东莞市`` → ``东莞``)."""
    for suffix in _SUFFIXES:
        if place.endswith(suffix) and len(place) - len(suffix) >= 2:
            return place[: -len(suffix)]
    return place


def library_places(documents: Mapping[str, Document]) -> frozenset[str]:
    """Return the bare names of the places and regions of all documents."""
    return frozenset(name for document in documents.values() for name in card_places(document.card))


def card_places(card: Card) -> frozenset[str]:
    """Return the bare names of the place a document belongs to and of its regions."""
    names = set(card.regions)
    if card.place is not None:
        names.add(card.place.value)
    return frozenset(bare(name) for name in names if name)


def asked_places(question: str, known: frozenset[str]) -> frozenset[str]:
    """Return those `known` places (bare names) that the question names."""
    from opencc import OpenCC  # loads its tables on first use
    from pypinyin import lazy_pinyin

    simplified = OpenCC("t2s").convert(question)
    latin = "".join(sign for sign in question.casefold() if (sign.isascii() and sign.isalpha()) or sign == " ").split()
    joined = {"".join(latin[at : at + n]) for at in range(len(latin)) for n in (1, 2)}
    return frozenset(name for name in known if name in simplified or "".join(lazy_pinyin(name)) in joined)
