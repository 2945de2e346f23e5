"""Lists, outlines and rows asked in everyday words: by purpose, by charge, below a heading, whole with figures. All made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, bare, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

POINTS = """关于印发《岚屿市直机关2026年党建工作要点》的通知

岚直工〔2026〕5号

市直各机关党委：

现将《岚屿市直机关2026年党建工作要点》印发给你们，请认真落实。

中共岚屿市委市直机关工委
2026年2月9日

岚屿市直机关2026年党建工作要点

一、在学习提升上下功夫
1. 办好“岚屿夜读”。全年开讲6期，每期90人。（责任部门：宣传部）
2. 抓好书记轮训。全年办班2期。（责任部门：组织部）
二、在服务基层上下功夫
3. 建好党员驿站。全年新建12处。（责任部门：组织部）
4. 请人挑刺。聘请监督员30名，其中企业代表12名、社区代表10名、媒体代表8名。（责任部门：办公室）
三、在正风肃纪上下功夫
5. 办好“清风茶座”。茶座有“三不”：不念稿子、不摆席卡、不发纪念品。（责任部门：机关纪工委）
"""
RULES = """岚屿市直机关党建工作考核办法

第一章　总则
第一条　为做好市直机关党建工作考核，制定本办法。
第二章　内容
第二条　考核由下列指标组成：
序号 | 考核指标 | 分值 | 评分办法 | 数据来源
1 | 政治建设 | 30 | 学习缺1次扣2分 | 抽查记录
2 | 组织生活 | 25 | 党课缺1次扣1分 | 智慧平台
3 | 服务群众 | 45 | 满意率每低1个百分点扣0.5分 | 电话访问
第三条　有下列情形之一的，对联络人给予批评教育：
（一）瞒报数据的；
（二）拖延整改的；
（三）顶撞群众的。
第三章　程序
第四条　考核依次为自查（10月底前）、平时汇总、现场核查、结果公示。
第五条　考核等次分为“好”“较好”“一般”三档。
第六条　评为好的，由工委通报表扬。
"""
NOTICE = """关于岚屿市直机关先进对象的公示

经各单位推荐，拟对下列对象予以表彰。

一、拟表彰优秀党员（3名）
祁望舒（女，市图书馆馆员）、房知白（市公路中心队长）、卞秋实（市医院医师）。

二、拟表彰优秀支部书记（2名）
牧云开（女，市水务局第一支部书记）、娄近山（市档案馆支部书记）。

三、反映方式
事项 | 联系人 | 电话 | 受理时间
优秀党员人选问题 | 尤清和 | 6120001 | 工作日上午
网站文本问题 | 席怀远 | 6120009 | 全天
"""
REPORT = """岚屿市审计局2025年党建工作述职报告

岚屿市审计局机关党委书记　尹若谷
（2026年1月15日）

一、主要做法
一是把课堂搬到现场，送学20次。二是把支部建在项目上，全年建8个。
二、指标完成情况
项目 | 2024年 | 2025年 | 2026年目标
发展党员（名） | 3 | 5 | 4
党费收缴（元） | 41200 | 43850 | —
三、存在的不足
一是抓得时紧时松，检查多在月底。二是年轻党员不愿当书记。三是品牌宣传不够。
四、下一步打算
（一）每季度开展一次互查。
（二）年底前培养5名青年书记。
"""
SPEECH = """在全市机关减负座谈会上的讲话

同志们：

怎么减？我讲三条，请大家记牢。

第一条，删。报表删去一半。

第二条，并。检查能并则并。

第三条，还。把时间还给基层。

说到底，减负不减责、不减质，这两个“不减”要记住。
"""
FEATURE = """走笔岚屿：三个社区的新变化

记者挑了三个社区走笔。

柳荫社区：一盏路灯的故事
柳荫社区把路灯换成声控灯。

石桥社区：一碗热汤
石桥社区办起老年食堂。

东渡社区：一本账簿
东渡社区每月晒一次账。
"""
MINUTES = """岚屿市水务局机关党委会议纪要

〔2026〕第2号

时间：2026年3月5日下午
主持：丁若溪
出席：毕云舒、葛长风
列席：第一支部书记
抄送：市直机关工委，局党组

一、传达学习要求
会议传达了上级要求。

二、审议品牌方案
会议原则同意方案。

三、通报违规问题
会议通报了2起问题。
"""


@pytest.fixture(scope="module")
def lanyu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    texts = {
        "公示": NOTICE, "办法": RULES, "纪要": MINUTES, "要点": POINTS, "讲话": SPEECH, "走笔": FEATURE, "述职": REPORT,
    }  # fmt: skip
    with library_of(tmp_path_factory.mktemp("lanyu"), texts) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "items"),
    [
        pytest.param("岚屿要点里归组织部负责的是哪些", ["抓好书记轮训", "建好党员驿站"], id="charged by a label"),
        pytest.param("岚屿要点宣传部负责哪几项", ["办好“岚屿夜读”"], id="charged with one thing"),
        pytest.param(
            "岚屿2026年党建要点从哪几方面下手",
            ["在学习提升上下功夫", "在服务基层上下功夫", "在正风肃纪上下功夫"],
            id="sides",
        ),
        pytest.param("岚屿三不是哪三不", ["不念稿子", "不摆席卡", "不发纪念品"], id="each begins with the word"),
        pytest.param("岚屿考核等次都有啥", ["好", "较好", "一般"], id="articles without titles are no entries"),
        pytest.param(
            "岚屿考核分几步走",
            ["自查（10月底前）", "平时汇总", "现场核查", "结果公示"],
            id="a bracket does not cut the name before it",
        ),
        pytest.param("岚屿考核的几项指标是啥", ["政治建设", "组织生活", "服务群众"], id="a column"),
        pytest.param(
            "岚屿哪些行为要对联络人批评教育", ["瞒报数据的", "拖延整改的", "顶撞群众的"], id="cases of an article"
        ),
        pytest.param(
            "岚屿拟表彰的支部书记都有谁",
            ["牧云开（女，市水务局第一支部书记）", "娄近山（市档案馆支部书记）"],
            id="persons below a heading",
        ),
        pytest.param(
            "审计局述职说存在哪些毛病",
            ["抓得时紧时松，检查多在月底", "年轻党员不愿当书记", "品牌宣传不够"],
            id="faults below a heading",
        ),
        pytest.param("审计局2026年打算干啥", ["每季度开展一次互查", "年底前培养5名青年书记"], id="plans"),
        pytest.param("减负座谈会开的三条方子是啥", ["删", "并", "还"], id="counted by the measure alone"),
        pytest.param("走笔写了哪几个社区", ["柳荫社区", "石桥社区", "东渡社区"], id="names of headings"),
        pytest.param("水务局会议都研究了啥", ["传达学习要求", "审议品牌方案", "通报违规问题"], id="matters of minutes"),
        pytest.param(
            "岚屿监督员来自哪几类，各几名",
            ["企业代表（12名）", "社区代表（10名）", "媒体代表（8名）"],
            id="with figures",
        ),
    ],
)
def test_everyday_questions_get_the_whole_list_in_order(lanyu: Assistant, question: str, items: list[str]) -> None:
    answer = ask(lanyu, question)
    assert answer.status == "answered"
    assert [re.sub("^[一二三]是", "", item) for item in bare(answer.items)] == items


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("岚屿考核里服务群众这项占几分", "45分", id="this item"),
        pytest.param("岚屿考核组织生活怎么扣分", "党课缺1次扣1分", id="the column of rules"),
        pytest.param("岚屿考核里政治建设的数据从哪来", "抽查记录", id="the column of sources"),
        pytest.param("岚屿审计局24年党费收缴多少", "41200元", id="a column of a year"),
        pytest.param("岚屿审计局2026年发展党员目标几名", "4名", id="a planned year"),
        pytest.param("水务局纪要抄送给谁了", "局党组", id="a label run into by other words"),
        pytest.param("In Lanyu's (岚屿) assessment table, how many points is 服务群众 worth?", "45", id="English row"),
    ],
)
def test_a_row_is_told_by_what_it_is_called_in_everyday_words(lanyu: Assistant, question: str, told: str) -> None:
    answer = ask(lanyu, question)
    assert answer.status == "answered"
    assert told in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("岚屿要点里归财务部负责的是哪些", id="no such charge"),
        pytest.param("岚屿拟表彰的劳动模范都有谁", id="nobody of that name"),
        pytest.param("岚屿考核里文体活动这项占几分", id="no such row"),
        pytest.param("岚屿考核文体活动怎么扣分", id="no such row to take points"),
        pytest.param("减负座谈会开的五条方子是啥", id="another count"),
        pytest.param("岚屿三不的企业代表都有谁", id="counted, not named"),
        pytest.param("岚屿水务局会议是几点开的", id="a day without its hour"),
        pytest.param(
            "In Lanyu's (岚屿) assessment table, how many points is 文体活动 worth?", id="English, no such row"
        ),
    ],
)
def test_lists_and_rows_that_no_document_gives_are_refused(lanyu: Assistant, question: str) -> None:
    assert ask(lanyu, question).status in {"not_found", "clarify"}
