from __future__ import annotations

import pytest

from corpus.edits import FIELDS, apply_edits, check_edit
from corpus.errors import InvalidRequest
from corpus.model import Card, CardField


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        ("issued", "2025年3月27日", ("issued", "2025-03-27")),
        ("成文日期", "2025-3", ("issued", "2025-03")),
        ("event", "2022", ("event", "2022")),
        ("发文机关", "  示例市 委员会 ", ("issuer", "示例市 委员会")),
        ("masked", "true", ("masked", "是")),
        ("place", "", ("place", "")),
    ],
)
def test_edit_is_stored_in_one_form(field: str, value: str, stored: tuple[str, str]) -> None:
    assert check_edit(field, value) == stored


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nobody", "x"),
        ("issued", "去年"),
        ("issued", "2025-13"),
        ("issued", "2025-02-32"),
        ("masked", "也许"),
        ("place", "长" * 501),
    ],
)
def test_edit_that_makes_no_sense_is_refused(field: str, value: str) -> None:
    with pytest.raises(InvalidRequest):
        check_edit(field, value)


def test_edited_field_wins_and_is_marked() -> None:
    card = Card(
        titles=(CardField("读出的标题"), CardField("第二标题")), place=CardField("别处"), issuer=CardField("甲")
    )
    edited = apply_edits(
        card, {"title": "手改标题", "place": "", "regions": "示例县、样例区", "masked": "是", "issued": "2026"}
    )
    assert edited.titles == (CardField("手改标题", origin="user"), CardField("第二标题"))
    assert edited.place is None and edited.masked
    assert edited.regions == ("示例县", "样例区")
    assert edited.issued == CardField("2026", origin="user")
    assert edited.issuer == card.issuer
    assert card.place == CardField("别处")


def test_every_field_that_may_be_edited_changes_the_card() -> None:
    for field in FIELDS:
        value = {"masked": "是"}.get(field, "2026" if field in ("issued", "printed", "published", "event") else "样例")
        assert apply_edits(Card(), dict([check_edit(field, value)])) != Card(), field
