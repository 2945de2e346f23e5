from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from eval.metrics.quiz_item import quiz_faults
from tests.eval.examples import cite, document

DOCUMENTS = {"jia-2025": document()}


def item(quote: str = "全市实现735项政务服务跨城通办", **fields: Any) -> dict[str, Any]:
    citation = asdict(cite(document(), quote))
    made: dict[str, Any] = {
        "type": "single",
        "stem": "全市实现多少项政务服务跨城通办？",
        "options": ["48项", "735项", "96项", "1260项"],
        "key": ["B"],
        "answer": "735项",
        "citation": citation,
        "citations": [citation],
    }
    return made | fields


GOOD: list[dict[str, Any]] = [
    item(),
    item(type="multiple", options=["735项", "政务服务", "48个", "30期"], key=["A", "B"], answer="735项；政务服务"),
    item(type="judge", stem="全市实现735项政务服务。", options=["正确", "错误"], key=["A"], answer="实现735项政务服务"),
    item(type="judge", stem="全市实现48项政务服务。", options=["正确", "错误"], key=["B"], answer="实现735项政务服务"),
    item(type="blank", stem="全市实现____政务服务", options=[], key=["735项", "735"], answer="735项"),
    item(
        "全市共有党支部1260个，其中示范支部96个",
        type="order",
        options=["示范支部", "党支部1260"],
        key=["B", "A"],
        answer="党支部1260；示范支部",
    ),
    item(
        type="match",
        options=[],
        left=["甲一", "乙二"],
        right=["丙三", "丁四"],
        key=["1-B", "2-A"],
        answer="甲一—丁四；乙二—丙三",
    ),
    item(type="short", options=[], key=[], answer="略", points=[{"text": "735项"}]),
]


@pytest.mark.parametrize("good", GOOD, ids=[one["type"] for one in GOOD])
def test_a_valid_item_has_no_fault(good: dict[str, Any]) -> None:
    assert quiz_faults(good, DOCUMENTS) == ()


@pytest.mark.parametrize(
    ("place", "change", "fault"),
    [
        (0, {"key": ["A"]}, "答案与所指选项的文字不同"),
        (0, {"key": ["A"], "answer": "48项"}, "不在出处中"),
        (0, {"key": ["E"]}, "字母"),
        (0, {"key": ["A", "B"]}, "字母"),
        (0, {"options": ["735项", "735 项", "1项", "2项"]}, "重复"),
        (1, {"key": ["A", "C"], "answer": "735项；48个"}, "“48个”不在出处中"),
        (2, {"key": ["B"]}, "相反"),
        (3, {"key": ["A"]}, "相反"),
        (4, {"key": ["736项"], "answer": "736项"}, "不在出处中"),
        (4, {"stem": "没有空"}, "没有空格"),
        (5, {"key": ["A", "B"], "answer": "示范支部；党支部1260"}, "次序与原文不同"),
        (5, {"key": ["A", "A"]}, "没有用全"),
        (6, {"key": ["1-B", "1-A"]}, "没有用全"),
        (6, {"key": ["1-Z", "2-A"]}, "不存在"),
        (7, {"points": []}, "要点"),
        (0, {"type": "riddle"}, "riddle"),
        (0, {"citation": None, "citations": []}, "没有出处"),
        (0, {"citation": item()["citation"] | {"start": 1}}, "不是原文"),
    ],
)
def test_a_fault_is_named(place: int, change: dict[str, Any], fault: str) -> None:
    assert any(fault in one for one in quiz_faults(GOOD[place] | change, DOCUMENTS))
