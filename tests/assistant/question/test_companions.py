"""A partner's place is not the subject's: 和深圳那边联手打造 asks about those who worked with Shenzhen."""

from __future__ import annotations

import pytest

from assistant.question.model import PlaceReference
from assistant.question.places import without_companions


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("市直单位和示例市那边联手打造了什么品牌?", ()),
        ("样例区与示例市有关部门合作办了几期?", ("样例",)),
        ("样例区和示例市的要点有哪些不同?", ("样例", "示例")),
        ("示例市联合哪些单位办的?", ("示例",)),
    ],
)
def test_a_partner_is_left_out(text: str, kept: tuple[str, ...]) -> None:
    named = [
        PlaceReference(name, name + kind) for name, kind in (("样例", "区"), ("示例", "市")) if name + kind in text
    ]
    assert tuple(place.name for place in without_companions(text, tuple(named))) == kept
