from __future__ import annotations

import json
from dataclasses import fields

import pytest

from corpus.codec import FORMAT, decode_card, decode_document, dump, encode_card, encode_document
from corpus.model import Card, CardField, Document, Span
from corpus.refresh import understand_shipped
from corpus.shipped import load_shipped


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [understand_shipped(one)[0] for one in load_shipped()]


def test_documents_come_back_as_they_went(documents: list[Document]) -> None:
    for document in documents:
        assert decode_document(json.loads(dump(encode_document(document)))) == document


def test_every_field_of_a_card_comes_back() -> None:
    fact = CardField("样例", Span(3, 5), "user", 0.5)
    values = {field.name: fact for field in fields(Card)}
    card = Card(**(values | {"titles": (fact, CardField("二")), "masked": True, "regions": ("示例县",)}))  # type: ignore[arg-type]
    assert decode_card(json.loads(dump(encode_card(card)))) == card
    assert decode_card(encode_card(Card())) == Card()
    assert decode_card({"unheard_of": 1}) == Card()


def test_what_is_no_stored_document_is_refused(documents: list[Document]) -> None:
    whole = encode_document(documents[0])
    for broken in (
        {},
        whole | {"format": FORMAT + 1},
        {name: value for name, value in whole.items() if name != "text"},
        whole | {"sections": [[1]]},
        whole | {"passages": [["id"]]},
        whole | {"offsets": [[1]]},
    ):
        with pytest.raises(ValueError):
            decode_document(broken)
