"""Cases by what follows from them, what follows from a case, lists by their number, and contacts of no matter. Made-up texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.consequences import agree, cases, differ
from tests.assistant.answering.asking import ask, bare, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

RULES = """样例市机关党员学习学分管理办法（试行）

（样例市委市直机关工委2025年1月6日印发　样直工〔2025〕3号）

第一章　总则

第一条　为提高学习质量，制定本办法。

第二章　学分

第二条　学分管理坚持以学为本、客观公正、公开透明的原则。

第三条　党员每年应当取得不少于50个学分。学分未达标的，由支部书记谈话提醒，次年3月底前补修。

第四条　有下列情形之一的，当年学分作减半处理：
（一）由他人代学的；
（二）一年缺席组织生活三次以上的；
（三）伪造学习记录的。

第五条　支部达标率低于80%的，当年不得参评先进党支部。

第三章　附则

第六条　本办法由市委市直机关工委组织部负责解释，联系电话：0000-3312207。
"""
NOTICE = """关于举办样例市机关讲解员大赛的通知

市直各单位：

决定举办2025年全市机关讲解员“金话筒”大赛（以下简称“话筒赛”）。

一、赛程安排
大赛分两个阶段进行。
1. 初赛（4月）。由各单位组织，每家推荐2人。
2. 决赛（5月20日）。在市文化馆举行，比赛内容为“讲故事、答问题、看仪态”三项，分值分别为50分、30分、20分。

二、取消资格
有下列情形之一的，取消参赛资格：（1）讲稿抄袭的；（2）冒名顶替的。

联系人：秦样板，联系电话：0000-3312288。

样例市委市直机关工委
2025年3月3日
"""
ANSWERS = """样例市机关志愿服务积分答问

样例市委市直机关工委组织部　2025年2月10日

一、积分
1. 志愿服务一小时记几分？
一般服务每小时2分。

二、使用
2. 积分能换什么？
（1）剪发一次：8分；
（2）泳票一张：15分；
（3）图书：每10元折1分。
不能换现金。
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the shipped documents and the three texts above."""
    texts = {"样例-学分办法": RULES, "样例-讲解大赛": NOTICE, "样例-积分答问": ANSWERS}
    with library_of(tmp_path_factory.mktemp("cases"), texts, shipped=True) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "lead"),
    [
        ("碰上哪几种事会被拿掉", "取消命名资格"),
        ("什么情况学分要砍一半", "当年学分作减半处理"),
        ("出了哪些事当年上不了三星", "当年不得评为三星以上"),
        ("哪些情况要叫去谈话", "由工委书记约谈"),
    ],
)
def test_a_consequence_agrees_in_other_words(asked: str, lead: str) -> None:
    assert agree(asked, lead)
    assert not differ(asked, lead)


def test_another_consequence_differs() -> None:
    assert differ("哪些情况能加分", "取消命名资格")
    assert differ("哪些情况学分清零", "当年学分作减半处理")
    assert differ("哪些情形可以申领奖励", "不得申领奖励")
    assert not differ("哪些情况", "取消命名资格")


def test_cases_are_told_in_both_kinds_of_words() -> None:
    assert cases("牌子老是倒数") & cases("连续两年垫底的摘牌")
    assert cases("考试没过") & cases("不及格的重读")
    assert not cases("牌子评第一") & cases("连续两年垫底的摘牌")


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("样例市党员学分碰到哪些情况要砍一半", ["由他人代学的", "一年缺席组织生活三次以上的", "伪造学习记录的"]),
        ("样例市讲解员大赛碰上哪几种事会被刷掉", ["讲稿抄袭的", "冒名顶替的"]),
        ("样例市讲解员话筒赛决赛比哪三样", ["讲故事（50分）", "答问题（30分）", "看仪态（20分）"]),
        ("样例市志愿服务攒的积分都能换些啥呀", ["剪发一次：8分", "泳票一张：15分", "图书：每10元折1分"]),
    ],
)
def test_lists_are_found_in_everyday_words(told: Assistant, question: str, items: list[str]) -> None:
    answer = ask(told, question)
    assert answer.status == "answered"
    assert bare(answer.items) == items


@pytest.mark.parametrize(
    "question",
    ["样例市党员学分碰到哪些情况会清零", "样例市讲解员大赛哪几种情况能加分", "样例市讲解员话筒赛决赛比哪四样"],
)
def test_lists_of_another_consequence_or_number_are_not_told(told: Assistant, question: str) -> None:
    assert ask(told, question).status in {"not_found", "partial"}


@pytest.mark.parametrize(
    ("question", "told_of"),
    [("样例市党员学分没修够会怎么处理", "谈话提醒"), ("样例市支部达标率太低会有啥后果", "不得参评先进党支部")],
)
def test_what_follows_from_a_case_is_told(told: Assistant, question: str, told_of: str) -> None:
    answer = ask(told, question)
    assert answer.status == "answered"
    assert told_of in answer.answer


@pytest.mark.parametrize("question", ["样例市讲解员大赛迟到会怎样", "样例市志愿服务爽约会有啥后果"])
def test_what_follows_from_another_case_is_not_told(told: Assistant, question: str) -> None:
    assert ask(told, question).status == "not_found"


@pytest.mark.parametrize("question", ["经办人电话多少", "联系电话是多少", "电话给一下呗"])
def test_a_number_of_no_matter_is_asked_back(told: Assistant, question: str) -> None:
    assert ask(told, question).status == "clarify"
