"""Parts of a document by their place and matter, and which run of a text is what is to be listed. All text is made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.enumerations import find_enumerations
from assistant.folding import fold
from tests.assistant.answering.asking import ask, bare, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

PLAN = """中共桂渡市委市直属机关工作委员会关于印发《桂渡市直机关2026年党建工作要点》的通知

桂直工〔2026〕3号

市直各单位机关党委：

《桂渡市直机关2026年党建工作要点》已经工委会议通过，现印发给你们，请抓好落实。

中共桂渡市委市直属机关工作委员会
2026年2月3日

桂渡市直机关2026年党建工作要点

一、抓牢思想武装
1. 办好“渡口夜话”。全年开讲9期，按“选题、备课、试讲、开讲”四步推进。
2. 建强宣讲队伍。选聘宣讲员28名，按党史、法律、农技三个门类编成“桂渡轻骑兵”。
二、抓实支部建设
3. 评定支部等级。结果分好、较好、一般、差四个等次，每年评一次。
4. 清理支部台账。基层报送的表格由12张减到5张。
三、抓紧作风建设
5. 干部下村不打招呼，不听汇报，不在村里吃饭。
6. 聘请监督员20名，其中企业代表9名、群众代表7名、媒体代表4名。
7. 开展争先行动。全年组织“争当业务标兵、争做服务模范、争创示范岗位”活动。
"""
SUMMARY = """桂渡市直机关工委2025年工作总结

（2026年1月9日）

2025年，市直机关工委较好完成了各项任务。

一、主要成效
（一）学习抓得更勤。全年开讲8期。
（二）支部建得更强。换届支部31个。
（三）作风改得更实。会议压减两成。
二、存在的问题
（一）品牌名不副实。有4个品牌全年没有活动。
（二）队伍不稳定。专职干部流动快。
三、下步打算
（一）做强宣讲队伍。
（二）做细支部台账。
"""
PRESS = """一县一品看桂渡

桂渡日报　2026年4月2日　记者 桑田

云汀区：“汀上灯”照亮回家路。云汀区把机关党员编成30支巡灯队，修好路灯412盏。

麦坡县：“田埂课”讲进晒谷场。麦坡县机关党员到村讲课，一年讲了160场。

石桥县：“桥头铺”卖出山里货。石桥县机关党员帮农户卖货，一年卖出90万元。
"""
CONTEST = """关于举办桂渡市机关朗诵比赛的通知

各机关党委：

为活跃机关文化，决定举办朗诵比赛。现通知如下。

一、比赛安排
（一）海选看基本功。朗读指定篇目，各单位自行组织。
（二）总决赛看综合表现。设指定篇目、自选篇目、现场问答三个环节，每名选手限时10分钟。
二、评分办法
评分实行百分制，基本项目如下：
序号 | 项目 | 分值
1 | 语音 | 40
2 | 情感 | 35
3 | 台风 | 25

桂渡市直机关工委
2026年3月6日
"""


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the four texts above."""
    texts = {"要点": PLAN, "总结": SUMMARY, "报道": PRESS, "通知": CONTEST}
    with library_of(tmp_path_factory.mktemp("ferry"), texts) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("桂渡26年要点分几部分，都叫啥", ["抓牢思想武装", "抓实支部建设", "抓紧作风建设"]),
        ("桂渡26年要点一共几个部分，叫啥", ["抓牢思想武装", "抓实支部建设", "抓紧作风建设"]),
        ("桂渡26年要点打头那块有哪几条", ["办好“渡口夜话”", "建强宣讲队伍"]),
        ("桂渡26年要点讲作风那部分，底下三条题目列一下", None),
        ("桂渡25年总结里，成效是分哪几个方面写的", ["学习抓得更勤", "支部建得更强", "作风改得更实"]),
        ("桂渡总结自己摆出来的毛病有哪些", ["品牌名不副实", "队伍不稳定"]),
        ("桂渡三个区县的牌子都叫啥", ["云汀区：“汀上灯”", "麦坡县：“田埂课”", "石桥县：“桥头铺”"]),
        ("桂渡朗诵比赛的基本项目有哪几项", ["语音", "情感", "台风"]),
        ("桂渡渡口夜话分哪四步走", ["选题", "备课", "试讲", "开讲"]),
        ("桂渡宣讲员编成了哪三个门类", ["党史", "法律", "农技"]),
        ("桂渡支部评定结果分哪几等", ["好", "较好", "一般", "差"]),
        ("桂渡干部下村，哪三样不许搞", ["不打招呼", "不听汇报", "不在村里吃饭"]),
        ("桂渡开展的三个“争”说的是啥", ["争当业务标兵", "争做服务模范", "争创示范岗位"]),
        ("桂渡20名监督员是哪几种人、各几个", ["企业代表（9名）", "群众代表（7名）", "媒体代表（4名）"]),
        ("桂渡朗诵比赛总决赛有哪几个环节", ["指定篇目", "自选篇目", "现场问答"]),
    ],
)
def test_list_is_whole_when_asked_in_everyday_words(ferry: Assistant, question: str, items: list[str] | None) -> None:
    answer = ask(ferry, question)
    assert answer.status == "answered"
    if items is None:
        assert len(answer.items) == 3
        return
    assert bare(answer.items) == items


@pytest.mark.parametrize(
    "question",
    [
        "桂渡朗诵比赛海选有哪三个环节",  # those are of the final
        "桂渡两个区县的牌子都叫啥",
        "桂渡26年要点讲廉政那部分有哪几条",
        "桂渡支部换届要过哪三关",
        "桂渡支部台账分哪五步走",
        "桂渡朗诵比赛的加分项目有哪几项",
        "桂渡干部下村带了哪三样东西",
    ],
)
def test_list_of_another_thing_is_no_answer(ferry: Assistant, question: str) -> None:
    assert ask(ferry, question).status != "answered"


def test_items_are_counted_of_the_document_whose_kind_and_year_are_named(ferry: Assistant) -> None:
    assert ask(ferry, "桂渡26年要点一共列了多少项任务").short == "3个部分、7项"
    assert ask(ferry, "桂渡25年总结一共多少项").short == "3个部分、7项"


def test_division_into_another_number_of_parts_is_put_right(ferry: Assistant) -> None:
    answer = ask(ferry, "桂渡26年要点分哪五个部分")
    assert answer.status == "partial"
    assert "3 项，不是 5 项" in answer.answer


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("按规划、法律、水利三个门类编成“智囊团”。", ["规划", "法律", "水利"]),
        ("结果分好、较好、一般、差四个等次。", ["好", "较好", "一般", "差"]),
        ("走访不听汇报，不要材料，不在企业用餐。", ["不听汇报", "不要材料", "不在企业用餐"]),
        ("按职能分为甲类（综合，24个）、乙类（经济，22个）、丙类（群团及其他，12个）。", None),
        ("共性是：有的不关键，常流于口头；有的只办事，图留痕；有的心存侥幸，转头就忘。", None),
    ],
)
def test_runs_end_where_their_count_begins(text: str, items: list[str] | None) -> None:
    folded = fold(text)
    found = [[item.of(folded) for item in run.items] for run in find_enumerations(folded)]
    assert (items in found) if items else any(len(run) == 3 for run in found)


def test_ordinal_of_an_article_counts_no_items() -> None:
    (run,) = find_enumerations(fold("第九条　等次分为“优秀”“合格”“待提升”三档。"))
    assert run.stated == 3
