from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.reading import require_inert
from ui.present.markdown import render_markdown


def chip(n: int) -> str | None:
    return f'<button type="button" data-n="{n}">{n}</button>' if n <= 3 else None


def nothing(n: int) -> str | None:
    del n
    return None


def test_markers_become_chips_only_when_cited() -> None:
    root = require_inert(render_markdown("数量是12 [1][2]，见 [7]。", chip=chip))
    assert [node.text for node in root.find("button")] == ["1", "2"]
    assert root.text == "数量是12 12，见 [7]。"


def test_markers_in_lists_tables_and_emphasis_become_chips() -> None:
    source = "1. 甲 [1]\n2. 乙 [2]\n\n| 地方 | 数 |\n|---|---|\n| 示例市 | 8 [3] |\n\n**重点 [1]**"
    root = require_inert(render_markdown(source, chip=chip))
    assert [node.attributes["data-n"] for node in root.find("button")] == ["1", "2", "3", "1"]
    assert len(root.find("li")) == 2
    assert len(root.find("td")) == 2
    assert root.find("strong")[0].text == "重点 1"


def test_an_escaped_marker_stays_text() -> None:
    root = require_inert(render_markdown("原文写着 \\[1\\]。", chip=chip))
    assert root.find("button") == []
    assert root.text == "原文写着 [1]。"


@pytest.mark.parametrize(
    "hostile",
    [
        "![](http://evil.example/?q=1)",
        "[点我](javascript:alert(1))",
        "[点我](data:text/html,x)",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<http://evil.example>",
        "http://evil.example/看",
        "[x]: http://evil.example",
        "`<b>`",
        "&lt;script&gt;",
    ],
)
def test_links_images_code_and_html_stay_text(hostile: str) -> None:
    root = require_inert(render_markdown(hostile, chip=nothing))
    assert root.text == hostile


def test_a_list_that_does_not_begin_with_one_keeps_its_number() -> None:
    root = require_inert(render_markdown("7. 甲\n8. 乙", chip=nothing))
    assert root.find("ol")[0].attributes == {"start": "7"}


def test_single_line_breaks_are_kept() -> None:
    assert render_markdown("甲\n乙", chip=nothing) == "<p>甲<br>乙</p>"


@given(st.text(alphabet="[]()!<>`*_#|-\\ \n\"'&:1a甲{}$", max_size=60))
def test_nothing_written_can_break_out(source: str) -> None:
    require_inert(render_markdown(source, chip=chip))


def test_a_chip_never_begins_a_line_without_words() -> None:
    root = require_inert(render_markdown("严格执行组织处置办法。[1][2]然后报告 [3]", chip=chip))
    assert [node.text for node in root.find("span", class_="dj-tied")] == ["法。1", "报告 3"]
    assert root.text == "严格执行组织处置办法。12然后报告 3"


def test_an_outline_that_goes_on_at_four_is_a_list() -> None:
    root = require_inert(render_markdown("共 3 项：\n4. 健全机制 [1]\n5. 抓好学习 [2]\n6. 严格落实 [3]", chip=chip))
    assert [node.text for node in root.find("p")] == ["共 3 项："]
    assert root.find("ol")[0].attributes["start"] == "4"
    assert [node.text for node in root.find("li")] == ["健全机制 1", "抓好学习 2", "严格落实 3"]
