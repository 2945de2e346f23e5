from __future__ import annotations

import pytest

from eval.figures import Figure, figures, numeral
from eval.wording import folded, holds, overlap, without_enumerator


@pytest.mark.parametrize(
    ("text", "phrase", "held"),
    [
        ("共７３５项。", "735项", True),
        ("实现 1,735 项", "735项", False),
        ("实现735.5项", "735", False),
        ("编号7·29指示", "7", False),
        ("“7·29”重要指示", "7·29", True),
        ("建成党群服务中心，面积1,200平方米", "1200平方米", True),
        ("《机关党建》", "机关 党建", True),
        ("任何话", "", False),
        ("2025年3月27日印发", "3月27日", True),
        ("2025年13月27日", "3月27日", False),
    ],
)
def test_holds_minds_digits_and_not_widths_or_punctuation(text: str, phrase: str, held: bool) -> None:
    assert holds(text, phrase) is held


def test_folding_keeps_signs_inside_figures_only() -> None:
    assert folded("（一）3.5％，2025-03-27；A-B！") == "一3.5%2025-03-27ab"


@pytest.mark.parametrize(
    ("entry", "bare"),
    [
        ("1. 持续深化", "持续深化"),
        ("（一）持续深化", "持续深化"),
        ("一、持续深化", "持续深化"),
        ("第三，持续深化", "持续深化"),
        ("- 持续深化", "持续深化"),
        ("③持续深化", "持续深化"),
        ("2025年目标", "2025年目标"),
        ("1.5万名党员", "1.5万名党员"),
        ("一体推进", "一体推进"),
    ],
)
def test_enumerators_go_and_words_stay(entry: str, bare: str) -> None:
    assert without_enumerator(entry) == bare


def test_figures_are_read_in_every_writing() -> None:
    text = "三千二百万元，1,200，1.5万，百分之十五，１２ 项，两个维护，二〇二五年，8.5万余人"
    assert figures(text) == (
        Figure(32_000_000, "元"),
        Figure(1200),
        Figure(15_000),
        Figure(15, "%"),
        Figure(12, "项"),
        Figure(2, "个"),
        Figure(2025, "年"),
        Figure(85_000, "人"),
    )


def test_one_as_an_article_is_no_figure_and_ordinals_are_none() -> None:
    assert figures("一个支部、一批典型、统一部署、第十五条") == ()


@pytest.mark.parametrize(("text", "value"), [("十", 10), ("二十三", 23), ("一百零五", 105), ("三万五千", 35000)])
def test_numeral(text: str, value: int) -> None:
    assert numeral(text) == value


def test_overlap_is_the_share_of_question_bigrams_in_the_evidence() -> None:
    assert overlap("党建项目", "机关党建做项目") == pytest.approx(2 / 3)
    assert overlap("", "机关") is None
    assert overlap("问题", "") is None
