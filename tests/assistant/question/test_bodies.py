"""Bodies of a question: neither the date nor the place before them is part of their name."""

from __future__ import annotations

import pytest

from assistant.question.bodies import find_bodies, find_body
from assistant.question.model import PlaceReference
from assistant.question.places import find_districts


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("2025年水务局的总结", ("水务局",)),
        ("今年5月市委组织部做了什么", ("市委组织部",)),
        ("2024年起区委办负责什么", ("区委办",)),
        ("要点总共部署了多少项任务", ()),
        ("示例市水务局做了什么", ("示例市水务局",)),
        ("讲话说那个局做到了哪三句话", ()),
        ("归街道党建办揭榜的有几项", ("街道党建办",)),
    ],
)
def test_what_leads_up_to_a_body_is_left_out(text: str, bodies: tuple[str, ...]) -> None:
    assert find_bodies(text) == bodies


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("深圳人大出了哪几部条例", ("人大",)),
        ("深圳市人大出了哪几部条例", ("深圳市人大",)),
        ("深圳委员会", ("委员会",)),
        ("深圳要把机关纪委弄强", ()),
    ],
)
def test_a_place_without_its_class_is_not_part_of_the_body(text: str, bodies: tuple[str, ...]) -> None:
    surface = "深圳市" if "深圳市" in text else "深圳"
    assert find_bodies(text, [PlaceReference("深圳", surface)]) == bodies


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("支持市妇联深化分享会品牌", "市妇联"),
        ("支持团市委举办宣讲大赛", "团市委"),
        ("示例市委组织部牵头实施", "示例市委组织部"),
        ("全市新增党支部", None),
    ],
)
def test_the_body_a_text_names_is_without_the_verb_and_in_full(text: str, body: str | None) -> None:
    assert find_body(text) == body


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        ("在沙河区,快递员到网格报到", ("沙河区",)),
        ("疙瘩是柳湾区的老大难,没有照搬城区做法", ("柳湾区",)),
        ("坪山区建成了全区统一的系统", ("坪山区",)),
        ("大鹏新区6个试点小区", ("大鹏新区",)),
        ("粤港澳大湾区和各县", ()),
    ],
)
def test_districts_are_told_from_words_of_the_same_ending(text: str, districts: tuple[str, ...]) -> None:
    assert find_districts(text) == districts
