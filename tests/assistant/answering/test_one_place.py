"""Several things asked at once, or one after the other, that one sentence, one row or its neighbours tell.

Three invented documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.answering.times import read_clock
from assistant.question.clauses import find_clauses
from assistant.question.places import Gazetteer
from assistant.question.understand import Lexicon, understand
from corpus.model import Span
from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

LEXICON = Lexicon(idf=lambda _: 1.0, find_places=Gazetteer({}).find, correct=lambda text: (text, ()))
CONTEST = """栎州市市直机关党务能手比武方案

各单位机关党委：

一、比武项目

项目 | 方式 | 日期 | 地点 | 牵头处室
理论笔试 | 闭卷70分钟 | 9月3日 | 市实验中学一号楼 | 组织处
公文改错 | 上机45分钟 | 9月8日 | 市档案馆机房 | 办公室
情景讲党课 | 登台讲6分钟 | 9月12日 | 栎州剧院 | 宣传处

二、报名办法

报名找褚云帆，电话 5512031；住宿找万俟青，电话 5512048；场地找桑小鱼，电话 5512055。
"""
NEWS = """河埠头的早会

栎州日报 2026年5月6日 记者 单于竹

青石渡：船工的早会站着开

青石渡28名船工党员同码头公司联建，每个工作日清早6时40分在渡口开早会，一次20分钟，谁也不搬凳子。去年早会解决问题96个。

栎州区图书角

区机关工委今年新设“渡口图书角”，傍晚6点开门，头一处7月9日在柳浦码头启用，保洁费每月300元，从工会经费中列支。图书角工作日8时至20时开放，周末10时至16时开放。
"""
RULES = """栎州市市直机关党员志愿服务规定

（2025年9月1日市直机关工委会议通过）

第一条　为规范党员志愿服务，制定本规定。

第二条　支部书记每年到服务台值班不少于12天，值不满的，不得推荐评优。遇援疆、生病住院等特殊情况，可以顺延到下一年。

第三条　单日记录的时长最多计5小时，抢险救灾不受此限。

第四条　值守小组每组6人，进驻一家单位的时间不超过2天。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with library_of(tmp_path_factory.mktemp("one"), {"比武": CONTEST, "早会": NEWS, "规定": RULES}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("栎州比武的公文改错哪天比，去哪儿比", ("9月8日", "市档案馆机房")),
        ("栎州比武的情景讲党课归哪个处管，上台讲几分钟", ("宣传处", "6分钟")),
        ("青石渡那个站着开的会，早上几点开、多长", ("6时40分", "20分钟")),
        ("栎州比武住宿的事找谁问，号码多少", ("万俟青", "5512048")),
        ("栎州渡口图书角头一处哪天启用，啥地方", ("7月9日", "柳浦码头")),
        ("栎州图书角保洁费一个月多少，钱从哪儿来", ("300元", "工会经费")),
        ("栎州值守小组一组几个人，一家待多久", ("6人", "不超过2天")),
    ],
)
def test_a_further_thing_is_read_where_the_first_is_told(town: Assistant, question: str, told: tuple[str, ...]) -> None:
    answer = ask(town, question)
    assert answer.status == "answered"
    assert all(value in answer.answer for value in told), answer.answer


@pytest.mark.parametrize(
    ("question", "told", "missing"),
    [
        ("栎州比武的公文改错哪天比，奖金多少", "9月8日", "奖金多少"),
        ("青石渡那个站着开的会，早上几点开、谁主持", "6时40分", "谁主持"),
        ("栎州比武住宿的事找谁问，QQ号多少", "万俟青", "号多少"),
    ],
)
def test_what_is_not_told_there_stays_missing(town: Assistant, question: str, told: str, missing: str) -> None:
    answer = ask(town, question)
    assert answer.status == "partial"
    assert told in answer.answer
    assert f"{missing}：未找到" in answer.answer


def test_the_same_may_be_asked_of_another_case(town: Assistant) -> None:
    answer = ask(town, "栎州支部书记值班值不满会怎样，住院的呢")
    assert answer.status == "answered"
    assert "顺延到下一年" in answer.answer


@pytest.mark.parametrize(
    ("first", "further", "told"),
    [
        ("栎州单日记录的时长最多计几小时", "有啥情况不受这个限", "抢险救灾"),
        ("栎州比武的公文改错哪天比", "那在哪儿比啊", "市档案馆机房"),
        ("栎州渡口图书角头一处哪天启用", "在啥地方", "柳浦码头"),
        ("栎州比武住宿的事找谁问", "号码多少", "5512048"),
    ],
)
def test_a_follow_up_is_looked_for_beside_the_last_answer(town: Assistant, first: str, further: str, told: str) -> None:
    answer = ask(town, first, further)
    assert answer.status == "answered"
    assert told in (answer.short or answer.answer)


@pytest.mark.parametrize("further", ["在哪个宾馆住", "一个月给多少钱"])
def test_a_follow_up_on_what_is_not_told_is_refused(town: Assistant, further: str) -> None:
    assert ask(town, "栎州值守小组每组几个人", further).status != "answered"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("这摊子归谁,哪天前弄完", ("这摊子归谁", "哪天前弄完")),
        ("补写记录的是谁,哪年入党的", ("补写记录的是谁", "哪年入党的")),
        ("主会场来了多少人,分会场呢", ("主会场来了多少人", "分会场呢")),
        ("退赛要提前几天说,一次谈多久", ("退赛要提前几天说", "一次谈多久")),
        ("什么时候,在哪里召开", ("什么时候召开", "在哪里召开")),
    ],
)
def test_clauses_are_whole_with_their_question_words(text: str, said: tuple[str, ...]) -> None:
    assert tuple(one.said for one in find_clauses(text)[1]) == said


def test_a_time_of_day_is_that_of_the_day_asked_for() -> None:
    question = understand("图书角周末几点关门", LEXICON)
    text = "图书角工作日8时至20时开放,周末10时至16时开放。"
    (told,) = read_clock(question, text, Span(0, text.index("开放")))
    assert told.of(text) == "10时至16时"
