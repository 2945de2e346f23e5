from __future__ import annotations

from corpus.readers.margins import PlacedLine, indent_lines

LINE = "各级党组织要切实扛起责任紧密联系实际"


def place(text: str, left: float, *, em: float = 10.0) -> PlacedLine:
    return PlacedLine(text, left, left + em * len(text))


def test_first_lines_are_indented_by_what_they_stand_apart_from_the_margin() -> None:
    found = indent_lines([place(LINE, 120), place(LINE, 100), place(LINE, 101), place("短行", 250)])
    assert found == ["    " + LINE, LINE, LINE, " " * 30 + "短行"]


def test_a_second_column_has_a_margin_of_its_own() -> None:
    lines = [*(place(LINE, 100) for _ in range(3)), *(place(LINE, 400) for _ in range(4)), place(LINE, 420)]
    assert indent_lines(lines) == [LINE] * 7 + ["    " + LINE]


def test_a_page_of_short_lines_tells_nothing() -> None:
    assert indent_lines([place("短", 100), place("行", 300)]) == ["短", "行"]
