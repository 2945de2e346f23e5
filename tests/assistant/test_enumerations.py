"""Where runs of parallel items begin and end in one sentence, and numbered clauses in a paragraph. All text is made up."""

from __future__ import annotations

import pytest

from assistant.enumerations import find_enumerations, find_numbered, find_pairs


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("强化社区应急小组人员落实、物资落实、场地落实和制度落实。", ["人员落实", "物资落实", "场地落实", "制度落实"]),
        ("聚焦老人就餐难、电梯加装难等问题,逐一解决。", ["老人就餐难", "电梯加装难"]),
        ("扎实推进学习与年度目标、季度任务同研究、同检查、同奖惩。", ["同研究", "同检查", "同奖惩"]),
        ("坚持专账管理,严禁虚报、冒领、套取。", ["虚报", "冒领", "套取"]),
        ("着力固根基、扬优势,重点抓好堤防加固、泵站更新和智慧水网建设。", ["堤防加固", "泵站更新", "智慧水网建设"]),
        ("增强主题党日的政治性、思想性、实践性。", ["政治性", "思想性", "实践性"]),
        ("围绕“散、拖、浮”等问题开展整治。", ["散", "拖", "浮"]),
        ("要坚持需求导向、效果导向、目标导向相统一。", ["需求导向", "效果导向", "目标导向"]),
        ("引导青年干部学法、知法、守法、用法。", ["学法", "知法", "守法", "用法"]),
        ("统筹推进水安全、水资源、水环境各项工作。", ["水安全", "水资源", "水环境"]),
        ("加强培训、严格管理。", ["加强培训", "严格管理"]),
        ("市农业局、市文旅局、市图书馆3家单位作了发言。", ["市农业局", "市文旅局", "市图书馆"]),
        ("赋予社区对派驻人员的考核建议权、重大事项参与权、公共资源调配权。", ["考核建议权", "重大事项参与权", "公共资源调配权"]),
        ("建立“街道党工委—社区党委—网格支部”三级架构。", ["街道党工委", "社区党委", "网格支部"]),
        ("“2”是楼栋长、志愿者各1名。", ["楼栋长", "志愿者"]),
        ("有的干部不敢抓,有的干部不会抓,还有的干部不愿抓。", ["有的干部不敢抓", "有的干部不会抓", "还有的干部不愿抓"]),
        ("先后召开模范集体推选会、集体荣誉评审会、全市表彰筹备会等。", ["模范集体推选会", "集体荣誉评审会", "全市表彰筹备会"]),
    ],
)  # fmt: skip
def test_a_run_holds_its_items_and_neither_what_leads_to_them_nor_what_follows(text: str, items: list[str]) -> None:
    assert items in [[item.of(text) for item in found.items] for found in find_enumerations(text)]


def test_a_slogan_of_two_phrases_in_quotes_is_not_a_list() -> None:
    assert find_enumerations("开展“树新风、见行动”主题活动。") == ()


def test_times_of_day_are_no_clauses_that_begin_alike() -> None:
    assert find_enumerations("6月1日9:40—11:40上课。") == ()


def test_a_count_of_other_things_is_not_the_count_of_the_items() -> None:
    found = find_enumerations("分重大改革、重大平台、重大项目梳理任务180项。")
    assert [run.stated for run in found] == [None]


def test_a_pair_is_not_cut_within_a_quotation() -> None:
    text = "对推进“党员走在网格上”提升服务项目和社区食堂扩建项目进行讨论。"
    (pair,) = find_pairs(text, "项目")
    assert [item.of(text) for item in pair.items] == ["“党员走在网格上”提升服务项目", "社区食堂扩建项目"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("会议要求:一要摸清底数;二要压实责任,到岗到人;三要备足物资。", ["摸清底数", "压实责任,到岗到人", "备足物资"]),
        ("主要有两点。一是人手不足。二是经费偏少。下一步将改进。", ["人手不足", "经费偏少"]),
        ("一是统一的标准。", None),
        ("二是人手不足;三是经费偏少。", None),
    ],
)  # fmt: skip
def test_numbered_clauses_are_items_from_the_first_number_on(text: str, items: list[str] | None) -> None:
    found = find_numbered(text)
    assert (found and [item.of(text) for item in found.items]) == items
