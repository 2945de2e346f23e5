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
    assert cards[0].text == "1全年不少于12次一、加强学习"
    assert cards[0].attributes["aria-label"] == "出处 1：示例市机关2025年学习要点：全年不少于12次"
    group = root.find("div", class_="dj-source-group")[0]
    assert group.find("h3")[0].text == "示例市机关2025年学习要点"
    assert group.find("p", class_="dj-source-facts")[0].text == "示例市2025年3月7日 成文"


def test_citations_of_one_document_stand_together_in_the_order_of_the_answer() -> None:
    cited = (
        citation("全年不少于12次", n=1),
        citation("每人每季度一篇", n=2),
        citation("下基层调研", n=3, document=MASKED),
        citation("每月集中学习", n=4),
    )
    root = require_inert(render_sources(replace(ANSWER, citations=cited), exchange=0, words=ZH))
    groups = root.find("div", class_="dj-source-group")
    numbers = [[card.attributes["data-n"] for card in group.find("button")] for group in groups]
    assert numbers == [["1", "2"], ["3"], ["4"]]


def test_a_heading_that_is_itself_quoted_is_not_said_twice() -> None:
    quoted = citation("一、加强学习", path=("一、加强学习",))
    root = require_inert(render_sources(replace(ANSWER, citations=(quoted,)), exchange=0, words=ZH))
    assert root.find("button")[0].text == "1一、加强学习"


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
    assert "示例市" not in panel.find("p", class_="dj-source-facts")[0].text
    opened = require_inert(render_opened(masked, MASKED, exchange=0, words=ZH))
    assert opened.find("span", class_="dj-badge-masked") != []


def test_website_furniture_is_named_as_such() -> None:
    furniture = citation("示例网 ICP备00000000号", path=())
    panel = require_inert(render_sources(replace(ANSWER, citations=(furniture,)), exchange=0, words=ZH))
    assert ZH.furniture_short in panel.text


def test_an_answer_without_sources_says_so_instead_of_promising_some() -> None:
    root = require_inert(render_sources(replace(NOT_FOUND, nearest=()), exchange=0, words=ZH))
    assert ZH.sources_none in root.text
    assert ZH.sources_empty not in root.text


def test_a_file_without_a_title_is_called_by_its_name_without_the_ending() -> None:
    cited = replace(ANSWER.citations[0], title="学习要点-2025.txt")
    root = require_inert(render_sources(replace(ANSWER, citations=(cited,)), exchange=0, words=ZH))
    assert root.find("h3")[0].text == "学习要点-2025"
