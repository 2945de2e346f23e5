"""Claims held against rows, sums over phases and classes, the time of an act, lengths that are a condition. All text is made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

POINTS = """# 汐原市机关党员志愿服务积分办法

汐直工发〔2025〕8号

第一条　计分标准见下表。

| 类别 | 主要内容 | 计分标准 | 单次上限 | 核实人 |
|---|---|---|---|---|
| 无偿献血 | 全血或成分血 | 每次6分 | 每年最多计2次 | 血站凭证 |
| 应急值守 | 防汛、铲冰、搜寻 | 每小时3分 | 不设上限 | 街道应急办 |
| 文明引导 | 路口、站台、公园 | 每小时1分 | 4分 | 交警中队 |

第二条　支部考核按下表打分。

| 指标 | 分值 | 评分办法 |
|---|---|---|
| 组织生活 | 24 | 党员大会缺1次扣2分，党课缺1次扣1.5分 |
| 学习教育 | 16 | 抽查笔记，不合格的每份扣0.5分 |

第三条　任支部书记满3年的，可以申报市级名师；积分作废后两年内不得重新申报。每次讲评发言5分钟。

中共汐原市委市直机关工委
2025年5月9日
"""
COURSE = """# 关于举办汐原市机关组织委员和宣传委员培训班的通知

市直各单位机关党委：

## 一、时间和地点

培训班分两期举办。第一期6月9日至13日，地点在汐原市委党校，6月8日15:00至18:00在东门大厅报到；第二期7月14日至18日，地点在枫桥学院，7月13日14:00至17:00在学院前台报到。

## 二、对象和人数

第一期为组织委员，85人；第二期为宣传委员，70人。讲课老师由市委党校选派。

## 三、考试

结业考试为开卷，另行通知时间。

## 四、表彰

| 奖项 | 名额 | 奖励 |
|---|---|---|
| 一等奖 | 2名 | 所在支部补助活动经费6000元 |
| 二等奖 | 5名 | 所在支部补助活动经费4000元 |
| 三等奖 | 8名 | 所在支部补助活动经费2000元 |

奖励经费只能用于支部活动，不得发放个人奖金。

中共汐原市委市直机关工委
2025年5月20日
"""
BULLETIN = """汐原机关党建简报

第4期

中共汐原市委市直机关工作委员会编　2026年2月10日

截至2026年1月底，全市120个机关党支部共结对210对，其中企业60对、村80对、社区45对、学校25对。

今年应换届党组织19个，截至1月底已完成12个。一季度应召开党员大会88次，实际召开84次，没有召开的4个支部已通报。评委由专家4人和群众代表3人组成。

2025年立项的20个书记项目，已通过验收18个，延期的2个须在3月底前结项。

11月25日前完成今年书记项目验收。

每个小区支部每年安排经费5000元，由县财政和镇街按4∶1比例分担；议事厅每个补助2万元。

6月中旬，全市遭遇1987年以来最强降雨，最大日降雨量达198毫米。

把网格的6个软件并成1个，由市数据局牵头。

晒成效

| 指标 | 2024年 | 2025年 |
|---|---|---|
| 结对走访次数（次） | 640 | 910 |
| 对方支部满意率 | 90.5% | 94.2% |
| 联建经费（万元） | 70 | 92 |
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    texts = {"积分.md": POINTS, "培训班.md": COURSE, "简报.md": BULLETIN}
    with library_of(tmp_path_factory.mktemp("claims"), texts) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told_instead"),
    [
        ("汐原献一回血记8分，没错吧", "每次6分"),
        ("汐原组织生活占20分，对吧", "24分"),
        ("汐原三等奖给支部5000块经费，没错吧", "2000元"),
        ("汐原党员大会缺一次扣3分，对吧", "2分"),
    ],
)
def test_a_claimed_figure_is_corrected_from_the_row_of_its_matter(
    told: Assistant, question: str, told_instead: str
) -> None:
    answer = ask(told, question)
    assert answer.status == "partial"
    assert answer.answer.startswith("不是") and told_instead in answer.answer


@pytest.mark.parametrize(
    "question", ["汐原献血一次6分吧", "汐原铲冰一小时记3分，对吧", "汐原二等奖给支部4000块，没错吧"]
)
def test_a_claimed_figure_is_confirmed_by_the_row_of_its_matter(told: Assistant, question: str) -> None:
    answer = ask(told, question)
    assert (answer.status, answer.short) == ("answered", "是")


@pytest.mark.parametrize("question", ["汐原捐一次款记6分，没错吧", "汐原扫墓一小时记1分，对吧"])
def test_a_claim_of_what_no_row_tells_is_not_decided(told: Assistant, question: str) -> None:
    assert ask(told, question).status == "not_found"


def test_what_is_forbidden_is_not_confirmed_by_the_same_figure_of_something_else(told: Assistant) -> None:
    answer = ask(told, "汐原二等奖的书记个人能拿4000块奖金吧")
    assert answer.short != "是"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("汐原这个培训班两期一共要招多少个学员", "155人"),
        ("汐原第一期和第二期培训加起来多少人", "155人"),
        ("汐原结对里，村跟社区两头合计几对", "125对"),
        ("汐原评委一共几个人", "7人"),
        ("截至一月底汐原还剩几个党组织没换届", "7个"),
        ("汐原一季度党员大会有几次没开", "4次"),
        ("汐原对方支部满意率去年比头一年涨几个点", "3.7个百分点"),
        ("汐原联建经费去年比前年多多少", "22万元"),
    ],
)
def test_what_is_asked_for_is_worked_out(told: Assistant, question: str, short: str) -> None:
    answer = ask(told, question)
    assert (answer.status, answer.short) == ("answered", short)


@pytest.mark.parametrize(("who", "short"), [("县财政", "4000元"), ("镇街", "1000元")])
def test_what_two_share_is_told_of_the_one_who_is_named(told: Assistant, who: str, short: str) -> None:
    answer = ask(told, f"汐原小区支部的经费{who}一年出多少")
    assert (answer.status, answer.short) == ("answered", short)


@pytest.mark.parametrize("question", ["汐原小区支部的经费市财政一年出多少", "汐原小区支部的经费从党费里掏多少"])
def test_what_somebody_else_pays_is_not_told_of_those_who_share(told: Assistant, question: str) -> None:
    assert ask(told, question).status == "not_found"


def test_a_year_since_when_something_is_the_most_is_not_its_year(told: Assistant) -> None:
    assert ask(told, "汐原2026年那场雨一天最多下了多少毫米").short == "198毫米"


def test_which_house_asks_for_a_body(told: Assistant) -> None:
    assert ask(told, "汐原把网格的6个软件合成一个，交给哪家牵头的").short == "市数据局"


def test_prizes_told_in_one_word_are_put_together(told: Assistant) -> None:
    assert "15名" in ask(told, "汐原一二三等奖合起来几个名额").answer
    assert "13名" in ask(told, "汐原二三等奖一共几个名额").answer


@pytest.mark.parametrize(
    "question",
    [
        "汐原两期培训班一共请了多少老师",
        "汐原两期培训班一共淘汰了多少人",
        "汐原三期培训班一共招多少人",
        "汐原两期培训班加一块多少天",
        "汐原结对里，医院跟学校一共几对",
        "汐原社区满意率去年比头一年涨几个点",
        "汐原党费去年比前年多多少",
        "汐原还剩几个党支部没评星",
        "汐原一二三等奖一共给多少经费",
    ],
)
def test_what_cannot_be_worked_out_is_refused(told: Assistant, question: str) -> None:
    assert ask(told, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("汐原组织委员班第二期哪天去报到来着", "7月13日14:00至17:00"),
        ("汐原培训班第二期几号开班", "7月14日至18日"),
        ("汐原书记项目最晚啥时候验完", "11月25日前"),
    ],
)
def test_a_time_is_that_of_the_act_that_is_asked_for(told: Assistant, question: str, short: str) -> None:
    answer = ask(told, question)
    assert (answer.status, answer.short) == ("answered", short)


def test_the_days_of_a_course_do_not_tell_when_its_exam_is(told: Assistant) -> None:
    assert ask(told, "汐原培训班第二期什么时候考试").status == "not_found"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("汐原支部书记干满多长时间才有资格申报名师", "3年"),
        ("汐原积分作废以后多久才能重新申报", "两年"),
    ],
)
def test_a_length_that_is_a_condition_is_no_other_length(told: Assistant, question: str, short: str) -> None:
    answer = ask(told, question)
    assert (answer.status, answer.short) == ("answered", short)


def test_a_rule_of_a_cell_is_told_by_itself(told: Assistant) -> None:
    assert ask(told, "汐原党课缺一次扣几分").short == "1.5分"
    assert ask(told, "汐原党小组会缺一次扣几分").short != "24分"


def test_a_row_over_years_is_read_by_the_year_that_is_meant(told: Assistant) -> None:
    assert ask(told, "汐原去年结对走访多少次").short == "910次"
    assert ask(told, "汐原前年结对走访多少次").short == "640次"
