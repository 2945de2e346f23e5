from __future__ import annotations

from dataclasses import replace

from corpus.model import Passage, Span
from tests.ui.reading import Node, require_inert
from tests.ui.samples import DOCUMENT, MASKED, TEXT
from ui.present.listing import Listed, UploadLine, render_document, render_listing, render_refusals, render_uploads
from ui.text import ZH

SEARCHABLE = replace(DOCUMENT, passages=(Passage("p", "d1", Span(0, 3), TEXT[:3], "content", None),))
ROWS = (Listed.of(SEARCHABLE), Listed.of(MASKED))


def draw(wanted: str = "", chosen: str = "", *, meaning: bool = True) -> Node:
    return require_inert(render_listing(ROWS, wanted=wanted, chosen=chosen, words=ZH, meaning=meaning))


def shown(root: Node) -> list[str]:
    return [node.attributes["data-document"] for node in root.find("button", data_act="open")]


def test_every_document_is_listed_with_its_facts() -> None:
    root = draw()
    assert shown(root) == ["d1", "d2"]
    first, second = (node.text for node in root.find("button"))
    assert all(fact in first for fact in ("示例市", "2025年3月7日", "示机〔2025〕1号", ZH.status_ready))
    assert ZH.masked in second
    assert "示例市" not in second
    assert ZH.status_no_text in second


def test_the_filter_wants_every_word_in_any_field() -> None:
    assert shown(draw("示例市 2025")) == ["d1"]
    assert shown(draw("〔2025〕1号")) == ["d1"]
    assert shown(draw("讲话")) == ["d2"]
    assert ZH.library_no_match in draw("没有这个").text


def test_a_masked_document_is_not_found_by_a_place() -> None:
    assert "d2" not in shown(draw("示例市"))


def test_the_open_document_is_marked() -> None:
    assert [node.attributes.get("aria-current") for node in draw(chosen="d2").find("button")] == [None, "true"]


def test_the_list_says_when_meaning_is_behind() -> None:
    assert ZH.status_words not in draw().text
    assert ZH.status_words in draw(meaning=False).text


def test_an_empty_library_says_so() -> None:
    assert ZH.library_empty in render_listing((), wanted="", chosen="", words=ZH)


def test_a_document_shows_card_outline_and_text() -> None:
    root = require_inert(render_document(replace(DOCUMENT, warnings=("第3页不清楚",)), words=ZH))
    nav = root.find("nav")[0]
    assert [node.text for node in nav.find("summary")] == ["一、加强学习"]
    leaves = [node.text for node in nav.find("li") if not node.find("details")]
    assert leaves == ["1. 每月集中学习", "2. 撰写笔记", "二、改进作风"]
    assert "第3页不清楚" in root.text
    assert root.find("h3") != []


def test_uploads_say_where_each_file_stands() -> None:
    lines = (UploadLine("<a>.txt", "added"), UploadLine("b.bin", "refused", "格式不支持。"), UploadLine("c", "waiting"))
    items = [node.text for node in require_inert(render_uploads(lines, footing="好了", words=ZH)).find("li")]
    assert items == ["<a>.txt已加入", "b.bin未能加入格式不支持。", "c等待中"]


def test_refusals_are_listed_with_their_reason() -> None:
    assert render_refusals({}, words=ZH) == ""
    assert "坏文件.pdf" in require_inert(render_refusals({"坏文件.pdf": "打不开。"}, words=ZH)).text


def test_a_document_without_headings_opens_at_its_text() -> None:
    def opened(root: Node) -> list[bool]:
        return ["open" in fold.attributes for fold in root.find("details", class_="dj-fold")]

    flat = require_inert(render_document(replace(DOCUMENT, sections=()), words=ZH))
    assert opened(flat)[-1] is True
    assert opened(require_inert(render_document(DOCUMENT, words=ZH)))[-1] is False
