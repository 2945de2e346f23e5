"""Lists from sentences: the run the question points to, whole, and none where the text only counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, bare

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("罗湖区聚焦的三个难是哪三个？", ["居民出行难", "学校停车难", "医院停车难"]),
        ("党员干部的哪三力得到提升？", ["政治判断力", "政治领悟力", "政治执行力"]),
        ("讲话说集中性纪律教育要引导党员干部做到哪几个“纪”？", ["学纪", "知纪", "明纪", "守纪"]),
        ("“让党中央放心、让人民群众满意”模范机关要做到哪四点？", ["讲政治", "守纪律", "负责任", "有效率"]),
        ("理论学习要作为哪三课抓好？", ["首课", "主课", "必修课"]),
        ("意识形态阵地有哪些？", ["单位所属网站", "出版物", "讲座论坛", "“两微一端”"]),
        ("示例市“作风提升年”专项整治针对哪几个问题？", ["慢", "推", "虚"]),
        ("水库要落实哪三个责任人？", ["行政责任人", "技术责任人", "巡查责任人"]),
        ("闲置厂房改的社区党群服务中心设了哪些功能区？", ["长者食堂", "四点半课堂"]),
        ("基层治理要健全哪三级组织架构？", ["街道", "社区", "网格"]),
        ("村级运转经费严禁哪几种行为", ["截留", "挤占", "挪用"]),
    ],
)
def test_the_run_that_the_question_points_to_is_given_whole(
    samples: Assistant, question: str, items: list[str]
) -> None:
    answer = ask(samples, question)
    assert answer.status == "answered"
    assert bare(answer.items) == items


@pytest.mark.parametrize(
    "question",
    [
        "入围省决赛的10个优秀项目是哪些？",
        "深圳首批15家模范机关创建先进单位有哪些？",
        "大鹏新区年度40项重点任务分别是哪些？",
        "示例市426个党群服务中心是哪些？",
    ],
)
def test_what_the_text_only_counts_is_not_listed(samples: Assistant, question: str) -> None:
    assert ask(samples, question).status == "not_found"


def test_the_number_of_items_answers_how_many_when_none_is_stated(samples: Assistant) -> None:
    answer = ask(samples, "“我为企业解难题”一共聚焦几个方面？")
    assert answer.short == "5个方面"
    assert answer.items == ("畅机制", "优服务", "促融资", "引人才", "强关爱")
