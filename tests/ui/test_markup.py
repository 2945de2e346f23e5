from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.reading import read, require_inert
from ui.present.markup import attributes, button, element, escape

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- <svg onload=alert(1)> -->",
    "</div></section><iframe srcdoc='x'>",
    "${alert(1)} {{7*7}} `x` @children",
    "javascript:alert(1)",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_escape_leaves_the_words_and_nothing_else(hostile: str) -> None:
    root = require_inert(element("p", escape(hostile)))
    assert root.text == hostile
    assert len(list(root.walk())) == 2


@pytest.mark.parametrize("hostile", HOSTILE)
def test_attributes_hold_any_value(hostile: str) -> None:
    drawn = read(f"<p{attributes(title=hostile, data_act='x')}></p>")
    assert drawn.find("p")[0].attributes == {"title": hostile, "data-act": "x"}


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=80))
def test_escape_is_read_back_as_it_was(text: str) -> None:
    visible = "".join("\ufffd" if 0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069 else c for c in text)
    assert read(element("p", escape(text))).text == visible


def test_escape_shows_marks_that_reverse_the_reading_direction() -> None:
    assert escape("财务\u202egpj.exe\x00") == "财务\ufffdgpj.exe\ufffd"


def test_escape_leaves_no_sign_of_a_template() -> None:
    assert not set("{}$`@") & set(escape("${x} {{y}} `z` @children"))


def test_attributes_when_none_or_false_are_left_out() -> None:
    assert attributes(open=False, title=None, hidden=True, class_="a") == ' hidden class="a"'


def test_button_reports_what_it_is_for() -> None:
    drawn = read(button("cite", "<b>", class_="c", data_n=3)).find("button")[0]
    assert drawn.text == "<b>"
    assert drawn.attributes == {"type": "button", "class": "c", "data-act": "cite", "data-n": "3"}
