"""Lists chosen by what announces them: their count, their noun, their matter. All text is made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, bare, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

REPORT = """中共槐屿市水利局机关党委2025年工作总结

2025年，在局党组领导下，机关党委较好完成了全年任务。现将情况总结如下。

一、主要工作
（一）把课堂搬到堤上。全年上课36次。
（二）把支部建到泵站。新建支部3个。

二、不足
一是夜里值守的人手紧，一个班只有2人。二是老泵站的台账不全，有7座查不到图纸。三是年轻党员讲课不多。

三、2026年打算
1.配齐泵站值守人员，每班不少于3人。
2.补齐7座泵站的图纸，年底前归档。
3.办好青年讲堂，每月一期。
4.检修排水闸24座。

中共槐屿市水利局机关党委
2026年1月9日
"""
SPEECH = """在全市机关窗口服务推进会上的讲话

同志们：

今天只讲窗口。窗口的风气，我看主要有三种病。第一种是“冷”。群众问三句，窗口答半句。第二种是“慢”。一件事要跑4趟。第三种是“糊”。材料少一份，谁也说不清少哪一份。

治病要有办法。今年抓住两件事。一是窗口轮岗，每季度换一次。二是办件回访，每周抽查50件。

谢谢大家。
"""
RULES = """槐屿市市直机关志愿积分管理细则

槐直工规〔2025〕3号

第一条　为规范志愿积分管理，制定本细则。

第二条　有下列情形之一的，积分予以扣减：
（一）报名后无故不到的，每次扣2分；
（二）服务时间弄虚作假的，每次扣6分；
（三）被服务对象投诉属实的，每次扣4分。

第三条　有下列情形之一的，可以提前兑换：
（一）本人患重病的；
（二）家庭遇到变故的。

第四条　本细则自2025年9月1日起施行，由市直机关工委解释。
"""
MINUTES = """槐屿市委市直机关工委委务会议纪要

〔2026〕2号

2026年2月11日上午，工委书记主持召开2026年第2次委务会议。现将会议情况纪要如下：

一、听取窗口轮岗情况汇报

会议听取了办公室的汇报，1月份轮岗窗口28个。

二、审议共享书屋认定标准

会议原则同意认定标准（草案），认定标准共四条：藏书不少于800册；有1名兼职管理员；每周开放不少于5天；距公交站不超过300米。

三、研究其他事项

会议对值班作了安排。
"""
NEWS = """河边茶会议出好办法——槐屿市机关干部下社区见闻

2026年3月，槐屿市把议事会开到河边的茶棚，一年收到意见640条。这些意见里，说得最多的是路灯不亮，占三成；其次是楼道漏水，占两成；再次是晾衣无处，占一成。

市委组织部说，今年将在摆渡船工、夜市摊主集中的4处地方增设茶棚。市直机关推行“三公开”。

一、流程公开，墙上看得见
流程图贴在茶棚墙上。

二、账目公开，手机查得到
每月5日更新。

三、结果公开，回访听得着
每件回访一次。

四、几点体会
要坐得住。按照星级评定，五星茶棚12个、四星茶棚25个、三星茶棚37个。
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the shipped documents and those above."""
    texts = {"水利局总结": REPORT, "窗口讲话": SPEECH, "积分细则": RULES, "委务会纪要": MINUTES, "茶会见闻": NEWS}
    with library_of(tmp_path_factory.mktemp("rostered"), texts, shipped=True) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "beginnings"),
    [
        ("槐屿水利局检讨自己哪三个毛病", ["夜里值守", "老泵站", "年轻党员"]),  # 不足 for 毛病, and nothing for 检讨
        ("窗口推进会讲话里说的三种病都是啥", ["第一种是“冷”", "第二种是“慢”", "第三种是“糊”"]),
        ("槐屿干了哪几样事积分要倒扣", ["报名后", "服务时间", "被服务"]),  # 情形 for 事
        ("槐屿2月11号委务会上会的有哪几个议题", ["听取窗口", "审议共享", "研究其他"]),
        ("槐屿的共享书屋，得够哪四条", ["藏书", "有1名", "每周", "距公交站"]),
        ("槐屿河边茶会上大伙反映最集中的前三样是啥", ["路灯不亮", "楼道漏水", "晾衣无处"]),
        ("槐屿推的三公开，公开的哪三样", ["流程公开", "账目公开", "结果公开"]),  # three of four headings
        ("槐屿水利局26年打算干哪四件事", ["配齐", "补齐", "办好", "检修"]),
        ("槐屿茶棚评星，三个档次的茶棚各是多少", ["五星茶棚", "四星茶棚", "三星茶棚"]),
    ],
)
def test_list_when_its_announcement_says_it_in_other_words(
    told: Assistant, question: str, beginnings: list[str]
) -> None:
    answer = ask(told, question)
    assert answer.status == "answered"
    items = [item.lstrip("一二三是") if item[1:2] == "是" else item for item in bare(answer.items)]
    assert len(items) == len(beginnings)
    assert all(item.startswith(beginning) for item, beginning in zip(items, beginnings, strict=True))


@pytest.mark.parametrize(
    "question",
    [
        "槐屿水利局那7座泵站都是哪几座",  # only counted
        "槐屿排水闸24座的名单给我",
        "槐屿的共享书屋有哪几个毛病",  # the report is of the bureau; what it finds is not of the books
        "槐屿积分碰上哪几种情况要退钱",  # cases, but of other consequences
        "槐屿水利局检讨自己哪五个毛病",  # three are told
        "菱洲水利局检讨自己哪三个毛病",  # no such city
        "槐屿委务会上其他事项是哪些事",
    ],
)
def test_no_list_when_none_is_announced_as_what_is_asked(told: Assistant, question: str) -> None:
    assert ask(told, question).status != "answered"


def test_whole_outline_when_the_parts_are_asked_by_a_doing_or_their_titles(told: Assistant) -> None:
    for question in ("槐屿水利局25年总结分哪几块写", "写材料用，槐屿水利局总结分三大块，标题都是啥"):
        assert [item.split("、")[-1] for item in ask(told, question).items] == ["主要工作", "不足", "2026年打算"]


def test_list_when_so_many_things_are_each_called_something() -> None:
    from assistant.question.kind import classify

    assert classify("河边茶会,三个公开都叫啥").kind == "list"
    assert classify("干部各去哪儿找问题,三个做法怎么叫").kind == "list"
    assert classify("那个做法叫啥").kind == "fact"
