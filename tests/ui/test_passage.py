from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Document, Span
from tests.ui.reading import Node, require_inert
from tests.ui.samples import DOCUMENT, TEXT
from ui.present.passage import WINDOW, render_text
from ui.text import EN, ZH


def draw(document: Document = DOCUMENT, cited: Span | None = None) -> Node:
    return require_inert(render_text(document, words=ZH, cited=cited))


def test_headings_paragraphs_and_furniture_are_told_apart() -> None:
    root = draw()
    assert [node.text for node in root.find("h3")] == ["一、加强学习", "二、改进作风"]
    assert [node.text for node in root.find("strong", class_="dj-run-in")] == ["1. 每月集中学习。", "2. 撰写笔记。"]
    assert [node.text for node in root.find("p", class_="dj-furniture")] == [TEXT.splitlines()[-1]]
    assert [node.text for node in root.find("p", class_="dj-furniture-label")] == [ZH.furniture]


def test_the_mark_holds_exactly_the_cited_words() -> None:
    start = TEXT.index("全年不少于12次")
    root = draw(cited=Span(start, start + len("全年不少于12次")))
    marks = root.find("mark")
    assert [mark.text for mark in marks] == ["全年不少于12次"]
    assert marks[0].attributes["id"] == "dj-cited"


def test_a_citation_across_paragraphs_is_marked_in_each_and_named_once() -> None:
    span = Span(TEXT.index("12次"), TEXT.index("每季度"))
    marks = draw(cited=span).find("mark")
    assert "".join(mark.text for mark in marks) == "".join(span.of(TEXT).split("\n"))
    assert [mark.attributes.get("id") for mark in marks if "id" in mark.attributes] == ["dj-cited"]


@given(st.data())
def test_whatever_is_cited_the_marks_say_the_same(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    marked = "".join(mark.text for mark in draw(cited=Span(start, end)).find("mark"))
    assert marked == TEXT[start:end].replace("\n", "")


def test_all_words_of_the_document_are_there() -> None:
    shown = draw().text.replace(ZH.furniture, "")
    assert shown == TEXT.replace("\n", "")


def test_pages_are_numbered() -> None:
    middle = TEXT.index("二、")
    paged = replace(DOCUMENT, pages=(Span(0, middle), Span(middle, len(TEXT))))
    assert [node.text for node in draw(paged).find("p", class_="dj-page")] == ["第 1 页", "第 2 页"]


def test_a_long_document_is_cut_around_the_citation_and_says_so() -> None:
    text = "\n".join(f"第{number}段，内容若干。" for number in range(20_000))
    long = replace(DOCUMENT, text=text, sections=(), furniture=())
    start = text.index("第15000段")
    html = render_text(long, words=EN, cited=Span(start, start + 8))
    assert len(html) < 3 * WINDOW
    root = require_inert(html)
    assert root.find("mark")[0].text == text[start : start + 8]
    assert root.find("p", class_="dj-hint")[0].text == EN.part_shown
