from __future__ import annotations

from typing import Any

import pytest

from eval.judge import judge, said_entries
from tests.eval.examples import answer, case, cite, document, located

ITEMS = [["加强学习"], ["改进作风", "转变作风"]]


def test_the_right_answer_is_correct_and_correctly_cited() -> None:
    found = judge(case(), answer(), located(case()))
    assert (found.correct, found.cited_right, found.reasons) == (True, True, ())


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"status": "not_found", "short": None, "citations": ()}, "应作答，实为未找到"),
        ({"short": "736项", "answer": "736项。"}, "应答“735项”，实答“736项”"),
        ({"short": None, "answer": "1735项。"}, "应答“735项”"),
        ({"short": "735项政务服务" + "很长的话" * 10}, "应答“735项”"),
    ],
)
def test_a_wrong_status_or_fact_is_told(fields: dict[str, Any], reason: str) -> None:
    found = judge(case(), answer(**fields), located(case()))
    assert not found.correct
    assert any(reason in one for one in found.reasons)


@pytest.mark.parametrize("short", ["735", "735项", "７３５项", "七百三十五项", "共735项政务服务", None])
def test_a_fact_may_be_worded_otherwise(short: str | None) -> None:
    assert judge(case(), answer(short=short), located(case())).correct


def test_a_citation_elsewhere_leaves_the_answer_right_and_the_source_wrong() -> None:
    moved = answer(citations=(cite(document(), "组织培训班30期"),))
    found = judge(case(), moved, located(case()))
    assert (found.correct, found.cited_right) == (True, False)
    assert found.reasons == ("出处没有落在依据上",)


def test_a_forbidden_claim_spoils_every_status() -> None:
    absent = case(expect={"status": ["partial", "not_found"], "forbidden": ["735项"]}, evidence=[])
    found = judge(absent, answer(status="partial", short=None), ())
    assert found.status_right
    assert not found.correct
    assert found.forbidden == ("735项",)
    refused = judge(absent, answer(status="not_found", answer="没有找到。", short=None, citations=()), ())
    assert (refused.correct, refused.cited_right) == (True, None)


def test_every_group_must_be_said_by_one_of_its_wordings() -> None:
    both = case(expect={"status": ["answered"], "contains": [["735项", "七百三十五项"], ["12万"]]})
    assert not judge(both, answer(), ()).correct
    assert judge(both, answer(answer="七百三十五项，12万人次。[1]"), ()).correct


def test_a_figure_at_the_end_and_the_same_as_the_bare_fact_are_not_one_figure() -> None:
    hour = case(expect={"status": ["answered"], "contains": [["2022-01-17 07:58"]]})
    assert judge(hour, answer(answer="发布于2022-01-17 07:58[1]", short="2022-01-17 07:58"), ()).content_right
    told = case(expect={"status": ["partial"], "forbidden": ["58"]}, evidence=[])
    assert judge(told, answer(status="partial", answer="共58", short="58"), ()).forbidden == ("58",)


@pytest.mark.parametrize(
    ("items", "ordered", "right"),
    [
        (("1. 加强学习", "2. 转变作风"), True, True),
        (("2. 转变作风", "1. 加强学习"), False, True),
        (("2. 转变作风", "1. 加强学习"), True, False),
        (("加强学习",), False, False),
        (("加强学习", "改进作风", "别的"), False, False),
    ],
)
def test_lists_must_be_complete_without_additions(items: tuple[str, ...], ordered: bool, right: bool) -> None:
    wanted = case(expect={"status": ["answered"], "items": ITEMS, "ordered": ordered})
    assert judge(wanted, answer(items=items, answer="见下"), ()).correct is right


def test_entries_are_read_from_the_text_when_items_are_empty() -> None:
    listed = answer(answer="共 2 项：\n1. 加强学习[1]\n2. 改进作风[2]\n", items=())
    assert said_entries(listed) == ("1. 加强学习", "2. 改进作风")
    wanted = case(expect={"status": ["answered"], "items": ITEMS, "ordered": True})
    assert judge(wanted, listed, ()).correct
    assert judge(wanted, answer(answer="先加强学习，再转变作风。", items=()), ()).correct
    assert not judge(wanted, answer(answer="先转变作风，再加强学习。", items=()), ()).correct
