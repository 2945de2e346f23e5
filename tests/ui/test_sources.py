from __future__ import annotations

from dataclasses import replace

from tests.ui.reading import require_inert
from tests.ui.samples import ANSWER, DOCUMENT, MASKED, NOT_FOUND, citation
from ui.present.sources import render_opened, render_sources
from ui.text import ZH


def test_each_citation_is_a_card_that_opens_it() -> None:
    root = require_inert(render_sources(ANSWER, exchange=4, words=ZH))
    cards = root.find("button", data_act="cite")
    assert [(card.attributes["data-exchange"], card.attributes["data-n"]) for card in cards] == [("4", "1")]
    assert "示例市" in cards[0].text
    assert "2025年3月7日 成文" in cards[0].text
    assert "全年不少于12次" in cards[0].text


def test_the_nearest_passages_are_named_so_and_bear_no_numbers() -> None:
    root = require_inert(render_sources(NOT_FOUND, exchange=0, words=ZH))
    assert root.find("h2")[0].text == "相近但不足以作答"
    assert root.find("span", class_="dj-source-number") == []
    card = root.find("button", data_act="cite")[0]
    assert (card.attributes["data-near"], card.attributes["data-n"]) == ("1", "1")


def test_without_an_answer_the_panel_says_what_it_is_for() -> None:
    assert ZH.sources_empty in require_inert(render_sources(None, exchange=-1, words=ZH)).text


def test_an_opened_source_shows_card_place_and_marked_words() -> None:
    root = require_inert(render_opened(ANSWER.citations[0], DOCUMENT, exchange=0, words=ZH))
    assert root.find("mark")[0].text == "全年不少于12次"
    assert root.find("dl", class_="dj-card") != []
    assert root.find("button", data_act="back")[0].text == ZH.back_to_sources
    order = [node.attributes.get("class", "") for node in root.walk()]
    assert order.index("dj-card") < order.index("dj-text")


def test_a_masked_source_wears_its_badge_and_no_place() -> None:
    masked = citation("每人每季度一篇", document=MASKED)
    panel = require_inert(render_sources(replace(ANSWER, citations=(masked,)), exchange=0, words=ZH))
    assert panel.find("span", class_="dj-badge-masked")[0].text == ZH.masked
    assert "示例市" not in panel.find("span", class_="dj-source-facts")[0].text
    opened = require_inert(render_opened(masked, MASKED, exchange=0, words=ZH))
    assert opened.find("span", class_="dj-badge-masked") != []


def test_website_furniture_is_named_as_such() -> None:
    furniture = citation("示例网 ICP备00000000号", path=())
    panel = require_inert(render_sources(replace(ANSWER, citations=(furniture,)), exchange=0, words=ZH))
    assert ZH.furniture_short in panel.text
