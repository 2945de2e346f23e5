from __future__ import annotations

import pytest

from corpus.model import Card, CardField
from tests.ui.reading import require_inert
from tests.ui.samples import CARD
from ui.present.card import readable_date, render_card
from ui.text import EN, ZH


def rows(card: Card) -> dict[str, str]:
    root = require_inert(render_card(card, words=ZH))
    return {row.find("dt")[0].text: row.find("dd")[0].text for row in root.find("div", class_="dj-card-row")}


def test_an_empty_card_says_not_stated_six_times() -> None:
    assert rows(Card()) == dict.fromkeys(("标题", "发文机关", "文号", "日期", "地点", "文种"), "未标明")


def test_stated_fields_are_shown_with_where_they_come_from() -> None:
    found = rows(CARD)
    assert found["文号"] == "示机〔2025〕1号"
    assert found["成文日期"] == "2025年3月7日"
    assert found["地点"] == "示例市 编目判定"
    assert found["文种"] == "未标明"


def test_a_masked_subject_is_never_given_a_place() -> None:
    found = rows(Card(place=CardField("示例市"), masked=True))
    assert found["地点"] == ZH.masked


def test_a_published_date_is_named_so_and_not_repeated() -> None:
    found = rows(Card(published=CardField("2022-01-17"), event=CardField("2022-01")))
    assert found["发布日期"] == "2022年1月17日"
    assert found["会议（活动）日期"] == "2022年1月"
    assert "日期" not in found


@pytest.mark.parametrize(
    ("iso", "shown"),
    [("2025", "2025年"), ("2025-03", "2025年3月"), ("2025-11-02", "2025年11月2日"), ("约2025", "约2025")],
)
def test_readable_date_in_chinese(iso: str, shown: str) -> None:
    assert readable_date(iso, words=ZH) == shown
    assert readable_date(iso, words=EN) == iso


def test_a_hostile_card_is_inert() -> None:
    hostile = CardField("<script>alert(1)</script>", origin="user")
    root = require_inert(render_card(Card(titles=(hostile,), issuer=hostile, place=hostile), words=ZH))
    assert root.text.count("<script>alert(1)</script>") == 3
