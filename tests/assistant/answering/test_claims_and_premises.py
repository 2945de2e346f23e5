"""Figures, days and rates that a question claims, a yes that must be borne out, and names of another place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.answering import stated
from assistant.dated import is_only_planned
from assistant.question.bodies import find_body
from assistant.question.understand import Lexicon, understand
from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.question.model import Question
    from assistant.service import Assistant

LEXICON = Lexicon(idf=lambda _: 3.0, find_places=lambda _: (), correct=lambda text: (text, ()))
REEDS = """苇荡市机关“芦花杯”技能赛办法

苇荡工发〔2026〕9号
（2026年3月2日工委会议通过，自2026年4月1日起施行）

一、报名
1. 参赛者应当为在职党员，年龄不超过42周岁，每个单位报名不超过4人。
2. 笔试占70%，答辩占30%。笔试不得携带手机。
3. 技能赛每两年举办一次，由工委组织部牵头，地点设在市图书馆报告厅。
二、奖励
4. 评出能手12名，发给证书，名单在网上公布后一周内寄送，不发奖金。
5. 以“芦花向阳”为总品牌，建立25个品牌的培育库，逐年淘汰。
6. 推行“两访两改”做法，市民政局已在18个社区试行。
三、设施
7. 老旧库房屋面翻修14间，还有5间列入2027年计划。
8. 联络员由工委副主任施若川调度，每月到企业走访1次，发现问题93个，已办结88个。
"""
PINES = """松坡市直机关工委2025年工作总结

一、主要工作
市直机关慰问困难党员150名，聘请监督员16名，聘期3年。
职工健康体检每年1次，参检率96%。
"""


@pytest.fixture(scope="module")
def reeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over invented rules of one town and an invented report of another."""
    with library_of(tmp_path_factory.mktemp("reeds"), {"松坡": PINES, "苇荡": REEDS}) as opened:
        yield opened


def asked(text: str) -> Question:
    return understand(text, LEXICON)


@pytest.mark.parametrize(
    ("question", "text", "differs"),
    [
        ("笔试占三成、答辩占七成吧", "笔试占70%,答辩占30%", True),
        ("笔试占七成、答辩占三成吧", "笔试占70%,答辩占30%", None),
        ("业务占七成对吗", "党建、业务各占一半", True),
        ("每周去一趟企业吧", "每月到企业走访1次", True),
        ("每个月去一趟企业吧", "每月到企业走访1次", None),
        ("一年评4次对吧", "每季度评1次", None),
        ("奖2000块是吧", "奖励活动经费3000元", True),
        ("奖3000块是吧", "奖励活动经费3000元", None),
        ("我今年44了,能报吗", "年龄不超过42周岁", True),
        ("任期八年没错吧", "每届任期不超过五年", True),
        ("半年没更新的要关停吗", "连续六个月未更新的予以关停", None),
        ("25年发现问题39个吧", "发现问题93个", True),
        ("发现问题39个吧", "问题由科室整改", False),
        ("5月9号前交吧", "5月19日前报送", True),
    ],
)
def test_a_claim_is_held_against_the_text_however_it_is_worded(question: str, text: str, differs: object) -> None:
    assert stated.differs(asked(question), text) is differs


def test_a_number_of_four_figures_with_a_measure_is_no_year() -> None:
    assert asked("每个支部奖2000块是吧").years == ()
    assert asked("2000年的文件还有吗").years == (2000,)


@pytest.mark.parametrize("question", ["迟到罚不罚", "库房翻修完没有", "会议发不发补贴", "能手12名,没记错"])
def test_what_is_asked_both_ways_or_for_assent_is_a_yes_or_no(question: str) -> None:
    assert asked(question).kind == "yesno"


@pytest.mark.parametrize("question", ["活动办得好不好", "“两访两改”是谁提的"])
def test_other_questions_are_none(question: str) -> None:
    assert asked(question).kind != "yesno"


def test_members_are_asked_for_by_the_words_of_the_term() -> None:
    assert asked("“两访两改”是访什么改什么").spelled_out == "两访两改"
    assert asked("市民政局的“两访两改”都访谁").spelled_out == ""
    assert asked("“芦花向阳”这个总品牌啥含义").definition_of is not None


def test_what_is_left_tells_how_far_it_came() -> None:
    assert not is_only_planned(asked("屋面都翻修完了吧"), "屋面翻修14间,还有5间列入2027年计划")
    assert is_only_planned(asked("屋面都翻修完了吧"), "屋面翻修列入2027年计划")


def test_a_measured_noun_is_no_body() -> None:
    assert find_body("与39个社区结对") is None
    assert find_body("由市城管局牵头") == "市城管局"


@pytest.mark.parametrize(
    ("question", "said", "yes"),
    [
        ("苇荡技能赛笔试占三成、答辩占七成吧", "70%", False),
        ("苇荡技能赛是每年一次吧", "每两年", False),
        ("苇荡联络员每周都要去企业对吧", "每月", False),
        ("苇荡技能赛能手发奖金吗", "不发奖金", False),
        ("苇荡联络员是局长调度的吧", "施若川", False),
        ("苇荡老旧库房屋面都翻修完了吧", "还有5间", False),
        ("苇荡联络员发现问题39个，没记错吧", "93个", False),
        ("苇荡技能赛答辩占30%，没错吧", "30%", True),
    ],
)
def test_a_bare_yes_is_said_only_of_what_the_sentence_bears_out(
    reeds: Assistant, question: str, said: str, *, yes: bool
) -> None:
    answer = ask(reeds, question)
    assert said in answer.answer
    assert (answer.short == "是") is yes


def test_a_case_beyond_a_limit_gets_the_limit(reeds: Assistant) -> None:
    answer = ask(reeds, "苇荡技能赛45岁能报吗")
    assert answer.status == "answered"
    assert "不超过42周岁" in answer.answer


def test_a_verb_that_is_nowhere_said_is_not_answered(reeds: Assistant) -> None:
    assert ask(reeds, "苇荡笔试带手机，罚不罚").status == "not_found"


@pytest.mark.parametrize("question", ["“芦花向阳”这个总品牌啥含义", "“两访两改”是访什么改什么"])
def test_a_name_without_explanation_is_only_mentioned(reeds: Assistant, question: str) -> None:
    answer = ask(reeds, question)
    assert answer.status == "partial"
    assert "没有作出解释" in answer.answer


def test_another_town_is_named_only_for_what_its_text_answers(reeds: Assistant) -> None:
    assert "说的是松坡" in ask(reeds, "苇荡职工健康体检一年几次").answer
    assert "说的是" not in ask(reeds, "松坡的市民政局跟18个社区试行，是哪18个社区").answer
