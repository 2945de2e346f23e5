"""Everyday ways to ask come in the words of documents: a claim to be confirmed, days of the week, places within words."""

from __future__ import annotations

import pytest

from assistant.question.everyday import in_documents_words
from assistant.question.kind import classify
from assistant.question.places import Gazetteer


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("听说清单式提案是市人大先搞的,对不", "清单式提案是市人大先搞的,对吗"),
        ("轮训了4500多名支部书记,是这个数不", "轮训了4500多名支部书记,对吗"),
        ("街道设大党委,我没说反吧", "街道设大党委,对吗"),
        ("说是组织部牵头的,有这回事没", "组织部牵头的,对吗"),
        ("强基工程推的是“八项行动”来着?", "强基工程推的是“八项行动”,对吗"),
    ],
)
def test_a_claim_is_known_in_any_of_its_forms(said: str, meant: str) -> None:
    assert in_documents_words(said) == meant
    assert classify(meant).kind == "yesno"


@pytest.mark.parametrize("said", ["这个活动有没有问题", "材料里能不能这么写", "一共几个来着", "谁牵头,对吗"])
def test_an_open_question_is_no_claim(said: str) -> None:
    assert in_documents_words(said) == said


@pytest.mark.parametrize(("said", "meant"), [("礼拜几开会", "周几开会"), ("星期天值班", "周日值班")])
def test_days_of_the_week_are_written_as_documents_do(said: str, meant: str) -> None:
    assert in_documents_words(said) == meant


def test_a_city_within_a_longer_word_is_not_named() -> None:
    gazetteer = Gazetteer({"重庆": None, "天门": "湖北", "东莞": "广东"})
    assert [place.name for place in gazetteer.find("重庆朝天门的小红伞")] == ["重庆"]
